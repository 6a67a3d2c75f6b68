"""What ends with its recognition: a case about one more mentor. And the vacancy of who never had a mentor."""

from datetime import date, timedelta

import pytest

from duaal.casework.recognition.actions import ending, mentors
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.mentors.clocks import (
    end_vacancies,
    last_day_of_vacancy,
    vacancies_to_alert,
)
from duaal.casework.recognition.models import Application, Recognition
from duaal.casework.recognition.sanctions.actions import carry_out
from duaal.casework.recognition.states import ApplicationKind, ApplicationState, RecognitionState
from duaal.foundation.audit.models import Entry
from tests.casework.recognition.appeals.sanctions import withdrawal
from tests.casework.recognition.factories import ApplicationFactory
from tests.casework.recognition.mentors.places import DAY, company_at, mentor_at, place

pytestmark = pytest.mark.django_db


def asked_at(recognition: Recognition, **changed: object) -> Application:
    """A case about one more mentor at the recognition."""
    return ApplicationFactory(
        kind=ApplicationKind.ADD_MENTOR,
        recognition_concerned=recognition,
        company=recognition.company,
        site=recognition.site,
        programme=recognition.programme,
        partnership=recognition.partnership,
        **changed,
    )


def give_up(recognition: Recognition) -> None:
    ending.give_up(recognition.pk, actor=company_at(recognition), on=DAY, agreements_without_end=0)


def expire(recognition: Recognition) -> None:
    recompute_clocks(on=recognition.valid_to + timedelta(days=1))


@pytest.mark.parametrize(("end", "waiting"), [(give_up, False), (give_up, True), (expire, False)])
def test_a_case_about_one_more_mentor_stops_with_its_recognition_and_says_why(end, waiting):
    recognition = place()
    mentor_at(recognition)
    case = asked_at(recognition, waiting=waiting)

    end(recognition)

    case.refresh_from_db()
    entry = Entry.objects.get(file_kind="application", file_id=case.pk, step="stop_mentor_case")
    assert case.state == ApplicationState.DISCONTINUED
    assert (entry.reasons, entry.to_state) == (["recognition_ended"], "DISCONTINUED")
    assert case.assignments.get().state == "ENDED"


def test_a_withdrawal_stops_it_too():
    recognition = place()
    mentor_at(recognition)
    case = asked_at(recognition)
    found = withdrawal(recognition, in_effect=False)

    carry_out(found.decision_id, on=found.effect_on)

    case.refresh_from_db()
    assert case.state == ApplicationState.DISCONTINUED


def test_cases_elsewhere_and_other_cases_go_on():
    recognition, other = place(), place()
    mine, elsewhere = asked_at(recognition), asked_at(other)
    renewal = ApplicationFactory(kind=ApplicationKind.RENEWAL, recognition_concerned=recognition)

    give_up(recognition)

    states = {one.pk: Application.objects.get(pk=one.pk).state for one in (mine, elsewhere, renewal)}
    assert states == {mine.pk: "DISCONTINUED", elsewhere.pk: "IN_REVIEW", renewal.pk: "IN_REVIEW"}


def test_one_that_was_left_open_is_stopped_by_the_clock_once():
    recognition = place()
    case = asked_at(recognition)
    Recognition.objects.filter(pk=recognition.pk).update(state=RecognitionState.EXPIRED)

    runs = [recompute_clocks(on=DAY).stopped for _run in range(2)]

    case.refresh_from_db()
    assert (runs, case.state) == ([1, 0], ApplicationState.DISCONTINUED)


def test_no_term_runs_for_a_recognition_in_principle_that_never_had_a_mentor():
    long_ago = date(2026, 1, 1)
    bare = place(state=RecognitionState.INCOMPLETE, incomplete_since=long_ago)

    assert list(vacancies_to_alert(on=DAY)) == []
    assert end_vacancies(on=DAY) == 0
    assert last_day_of_vacancy(bare) is None


def test_from_the_day_its_first_mentor_leaves_the_term_runs_as_everywhere():
    recognition = place()
    mentor = mentor_at(recognition)
    mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY)
    recognition.refresh_from_db()

    assert last_day_of_vacancy(recognition) == DAY + timedelta(days=30)
    assert list(vacancies_to_alert(on=DAY + timedelta(days=31))) == [recognition]
    assert end_vacancies(on=DAY + timedelta(days=31)) == 1
