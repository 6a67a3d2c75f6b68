"""Steps of a workflow: a pure table of who may move a file from which state to which, and what blocks it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused

Facts = TypeVar("Facts")


def never_blocked(facts: object, on: date) -> tuple[str, ...]:
    """The guard of a step that nothing blocks once state and role are right."""
    return ()


@dataclass(frozen=True, slots=True)
class Step(Generic[Facts]):
    """One step (`stap`) of a file.

    `sources` are the states it may start from; empty for the step that makes the file. `target` is the state
    after it, or None when the state stays. `roles` are the capacities that may do it at all; whether this
    actor may do it on this row is for the policy of the package.
    """

    name: str
    sources: frozenset[str]
    target: str | None
    roles: frozenset[Role]
    blockers: Callable[[Facts, date], tuple[str, ...]] = never_blocked

    def reasons_against(self, state: str, facts: Facts, *, on: date) -> tuple[str, ...]:
        """Every reason why the step cannot be done now; empty when it can."""
        if self.sources and state not in self.sources:
            return (WRONG_STATE,)
        return self.blockers(facts, on)

    def check(self, state: str, facts: Facts, *, on: date) -> None:
        """Raises `Refused` with every reason when the step cannot be done now."""
        reasons = self.reasons_against(state, facts, on=on)
        if reasons:
            raise Refused(reasons)
