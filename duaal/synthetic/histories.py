"""The recognitions of the official school years: of every allotted company, in exactly its active years.

`statistics.md` 7.3, steps 5 and 6. All recognitions of these years begin after 1 September 2019 and run for
5 years, so none expires before the extraction day: whoever is still there in the last year is recognised on
it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from duaal.synthetic.allocation import LAST_YEAR, Allotted
from duaal.synthetic.cases import CaseMaker, close_company, end
from duaal.synthetic.days import WorkingDays
from duaal.synthetic.founding import Founder
from duaal.synthetic.offer import programmes_of
from duaal.synthetic.official import YEARS
from duaal.synthetic.ruling import FIRST_DAY
from duaal.synthetic.shares import spread
from duaal.synthetic.surroundings import Training
from duaal.synthetic.world import Place, Undertaking

EXTRACTION = date(2023, 6, 29)
"""The day for which the answer gives the mean number of recognitions per company."""

QUESTION = date(2023, 6, 16)
"""The day of the question: nothing of 2022-2023 that is counted begins later, so that any day of extraction
from here on gives the same tables."""

RECOGNITIONS_ON_EXTRACTION = 36_299
"""The total that gives 10,225 companies the official mean of 3.55 (`statistics.md` 7.3, step 6)."""

LAST_TO_GIVE_UP = date(2022, 12, 31)
"""The last day of decision of the recognitions that are given up again before the extraction day."""

LARGEST = 55
"""Recognitions of the largest company at least, for the pages of a company with many."""

GIVEN_UP = 0.05
STOPPED = 0.3
PER_SITE = (2, 3, 3, 4, 5, 6)
"""Share of recognitions given up in between, of leaving companies that close, programmes per site. Assumed.
"""

LONG_BEFORE = timedelta(days=30)
"""No decision takes longer: what was there by then was there on the day of receipt."""

Pair = tuple[Place, Training]


class Historian:
    """Gives the allotted companies their recognitions."""

    def __init__(self, founder: Founder, maker: CaseMaker, days: WorkingDays, seed: int) -> None:
        self.founder = founder
        self.maker = maker
        self.days = days
        self._rng = Random(f"{seed} histories")

    def companies(self, allotted: list[Allotted], *, scale: int) -> Iterator[Undertaking]:
        """The company of each allotted one, in the same order, with its cases up to the extraction day."""
        staying = [one for one in allotted if one.last_year == LAST_YEAR]
        minimums = [max(len(one.provinces), len(one.sectors)) for one in staying]
        total = RECOGNITIONS_ON_EXTRACTION * scale
        numbers = iter(spread(minimums, total, self._rng, largest=LARGEST))
        for one in allotted:
            yield self._stays(one, next(numbers)) if one.last_year == LAST_YEAR else self._leaves(one)

    def pairs(self, company: Undertaking, number: int, *, before: date) -> list[Pair]:
        """So many different pairs of site and programme, the first ones at one site of each province.

        Opens more sites where it takes them.
        """
        rng = self._rng
        offer = programmes_of(company.sectors, self.founder.surroundings)
        per_site = min(rng.choice(PER_SITE), len(offer))
        while len(company.sites) * per_site < number:
            self.founder.open_site(company, rng.choice(company.provinces), before=before)
        orders = [iter(self._ordered(offer, before)) for _ in company.sites]
        return [
            (company.sites[place % len(orders)], next(orders[place % len(orders)])) for place in range(number)
        ]

    def _ordered(self, offer: tuple[Training, ...], day: date) -> list[Training]:
        """The programmes in the order in which a site asks them, the first one there already on the day.

        Mostly those of the own sector come first.
        """
        rng = self._rng
        last = len(offer)
        ranks = {training.code: place + rng.random() * last for place, training in enumerate(offer)}
        ordered = sorted(offer, key=lambda training: ranks[training.code])
        first = next(training for training in ordered if training.valid_from <= day - LONG_BEFORE)
        return [first, *(training for training in ordered if training is not first)]

    def _stays(self, one: Allotted, number: int) -> Undertaking:
        """A company that is recognised up to the extraction day, with so many recognitions on it."""
        first, latest = self._first_decision(one)
        company = self.founder.found(one.sectors, one.provinces, before=first)
        extra = sum(self._rng.random() < GIVEN_UP for _ in range(number)) if first < LAST_TO_GIVE_UP else 0
        for place, (site, programme) in enumerate(self.pairs(company, number + extra, before=first)):
            if place >= number:
                self._give_up(site, programme, first)
            elif place < len(one.provinces):
                self._anchor(site, programme, first, latest)
            else:
                self.maker.granted(site, programme, self._draw(programme, first, QUESTION))
        return company

    def _leaves(self, one: Allotted) -> Undertaking:
        """A company that stops before the first school year in which it is no longer counted."""
        rng = self._rng
        first, _latest = self._first_decision(one)
        year = YEARS[one.last_year]
        ended_on = date(year.start + 1, 7, 1) + timedelta(days=rng.randrange(61))
        company = self.founder.found(one.sectors, one.provinces, before=first)
        stopped = rng.random() < STOPPED
        number = rng.choices((1, 2, 3, 4), (50, 25, 15, 10))[0]
        last = date(year.start + 1, 5, 31)
        for place, (site, programme) in enumerate(self.pairs(company, number, before=first)):
            if programme.valid_from > last - LONG_BEFORE:
                continue
            case = self.maker.granted(site, programme, self._draw(programme, first, last) if place else first)
            end(case, ended_on, closed=stopped)
        if stopped:
            close_company(company, ended_on)
        return company

    def _first_decision(self, one: Allotted) -> tuple[date, date]:
        """The day of the first recognition, early enough for an agreement that year, and the latest such
        day.
        """
        year = YEARS[one.first_year]
        latest = date(year.start + 1, 5, 31)
        earliest = max(year.first_day, FIRST_DAY + timedelta(days=3))
        return self.days.draw(earliest, latest, self._rng), latest

    def _anchor(self, site: Place, programme: Training, first: date, latest: date) -> None:
        """The recognition by which a company counts in a province from its first year on."""
        decided_on = first
        if site is not site.company.sites[0]:
            decided_on = self.days.draw(first, min(latest, first + timedelta(days=60)), self._rng)
        self.maker.granted(site, programme, decided_on)

    def _give_up(self, site: Place, programme: Training, first: date) -> None:
        """A recognition that the company gave up before the extraction day."""
        decided_on = self._draw(programme, first, LAST_TO_GIVE_UP)
        case = self.maker.granted(site, programme, decided_on)
        end(case, decided_on + timedelta(days=self._rng.randint(60, (QUESTION - decided_on).days)))

    def _draw(self, programme: Training, first: date, last: date) -> date:
        earliest = max(first, programme.valid_from + LONG_BEFORE)
        return self.days.draw(earliest, last, self._rng)
