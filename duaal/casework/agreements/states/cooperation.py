"""States of a rule on cooperating companies (art. 6bis), and what a partnership is told of. Pure."""

from datetime import date
from enum import StrEnum

from duaal.casework.agreements.states import CONCLUDED, AgreementStanding
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class CooperationRuleState(StrEnum):
    """State of a rule (`regel`) of a partnership: which parts may be learned at another company."""

    KEPT = "KEPT"
    ENDED = "ENDED"


BODIES = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})


def blockers_of_the_rule(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """A competence that is none of the programme."""
    return standing.found


SET_COOPERATION_RULE: Step[AgreementStanding] = Step(
    name="set_cooperation_rule",
    sources=frozenset({""}),
    target=CooperationRuleState.KEPT,
    roles=BODIES,
    blockers=blockers_of_the_rule,
)
END_COOPERATION_RULE: Step[AgreementStanding] = Step(
    name="end_cooperation_rule",
    sources=frozenset({CooperationRuleState.KEPT}),
    target=CooperationRuleState.ENDED,
    roles=BODIES,
)
INFORM_PARTNERSHIP: Step[AgreementStanding] = Step(
    name="inform_partnership", sources=CONCLUDED, target=None, roles=frozenset({Role.SYSTEM})
)

COOPERATION_RULE_STEPS = (SET_COOPERATION_RULE, END_COOPERATION_RULE)
INFORMING_STEPS = (INFORM_PARTNERSHIP,)
