"""Kinds of facts in the casebook: each reads one value of a case, or says in Dutch what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from duaal.foundation.lawbook.reading import Place, Table


class _Required(Enum):
    REQUIRED = "required"


REQUIRED = _Required.REQUIRED
"""The default of a fact that a case must always give."""

Kind = Callable[[Any, Place], Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a rule: how it is read, and what it is when a case leaves it out."""

    kind: Kind
    default: Any = REQUIRED


def read_facts(facts: Mapping[str, Fact], given: Table) -> dict[str, Any]:
    """The facts of a case, defaults filled in. Raises `WrongFile` for an unknown, missing or wrong fact."""
    given.check_keys(known=frozenset(facts))
    found = {}
    for name, fact in facts.items():
        if name in given.entries:
            found[name] = fact.kind(given.get(name), given.place_of(name))
        elif fact.default is REQUIRED:
            raise given.place.at(name).wrong("ontbreekt")
        else:
            found[name] = fact.default
    return found


def day(value: Any, place: Place) -> date:
    """A date, also one between quotes."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise place.wrong(f"moet een datum zijn zoals 2026-01-31, niet {value!r}") from None


def flag(value: Any, place: Place) -> bool:
    if not isinstance(value, bool):
        raise place.wrong(f"moet true of false zijn, niet {value!r}")
    return value


def whole(value: Any, place: Place) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise place.wrong(f"moet een geheel getal vanaf 0 zijn, niet {value!r}")
    return value


def number(value: Any, place: Place) -> Decimal:
    """A number from 0, with or without quotes."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    if isinstance(value, bool) or not found.is_finite() or found < 0:
        raise place.wrong(f"moet een getal vanaf 0 zijn, niet {value!r}")
    return found


def text(value: Any, place: Place) -> str:
    """A text, also one that YAML reads as a number, such as 596.2."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise place.wrong(f"moet een tekst zijn, niet {value!r}")
    return str(value)


def one_of(words: type[Enum] | tuple[str, ...]) -> Kind:
    """One of a list of words; of an enumeration, its member is given back."""
    known = (
        {word.value: word for word in words} if isinstance(words, type) else {word: word for word in words}
    )

    def read(value: Any, place: Place) -> Any:
        if not isinstance(value, str) or value not in known:
            raise place.wrong(f"moet een van {', '.join(known)} zijn, niet {value!r}")
        return known[value]

    return read


def optional(kind: Kind) -> Kind:
    """null, or a value of that kind."""

    def read(value: Any, place: Place) -> Any:
        return None if value is None else kind(value, place)

    return read


def list_of(kind: Kind) -> Kind:
    """A list of values of that kind, given back as a tuple."""

    def read(value: Any, place: Place) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise place.wrong(f"moet een lijst zijn, niet {value!r}")
        return tuple(kind(item, place.at(f"[{number}]")) for number, item in enumerate(value))

    return read


def table_of(facts: Mapping[str, Fact]) -> Kind:
    """A map with facts of its own, given back as a dictionary with the defaults filled in."""

    def read(value: Any, place: Place) -> dict[str, Any]:
        if not isinstance(value, Table):
            raise place.wrong("moet een tabel van sleutels en waarden zijn")
        return read_facts(facts, value)

    return read


def defaults(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Every fact of a map at its default, for a case that leaves out the whole map."""
    return {name: fact.default for name, fact in facts.items()}
