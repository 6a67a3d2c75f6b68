"""Writes at the door: who a learner is, advice, enrolment, the move from the start-up phase, leaving."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.records import OnRecord, on_record_of
from duaal.casework.trajectories.actions.searching import open_search, stop_search
from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.facts import (
    AdmissionFacts,
    CouncilDecision,
    Origin,
    Population,
    Route,
    Seat,
    SpecialForm,
)
from duaal.casework.trajectories.models import Guardian, Learner, Sitting, Trajectory
from duaal.casework.trajectories.queries import LEVELS, active_enrolment, calendar_of
from duaal.casework.trajectories.rules import (
    Admission,
    AdmissionLaw,
    admission,
    admission_law,
    screening_deadline,
    search_law,
)
from duaal.casework.trajectories.rules.council import Matter
from duaal.casework.trajectories.states import (
    ENROL_DUAL,
    ENROL_STARTUP,
    LEAVE,
    LOOKING,
    MOVE_TO_DUAL,
    NEW,
    RE_ENROL,
    START_LESSONS,
    Destination,
    TrajectoryStanding,
    TrajectoryState,
)
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.foundation.people.actions import find_or_register
from duaal.foundation.people.models import Person
from duaal.register.organisations.models import Provider, ProviderKind
from duaal.register.programmes.models import Level, Programme

RESET = ("site", "site_since", "year", "counsellor_name", "counsellor_id")
NUMBER_BYTES = 6  # of the machine: chance enough that no two learners share a number


@dataclass(frozen=True, slots=True)
class WhoIsIt:
    """A learner or a representative as the provider names one; the number finds who is known already."""

    given_name: str
    family_name: str
    birth_date: date
    national_number: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the provider declares on entry (`instap`): the facts of admission that no register holds."""

    year: int | None = None
    route: Route = Route.DUAL
    special_form: SpecialForm | None = None
    origin: Origin = Origin.FLEMISH_SECONDARY
    first_two_years_followed: bool = True
    prior_education_met: bool = True
    council_decision: CouncilDecision | None = None
    council_seats: tuple[Seat, ...] = ()
    serious_reason: bool = False
    previous_council_advice: bool = False
    clb_advice: bool = False
    board_permission: bool = False
    programme_min_age: int | None = None
    programme_offered: bool = True
    guardians: tuple[WhoIsIt, ...] = field(default=())


def find_or_register_learner(who: WhoIsIt, *, two_years_followed: bool = True) -> Learner:
    """The learner with this national number, at whatever provider before; else a new one.

    Contact data that are given replace the older ones. Raises `ValidationError` as `find_or_register`.
    """
    person = find_or_register(
        given_name=who.given_name,
        family_name=who.family_name,
        birth_date=who.birth_date,
        national_number=who.national_number or None,
    )
    learner, made = Learner.objects.get_or_create(
        person=person,
        defaults={
            "number": new_number(),
            "email": who.email,
            "phone": who.phone,
            "two_years_followed": two_years_followed,
        },
    )
    if not made:
        given = {"email": who.email, "phone": who.phone}
        changed = {name: value for name, value in given.items() if value}
        Learner.objects.filter(pk=learner.pk).update(two_years_followed=two_years_followed, **changed)
    return learner


def admission_of(
    entry: Entry, person: Person, learner_id: int | None, population: Population, *, on: date
) -> Admission | None:
    """What the rules say of this entry on the day; None for an adult, who has the rules of adult education.

    The newest advice on record counts. Raises `ValidationError` without a year of secondary education.
    """
    if population == Population.ADULT:
        return None
    return judge_entry(entry, person.birth_date, on_record_of(learner_id), admission_law(on), on=on)


def judge_entry(
    entry: Entry, birth_date: date, record: OnRecord, law: AdmissionLaw, *, on: date
) -> Admission:
    """As `admission_of`, for a pupil of whom the advice was read before; no query."""
    if entry.year is None:
        raise ValidationError({"year": _("Kies het jaar waarin de leerling instapt.")})
    facts = AdmissionFacts(
        year=entry.year,
        birth_date=birth_date,
        route=entry.route,
        special_form=entry.special_form,
        first_two_years_followed=entry.first_two_years_followed,
        prior_education_met=entry.prior_education_met,
        origin=entry.origin,
        council_decision=entry.council_decision,
        council_seats=entry.council_seats,
        advice=record.advice,
        serious_reason=entry.serious_reason,
        previous_council_advice=entry.previous_council_advice,
        clb_advice=entry.clb_advice or record.has_clb_advice,
        board_permission=entry.board_permission,
        vdab_advice=record.vdab_advice,
        programme_min_age=entry.programme_min_age,
        programme_offered=entry.programme_offered,
    )
    return admission(facts, law, on=on)


