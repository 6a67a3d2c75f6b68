"""The mentors of a recognition, those who work first."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.labels import ASSIGNMENT_STATE
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.states import WORKING, AssignmentState
from duaal.interfaces.web.recognitions.sections import Reading, Section

TONE: dict[str, str] = {
    AssignmentState.ACTIVE: "success",
    AssignmentState.ACTIVE_UNTRAINED: "warning",
    AssignmentState.PROPOSED: "info",
    AssignmentState.LAPSED: "danger",
    AssignmentState.BARRED: "danger",
}


@dataclass(frozen=True, slots=True)
class MentorLine:
    """One mentor; `deadline` is the last day of a training that is still to follow."""

    person_id: int
    name: str
    state: Promise
    tone: str
    named_on: date
    deadline: date | None
    ended_on: date | None


def mentors_section(reading: Reading) -> Section:
    ordered = sorted(reading.recognition.assignments.all(), key=lambda one: one.state not in WORKING)
    lines = tuple(_line(assignment) for assignment in ordered)
    return Section("mentoren", gettext_lazy("Mentoren"), "recognitions/mentors.html", lines)


def _line(assignment: MentorAssignment) -> MentorLine:
    untrained = assignment.state == AssignmentState.ACTIVE_UNTRAINED
    return MentorLine(
        assignment.person_id,
        str(assignment.person),
        ASSIGNMENT_STATE[assignment.state],
        TONE.get(assignment.state, "neutral"),
        assignment.named_on,
        assignment.training_deadline_on if untrained else None,
        assignment.ended_on,
    )
