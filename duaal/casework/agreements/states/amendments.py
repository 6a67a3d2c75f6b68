"""States of an amendment of an agreement that everybody signed (`agreements.md` 9, row amend). Pure.

The agreement goes on under its old text. The new text is signed by all as the agreement was, and holds from
its own first day.
"""

from datetime import date
from enum import StrEnum

from duaal.casework.agreements.states import (
    BY_RULE,
    CONCLUDED,
    SIGNERS,
    STAFF,
    AgreementStanding,
    AgreementState,
    blockers_of_rules,
    blockers_to_refuse,
    blockers_to_sign,
)
from duaal.foundation.kernel.workflow import Step


class AmendmentState(StrEnum):
    """State of an amendment (`wijziging`)."""

    DRAFT = "DRAFT"
    TO_SIGN = "TO_SIGN"
    REFUSED = "REFUSED"
    AGREED = "AGREED"
    IN_FORCE = "IN_FORCE"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"


NEW = ""
A = AmendmentState
UNSIGNED = frozenset({A.DRAFT, A.TO_SIGN, A.REFUSED})
"""States before everybody signed: the school can still change the text, or take it back."""
OPEN = UNSIGNED | {A.AGREED}
"""States in which there is no place for another amendment."""
AMENDABLE = CONCLUDED - {AgreementState.NOTICE}
"""States of an agreement that can be amended; after a notice it ends in a few days."""

NOT_AMENDABLE = "NOT_AMENDABLE"
AMENDMENT_OPEN = "AMENDMENT_OPEN"


def blockers_of_text(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The agreement cannot be amended now, another amendment is open, or the rules find something."""
    return standing.found


DRAFT_AMENDMENT: Step[AgreementStanding] = Step(
    name="draft_amendment",
    sources=frozenset({NEW}),
    target=A.DRAFT,
    roles=STAFF,
    blockers=blockers_of_text,
)
REVISE_AMENDMENT: Step[AgreementStanding] = Step(
    name="revise_amendment", sources=UNSIGNED, target=A.DRAFT, roles=STAFF, blockers=blockers_of_text
)
CORRECT_AMENDMENT_CONTACT: Step[AgreementStanding] = Step(
    name="correct_amendment_contact", sources=frozenset({A.TO_SIGN}), target=None, roles=STAFF
)
PROPOSE_AMENDMENT: Step[AgreementStanding] = Step(
    name="propose_amendment",
    sources=frozenset({A.DRAFT}),
    target=A.TO_SIGN,
    roles=STAFF,
    blockers=blockers_of_rules,
)
SIGN_AMENDMENT: Step[AgreementStanding] = Step(
    name="sign_amendment",
    sources=frozenset({A.TO_SIGN}),
    target=None,
    roles=SIGNERS,
    blockers=blockers_to_sign,
)
REFUSE_AMENDMENT: Step[AgreementStanding] = Step(
    name="refuse_amendment",
    sources=frozenset({A.TO_SIGN}),
    target=A.REFUSED,
    roles=SIGNERS,
    blockers=blockers_to_refuse,
)
AGREE_AMENDMENT: Step[AgreementStanding] = Step(
    name="agree_amendment",
    sources=frozenset({A.TO_SIGN}),
    target=A.AGREED,
    roles=BY_RULE,
    blockers=blockers_of_rules,
)
AMENDMENT_HOLDS: Step[AgreementStanding] = Step(
    name="amendment_holds", sources=frozenset({A.AGREED}), target=A.IN_FORCE, roles=BY_RULE
)
AMENDMENT_LATE: Step[AgreementStanding] = Step(
    name="amendment_late", sources=frozenset({A.TO_SIGN}), target=A.DRAFT, roles=BY_RULE
)
WITHDRAW_AMENDMENT: Step[AgreementStanding] = Step(
    name="withdraw_amendment", sources=UNSIGNED, target=A.WITHDRAWN, roles=STAFF
)
AMENDMENT_LAPSES: Step[AgreementStanding] = Step(
    name="amendment_lapses", sources=OPEN, target=A.LAPSED, roles=BY_RULE
)

AMENDMENT_STEPS = (
    DRAFT_AMENDMENT,
    REVISE_AMENDMENT,
    CORRECT_AMENDMENT_CONTACT,
    PROPOSE_AMENDMENT,
    SIGN_AMENDMENT,
    REFUSE_AMENDMENT,
    AGREE_AMENDMENT,
    AMENDMENT_HOLDS,
    AMENDMENT_LATE,
    WITHDRAW_AMENDMENT,
    AMENDMENT_LAPSES,
)
