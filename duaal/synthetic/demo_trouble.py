"""What goes wrong at the company of the demo that has a sanction and an appeal to look at."""

from datetime import date, timedelta
from itertools import islice

from duaal.casework.recognition.states import ApplicationState, RecognitionState
from duaal.synthetic.days import WorkingDays
from duaal.synthetic.living import Living
from duaal.synthetic.offer import programmes_of
from duaal.synthetic.shortcomings import MACHINES, SAFETY, TASKS
from duaal.synthetic.troubles import NOT_EQUIPPED
from duaal.synthetic.unrest import Unrest
from duaal.synthetic.world import Case, Undertaking

STAYS = timedelta(days=90)
INVITED, DECIDED, GUIDED, PROPOSED, REFUSED = 34, 20, 16, 3, 5
"""So many days ago each of it happened."""


class DemoTrouble:
    """Tells it with the same steps as everywhere."""

    def __init__(self, living: Living, unrest: Unrest, days: WorkingDays, *, today: date) -> None:
        self.living = living
        self.unrest = unrest
        self.days = days
        self.today = today

    def tell(self, company: Undertaking) -> None:
        """A withdrawal with an appeal, guidance, a proposed sanction, and a refusal to appeal against."""
        recognitions = iter(self._recognitions(company))
        for case in islice(recognitions, 1):
            lifted = self.unrest.withdraw(case, self._day(INVITED), self._day(DECIDED), SAFETY)
            self.unrest.appeal(lifted)
        for case in islice(recognitions, 1):
            self.unrest.guide(case, self._day(GUIDED), TASKS)
        for case in islice(recognitions, 1):
            self.unrest.steps.propose(case, self._day(PROPOSED), MACHINES.description)
        self._refuse(company)

    def _recognitions(self, company: Undertaking) -> list[Case]:
        """Those without an agreement first, so that hardly a learner of the demo loses the place."""
        found = [
            case
            for case in company.cases
            if case.outcome == RecognitionState.ACTIVE
            and case.vacancy is None
            and case.decided_on is not None
            and case.decided_on < self.today - STAYS
            and case.last_day > self.today + STAYS
        ]
        return sorted(found, key=lambda case: len(self.unrest.running_at(case)))

    def _refuse(self, company: Undertaking) -> None:
        """A refusal of some days ago: the company can still appeal."""
        asked = {case.programme for case in company.cases}
        offer = programmes_of(company.sectors, self.living.founder.surroundings)
        programme = next(one for one in offer if one not in asked and not one.is_adult)
        site = next(one for one in company.sites if one.closed_on is None)
        refused_on = self._day(REFUSED)
        case = self.living.maker.received(site, programme, refused_on - timedelta(days=8))
        case.guides = (self.living.guiding.hire_for(case),)
        case.trouble, case.is_recent = NOT_EQUIPPED.code, True
        self.living.maker.decide(case, ApplicationState.REFUSED, refused_on)

    def _day(self, number: int) -> date:
        """The working day so many days ago, or the first one after it."""
        return self.days.on_or_after(self.today - timedelta(days=number))
