"""What the routing of a file looks at: the file, and the tables of who is competent for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty


class Population(StrEnum):
    """Whose file it is: of a secondary (decree of 2016) or an adult programme (decree of 2022)."""

    SECONDARY = "SECONDARY"
    ADULT = "ADULT"


class Power(StrEnum):
    """A task that a cooperation agreement (`samenwerkingsovereenkomst`) can hand to a partnership."""

    RECOGNISE = "RECOGNISE"
    EXCLUDE = "EXCLUDE"
    CONTROL = "CONTROL"
    REPORT = "REPORT"
    INFORM = "INFORM"
    MOBILISE = "MOBILISE"
    ADVISE = "ADVISE"


@dataclass(frozen=True, slots=True)
class Competence:
    """One dated row of a table: `value` is what it points to, during `period`."""

    value: str
    period: Period
    certainty: Certainty
    source: str


Rows = tuple[Competence, ...]


def _empty() -> Mapping[str, Rows]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Competences:
    """The division of competences (`bevoegdheidsverdeling`) in one mapping version.

    `committees` are the codes of all existing joint committees; `allocations` and `employers` give the
    reporting sector per committee and per kind of employer; `deciders` the partnership per reporting sector;
    `powers` the rows per (partnership, power, population). `is_official` tells that the official table was
    loaded, so that a committee without a row is certainly nobody's.
    """

    version: str
    published_on: date
    is_official: bool
    flemish: str
    committees: frozenset[str]
    allocations: Mapping[str, Rows] = field(default_factory=_empty)
    employers: Mapping[str, Rows] = field(default_factory=_empty)
    deciders: Mapping[str, Rows] = field(default_factory=_empty)
    powers: Mapping[tuple[str, str, str], Rows] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""

    @property
    def rest_sector(self) -> str:
        """The row of the official tables for whoever is allotted to nobody."""
        return self.flemish


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """One file: the kind of employer, its joint committees that day, the one the applicant chose if any."""

    competences: Competences
    committees: tuple[str, ...] = ()
    chosen_committee: str | None = None
    employer_kind: str = "private"
    population: Population = Population.SECONDARY
    power: Power = Power.RECOGNISE
