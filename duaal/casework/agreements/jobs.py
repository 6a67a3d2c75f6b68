"""Student jobs with the agreements they meet: what the rules look at, and who sees which."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import QuerySet

from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import free_days
from duaal.casework.agreements.models import Agreement, StudentJob
from duaal.casework.agreements.rules.jobs import AgreementDays, Job, JobFacts, JobOutcome, check_job
from duaal.casework.agreements.rules.law import StudentLaw, SuspensionLaw, TimetableLaw, law_on
from duaal.casework.agreements.rules.timetable import Span
from duaal.casework.agreements.states import CONCLUDED, AgreementState
from duaal.casework.agreements.states.checks import JobState
from duaal.casework.agreements.suspensions import suspensions_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period

UNPAID = "UNPAID"
NO_AGREEMENT_THEN = "NO_AGREEMENT_THEN"


@dataclass(frozen=True, slots=True)
class Asked:
    """A student job as somebody asks about it."""

    job: Job
    employer: str
    employer_number: str = ""
    has_benefit: bool = False
    paid_leave: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say; `meets_agreement` is false when no agreement runs in that period."""

    outcome: JobOutcome
    meets_agreement: bool

    @property
    def refusals(self) -> tuple[str, ...]:
        return self.outcome.check.refusals

    @property
    def warnings(self) -> tuple[str, ...]:
        own = () if self.meets_agreement else (NO_AGREEMENT_THEN,)
        return (*own, *self.outcome.check.warnings)


def answer_to(asked: Asked, agreement: Agreement, *, on: date) -> Answer:
    """Whether the learner of this agreement may work there as a student, and every reason why not."""
    assert agreement.trajectory is not None
    learner = agreement.trajectory.learner
    met = list(_meeting(agreement, asked.job.period))
    others = StudentJob.objects.filter(learner=learner, state=JobState.KEPT)
    facts = JobFacts(
        job=asked.job,
        agreements=tuple(_days(one, asked) for one in met),
        birth_date=learner.person.birth_date,
        others=tuple(as_job(one) for one in others),
        has_benefit=asked.has_benefit,
        paid_leave=asked.paid_leave,
        sector=newest(agreement).terms.sector,
    )
    partnership = agreement.recognition.partnership_id
    law_of = partial(law_on, StudentLaw)
    return Answer(check_job(facts, law_of, law_on(TimetableLaw, on, partnership)), bool(met))


def as_job(row: StudentJob) -> Job:
    """The job as the rules see it."""
    pause = (
        (row.pause_from, row.pause_until)
        if row.pause_from is not None and row.pause_until is not None
        else None
    )
    return Job(
        Period(row.first_on, row.last_on), frozenset(row.weekdays), Span(row.starts_at, row.ends_at), pause
    )


def jobs_visible_to(actor: Actor, agreement: Agreement) -> QuerySet[StudentJob]:
    """The jobs of the learner: the own side and the school see all, the company only those at itself."""
    assert agreement.trajectory is not None
    found = StudentJob.objects.filter(learner_id=agreement.trajectory.learner_id)
    match actor.role:
        case Role.COUNSELLOR | Role.LEARNER | Role.GUARDIAN:
            return found
        case Role.COMPANY:
            return found.filter(employer_number=actor.organisation)
    return found.none()


def _meeting(agreement: Agreement, period: Period) -> QuerySet[Agreement]:
    """The agreements of the learner that were concluded and share a day with the period."""
    rows = Agreement.objects.filter(
        learner_number=agreement.learner_number,
        trajectory__isnull=False,
        state__in=sorted({*CONCLUDED, AgreementState.ENDED}),
        starts_on__lte=period.last,
        planned_end_on__gte=period.first,
    ).exclude(ended_on__lt=period.first)
    return rows.select_related("company", "recognition", "trajectory").order_by("starts_on")


def _days(agreement: Agreement, asked: Asked) -> AgreementDays:
    assert agreement.starts_on is not None
    terms = newest(agreement).terms
    period = Period(agreement.starts_on, agreement.ended_on or agreement.planned_end_on)
    grounds = law_on(SuspensionLaw, agreement.starts_on).grounds
    lying = [one for one in suspensions_of(agreement) if grounds[one.ground].value == UNPAID]
    free = free_days(period)
    return AgreementDays(
        period,
        tuple(one.period for one in lying),
        tuple(shift for one in terms.timetable for shift in one.shifts(free) if period.contains(shift.on)),
        _is_same(asked, agreement),
    )


def _is_same(asked: Asked, agreement: Agreement) -> bool:
    """Whether the employer is the company of the agreement: by its number, or else by its name."""
    if asked.employer_number:
        return asked.employer_number == agreement.company.enterprise_number
    return asked.employer.strip().casefold() == agreement.company.name.strip().casefold()
