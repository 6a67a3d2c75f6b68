"""States of a control (`controle`) and its steps (`recognition.md` 11.1). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

INSPECTORS = frozenset({Role.INSPECTOR})


class ControlState(StrEnum):
    """State of a control (`controle`), by its days."""

    RUNNING = "RUNNING"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class ControlStanding:
    """Whether the inspector has another control of the same undertaking that runs."""

    runs_already: bool = False


def state_on(day: date, *, ends_on: date, closed_on: date | None) -> ControlState:
    """A control runs through its last day, unless it was closed before."""
    over = closed_on is not None or day > ends_on
    return ControlState.ENDED if over else ControlState.RUNNING


def blockers_to_open(standing: ControlStanding, on: date) -> tuple[str, ...]:
    """One control of an undertaking at a time for one inspector."""
    return ("control_runs",) if standing.runs_already else ()


RUNNING_ONLY = frozenset({ControlState.RUNNING})

OPEN_CONTROL: Step[ControlStanding] = Step(
    name="open_control",
    sources=frozenset(),
    target=ControlState.RUNNING,
    roles=INSPECTORS,
    blockers=blockers_to_open,
)
VIEW_DOSSIER: Step[ControlStanding] = Step(
    name="view_dossier", sources=RUNNING_ONLY, target=None, roles=INSPECTORS
)
RECORD_FINDING: Step[ControlStanding] = Step(
    name="record_finding", sources=RUNNING_ONLY, target=None, roles=INSPECTORS
)
CLOSE_CONTROL: Step[ControlStanding] = Step(
    name="close_control", sources=RUNNING_ONLY, target=ControlState.ENDED, roles=INSPECTORS
)

CONTROL_STEPS = (OPEN_CONTROL, VIEW_DOSSIER, RECORD_FINDING, CLOSE_CONTROL)
