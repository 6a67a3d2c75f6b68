"""What was told about the recognition, to whom and when."""

from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.steps import RECOGNITION_FILE
from duaal.interfaces.web.notices.section import told_lines
from duaal.interfaces.web.recognitions.sections import Reading, Section


def told_section(reading: Reading) -> Section | None:
    lines = told_lines([(RECOGNITION_FILE, reading.recognition.pk)])
    if not lines:
        return None
    return Section("bericht", gettext_lazy("Wie kreeg bericht"), "notices/told_lines.html", lines)
