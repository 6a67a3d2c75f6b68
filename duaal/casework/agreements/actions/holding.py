"""Writes of the question to the department: an agreement of which one of the six criteria fails is held.

The criteria are those of the social security (`agreements.md` 7). That the department decides, that the start
waits and the registration does not, is a choice of this project (10.28 says only "hold for WEWIS").
"""

from datetime import date

from django.db import transaction

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.living import starts_on
from duaal.casework.agreements.actions.steps import lock_agreement
from duaal.casework.agreements.models import Agreement, StatusHold
from duaal.casework.agreements.readiness import readiness_of
from duaal.casework.agreements.states import NEW, ON_PAPER, WAITING, AgreementStanding
from duaal.casework.agreements.states.checks import (
    HOLD,
    HOLD_EXISTS,
    REJECT,
    RELEASE,
    STATUS_HOLDS,
    TEXT_IS_OLD,
    HoldState,
)
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import as_rule_versions

HOLD_FILE = "status_hold"
"""The questions about one agreement are one file, under the key of the agreement."""


@transaction.atomic
def hold(agreement_id: int, *, remark: str, actor: Actor, on: date) -> StatusHold:
    """The school asks the department about an agreement without the status; once for each text."""
    agreement = lock_agreement(agreement_id)
    parties.require(actor, HOLD, agreement, on=on)
    ready = readiness_of(agreement, starts_on=starts_on(agreement), on=on)
    found = []
    if agreement.state not in ON_PAPER | WAITING:
        found.append(WRONG_STATE)
    if ready.status is None or not ready.lacks_status:
        found.append(STATUS_HOLDS)
    if any(one.state in {HoldState.HELD, HoldState.RELEASED} for one in ready.holds):
        found.append(HOLD_EXISTS)
    HOLD.check(NEW, AgreementStanding(found=tuple(found)), on=on)
    assert ready.status is not None
    check = ready.status.status.check
    row = StatusHold.objects.create(
        agreement=agreement,
        version=agreement.version,
        state=HoldState.HELD,
        findings=list(check.refusals),
        asked_on=on,
        asked_by_name=actor.name,
        remark=remark.strip(),
    )
    record(
        file_kind=HOLD_FILE,
        file_id=agreement.pk,
        step=HOLD.name,
        from_state=NEW,
        to_state=row.state,
        actor=actor,
        on=on,
        reasons=check.refusals,
        rule_versions=as_rule_versions(check.because),
        remark=row.remark,
    )
    return row


@transaction.atomic
def release(hold_id: int, *, decision: str, actor: Actor, on: date) -> StatusHold:
    """The department lets the agreement begin, with its reasons."""
    return _decide(hold_id, RELEASE, decision=decision, actor=actor, on=on)


@transaction.atomic
def reject(hold_id: int, *, decision: str, actor: Actor, on: date) -> StatusHold:
    """The department does not let it begin like this; the school changes the text, or calls it off."""
    return _decide(hold_id, REJECT, decision=decision, actor=actor, on=on)


def is_current(row: StatusHold, agreement: Agreement) -> bool:
    """Whether the question still is about the text that counts, before the start."""
    return agreement.state in ON_PAPER | WAITING and row.version == agreement.version


def _decide(
    hold_id: int, step: Step[AgreementStanding], *, decision: str, actor: Actor, on: date
) -> StatusHold:
    agreement = lock_agreement(StatusHold.objects.values_list("agreement_id", flat=True).get(pk=hold_id))
    row = StatusHold.objects.select_for_update().get(pk=hold_id)
    parties.require_decider(actor, step, agreement)
    found = () if is_current(row, agreement) else (TEXT_IS_OLD,)
    standing = AgreementStanding(found=found, reason_given=bool(decision.strip()))
    step.check(row.state, standing, on=on)
    before = row.state
    assert step.target is not None
    row.state, row.decided_on, row.decided_by_name = HoldState(step.target), on, actor.name
    row.decision = decision.strip()
    row.save(update_fields=["state", "decided_on", "decided_by_name", "decision"])
    record(
        file_kind=HOLD_FILE,
        file_id=agreement.pk,
        step=step.name,
        from_state=before,
        to_state=row.state,
        actor=actor,
        on=on,
        remark=row.decision,
    )
    return row
