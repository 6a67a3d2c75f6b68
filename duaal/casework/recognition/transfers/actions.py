"""Writes of transfers: ask, accept, decline, order, keep.

The day of receipt, the term and the judgements made so far stay what they were.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import move
from duaal.casework.recognition.models import Application, Transfer, TransferState
from duaal.casework.recognition.states.transfers import (
    ACCEPT_TRANSFER,
    ASK_TRANSFER,
    DECLINE_TRANSFER,
    KEEP_CASE,
    ORDER_TRANSFER,
    TransferStanding,
)
from duaal.casework.recognition.transfers import policy
from duaal.casework.recognition.transfers.standing import asked_of, max_transfers, standing_of_transfer
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.register.partnerships.models import Partnership


@transaction.atomic
def ask(application_id: int, *, actor: Actor, on: date, to: str, reason: str) -> Transfer:
    """Asks another partnership to take the case over. Raises `ValidationError` without a reason."""
    application = _lock(ASK_TRANSFER, application_id, actor=actor, on=on, to=to)
    _need(reason, _("Schrijf op waarom een ander partnerschap dit dossier beter behandelt."))
    transfer = Transfer.objects.create(
        application=application,
        from_partnership_id=application.partnership_id,
        to_partnership_id=to,
        state=TransferState.ASKED,
        reason=reason.strip(),
        asked_on=on,
        asked_by_name=actor.name,
    )
    versions = as_rule_versions([max_transfers(application)])
    move(
        application,
        ASK_TRANSFER,
        actor=actor,
        on=on,
        rule_versions=versions,
        remark=_route(transfer, reason),
    )
    return transfer


@transaction.atomic
def accept(application_id: int, *, actor: Actor, on: date) -> Transfer:
    """The other partnership takes the case over; from now on it decides."""
    application = _lock(ACCEPT_TRANSFER, application_id, actor=actor, on=on)
    transfer = application.transfers.get(state=TransferState.ASKED)
    _answer(transfer, TransferState.ACCEPTED, actor=actor, on=on)
    return _hand_over(transfer, application, ACCEPT_TRANSFER, actor=actor, on=on)


@transaction.atomic
def decline(application_id: int, *, actor: Actor, on: date, reason: str) -> Transfer:
    """The other partnership does not take the case; it stays where it is."""
    application = _lock(DECLINE_TRANSFER, application_id, actor=actor, on=on)
    return _leave(application, DECLINE_TRANSFER, actor=actor, on=on, reason=reason)


@transaction.atomic
def keep(application_id: int, *, actor: Actor, on: date, reason: str) -> Transfer:
    """The Flemish Partnership leaves the case where it is, against a further wish to transfer it."""
    application = _lock(KEEP_CASE, application_id, actor=actor, on=on)
    return _leave(application, KEEP_CASE, actor=actor, on=on, reason=reason)


@transaction.atomic
def order(application_id: int, *, actor: Actor, on: date, to: str, reason: str) -> Transfer:
    """The Flemish Partnership orders who handles the case, on a further wish or after a refusal."""
    application = _lock(ORDER_TRANSFER, application_id, actor=actor, on=on, to=to)
    _need(reason, _("Schrijf op waarom dit partnerschap het dossier behandelt."))
    transfer = application.transfers.filter(state=TransferState.ASKED).first()
    if transfer is None:
        transfer = Transfer(
            application=application,
            from_partnership_id=application.partnership_id,
            reason=reason.strip(),
            asked_on=on,
            asked_by_name=actor.name,
        )
    transfer.to_partnership_id = to
    transfer.answer_reason = reason.strip()
    _answer(transfer, TransferState.ORDERED, actor=actor, on=on)
    return _hand_over(transfer, application, ORDER_TRANSFER, actor=actor, on=on)


def _lock(
    step: Step[TransferStanding], application_id: int, *, actor: Actor, on: date, to: str = ""
) -> Application:
    """The application, locked, after the right and the guard of the step."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "partnership")
        .get(pk=application_id)
    )
    policy.require(actor, step, application, asked_of(application.transfers.all()))
    if to and not Partnership.objects.filter(pk=to).exists():
        raise ValidationError({"to": _("Het partnerschap %(code)s bestaat niet.") % {"code": to}})
    step.check(application.state, standing_of_transfer(application, to=to, on=on), on=on)
    return application


def _hand_over(
    transfer: Transfer, application: Application, step: Step[TransferStanding], *, actor: Actor, on: date
) -> Transfer:
    application.partnership_id = transfer.to_partnership_id
    move(
        application,
        step,
        actor=actor,
        on=on,
        changed={"partnership"},
        rule_versions=as_rule_versions([max_transfers(application)]),
        remark=_route(transfer, transfer.answer_reason or transfer.reason),
    )
    return transfer


def _leave(
    application: Application, step: Step[TransferStanding], *, actor: Actor, on: date, reason: str
) -> Transfer:
    _need(reason, _("Schrijf op waarom het dossier blijft waar het is."))
    transfer = application.transfers.get(state=TransferState.ASKED)
    transfer.answer_reason = reason.strip()
    _answer(transfer, TransferState.DECLINED, actor=actor, on=on)
    move(application, step, actor=actor, on=on, remark=_route(transfer, reason))
    return transfer


def _answer(transfer: Transfer, state: TransferState, *, actor: Actor, on: date) -> None:
    transfer.state, transfer.answered_on, transfer.answered_by_name = state, on, actor.name
    transfer.save()


def _need(reason: str, words: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": words})


def _route(transfer: Transfer, reason: str) -> str:
    return f"{transfer.from_partnership_id} -> {transfer.to_partnership_id}: {reason.strip()}"
