"""Which programmes the companies of a sector ask recognition for: a free choice, in no official table."""

from collections.abc import Mapping

from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP, LOCAL_AUTHORITIES
from duaal.synthetic.surroundings import Surroundings, Training

EVERYWHERE = ("P021", "P027", "P028", "P015")
"""Reception and sales, logistics, maintenance, internal transport: found in companies of any sector."""

BESIDE_THEIR_OWN: Mapping[str, tuple[str, ...]] = {
    LOCAL_AUTHORITIES: ("P014", "P038", "P055", "P016", "P024", "P079", "P049", "P051", "P080", "P017"),
    FLEMISH_PARTNERSHIP: ("P051", "P077", "P022", "P036", "P049", "P079"),
    "grafische-sector-en-papier-en-kartonbewerkende-sector": ("P034", "P078"),
    "textiel": ("P034", "P058", "P078"),
    "textielverzorging": ("P013", "P034"),
    "kleding-en-confectie": ("P058", "P006"),
    "chemie-kunststoffen-en-life-sciences": ("P034", "P078"),
    "technologische-industrie": ("P017", "P024", "P040"),
    "autosector-en-aanverwante-sectoren": ("P018", "P006"),
    "houtsectoren": ("P005", "P016"),
    "bouw": ("P022", "P024", "P043"),
    "elektriciens-installatie-en-distributie": ("P019", "P039"),
    "handel-detailhandel": ("P003", "P011", "P029", "P030"),
    "handel-voedingshandel": ("P011", "P029"),
    "horeca": ("P011", "P029", "P079"),
    "social-profit": ("P002", "P014", "P080", "P013"),
    "voedingsindustrie": ("P006", "P030", "P034"),
}
"""Programmes of other sectors that companies train as well, such as maintenance in the textile industry."""


def programmes_of(sectors: tuple[str, ...], surroundings: Surroundings) -> tuple[Training, ...]:
    """The programmes of the sectors, their own first and those found everywhere last, each once."""
    own = [training for sector in sectors for training in surroundings.offer[sector]]
    beside = [code for sector in sectors for code in BESIDE_THEIR_OWN.get(sector, ())]
    others = [
        surroundings.trainings[code] for code in (*beside, *EVERYWHERE) if code in surroundings.trainings
    ]
    return tuple(dict.fromkeys((*own, *others)))
