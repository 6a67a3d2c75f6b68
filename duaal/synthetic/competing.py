"""Invented competences for every programme: the real ones come from a file that is brought in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from zlib import crc32

from duaal.foundation.lawbook.dated import Certainty
from duaal.register.programmes.models import Competence
from duaal.synthetic.tables import Row, Table

COMPETENCE = (
    *("id", "programme_id", "code", "name", "position", "is_vocational"),
    *("valid_from", "source", "certainty", "is_synthetic"),
)
SINCE = date(2019, 9, 1)
SOURCE = "verzonnen voor de demo"
FEWEST, MOST = 8, 14

OF_THE_TRADE = (
    "het werk voorbereiden en plannen",
    "materiaal en grondstoffen ontvangen en controleren",
    "machines en gereedschap instellen",
    "de basistechnieken van het beroep uitvoeren",
    "een opdracht zelfstandig afwerken",
    "de kwaliteit van het werk controleren",
    "machines en gereedschap onderhouden",
    "veilig, gezond en duurzaam werken",
    "klanten of gebruikers te woord staan",
    "het werk registreren en overdragen",
)
GENERAL = (
    "teksten lezen en schrijven die bij het beroep horen",
    "rekenen met maten, hoeveelheden en prijzen",
    "samenwerken en overleggen",
    "rechten en plichten als burger en werknemer kennen",
)


def competence_table(programmes: Iterable[str]) -> Table:
    """The invented competences of the programmes with these codes; the same ones every time."""
    return Table(Competence, COMPETENCE, _rows(programmes))


@dataclass(frozen=True, slots=True)
class Learnable:
    """A competence of a programme, with its row number."""

    pk: int
    programme: str
    code: str
    name: str
    place: int
    is_vocational: bool


def competences_of(programmes: Iterable[str]) -> dict[str, tuple[Learnable, ...]]:
    """Per programme its competences, in order."""
    found: dict[str, list[Learnable]] = {}
    for one in _numbered(programmes):
        found.setdefault(one.programme, []).append(one)
    return {programme: tuple(them) for programme, them in found.items()}


def _numbered(programmes: Iterable[str]) -> Iterator[Learnable]:
    numbers = count(1)
    for programme in programmes:
        for place, (name, is_vocational) in enumerate(_names(programme), start=1):
            code = f"{'B' if is_vocational else 'A'}{place:02}"
            yield Learnable(next(numbers), programme, code, f"Verzonnen: {name}", place, is_vocational)


def _rows(programmes: Iterable[str]) -> Iterator[Row]:
    fixed = (SINCE, SOURCE, str(Certainty.ASSUMED), True)
    for one in _numbered(programmes):
        yield (one.pk, one.programme, one.code, one.name, one.place, one.is_vocational, *fixed)


def _names(programme: str) -> Iterator[tuple[str, bool]]:
    """Between 8 and 14: most of the trade, the rest general, which and how many by the code."""
    chance = crc32(programme.encode())
    wanted = FEWEST + chance % (MOST - FEWEST + 1)
    general = GENERAL[: min(len(GENERAL), max(2, wanted - len(OF_THE_TRADE)))]
    yield from ((name, True) for name in OF_THE_TRADE[: wanted - len(general)])
    yield from ((name, False) for name in general)
