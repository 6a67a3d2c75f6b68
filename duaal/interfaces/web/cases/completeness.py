"""The check whether an application is complete, on the page of a case."""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.completeness import completeness_term
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import DECLARE_COMPLETE, OPEN
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether the application is complete: found so on `found_on`, or still to check until `last_day`."""

    found_on: date | None
    last_day: date
    is_over: bool
    can_declare: bool
    rules: tuple[RuleLine, ...]


def completeness_of(application: Application, *, actor: Actor, on: date) -> Completeness | None:
    """The line of an open case; None once nothing is checked any more."""
    if application.state not in OPEN:
        return None
    term = completeness_term(application)
    found_on = application.complete_on
    possible = not DECLARE_COMPLETE.reasons_against(application.state, found_on is not None, on=on)
    return Completeness(
        found_on=found_on,
        last_day=term.last_day,
        is_over=on > term.last_day,
        can_declare=possible and policy.may(actor, DECLARE_COMPLETE, application),
        rules=rule_lines(term.because),
    )
