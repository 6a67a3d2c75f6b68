"""Recognised places with mentors who work there, for tests."""

from datetime import date

from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.kernel.actor import Actor
from tests.casework.recognition.actors import company_of
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory

DAY = date(2026, 4, 20)
"""A day on which the recognition runs and the term of the training does too."""


def place(**recognised: object) -> Recognition:
    """A recognition without mentors."""
    return RecognitionFactory(**recognised)


def mentor_at(recognition: Recognition, **changed: object) -> MentorAssignment:
    """A mentor of the recognition, whose training is in order unless another state is given."""
    return MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        **{"state": AssignmentState.ACTIVE, **changed},
    )


def untrained_at(recognition: Recognition, **changed: object) -> MentorAssignment:
    """A mentor of the recognition who still has to follow the training, until 10 September 2026."""
    values = {"state": AssignmentState.ACTIVE_UNTRAINED, "training_deadline_on": date(2026, 9, 10)}
    return mentor_at(recognition, **{**values, **changed})


def company_at(recognition: Recognition) -> Actor:
    """Who acts for the company of the recognition."""
    return company_of(recognition.application)
