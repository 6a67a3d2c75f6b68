"""From the extraction day on to today. An assumption in every respect: no official figure says how it went
on.

Recognitions expire or are asked anew, companies stop, others come, and those that are there ask for more.
Nothing of it begins before the school year 2023-2024, so that the official tables stay what they are.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.states import ApplicationKind, RecognitionState
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.synthetic.cases import CaseMaker, close_company, end
from duaal.synthetic.days import NoWorkingDay, WorkingDays
from duaal.synthetic.founding import Founder
from duaal.synthetic.histories import STOPPED, Historian
from duaal.synthetic.offer import programmes_of
from duaal.synthetic.official import YEARS, Population
from duaal.synthetic.world import Case, Undertaking

FIRST_YEAR = YEARS[-1].next()
NEWCOMERS = 850
"""Companies that get their first recognition in a school year, at scale 1."""

TOO_LARGE_TO_STOP = 40
SHORTEST_STAY = timedelta(days=60)
TWO_PROVINCES = 0.025
LEAVES = 0.03
ASKED_ANEW = 0.82
IN_TIME = 0.6
ASKS_MORE = 0.14
"""Per school year: share of newcomers in two provinces, of companies that stop, and of companies that ask one
programme more; the share of recognitions that were asked anew, and of those the share asked in time."""

RENEWED_BEFORE = timedelta(days=75)


class Continuation:
    """What happened to companies after the official years."""

    def __init__(
        self, founder: Founder, maker: CaseMaker, historian: Historian, days: WorkingDays, seed: int
    ) -> None:
        self.founder = founder
        self.maker = maker
        self.historian = historian
        self.days = days
        self.today = maker.today
        self._rng = Random(f"{seed} continuation")

    def go_on(self, company: Undertaking) -> None:
        """Lets a company that was there on the extraction day, or came later, go on to today."""
        first = max(FIRST_YEAR.first_day, company.cases[0].decided_on or FIRST_YEAR.first_day)
        stops_on = None if len(company.cases) >= TOO_LARGE_TO_STOP else self._stops_on(first)
        until = min(stops_on or self.today, self.today)
        for case in list(company.cases):
            self._renew(case, until)
        for year in _years(first, until):
            if self._rng.random() < ASKS_MORE:
                self._ask_more(company, max(year.first_day, first), min(year.last_day, until))
        if stops_on is not None:
            self._stop(company, stops_on)
        for case in company.cases:
            if case.outcome == RecognitionState.ACTIVE and case.last_day < self.today:
                case.outcome = RecognitionState.EXPIRED

    def newcomers(self, like: Population, *, scale: int) -> Iterator[Undertaking]:
        """Companies that came in the years since, spread over provinces and sectors as the last official
        year.
        """
        for year in _years(FIRST_YEAR.first_day, self.today):
            last = min(year.last_day, self.today - timedelta(days=1))
            share = ((last - year.first_day).days + 1) / 365
            for _ in range(round(NEWCOMERS * scale * min(1.0, share))):
                yield self._newcomer(like, year.first_day, last)

    def without_recognition(self, like: Population, number: int) -> Iterator[Undertaking]:
        """Companies that stand in the business register and never asked anything."""
        for _ in range(number):
            place = (_draw(like.provinces, self._rng),)
            yield self.founder.found((_draw(like.sectors, self._rng),), place, before=self.today)

    def _newcomer(self, like: Population, first: date, last: date) -> Undertaking:
        rng = self._rng
        provinces: tuple[str, ...] = (_draw(like.provinces, rng),)
        if rng.random() < TWO_PROVINCES:
            provinces = tuple(dict.fromkeys((*provinces, _draw(like.provinces, rng))))
        decided_on = self.days.draw(min(first + timedelta(days=3), last), last, rng)
        company = self.founder.found((_draw(like.sectors, rng),), provinces, before=decided_on)
        number = max(len(provinces), rng.choices((1, 2, 3, 4, 6, 9), (38, 25, 15, 11, 8, 3))[0])
        for site, programme in self.historian.pairs(company, number, before=decided_on):
            self.maker.granted(site, programme, decided_on)
        return company

    def _stops_on(self, first: date) -> date | None:
        """The day on which a company gives up everything, after a school year; None when it goes on."""
        for year in _years(first, self.today):
            ended_on = date(year.start + 1, 7, 1) + timedelta(days=self._rng.randrange(61))
            if first + SHORTEST_STAY < ended_on < self.today and self._rng.random() < LEAVES:
                return ended_on
        return None

    def _renew(self, case: Case, until: date) -> None:
        """A recognition is mostly asked anew, in time or some weeks after its end; never tacitly renewed."""
        if case.outcome != RecognitionState.ACTIVE or case.last_day - RENEWED_BEFORE >= until:
            return
        if self._rng.random() >= ASKED_ANEW:
            return
        if self._rng.random() < IN_TIME:
            self._renew_in_time(case, until)
            return
        if case.last_day >= until:
            return
        wait = timedelta(days=1 + int(self._rng.expovariate(1 / 6)))
        try:
            decided_on = self.days.on_or_after(case.last_day + wait)
        except NoWorkingDay:
            return
        if decided_on < until:
            self.maker.granted(case.site, case.programme, decided_on)

    def _renew_in_time(self, case: Case, until: date) -> None:
        """The new recognition takes the place of the old one, which ends the day before."""
        on = self.days.draw(case.last_day - RENEWED_BEFORE, min(case.last_day, self.days.days[-1]), self._rng)
        if on >= until:
            return
        later = self.maker.granted(case.site, case.programme, on)
        later.kind, later.follows = ApplicationKind.RENEWAL, case
        case.renewed_by = later
        case.outcome, case.ended_on = RecognitionState.SUPERSEDED, on - timedelta(days=1)

    def _ask_more(self, company: Undertaking, first: date, last: date) -> None:
        """One programme that the site is not recognised for, and never was."""
        site = self._rng.choice(company.sites)
        asked = {case.programme.code for case in company.cases if case.site is site}
        offer = programmes_of(company.sectors, self.founder.surroundings)
        free = [programme for programme in offer if programme.code not in asked]
        try:
            decided_on = self.days.draw(first + timedelta(days=7), last, self._rng)
        except NoWorkingDay:
            return
        if free and decided_on < self.today:
            self.maker.granted(site, self._rng.choice(free[:6]), decided_on)

    def _stop(self, company: Undertaking, on: date) -> None:
        closed = self._rng.random() < STOPPED
        for case in company.cases:
            if case.outcome == RecognitionState.ACTIVE and case.last_day > on:
                end(case, on, closed=closed)
        if closed:
            close_company(company, on)


def _years(first: date, last: date) -> Iterator[SchoolYear]:
    year = SchoolYear.of(first)
    while year.first_day <= last:
        yield year
        year = year.next()


def _draw(cells: Mapping[str, int], rng: Random) -> str:
    codes = sorted(cells)
    return rng.choices(codes, [cells[code] for code in codes])[0]
