"""Writes of an agreement that everybody signed: made ready, registered, called off, begun, lying still."""

from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions.amended import lapse_open
from duaal.casework.agreements.actions.steps import check, lock_agreement, move, newest
from duaal.casework.agreements.facts import Kind, Population
from duaal.casework.agreements.models import Agreement, Interruption, Preparation
from duaal.casework.agreements.queries import signed_texts
from duaal.casework.agreements.readiness import readiness_of
from duaal.casework.agreements.rules.hours import Placed, covers
from duaal.casework.agreements.rules.law import KindLaw, SuspensionLaw, law_on
from duaal.casework.agreements.rules.suspension import Ground, Suspension, check_suspension
from duaal.casework.agreements.states import (
    BEGIN,
    CANCEL,
    CONCLUDED,
    NEVER_STARTED,
    PREPARE,
    REGISTER,
    RESUME,
    SUSPEND,
    AgreementStanding,
)
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.actions import steps as trajectories
from duaal.casework.trajectories.states import AT_WORK, TrajectoryState
from duaal.casework.trajectories.states import RESUME as TRAJECTORY_RESUMES
from duaal.casework.trajectories.states import SUSPEND as TRAJECTORY_LIES_STILL
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.workflow import Step

CALLED_OFF = "VOID"


@dataclass(frozen=True, slots=True)
class Ready:
    """What is ready before the start, as it was typed; the names are those of the row."""

    insurer: str = ""
    insurance_policy: str = ""
    health_assessed_on: date | None = None
    risk_found: bool = False
    without_staff: bool = False
    dimona_type: str = ""
    dimona_on: date | None = None
    dimona_reference: str = ""
    done: tuple[str, ...] = ()
    exempted_hours: int = 0


@transaction.atomic
def prepare(agreement_id: int, *, ready: Ready, actor: Actor, on: date) -> Preparation:
    """Keeps what is ready before the start; by the school or by the company."""
    agreement = lock_agreement(agreement_id)
    check(PREPARE, agreement, AgreementStanding(), actor=actor, on=on)
    own, _made = Preparation.objects.get_or_create(agreement=agreement)
    for field in fields(ready):
        value = getattr(ready, field.name)
        setattr(own, field.name, list(value) if field.name == "done" else value)
    own.save()
    move(agreement, PREPARE, actor=actor, on=on)
    return own


@transaction.atomic
def register(agreement_id: int, *, actor: Actor, on: date) -> Agreement:
    """Registers the agreement: what has to be filled in is there. A late one keeps its real day."""
    agreement = lock_agreement(agreement_id)
    ready = readiness_of(agreement, starts_on=starts_on(agreement), on=on)
    check(REGISTER, agreement, AgreementStanding(found=ready.missing), actor=actor, on=on)
    agreement.registered_on = on
    return move(agreement, REGISTER, actor=actor, on=on, changed={"registered_on"})


@transaction.atomic
def cancel(agreement_id: int, *, agreed: bool, reason: str, actor: Actor, on: date) -> Agreement:
    """Calls the agreement off before its start, all parties together; the learner searches on."""
    agreement = lock_agreement(agreement_id)
    standing = AgreementStanding(starts_on=agreement.starts_on, agreed=agreed)
    check(CANCEL, agreement, standing, actor=actor, on=on)
    return _call_off(agreement, CANCEL, actor=actor, on=on, reason=reason)


@transaction.atomic
def never_started(agreement_id: int, *, reason: str, actor: Actor, on: date) -> Agreement:
    """Records that nobody ever worked under the agreement, once its start is reached."""
    agreement = lock_agreement(agreement_id)
    check(NEVER_STARTED, agreement, AgreementStanding(starts_on=agreement.starts_on), actor=actor, on=on)
    return _call_off(agreement, NEVER_STARTED, actor=actor, on=on, reason=reason)


def begin(agreement: Agreement, *, on: date) -> Agreement:
    """A locked agreement begins: its start is reached, and what has to be ready is."""
    ready = readiness_of(agreement, starts_on=starts_on(agreement), on=on)
    standing = AgreementStanding(found=ready.against_start, starts_on=agreement.starts_on)
    check(BEGIN, agreement, standing, actor=SYSTEM, on=on)
    return move(agreement, BEGIN, actor=SYSTEM, on=on)


