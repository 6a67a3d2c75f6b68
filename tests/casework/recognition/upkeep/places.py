"""Recognitions to keep in order, for tests."""

from datetime import date

from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory

DAY = date(2026, 3, 10)


def recognised(**more: object) -> Recognition:
    """A recognition of `bouw` that ends far away, with a mentor at work."""
    recognition = RecognitionFactory(
        **{"valid_from": date(2021, 6, 1), "valid_to": date(2031, 5, 31), **more}
    )
    MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state=AssignmentState.ACTIVE
    )
    return recognition


def holder(recognition: Recognition) -> Actor:
    """The company of the recognition."""
    return Actor(Role.COMPANY, recognition.company.enterprise_number, user_id=15, name="Ann Peeters")
