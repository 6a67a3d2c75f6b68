"""The finding of a control from which somebody starts guidance or proposes a sanction."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.controls.queries import findings_about, findings_visible_to
from duaal.casework.recognition.models import Finding
from duaal.casework.recognition.sanctions.sources import Source
from duaal.interfaces.web.sanctions.stepping import SanctionStep

FINDING = "vaststelling"
"""Names the finding in the address; a step that is sent goes to the same address, so it stays linked."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The finding that the address names; None without one, or when it is not about this recognition."""

    finding: Finding | None

    @property
    def source(self) -> Source:
        return Source(finding_id=self.finding.pk if self.finding else None)

    @property
    def text(self) -> str:
        return self.finding.text if self.finding else ""

    @property
    def intro(self) -> tuple[str, ...]:
        if self.finding is None:
            return ()
        words = _(
            "Dit begint met de vaststelling van %(who)s op %(day)s. Haar tekst staat al ingevuld. De "
            "onderneming leest wat u bewaart: pas hem aan."
        )
        day = date_format(self.finding.found_on, "j F Y")
        return (words % {"who": self.finding.control.inspector_name, "day": day},)


def chosen(step: SanctionStep) -> Chosen:
    """What the address of the step names."""
    typed = step.request.GET.get(FINDING, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 19):
        return Chosen(None)
    visible = findings_about(findings_visible_to(step.actor), step.recognition)
    return Chosen(visible.filter(pk=int(typed)).first())
