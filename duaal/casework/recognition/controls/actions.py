"""Writes of controls: open, look into the files, note a finding, close.

Law: art. 30 of the decree of 10 June 2016, art. 26 of that of 25 March 2022. Each look at the files is an
entry of the control in the ledger; a look changes nothing of those files. A finding never changes a state:
the body that recognises reads it and starts a guidance or a sanction of its own.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.controls import policy
from duaal.casework.recognition.controls.queries import Dossier, dossier_of
from duaal.casework.recognition.controls.states import (
    CLOSE_CONTROL,
    OPEN_CONTROL,
    RECORD_FINDING,
    VIEW_DOSSIER,
    ControlStanding,
    ControlState,
    state_on,
)
from duaal.casework.recognition.models import Control, Finding, Recognition
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.models import Company

CONTROL_FILE = "control"


@transaction.atomic
def open_control(
    number: str, *, actor: Actor, on: date, reason: str, ends_on: date, inspector_name: str = ""
) -> Control:
    """Opens the files of one undertaking to the inspector, through the last day.

    `inspector_name` when the actor is software of the inspector.

    Raises `Company.DoesNotExist`, `ValidationError` without a reason or with a day in the past, and `Refused`
    when the inspector has a control there already.
    """
    inspector_id = policy.require_inspector(actor)
    company = Company.objects.select_for_update(of=("self",)).get(enterprise_number=number)
    running = Control.objects.filter(
        company=company, inspector_id=inspector_id, closed_on__isnull=True, ends_on__gte=on
    )
    OPEN_CONTROL.check("", ControlStanding(runs_already=running.exists()), on=on)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom u controleert. Nu is het veld leeg.")})
    if ends_on < on:
        sentence = _("%(day)s is voorbij. Kies een laatste dag vanaf vandaag.")
        raise ValidationError({"ends_on": sentence % {"day": date_format(ends_on, "j F Y")}})
    control = Control.objects.create(
        company=company,
        inspector_id=inspector_id,
        inspector_name=inspector_name or actor.name,
        reason=reason.strip(),
        opened_on=on,
        ends_on=ends_on,
    )
    _record(control, OPEN_CONTROL, "", ControlState.RUNNING, actor=actor, on=on, remark=control.reason)
    return control


@transaction.atomic
def view_dossier(control_id: int, *, actor: Actor, on: date, last_steps: int | None = None) -> Dossier:
    """The files of the undertaking, with the last steps in them or all; the look itself is recorded."""
    control = _lock_for(VIEW_DOSSIER, control_id, actor=actor, on=on)
    _record(control, VIEW_DOSSIER, ControlState.RUNNING, None, actor=actor, on=on)
    return dossier_of(control, last_steps=last_steps)


@transaction.atomic
def record_finding(
    control_id: int, *, actor: Actor, on: date, text: str, recognition_id: int | None = None
) -> Finding:
    """Notes what the inspector found, about one recognition of the undertaking or about all of it.

    Raises `ValidationError` without a text, or when the recognition is of another undertaking.
    """
    control = _lock_for(RECORD_FINDING, control_id, actor=actor, on=on)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf op wat u vaststelde. Nu is het veld leeg.")})
    own = Recognition.objects.filter(company=control.company_id)
    if recognition_id is not None and not own.filter(pk=recognition_id).exists():
        raise ValidationError({"recognition": _("Deze erkenning is niet van de gecontroleerde onderneming.")})
    finding = Finding.objects.create(
        control=control, recognition_id=recognition_id, text=text.strip(), found_on=on
    )
    _record(control, RECORD_FINDING, ControlState.RUNNING, None, actor=actor, on=on, remark=finding.text)
    return finding


@transaction.atomic
def close_control(control_id: int, *, actor: Actor, on: date) -> Control:
    """Ends the control before its last day; the files are shut from then on."""
    control = _lock_for(CLOSE_CONTROL, control_id, actor=actor, on=on)
    control.closed_on = on
    control.save(update_fields=["closed_on"])
    _record(control, CLOSE_CONTROL, ControlState.RUNNING, ControlState.ENDED, actor=actor, on=on)
    return control


def state_of(control: Control, *, on: date) -> ControlState:
    """Whether the control runs on the day."""
    return state_on(on, ends_on=control.ends_on, closed_on=control.closed_on)


def _lock_for(step: Step[ControlStanding], control_id: int, *, actor: Actor, on: date) -> Control:
    control = Control.objects.select_for_update(of=("self",)).select_related("company").get(pk=control_id)
    policy.require(actor, step, control)
    step.check(state_of(control, on=on), ControlStanding(), on=on)
    return control


def _record(
    control: Control,
    step: Step[ControlStanding],
    before: str,
    after: str | None,
    *,
    actor: Actor,
    on: date,
    remark: str = "",
) -> None:
    record(
        file_kind=CONTROL_FILE,
        file_id=control.pk,
        step=step.name,
        from_state=before,
        to_state=after,
        actor=actor,
        on=on,
        remark=remark,
    )
