"""Mentors while agreements run, and the clocks of a place without a mentor."""

from datetime import date

import pytest

from duaal.casework.recognition.mentors.clocks import end_vacancies, last_day_of_vacancy, remind_trainings
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import AssignmentState, RecognitionState
from duaal.flows.processes.mentors import alert_vacancies, take_mentor_away
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.mentors.places import DAY, company_at, mentor_at, place, untrained_at

pytestmark = pytest.mark.django_db


def vacant(since: date, **changed: object) -> Recognition:
    """A place without a mentor since the day."""
    recognition = place(**{"state": RecognitionState.INCOMPLETE, "incomplete_since": since, **changed})
    mentor_at(recognition, state=AssignmentState.ENDED, ended_on=since)
    return recognition


def test_the_last_mentor_stays_as_long_as_an_agreement_runs():
    recognition = place()
    mentor = mentor_at(recognition)
    AgreementFactory(recognition=recognition)

    with pytest.raises(Refused) as refusal:
        take_mentor_away(mentor.pk, actor=company_at(recognition), on=DAY)

    assert refusal.value.reasons == ("last_mentor",)


def test_once_the_agreement_is_over_the_last_mentor_can_go():
    recognition = place()
    mentor = mentor_at(recognition)
    AgreementFactory(recognition=recognition, ended=True)

    take_mentor_away(mentor.pk, actor=company_at(recognition), on=DAY)

    mentor.refresh_from_db()
    recognition.refresh_from_db()
    assert mentor.state == AssignmentState.ENDED
    assert recognition.state == RecognitionState.INCOMPLETE


@pytest.mark.parametrize(
    ("day", "told"),
    [pytest.param(date(2026, 4, 11), 0, id="day 10"), pytest.param(date(2026, 4, 12), 1, id="day 11")],
)
def test_the_department_is_told_after_ten_days_without_a_mentor_when_a_learner_is_there(day, told):
    recognition = vacant(date(2026, 4, 1))
    AgreementFactory(recognition=recognition)
    vacant(date(2026, 4, 1))  # no learner there

    assert alert_vacancies(on=day) == told
    assert alert_vacancies(on=day) == 0

    steps = Entry.objects.values_list("file_id", "step", "actor_role")
    assert list(steps) == [(recognition.pk, "alert_vacancy", "system")][:told]


@pytest.mark.parametrize(
    ("day", "over"),
    [pytest.param(date(2026, 5, 1), 0, id="day 30"), pytest.param(date(2026, 5, 2), 1, id="day 31")],
)
def test_after_thirty_days_the_term_is_over_and_nothing_else_happens(day, over):
    recognition = vacant(date(2026, 4, 1))

    assert end_vacancies(on=day) == over
    assert end_vacancies(on=day) == 0

    recognition.refresh_from_db()
    assert last_day_of_vacancy(recognition) == date(2026, 5, 1)
    assert recognition.state == RecognitionState.INCOMPLETE
    assert recognition.vacancy_over_on == (day if over else None)


def test_a_place_that_has_ended_is_left_alone():
    vacant(date(2026, 1, 1), state=RecognitionState.EXPIRED, valid_from=date(2021, 1, 1), valid_to=DAY)

    assert (end_vacancies(on=date(2026, 6, 1)), alert_vacancies(on=date(2026, 6, 1))) == (0, 0)


@pytest.mark.parametrize(
    ("day", "reminded"),
    [pytest.param(date(2026, 6, 9), 0, id="before"), pytest.param(date(2026, 6, 10), 1, id="on the day")],
)
def test_a_training_that_had_to_be_planned_is_reminded_of_once(day, reminded):
    mentor = untrained_at(place(), training_plan_on=date(2026, 6, 10))
    mentor_at(place(), training_plan_on=date(2026, 6, 10))

    assert remind_trainings(on=day) == reminded
    assert remind_trainings(on=day) == 0

    mentor.refresh_from_db()
    assert mentor.training_reminded_on == (day if reminded else None)
