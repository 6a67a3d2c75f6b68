"""The bar of a mentor as a sanction, and how the recognition goes on after it (`recognition.md` 11, 14.3)."""

from datetime import date

from duaal.casework.recognition.actions.mentors import after_mentor_change
from duaal.casework.recognition.actions.steps import lock_recognition, move_recognition
from duaal.casework.recognition.models import MentorAssignment, MentorBar, Recognition, SanctionDecision
from duaal.casework.recognition.sanctions.decisions import BarWish
from duaal.casework.recognition.sanctions.files import come_to_rest
from duaal.casework.recognition.sanctions.hearing import close as close_hearing
from duaal.casework.recognition.sanctions.queries import is_barred
from duaal.casework.recognition.sanctions.states import BarState
from duaal.casework.recognition.sanctions.steps import BAR_MENTOR, SETTLE_SANCTION
from duaal.casework.recognition.states import LIVE, RUNNING, AssignmentState, EndReason, RecognitionState
from duaal.foundation.kernel.actor import Actor


def bar_mentor(decision: SanctionDecision, wish: BarWish, *, actor: Actor, on: date) -> MentorBar:
    """Bars a mentor at the company; each recognition where the bar counts loses the mentor on this day.

    Within the transaction of the decision, that holds the company locked. A recognition that has no other
    mentor becomes incomplete.
    """
    bar = MentorBar.objects.create(
        decision=decision,
        company_id=decision.company_id,
        person_id=wish.person_id,
        programmes=list(wish.programmes),
        state=BarState.IN_FORCE,
        reason=wish.reason.strip(),
        from_day=on,
    )
    for recognition in _where_it_counts(bar):
        _take_away(recognition, bar, actor=actor, on=on)
    return bar


def settle(recognition_id: int, decision: SanctionDecision, *, actor: Actor, on: date) -> None:
    """Lets the recognition go on that the decision started from and does not withdraw."""
    recognition = lock_recognition(recognition_id)
    close_hearing(recognition, on=on)
    if recognition.state == RecognitionState.SANCTION_PROPOSED:
        come_to_rest(recognition, SETTLE_SANCTION, actor=actor, on=on, remark=decision.reference)


def _where_it_counts(bar: MentorBar) -> list[Recognition]:
    """The live recognitions of the company where the barred person is mentor, locked by number."""
    named = MentorAssignment.objects.filter(
        recognition__company_id=bar.company_id,
        recognition__state__in=LIVE,
        person_id=bar.person_id,
        state__in=RUNNING,
    )
    numbers = sorted(set(named.values_list("recognition_id", flat=True)))
    found = [lock_recognition(pk) for pk in numbers if pk is not None]
    return [
        one
        for one in found
        if is_barred([bar], bar.person_id, partnership=one.partnership_id, programme=one.programme_id)
    ]


def _take_away(recognition: Recognition, bar: MentorBar, *, actor: Actor, on: date) -> None:
    barred = MentorAssignment.objects.select_for_update().filter(
        recognition=recognition, person_id=bar.person_id, state__in=RUNNING
    )
    numbers = sorted(barred.values_list("pk", flat=True))
    MentorAssignment.objects.filter(pk__in=numbers).update(
        state=AssignmentState.BARRED, ended_on=on, end_reason=EndReason.BARRED
    )
    move_recognition(
        recognition,
        BAR_MENTOR,
        actor=actor,
        on=on,
        remark=f"{bar.decision.reference}: {bar.reason}",
    )
    after_mentor_change(recognition, on=on, remark=bar.decision.reference)
