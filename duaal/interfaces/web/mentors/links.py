"""What a company can do about the mentors of a recognition, on the page of the recognition."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from duaal.casework.recognition import policy
from duaal.casework.recognition.states import LIVE, SUBMIT_MENTOR
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.recognitions.sections import Reading


def first_mentor_links(reading: Reading) -> Iterator[StepLink]:
    """Naming a mentor where nobody works now: that comes first."""
    if reading.recognition.incomplete_since is not None:
        yield from _links(reading)


def more_mentors_links(reading: Reading) -> Iterator[StepLink]:
    """Naming one more mentor."""
    if reading.recognition.incomplete_since is None:
        yield from _links(reading)


def _links(reading: Reading) -> Iterator[StepLink]:
    recognition = reading.recognition
    if recognition.state in LIVE and policy.may(reading.actor, SUBMIT_MENTOR, recognition):
        address = f"{reverse('mentors:choose')}?erkenning={recognition.pk}"
        yield StepLink(gettext_lazy("Voeg een mentor toe"), address)
