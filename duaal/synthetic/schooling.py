"""The invented schools and training centres, spread over the municipalities, more where more people live."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random

from duaal.register.organisations.models import ProviderKind
from duaal.synthetic import names
from duaal.synthetic.surroundings import PostalPlace, Surroundings, Town

PER_KIND: dict[ProviderKind, int] = {
    ProviderKind.SCHOOL: 190,
    ProviderKind.SPECIAL_SCHOOL: 45,
    ProviderKind.SYNTRA: 20,
    ProviderKind.CVO: 45,
}
"""How many there are at scale 1; assumed, about those that offer dual programmes."""

SHARES: dict[str, int] = {"ant": 28, "ovl": 23, "wvl": 18, "vbr": 17, "lim": 14}
"""Of a hundred schools, how many lie in each province; assumed, about the share of its people."""

PREFIXES: dict[ProviderKind, tuple[str, ...]] = {
    ProviderKind.SCHOOL: ("Atheneum", "Technisch Instituut", "College", "Scholengroep", "Vakschool"),
    ProviderKind.SPECIAL_SCHOOL: ("Buitengewoon Onderwijs", "BuSO"),
    ProviderKind.SYNTRA: ("Opleidingscentrum Syntra",),
    ProviderKind.CVO: ("CVO", "Centrum voor Volwassenenonderwijs"),
}
FIRST_NUMBER = 200_001
OLDEST, YOUNGEST = 1950, 2015


@dataclass(frozen=True, slots=True)
class School:
    """A provider, before it becomes a row."""

    number: str
    name: str
    kind: ProviderKind
    street: str
    postal: PostalPlace
    town: Town
    opened_on: date

    @property
    def pk(self) -> int:
        """The row number, from 1 on in the order of the numbers."""
        return int(self.number) - FIRST_NUMBER + 1


def found_schools(surroundings: Surroundings, *, scale: int, seed: int, today: date) -> Iterator[School]:
    """The schools in the order of their numbers; the same seed and day give the same ones.

    Draws on its own numbers, so that the companies are the same with more schools or fewer.
    """
    rng = Random(f"{seed} schools")
    numbers = count(FIRST_NUMBER)
    provinces, shares = list(SHARES), list(SHARES.values())
    used: set[str] = set()
    for kind, wanted in PER_KIND.items():
        for _one in range(wanted * scale):
            town = surroundings.towns.draw(rng.choices(provinces, shares)[0], today, rng)
            postal = rng.choice(town.postcodes)
            number = str(next(numbers))
            yield School(
                number,
                _name(kind, postal.name, number, used, rng),
                kind,
                names.street(rng),
                postal,
                town,
                date(rng.randint(OLDEST, YOUNGEST), 9, 1),
            )


def _name(kind: ProviderKind, place: str, number: str, used: set[str], rng: Random) -> str:
    """A name that no other school has: words that are no names, with the place; else with its number."""
    word = f"De {rng.choice(names.BEGINNINGS)}{rng.choice(names.ENDINGS)}"
    name = f"{rng.choice(PREFIXES[kind])} {word} {place}"
    if name in used:
        name = f"{name} {number}"
    used.add(name)
    return name
