"""The steps of guidance and sanctions on one invented recognition, each as the platform would have done it.

What is called on a case has to be allowed by its state; `unrest.py` tells whole histories with these steps.
"""

from datetime import date, timedelta

from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import ENDS_WITH_RECOGNITION, AgreementEnd
from duaal.casework.agreements.states import END_BY_WITHDRAWAL
from duaal.casework.recognition.sanctions.actions import EXCLUSION_FILE, REFERENCE, SANCTION_FILE
from duaal.casework.recognition.sanctions.law import effect_law, value_on
from duaal.casework.recognition.sanctions.rules import (
    effect_of_withdrawal,
    hearing_term,
    last_day_of_precaution,
)
from duaal.casework.recognition.sanctions.states import (
    ActionResult,
    ExclusionKind,
    ExclusionState,
    GuidanceState,
    WithdrawalGround,
    WithdrawalState,
)
from duaal.casework.recognition.sanctions.steps import (
    ADD_ACTION,
    BAR_MENTOR,
    CARRY_OUT_WITHDRAWAL,
    CLOSE_ACTION,
    COMPLETE_GUIDANCE,
    DECIDE_SANCTION,
    DECIDE_WITHDRAWAL,
    DROP_SANCTION,
    END_EXCLUSION,
    EXCLUDE,
    FLAG_ACTION,
    HEAR,
    PROPOSE_SANCTION,
    REACT,
    REPORT_ACTION,
    SETTLE_SANCTION,
    START_GUIDANCE,
    TAKE_PRECAUTION,
)
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP
from duaal.synthetic.deeds import Deed, Versions, Who, deed
from duaal.synthetic.measures import (
    Action,
    Barred,
    Decided,
    Excluded,
    Guided,
    Invited,
    Lifted,
    Measures,
    Paper,
    Warned,
)
from duaal.synthetic.world import Case, Contract, Guide, Place

A_DAY = timedelta(days=1)


