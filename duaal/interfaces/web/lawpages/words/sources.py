"""The sources of the lawbook in Dutch: title and date by their id, and the place in the text."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.foundation.lawbook.book import Book

KIND: dict[str, Promise] = {
    "act": _("wettekst"),
    "official": _("officiële bron"),
    "page": _("andere pagina"),
    "project": _("keuze van dit project"),
}

TITLE: dict[str, Promise] = {
    "d16": _("Decreet van 10 juni 2016 over bepaalde aspecten van alternerende opleidingen, gecoördineerd"),
    "d22": _("Decreet van 25 maart 2022 over duale opleidingen in het volwassenenonderwijs, gecoördineerd"),
    "d25": _("Decreet van 18 juli 2025, art. 71-74, 82-83 en 87"),
    "d19": _(
        "Decreet van 5 april 2019 (Onderwijsdecreet XXIX), wijziging van art. 7 van het decreet van "
        "10 juni 2016"
    ),
    "d18": _("Decreet van 30 maart 2018 over duaal leren en de aanloopfase (Codex Secundair Onderwijs)"),
    "d18b": _("Decreet van 30 november 2018 over duaal leren in het buitengewoon secundair onderwijs"),
    "od30": _("Decreet van 3 juli 2020 (Onderwijsdecreet 30)"),
    "ok2": _("Voorwaarden van duaal leren in de tweede graad"),
    "ok4": _("Wanneer starten in opleidingsvorm 4"),
    "ok5": _("Voorwaarden van duaal leren in de derde graad"),
    "ok18": _("Geen diploma en jonger dan 18"),
    "okb": _("Duaal leren in het buitengewoon onderwijs, opleidingsvorm 3"),
    "oki": _("Medewerker hout duaal, integratiefase"),
    "okw": _("Wie mag een duale opleiding volgen"),
    "ovsg": _("Duaal: voorwaarden per jaar"),
    "abvv": _("Duaal leren, hoe begin ik eraan?"),
    "seed001": _("Actieplan duaal leren"),
    "seed003": _("Schriftelijke vraag 757"),
    "s11": _("Vijf stappen om leerbedrijf te worden"),
    "s13": _("Erkenning van een onderneming als leerwerkplek (begin van de pagina)"),
    "s18": _("Beroepsprocedure leerwerkplekken (begin van de pagina)"),
    "s47": _("Jouw bedrijf duaal (fonds van paritair comité 226)"),
    "project": _("Keuze van dit project: geen bron gevonden, of bronnen die elkaar tegenspreken"),
}

DATED: dict[str, Promise] = {
    "text of 10/06/2022": _("tekst van 10/06/2022"),
    "text with the changes of 09/08/2025 and 01/09/2025": _(
        "tekst met de wijzigingen van 09/08/2025 en 01/09/2025"
    ),
    "in force 09/08/2025 and 01/09/2025": _("in werking op 09/08/2025 en 01/09/2025"),
    "in force 01/09/2019": _("in werking op 01/09/2019"),
    "from 01/09/2023": _("vanaf 01/09/2023"),
    "undated": _("zonder datum"),
    "current layout, undated": _("huidige vorm, zonder datum"),
    "2019-2020 (update 02/09/2019)": _("2019-2020 (bijgewerkt op 02/09/2019)"),
    "up to 2023": _("tot 2023"),
    "undated (after 2022)": _("zonder datum (na 2022)"),
    "about 2021-2023": _("ongeveer 2021-2023"),
    "about 2019-2020": _("ongeveer 2019-2020"),
    "about 2020-2021": _("ongeveer 2020-2021"),
    "about 2018-2019": _("ongeveer 2018-2019"),
    "2023 or later": _("2023 of later"),
    "text of 23/05/2018": _("tekst van 23/05/2018"),
    "state of 24/06/2019": _("stand van 24/06/2019"),
    "wording 2023-2025": _("tekst van 2023-2025"),
    "about 2023 or later": _("ongeveer 2023 of later"),
}

ADDRESS: dict[str, Promise] = {
    "official consolidated legislation (Justel, French), numac 2016036138": _(
        "officiële gecoördineerde wetgeving (Justel, Frans), numac 2016036138"
    ),
    "official consolidated legislation (Justel, French), numac 2022031670": _(
        "officiële gecoördineerde wetgeving (Justel, Frans), numac 2022031670"
    ),
    "coordination list of the decree of 10 June 2016, data-onderwijs.vlaanderen.be/edulex docid 14994": _(
        "coördinatielijst van het decreet van 10 juni 2016, data-onderwijs.vlaanderen.be/edulex docid 14994"
    ),
    "written question 519 (10/02/2026), annex": _("schriftelijke vraag 519 (10/02/2026), bijlage"),
    "Flemish Parliament": _("Vlaams Parlement"),
    "recognition.md, trajectory.md and statistics.md of the project's rulebooks": _(
        "recognition.md, trajectory.md en statistics.md in de regelboeken van het project"
    ),
}

WORDS = {"arts.": "art.", "and": "en", "rule": "regel", "action": "actie"}
WORD = re.compile(r"\barts\.|\b(?:and|rule|action)\b")
PAGE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+/\S+")


@dataclass(frozen=True, slots=True)
class ShownSource:
    """One source as a page shows it; `link` is empty when its address is no page of the web."""

    title: str
    place: str
    kind: str
    where: str
    link: str
    dated: str

    def __str__(self) -> str:
        return f"{self.title}, {self.place}" if self.place else self.title


def shown_sources(references: str, book: Book) -> tuple[ShownSource, ...]:
    """The sources of one version; `references` are ids with a place, such as `d16/art. 7 § 2; s13`."""
    return tuple(_shown(reference, book) for reference in references.split("; "))


def _shown(reference: str, book: Book) -> ShownSource:
    source_id, _slash, place = reference.partition("/")
    source = book.sources[source_id]
    return ShownSource(
        title=str(TITLE.get(source_id, source.title)),
        place=WORD.sub(lambda found: WORDS[found[0]], place),
        kind=str(KIND[source.kind]),
        where=str(ADDRESS.get(source.address, source.address)),
        link=f"https://{source.address}" if PAGE.fullmatch(source.address) else "",
        dated=_dated(source.dated),
    )


def _dated(text: str) -> str:
    if text in DATED:
        return str(DATED[text])
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text
