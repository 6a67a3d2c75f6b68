"""What an appeal does to a sanction: it is annulled, waits for the outcome, or goes on.

The rows are locked by the caller, recognitions before the sanction. What was ended by a withdrawal stays
ended: agreements do not revive (`recognition.md` 15.28). The mentors come back with the recognition, because
nothing but the withdrawal took them away.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from duaal.casework.recognition.actions.mentors import after_mentor_change
from duaal.casework.recognition.actions.steps import lock_recognition, move_recognition
from duaal.casework.recognition.appeals.contested import Contested
from duaal.casework.recognition.appeals.states import (
    ANNUL_BAR,
    ANNUL_EXCLUSION,
    ANNUL_WITHDRAWAL,
    LIMIT_BAR,
    RESTORE,
    RESTORE_EXPIRED,
    RESUME_BAR,
    RESUME_EXCLUSION,
    RESUME_WITHDRAWAL,
    SHORTEN_EXCLUSION,
    SUSPEND_BAR,
    SUSPEND_EXCLUSION,
    SUSPEND_WITHDRAWAL,
)
from duaal.casework.recognition.assessing import law_for_outcome, trained_persons
from duaal.casework.recognition.models import (
    Exclusion,
    MentorAssignment,
    MentorBar,
    Recognition,
    Withdrawal,
)
from duaal.casework.recognition.sanctions.actions import EXCLUSION_FILE, SANCTION_FILE
from duaal.casework.recognition.sanctions.files import come_to_rest
from duaal.casework.recognition.sanctions.queries import bars_in_force, is_barred
from duaal.casework.recognition.sanctions.states import BarState, ExclusionKind
from duaal.casework.recognition.states import LIVE, WORKING, AssignmentState, EndReason, RecognitionState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step

Sanction = Withdrawal | Exclusion | MentorBar


def recognitions_of(contested: Contested) -> list[int]:
    """The recognitions that an outcome can change, in the order in which they are locked."""
    match contested:
        case Withdrawal():
            return [contested.recognition_id]
        case MentorBar():
            barred = assignments_of(contested, AssignmentState.BARRED, *WORKING)
            found = barred.filter(recognition__isnull=False).values_list("recognition_id", flat=True)
            return sorted({pk for pk in found if pk is not None})
    return []


def annul(sanction: Sanction, *, actor: Actor, on: date, reason: str) -> None:
    """The committee says that the sanction should not have been taken: all it can give back comes back."""
    match sanction:
        case Withdrawal():
            was_suspended = sanction.state == SUSPEND_WITHDRAWAL.target
            sanction.annulled_on = on
            _step(sanction, ANNUL_WITHDRAWAL, {"annulled_on"}, actor=actor, on=on, remark=reason)
            if not was_suspended:
                _restore(sanction, actor=actor, on=on, reason=reason)
        case Exclusion():
            sanction.ended_on = on
            _step(sanction, ANNUL_EXCLUSION, {"ended_on"}, actor=actor, on=on, remark=reason)
        case MentorBar():
            sanction.annulled_on = on
            _step(sanction, ANNUL_BAR, {"annulled_on"}, actor=actor, on=on, remark=reason)
            _unbar(assignments_of(sanction, AssignmentState.BARRED), on=on)


def suspend(sanction: Sanction, *, actor: Actor, on: date, reason: str) -> None:
    """The sanction has no effect as long as the appeal runs; one in effect already gives back what it can."""
    match sanction:
        case Withdrawal():
            _step(sanction, SUSPEND_WITHDRAWAL, (), actor=actor, on=on, remark=reason)
            _restore(sanction, actor=actor, on=on, reason=reason)
        case Exclusion():
            _step(sanction, SUSPEND_EXCLUSION, (), actor=actor, on=on, remark=reason)
        case MentorBar():
            _step(sanction, SUSPEND_BAR, (), actor=actor, on=on, remark=reason)
            _unbar(assignments_of(sanction, AssignmentState.BARRED), on=on)


def resume(sanction: Sanction, *, actor: Actor, on: date, reason: str) -> None:
    """A suspended sanction goes on after an appeal that did not undo it; a withdrawal not before that day.

    The clock of the sanctions brings the withdrawal into effect, with the agreements that run by then.
    """
    match sanction:
        case Withdrawal():
            sanction.effect_on = max(sanction.effect_on, on)
            _step(sanction, RESUME_WITHDRAWAL, {"effect_on"}, actor=actor, on=on, remark=reason)
        case Exclusion():
            _step(sanction, RESUME_EXCLUSION, (), actor=actor, on=on, remark=reason)
        case MentorBar():
            _step(sanction, RESUME_BAR, (), actor=actor, on=on, remark=reason)
            _bar_again(sanction, on=on)


def shorten(exclusion: Exclusion, *, until: date, actor: Actor, on: date, reason: str) -> None:
    """The exclusion ends earlier, or at all: a definitive one becomes temporary."""
    exclusion.kind, exclusion.until = ExclusionKind.TEMPORARY, until
    exclusion.ended_on = None
    _step(exclusion, SHORTEN_EXCLUSION, {"kind", "until", "ended_on"}, actor=actor, on=on, remark=reason)


def limit(bar: MentorBar, *, programmes: list[str], actor: Actor, on: date, reason: str) -> None:
    """The bar holds for these programmes only; for the others the mentor is back."""
    was_suspended = bar.state == BarState.SUSPENDED
    barred = assignments_of(bar, AssignmentState.BARRED)
    freed = list(barred.exclude(recognition__programme__in=programmes).values_list("pk", flat=True))
    bar.programmes = programmes
    _step(bar, LIMIT_BAR, {"programmes"}, actor=actor, on=on, remark=reason)
    if was_suspended:
        _bar_again(bar, on=on)
    else:
        _unbar(MentorAssignment.objects.filter(pk__in=freed), on=on)


def assignments_of(bar: MentorBar, *states: AssignmentState) -> QuerySet[MentorAssignment]:
    """The assignments at the company that the bar is about, in one of the states."""
    found = MentorAssignment.objects.filter(
        person=bar.person_id, recognition__company=bar.company_id, state__in=states
    )
    body = bar.decision.partnership
    if not body.is_flemish:
        found = found.filter(recognition__partnership=body)
    return found.filter(recognition__programme__in=bar.programmes) if bar.programmes else found


def _restore(withdrawal: Withdrawal, *, actor: Actor, on: date, reason: str) -> None:
    """The recognition is back with its original last day, and with the mentors it had.

    Without a mentor it is incomplete; past its last day it has expired like any other.
    """
    recognition = lock_recognition(withdrawal.recognition_id)
    was_withdrawn = recognition.state == RecognitionState.WITHDRAWN
    ended_on = recognition.ended_on
    recognition.ended_on = None
    if was_withdrawn and recognition.valid_to < on:
        move_recognition(
            recognition, RESTORE_EXPIRED, actor=actor, on=on, changed={"ended_on"}, remark=reason
        )
        return
    if was_withdrawn:
        by_the_end = recognition.assignments.filter(
            state=AssignmentState.ENDED, end_reason=EndReason.NONE, ended_on=ended_on
        )
        _take_back(recognition, by_the_end, on=on)
    elif recognition.state != RecognitionState.SANCTION_PROPOSED:
        return
    works = recognition.assignments.filter(state__in=WORKING).exists()
    recognition.incomplete_since = None if works else recognition.incomplete_since or on
    recognition.save(update_fields=["ended_on", "incomplete_since"])
    come_to_rest(recognition, RESTORE, actor=actor, on=on, remark=reason)


def _take_back(
    recognition: Recognition, assignments: QuerySet[MentorAssignment], *, on: date
) -> list[MentorAssignment]:
    """Puts assignments back to where their training stands; who is barred stays away."""
    law = law_for_outcome(recognition.application, on=on)
    found = list(assignments.select_for_update(of=("self",)).order_by("pk"))
    trained = trained_persons(found, law, recognition.partnership_id)
    bars = bars_in_force(recognition.company_id)
    place = {"partnership": recognition.partnership_id, "programme": recognition.programme_id}
    back = []
    for assignment in found:
        if is_barred(bars, assignment.person_id, **place):
            continue
        late = assignment.training_deadline_on is not None and assignment.training_deadline_on < on
        if assignment.person_id in trained or assignment.training_deadline_on is None:
            assignment.state = AssignmentState.ACTIVE
        else:
            assignment.state = AssignmentState.LAPSED if late else AssignmentState.ACTIVE_UNTRAINED
        assignment.ended_on, assignment.end_reason = None, EndReason.NONE
        back.append(assignment)
    MentorAssignment.objects.bulk_update(back, ["state", "ended_on", "end_reason"])
    return back


def _unbar(assignments: QuerySet[MentorAssignment], *, on: date) -> None:
    """The mentor is back at every place that is still recognised and where no other bar holds."""
    places = assignments.values_list("recognition_id", flat=True)
    for pk in sorted({place for place in places if place is not None}):
        recognition = lock_recognition(pk)
        if recognition.state in LIVE:
            _take_back(recognition, assignments.filter(recognition=recognition), on=on)
        after_mentor_change(recognition, on=on)


def _bar_again(bar: MentorBar, *, on: date) -> None:
    for pk in recognitions_of(bar):
        recognition = lock_recognition(pk)
        assignments_of(bar, *WORKING).filter(recognition=recognition).update(
            state=AssignmentState.BARRED, ended_on=on, end_reason=EndReason.BARRED
        )
        after_mentor_change(recognition, on=on)


def _step(
    sanction: Sanction, step: Step[None], changed: Iterable[str], *, actor: Actor, on: date, remark: str
) -> None:
    """Saves the new state of a part of a decision, and records it: an exclusion has a file of its own, the
    other parts stand in that of the decision.
    """
    before: Any = sanction.state
    step.check(before, None, on=on)
    sanction.state = step.target  # type: ignore[assignment]
    sanction.save(update_fields=sorted({*changed, "state"}))
    of_its_own = isinstance(sanction, Exclusion)
    record(
        file_kind=EXCLUSION_FILE if of_its_own else SANCTION_FILE,
        file_id=sanction.pk if of_its_own else sanction.decision_id,
        step=step.name,
        from_state=before,
        to_state=step.target,
        actor=actor,
        on=on,
        remark=remark,
    )
