"""Deadlines kept by the periodic job: to decide, answer, appeal, ends of recognitions, mentor trainings.

Each file is handled in a transaction of its own, so that a stop halfway leaves every file whole and the next
run goes on. A file that someone is working on is skipped and comes back with the next run.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from duaal.casework.recognition.actions.completeness import remind_of_questions
from duaal.casework.recognition.actions.mentors import after_mentor_change
from duaal.casework.recognition.actions.steps import move, move_recognition
from duaal.casework.recognition.actions.stopping import stop_cases_left_open, stop_mentor_cases
from duaal.casework.recognition.actions.upkeep_clocks import (
    close_with_their_site,
    give_notice_of_ends,
    run_out,
)
from duaal.casework.recognition.appeals.actions import make_final, refusals_past_term
from duaal.casework.recognition.assessing import law_of, questions_of, rule_set, standing_of
from duaal.casework.recognition.facts import Question
from duaal.casework.recognition.mandates.actions import ended_by_their_day, lapse
from duaal.casework.recognition.models import (
    OPEN_STATES,
    Application,
    InformationRequest,
    MentorAssignment,
    Recognition,
)
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.outcomes import Deadline
from duaal.casework.recognition.rules.terms import decision_deadline, overdue_flag
from duaal.casework.recognition.states import (
    DISCONTINUE,
    EXPIRE,
    FLAG,
    LAPSE_MENTOR,
    ApplicationState,
    AssignmentState,
)
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.lawbook.dated import as_rule_versions

BATCH = 2000
OF_A_CLOCK = ("received_on", "partnership_id", "legal_basis", "joint_committee_id")
"""What the clock of a case stands on beside its questions, as `rule_set` asks it."""


@dataclass(frozen=True, slots=True)
class ClockRun:
    """What one run of the job changed: numbers of files."""

    flagged: int
    discontinued: int
    expired: int
    lapsed: int
    made_final: int = 0
    mandates_ended: int = 0
    closed: int = 0
    noticed: int = 0
    reminded: int = 0
    stopped: int = 0


def recompute_clocks(*, on: date) -> ClockRun:
    """Recomputes every clock as of the day and does what follows from it; a second run changes nothing."""
    discontinued = _each(_unanswered(on), lambda pk: _discontinue(pk, on=on))
    return ClockRun(
        flagged=_each(_with_another_clock(on), lambda pk: _reset_clock(pk, on=on)),
        discontinued=discontinued,
        closed=close_with_their_site(on=on),
        expired=_each(_run_out(on), lambda pk: _expire(pk, on=on)),
        lapsed=_each(_untrained(on), lambda pk: _lapse(pk, on=on)),
        made_final=_each(refusals_past_term(on=on), lambda pk: make_final(pk, on=on)),
        mandates_ended=_each(ended_by_their_day(on=on), lambda pk: lapse(pk, on=on)),
        noticed=give_notice_of_ends(on=on),
        reminded=remind_of_questions(on=on),
        stopped=stop_cases_left_open(on=on),
    )


def _each(keys: Iterable[int], change: Callable[[int], bool]) -> int:
    return sum(change(pk) for pk in list(keys))


def _with_another_clock(on: date) -> Iterator[int]:
    """Open applications whose deadline or flag is no longer what the rules say, in two queries.

    Many were received on one day under one rule set: those without a question have one clock.
    """
    open_ones = Application.objects.filter(state__in=OPEN_STATES)
    asked = _asked(open_ones)
    clocks: dict[tuple[Any, ...], tuple[date, str]] = {}
    rows = open_ones.order_by("pk").values_list("pk", "deadline_on", "flag", *OF_A_CLOCK)
    for pk, deadline_on, flag, *of_case in rows.iterator(chunk_size=BATCH):
        questions = tuple(asked.get(pk, ()))
        key = (*of_case, questions)
        if key not in clocks:
            received_on, *under = of_case
            clocks[key] = _clock(received_on, rule_set(received_on, *under), questions, on=on)[:2]
        if (deadline_on, flag) != clocks[key]:
            yield pk


def _asked(applications: QuerySet[Application]) -> dict[int, list[Question]]:
    """The questions of these applications, in the order asked."""
    rows = InformationRequest.objects.filter(application__in=applications)
    found: dict[int, list[Question]] = {}
    for pk, asked_on, answered_on in rows.values_list("application_id", "asked_on", "answered_on"):
        found.setdefault(pk, []).append(Question(asked_on=asked_on, answered_on=answered_on))
    return found


def _clock(
    received_on: date, law: RecognitionLaw, questions: Sequence[Question], *, on: date
) -> tuple[date, str, Deadline]:
    """The last day to decide, the flag, and the deadline with the dated values they stand on."""
    deadline = decision_deadline(received_on, law, on=on, questions=questions)
    flag = overdue_flag(deadline, on=on, questions=questions)
    return deadline.last_day, str(flag or ""), deadline


def _unanswered(on: date) -> Iterable[int]:
    waiting = Application.objects.filter(
        state=ApplicationState.INFO_REQUESTED,
        information_requests__answered_on__isnull=True,
        information_requests__due_on__lt=on,
    )
    return waiting.order_by("pk").values_list("pk", flat=True)


def _run_out(on: date) -> Iterable[int]:
    return run_out(on=on).order_by("pk").values_list("pk", flat=True)


def _untrained(on: date) -> Iterable[int]:
    late = MentorAssignment.objects.filter(
        state=AssignmentState.ACTIVE_UNTRAINED, training_deadline_on__lt=on
    )
    return late.order_by("pk").values_list("pk", flat=True)


def _locked(application_id: int, states: Iterable[str]) -> Application | None:
    """The application, locked, when it is still in one of the states and nobody works on it."""
    return (
        Application.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("company", "site__municipality", "partnership")
        .filter(pk=application_id, state__in=states)
        .first()
    )


@transaction.atomic
def _reset_clock(application_id: int, *, on: date) -> bool:
    application = _locked(application_id, OPEN_STATES)
    if application is None:
        return False
    law, questions = law_of(application), questions_of(application)
    deadline_on, flag, deadline = _clock(application.received_on, law, questions, on=on)
    if flag != application.flag:
        application.flagged_on = on if flag else None
    application.deadline_on, application.flag = deadline_on, flag
    move(
        application,
        FLAG,
        actor=SYSTEM,
        on=on,
        changed={"deadline_on", "flag", "flagged_on"},
        reasons=[flag] if flag else [],
        rule_versions=as_rule_versions(deadline.because),
    )
    return True


@transaction.atomic
def _discontinue(application_id: int, *, on: date) -> bool:
    application = _locked(application_id, [ApplicationState.INFO_REQUESTED])
    if application is None:
        return False
    if DISCONTINUE.reasons_against(application.state, standing_of(application, actor=SYSTEM, on=on), on=on):
        return False  # answered, and asked anew, since this run began
    application.assignments.update(state=AssignmentState.ENDED, ended_on=on)
    versions = as_rule_versions([law_of(application).answer_days])
    move(application, DISCONTINUE, actor=SYSTEM, on=on, rule_versions=versions)
    return True


@transaction.atomic
def _expire(recognition_id: int, *, on: date) -> bool:
    recognition = _locked_recognition(recognition_id)
    if recognition is None or not run_out(on=on).filter(pk=recognition_id).exists():
        return False
    recognition.assignments.filter(ended_on__isnull=True).update(
        state=AssignmentState.ENDED, ended_on=recognition.valid_to
    )
    stop_mentor_cases(recognition, on=on)
    move_recognition(recognition, EXPIRE, actor=SYSTEM, on=on)
    return True


@transaction.atomic
def _lapse(assignment_id: int, *, on: date) -> bool:
    recognition_id = MentorAssignment.objects.values_list("recognition_id", flat=True).get(pk=assignment_id)
    recognition = _locked_recognition(recognition_id) if recognition_id is not None else None
    late = MentorAssignment.objects.select_for_update(of=("self",), skip_locked=True)
    assignment = late.filter(pk=assignment_id, state=AssignmentState.ACTIVE_UNTRAINED).first()
    if recognition is None or assignment is None:
        return False
    assignment.state = AssignmentState.LAPSED
    assignment.save(update_fields=["state"])
    remark = f"aanwijzing {assignment.pk}"
    move_recognition(recognition, LAPSE_MENTOR, actor=SYSTEM, on=on, remark=remark)
    after_mentor_change(recognition, on=on, remark=remark)
    return True


def _locked_recognition(recognition_id: int) -> Recognition | None:
    """The recognition, locked, when it is still live and nobody works on it."""
    return (
        Recognition.objects.select_for_update(skip_locked=True)
        .filter(pk=recognition_id, state__in=LIVE_STATES)
        .first()
    )
