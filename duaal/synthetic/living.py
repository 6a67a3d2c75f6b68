"""Cases that live today, in every state, at every partnership; and the requests that failed before.

An assumption, like all that lies after the extraction day. Every queue has cases at every age of the clock:
just in, some days left, the last day, too late, too late while it waits for an answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from math import sqrt
from random import Random

from duaal.casework.recognition.states import OPEN, ApplicationKind, ApplicationState, RecognitionState
from duaal.synthetic.cases import CaseMaker
from duaal.synthetic.founding import Founder, employer_kind
from duaal.synthetic.guiding import Guiding
from duaal.synthetic.offer import programmes_of
from duaal.synthetic.ruling import FIRST_DAY
from duaal.synthetic.surroundings import Training
from duaal.synthetic.troubles import LITTLE_EXPERIENCE, NOT_EQUIPPED, OLD_EXTRACT, TROUBLES
from duaal.synthetic.world import Case, Place, Undertaking

OPEN_CASES = 400
FEWEST, MOST = 10, 60
"""Open cases in all, and at one partnership, at scale 1."""

DAYS_LEFT = (14, 6, 1, -2, 10, 3, 13, 0, 8, -6, 5, 12, 2, 9, -1, 4, 11, 7, 1, -9, 10)
"""Days left of the cases of a queue, one after the other. Every queue goes through all of them."""

REFUSED, CANCELLED, DISCONTINUED = 0.025, 0.01, 0.005
"""Requests that failed before a later one was granted, per granted request."""

NEW_COMPANY = 0.35
IN_TROUBLE = 0.3
WAITS_EVERY, ANSWERED_EVERY = 4, 5
CLOSED_PER_OPEN = 0.25
RECENT = timedelta(days=45)
LONG = timedelta(days=30)
OPEN_RENEWALS, ENDS_SOON = 45, timedelta(days=80)


class Living:
    """Makes the cases that are handled today."""

    def __init__(self, founder: Founder, maker: CaseMaker, guiding: Guiding, seed: int) -> None:
        self.founder = founder
        self.maker = maker
        self.guiding = guiding
        self.today = maker.today
        self._rng = Random(f"{seed} living")

    def fail_before(self, companies: list[Undertaking]) -> None:
        """Puts a refused, cancelled or discontinued request before some of the granted ones."""
        fates = (ApplicationState.REFUSED, ApplicationState.CANCELLED, ApplicationState.DISCONTINUED)
        for company in companies:
            asked = set()
            for case in list(company.cases):
                pair = (case.site, case.programme)
                draw = self._rng.random()
                if pair not in asked and draw < REFUSED + CANCELLED + DISCONTINUED:
                    place = 0 if draw < REFUSED else 1 if draw < REFUSED + CANCELLED else 2
                    self._fail(case, fates[place])
                asked.add(pair)

    def queues(self, companies: list[Undertaking], *, scale: int) -> Iterator[Undertaking]:
        """Fills the queue of every partnership; yields the companies that are new."""
        here: dict[str, list[Undertaking]] = defaultdict(list)
        sizes: Counter[str] = Counter()
        for company in companies:
            partnership = self._partnership(company)
            sizes[partnership] += len(company.cases)
            if company.ended_on is None and len(company.sectors) == 1:
                here[partnership].append(company)
        for partnership, number in sorted(_lengths(sizes).items()):
            yield from self._queue(here[partnership], number * scale)

    def renewals(self, companies: list[Undertaking], *, scale: int) -> None:
        """Requests that follow on a recognition that ends soon, and wait for a decision."""
        soon = [
            case
            for company in companies
            if company.ended_on is None
            for case in company.cases
            if case.outcome == RecognitionState.ACTIVE
            and self.today < case.last_day <= self.today + ENDS_SOON
            and not any(one.state in OPEN and one.site is case.site for one in company.cases)
        ]
        ages = cycle(DAYS_LEFT)
        for place, case in enumerate(self._rng.sample(soon, min(OPEN_RENEWALS * scale, len(soon)))):
            later = self.open_case(case.site, case.programme, next(ages))
            later.kind, later.follows = ApplicationKind.RENEWAL, case
            self._handle(later, place)

    def open_case(self, site: Place, programme: Training, days_left: int) -> Case:
        """A case in review with so many days left of the term, fewer than none when it is late."""
        term = self._term(site)
        case = self.maker.received(site, programme, self.today - timedelta(days=max(0, term - days_left)))
        case.guides = (self.guiding.hire_for(case),)
        if self._rng.random() < IN_TROUBLE:
            case.trouble = self._rng.choice(TROUBLES).code
        self.maker.set_clock(case)
        return case

    def mark_recent(self, companies: list[Undertaking]) -> None:
        """The cases decided in the last weeks show how each condition was judged."""
        for company in companies:
            for case in company.cases:
                if case.closed_on is not None and case.closed_on > self.today - RECENT:
                    case.is_recent = True

    def _queue(self, candidates: list[Undertaking], number: int) -> Iterator[Undertaking]:
        rng = self._rng
        ages = cycle(DAYS_LEFT)
        for place in range(number):
            company, pair = None, None
            if rng.random() >= NEW_COMPANY:
                company = rng.choice(candidates)
                pair = self._free_pair(company)
            if pair is None:
                like = rng.choice(candidates)
                company = self.founder.found(like.sectors[:1], like.provinces[:1], before=self.today - LONG)
                pair = self._free_pair(company)
                yield company
            if pair is None:
                continue
            case = self.open_case(*pair, next(ages))
            self._handle(case, place)
            if rng.random() < CLOSED_PER_OPEN:
                self._close_another(case.company)

    def _handle(self, case: Case, place: int) -> None:
        """What the officer did with an open case so far."""
        age = (self.today - case.received_on).days
        if place % WAITS_EVERY == 1 and age >= 2:
            latest = min(self.today, case.deadline_on or self.today)
            asked_on = max(case.received_on + timedelta(days=1), latest - timedelta(days=age % 4))
            self.maker.ask(case, min(asked_on, latest))
        elif place % ANSWERED_EVERY == 2 and age >= 4:
            asked_on = case.received_on + timedelta(days=2)
            self.maker.ask(case, asked_on, answered_on=asked_on + timedelta(days=age % 3))

    def _close_another(self, company: Undertaking) -> None:
        """A request of the same company that was closed in the last weeks, not granted."""
        pair = self._free_pair(company)
        if pair is None or company.sites[0].opened_on > self.today - 3 * LONG:
            return
        rng = self._rng
        case = self.maker.received(*pair, self.today - timedelta(days=rng.randint(25, 50)))
        case.guides = (self.guiding.hire_for(case),)
        fate = rng.choices(
            (ApplicationState.REFUSED, ApplicationState.CANCELLED, ApplicationState.DISCONTINUED), (6, 2, 2)
        )[0]
        self._close(case, fate)

    def _fail(self, granted: Case, fate: ApplicationState) -> None:
        """A request for the same pair, some weeks before the one that was granted."""
        received_on = granted.received_on - timedelta(days=self._rng.randint(35, 80))
        there_since = max(granted.site.opened_on, granted.programme.valid_from, FIRST_DAY)
        if received_on < there_since:
            return
        case = self.maker.received(granted.site, granted.programme, received_on)
        case.guides = granted.guides
        self._close(case, fate)

    def _close(self, case: Case, fate: ApplicationState) -> None:
        rng = self._rng
        if fate == ApplicationState.REFUSED:
            case.trouble = rng.choice((OLD_EXTRACT, LITTLE_EXPERIENCE, NOT_EQUIPPED)).code
            self.maker.decide(case, fate, case.received_on + timedelta(days=rng.randint(5, 13)))
        elif fate == ApplicationState.CANCELLED:
            self.maker.decide(case, fate, case.received_on + timedelta(days=rng.randint(1, 9)))
        else:
            self.maker.ask(case, case.received_on + timedelta(days=rng.randint(1, 5)))
            self.maker.decide(case, fate, case.questions[-1].due_on + timedelta(days=1))

    def _free_pair(self, company: Undertaking) -> tuple[Place, Training] | None:
        """A site and a programme for which the company is not recognised and nothing runs; None when all
        are.
        """
        taken = {
            (case.site, case.programme)
            for case in company.cases
            if case.outcome == RecognitionState.ACTIVE or case.state in OPEN
        }
        offer = programmes_of(company.sectors, self.founder.surroundings)
        free = [
            (site, programme)
            for site in company.sites
            for programme in offer[:8]
            if (site, programme) not in taken and not programme.is_adult and site.closed_on is None
        ]
        return self._rng.choice(free) if free else None

    def _partnership(self, company: Undertaking) -> str:
        belonging = company.belongings[-1] if company.belongings else None
        committee = belonging.committee if belonging else None
        route = self.maker.ruling.route(committee, employer_kind(company), adult=False, on=self.today)
        return route.partnership

    def _term(self, site: Place) -> int:
        """Days of the term to decide on a request received today, by the rules."""
        partnership = self._partnership(site.company)
        return self.maker.term(self.today, partnership)


def _lengths(sizes: Counter[str]) -> dict[str, int]:
    """Open cases per partnership: more where more is asked, but never a queue that is empty or endless."""
    roots = {partnership: sqrt(size) for partnership, size in sizes.items()}
    per_root = OPEN_CASES / sum(roots.values())
    return {
        partnership: min(MOST, max(FEWEST, round(root * per_root))) for partnership, root in roots.items()
    }