@transaction.atomic
def suspend(
    agreement_id: int,
    *,
    ground: Ground,
    first_on: date,
    last_on: date | None,
    actor: Actor,
    on: date,
    remark: str = "",
) -> Interruption:
    """The execution lies still from a day that is reached, until a day or until it is resumed."""
    if first_on > on:
        sentence = _("%(day)s is nog niet bereikt. Noteer de schorsing vanaf die dag.")
        raise ValidationError({"first_on": sentence % {"day": f"{first_on:%d/%m/%Y}"}})
    if last_on is not None and last_on < max(first_on, on):
        sentence = _("De laatste dag ligt voor de eerste, of is al voorbij. Kies een latere dag of geen.")
        raise ValidationError({"last_on": sentence})
    agreement = lock_agreement(agreement_id)
    law = law_on(SuspensionLaw, on)
    outcome = check_suspension(
        Suspension(ground, first_on, last_on),
        kind=Kind(agreement.kind),
        period=Period(starts_on(agreement), agreement.planned_end_on),
        law=law,
    )
    standing = AgreementStanding(found=outcome.check.refusals)
    check(SUSPEND, agreement, standing, actor=actor, on=on)
    row = Interruption.objects.create(
        agreement=agreement, ground=ground, first_on=first_on, last_on=last_on, remark=remark.strip()
    )
    move(agreement, SUSPEND, actor=actor, on=on, reasons=(ground.value,), because=outcome.check.because)
    _with_trajectory(agreement, lies_still=True, on=on)
    return row


@transaction.atomic
def resume(agreement_id: int, *, resumed_on: date, actor: Actor, on: date) -> Agreement:
    """The execution goes on from a day; the day before it was the last one of the suspension."""
    agreement = lock_agreement(agreement_id)
    check(RESUME, agreement, AgreementStanding(), actor=actor, on=on)
    row = running_interruption(agreement)
    if not row.first_on < resumed_on <= on:
        sentence = _("Kies een dag na %(first)s en tot vandaag.")
        raise ValidationError({"resumed_on": sentence % {"first": f"{row.first_on:%d/%m/%Y}"}})
    return resume_locked(agreement, last_on=resumed_on - ONE_DAY, actor=actor, on=on)


def resume_locked(agreement: Agreement, *, last_on: date, actor: Actor, on: date) -> Agreement:
    """A locked agreement goes on after the last day of its suspension."""
    row = running_interruption(agreement)
    row.last_on = last_on
    row.save(update_fields=["last_on"])
    move(agreement, RESUME, actor=actor, on=on)
    _with_trajectory(agreement, lies_still=False, on=on)
    return agreement


def running_interruption(agreement: Agreement) -> Interruption:
    """The suspension of an agreement that lies still."""
    return agreement.interruptions.latest("first_on", "pk")


def starts_on(agreement: Agreement) -> date:
    """The first day: of the agreement, or of its newest text as long as not everybody signed."""
    return agreement.starts_on or newest(agreement).terms.first


def _call_off(
    agreement: Agreement, step: Step[AgreementStanding], *, actor: Actor, on: date, reason: str
) -> Agreement:
    agreement.starts_on, agreement.ended_on, agreement.ended_as = None, on, CALLED_OFF
    lapse_open(agreement, on=on)
    move(
        agreement,
        step,
        actor=actor,
        on=on,
        changed={"starts_on", "ended_on", "ended_as"},
        remark=reason.strip(),
    )
    trajectory = agreement.trajectory
    assert trajectory is not None
    if trajectory.state in AT_WORK and not goes_on(agreement):
        searching.lose_workplace(trajectory.pk, ended_on=on, on=on, cause=CALLED_OFF)
    return agreement


def goes_on(agreement: Agreement) -> bool:
    """Whether other agreements of the learner, that run or have to begin, keep the learner in training.

    They do when they reach the least hours at work on their own (`trajectory.md` E9); of an adult no least
    hours are asked.
    """
    trajectory, ended_on = agreement.trajectory, agreement.ended_on
    assert trajectory is not None
    assert ended_on is not None
    others = Agreement.objects.filter(
        learner_number=agreement.learner_number, state__in=sorted(CONCLUDED), starts_on__isnull=False
    ).exclude(pk=agreement.pk)
    placed = []
    for version in signed_texts(others.values_list("pk", flat=True)).values():
        other = version.agreement
        assert other.starts_on is not None
        placed.append(Placed(Period(other.starts_on, other.planned_end_on), version.terms.blocks))
    if trajectory.population == Population.ADULT:
        return bool(placed)
    least = law_on(KindLaw, ended_on).min_workplace_hours.value
    return covers(placed, from_day=ended_on + ONE_DAY, least_hours=least)


def _with_trajectory(agreement: Agreement, *, lies_still: bool, on: date) -> None:
    """The trajectory lies still and goes on with the agreement."""
    assert agreement.trajectory_id is not None
    trajectory = trajectories.lock_trajectory(agreement.trajectory_id)
    step = TRAJECTORY_LIES_STILL if lies_still else TRAJECTORY_RESUMES
    before = TrajectoryState.IN_TRAINING if lies_still else TrajectoryState.SUSPENDED
    if trajectory.state == before:
        trajectories.move(trajectory, step, actor=SYSTEM, on=on)
