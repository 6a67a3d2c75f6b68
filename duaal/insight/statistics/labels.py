"""Dutch words of the statistics: statuses, reasons why a figure does not exist, and notes under a table.

Titles, headings and footnotes of the official layout are in `wording.py`: those are quoted, not
translated.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATUS: dict[str, Promise] = {
    "final": _("definitief"),
    "provisional": _("voorlopig"),
    "confidential": _("vertrouwelijk"),
    "not_available": _("niet beschikbaar"),
    "not_applicable": _("niet van toepassing"),
    "estimate": _("raming"),
}

NOT_AVAILABLE: dict[str, Promise] = {
    "mentors_not_by_province": _(
        "Dit cijfer bestaat niet per provincie: een mentoropleiding is gevolgd bij een partnerschap, niet "
        "op een plaats."
    ),
    "mentors_not_by_school_year": _(
        "Dit cijfer bestaat niet per schooljaar: een mentor telt één keer, voor alle jaren sinds 2016 samen."
    ),
    "mean_not_by_province": _(
        "Het gemiddelde is alleen voor alle ondernemingen samen berekend, niet per provincie."
    ),
    "mean_not_by_sector": _(
        "Het gemiddelde is alleen voor alle ondernemingen samen berekend, niet per sector."
    ),
    "mean_not_by_school_year": _("Het gemiddelde geldt op één dag en bestaat dus niet per schooljaar."),
}

NOT_ADDITIVE = _("De rijen zijn samen meer dan het totaal: een onderneming kan in meer dan één rij tellen.")
NOT_ADDITIVE_WITHOUT_TOTAL = _("Tel de rijen niet op: een onderneming kan in meer dan één rij tellen.")
SYNTHETIC = _(
    "Synthetische gegevens: deze cijfers gaan over een verzonnen Vlaanderen en zijn niet officieel."
)
CONFIDENTIAL = _("Groepen van minder dan %(threshold)s personen zijn verborgen.")
