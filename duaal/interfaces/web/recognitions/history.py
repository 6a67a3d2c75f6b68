"""What happened to the recognition, newest first."""

from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.steps import RECOGNITION_FILE
from duaal.foundation.audit.queries import trail
from duaal.interfaces.web.cases.history import history_of
from duaal.interfaces.web.recognitions.sections import Reading, Section


def history_section(reading: Reading) -> Section:
    entries = history_of(trail(RECOGNITION_FILE, reading.recognition.pk), actor=reading.actor)
    return Section("geschiedenis", gettext_lazy("Geschiedenis"), "recognitions/history.html", entries)
