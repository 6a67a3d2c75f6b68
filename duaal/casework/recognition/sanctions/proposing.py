"""Proposals of an exclusion by a sector partnership that may not exclude (`recognition.md` 11 and 15.36)."""

from datetime import date

from django.db import transaction

from duaal.casework.recognition.actions.steps import lock_recognition, move_recognition
from duaal.casework.recognition.models import ExclusionProposal, Recognition
from duaal.casework.recognition.sanctions import policy
from duaal.casework.recognition.sanctions.decisions import ExclusionWish, check_exclusion, population_of
from duaal.casework.recognition.sanctions.files import need_reason
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.casework.recognition.sanctions.steps import ANSWER_EXCLUSION, PROPOSE_EXCLUSION
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.workflow import Step
from duaal.register.partnerships.models import Power
from duaal.register.partnerships.queries import has_power


@transaction.atomic
def propose_exclusion(
    recognition_id: int, *, actor: Actor, on: date, exclusion: ExclusionWish
) -> ExclusionProposal:
    """Proposes to the Flemish Partnership to exclude; nothing changes until it decides."""
    recognition = _lock(recognition_id, actor, PROPOSE_EXCLUSION, on=on)
    if has_power(recognition.partnership, Power.EXCLUDE, population_of(recognition), on=on):
        raise Refused(("exclusion_is_yours",))
    if recognition.exclusion_proposals.filter(state=ProposalState.OPEN).exists():
        raise Refused(("exclusion_already_proposed",))
    check_exclusion(recognition, exclusion, recognition.partnership, on=on)
    proposal = ExclusionProposal.objects.create(
        recognition=recognition,
        partnership_id=recognition.partnership_id,
        site_id=exclusion.site_id,
        kind=exclusion.kind,
        until=exclusion.until,
        reason=exclusion.reason.strip(),
        state=ProposalState.OPEN,
        proposed_on=on,
        proposed_by_name=actor.name,
    )
    move_recognition(
        recognition,
        PROPOSE_EXCLUSION,
        actor=actor,
        on=on,
        reasons=[exclusion.kind],
        remark=proposal.reason,
    )
    return proposal


@transaction.atomic
def answer_exclusion(recognition_id: int, *, actor: Actor, on: date, reason: str) -> ExclusionProposal:
    """The Flemish Partnership does not follow the proposal; to follow it, it decides the sanction itself."""
    recognition = _lock(recognition_id, actor, ANSWER_EXCLUSION, on=on)
    proposal = recognition.exclusion_proposals.filter(state=ProposalState.OPEN).first()
    if proposal is None:
        raise Refused(("no_exclusion_proposal",))
    why = need_reason(reason)
    _answer(proposal, ProposalState.DISMISSED, actor=actor, on=on, reason=why)
    move_recognition(
        recognition, ANSWER_EXCLUSION, actor=actor, on=on, reasons=[ProposalState.DISMISSED], remark=why
    )
    return proposal


def follow_exclusion(recognition: Recognition, *, actor: Actor, on: date, reference: str) -> None:
    """Answers the open proposal about a locked recognition, if there is one, by a decision that excludes."""
    proposal = recognition.exclusion_proposals.filter(state=ProposalState.OPEN).first()
    if proposal is not None:
        _answer(proposal, ProposalState.TAKEN_UP, actor=actor, on=on, reason=reference)


def _lock(recognition_id: int, actor: Actor, step: Step[None], *, on: date) -> Recognition:
    recognition = lock_recognition(recognition_id)
    policy.require(actor, step, recognition)
    step.check(recognition.state, None, on=on)
    return recognition


def _answer(
    proposal: ExclusionProposal, state: ProposalState, *, actor: Actor, on: date, reason: str
) -> None:
    proposal.state, proposal.answered_on = state, on
    proposal.answered_by_name, proposal.answer_reason = actor.name, reason
    proposal.save(update_fields=["state", "answered_on", "answered_by_name", "answer_reason"])
