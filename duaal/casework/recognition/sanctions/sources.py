"""What a guidance file or an invitation began with: a finding of a control, or a proposal of a provider."""

from dataclasses import dataclass

from duaal.casework.recognition.controls.queries import findings_about, findings_visible_to
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused


@dataclass(frozen=True, slots=True)
class Source:
    """The number of a finding or of a proposal; neither when the body saw it itself."""

    finding_id: int | None = None
    proposal_id: int | None = None


OWN = Source()


def check(source: Source, recognition: Recognition, *, actor: Actor) -> None:
    """Raises `Refused` for a finding that the actor does not see, or that is not about this recognition."""
    if source.finding_id is None:
        return
    if not findings_about(findings_visible_to(actor), recognition).filter(pk=source.finding_id).exists():
        raise Refused(("finding_elsewhere",))