@transaction.atomic
def enrol(
    learner_id: int, *, provider: Provider, programme: Programme, entry: Entry, actor: Actor, on: date
) -> Trajectory:
    """Enrols a learner in a dual programme, or in the start-up phase before it, from the day on.

    Raises `PermissionDenied`, `ValidationError` for a level that the provider does not teach, and `Refused`
    with every condition of admission that fails, or `enrolled_elsewhere`.
    """
    policy.require_enrol_at(actor, provider)
    learner = Learner.objects.select_for_update(of=("self",)).select_related("person").get(pk=learner_id)
    population = population_of(programme)
    _require_level(provider, programme)
    found = admission_of(entry, learner.person, learner.pk, population, on=on)
    step = ENROL_STARTUP if entry.route == Route.STARTUP else ENROL_DUAL
    advised = Trajectory.objects.filter(
        learner=learner, provider=provider, programme=programme, state=TrajectoryState.ADVISED
    ).first()
    step.check(advised.state if advised else NEW, _standing(found, learner.pk), on=on)
    trajectory = advised or Trajectory(learner=learner, provider=provider, programme=programme)
    before = trajectory.state if advised else NEW
    trajectory.state = TrajectoryState(str(step.target))
    trajectory.route, trajectory.population = entry.route, population
    trajectory.special_form = entry.special_form or ""
    trajectory.year, trajectory.origin = entry.year, entry.origin
    trajectory.enrolled_on = on
    trajectory.dual_from = on if entry.route == Route.DUAL else None
    trajectory.counsellor_id, trajectory.counsellor_name = actor.user_id, actor.name
    trajectory.admission = kept_admission(entry, found)
    trajectory.save()
    name_guardians(learner, entry.guardians, on=on)
    keep_sitting(trajectory, entry, actor=actor, on=on)
    return move(
        trajectory,
        step,
        actor=actor,
        on=on,
        reasons=found.notes if found else (),
        rule_versions=as_rule_versions(found.because) if found else (),
        before=before,
    )


@transaction.atomic
def start_lessons(
    trajectory_id: int, *, first_lesson_on: date, school_hours: int | None = None, actor: Actor, on: date
) -> Trajectory:
    """Records the first lesson attended: day 1 of the days to find a workplace, or to screen.

    Raises `ValidationError` for a day before the enrolment, after today or without lessons, and for too few
    hours a week at school for who has no agreement.
    """
    trajectory = lock_trajectory(trajectory_id)
    standing = TrajectoryStanding(lessons_started=trajectory.first_lesson_on is not None)
    check(START_LESSONS, trajectory, standing, actor=actor, on=on)
    calendar = provider_calendar(trajectory, first_lesson_on)
    _require_lesson_day(trajectory, first_lesson_on, calendar, on=on)
    trajectory.first_lesson_on = first_lesson_on
    changed = {"first_lesson_on"}
    if trajectory.state == TrajectoryState.STARTUP_SCREENING:
        term = screening_deadline(first_lesson_on, search_law(first_lesson_on), calendar)
        trajectory.screen_by = term.last_day
        changed.add("screen_by")
    elif trajectory.state in LOOKING:
        open_search(trajectory, first_day=first_lesson_on, school_hours=school_hours, on=on)
    return move(trajectory, START_LESSONS, actor=actor, on=on, changed=changed)


@transaction.atomic
def move_to_dual(trajectory_id: int, *, entry: Entry, actor: Actor, on: date) -> Trajectory:
    """Moves a learner from the start-up phase to the dual programme of the same name, by right.

    The days to find a workplace start with the first lesson attended after it, which is the day itself when
    there are lessons.
    """
    trajectory = lock_trajectory(trajectory_id)
    population = Population(trajectory.population)
    found = admission_of(entry, trajectory.learner.person, trajectory.learner_id, population, on=on)
    check(MOVE_TO_DUAL, trajectory, _standing(found, None), actor=actor, on=on)
    trajectory.route, trajectory.dual_from = Route.DUAL, on
    trajectory.admission = kept_admission(entry, found)
    move(
        trajectory,
        MOVE_TO_DUAL,
        actor=actor,
        on=on,
        changed={"route", "dual_from", "admission"},
        rule_versions=as_rule_versions(found.because) if found else (),
    )
    open_search(trajectory, first_day=on, on=on)
    return trajectory


@transaction.atomic
def leave(
    trajectory_id: int,
    *,
    destination: Destination | None,
    reason: str,
    runs_agreement: bool,
    actor: Actor,
    on: date,
) -> Trajectory:
    """Deregisters a learner who leaves by choice, with the reason and where he goes."""
    trajectory = lock_trajectory(trajectory_id)
    standing = TrajectoryStanding(runs_agreement=runs_agreement, destination_given=destination is not None)
    check(LEAVE, trajectory, standing, actor=actor, on=on)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom de leerling stopt. Nu is het veld leeg.")})
    assert destination is not None
    stop_search(trajectory.pk, on=on)
    return end(trajectory, LEAVE, destination=destination, reason=reason, actor=actor, on=on)


