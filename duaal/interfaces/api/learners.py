"""Learners for the software of a school: enrol, read, the clock, and every step of its own staff."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.actions.calendars import set_free_days
from duaal.casework.trajectories.actions.searching import term_of
from duaal.casework.trajectories.labels import STATE, STEP
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.queries import (
    calendar_of,
    open_search,
    taught_at,
    trajectories_visible_to,
)
from duaal.casework.trajectories.rules import certainty_of, days_left
from duaal.casework.trajectories.states import TrajectoryState
from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.queries import events_after
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.interfaces.api.authentication import Token
from duaal.interfaces.api.learner_schemas import (
    CalendarOut,
    ClockOut,
    EnrolIn,
    FreeDaysIn,
    LearnerChangeOut,
    LearnerChangePage,
    LearnerOut,
    LearnerPage,
)
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import Rule
from duaal.interfaces.api.steps import KEY, NO, answered
from duaal.register.organisations.models import Provider

router = Router(tags=["leerlingen"])

SCHOOLS = (Role.COUNSELLOR,)
PAGE_SIZE, CHANGES_AT_A_TIME = 50, 200
NOT_READ = {status: Problem for status in NO if status not in (400, 409)}
TrajectoryId: Any = Path(ge=1, le=2**53, description="nummer van het traject")
STATE_FILTER: Any = Query(None, description="alleen in deze toestand")
CURSOR: Any = Query(None, ge=1, le=2**53, description="`next` van de vorige bladzijde")
SINCE: Any = Query(0, ge=0, le=2**53, description="`next` van de vorige vraag; 0 of niets voor alles")
YEAR: Any = Query(None, ge=2020, le=2099, description="het jaar waarin het schooljaar begint")


def shown(one: Trajectory) -> LearnerOut:
    person = one.learner.person
    return LearnerOut(
        id=one.pk,
        learner=one.learner.number,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        programme_code=one.programme_id,
        programme_name=one.programme.name,
        state=one.state,
        state_words=str(STATE[one.state]),
        route=one.route,
        population=one.population,
        special_form=one.special_form,
        year=one.year,
        enrolled_on=one.enrolled_on,
        first_lesson_on=one.first_lesson_on,
        screen_by=one.screen_by,
        ended_on=one.ended_on,
        destination=one.destination,
        notes=list(one.admission.get("notes", ())),
    )


def own(request: HttpRequest, trajectory_id: int) -> Trajectory:
    """The trajectory, which the token may see. Raises `Trajectory.DoesNotExist`."""
    rows = trajectories_visible_to(request.auth, on=today())  # type: ignore[attr-defined]
    return rows.select_related("learner__person", "programme", "provider").get(pk=trajectory_id)


def school_of(actor: Actor) -> Provider:
    """The school of the token. Raises `Provider.DoesNotExist` when the register does not have it."""
    return Provider.objects.get(number=actor.organisation)


@router.get("/learners", response={200: LearnerPage, **NOT_READ}, auth=Token(*SCHOOLS), summary="Leerlingen")
def learner_list(
    request: HttpRequest, state: TrajectoryState | None = STATE_FILTER, cursor: int | None = CURSOR
) -> LearnerPage:
    """De trajecten van uw school, het jongste eerst; per bladzijde 50."""
    rows = trajectories_visible_to(request.auth, on=today())  # type: ignore[attr-defined]
    rows = rows.select_related("learner__person", "programme").order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if cursor:
        rows = rows.filter(pk__lt=cursor)
    found = list(rows[: PAGE_SIZE + 1])
    return LearnerPage(
        items=[shown(one) for one in found[:PAGE_SIZE]],
        next=str(found[PAGE_SIZE - 1].pk) if len(found) > PAGE_SIZE else None,
    )


@router.get(
    "/learners/changes",
    response={200: LearnerChangePage, **NOT_READ},
    auth=Token(*SCHOOLS),
    summary="Wat er veranderde",
)
def learner_changes(request: HttpRequest, since: int = SINCE) -> LearnerChangePage:
    """Elke stap op een traject van uw school sinds een vorige vraag, de oudste eerst."""
    page = events_after(
        since,
        actor=request.auth,  # type: ignore[attr-defined]
        on=today(),
        most=CHANGES_AT_A_TIME,
        about=Subject.LEARNER,
    )
    items = [
        LearnerChangeOut(
            cursor=one.pk,
            id=one.file_id,
            step=one.step,
            words=str(STEP.get(one.step, one.step)),
            on=one.on,
            from_state=one.from_state,
            to_state=one.to_state,
        )
        for one in page.events
    ]
    return LearnerChangePage(items=items, next=page.next, has_more=page.has_more)


@router.get(
    "/learners/calendar",
    response={200: CalendarOut, **NOT_READ},
    auth=Token(*SCHOOLS),
    summary="Vrije dagen van de school",
)
def free_days(request: HttpRequest, school_year: int | None = YEAR) -> CalendarOut:
    """De vrije dagen die uw school zelf koos, standaard van dit schooljaar. Versie 0: nog geen."""
    year = SchoolYear(school_year) if school_year else SchoolYear.of(today())
    found = calendar_of(school_of(request.auth).pk, year)  # type: ignore[attr-defined]
    if found is None:
        return CalendarOut(school_year=year.start, version=0, free_days=[])
    return CalendarOut(school_year=year.start, version=found.number, free_days=found.free_days)


@router.post(
    "/learners/calendar",
    response={200: CalendarOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Vrije dagen vastleggen",
)
def keep_free_days(request: HttpRequest, payload: FreeDaysIn, key: str | None = KEY) -> JsonResponse:
    """Vervangt de vrije dagen van een schooljaar. Elke zoektijd die loopt, wordt opnieuw geteld."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> CalendarOut:
        year = SchoolYear(payload.school_year)
        made = set_free_days(school_of(actor), year, payload.free_days, actor=actor, on=today())
        return CalendarOut(school_year=year.start, version=made.number, free_days=made.free_days)

    return answered(request, key, act)


