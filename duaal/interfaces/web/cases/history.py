"""The history of an application for everyone who may open it: what happened when, and by which side.

Names, remarks and rule versions stand only in the audit trail of the department.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from duaal.casework.recognition.history import shown_to
from duaal.casework.recognition.labels import FLAG as FLAG_WORDS
from duaal.casework.recognition.labels import STEP
from duaal.casework.recognition.states import FLAG
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.parts import HistoryEntry
from duaal.interfaces.web.words import ROLE


def history_of(entries: Iterable[Entry], *, actor: Actor) -> tuple[HistoryEntry, ...]:
    """The steps, newest first. What officers read and judge, a company does not see step by step."""
    return tuple(reversed([_entry(entry) for entry in shown_to(actor, entries)]))


def _entry(entry: Entry) -> HistoryEntry:
    return HistoryEntry(step_words(entry), entry.on, who=_side(entry), text="")


def step_words(entry: Entry) -> str:
    """The step as a line of a history begins: a clock that was only counted again says so."""
    if entry.step == FLAG.name and not any(code in FLAG_WORDS for code in entry.reasons):
        return _("Termijn opnieuw berekend")
    words = str(STEP.get(entry.step, entry.step))
    return words[0].upper() + words[1:]


def _side(entry: Entry) -> str:
    """The capacity of who did it; what the system did by itself needs no name."""
    return "" if entry.actor_role == Role.SYSTEM else str(ROLE[entry.actor_role])
