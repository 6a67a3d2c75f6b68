"""Student jobs beside an agreement, for software: ask whether one may be, note it, strike it out."""

from datetime import date, time
from typing import Annotated

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import jobs
from duaal.casework.agreements.check_words import JOB_STATE
from duaal.casework.agreements.jobs import Answer, Asked, jobs_visible_to
from duaal.casework.agreements.models import Agreement, StudentJob
from duaal.casework.agreements.rules.jobs import Job
from duaal.casework.agreements.rules.timetable import Span
from duaal.casework.agreements.states.checks import ENTER_JOB, STOP_JOB, JobState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.interfaces.api.agreement_drafts import ONE
from duaal.interfaces.api.agreement_schemas import DAY, HOUR, AgreementBreakIn, Clock, NearDay
from duaal.interfaces.api.agreements import PARTIES, Number, visible
from duaal.interfaces.api.amendments import READ
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.matching import Nothing, ReasonOut
from duaal.interfaces.api.problems import words_of
from duaal.interfaces.api.schemas import NO_NUL, Given, Rule
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["overeenkomsten"])

ALL = f"{ONE}/student-jobs"
JobNumber = Annotated[int, Field(ge=1, le=2**53, description="nummer van de studentenjob")]
Weekday = Annotated[int, Field(ge=0, le=6)]
LEAVE_OUT = "employer", "employer_number"


class StudentJobIn(Given):
    """A student job. Weekdays count from 0, Monday; an end before the begin is the next morning.

    A company leaves `employer` and `employer_number` out: it only asks about itself.
    """

    employer: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    employer_number: Annotated[str, Field(max_length=20, pattern=NO_NUL)] = ""
    first: NearDay
    last: NearDay
    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    begins: Clock
    ends: Clock
    pause: AgreementBreakIn | None = None
    has_benefit: bool
    paid_leave: bool


class StudentJobOut(Schema):
    """A student job as somebody noted it; hours as HH:MM."""

    id: int
    state: JobState
    state_words: str
    employer: str
    employer_number: str
    first: date
    last: date
    weekdays: list[int]
    begins: str
    ends: str
    warnings: list[ReasonOut]
    entered_on: date
    stopped_on: date | None


class StudentJobList(Schema):
    """The student jobs of the learner, the first one on top."""

    items: list[StudentJobOut]


class JobAnswerOut(Schema):
    """Whether the job may be, every reason why not, what to mind, and the rules that were looked at."""

    may_be: bool
    meets_agreement: bool
    reasons: list[ReasonOut]
    warnings: list[ReasonOut]
    rules: list[Rule]


@router.get(ALL, response={200: StudentJobList, **READ}, auth=Token(*PARTIES), summary="Studentenjobs")
def student_job_list(request: HttpRequest, agreement_id: Number) -> StudentJobList:
    """De studentenjobs van de leerling; een onderneming ziet die bij zichzelf."""
    actor = actor_of(request)
    agreement = _kept(visible(actor).get(pk=agreement_id))
    return StudentJobList(items=[_shown(one) for one in jobs_visible_to(actor, agreement)])


@router.post(
    f"{ALL}/check",
    response={200: JobAnswerOut, **NO},
    auth=Token(*PARTIES),
    summary="Mag deze studentenjob?",
)
def check_student_job(request: HttpRequest, agreement_id: Number, payload: StudentJobIn) -> JsonResponse:
    """Zegt of de job mag en bewaart niets."""
    actor, on = actor_of(request), today()
    agreement = visible(actor).get(pk=agreement_id)
    parties.require(actor, ENTER_JOB, agreement, on=on)
    answer = jobs.ask(agreement, asked=_asked(payload, actor, agreement), actor=actor, on=on)
    return JsonResponse(_answer(answer).model_dump(mode="json"))


