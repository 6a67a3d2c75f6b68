"""Completeness found once by who decides; and the one reminder of a question, by the periodic job."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.actions.completeness import (
    completeness_term,
    declare_complete,
    remind_of_questions,
)
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
)
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory, InformationRequestFactory
from tests.casework.recognition.looking import steps, unchanged

pytestmark = pytest.mark.django_db

DAY = RECEIVED + timedelta(days=1)
ASKED = RECEIVED + timedelta(days=2)
DAY_7 = ASKED + timedelta(days=7)


def test_an_application_is_found_complete_with_the_value_behind_the_term():
    case = ApplicationFactory()

    declare_complete(case.pk, actor=OFFICER, on=DAY)

    case.refresh_from_db()
    entry = Entry.objects.get()
    assert (case.complete_on, case.state) == (DAY, ApplicationState.IN_REVIEW)
    assert (entry.step, entry.rule_versions[0]["key"]) == (
        "declare_complete",
        "recognition.completeness_working_days",
    )


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 5), id="within a week"),
        pytest.param(date(2026, 3, 5), date(2026, 3, 10), id="over a weekend"),
    ],
)
def test_the_check_has_three_working_days(received, last_day):
    case = ApplicationFactory(received_on=received)

    assert completeness_term(case).last_day == last_day


def test_an_application_is_not_found_complete_twice_nor_while_a_question_is_open():
    done, waiting = ApplicationFactory(complete_on=DAY), ApplicationFactory(waiting=True)

    with pytest.raises(Refused, match="complete_already"):
        declare_complete(done.pk, actor=OFFICER, on=DAY)
    with pytest.raises(Refused, match="wrong_state"):
        declare_complete(waiting.pk, actor=OFFICER, on=DAY)

    assert unchanged(done)


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, OTHER_COMPANY])
def test_only_who_decides_finds_an_application_complete(actor):
    case = ApplicationFactory()

    with pytest.raises(PermissionDenied):
        declare_complete(case.pk, actor=actor, on=DAY)

    assert unchanged(case)


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        pytest.param(DAY_7 - timedelta(days=1), False, id="day 6"),
        pytest.param(DAY_7, True, id="day 7"),
        pytest.param(ASKED + timedelta(days=14), True, id="last day to answer"),
    ],
)
def test_an_open_question_gets_a_reminder_from_day_7(day, reminded):
    case = ApplicationFactory(waiting=True)

    run = recompute_clocks(on=day)

    question = case.information_requests.get()
    assert (run.reminded, question.reminded_on) == (int(reminded), day if reminded else None)


def test_the_reminder_comes_once_by_the_system_with_its_value():
    case = ApplicationFactory(waiting=True)
    remind_of_questions(on=DAY_7)

    assert remind_of_questions(on=DAY_7 + timedelta(days=1)) == 0

    entry = Entry.objects.get()
    assert (entry.step, entry.actor_role, entry.to_state) == ("remind", "system", "INFO_REQUESTED")
    assert entry.rule_versions[0]["key"] == "recognition.answer_reminder_day"
    assert steps(case) == ["remind"]


def test_no_reminder_after_the_answer_nor_after_the_term():
    answered, late = ApplicationFactory(), ApplicationFactory(waiting=True)
    InformationRequestFactory(application=answered, answered=True)

    run = recompute_clocks(on=ASKED + timedelta(days=15))

    late.refresh_from_db()
    assert run.reminded == 0
    assert late.state == ApplicationState.DISCONTINUED


def test_a_new_question_gets_its_own_reminder():
    case = ApplicationFactory()
    InformationRequestFactory(application=case, answered=True, reminded_on=ASKED)

    handling.ask(case.pk, actor=OFFICER, on=DAY_7, items="Nog een foto.")

    assert remind_of_questions(on=DAY_7 + timedelta(days=7)) == 1
