"""Writes of what was told: each duty once, by who has it or by the school that it reached."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions.steps import check, lock_agreement, move
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Agreement, Told
from duaal.casework.agreements.rules.duties import TOLD_HERE, Duty
from duaal.casework.agreements.states import AgreementStanding
from duaal.casework.agreements.states.checks import NOTHING_TO_TELL, TELL, TOLD_ALREADY
from duaal.casework.agreements.telling import DutyDone, open_duty
from duaal.foundation.kernel.actor import Actor, Role


@transaction.atomic
def tell(
    agreement_id: int,
    *,
    duty: Duty,
    about: date,
    told_on: date | None,
    actor: Actor,
    on: date,
    at: datetime,
) -> Told:
    """Notes that something was told. A company tells for itself, today; staff say when it reached them."""
    agreement = lock_agreement(agreement_id)
    one = open_duty(agreement, duty, about, on=on) if duty in TOLD_HERE else None
    check(TELL, agreement, AgreementStanding(found=_against(one, actor)), actor=actor, on=on)
    assert one is not None
    day = on if actor.role == Role.COMPANY or told_on is None else told_on
    _require_day(one, day, on=on)
    row = Told.objects.create(
        agreement=agreement,
        duty=duty,
        about_on=about,
        by=one.due.by,
        told_on=day,
        noted_at=at,
        noted_by_name=actor.name,
    )
    move(agreement, TELL, actor=actor, on=on, reasons=(duty.value,), because=one.due.last.because)
    return row


def tells(actor: Actor, one: DutyDone, agreement: Agreement) -> bool:
    """Whether this reader can note this duty: the school each, the company its own."""
    if not one.is_open or one.due.duty not in TOLD_HERE or agreement.state not in TELL.sources:
        return False
    return actor.role == Role.COUNSELLOR or (actor.role == Role.COMPANY and one.due.by == Party.COMPANY)


def _against(one: DutyDone | None, actor: Actor) -> tuple[str, ...]:
    if one is None or (actor.role == Role.COMPANY and one.due.by != Party.COMPANY):
        return (NOTHING_TO_TELL,)
    return () if one.is_open else (TOLD_ALREADY,)


def _require_day(one: DutyDone, day: date, *, on: date) -> None:
    if not one.due.about <= day <= on:
        sentence = _("%(day)s kan niet. Kies een dag van %(first)s tot vandaag.")
        words = {"day": f"{day:%d/%m/%Y}", "first": f"{one.due.about:%d/%m/%Y}"}
        raise ValidationError({"told_on": sentence % words})
