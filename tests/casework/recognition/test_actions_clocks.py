"""The periodic job: what it flags, closes, expires and lets lapse, and that a second run changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.clocks import ClockRun, recompute_clocks
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import ApplicationState, AssignmentState, RecognitionState
from duaal.foundation.audit.models import Entry
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.connections import in_thread
from tests.casework.recognition.factories import (
    DEADLINE,
    RECEIVED,
    ApplicationFactory,
    InformationRequestFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
)

pytestmark = pytest.mark.django_db

DAY_15 = DEADLINE + timedelta(days=1)
NOTHING = ClockRun(flagged=0, discontinued=0, expired=0, lapsed=0)


@pytest.mark.parametrize(
    ("day", "flag"),
    [
        pytest.param(DEADLINE, "", id="last day of the term"),
        pytest.param(DAY_15, "OVERDUE", id="day 15"),
    ],
)
def test_an_undecided_case_is_late_from_day_15(day, flag):
    case = ApplicationFactory()

    recompute_clocks(on=day)

    case.refresh_from_db()
    assert (case.state, case.flag) == (ApplicationState.IN_REVIEW, flag)
    assert case.flagged_on == (DAY_15 if flag else None)


def test_the_flag_is_recorded_by_the_system_and_decides_nothing():
    case = ApplicationFactory()

    recompute_clocks(on=DAY_15)

    entry = Entry.objects.get()
    assert (entry.step, entry.from_state, entry.to_state) == ("flag", "IN_REVIEW", "IN_REVIEW")
    assert (entry.actor_role, entry.reasons, entry.on) == ("system", ["OVERDUE"], DAY_15)
    assert {version["key"] for version in entry.rule_versions} >= {"recognition.decision_days"}
    assert not hasattr(Application.objects.get(pk=case.pk), "recognition")


@pytest.mark.parametrize("answered", [True, False])
def test_looking_at_every_clock_takes_as_many_queries_for_one_case_as_for_many(answered):
    def looked_at(number):
        for _place in range(number):
            case = ApplicationFactory()
            day = RECEIVED + timedelta(days=2)
            InformationRequestFactory(application=case, asked_on=day, answered_on=day if answered else None)
        recompute_clocks(on=DEADLINE)
        with CaptureQueriesContext(connection) as queries:
            assert recompute_clocks(on=DEADLINE) == NOTHING
        return len(queries)

    assert looked_at(1) == looked_at(9)


@pytest.mark.parametrize(
    ("asked_on", "answered_on", "flag"),
    [
        pytest.param(date(2026, 3, 9), None, "OVERDUE_WAITING", id="open on day 15"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 17), "OVERDUE_WAITING", id="answered a day too late"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 12), "OVERDUE", id="answered in time"),
        pytest.param(DAY_15, None, "OVERDUE", id="asked after the term"),
    ],
)
def test_a_late_case_that_waited_for_the_company_is_told_apart(asked_on, answered_on, flag):
    state = ApplicationState.IN_REVIEW if answered_on else ApplicationState.INFO_REQUESTED
    case = ApplicationFactory(state=state)
    InformationRequestFactory(
        application=case, asked_on=asked_on, answered_on=answered_on, answer="Hier." if answered_on else ""
    )

    recompute_clocks(on=DAY_15)

    case.refresh_from_db()
    assert (case.deadline_on, case.flag) == (DEADLINE, flag)


def test_a_deadline_that_the_rules_give_otherwise_is_put_right():
    case = ApplicationFactory(deadline_on=DEADLINE + timedelta(days=5), overdue=True)

    run = recompute_clocks(on=DEADLINE)

    case.refresh_from_db()
    assert run.flagged == 1
    assert (case.deadline_on, case.flag, case.flagged_on) == (DEADLINE, "", None)


def test_a_flag_that_stays_keeps_the_day_on_which_it_was_put():
    case = ApplicationFactory(
        overdue=True, flagged_on=date(2026, 3, 17), deadline_on=DEADLINE - timedelta(days=1)
    )

    recompute_clocks(on=date(2026, 3, 20))

    case.refresh_from_db()
    assert (case.deadline_on, case.flagged_on) == (DEADLINE, date(2026, 3, 17))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(date(2026, 3, 18), ApplicationState.INFO_REQUESTED, id="last day to answer"),
        pytest.param(date(2026, 3, 19), ApplicationState.DISCONTINUED, id="day after"),
    ],
)
def test_a_case_without_an_answer_is_discontinued_after_fourteen_days(day, state):
    case = ApplicationFactory(waiting=True)

    recompute_clocks(on=day)

    case.refresh_from_db()
    assert case.state == state


def test_a_discontinued_case_lets_its_mentors_go_and_says_on_which_term():
    case = ApplicationFactory(waiting=True)

    run = recompute_clocks(on=date(2026, 3, 19))

    mentor, entry = case.assignments.get(), Entry.objects.get(step="discontinue")
    assert run.discontinued == 1
    assert (mentor.state, mentor.ended_on) == (AssignmentState.ENDED, date(2026, 3, 19))
    assert (entry.actor_role, entry.to_state) == ("system", "DISCONTINUED")
    assert [version["key"] for version in entry.rule_versions] == ["recognition.answer_days"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(date(2031, 3, 9), RecognitionState.ACTIVE, id="last day"),
        pytest.param(date(2031, 3, 10), RecognitionState.EXPIRED, id="day after"),
    ],
)
def test_a_recognition_expires_the_day_after_its_last_day(day, state):
    recognition = RecognitionFactory()

    recompute_clocks(on=day)

    recognition.refresh_from_db()
    assert recognition.state == state


def test_the_mentors_of_an_expired_recognition_end_with_it():
    recognition = RecognitionFactory()
    mentor = MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state=AssignmentState.ACTIVE
    )

    run = recompute_clocks(on=date(2031, 4, 1))

    mentor.refresh_from_db()
    entry = Entry.objects.get()
    assert run.expired == 1
    assert (mentor.state, mentor.ended_on) == (AssignmentState.ENDED, date(2031, 3, 9))
    assert (entry.file_kind, entry.step, entry.to_state) == ("recognition", "expire", "EXPIRED")


@pytest.mark.parametrize(
    ("day", "state", "recognised"),
    [
        pytest.param(
            date(2026, 9, 10),
            AssignmentState.ACTIVE_UNTRAINED,
            RecognitionState.ACTIVE,
            id="last day for the training",
        ),
        pytest.param(date(2026, 9, 11), AssignmentState.LAPSED, RecognitionState.INCOMPLETE, id="day after"),
    ],
)
def test_the_last_mentor_who_does_not_follow_the_training_leaves_the_recognition_incomplete(
    day, state, recognised
):
    recognition = RecognitionFactory()
    mentor = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 9, 10),
    )

    recompute_clocks(on=day)

    mentor.refresh_from_db()
    recognition.refresh_from_db()
    assert mentor.state == state
    assert recognition.state == recognised
    assert recognition.incomplete_since == (day if state == AssignmentState.LAPSED else None)


def test_a_lapse_is_recorded_in_the_file_of_the_recognition():
    recognition = RecognitionFactory()
    mentor = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 9, 10),
    )

    assert recompute_clocks(on=date(2026, 9, 11)).lapsed == 1

    entry = Entry.objects.get(step="lapse_mentor")
    assert (entry.file_id, entry.step, entry.remark) == (
        recognition.pk,
        "lapse_mentor",
        f"aanwijzing {mentor.pk}",
    )


def test_a_second_run_changes_nothing():
    ApplicationFactory()
    ApplicationFactory(waiting=True)
    recognition = RecognitionFactory()
    MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 9, 10),
    )
    day = date(2026, 10, 1)
    first = recompute_clocks(on=day)
    written = Entry.objects.count()

    second = recompute_clocks(on=day)

    assert first == ClockRun(flagged=1, discontinued=1, expired=0, lapsed=1)
    assert second == NOTHING
    assert Entry.objects.count() == written


@pytest.mark.parametrize("closed", ["approved", "refused", "cancelled", "discontinued"])
def test_a_closed_case_has_no_clock(closed):
    ApplicationFactory(**{closed: True})

    assert replace(recompute_clocks(on=date(2026, 12, 1)), made_final=0) == NOTHING


def test_an_answered_case_is_judged_by_its_new_question_only():
    case = ApplicationFactory()
    handling.ask(case.pk, actor=OFFICER, on=RECEIVED + timedelta(days=2), items="Iets.")

    assert recompute_clocks(on=RECEIVED + timedelta(days=2)) == NOTHING


@pytest.mark.django_db(transaction=True)
def test_a_case_that_somebody_works_on_is_left_for_the_next_run():
    case = ApplicationFactory()
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=case.pk)
        during = in_thread(lambda: recompute_clocks(on=DAY_15))

    after = recompute_clocks(on=DAY_15)

    assert during == NOTHING
    assert after.flagged == 1
