"""Mentors: who guides at which company, and who followed the mentor training when (`statistics.md` 7.3,
step 7).

On the extraction day the trained persons per sector are exactly those of the official table. Of the others
most followed the training since (an assumption); some never did.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.models import MentorPosition
from duaal.foundation.kernel.anniversary import add_years, full_years
from duaal.synthetic.founding import Founder
from duaal.synthetic.histories import EXTRACTION, QUESTION
from duaal.synthetic.world import Case, Guide, Undertaking

FIRST_TRAININGS = date(2016, 1, 4)
ROOM = 1.15
"""Mentors per mentor that must have been trained: not everyone is."""

OWNER_GUIDES = 0.5
TRAINED_BEFORE = 0.3
TRAINED_SINCE = 0.985
IN_TERM = 0.55
"""Shares: owners who guide themselves, trained before the first request, trained since the extraction day,
and trained among those whose term still runs. Assumed."""


class Guiding:
    """Names the mentors of all cases."""

    def __init__(self, founder: Founder, seed: int, *, today: date) -> None:
        self.founder = founder
        self.today = today
        self._rng = Random(f"{seed} guiding")

    def name_mentors(
        self, companies: list[Undertaking], trained: Mapping[str, int], taught: Collection[Undertaking]
    ) -> None:
        """Gives every company its mentors and every case at least one; trains `trained` of each sector.

        `taught` are the companies that ever had a learner.
        """
        by_sector: dict[str, list[Undertaking]] = defaultdict(list)
        for company in companies:
            by_sector[company.sector].append(company)
        for sector, members in sorted(by_sector.items()):
            official = [company for company in members if company.cases[0].received_on <= QUESTION]
            numbers = self._numbers(official, trained.get(sector, 0))
            for company in members:
                self._hire(company, numbers.get(company, 1))
                self._share_out(company)
            self._train(official, trained.get(sector, 0))
            self._train_since(members, taught)

    def hire_for(self, case: Case) -> Guide:
        """The mentor of one living case: one of the company, or a new one."""
        company = case.company
        if not company.guides:
            self._hire(company, 1)
        return self._rng.choice(company.guides)

    def _numbers(self, companies: list[Undertaking], trained: int) -> dict[Undertaking, int]:
        """How many mentors each company has: at least one, more where more recognitions are."""
        numbers = dict.fromkeys(companies, 1)
        more = round(trained * ROOM) - len(companies)
        if more > 0 and companies:
            sizes = [len(company.cases) for company in companies]
            for company in self._rng.choices(companies, sizes, k=more):
                numbers[company] += 1
        return numbers

    def _hire(self, company: Undertaking, number: int) -> None:
        rng = self._rng
        first_asked_on = company.cases[0].received_on
        for place in range(number):
            if place == 0 and rng.random() < OWNER_GUIDES:
                person, position = company.representatives[0], MentorPosition.OWNER
            else:
                person = self.founder.person(first_asked_on)
                position = MentorPosition.PARTNER if rng.random() < 0.08 else MentorPosition.EMPLOYEE
            years = rng.randint(6, max(6, min(25, full_years(person.birth_date, first_asked_on) - 19)))
            company.guides.append(
                Guide(person, position.value, add_years(first_asked_on, -years), company.sector)
            )

    def _share_out(self, company: Undertaking) -> None:
        """Every case gets a mentor in turn; who is left over helps the first cases."""
        cases, guides = company.cases, company.guides
        for place, case in enumerate(cases):
            case.guides = (guides[place % len(guides)],)
        for place in range(len(cases), len(guides)):
            case = cases[place % len(cases)]
            case.guides = (*case.guides, guides[place])

    def _train(self, companies: list[Undertaking], number: int) -> None:
        """So many mentors followed the training by the day of the question."""
        guides = [(company, guide) for company in companies for guide in company.guides]
        for company, guide in self._rng.sample(guides, number):
            guide.trained_on = self._day_until_question(company.cases[0])

    def _day_until_question(self, first: Case) -> date:
        rng = self._rng
        if rng.random() >= TRAINED_BEFORE:
            day = (first.closed_on or first.received_on) + timedelta(days=rng.randint(15, 330))
            if day < QUESTION:
                return _weekday(day)
        day = first.received_on - timedelta(days=rng.randint(1, 900))
        return _weekday(max(day, FIRST_TRAININGS))

    def _train_since(self, companies: list[Undertaking], taught: Collection[Undertaking]) -> None:
        """Most of the others followed it after the extraction day, as far as their term has passed.

        At a company that ever had a learner, everyone whose term is over did.
        """
        rng = self._rng
        for company in companies:
            for guide in company.guides:
                if guide.trained_on is not None:
                    continue
                first = company.cases[0].closed_on or company.cases[0].received_on
                day = max(first, EXTRACTION) + timedelta(days=rng.randint(20, 340))
                in_term = day > self.today
                if in_term:
                    day = max(first, EXTRACTION) + timedelta(days=rng.randint(5, 60))
                share = IN_TERM if in_term else 1.0 if company in taught else TRAINED_SINCE
                if day < self.today and rng.random() < share:
                    guide.trained_on = _weekday(day)


def _weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
