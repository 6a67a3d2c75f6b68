"""Who sees which steps of the history of a case: the same for the pages and for software."""

from collections.abc import Iterable

from duaal.casework.recognition.actions.opening import OPEN_DOCUMENT
from duaal.casework.recognition.mandates.cases import OPEN_PAPER
from duaal.casework.recognition.sanctions.steps import ANSWER_EXCLUSION, PROPOSE_EXCLUSION
from duaal.casework.recognition.states import JUDGE
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role

HIDDEN_FROM_COMPANIES = frozenset(
    {JUDGE.name, OPEN_DOCUMENT, OPEN_PAPER, PROPOSE_EXCLUSION.name, ANSWER_EXCLUSION.name}
)
"""What officers read, judge and propose to each other on the way to a decision."""

BODIES = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT})


def shown_to(actor: Actor, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that this reader sees, in the order given."""
    hidden = frozenset() if actor.role in BODIES else HIDDEN_FROM_COMPANIES
    return [entry for entry in entries if entry.step not in hidden]