class Sanctioning:
    """Does the steps; everything it makes gets its number at once, in the order in which it is made."""

    def __init__(self, measures: Measures, contracts: dict[int, list[Contract]], *, today: date) -> None:
        self.measures = measures
        self.contracts = contracts
        self.today = today
        self._actions = 0

    def guide(self, case: Case, on: date, shortcoming: str, description: str) -> Guided:
        guidance = Guided(case, shortcoming, description, on, pk=len(self.measures.guidances) + 1)
        self.measures.guidances.append(guidance)
        case.outcome = RecognitionState.UNDER_GUIDANCE
        case.deeds.append(deed(START_GUIDANCE, Who.OFFICER, on, reasons=(shortcoming,), remark=description))
        return guidance

    def agree(self, guidance: Guided, on: date, description: str, due_on: date) -> Action:
        """One action; one that is not closed in time is flagged the day after."""
        self._actions += 1
        action = Action(guidance, description, due_on, pk=self._actions)
        guidance.actions.append(action)
        guidance.case.deeds.append(deed(ADD_ACTION, Who.OFFICER, on, remark=description))
        return action

    def flag(self, action: Action) -> None:
        """The clock saw that the action was not closed in time."""
        action.overdue_since = action.due_on + A_DAY
        remark = f"actie {action.pk}"
        action.guidance.case.deeds.append(deed(FLAG_ACTION, Who.SYSTEM, action.overdue_since, remark=remark))

    def report(self, action: Action, on: date, report: str) -> None:
        action.report, action.reported_on = report, on
        remark = f"actie {action.pk}: {report}"
        action.guidance.case.deeds.append(deed(REPORT_ACTION, Who.COMPANY, on, remark=remark))

    def close(self, action: Action, on: date, result: ActionResult, remark: str) -> None:
        action.result, action.result_remark, action.closed_on = result.value, remark, on
        words = f"actie {action.pk}: {remark}"
        action.guidance.case.deeds.append(
            deed(CLOSE_ACTION, Who.OFFICER, on, reasons=(result.value,), remark=words)
        )

    def complete(self, guidance: Guided, on: date, remark: str) -> None:
        guidance.state, guidance.closed_on, guidance.closing_remark = GuidanceState.MET, on, remark
        guidance.case.outcome = RecognitionState.ACTIVE
        guidance.case.deeds.append(deed(COMPLETE_GUIDANCE, Who.OFFICER, on, remark=remark))

    def propose(self, case: Case, on: date, reason: str, guidance: Guided | None = None) -> Invited:
        """Proposes a sanction and invites the company; a guidance file that ran has failed."""
        days = value_on("hearing_days", case.partnership, on)
        if guidance is not None:
            guidance.state, guidance.closed_on, guidance.closing_remark = GuidanceState.FAILED, on, reason
        hearing = Invited(case, reason, on, hearing_term(on, days), pk=len(self.measures.hearings) + 1)
        self.measures.hearings.append(hearing)
        case.outcome = RecognitionState.SANCTION_PROPOSED
        versions = as_rule_versions([days])
        case.deeds.append(deed(PROPOSE_SANCTION, Who.OFFICER, on, versions=versions, remark=reason))
        return hearing

    def react(self, hearing: Invited, on: date, reaction: str) -> None:
        hearing.reaction, hearing.reacted_on = reaction, on
        hearing.case.deeds.append(deed(REACT, Who.COMPANY, on, remark=reaction))

    def hear(self, hearing: Invited, on: date, report: str) -> None:
        hearing.heard_on, hearing.report = on, report
        hearing.case.deeds.append(deed(HEAR, Who.OFFICER, on, remark=report))

    def drop(self, hearing: Invited, on: date, reason: str) -> None:
        hearing.closed_on = on
        hearing.case.outcome = RecognitionState.ACTIVE
        hearing.case.deeds.append(deed(DROP_SANCTION, Who.OFFICER, on, remark=reason))

    def warn(self, case: Case, on: date, danger: str, days: int) -> None:
        """A precaution that still runs; never longer than the law book lets it."""
        longest = value_on("precaution_max_days", case.partnership, on)
        until = min(on + timedelta(days=days), last_day_of_precaution(on, longest))
        self.measures.precautions.append(Warned(case, danger, on, until, str(case.outcome)))
        case.outcome = RecognitionState.SUSPENDED
        versions = as_rule_versions([longest])
        case.deeds.append(deed(TAKE_PRECAUTION, Who.OFFICER, on, versions=versions, remark=danger))

    def decide(self, case: Case, on: date, reasons: str, *, by: Who = Who.OFFICER) -> Decided:
        """One decision, still without anything in it."""
        number = len(self.measures.decisions) + 1
        partnership = FLEMISH_PARTNERSHIP if by == Who.FLEMISH else case.partnership
        reference = REFERENCE.format(year=on.year, number=number)
        decision = Decided(case, by, partnership, reasons, on, reference, pk=number)
        self.measures.decisions.append(decision)
        paper = Paper(SANCTION_FILE, decision, case, [deed(DECIDE_SANCTION, by, on, remark=reasons)])
        self.measures.papers.append(paper)
        return decision

    def withdraw(
        self, decision: Decided, case: Case, ground: WithdrawalGround, code: str, reason: str
    ) -> Lifted:
        """Withdraws one recognition in the decision; in effect when its day is there."""
        on, valid_to = decision.decided_on, case.valid_to
        if valid_to is None:
            raise ValueError("only a granted recognition is withdrawn")
        law = effect_law(decision.partnership, on)
        effect = effect_of_withdrawal(on, None, in_danger=False, last_day=valid_to, law=law)
        lifted = Lifted(
            decision, case, ground, code, reason, effect.day, pk=len(self.measures.withdrawals) + 1
        )
        self.measures.withdrawals.append(lifted)
        for hearing in self.measures.hearings:
            if hearing.case is case and hearing.closed_on is None:
                hearing.closed_on = on
        codes = (ground.value, code)
        versions = as_rule_versions(effect.because)
        remark = f"{decision.reference}: {reason}"
        case.deeds.append(
            deed(DECIDE_WITHDRAWAL, decision.by, on, reasons=codes, versions=versions, remark=remark)
        )
        if effect.day <= self.today:
            self._carry_out(lifted)
        return lifted

    def bar(self, decision: Decided, hearing: Invited, guide: Guide, reason: str) -> None:
        """Bars a mentor of the case at its company; the recognition goes on with the others."""
        case, on = decision.case, decision.decided_on
        self.measures.bars.append(Barred(decision, guide, reason, on, pk=len(self.measures.bars) + 1))
        case.barred, case.barred_on = guide, on
        remark = f"{decision.reference}: {reason}"
        case.deeds.append(deed(BAR_MENTOR, decision.by, on, remark=remark))
        hearing.closed_on, case.outcome = on, RecognitionState.ACTIVE
        case.deeds.append(deed(SETTLE_SANCTION, decision.by, on, remark=decision.reference))

    def exclude(
        self, decision: Decided, site: Place | None, kind: ExclusionKind, reason: str, until: date | None
    ) -> Excluded:
        """An exclusion beside the withdrawals of a decision; one that is over has ended."""
        on = decision.decided_on
        found = Excluded(decision, site, kind, reason, on, until, pk=len(self.measures.exclusions) + 1)
        versions: Versions = ()
        if until is not None:
            versions = as_rule_versions([value_on("exclusion_max_months", decision.partnership, on)])
        remark = f"{decision.reference}: {reason}"
        deeds: list[Deed] = [
            deed(EXCLUDE, decision.by, on, reasons=(kind.value,), versions=versions, remark=remark)
        ]
        if until is not None and until < self.today:
            found.state, found.ended_on = ExclusionState.ENDED, until
            deeds.append(deed(END_EXCLUSION, Who.SYSTEM, until + A_DAY))
        self.measures.exclusions.append(found)
        self.measures.papers.append(Paper(EXCLUSION_FILE, found, decision.case, deeds))
        return found

    def _carry_out(self, lifted: Lifted) -> None:
        """The recognition ends on the day of effect, and with it the agreements that end by law."""
        case, on = lifted.case, lifted.effect_on
        lifted.state = WithdrawalState.IN_EFFECT
        case.outcome, case.ended_on = RecognitionState.WITHDRAWN, on
        case.deeds.append(
            deed(
                CARRY_OUT_WITHDRAWAL,
                Who.SYSTEM,
                on,
                reasons=(lifted.ground.value, lifted.code),
                remark=lifted.decision.reference,
            )
        )
        for contract in self.contracts.get(id(case), ()):
            runs = contract.starts_on is not None and contract.concluded_on <= on < contract.last_day
            if runs and contract.kind in ENDS_WITH_RECOGNITION:
                self._end(contract, on, lifted.decision.reference)

    def _end(self, contract: Contract, on: date, reference: str) -> None:
        if contract.starts_on is not None and contract.starts_on > on:
            contract.starts_on = None
        contract.ended_on, contract.end_reason = on, AgreementEnd.WITHDRAWAL.value
        ended = Deed(
            END_BY_WITHDRAWAL.name, None, Who.SYSTEM, on, (AgreementEnd.WITHDRAWAL.value,), remark=reference
        )
        self.measures.papers.append(Paper(AGREEMENT_FILE, contract, contract.case, [ended]))
