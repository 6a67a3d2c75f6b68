"""Many persons at once: checked one by one, found and registered together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.people.actions import checked_number, require_names, require_same_name
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import Protected, protect


@dataclass(frozen=True, slots=True)
class Named:
    """A person as somebody names one, checked; the national number is protected, or not known."""

    given_name: str
    family_name: str
    birth_date: date
    protected: Protected | None = None

    @property
    def likeness(self) -> tuple[str, str, date]:
        """What two persons without a number are taken for one by, where one school names both."""
        return sort_key(self.given_name), sort_key(self.family_name), self.birth_date


def named(*, given_name: str, family_name: str, birth_date: date, national_number: str) -> Named:
    """Raises `ValidationError` as `find_or_register`."""
    protected = None
    if national_number:
        protected = protect(checked_number(national_number, birth_date))
    return named_before(
        given_name=given_name, family_name=family_name, birth_date=birth_date, protected=protected
    )


def named_before(
    *, given_name: str, family_name: str, birth_date: date, protected: Protected | None
) -> Named:
    """As `named`, for a number that was checked and protected before; it is not opened."""
    names = {"given_name": " ".join(given_name.split()), "family_name": " ".join(family_name.split())}
    require_names(names)
    return Named(**names, birth_date=birth_date, protected=protected)


def require_the_same(person: Person, who: Named) -> None:
    """Raises `ValidationError` when somebody with another family name has this national number."""
    require_same_name(person, who.family_name)


def persons_with_numbers(people: Iterable[Named]) -> dict[bytes, Person]:
    """Who is known by a number, by its look-up key. One query."""
    keys = {who.protected.key for who in people if who.protected is not None}
    found = Person.objects.filter(national_number_key__in=keys) if keys else ()
    return {bytes(person.national_number_key or b""): person for person in found}


def register_all(people: Sequence[Named]) -> list[Person]:
    """A new person for each, in the same order. One query per some hundreds.

    Raises `IntegrityError` when one of the numbers is registered meanwhile.
    """
    return Person.objects.bulk_create(
        Person(
            given_name=who.given_name,
            family_name=who.family_name,
            birth_date=who.birth_date,
            national_number_cipher=who.protected.cipher if who.protected else None,
            national_number_key=who.protected.key if who.protected else None,
        )
        for who in people
    )
