"""Writes of a draft of a training plan: begun from the programme, then its lines, weeks and moments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.progress.actions.steps import check, lock_plan, note
from duaal.casework.progress.facts import PlaceFacts
from duaal.casework.progress.models import TEXTS, Evaluation, Line, Plan, WeekBlock
from duaal.casework.progress.queries import mentors_at, newest_of, places_of
from duaal.casework.progress.rules import plan_law
from duaal.casework.progress.states import AT_WORK, EDIT_PLAN, START_PLAN, PlanStanding, Venue
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.lawbook.dated import NotInForce
from duaal.register.programmes.models import Competence
from duaal.register.programmes.queries import competences_on


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when competences are learned; without days the period of each line stays."""

    venue: Venue
    place: int | None = None
    mentor: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks with the same hours, as they are typed: minutes a week at work, lessons a week."""

    starts_on: date
    ends_on: date
    place: int | None = None
    real_minutes: int = 0
    simulated_minutes: int = 0
    lessons: int = 0


@transaction.atomic
def start(
    trajectory_id: int,
    *,
    starts_on: date,
    ends_on: date,
    place: int | None = None,
    actor: Actor,
    on: date,
) -> Plan:
    """Begins the plan: every competence of the programme a line, with a default of where it is learned.

    What belongs to the profession is learned at the workplace, unless it is not trainable there; all else at
    school. Raises `ValidationError` for a period that cannot be.
    """
    trajectory = lock_trajectory(trajectory_id)
    newest = newest_of(trajectory_id)
    asked = list(competences_on(trajectory.programme_id, starts_on))
    standing = PlanStanding(
        has_draft=newest is not None and newest.fixed_on is None,
        has_fixed=newest is not None and newest.fixed_on is not None,
        has_competences=bool(asked),
        is_enrolled=trajectory.state in ENROLLED,
    )
    check(START_PLAN, trajectory, "", standing, actor=actor, on=on)
    require_period(starts_on, ends_on)
    found = _place(trajectory, place, on=on)
    plan = Plan.objects.create(
        trajectory=trajectory,
        version=1,
        starts_on=starts_on,
        ends_on=ends_on,
        competences_on=starts_on,
        made_on=on,
        made_by_name=actor.name,
    )
    Line.objects.bulk_create(default_line(plan, one, found) for one in asked)
    note(trajectory, START_PLAN, before="", actor=actor, on=on)
    return plan


def default_line(plan: Plan, competence: Competence, place: PlaceFacts | None) -> Line:
    """The line that a competence gets when nobody chose yet; not saved."""
    at_work = competence.is_vocational and (place is None or place.can_teach(competence.code))
    return Line(
        plan=plan,
        competence=competence,
        venue=Venue.WORKPLACE if at_work else Venue.SCHOOL,
        recognition_id=place.number if at_work and place else None,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )


@transaction.atomic
def set_lines(plan_id: int, lines: Collection[int], where: Where, *, actor: Actor, on: date) -> Plan:
    """Says of one or more lines of a draft where and when they are learned.

    Raises `ValidationError` for lines of another plan, a place for another programme, or a mentor who does
    not work at the place.
    """
    plan = _lock_draft(plan_id, actor=actor, on=on)
    found = list(Line.objects.filter(plan=plan, pk__in=lines))
    if not found or len(found) != len(set(lines)):
        raise ValidationError({"lines": _("Vink minstens één competentie van dit plan aan.")})
    at_work = where.venue in AT_WORK
    place = _place(plan.trajectory, where.place if at_work else None, on=on)
    mentor = _mentor(place, where.mentor if at_work else None)
    for line in found:
        line.venue = where.venue
        line.recognition_id = place.number if place else None
        line.mentor = mentor
        line.starts_on, line.ends_on = where.starts_on or line.starts_on, where.ends_on or line.ends_on
        if line.ends_on < line.starts_on:
            raise ValidationError({"ends_on": _ends_first(line.starts_on, line.ends_on)})
    Line.objects.bulk_update(found, ["venue", "recognition", "mentor", "starts_on", "ends_on"])
    return _edited(plan, actor=actor, on=on)


@transaction.atomic
def set_agreements(
    plan_id: int, *, starts_on: date, ends_on: date, texts: Mapping[str, str], actor: Actor, on: date
) -> Plan:
    """The period of a draft and its agreements in words; a line over the whole plan moves along."""
    plan = _lock_draft(plan_id, actor=actor, on=on)
    require_period(starts_on, ends_on)
    whole = Line.objects.filter(plan=plan, starts_on=plan.starts_on, ends_on=plan.ends_on)
    whole.update(starts_on=starts_on, ends_on=ends_on)
    plan.starts_on, plan.ends_on = starts_on, ends_on
    for name in TEXTS:
        if name in texts:
            setattr(plan, name, texts[name].strip())
    plan.save()
    return _edited(plan, actor=actor, on=on)


@transaction.atomic
def add_weeks(plan_id: int, weeks: Weeks, *, actor: Actor, on: date) -> WeekBlock:
    """Adds weeks with the same hours to a draft. Raises `ValidationError` when they cannot be."""
    plan = _lock_draft(plan_id, actor=actor, on=on)
    if weeks.ends_on < weeks.starts_on:
        raise ValidationError({"ends_on": _ends_first(weeks.starts_on, weeks.ends_on)})
    if not (weeks.real_minutes or weeks.simulated_minutes or weeks.lessons):
        raise ValidationError({"lessons": _("Vul de uren op de werkplek of de lessen per week in.")})
    place = _place(plan.trajectory, weeks.place, on=on)
    block = WeekBlock.objects.create(
        plan=plan,
        recognition_id=place.number if place else None,
        starts_on=weeks.starts_on,
        ends_on=weeks.ends_on,
        real_minutes=weeks.real_minutes,
        simulated_minutes=weeks.simulated_minutes,
        lessons=weeks.lessons,
    )
    _edited(plan, actor=actor, on=on)
    return block


@transaction.atomic
def remove_weeks(plan_id: int, block_id: int, *, actor: Actor, on: date) -> Plan:
    """Takes weeks out of a draft. Raises `WeekBlock.DoesNotExist`."""
    plan = _lock_draft(plan_id, actor=actor, on=on)
    WeekBlock.objects.get(plan=plan, pk=block_id).delete()
    return _edited(plan, actor=actor, on=on)


@transaction.atomic
def add_evaluation(plan_id: int, *, planned_on: date, form: str = "", actor: Actor, on: date) -> Evaluation:
    """Plans a moment of evaluation in a draft. Raises `ValidationError` for a day outside the plan."""
    plan = _lock_draft(plan_id, actor=actor, on=on)
    if not plan.starts_on <= planned_on <= plan.ends_on:
        sentence = _("%(day)s valt buiten het plan. Kies een dag van %(first)s tot en met %(last)s.")
        shown = {"day": _day(planned_on), "first": _day(plan.starts_on), "last": _day(plan.ends_on)}
        raise ValidationError({"planned_on": sentence % shown})
    moment = Evaluation.objects.create(plan=plan, planned_on=planned_on, form=form.strip())
    _edited(plan, actor=actor, on=on)
    return moment


@transaction.atomic
def remove_evaluation(plan_id: int, evaluation_id: int, *, actor: Actor, on: date) -> Plan:
    """Takes a moment of evaluation out of a draft. Raises `Evaluation.DoesNotExist`."""
    plan = _lock_draft(plan_id, actor=actor, on=on)
    Evaluation.objects.get(plan=plan, pk=evaluation_id).delete()
    return _edited(plan, actor=actor, on=on)


def require_period(starts_on: date, ends_on: date) -> None:
    """Raises `ValidationError` when the plan ends before it starts, or starts before the law does."""
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _ends_first(starts_on, ends_on)})
    try:
        plan_law(starts_on)
    except NotInForce as early:
        sentence = _("%(day)s is te vroeg. Een opleidingsplan begint ten vroegste op %(since)s.")
        shown = {"day": _day(starts_on), "since": _day(early.since)}
        raise ValidationError({"starts_on": sentence % shown}) from early


def _lock_draft(plan_id: int, *, actor: Actor, on: date) -> Plan:
    plan = lock_plan(plan_id)
    check(EDIT_PLAN, plan.trajectory, plan.state, PlanStanding(), actor=actor, on=on)
    return plan


def _edited(plan: Plan, *, actor: Actor, on: date) -> Plan:
    note(plan.trajectory, EDIT_PLAN, before=plan.state, actor=actor, on=on)
    return plan


def _place(trajectory: Trajectory, number: int | None, *, on: date) -> PlaceFacts | None:
    if number is None:
        return None
    if not Recognition.objects.filter(pk=number, programme=trajectory.programme_id).exists():
        raise ValidationError({"place": _("Kies een werkplek die voor deze opleiding erkend is.")})
    return places_of([number], on=on)[number]


def _mentor(place: PlaceFacts | None, number: int | None) -> MentorAssignment | None:
    if number is None:
        return None
    mentor = mentors_at([place.number] if place else []).filter(pk=number).first()
    if mentor is None:
        raise ValidationError(
            {"mentor": _("Deze mentor werkt niet op de gekozen werkplek. Kies een andere.")}
        )
    return mentor


def _ends_first(starts_on: date, ends_on: date) -> str:
    sentence = _("%(last)s ligt voor %(first)s. Kies een latere laatste dag.")
    return sentence % {"last": _day(ends_on), "first": _day(starts_on)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