@transaction.atomic
def re_enrol(trajectory_id: int, *, entry: Entry, actor: Actor, on: date) -> Trajectory:
    """Takes a learner back after a new check of admission; the days that were used still count."""
    trajectory = lock_trajectory(trajectory_id)
    population = Population(trajectory.population)
    found = admission_of(entry, trajectory.learner.person, trajectory.learner_id, population, on=on)
    check(RE_ENROL, trajectory, _standing(found, trajectory.learner_id), actor=actor, on=on)
    keep_sitting(trajectory, entry, actor=actor, on=on)
    trajectory.enrolled_on, trajectory.dual_from, trajectory.route = on, on, Route.DUAL
    trajectory.site, trajectory.site_since = None, None
    trajectory.year, trajectory.counsellor_name = entry.year, actor.name
    trajectory.counsellor_id = actor.user_id
    trajectory.ended_on, trajectory.end_reason, trajectory.destination = None, "", ""
    trajectory.first_lesson_on, trajectory.admission = None, kept_admission(entry, found)
    columns = {"enrolled_on", "dual_from", "route", "ended_on", "end_reason", "destination"}
    return move(
        trajectory,
        RE_ENROL,
        actor=actor,
        on=on,
        changed=columns | {"first_lesson_on", "admission", *RESET},
        rule_versions=as_rule_versions(found.because) if found else (),
    )


def end(
    trajectory: Trajectory, step: Any, *, destination: Destination, reason: str, actor: Actor, on: date
) -> Trajectory:
    """Closes a locked trajectory by a step, with the reason and where the learner goes."""
    trajectory.ended_on, trajectory.end_reason, trajectory.destination = on, reason.strip(), destination
    changed = {"ended_on", "end_reason", "destination"}
    return move(trajectory, step, actor=actor, on=on, changed=changed, remark=reason.strip())


def keep_sitting(trajectory: Trajectory, entry: Entry, *, actor: Actor, on: date) -> None:
    """Keeps the decision of the class council on the admission, where it gave one."""
    if entry.council_decision is not None:
        Sitting.objects.create(
            trajectory=trajectory,
            matter=Matter.ADMISSION,
            decided_on=on,
            is_favourable=entry.council_decision == CouncilDecision.FAVOURABLE,
            seats=list(entry.council_seats),
            recorded_by_name=actor.name,
        )


def name_guardians(learner: Learner, guardians: Iterable[WhoIsIt], *, on: date) -> None:
    """Names who represents the learner from the day on; who is named already stays."""
    for who in guardians:
        person = find_or_register(
            given_name=who.given_name,
            family_name=who.family_name,
            birth_date=who.birth_date,
            national_number=who.national_number or None,
        )
        known = Guardian.objects.filter(learner=learner, person=person, valid_to__isnull=True)
        if not known.exists():
            Guardian.objects.create(
                learner=learner, person=person, email=who.email, phone=who.phone, valid_from=on
            )


def population_of(programme: Programme) -> Population:
    """Whether the programme is one of adult education."""
    return Population.ADULT if programme.level == Level.ADULT else Population.SECONDARY


def provider_calendar(trajectory: Trajectory, day: date) -> SchoolCalendar:
    """The school calendar of the provider in the school year of the day."""
    version = calendar_of(trajectory.provider_id, SchoolYear.of(day))
    return SchoolCalendar() if version is None else version.calendar()


def _standing(found: Admission | None, learner_id: int | None) -> TrajectoryStanding:
    elsewhere = learner_id is not None and active_enrolment(learner_id) is not None
    return TrajectoryStanding(admission=found.blockers if found else (), enrolled_elsewhere=elsewhere)


def new_number() -> str:
    """A number for a new learner, that tells nothing."""
    return f"L{secrets.token_hex(NUMBER_BYTES).upper()}"


def kept_admission(entry: Entry, found: Admission | None) -> dict[str, Any]:
    """What the file keeps of the admission; who represents the learner stands in rows of its own."""
    facts = {name: value for name, value in asdict(entry).items() if name != "guardians"}
    conditions = [
        {
            "code": condition.code,
            "met": condition.is_met,
            "because": list(as_rule_versions(condition.because)),
        }
        for condition in (found.conditions if found else ())
    ]
    return {"facts": facts, "conditions": conditions, "notes": list(found.notes if found else ())}


def _require_level(provider: Provider, programme: Programme) -> None:
    if programme.level not in LEVELS[ProviderKind(provider.kind)]:
        sentence = _("%(provider)s geeft geen opleidingen van dit niveau. Kies een andere opleiding.")
        raise ValidationError({"programme": sentence % {"provider": provider.name}})


def _require_lesson_day(trajectory: Trajectory, day: date, calendar: SchoolCalendar, *, on: date) -> None:
    shown = {"day": date_format(day, "j F Y")}
    if trajectory.enrolled_on is not None and day < trajectory.enrolled_on:
        sentence = _("%(day)s ligt voor de inschrijving. Kies een dag vanaf de inschrijving.")
    elif day > on:
        sentence = _("%(day)s is nog niet voorbij. Noteer de eerste les wanneer de leerling er was.")
    elif not calendar.is_training_day(day):
        sentence = _("Op %(day)s zijn er geen lessen. Kies een lesdag, of pas de kalender van de school aan.")
    else:
        return
    raise ValidationError({"first_lesson_on": sentence % shown})
