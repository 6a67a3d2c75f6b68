"""What an inspection found at the recognised place, for the body that decides on it."""

from django.utils.translation import gettext_lazy

from duaal.casework.recognition.controls.queries import findings_visible_to
from duaal.interfaces.web.recognitions.sections import Reading, Section


def findings_section(reading: Reading) -> Section | None:
    """The findings about this recognition; None without one, and for the undertaking."""
    found = list(findings_visible_to(reading.actor).filter(recognition=reading.recognition))
    if not found:
        return None
    return Section(
        "vaststellingen",
        gettext_lazy("Vaststellingen van de inspectie"),
        "recognitions/findings.html",
        found,
    )
