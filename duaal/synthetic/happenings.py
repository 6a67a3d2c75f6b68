"""Steps that happened on invented files, as entries of the audit trail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from duaal.foundation.audit.ledger import EntryFacts
from duaal.foundation.kernel.actor import Actor
from duaal.synthetic.rule_versions import Versions

FIRST_HOUR, MINUTES_APART = 7, 11


@dataclass(frozen=True, slots=True)
class Happening:
    """One step on one file. `target` None: the state stays; `source` the state before it, when it is not
    that of the step before.
    """

    step: str
    target: str | None
    actor: Actor
    on: date
    reasons: tuple[str, ...] = ()
    rule_versions: Versions = ()
    remark: str = ""
    source: str | None = None


def written(kind: str, pk: int, happenings: Iterable[Happening]) -> Iterator[EntryFacts]:
    """The entries of one file: each starts from the state in which the one before it left the file."""
    state = ""
    for number, happening in enumerate(happenings):
        after = state if happening.target is None else str(happening.target)
        yield EntryFacts(
            file_kind=kind,
            file_id=pk,
            step=happening.step,
            from_state=state if happening.source is None else happening.source,
            to_state=after,
            actor=happening.actor,
            on=happening.on,
            at=_moment(happening.on, pk, number),
            reasons=happening.reasons,
            rule_versions=happening.rule_versions,
            remark=happening.remark,
        )
        state = after


def _moment(on: date, pk: int, number: int) -> datetime:
    """Some moment of the morning, later for every next step on a file."""
    minutes = pk * MINUTES_APART % 120 + number * MINUTES_APART
    return datetime(on.year, on.month, on.day, FIRST_HOUR + minutes // 60, minutes % 60, tzinfo=UTC)
