"""Recognitions that did not run smoothly since the official years: guidance, sanctions, exclusions, appeals.

All numbers are assumed: no official figure says how often it happens. Each history is told with the steps of
`sanctioning.py`, in the order in which the platform lets them be done.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.appeals.states import ANNUL_WITHDRAWAL, RESTORE
from duaal.casework.recognition.sanctions.states import (
    ActionResult,
    ExclusionKind,
    WithdrawalGround,
    WithdrawalState,
)
from duaal.casework.recognition.states import LIVE, OPEN, RecognitionState
from duaal.foundation.kernel.anniversary import add_months
from duaal.synthetic.appeal_terms import appeal_term
from duaal.synthetic.continuation import FIRST_YEAR
from duaal.synthetic.days import NoWorkingDay, WorkingDays
from duaal.synthetic.deeds import Who, deed
from duaal.synthetic.measures import Excluded, Guided, Lifted, Measures
from duaal.synthetic.protesting import Protesting
from duaal.synthetic.sanctioning import Sanctioning
from duaal.synthetic.shortcomings import BREACHES, LOST, SHORTCOMINGS, Shortcoming
from duaal.synthetic.world import Case, Contract, Guide, Undertaking

MENDED, GUIDED, DROPPED, PROPOSED, WARNED, WITHDRAWN, DECIDED, BARRED, EXCLUDED = (
    60,
    36,
    10,
    14,
    5,
    40,
    4,
    5,
    6,
)
"""How many recognitions at scale 1 went or go through each (of companies for the last one)."""

APPEALED_EVERY = 4
LONG_THERE = timedelta(days=200)
FIRST_DAY = FIRST_YEAR.first_day + timedelta(days=30)
MONTHS = (6, 9, 12, 24, 3)
"""How long the temporary exclusions last."""

Fate = Callable[[Case, int], bool]


def days(number: int) -> timedelta:
    return timedelta(days=number)


class Unrest:
    """Tells the histories."""

    def __init__(
        self,
        measures: Measures,
        working_days: WorkingDays,
        contracts: Iterable[Contract],
        seed: int,
        *,
        today: date,
    ) -> None:
        self.measures = measures
        self.days = working_days
        self.today = today
        self.contracts: dict[int, list[Contract]] = defaultdict(list)
        for contract in contracts:
            self.contracts[id(contract.case)].append(contract)
        self.steps = Sanctioning(measures, self.contracts, today=today)
        self.protesting = Protesting(measures, seed, today=today)
        self._rng = Random(f"{seed} unrest")

    def tell(self, companies: Iterable[Undertaking], *, scale: int) -> None:
        """Each history for as many recognitions as it takes, at most one per company."""
        quiet = [one for one in companies if _is_quiet(one)]
        self._rng.shuffle(quiet)
        of_companies = iter(quiet)
        for number in range(EXCLUDED * scale):
            if not any(self._exclude(company, number) for company in _some(of_companies, 400)):
                break
        fates: tuple[tuple[Fate, int], ...] = (
            (self._mend, MENDED),
            (self._guide, GUIDED),
            (self._drop, DROPPED),
            (self._propose, PROPOSED),
            (self._warn, WARNED),
            (self._withdraw, WITHDRAWN),
            (self._decide, DECIDED),
        )
        for fate, wanted in fates:
            for number in range(wanted * scale):
                if not any(self._happens(fate, company, number) for company in _some(of_companies, 60)):
                    break
        for number in range(BARRED * scale):
            if not any(self._bars(company, number) for company in of_companies):
                break  # two mentors at one recognition are rare: all who are left were looked at

    def running_at(self, case: Case) -> list[Contract]:
        """The agreements of the recognition that run today or later."""
        return [one for one in self.contracts.get(id(case), ()) if one.last_day >= self.today]

    def guide(self, case: Case, on: date, shortcoming: Shortcoming) -> Guided:
        """A guidance file with two actions: one is done, the other has to be done yet."""
        guidance = self.steps.guide(case, on, shortcoming.code, shortcoming.description)
        first = self.steps.agree(guidance, on, shortcoming.action, on + days(14))
        second = self.steps.agree(guidance, on, shortcoming.follow_up, on + days(35))
        if on + days(10) <= self.today:
            self.steps.report(first, on + days(10), shortcoming.report)
        if on + days(13) <= self.today:
            self.steps.close(first, on + days(13), ActionResult.POSITIVE, shortcoming.result)
        for action in (first, second):
            if action.closed_on is None and action.due_on < self.today:
                self.steps.flag(action)
        return guidance

    def withdraw(self, case: Case, invited_on: date, decided_on: date, shortcoming: Shortcoming) -> Lifted:
        """A withdrawal after the company was heard."""
        hearing = self.steps.propose(case, invited_on, shortcoming.description)
        self.steps.react(hearing, invited_on + days(5), shortcoming.reaction)
        self.steps.hear(hearing, invited_on + days(8), shortcoming.heard)
        decision = self.steps.decide(case, decided_on, shortcoming.decision)
        ground = shortcoming.ground
        return self.steps.withdraw(decision, case, ground, shortcoming.code, shortcoming.decision)

    def appeal(self, part: Lifted | Excluded, *, after: int = 2) -> bool:
        """An appeal against one part of a decision that the committee examines; whether it does by now."""
        decision = part.decision
        term = appeal_term(decision.decided_on)
        on = term.received_on + days(after)
        case = part.case if isinstance(part, Lifted) else decision.case
        if on > self.today:
            return False
        protest = self.protesting.lodge(
            case, decision.decided_on, against=part, partnership=decision.partnership, on=on
        )
        if on + days(4) > self.today:
            return False
        self.protesting.admit(protest, on + days(4))
        return True

    def _happens(self, fate: Fate, company: Undertaking, number: int) -> bool:
        case = next((case for case in company.cases if self._can_be_told(case)), None)
        return case is not None and fate(case, number)

    def _can_be_told(self, case: Case) -> bool:
        return (
            case.outcome == RecognitionState.ACTIVE
            and case.vacancy is None
            and not case.deeds
            and case.decided_on is not None
            and case.decided_on + LONG_THERE < self.today
            and case.last_day > self.today
        )

    def _start(self, case: Case, last: int, first: int | None = None) -> date | None:
        """A working day so many days ago or longer, when the recognition was there."""
        since = (case.decided_on or self.today) + days(60)
        earliest = max(since, FIRST_DAY if first is None else self.today - days(first))
        try:
            return self.days.draw(earliest, self.today - days(last), self._rng)
        except NoWorkingDay:
            return None

    def _mend(self, case: Case, number: int) -> bool:
        on = self._start(case, 60)
        if on is None:
            return False
        found = SHORTCOMINGS[number % len(SHORTCOMINGS)]
        guidance = self.steps.guide(case, on, found.code, found.description)
        action = self.steps.agree(guidance, on, found.action, on + days(28))
        self.steps.report(action, on + days(20), found.report)
        self.steps.close(action, on + days(26), ActionResult.POSITIVE, found.result)
        self.steps.complete(guidance, on + days(27), found.result)
        return True

    def _guide(self, case: Case, number: int) -> bool:
        on = self._start(case, 2, 55)
        if on is not None:
            self.guide(case, on, SHORTCOMINGS[number % len(SHORTCOMINGS)])
        return on is not None

    def _drop(self, case: Case, number: int) -> bool:
        on = self._start(case, 40)
        if on is None:
            return False
        found = SHORTCOMINGS[number % len(SHORTCOMINGS)]
        hearing = self.steps.propose(case, on, found.description)
        self.steps.react(hearing, on + days(6), found.reaction)
        self.steps.drop(hearing, on + days(15), found.result)
        return True

    def _propose(self, case: Case, number: int) -> bool:
        on = self._start(case, 1, 24)
        if on is None:
            return False
        found = SHORTCOMINGS[number % len(SHORTCOMINGS)]
        hearing = self.steps.propose(case, on, found.description)
        if number % 2 and on + days(5) <= self.today:
            self.steps.react(hearing, on + days(5), found.reaction)
        return True

    def _warn(self, case: Case, number: int) -> bool:
        on = self._start(case, 2, 18)
        if on is not None:
            self.steps.warn(case, on, BREACHES[number % len(BREACHES)].danger, 29)
        return on is not None

    def _withdraw(self, case: Case, number: int) -> bool:
        """In effect; a part was appealed against, and of those a part lately, still without an outcome."""
        lately = number % (3 * APPEALED_EVERY) == 0
        on = self._start(case, 32, 40) if lately else self._start(case, 90)
        decided_on = None if on is None else self._decision_after(on)
        if on is None or decided_on is None or self._concluded_since(case, on):
            return False
        found = (LOST if number % 2 else BREACHES)[number // 2 % 3]
        lifted = self.withdraw(case, on, decided_on, found)
        if number % APPEALED_EVERY == 0 and self.appeal(lifted) and not lately:
            self._outcome(lifted, decided_on + days(35), annuls=number % (2 * APPEALED_EVERY) == 0)
        return True

    def _decide(self, case: Case, number: int) -> bool:
        """Decided some days ago; the recognition still stands."""
        on = self._start(case, 16, 20)
        if on is None or self._concluded_since(case, on):
            return False
        self.withdraw(case, on, max(on + days(12), self.today - days(4)), LOST[number % len(LOST)])
        return True

    def _bars(self, company: Undertaking, number: int) -> bool:
        """At the first recognition of the company where a mentor can be missed."""
        told = (case for case in company.cases if len(case.guides) > 1 and self._can_be_told(case))
        return any(self._bar(case, number) for case in told)

    def _bar(self, case: Case, number: int) -> bool:
        """A mentor is barred, and a colleague who followed the training guides the learners alone."""
        guide = self._can_be_missed(case)
        on = self._start(case, 40)
        decided_on = None if on is None else self._decision_after(on)
        if guide is None or on is None or decided_on is None:
            return False
        found = BREACHES[number % len(BREACHES)]
        hearing = self.steps.propose(case, on, found.description)
        self.steps.react(hearing, on + days(5), found.reaction)
        self.steps.hear(hearing, on + days(8), found.heard)
        decision = self.steps.decide(case, decided_on, found.decision)
        self.steps.bar(decision, hearing, guide, found.description)
        return True

    def _can_be_missed(self, case: Case) -> Guide | None:
        """A mentor who works nowhere else in the company, beside a trained one."""
        elsewhere = {id(guide) for one in case.company.cases if one is not case for guide in one.guides}
        trained = [guide for guide in case.guides if guide.trained_on and guide.trained_on < self.today]
        free = (guide for guide in case.guides if id(guide) not in elsewhere)
        return next((guide for guide in free if any(one is not guide for one in trained)), None)

    def _exclude(self, company: Undertaking, number: int) -> bool:
        """The Flemish Partnership excludes the company, and withdraws all that it is recognised for."""
        cases = [case for case in company.cases if case.outcome in LIVE]
        if not 1 <= len(cases) <= 4 or not all(map(self._can_be_told, cases)):
            return False
        newest = max(company.cases, key=lambda case: case.decided_on or case.received_on)
        on = self._start(newest, 60, 200 if number % 2 else None)
        decided_on = None if on is None else self._decision_after(on)
        if on is None or decided_on is None or any(self._concluded_since(case, on) for case in cases):
            return False
        found = BREACHES[number % len(BREACHES)]
        hearing = self.steps.propose(cases[0], on, found.description)
        self.steps.react(hearing, on + days(4), found.reaction)
        decision = self.steps.decide(cases[0], decided_on, found.decision, by=Who.FLEMISH)
        for case in cases:
            self.steps.withdraw(decision, case, WithdrawalGround.DUTY_BREACH, found.code, found.decision)
        definitive = number == EXCLUDED - 1
        kind = ExclusionKind.DEFINITIVE if definitive else ExclusionKind.TEMPORARY
        until = None if definitive else add_months(decided_on, MONTHS[number % len(MONTHS)]) - days(1)
        exclusion = self.steps.exclude(decision, None, kind, found.decision, until)
        if number % 3 == 0 and self.appeal(exclusion) and decided_on + days(35) <= self.today:
            self.protesting.reject(self.measures.appeals[-1], decided_on + days(35))
        return True

    def _outcome(self, lifted: Lifted, on: date, *, annuls: bool) -> None:
        """The committee decides on the last appeal: the withdrawal stands, or the recognition is back."""
        protest = self.measures.appeals[-1]
        if on > self.today:
            return
        if not annuls:
            self.protesting.reject(protest, on)
            return
        self.protesting.uphold(protest, on)
        case, reason = lifted.case, protest.outcome_reason
        paper = next(paper for paper in self.measures.papers if paper.about is lifted.decision)
        paper.deeds.append(
            deed(ANNUL_WITHDRAWAL, Who.DEPARTMENT, on, source=lifted.state.value, remark=reason)
        )
        lifted.state, lifted.annulled_on = WithdrawalState.ANNULLED, on
        case.outcome, case.ended_on = RecognitionState.ACTIVE, None
        case.deeds.append(deed(RESTORE, Who.DEPARTMENT, on, remark=reason))

    def _decision_after(self, invited_on: date) -> date | None:
        try:
            return self.days.draw(invited_on + days(12), invited_on + days(18), self._rng)
        except NoWorkingDay:
            return None

    def _concluded_since(self, case: Case, day: date) -> bool:
        return any(one.concluded_on >= day for one in self.contracts.get(id(case), ()))


def _is_quiet(company: Undertaking) -> bool:
    """A company that is there, recognised, with nothing that waits for a decision."""
    return (
        company.ended_on is None
        and any(case.outcome == RecognitionState.ACTIVE for case in company.cases)
        and not any(case.state in OPEN for case in company.cases)
    )


def _some(companies: Iterator[Undertaking], number: int) -> Iterator[Undertaking]:
    """The next companies, until one of them fits."""
    for _place, company in zip(range(number), companies, strict=False):
        yield company
