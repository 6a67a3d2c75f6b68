"""Mentors who leave, die, are taken away or replaced, and what that does to the recognition.

Law: art. 7 § 1, 1° of the decree of 10 June 2016 asks a mentor to be and to stay recognised; the terms of a
vacancy are those of `recognition.md` 9. Not covered: the agreements that end when a mentor dies and nobody
can take over (art. 23, 3°).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.steps import check_recognition, lock_recognition, move_recognition
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.states import (
    LIVE,
    RUNNING,
    WORKING,
    AssignmentState,
    EndReason,
    RecognitionState,
)
from duaal.casework.recognition.states.mentors import (
    LOSE_LAST_MENTOR,
    LOSE_LAST_MENTOR_MEANWHILE,
    MENTOR_DIES,
    MENTOR_LEAVES,
    REGAIN_MENTOR,
    REGAIN_MENTOR_MEANWHILE,
    REMOVE_MENTOR,
    MentorStanding,
)
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.workflow import Step

TRAINED = frozenset({AssignmentState.ACTIVE})


@dataclass(frozen=True, slots=True)
class Leaving:
    """Which step a company sets when a mentor goes, and the reason that stays with the assignment."""

    step: Step[MentorStanding]
    reason: EndReason


LEAVES = Leaving(MENTOR_LEAVES, EndReason.LEFT)
DIES = Leaving(MENTOR_DIES, EndReason.DIED)
TAKEN_AWAY = Leaving(REMOVE_MENTOR, EndReason.LEFT)


def after_mentor_change(recognition: Recognition, *, on: date, remark: str = "") -> Recognition:
    """Puts a locked recognition right after a change in its mentors: without one it is incomplete.

    Call it in the transaction of the step that barred, ended, lapsed or accepted a mentor, when the
    assignments are saved. The vacancy counts from the day on which the last of them went. A recognition under
    guidance, with a proposed sanction or a precaution keeps its state; the vacancy stands in
    `incomplete_since` all the same (see `state_at_rest`). Does nothing on a recognition that has ended.
    """
    if recognition.state not in LIVE:
        return recognition
    assignments = list(recognition.assignments.order_by("pk"))
    someone_works = any(assignment.state in WORKING for assignment in assignments)
    if someone_works == (recognition.incomplete_since is None):
        return recognition
    if someone_works:
        recognition.incomplete_since = None
        step = REGAIN_MENTOR
    else:
        went = [day for day in map(_gone_on, assignments) if day is not None]
        recognition.incomplete_since = min(max(went, default=on), on)
        step = LOSE_LAST_MENTOR
    recognition.vacancy_alerted_on = recognition.vacancy_over_on = None
    if recognition.state not in step.sources:
        step = REGAIN_MENTOR_MEANWHILE if someone_works else LOSE_LAST_MENTOR_MEANWHILE
    changed = {"incomplete_since", "vacancy_alerted_on", "vacancy_over_on"}
    return move_recognition(recognition, step, actor=SYSTEM, on=on, changed=changed, remark=remark)


def leave(assignment_id: int, *, actor: Actor, on: date, last_day: date, remark: str = "") -> Recognition:
    """Records that a mentor left or fell away, from that day; also when it was the last one."""
    return _end(assignment_id, LEAVES, actor=actor, on=on, last_day=last_day, remark=remark)


def die(assignment_id: int, *, actor: Actor, on: date, died_on: date, remark: str = "") -> Recognition:
    """Records that a mentor died."""
    return _end(assignment_id, DIES, actor=actor, on=on, last_day=died_on, remark=remark)


def take_away(
    assignment_id: int, *, actor: Actor, on: date, agreements_run: bool, remark: str = ""
) -> Recognition:
    """The company does without this mentor; refused for the last one while an agreement runs.

    Whether one runs only the process above knows (`flows/processes/mentors.py`): it calls this with the
    recognition locked.
    """
    return _end(
        assignment_id,
        TAKEN_AWAY,
        actor=actor,
        on=on,
        last_day=on,
        remark=remark,
        agreements_run=agreements_run,
    )


def lock_assignment(assignment_id: int) -> tuple[Recognition, MentorAssignment]:
    """The recognition of an assignment and the assignment itself, locked in that order.

    Raises `MentorAssignment.DoesNotExist` when there is none, or when it never joined a recognition.
    """
    found = MentorAssignment.objects.filter(recognition__isnull=False).get(pk=assignment_id)
    assert found.recognition_id is not None
    recognition = lock_recognition(found.recognition_id)
    assignment = MentorAssignment.objects.select_for_update(of=("self",)).get(pk=assignment_id)
    assignment.recognition = recognition
    return recognition, assignment


def mentor_standing(
    recognition: Recognition, assignment: MentorAssignment, *, agreements_run: bool = False
) -> MentorStanding:
    """How one mentor of a recognition stands, for the guards."""
    others = [one for one in recognition.assignments.all() if one.pk != assignment.pk]
    return MentorStanding(
        works=assignment.state in RUNNING,
        is_last=assignment.state in WORKING and not any(one.state in WORKING for one in others),
        is_trained=assignment.state in TRAINED,
        agreements_run=agreements_run,
    )


def end_assignment(assignment: MentorAssignment, reason: EndReason, *, last_day: date) -> None:
    """Ends a locked assignment; the caller records why and calls `after_mentor_change`."""
    assignment.state, assignment.ended_on = AssignmentState.ENDED, last_day
    assignment.end_reason = reason
    assignment.save(update_fields=["state", "ended_on", "end_reason"])


@transaction.atomic
def _end(
    assignment_id: int,
    leaving: Leaving,
    *,
    actor: Actor,
    on: date,
    last_day: date,
    remark: str,
    agreements_run: bool = False,
) -> Recognition:
    recognition, assignment = lock_assignment(assignment_id)
    policy.require(actor, leaving.step, recognition)
    standing = mentor_standing(recognition, assignment, agreements_run=agreements_run)
    check_recognition(leaving.step, recognition, standing, actor=actor, on=on)
    _check_last_day(last_day, assignment, on=on)
    end_assignment(assignment, leaving.reason, last_day=last_day)
    words = f"aanwijzing {assignment.pk}"
    move_recognition(
        recognition,
        leaving.step,
        actor=actor,
        on=on,
        remark=f"{words}: {remark.strip()}" if remark.strip() else words,
    )
    return after_mentor_change(recognition, on=on, remark=words)


def _check_last_day(last_day: date, assignment: MentorAssignment, *, on: date) -> None:
    if last_day > on:
        sentence = _(
            "%(day)s ligt in de toekomst. Meld het op de dag zelf, of vul een dag in die voorbij is."
        )
    elif last_day < assignment.named_on:
        sentence = _("%(day)s ligt voor de dag waarop deze mentor is aangeduid: %(named)s.")
    else:
        return
    words = {"day": f"{last_day:%d/%m/%Y}", "named": f"{assignment.named_on:%d/%m/%Y}"}
    raise ValidationError({"last_day": sentence % words})


def state_at_rest(recognition: Recognition) -> RecognitionState:
    """The state to go back to when guidance, a proposed sanction or a precaution is over."""
    return RecognitionState.ACTIVE if recognition.incomplete_since is None else RecognitionState.INCOMPLETE


def _gone_on(assignment: MentorAssignment) -> date | None:
    """The day on which this mentor went, as far as the row tells."""
    if assignment.state == AssignmentState.LAPSED and assignment.training_deadline_on is not None:
        return assignment.training_deadline_on + timedelta(days=1)
    return assignment.ended_on