@router.post(
    ALL, response={201: StudentJobOut, **NO}, auth=Token(*PARTIES), summary="Een studentenjob noteren"
)
def enter_student_job(
    request: HttpRequest, agreement_id: Number, payload: StudentJobIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert de job als niets hem tegenhoudt."""
    actor, on = actor_of(request), today()

    def act() -> StudentJobOut:
        agreement = visible(actor).get(pk=agreement_id)
        parties.require(actor, ENTER_JOB, agreement, on=on)
        asked = _asked(payload, actor, agreement)
        return _shown(jobs.enter(agreement.pk, asked=asked, actor=actor, on=on))

    return answered(request, key, act, status=201)


@router.post(
    f"{ALL}/{{job_id}}/striking",
    response={200: StudentJobOut, **NO},
    auth=Token(*PARTIES),
    summary="Een studentenjob schrappen",
)
def strike_student_job(
    request: HttpRequest, agreement_id: Number, job_id: JobNumber, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Schrapt een job die niet doorgaat. De uren tellen niet meer mee."""
    actor, on = actor_of(request), today()

    def act() -> StudentJobOut:
        agreement = visible(actor).get(pk=agreement_id)
        parties.require(actor, STOP_JOB, agreement, on=on)
        return _shown(jobs.stop(agreement.pk, job_id, actor=actor, on=on))

    return answered(request, key, act)


def _kept(agreement: Agreement) -> Agreement:
    """An agreement whose learner is kept here. Raises `Agreement.DoesNotExist` for one of the register."""
    if agreement.trajectory_id is None:
        raise Agreement.DoesNotExist
    return agreement


def _asked(said: StudentJobIn, actor: Actor, agreement: Agreement) -> Asked:
    """The job as the rules look at it. Raises `ValidationError`."""
    name, number = _employer(said, actor, agreement)
    if said.last < said.first:
        sentence = _("De laatste dag (%(last)s) ligt voor de eerste. Kies een latere dag.")
        raise ValidationError({"last": sentence % {"last": f"{said.last:%d/%m/%Y}"}})
    first, last = _minutes(said.begins), _minutes(said.ends)
    if first == last:
        raise ValidationError({"ends": _("Het begin en het einde zijn hetzelfde uur. Kies een later einde.")})
    span = Span(first, last if last > first else last + DAY)
    job = Job(Period(said.first, said.last), frozenset(said.weekdays), span, _pause(said.pause, span))
    return Asked(job, name, number, said.has_benefit, said.paid_leave)


def _employer(said: StudentJobIn, actor: Actor, agreement: Agreement) -> tuple[str, str]:
    if actor.role == Role.COMPANY:
        given = [name for name in LEAVE_OUT if getattr(said, name)]
        if given:
            raise ValidationError({name: _("Laat dit weg: u vraagt dit voor uzelf.") for name in given})
        return agreement.company.name, agreement.company.enterprise_number
    if not said.employer.strip():
        raise ValidationError({"employer": _("Vul de naam van de werkgever in.")})
    typed = said.employer_number.strip()
    try:
        return said.employer, enterprise_number(typed).number if typed else ""
    except WrongIdentifier:
        sentence = _("“%(typed)s” is geen ondernemingsnummer. Het heeft tien cijfers.")
        raise ValidationError({"employer_number": sentence % {"typed": typed}}) from None


def _pause(said: AgreementBreakIn | None, span: Span) -> tuple[int, int] | None:
    """The break as minutes of the same day; after midnight it lies in the next morning."""
    if said is None:
        return None
    first, last = _minutes(said.begins), _minutes(said.ends)
    if first < span.first:
        first, last = first + DAY, last + DAY
    elif last < first:
        last += DAY
    if not span.first <= first < last <= span.last:
        sentence = _("De pauze valt niet binnen de werkdag. Vul begin en einde ervan in.")
        raise ValidationError({"pause": sentence})
    return first, last


def _minutes(clock: str) -> int:
    moment = time.fromisoformat(clock)
    return moment.hour * HOUR + moment.minute


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % DAY, HOUR)
    return f"{hours:02d}:{rest:02d}"


def _reasons(codes: tuple[str, ...] | list[str]) -> list[ReasonOut]:
    return [ReasonOut(code=code, words=words_of(code)) for code in codes]


def _answer(answer: Answer) -> JobAnswerOut:
    return JobAnswerOut(
        may_be=not answer.refusals,
        meets_agreement=answer.meets_agreement,
        reasons=_reasons(answer.refusals),
        warnings=_reasons(answer.warnings),
        rules=[
            Rule.model_validate({**version, "value": str(version["value"])})
            for version in as_rule_versions(answer.outcome.check.because)
        ],
    )


def _shown(one: StudentJob) -> StudentJobOut:
    return StudentJobOut(
        id=one.pk,
        state=JobState(one.state),
        state_words=str(JOB_STATE[one.state]),
        employer=one.employer,
        employer_number=one.employer_number,
        first=one.first_on,
        last=one.last_on,
        weekdays=one.weekdays,
        begins=_clock(one.starts_at),
        ends=_clock(one.ends_at),
        warnings=_reasons(one.warnings),
        entered_on=one.entered_on,
        stopped_on=one.stopped_on,
    )
