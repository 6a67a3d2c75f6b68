"""Values that change over time: each with the day it starts, its source and how certain it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

OF_COMMITTEE = "pc-"
"""What the code of a joint committee has before it in `per`, to tell it from a partnership."""

T = TypeVar("T")


class Certainty(StrEnum):
    """How certain a value is (`zekerheid`), strongest first; an outcome has the weakest mark it used."""

    CERTAIN = "certain"
    DATED = "dated"
    DERIVED = "derived"
    ASSUMED = "assumed"


STRENGTH = tuple(Certainty)


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The weakest of the marks; raises `ValueError` when there is none, because nothing is then known."""
    return max(certainties, key=STRENGTH.index)


class NotInForce(Exception):
    """A value asked for a day on which it does not hold: before its first date or after its stop."""

    def __init__(self, key: str, day: date, since: date, *, stopped: bool) -> None:
        verb = "stopped on" if stopped else "starts on"
        super().__init__(f"{key} {verb} {since}; asked for {day}")
        self.key = key
        self.day = day
        self.since = since
        self.stopped = stopped


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """One value from one day on. `value` None means that the measure stops that day.

    `source` names one or more entries of `sources.yaml`, each with its place in the text, joined by `; `.
    """

    value: T
    since: date
    source: str
    certainty: Certainty
    key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A dated value (`gedateerde waarde`): its versions, oldest first, and the day it was last read again.

    `per` holds the versions that one partnership has of its own, and under `pc-` and its code those of one
    joint committee (`paritair comité`); see `for_partnership`.
    """

    key: str
    versions: tuple[Version[T], ...]
    checked_on: date
    label: str = ""
    unit: str = ""
    per: Mapping[str, "Dated[T]"] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: date) -> Version[T]:
        """The version in force that day; raises `NotInForce` before the first and after a stop."""
        for version in reversed(self.versions):
            if version.since <= day:
                if version.value is None:
                    raise NotInForce(self.key, day, version.since, stopped=True)
                return version
        raise NotInForce(self.key, day, self.versions[0].since, stopped=False)

    def for_partnership(self, code: str, committee: str = "") -> "Dated[T]":
        """The value as one partnership has it: its own versions, and before the first of them the general
        ones. What its joint committee has of its own goes before what the partnership has.
        """
        found = self
        for key in (code, f"{OF_COMMITTEE}{committee}"):
            own = self.per.get(key)
            if own is not None:
                before = tuple(one for one in found.versions if one.since < own.versions[0].since)
                found = Dated(own.key, before + own.versions, self.checked_on, self.label, self.unit)
        return found


def as_rule_versions(versions: Iterable[Version[Any]]) -> tuple[dict[str, object], ...]:
    """Dated values as the audit trail keeps them, each once."""
    once = {(version.key, version.since): version for version in versions}
    return tuple(
        {
            "key": version.key,
            "since": version.since.isoformat(),
            "value": version.value if isinstance(version.value, bool | int | str) else str(version.value),
            "source": version.source,
            "certainty": str(version.certainty),
        }
        for version in once.values()
    )
