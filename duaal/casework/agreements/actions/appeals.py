"""Writes of an appeal against the end of an agreement: lodged by a side, decided by the partnership."""

from datetime import date
from typing import Any

from django.db import transaction

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.ending import PARTY_OF
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE, lock_agreement
from duaal.casework.agreements.facts import Kind, Party
from duaal.casework.agreements.models import Agreement, EndAppeal
from duaal.casework.agreements.rules.appeals import check_appeal, owes_month
from duaal.casework.agreements.rules.law import AppealLaw, EndingLaw, law_on
from duaal.casework.agreements.states import GIVE_NOTICE, NEW, AgreementStanding, AgreementState
from duaal.casework.agreements.states.checks import (
    FIND_INADMISSIBLE,
    FIND_JUSTIFIED,
    FIND_NOT_JUSTIFIED,
    LODGE,
    LODGED_ALREADY,
    EndAppealState,
)
from duaal.foundation.audit.ledger import record
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import Version, as_rule_versions

END_APPEAL_FILE = "end_appeal"
"""The appeals against the end of one agreement are one file, under the key of the agreement."""

DECISIONS: dict[EndAppealState, Step[AgreementStanding]] = {
    EndAppealState.INADMISSIBLE: FIND_INADMISSIBLE,
    EndAppealState.JUSTIFIED: FIND_JUSTIFIED,
    EndAppealState.NOT_JUSTIFIED: FIND_NOT_JUSTIFIED,
}


@transaction.atomic
def lodge(agreement_id: int, *, words: str, actor: Actor, on: date) -> EndAppeal:
    """A side appeals to the Flemish Partnership, in its own words; learner and parent are one side."""
    agreement = lock_agreement(agreement_id)
    parties.require(actor, LODGE, agreement, on=on)
    by = side_of(actor)
    found = list(against_appeal(agreement))
    if EndAppeal.objects.filter(agreement=agreement, by=by).exists():
        found.append(LODGED_ALREADY)
    standing = AgreementStanding(found=tuple(found), reason_given=bool(words.strip()))
    LODGE.check(NEW, standing, on=on)
    assert agreement.ended_on is not None
    law = law_on(AppealLaw, agreement.ended_on)
    row = EndAppeal.objects.create(
        agreement=agreement, by=by, state=EndAppealState.LODGED, lodged_on=on, words=words.strip()
    )
    because = check_appeal(agreement.ended_as, agreement.ended_on, law).because
    _record(row, LODGE, NEW, actor=actor, on=on, because=because)
    return row


@transaction.atomic
def decide(appeal_id: int, *, outcome: EndAppealState, decision: str, actor: Actor, on: date) -> EndAppeal:
    """The Flemish Partnership decides, with reasons; whether the company owes a month follows from it."""
    step = DECISIONS[outcome]
    agreement = lock_agreement(EndAppeal.objects.values_list("agreement_id", flat=True).get(pk=appeal_id))
    row = EndAppeal.objects.select_for_update().get(pk=appeal_id)
    parties.require_decider(actor, step, agreement)
    step.check(row.state, AgreementStanding(reason_given=bool(decision.strip())), on=on)
    row.state, row.decided_on, row.decided_by_name = outcome, on, actor.name
    row.decision = decision.strip()
    row.save(update_fields=["state", "decided_on", "decided_by_name", "decision"])
    because: tuple[Version[Any], ...] = ()
    if outcome != EndAppealState.INADMISSIBLE:
        assert agreement.ended_on is not None
        law = law_on(EndingLaw, agreement.ended_on)
        justified = outcome == EndAppealState.JUSTIFIED
        agreement.owes_month = owes_month(Kind(agreement.kind), ended_by(agreement), law, justified=justified)
        agreement.save(update_fields=["owes_month"])
        because = (law.month_owed, law.month_owed_kinds)
    _record(row, step, EndAppealState.LODGED, actor=actor, on=on, because=because, remark=row.decision)
    return row


def against_appeal(agreement: Agreement) -> tuple[str, ...]:
    """Why nobody can appeal against the end of this agreement."""
    if agreement.state != AgreementState.ENDED or agreement.ended_on is None:
        return (WRONG_STATE,)
    law = law_on(AppealLaw, agreement.ended_on)
    return check_appeal(agreement.ended_as, agreement.ended_on, law).refusals


def side_of(actor: Actor) -> Party:
    """The side that an actor stands on; the representative stands beside the learner."""
    by = PARTY_OF.get(actor.role, Party.COUNSELLOR)
    return Party.LEARNER if by == Party.REPRESENTATIVE else by


def ended_by(agreement: Agreement) -> Party:
    """Who ended it: who stopped in fact, who invoked the ground, or who gave notice."""
    if agreement.ended_as == "ENDED_CONTRARY":
        return Party.COMPANY
    mediation = agreement.mediations.last()
    if agreement.ended_as == "ENDED_GROUND" and mediation is not None:
        return Party(mediation.by)
    notices = Entry.objects.filter(file_kind=AGREEMENT_FILE, file_id=agreement.pk, step=GIVE_NOTICE.name)
    reasons = notices.order_by("-pk").values_list("reasons", flat=True).first() or [Party.LEARNER.value]
    return Party(reasons[0])


def _record(
    row: EndAppeal,
    step: Step[AgreementStanding],
    before: str,
    *,
    actor: Actor,
    on: date,
    because: tuple[Version[Any], ...],
    remark: str = "",
) -> None:
    record(
        file_kind=END_APPEAL_FILE,
        file_id=row.agreement_id,
        step=step.name,
        from_state=before,
        to_state=row.state,
        actor=actor,
        on=on,
        reasons=(row.by,),
        rule_versions=as_rule_versions(because),
        remark=remark,
    )
