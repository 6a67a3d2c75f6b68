"""Appeals against refusals: decided ones of all years, and those that run today. Shares are assumed."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.appeals.models import InadmissibleGround
from duaal.casework.recognition.appeals.states import LODGE
from duaal.casework.recognition.rules.validity import validity
from duaal.casework.recognition.states import (
    CONFIRM_REFUSAL,
    CONTEST,
    GRANT_ON_APPEAL,
    STOP_CONTESTING,
    ApplicationState,
)
from duaal.synthetic.appeal_terms import appeal_term
from duaal.synthetic.cases import CaseMaker
from duaal.synthetic.days import NoWorkingDay, WorkingDays
from duaal.synthetic.deeds import Who, deed
from duaal.synthetic.histories import EXTRACTION
from duaal.synthetic.protesting import WITHOUT_REASONS, Protesting
from duaal.synthetic.troubles import BY_CODE, NOT_EQUIPPED
from duaal.synthetic.world import Case, Undertaking

CONTESTED, CONTESTED_LATELY, ANNULLED = 0.06, 0.6, 0.25
"""Shares of the refusals that were appealed against, of those of the last weeks, and of the appeals on a
refusal for the place itself after which the committee granted the recognition."""

LATE, RETRACTED, UNREASONED, IN_PART = 0.12, 0.2, 0.28, 0.4
"""Of ten appeals how many came too late, were taken back, had no reasons, or were right in part (summed)."""

LONGEST = timedelta(days=45)


class Appealing:
    """Lets companies appeal against refusals."""

    def __init__(self, protesting: Protesting, maker: CaseMaker, days: WorkingDays, seed: int) -> None:
        self.protesting = protesting
        self.maker = maker
        self.days = days
        self.today = maker.today
        self._rng = Random(f"{seed} appeals")

    def appeal(self, companies: Iterable[Undertaking]) -> None:
        """Goes through every refusal of the companies."""
        for company in companies:
            refused = [case for case in company.cases if case.state == ApplicationState.REFUSED_FINAL]
            for case in refused:
                lately = case.decided_on is not None and case.decided_on > self.today - LONGEST
                draw, fate = self._rng.random(), self._rng.random()
                if self._grant_instead(case, draw):
                    continue
                if draw < (CONTESTED_LATELY if lately else CONTESTED):
                    self.contest(case, fate)

    def contest(self, case: Case, fate: float) -> None:
        """One appeal against the refusal, with its outcome as far as the committee had the time."""
        if case.decided_on is None:
            raise ValueError("only a decided case is appealed against")
        term = appeal_term(case.decided_on)
        if fate < LATE:
            if term.last_day + timedelta(days=12) < self.today:
                self.protesting.late(case, case.decided_on, days=2 + case.decided_on.day % 6)
            return
        on = term.received_on + timedelta(days=self._rng.randint(0, (term.last_day - term.received_on).days))
        on = min(on, self.today)
        protest = self.protesting.lodge(
            case, case.decided_on, against=None, partnership=case.partnership, on=on
        )
        who = Who.COMPANY if protest.deeds[-1].step == LODGE.name else Who.DEPARTMENT
        versions = protest.deeds[-1].rule_versions
        case.request_deeds.append(deed(CONTEST, who, on, versions=versions))
        if fate < RETRACTED:
            self.protesting.retract(protest, on)
            case.request_deeds.append(deed(STOP_CONTESTING, Who.COMPANY, on))
            return
        case.state, case.final_on = ApplicationState.REFUSED_UNDER_APPEAL, None
        seen_on = self._some_day(on + timedelta(days=2), on + timedelta(days=9))
        if seen_on is None:
            return
        if fate < UNREASONED and seen_on > term.last_day:
            self.protesting.dismiss(protest, seen_on, InadmissibleGround.NO_REASONS, WITHOUT_REASONS)
            self._confirm(case, seen_on, remark="")
            return
        self.protesting.admit(protest, seen_on)
        decided_on = self._some_day(seen_on + timedelta(days=10), seen_on + timedelta(days=29))
        if decided_on is None:
            return
        trouble = BY_CODE[case.trouble]
        if fate < IN_PART and trouble.on_mentor:
            self.protesting.uphold_partly(protest, decided_on, (trouble.condition,))
            self._confirm(case, decided_on, remark=protest.outcome_reason, grounds=(trouble.condition,))
        else:
            self.protesting.reject(protest, decided_on)
            self._confirm(case, decided_on, remark=protest.outcome_reason)

    def _confirm(self, case: Case, on: date, *, remark: str, grounds: tuple[str, ...] = ()) -> None:
        case.state = ApplicationState.REFUSED_FINAL
        case.request_deeds.append(deed(CONFIRM_REFUSAL, Who.DEPARTMENT, on, reasons=grounds, remark=remark))

    def _grant_instead(self, refused: Case, draw: float) -> bool:
        """The committee annuls the refusal: the recognition that was asked anew came from the appeal."""
        if draw >= ANNULLED or refused.trouble != NOT_EQUIPPED.code or refused.decided_on is None:
            return False
        company = refused.company
        granted = next(
            (
                case
                for case in company.cases
                if case.site is refused.site
                and case.programme is refused.programme
                and case.outcome is not None
                and case.kind == refused.kind
                and case.decided_on is not None
                and refused.received_on > EXTRACTION
                and timedelta(days=20) < case.decided_on - refused.decided_on < timedelta(days=65)
            ),
            None,
        )
        if granted is None or granted.decided_on is None:
            return False
        company.cases.remove(refused)
        granted.received_on, granted.refused_on = refused.received_on, refused.decided_on
        granted.closed_on, granted.questions = refused.decided_on, ()
        granted.partnership, granted.committee = refused.partnership, refused.committee
        granted.trouble = refused.trouble
        granted.deadline_on, granted.flag, granted.flagged_on = refused.deadline_on, "", None
        granted.valid_to = validity(granted.decided_on, self.maker.law_of(granted)).last_day
        self._carry_appeal(granted, refused.decided_on, granted.decided_on)
        return True

    def _carry_appeal(self, case: Case, refused_on: date, outcome_on: date) -> None:
        term = appeal_term(refused_on)
        on = term.received_on
        protest = self.protesting.lodge(case, refused_on, against=None, partnership=case.partnership, on=on)
        who = Who.COMPANY if protest.deeds[-1].step == LODGE.name else Who.DEPARTMENT
        case.request_deeds.append(deed(CONTEST, who, on, versions=protest.deeds[-1].rule_versions))
        self.protesting.admit(protest, on + timedelta(days=4))
        if protest.decide_by is not None and outcome_on > protest.decide_by:
            self.protesting.extend(protest, on + timedelta(days=24))
        self.protesting.uphold(protest, outcome_on)
        case.request_deeds.append(
            deed(GRANT_ON_APPEAL, Who.DEPARTMENT, outcome_on, remark=protest.outcome_reason)
        )

    def _some_day(self, first: date, last: date) -> date | None:
        """A working day of the period; None when it is not over yet."""
        if last > self.today:
            return None
        try:
            return self.days.draw(first, last, self._rng)
        except NoWorkingDay:
            return last
