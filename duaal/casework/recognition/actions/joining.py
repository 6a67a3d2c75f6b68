"""Mentors who join a recognition once their case is granted: with it, as one more, or in place of another."""

from collections.abc import Mapping
from datetime import date

from duaal.casework.recognition.actions.mentors import after_mentor_change, end_assignment
from duaal.casework.recognition.actions.steps import lock_recognition, move_recognition
from duaal.casework.recognition.assessing import law_for_outcome, trained_persons
from duaal.casework.recognition.models import Application, MentorAssignment, Recognition
from duaal.casework.recognition.rules.training import training_deadline
from duaal.casework.recognition.states import RUNNING, AssignmentState, EndReason
from duaal.casework.recognition.states.mentors import ASSIGN_MENTOR, REPLACE_MENTOR
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.lawbook.dated import as_rule_versions


def assign_mentors(
    application: Application, recognition: Recognition, qualifies: Mapping[int, bool], *, on: date
) -> list[MentorAssignment]:
    """Assigns the mentors who qualify; who still has to follow the training gets the last day for it.

    Gives those who were assigned.
    """
    law = law_for_outcome(application, on=on)
    assignments = list(application.assignments.order_by("pk"))
    trained = trained_persons(assignments, law, application.partnership_id)
    term = training_deadline(on, application.received_on, law.training)
    for assignment in assignments:
        if not qualifies[assignment.pk]:
            assignment.state = AssignmentState.REFUSED
        elif assignment.person_id in trained:
            assignment.recognition, assignment.state = recognition, AssignmentState.ACTIVE
        else:
            assignment.recognition, assignment.state = recognition, AssignmentState.ACTIVE_UNTRAINED
            assignment.training_deadline_on, assignment.training_plan_on = term.follow_by, term.plan_by
    columns = ["state", "recognition", "training_deadline_on", "training_plan_on"]
    MentorAssignment.objects.bulk_update(assignments, columns)
    return [one for one in assignments if one.state in RUNNING]


def join(application: Application, accepted: Mapping[int, bool], *, actor: Actor, on: date) -> Recognition:
    """Adds the accepted mentors of a locked case to the recognition that it is about.

    Whom they replace stops at the same moment, so that no day goes by without a mentor.
    """
    if application.recognition_concerned_id is None:
        raise ValueError(f"{application} adds a mentor to no recognition")
    recognition = lock_recognition(application.recognition_concerned_id)
    ASSIGN_MENTOR.check(recognition.state, None, on=on)
    law = law_for_outcome(application, on=on)
    term = training_deadline(on, application.received_on, law.training)
    for assignment in assign_mentors(application, recognition, accepted, on=on):
        words = f"aanwijzing {assignment.pk}"
        move_recognition(
            recognition,
            ASSIGN_MENTOR,
            actor=actor,
            on=on,
            rule_versions=as_rule_versions(term.because),
            remark=f"{words}, dossier {application.reference}",
        )
        _end_replaced(assignment, recognition, on=on)
    return after_mentor_change(recognition, on=on, remark=f"dossier {application.reference}")


def _end_replaced(assignment: MentorAssignment, recognition: Recognition, *, on: date) -> None:
    """Ends the assignment that this one takes the place of, when it still runs."""
    if assignment.replaces_id is None:
        return
    replaced = MentorAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.replaces_id)
    if replaced.state not in RUNNING or replaced.recognition_id != recognition.pk:
        return
    end_assignment(replaced, EndReason.REPLACED, last_day=on)
    remark = f"aanwijzing {replaced.pk} vervangen door {assignment.pk}"
    move_recognition(recognition, REPLACE_MENTOR, actor=SYSTEM, on=on, remark=remark)