@router.post(
    "/learners", response={201: LearnerOut, **NO}, auth=Token(*SCHOOLS), summary="Een leerling inschrijven"
)
def enrol_learner(request: HttpRequest, payload: EnrolIn, key: str | None = KEY) -> JsonResponse:
    """Schrijft een leerling in vanaf vandaag. Wat de toelating tegenhoudt, komt in één keer terug."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> LearnerOut:
        provider = school_of(actor)
        programme = taught_at(provider, on=today()).filter(code=payload.programme).first()
        if programme is None:
            sentence = _("Uw school geeft geen opleiding met code %(code)s. Kies een andere.")
            raise ValidationError({"programme": sentence % {"code": payload.programme}})
        learner = enrolment.find_or_register_learner(
            payload.learner.who(), two_years_followed=payload.first_two_years_followed
        )
        made = enrolment.enrol(
            learner.pk,
            provider=provider,
            programme=programme,
            entry=payload.entry(tuple(one.who() for one in payload.guardians)),
            actor=actor,
            on=today(),
        )
        return shown(own(request, made.pk))

    return answered(request, key, act, status=201)


@router.get(
    "/learners/{int:trajectory_id}",
    response={200: LearnerOut, **NOT_READ},
    auth=Token(*SCHOOLS),
    summary="Eén leerling",
)
def learner(request: HttpRequest, trajectory_id: int = TrajectoryId) -> LearnerOut:
    """Het traject van een leerling van uw school."""
    return shown(own(request, trajectory_id))


@router.get(
    "/learners/{int:trajectory_id}/clock",
    response={200: ClockOut, **NOT_READ},
    auth=Token(*SCHOOLS),
    summary="De klok van de zoektijd",
)
def learner_clock(request: HttpRequest, trajectory_id: int = TrajectoryId) -> ClockOut:
    """Hoeveel opleidingsdagen er nog zijn en tot wanneer, met de regels en hun zekerheid."""
    found = own(request, trajectory_id)
    return clock_of(found, open_search(found.pk), on=today())


def clock_of(trajectory: Trajectory, search: Search | None, *, on: date) -> ClockOut:
    if search is None:
        return ClockOut(
            runs=False,
            first_day=None,
            last_day=None,
            days_left=None,
            is_over=False,
            is_extended=False,
            days_used_before=0,
            calendar_version=None,
            certainty=None,
            rules=[],
        )
    term = term_of(search, trajectory)
    return ClockOut(
        runs=True,
        first_day=search.first_day,
        last_day=search.last_day,
        days_left=days_left(term, search.school_calendar(), on=on),
        is_over=search.expired_on is not None or (search.last_day is not None and on > search.last_day),
        is_extended=search.is_extended,
        days_used_before=search.days_used_before,
        calendar_version=search.calendar.number if search.calendar else None,
        certainty=certainty_of(term.because).value,
        rules=[
            Rule.model_validate({**version, "value": str(version["value"])})
            for version in as_rule_versions(term.because)
        ],
    )
