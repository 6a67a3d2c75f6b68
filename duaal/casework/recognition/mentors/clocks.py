"""Deadlines about mentors kept by the periodic job: the training to plan, and the term of a vacancy.

Each file has a transaction of its own; one that somebody works on is skipped and comes back with the next
run. That agreements run on a recognition only a floor above knows: `flows/processes/mentors.py`.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from duaal.casework.recognition.actions.steps import move_recognition
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.casework.recognition.states import AssignmentState
from duaal.casework.recognition.states.mentors import ALERT_VACANCY, REMIND_TRAINING, VACANCY_OVER
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version, as_rule_versions


def replace_days(on: date) -> Version[int]:
    """After how many days without a mentor the department is told, when agreements run."""
    version: Version[int] = BOOK.value("recognition.mentor_replace_days").on(on)
    return version


def vacancy_days(on: date) -> Version[int]:
    """Within how many days a company names another mentor."""
    version: Version[int] = BOOK.value("recognition.mentor_vacancy_days").on(on)
    return version


def last_day_of_vacancy(recognition: Recognition) -> date | None:
    """The last day to name another mentor; None while somebody works there, or nobody ever did."""
    since = recognition.incomplete_since
    if since is None or not recognition.assignments.all():
        return None
    return since + timedelta(days=vacancy_days(since).value)


def vacant(*, since: date) -> QuerySet[Recognition]:
    """Live recognitions without a mentor since before the day. One recognised in principle, to which a mentor
    still has to come for the first time, lost nobody: no term runs there.
    """
    worked_here = MentorAssignment.objects.filter(recognition=OuterRef("pk"))
    return Recognition.objects.filter(Exists(worked_here), state__in=LIVE_STATES, incomplete_since__lt=since)


def vacancies_to_alert(*, on: date) -> QuerySet[Recognition]:
    """Recognitions without a mentor for longer than the days, of which the department was not told yet."""
    since = on - timedelta(days=replace_days(on).value)
    return vacant(since=since).filter(vacancy_alerted_on__isnull=True).order_by("pk")


def remind_trainings(*, on: date) -> int:
    """Reminds of the trainings that had to be planned by now; how many."""
    to_plan = MentorAssignment.objects.filter(
        state=AssignmentState.ACTIVE_UNTRAINED, training_plan_on__lte=on, training_reminded_on__isnull=True
    )
    return _each(to_plan.order_by("pk").values_list("pk", flat=True), on)


def end_vacancies(*, on: date) -> int:
    """Notes for which recognitions the term to name a mentor is over; a task, no sanction. How many."""
    since = on - timedelta(days=vacancy_days(on).value)
    over = vacant(since=since).filter(vacancy_over_on__isnull=True)
    return sum(_end_vacancy(pk, on=on) for pk in list(over.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def alert_vacancy(recognition_id: int, *, on: date) -> bool:
    """Tells the department of one vacancy while agreements run; once per vacancy."""
    recognition = _locked(recognition_id)
    if recognition is None or recognition.vacancy_alerted_on or recognition.incomplete_since is None:
        return False
    recognition.vacancy_alerted_on = on
    versions = as_rule_versions([replace_days(on)])
    changed = {"vacancy_alerted_on"}
    move_recognition(recognition, ALERT_VACANCY, actor=SYSTEM, on=on, changed=changed, rule_versions=versions)
    return True


def _each(keys: Iterable[int], on: date) -> int:
    return sum(_remind(pk, on=on) for pk in list(keys))


@transaction.atomic
def _remind(assignment_id: int, *, on: date) -> bool:
    recognition_id = MentorAssignment.objects.values_list("recognition_id", flat=True).get(pk=assignment_id)
    recognition = _locked(recognition_id) if recognition_id is not None else None
    waiting = MentorAssignment.objects.select_for_update(of=("self",), skip_locked=True)
    assignment = waiting.filter(
        pk=assignment_id, state=AssignmentState.ACTIVE_UNTRAINED, training_reminded_on__isnull=True
    ).first()
    if recognition is None or assignment is None:
        return False
    assignment.training_reminded_on = on
    assignment.save(update_fields=["training_reminded_on"])
    months = BOOK.value("recognition.training_plan_months").for_partnership(recognition.partnership_id)
    move_recognition(
        recognition,
        REMIND_TRAINING,
        actor=SYSTEM,
        on=on,
        rule_versions=as_rule_versions([months.on(on)]),
        remark=f"aanwijzing {assignment.pk}",
    )
    return True


@transaction.atomic
def _end_vacancy(recognition_id: int, *, on: date) -> bool:
    recognition = _locked(recognition_id)
    if recognition is None or recognition.vacancy_over_on or recognition.incomplete_since is None:
        return False
    recognition.vacancy_over_on = on
    versions = as_rule_versions([vacancy_days(on)])
    changed = {"vacancy_over_on"}
    move_recognition(recognition, VACANCY_OVER, actor=SYSTEM, on=on, changed=changed, rule_versions=versions)
    return True


def _locked(recognition_id: int) -> Recognition | None:
    return (
        Recognition.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=recognition_id, state__in=LIVE_STATES)
        .first()
    )
