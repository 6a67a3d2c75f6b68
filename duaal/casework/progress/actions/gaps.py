"""Writes of gaps: what a company or its partnership says cannot be learned at a recognised place."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.progress import policy
from duaal.casework.progress.models import Gap
from duaal.casework.progress.states import END_GAP, GAP_ENDED, RECORD_GAP
from duaal.casework.recognition.actions.steps import RECOGNITION_FILE
from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.workflow import Step
from duaal.register.programmes.models import Competence


@transaction.atomic
def record_gap(recognition_id: int, competence_id: int, *, reason: str = "", actor: Actor, on: date) -> Gap:
    """Records that a competence cannot be learned at the place, from today on.

    Raises `ValidationError` for a competence of another programme, or one that is recorded already.
    """
    recognition = _lock(recognition_id)
    policy.require(actor, RECORD_GAP, recognition)
    competence = Competence.objects.filter(pk=competence_id, programme=recognition.programme_id).first()
    if competence is None:
        raise ValidationError({"competence": _("Kies een competentie van deze opleiding.")})
    if Gap.objects.filter(recognition=recognition, competence=competence, ended_on__isnull=True).exists():
        sentence = _("“%(name)s” staat al als niet aan te leren op deze werkplek.")
        raise ValidationError({"competence": sentence % {"name": competence.name}})
    gap = Gap.objects.create(
        recognition=recognition,
        competence=competence,
        reason=reason.strip(),
        since=on,
        recorded_by_name=actor.name,
    )
    _note(recognition, RECORD_GAP, competence, actor=actor, on=on)
    return gap


@transaction.atomic
def end_gap(gap_id: int, *, actor: Actor, on: date) -> Gap:
    """Records that a competence can be learned at the place again, from today on."""
    recognition = _lock(Gap.objects.values_list("recognition_id", flat=True).get(pk=gap_id))
    policy.require(actor, END_GAP, recognition)
    gap = Gap.objects.select_for_update(of=("self",)).select_related("competence").get(pk=gap_id)
    if gap.ended_on is not None:
        raise Refused((GAP_ENDED,))
    gap.ended_on = on
    gap.save(update_fields=["ended_on"])
    _note(recognition, END_GAP, gap.competence, actor=actor, on=on)
    return gap


def _lock(recognition_id: int) -> Recognition:
    return (
        Recognition.objects.select_for_update(of=("self",)).select_related("company").get(pk=recognition_id)
    )


def _note(
    recognition: Recognition, step: Step[None], competence: Competence, *, actor: Actor, on: date
) -> None:
    record(
        file_kind=RECOGNITION_FILE,
        file_id=recognition.pk,
        step=step.name,
        from_state=recognition.state,
        to_state=recognition.state,
        actor=actor,
        on=on,
        remark=competence.code,
    )
