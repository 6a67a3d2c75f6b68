"""What an inspection found at the recognised place, for the body that decides on it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.controls.queries import findings_about, findings_visible_to
from duaal.casework.recognition.models import Finding, Guidance, Hearing
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.recognitions.sections import Reading, Section
from duaal.interfaces.web.sanctions.sources import FINDING
from duaal.interfaces.web.sanctions.stepping import PROPOSE_PAGE, START_PAGE, links_to

CAME_OF_IT: tuple[Promise, Promise] = (
    gettext_lazy("Begeleiding begonnen"),
    gettext_lazy("Sanctie voorgesteld"),
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, what came of it at this recognition, and what this reader can begin with it."""

    finding: Finding
    came: tuple[tuple[Promise, date], ...]
    steps: tuple[StepLink, ...]


def findings_section(reading: Reading) -> Section | None:
    """The findings about this recognition; None without one, and for the undertaking."""
    one = reading.recognition
    found = findings_about(findings_visible_to(reading.actor), one).prefetch_related(
        Prefetch("guidances", Guidance.objects.filter(recognition=one)),
        Prefetch("hearings", Hearing.objects.filter(recognition=one)),
    )
    rows = list(found)
    if not rows:
        return None
    links = [link for link in links_to((START_PAGE, PROPOSE_PAGE), reading) if not link.reasons]
    return Section(
        "vaststellingen",
        gettext_lazy("Vaststellingen van de inspectie"),
        "recognitions/findings.html",
        tuple(_line(finding, links) for finding in rows),
    )


def _line(finding: Finding, links: list[StepLink]) -> FindingLine:
    guided, proposed = CAME_OF_IT
    came = (
        *((guided, each.opened_on) for each in finding.guidances.all()),
        *((proposed, each.invited_on) for each in finding.hearings.all()),
    )
    steps = tuple(StepLink(link.text, f"{link.href}?{FINDING}={finding.pk}") for link in links)
    return FindingLine(finding, came, steps)
