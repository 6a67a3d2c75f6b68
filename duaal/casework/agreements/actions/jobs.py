"""Writes of student jobs: noted once nothing stands in the way, struck out when they do not go on."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.steps import lock_agreement
from duaal.casework.agreements.jobs import Answer, Asked, answer_to, jobs_visible_to
from duaal.casework.agreements.models import Agreement, StudentJob
from duaal.casework.agreements.states import NEW, AgreementStanding
from duaal.casework.agreements.states.checks import ENTER_JOB, STOP_JOB, JobState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.lawbook.dated import as_rule_versions

JOB_FILE = "student_job"
MOST_DAYS = timedelta(days=366)  # of the machine: a longer contract is a slip of the finger


def ask(agreement: Agreement, *, asked: Asked, actor: Actor, on: date) -> Answer:
    """What the rules say of a job; nothing is kept. Raises `ValidationError` for input that cannot be."""
    parties.require(actor, ENTER_JOB, agreement, on=on)
    return answer_to(_own(asked, actor, agreement), agreement, on=on)


@transaction.atomic
def enter(agreement_id: int, *, asked: Asked, actor: Actor, on: date) -> StudentJob:
    """Notes the job when nothing stands in the way; a company only a job at itself."""
    agreement = lock_agreement(agreement_id)
    parties.require(actor, ENTER_JOB, agreement, on=on)
    asked = _own(asked, actor, agreement)
    answer = answer_to(asked, agreement, on=on)
    ENTER_JOB.check(NEW, AgreementStanding(found=answer.refusals), on=on)
    assert agreement.trajectory is not None
    job, last = asked.job, asked.job.period.last
    assert last is not None
    pause = job.pause or (None, None)
    row = StudentJob.objects.create(
        learner_id=agreement.trajectory.learner_id,
        employer=asked.employer.strip(),
        employer_number=asked.employer_number,
        state=JobState.KEPT,
        first_on=job.period.first,
        last_on=last,
        weekdays=sorted(job.weekdays),
        starts_at=job.span.first,
        ends_at=job.span.last,
        pause_from=pause[0],
        pause_until=pause[1],
        has_benefit=asked.has_benefit,
        paid_leave=asked.paid_leave,
        warnings=list(answer.warnings),
        entered_on=on,
        entered_by_name=actor.name,
    )
    record(
        file_kind=JOB_FILE,
        file_id=row.pk,
        step=ENTER_JOB.name,
        from_state=NEW,
        to_state=row.state,
        actor=actor,
        on=on,
        reasons=answer.warnings,
        rule_versions=as_rule_versions(answer.outcome.check.because),
    )
    return row


@transaction.atomic
def stop(agreement_id: int, job_id: int, *, actor: Actor, on: date) -> StudentJob:
    """Strikes out a job that does not go on; its hours count no more.

    Raises `StudentJob.DoesNotExist` for a job that is not of this learner, or that the actor may not see.
    """
    agreement = lock_agreement(agreement_id)
    parties.require(actor, STOP_JOB, agreement, on=on)
    row = jobs_visible_to(actor, agreement).select_for_update(of=("self",)).get(pk=job_id)
    STOP_JOB.check(row.state, AgreementStanding(), on=on)
    row.state, row.stopped_on = JobState.STOPPED, on
    row.save(update_fields=["state", "stopped_on"])
    record(
        file_kind=JOB_FILE,
        file_id=row.pk,
        step=STOP_JOB.name,
        from_state=JobState.KEPT,
        to_state=row.state,
        actor=actor,
        on=on,
    )
    return row


def _own(asked: Asked, actor: Actor, agreement: Agreement) -> Asked:
    """The job as this actor may ask about it, with a period and days that can be."""
    period = asked.job.period
    assert period.last is not None
    if period.last - period.first > MOST_DAYS:
        sentence = _("%(day)s ligt te ver na de eerste dag. Kies een vroegere laatste dag.")
        raise ValidationError({"last": sentence % {"day": f"{period.last:%d/%m/%Y}"}})
    if not asked.job.days:
        raise ValidationError({"weekdays": _("Geen van deze weekdagen valt in de periode. Kies er andere.")})
    if actor.role == Role.COMPANY and asked.employer_number != agreement.company.enterprise_number:
        raise PermissionDenied(f"{actor.role} mag enkel een studentenjob bij zichzelf noteren")
    return asked
