"""Recognitions at which nobody works today: the mentor left lately, or never followed the training in time.

What the clocks of the platform would have done by today was done: the term of the vacancy is noted, and the
department was told where learners were.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.mentors.clocks import replace_days, vacancy_days
from duaal.casework.recognition.states import LAPSE_MENTOR, RecognitionState
from duaal.casework.recognition.states.mentors import (
    ALERT_VACANCY,
    LOSE_LAST_MENTOR,
    MENTOR_LEAVES,
    VACANCY_OVER,
)
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic.case_rows import training_term
from duaal.synthetic.days import WorkingDays
from duaal.synthetic.deeds import Who, deed
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.world import Case, Contract, Undertaking, Vacancy

LEFT = 45
"""Mentors who left their recognition without one in the last weeks, at scale 1; assumed."""

LEFT_SINCE = timedelta(days=48)
A_DAY = timedelta(days=1)


class Vacancies:
    """Notes where nobody works."""

    def __init__(
        self, ruling: Ruling, days: WorkingDays, contracts: list[Contract], seed: int, *, today: date
    ) -> None:
        self.ruling = ruling
        self.days = days
        self.today = today
        self.by_case: dict[int, list[Contract]] = defaultdict(list)
        for contract in contracts:
            self.by_case[id(contract.case)].append(contract)
        self._rng = Random(f"{seed} vacancies")

    def note(self, cases: Iterable[Case], quiet: Collection[Undertaking], *, scale: int) -> None:
        """Marks every live recognition without a mentor, and lets some leave, not at `quiet` companies."""
        staying = []
        for case in cases:
            if case.outcome != RecognitionState.ACTIVE:
                continue
            lapsed = self._lapsed(case)
            if lapsed is not None:
                self._vacate(case, Vacancy(lapsed))
            elif case.company not in quiet and len(case.guides) == 1 and self._may_be_left(case):
                staying.append(case)
        for case in self._rng.sample(staying, min(LEFT * scale, len(staying))):
            self._leave(case)

    def _lapsed(self, case: Case) -> date | None:
        """The day from which nobody works any more because every term for the training is over."""
        terms = []
        for guide in case.guides:
            term = training_term(case, guide, self.ruling)
            if term is None or term >= self.today or guide.trained_on is not None:
                return None
            terms.append(term)
        return max(terms) + A_DAY

    def _may_be_left(self, case: Case) -> bool:
        """Only where nothing was concluded lately, and the recognition was there already."""
        first = self.today - LEFT_SINCE
        if case.decided_on is None or case.decided_on >= first or case.last_day < self.today:
            return False
        return all(contract.concluded_on < first for contract in self.by_case.get(id(case), ()))

    def _leave(self, case: Case) -> None:
        told_on = self.days.draw(self.today - LEFT_SINCE, self.today - A_DAY, self._rng)
        left_on = told_on - timedelta(days=self._rng.randint(0, 4))
        case.deeds.append(deed(MENTOR_LEAVES, Who.COMPANY, told_on, mentor=0))
        self._vacate(case, Vacancy(left_on, left_on=left_on), seen_on=told_on)

    def _vacate(self, case: Case, vacancy: Vacancy, *, seen_on: date | None = None) -> None:
        """The recognition is incomplete, with what the clocks did since."""
        since = vacancy.since
        seen_on = seen_on or since
        case.outcome, case.vacancy = RecognitionState.INCOMPLETE, vacancy
        if vacancy.left_on is None:
            case.deeds += [
                deed(LAPSE_MENTOR, Who.SYSTEM, self._lapsed_on(case, place), mentor=place)
                for place in self._order(case)
            ]
        last = self._order(case)[-1] if vacancy.left_on is None else 0
        case.deeds.append(deed(LOSE_LAST_MENTOR, Who.SYSTEM, seen_on, mentor=last))
        told, over = replace_days(self.today), vacancy_days(self.today)
        first_alert = max(since + timedelta(days=told.value + 1), seen_on)
        alerted_on = self._first_day_with_a_learner(case, first_alert)
        if alerted_on is not None:
            vacancy.alerted_on = alerted_on
            case.deeds.append(deed(ALERT_VACANCY, Who.SYSTEM, alerted_on, versions=as_rule_versions([told])))
        over_on = max(since + timedelta(days=over.value + 1), seen_on)
        if over_on <= self.today:
            vacancy.over_on = over_on
            case.deeds.append(deed(VACANCY_OVER, Who.SYSTEM, over_on, versions=as_rule_versions([over])))
        case.deeds.sort(key=lambda one: one.on)

    def _order(self, case: Case) -> list[int]:
        return sorted(range(len(case.guides)), key=lambda place: self._lapsed_on(case, place))

    def _lapsed_on(self, case: Case, place: int) -> date:
        term = training_term(case, case.guides[place], self.ruling)
        if term is None:
            raise ValueError("only a mentor with a term lapses")
        return term + A_DAY

    def _first_day_with_a_learner(self, case: Case, first: date) -> date | None:
        """The first day from then on, today at the latest, on which an agreement runs there."""
        days = [
            max(first, contract.concluded_on)
            for contract in self.by_case.get(id(case), ())
            if contract.starts_on is not None and contract.last_day >= max(first, contract.concluded_on)
        ]
        return min((day for day in days if day <= self.today), default=None)
