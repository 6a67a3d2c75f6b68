"""Agreements of learners at recognised sites, year by year (`statistics.md` 7.3, steps 5 and 8).

In the official years exactly the allotted companies have one, in exactly the allotted provinces. Learners of
secondary education on the day of counting are as many as the figure of that year; that what follows is
an assumption. An agreement lies within its school year, at a site that is recognised when it is concluded
and when it starts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from duaal.casework.agreements.models import AgreementKind
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.synthetic.allocation import Allotted
from duaal.synthetic.histories import QUESTION
from duaal.synthetic.official import YEARS
from duaal.synthetic.world import Case, Contract, Undertaking

Spot = tuple[Undertaking, str]
"""A company and the province of the sites where its learners are."""


@dataclass(frozen=True, slots=True)
class Count:
    """Learners of secondary education in dual learning on the day on which they were counted."""

    on: date
    learners: int


COUNTED = {
    SchoolYear(2019): Count(date(2019, 11, 6), 1765),
    SchoolYear(2020): Count(date(2021, 2, 1), 1950),
    SchoolYear(2021): Count(date(2022, 1, 15), 2338),
    SchoolYear(2022): Count(date(2023, 1, 23), 2814),
}
"""`statistics.md` 4. Of 2020-2021 the figure is derived and the day assumed; of 2021-2022 only the month is
known.
"""

LATER = {
    SchoolYear(2023): Count(date(2024, 2, 1), 3750),
    SchoolYear(2024): Count(date(2025, 2, 3), 5050),
}
ROUND_FIGURE = 6000
"""After the official years: "more than 5000" in February 2025, around 6000 later; 2023-2024 is assumed."""

COMPANIES_LATER = {SchoolYear(2023): 3400, SchoolYear(2024): 4300}
ROUND_COMPANIES = 5000
STAYS = 0.65
"""Companies with an agreement after the official years, and the share that has one again: assumptions."""

LONG_ENOUGH = timedelta(days=25)
"""A recognition that ends sooner gets no learner any more."""

SAME_LEARNER = 0.35
ENDS_EARLY = 0.14
NEVER_STARTED = 0.015
UNTIL_SUMMER = 0.6
SECONDARY_KINDS = (AgreementKind.OAO, AgreementKind.SAO, AgreementKind.DAO)
SCHOOL_KINDS = (AgreementKind.SAO, AgreementKind.OAO)
ADULT_KINDS = (AgreementKind.ODO, AgreementKind.ODOW, AgreementKind.ODOS)


class Contracting:
    """Concludes agreements, year after year, in order."""

    def __init__(self, seed: int, *, today: date) -> None:
        self.today = today
        self._rng = Random(f"{seed} contracts")
        self._learners_before: dict[Spot, list[int]] = {}
        self._learners = 0

    def official(
        self, allotted: list[Allotted], companies: list[Undertaking], scale: int
    ) -> Iterable[Contract]:
        """The agreements of the official years."""
        for place, year in enumerate(YEARS):
            spots = [
                (company, province)
                for one, company in zip(allotted, companies, strict=True)
                for province in one.agreements.get(place, ())
            ]
            count = COUNTED[year]
            yield from self._year(year, spots, Count(count.on, count.learners * scale))

    def later(self, companies: list[Undertaking], scale: int) -> Iterable[Contract]:
        """The agreements since, up to the running school year."""
        year = YEARS[-1].next()
        while year.first_day <= self.today:
            number = COMPANIES_LATER.get(year, ROUND_COMPANIES) * scale
            on = min(date(year.start + 1, 2, 1), self.today)
            count = LATER.get(year, Count(on, ROUND_FIGURE))
            share = min(1.0, (self.today - year.first_day).days / 60)
            spots = self._spots_of(year, companies, round(number * share))
            on = min(count.on, self.today)
            yield from self._year(year, spots, Count(on, round(count.learners * scale * share)))
            year = year.next()

    def _spots_of(self, year: SchoolYear, companies: list[Undertaking], number: int) -> list[Spot]:
        """Spots recognised in the autumn of the year: those of last year first, then others."""
        rng = self._rng
        autumn = min(date(year.start, 11, 1), self.today)
        open_spots = {
            (case.company, case.site.town.province): None
            for company in companies
            for case in company.cases
            if case.is_valid_on(year.first_day) and case.last_day >= autumn
        }
        again = [spot for spot in self._learners_before if spot in open_spots and rng.random() < STAYS]
        known = set(again)
        others = [spot for spot in open_spots if spot not in known]
        rng.shuffle(others)
        return (again + others)[:number]

    def _year(self, year: SchoolYear, spots: list[Spot], count: Count) -> list[Contract]:
        contracts = []
        before, self._learners_before = self._learners_before, {}
        for spot in spots:
            contract = self._conclude(year, spot)
            known = before.get(spot)
            contract.learner = known.pop() if known and self._rng.random() < SAME_LEARNER else self._new()
            contracts.append(contract)
        counted = sum(_is_counted(contract, count.on) for contract in contracts)
        contracts += self._more(year, spots, count, count.learners - counted)
        contracts += self._never_started(contracts)
        here = defaultdict(list)
        for contract in contracts:
            if not contract.case.programme.is_adult:
                here[contract.case.company, contract.case.site.town.province].append(contract.learner)
        self._learners_before = dict(here)
        return contracts

    def _more(self, year: SchoolYear, spots: list[Spot], count: Count, number: int) -> Iterable[Contract]:
        """Second and third learners at the same companies, until the count of the day is reached."""
        open_spots = [spot for spot in spots if _cases_by(spot, year, count.on - timedelta(days=15))]
        sizes = [len(_cases_by(spot, year, count.on - timedelta(days=15))) for spot in open_spots]
        chosen = self._rng.choices(open_spots, sizes, k=max(0, number)) if open_spots else []
        for spot in chosen:
            cases = _cases_by(spot, year, count.on - timedelta(days=15))
            case = self._rng.choice(cases)
            starts_on = self._start(case, year, count.on - timedelta(days=1))
            contract = self._contract(case, year, starts_on, runs_on=count.on)
            contract.learner = self._new()
            yield contract

    def _conclude(self, year: SchoolYear, spot: Spot) -> Contract:
        """One agreement at the spot, which is recognised in time: the histories see to that."""
        latest = min(_latest_start(year), self.today)
        cases = _cases_by(spot, year, latest - timedelta(days=1), adults=year.start >= YEARS[-1].start)
        case = self._rng.choice(cases)
        return self._contract(case, year, self._start(case, year, latest))

    def _start(self, case: Case, year: SchoolYear, latest: date) -> date:
        """Mostly in September; soon after the decision when that came in the middle of the year."""
        rng = self._rng
        decided_on = case.decided_on or year.first_day
        latest = min(latest, case.last_day)
        if decided_on >= year.first_day:
            first, days = decided_on + timedelta(days=1), 40
        else:
            first = year.first_day
            days = rng.choices((30, 90, 210), (65, 20, 15))[0]
        return min(first + timedelta(days=rng.randrange(days)), latest)

    def _contract(
        self, case: Case, year: SchoolYear, starts_on: date, *, runs_on: date | None = None
    ) -> Contract:
        rng = self._rng
        decided_on = case.decided_on or starts_on
        concluded_on = max(decided_on, starts_on - timedelta(days=rng.randrange(22)))
        summer, autumn = date(year.start + 1, 6, 30), year.last_day
        until_summer = case.last_day < autumn or rng.random() < UNTIL_SUMMER
        planned_end_on = summer if until_summer else autumn
        ended_on = planned_end_on if planned_end_on <= self.today else None
        earliest = max(starts_on + timedelta(days=10), runs_on or starts_on)
        if rng.random() < ENDS_EARLY and earliest < planned_end_on:
            day = earliest + timedelta(days=rng.randrange((planned_end_on - earliest).days))
            ended_on = day if day <= self.today else ended_on
        return Contract(case, self._kind(case), concluded_on, starts_on, planned_end_on, ended_on)

    def _kind(self, case: Case) -> str:
        if case.programme.is_adult:
            return self._rng.choices(ADULT_KINDS, (5, 3, 2))[0].value
        if case.programme.education_form == "tso":
            return self._rng.choices(SCHOOL_KINDS, (7, 3))[0].value
        return self._rng.choices(SECONDARY_KINDS, (75, 13, 12))[0].value

    def _never_started(self, contracts: list[Contract]) -> Iterable[Contract]:
        """Some more that were signed and never started: they are counted nowhere."""
        for contract in contracts:
            if self._rng.random() < NEVER_STARTED:
                yield Contract(
                    contract.case,
                    contract.kind,
                    contract.concluded_on,
                    None,
                    contract.planned_end_on,
                    None,
                    self._new(),
                )

    def _new(self) -> int:
        self._learners += 1
        return self._learners


def learner_number(number: int) -> str:
    """The pseudonymous number of a learner: leads to nobody."""
    return f"L{number:08d}"


def _latest_start(year: SchoolYear) -> date:
    """Nothing starts in the last weeks of a year, nor after the question was put in the last official one."""
    return min(date(year.start + 1, 6, 9), QUESTION) if year in COUNTED else date(year.start + 1, 6, 9)


def _cases_by(spot: Spot, year: SchoolYear, day: date, *, adults: bool = False) -> list[Case]:
    """Recognitions of the spot decided by the day, that are still there when the learner starts and stays."""
    company, province = spot
    autumn, summer = year.first_day, date(year.start + 1, 6, 30)
    return [
        case
        for case in company.cases
        if case.decided_on is not None
        and case.outcome is not None
        and case.decided_on <= day
        and case.last_day > max(case.decided_on, autumn) + LONG_ENOUGH
        and (case.ended_on is None or case.ended_on >= summer or case.renewed_by is not None)
        and case.site.town.province == province
        and (adults or not case.programme.is_adult)
    ]


def _is_counted(contract: Contract, day: date) -> bool:
    """Whether the learner counts on the day: of secondary education, with an agreement that runs."""
    if contract.starts_on is None or contract.case.programme.is_adult:
        return False
    return contract.starts_on <= day <= (contract.ended_on or contract.planned_end_on)
