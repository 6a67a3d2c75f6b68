"""Writes of proposals of withdrawal: make, take up, dismiss, moot.

Law: art. 27 of the decree of 10 June 2016, art. 25 of that of 25 March 2022. The provider is told what
becomes of it and is no party: no vote, no appeal. The process above (`flows/processes/proposals.py`) knows
whether it had an agreement with the undertaking.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.models import WithdrawalProposal
from duaal.casework.recognition.proposing import policy
from duaal.casework.recognition.proposing.states import (
    DISMISS_PROPOSAL,
    MOOT_PROPOSAL,
    PROPOSE_WITHDRAWAL,
    TAKE_UP_PROPOSAL,
    ProposalStanding,
)
from duaal.casework.recognition.sanctions import guidance, hearing
from duaal.casework.recognition.sanctions.sources import Source
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.casework.recognition.states import LIVE
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version, as_rule_versions

PROPOSAL_FILE = "withdrawal_proposal"


@transaction.atomic
def propose(
    recognition_id: int, *, actor: Actor, on: date, reasons: str, agreement_number: int | None
) -> WithdrawalProposal:
    """A provider proposes to withdraw the recognition; `agreement_number` is one of its agreements there."""
    policy.require_propose(actor)
    recognition = lock_recognition(recognition_id)
    waiting = recognition.proposals.filter(provider_number=actor.organisation, state=ProposalState.OPEN)
    standing = ProposalStanding(
        has_agreement=agreement_number is not None,
        is_live=recognition.state in LIVE,
        is_open=waiting.exists(),
    )
    PROPOSE_WITHDRAWAL.check("", standing, on=on)
    assert agreement_number is not None
    if not reasons.strip():
        raise ValidationError({"reasons": _("Schrijf op waarom u de opheffing voorstelt.")})
    days = BOOK.value("recognition.withdrawal_proposal_days").on(on)
    proposal = WithdrawalProposal.objects.create(
        recognition=recognition,
        provider_number=actor.organisation,
        proposed_by_id=actor.user_id,
        proposed_by_name=actor.name,
        agreement_number=agreement_number,
        state=ProposalState.OPEN,
        reasons=reasons.strip(),
        proposed_on=on,
        answer_by=on + timedelta(days=days.value),
    )
    _record(proposal, PROPOSE_WITHDRAWAL, "", actor=actor, on=on, remark=proposal.reasons, because=(days,))
    return proposal


@transaction.atomic
def take_up_with_guidance(
    proposal_id: int, *, actor: Actor, on: date, shortcoming: str, description: str
) -> WithdrawalProposal:
    """The body takes it up: a guidance file on the shortcoming begins."""
    proposal = _lock_for(TAKE_UP_PROPOSAL, proposal_id, actor=actor, on=on)
    guidance.start(
        proposal.recognition_id,
        actor=actor,
        on=on,
        shortcoming=shortcoming,
        description=description,
        source=Source(proposal_id=proposal.pk),
    )
    return _answer(proposal, TAKE_UP_PROPOSAL, actor=actor, on=on, reason=description)


@transaction.atomic
def take_up_with_sanction(proposal_id: int, *, actor: Actor, on: date, reason: str) -> WithdrawalProposal:
    """The body takes it up: it proposes a sanction and invites the undertaking to be heard."""
    proposal = _lock_for(TAKE_UP_PROPOSAL, proposal_id, actor=actor, on=on)
    source = Source(proposal_id=proposal.pk)
    hearing.propose(proposal.recognition_id, actor=actor, on=on, reason=reason, source=source)
    return _answer(proposal, TAKE_UP_PROPOSAL, actor=actor, on=on, reason=reason)


@transaction.atomic
def dismiss(proposal_id: int, *, actor: Actor, on: date, reason: str) -> WithdrawalProposal:
    """The body does not follow the proposal; the provider reads why."""
    proposal = _lock_for(DISMISS_PROPOSAL, proposal_id, actor=actor, on=on)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf de reden op. Nu is het veld leeg.")})
    return _answer(proposal, DISMISS_PROPOSAL, actor=actor, on=on, reason=reason)


@transaction.atomic
def moot(proposal_id: int, *, on: date) -> bool:
    """Ends a proposal about a recognition that ended otherwise; for the periodic job."""
    waiting = WithdrawalProposal.objects.select_for_update(skip_locked=True, of=("self",))
    proposal = (
        waiting.filter(pk=proposal_id, state=ProposalState.OPEN).exclude(recognition__state__in=LIVE).first()
    )
    if proposal is None:
        return False
    _answer(proposal, MOOT_PROPOSAL, actor=SYSTEM, on=on, reason="")
    return True


def moot_all(*, on: date) -> int:
    """Ends every open proposal about a recognition that ended; a second run changes nothing."""
    over = WithdrawalProposal.objects.filter(state=ProposalState.OPEN).exclude(recognition__state__in=LIVE)
    return sum(moot(pk, on=on) for pk in list(over.order_by("pk").values_list("pk", flat=True)))


def _lock_for(
    step: Step[ProposalStanding], proposal_id: int, *, actor: Actor, on: date
) -> WithdrawalProposal:
    recognition_id = WithdrawalProposal.objects.values_list("recognition_id", flat=True).get(pk=proposal_id)
    recognition = lock_recognition(recognition_id)
    proposal = WithdrawalProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    proposal.recognition = recognition
    policy.require_answer(actor, step, proposal)
    step.check(proposal.state, ProposalStanding(), on=on)
    return proposal


def _answer(
    proposal: WithdrawalProposal, step: Step[ProposalStanding], *, actor: Actor, on: date, reason: str
) -> WithdrawalProposal:
    before = proposal.state
    proposal.state = ProposalState(str(step.target))
    proposal.answered_on, proposal.answer_reason = on, reason.strip()
    proposal.save(update_fields=["state", "answered_on", "answer_reason"])
    _record(proposal, step, before, actor=actor, on=on, remark=proposal.answer_reason)
    return proposal


def _record(
    proposal: WithdrawalProposal,
    step: Step[ProposalStanding],
    before: str,
    *,
    actor: Actor,
    on: date,
    remark: str,
    because: tuple[Version[int], ...] = (),
) -> None:
    record(
        file_kind=PROPOSAL_FILE,
        file_id=proposal.pk,
        step=step.name,
        from_state=before,
        to_state=proposal.state,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions(because),
        remark=remark,
    )
