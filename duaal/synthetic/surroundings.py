"""What is there already when the invented companies move in: towns, programmes, who is competent for whom.

Read once from the reference tables; from then on everything is computed without the database.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from duaal.foundation.geography.models import Municipality, Postcode
from duaal.register.organisations.models import EmployerKind
from duaal.register.partnerships import queries as partnerships
from duaal.register.partnerships.facts import Competences, RouteFacts
from duaal.register.partnerships.rules import route
from duaal.register.programmes.models import Programme
from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP

MAPPING_OF_THE_ANSWER = "2023-06"
"""The mapping version of the official tables: the companies get joint committees of its sectors."""

MOVED_PROVINCE = "11056"
"""Zwijndrecht went from Antwerpen to Oost-Vlaanderen by a merger: no site is put there before the merger, so
that a table of an earlier year that is counted later gives the same figures."""

REST_COMMITTEES = ("200", "336", "121", "322.01", "317", "320", "227", "304")
WHITE_COLLAR = "2"
"""First digit of the committees for white-collar staff: fewer of the invented companies belong to them."""


@dataclass(frozen=True, slots=True)
class PostalPlace:
    """A postcode with its point."""

    code: str
    name: str
    latitude: float = 0.0
    longitude: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """A municipality under one NIS code, with its postcodes."""

    nis_code: str
    name: str
    province: str
    valid_from: date
    valid_to: date
    postcodes: tuple[PostalPlace, ...]
    successor: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """A dual programme."""

    code: str
    name: str
    legal_basis: str
    education_form: str
    valid_from: date
    sectors: tuple[str, ...]
    level: str = ""
    grade: str = ""

    @property
    def is_adult(self) -> bool:
        return self.legal_basis == "D2022"


class Towns:
    """The municipalities of a province on a day, the larger ones drawn more often."""

    def __init__(self, towns: list[Town]) -> None:
        self.by_code = {town.nis_code: town for town in towns}
        self.changes = sorted({town.valid_from for town in towns} | {_after(town.valid_to) for town in towns})
        self._known: dict[tuple[str, int], tuple[list[Town], list[int]]] = {}

    def draw(self, province: str, on: date, rng: Random) -> Town:
        """A municipality of the province whose NIS code is in force on the day."""
        key = (province, bisect_right(self.changes, on))
        if key not in self._known:
            there = [
                town
                for town in self.by_code.values()
                if town.province == province and town.valid_from <= on <= town.valid_to
            ]
            self._known[key] = there, list(accumulate(len(town.postcodes) for town in there))
        there, weights = self._known[key]
        return rng.choices(there, cum_weights=weights)[0]

    def postcodes_on(self, on: date) -> list[PostalPlace]:
        """Every postcode of the municipalities of the day, each once."""
        there = [town for town in self.by_code.values() if town.valid_from <= on <= town.valid_to]
        return list({place.code: place for town in there for place in town.postcodes}.values())

    def today_of(self, town: Town) -> Town:
        """The municipality that a town went into by mergers, or itself."""
        while town.successor is not None:
            town = self.by_code[town.successor]
        return town


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The reference tables as the inventing needs them.

    `committees` gives the joint committees of each sector, `offer` the programmes whose own sector it is.
    """

    towns: Towns
    trainings: Mapping[str, Training]
    committees: Mapping[str, tuple[str, ...]]
    offer: Mapping[str, tuple[Training, ...]]
    competences: Competences


def read_surroundings() -> Surroundings:
    """Reads the reference tables, in a dozen queries. They have to be loaded first."""
    competences = partnerships.competences(on=date.max, mapping_version=MAPPING_OF_THE_ANSWER)
    trainings = {training.code: training for training in _trainings()}
    sectors = sorted(competences.deciders)
    return Surroundings(
        towns=Towns(_towns()),
        trainings=trainings,
        committees={sector: _committees(competences, sector) for sector in sectors},
        offer={sector: tuple(t for t in trainings.values() if sector in t.sectors) for sector in sectors},
        competences=competences,
    )


def _trainings() -> list[Training]:
    programmes = Programme.objects.filter(is_dual=True, valid_to__isnull=True).prefetch_related("sectors")
    return [
        Training(
            row.code,
            row.name,
            row.legal_basis,
            row.education_form,
            row.valid_from,
            tuple(sorted(sector.code for sector in row.sectors.all())),
            row.level,
            row.grade,
        )
        for row in programmes.order_by("code")
    ]


def _committees(competences: Competences, sector: str) -> tuple[str, ...]:
    """The committees that are allotted to the sector; those of nobody for the Flemish Partnership."""
    if sector != FLEMISH_PARTNERSHIP:
        return tuple(
            sorted(
                code
                for code, rows in competences.allocations.items()
                if any(row.value == sector and row.period.last is None for row in rows)
            )
        )
    return tuple(code for code in REST_COMMITTEES if _is_of_nobody(competences, code))


def _is_of_nobody(competences: Competences, committee: str) -> bool:
    if committee not in competences.committees:
        return False
    facts = RouteFacts(competences, (committee,), employer_kind=EmployerKind.PRIVATE.value)
    return route(facts, on=competences.published_on).reporting_sector == competences.rest_sector


def _towns() -> list[Town]:
    postcodes: dict[str, list[Postcode]] = {}
    for postcode in Postcode.objects.order_by("code"):
        postcodes.setdefault(postcode.municipality_id or "", []).append(postcode)
    places = {
        p.code: PostalPlace(p.code, p.place_name, p.latitude, p.longitude)
        for found in postcodes.values()
        for p in found
    }
    return [
        Town(
            row.nis_code,
            row.name,
            row.province,
            row.valid_from or date.min,
            row.valid_to or date.max,
            tuple(places[p.code] for p in _postcodes_of(row, postcodes)),
            row.successor_id,
        )
        for row in Municipality.objects.exclude(province="").order_by("nis_code")
        if row.nis_code != MOVED_PROVINCE
    ]


def _postcodes_of(row: Municipality, postcodes: Mapping[str, list[Postcode]]) -> list[Postcode]:
    """Its postcodes; of a merged municipality the one at its point: those of today are its successor's."""
    if row.nis_code in postcodes:
        return postcodes[row.nis_code]
    near = postcodes.get(row.successor_id or "", [])
    return [min(near, key=lambda postcode: _distance(postcode, row))] if near else []


def _distance(postcode: Postcode, row: Municipality) -> float:
    north, east = postcode.latitude - (row.latitude or 0), postcode.longitude - (row.longitude or 0)
    return north * north + east * east


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
