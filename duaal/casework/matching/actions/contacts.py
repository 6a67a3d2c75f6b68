"""Writes of a contact between a learner and a company: asked, answered, met, proposed, ended by somebody.

Rows are locked in this order: recognition, learner, trajectory, contact. The trajectory is in matching as
long as an interview is planned or a proposal made in one of its contacts (`trajectory.md` 15.1).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.agreements.rescue import seeks
from duaal.casework.matching import policy
from duaal.casework.matching.models import Contact
from duaal.casework.matching.places import status_of
from duaal.casework.matching.queries import in_talks, open_contacts
from duaal.casework.matching.rules.law import contact_law
from duaal.casework.matching.states import (
    DECLINE,
    PLAN_INTAKE,
    PROPOSE,
    SEND,
    SHOW_INTEREST,
    WITHDRAW,
    ContactStanding,
    ContactState,
)
from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import as_rule_versions

CONTACT_FILE = "contact"
NEW = ""


@transaction.atomic
def send(
    trajectory_id: int,
    recognition_id: int,
    *,
    message: str,
    consented_on: date | None,
    actor: Actor,
    on: date,
) -> Contact:
    """Asks a company about a learner, who agreed that it reads the name, the programme and the message.

    Raises `ValidationError` when the learner would agree only later than today.
    """
    recognition = lock_recognition(recognition_id)
    trajectory = lock_trajectory(trajectory_id)
    contact = Contact(trajectory=trajectory, recognition=recognition)
    policy.require(actor, SEND, contact)
    standing = standing_to_send(trajectory, recognition, consents=consented_on is not None, on=on)
    SEND.check(NEW, standing, on=on)
    assert consented_on is not None
    if consented_on > on:
        sentence = _("De leerling kan niet op %(day)s akkoord gegaan zijn: die dag moet nog komen.")
        raise ValidationError({"consented_on": sentence % {"day": date_format(consented_on, "j F Y")}})
    law = contact_law(on)
    contact.state = ContactState.SENT
    contact.message, contact.sent_by_name = message.strip(), actor.name
    contact.consented_on, contact.sent_on = consented_on, on
    contact.answer_by = on + timedelta(days=law.contact_answer_days.value)
    remind_on = contact.answer_by - timedelta(days=law.contact_reminder_days.value)
    contact.remind_on = remind_on if remind_on > on else None
    contact.save()
    versions = as_rule_versions((law.contact_answer_days, law.contact_reminder_days))
    record_step(contact, SEND, before=NEW, actor=actor, on=on, versions=versions)
    return contact


def standing_to_send(
    trajectory: Trajectory, recognition: Recognition, *, consents: bool, on: date
) -> ContactStanding:
    """What stands for or against asking this place about this learner now."""
    return ContactStanding(
        consents=consents,
        searches=seeks(trajectory) and trajectory.programme_id == recognition.programme_id,
        place_is_open=status_of(recognition.pk, on=on).is_open,
        runs_already=open_contacts(trajectory.pk).filter(recognition=recognition).exists(),
    )


@transaction.atomic
def show_interest(contact_id: int, *, actor: Actor, on: date) -> Contact:
    """The company wants to meet the learner; an interview is planned next."""
    contact = _lock(contact_id, SHOW_INTEREST, actor=actor, on=on)
    days = contact_law(on).contact_intake_days
    contact.answer_by, contact.remind_on = on + timedelta(days=days.value), None
    return move(
        contact,
        SHOW_INTEREST,
        actor=actor,
        on=on,
        changed=("answer_by", "remind_on"),
        versions=as_rule_versions([days]),
    )


@transaction.atomic
def plan_intake(contact_id: int, *, intake_on: date, actor: Actor, on: date) -> Contact:
    """Plans the interview (`intakegesprek`), or moves it; the trajectory is then in matching.

    Raises `ValidationError` for a day that is over.
    """
    contact = _lock(contact_id, PLAN_INTAKE, actor=actor, on=on)
    if intake_on < on:
        sentence = _("%(day)s is voorbij. Kies vandaag of een latere dag voor het gesprek.")
        raise ValidationError({"intake_on": sentence % {"day": date_format(intake_on, "j F Y")}})
    days = contact_law(on).contact_after_intake_days
    contact.intake_on, contact.remind_on = intake_on, None
    contact.answer_by = intake_on + timedelta(days=days.value)
    move(
        contact,
        PLAN_INTAKE,
        actor=actor,
        on=on,
        changed=("intake_on", "answer_by", "remind_on"),
        versions=as_rule_versions([days]),
    )
    if contact.trajectory.state == TrajectoryState.SEARCHING:
        searching.plan_intake(contact.trajectory_id, actor=SYSTEM, on=on)
    return contact


@transaction.atomic
def propose(contact_id: int, *, actor: Actor, on: date) -> Contact:
    """Company and learner want to go on after the interview: plan and agreement are made up next."""
    contact = _lock(contact_id, PROPOSE, actor=actor, on=on)
    return move(contact, PROPOSE, actor=actor, on=on)


@transaction.atomic
def decline(contact_id: int, *, reason: str, actor: Actor, on: date) -> Contact:
    """The company does not take the learner, for a reason that the school reads."""
    return _end(contact_id, DECLINE, reason, actor=actor, on=on)


@transaction.atomic
def withdraw(contact_id: int, *, reason: str, actor: Actor, on: date) -> Contact:
    """The school or the learner does not go on, for a reason that the company reads."""
    return _end(contact_id, WITHDRAW, reason, actor=actor, on=on)


def _end(contact_id: int, step: Step[ContactStanding], reason: str, *, actor: Actor, on: date) -> Contact:
    contact = _lock(contact_id, step, actor=actor, on=on, reason=reason)
    contact.reason, contact.closed_on, contact.remind_on = reason.strip(), on, None
    changed = ("reason", "closed_on", "remind_on")
    move(contact, step, actor=actor, on=on, changed=changed, remark=contact.reason)
    leave_talks(contact.trajectory, on=on)
    return contact


def leave_talks(trajectory: Trajectory, *, on: date) -> None:
    """Back to searching when no interview or proposal is left for a locked trajectory."""
    if trajectory.state == TrajectoryState.IN_MATCHING and not in_talks(trajectory.pk).exists():
        searching.end_intake(trajectory.pk, actor=SYSTEM, on=on)


def _lock(
    contact_id: int, step: Step[ContactStanding], *, actor: Actor, on: date, reason: str = ""
) -> Contact:
    """The contact, locked after its trajectory, after the right and the guard of the step."""
    trajectory_id = Contact.objects.values_list("trajectory_id", flat=True).get(pk=contact_id)
    trajectory = lock_trajectory(trajectory_id)
    contact = (
        Contact.objects.select_for_update(of=("self",))
        .select_related("recognition__company", "recognition__site", "recognition__programme")
        .get(pk=contact_id)
    )
    contact.trajectory = trajectory
    policy.require(actor, step, contact)
    standing = ContactStanding(
        searches=seeks(trajectory),
        reason_given=bool(reason.strip()),
        intake_on=contact.intake_on,
    )
    step.check(contact.state, standing, on=on)
    return contact


def move(
    contact: Contact,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: Iterable[str] = (),
    reasons: Iterable[str] = (),
    versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
) -> Contact:
    """Saves the changed columns and the new state of a locked contact, and records the step."""
    before, columns = contact.state, set(changed)
    if step.target is not None:
        contact.state = ContactState(step.target)
        columns.add("state")
    contact.save(update_fields=sorted(columns))
    record_step(
        contact, step, before=before, actor=actor, on=on, reasons=reasons, versions=versions, remark=remark
    )
    return contact


def record_step(
    contact: Contact,
    step: Step[Any],
    *,
    before: str,
    actor: Actor,
    on: date,
    reasons: Iterable[str] = (),
    versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
) -> None:
    """One line of the trail of a contact."""
    record(
        file_kind=CONTACT_FILE,
        file_id=contact.pk,
        step=step.name,
        from_state=before,
        to_state=contact.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=versions,
        remark=remark,
    )
