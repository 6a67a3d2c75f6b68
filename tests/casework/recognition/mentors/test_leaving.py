"""Mentors who leave, die or are taken away, and the recognition that is left without one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.recognition.actions import mentors
from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.states import AssignmentState, EndReason, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, OTHER_COMPANY
from tests.casework.recognition.mentors.places import DAY, company_at, mentor_at, place, untrained_at

pytestmark = pytest.mark.django_db


@transaction.atomic
def change(recognition: Recognition, **states: object) -> Recognition:
    """Somebody else changed the assignments, and puts the recognition right."""
    recognition.assignments.update(**states)
    return mentors.after_mentor_change(lock_recognition(recognition.pk), on=DAY)


def test_the_recognition_of_which_the_last_mentor_leaves_is_incomplete_from_that_day():
    recognition = place()
    mentor = mentor_at(recognition)

    mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=date(2026, 4, 17))

    mentor.refresh_from_db()
    recognition.refresh_from_db()
    assert (mentor.state, mentor.end_reason) == (AssignmentState.ENDED, EndReason.LEFT)
    assert mentor.ended_on == date(2026, 4, 17)
    assert recognition.state == RecognitionState.INCOMPLETE
    assert recognition.incomplete_since == date(2026, 4, 17)


def test_the_leave_and_the_vacancy_are_two_entries_of_the_recognition():
    recognition = place()
    mentor = mentor_at(recognition)

    mentors.leave(
        mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY, remark="Werkt nu bij de buren."
    )

    leave, vacancy = Entry.objects.order_by("seq")
    assert (leave.file_kind, leave.file_id, leave.step) == (
        "recognition",
        recognition.pk,
        "mentor_leaves",
    )
    assert leave.remark == f"aanwijzing {mentor.pk}: Werkt nu bij de buren."
    assert (leave.from_state, leave.to_state, leave.actor_role) == ("ACTIVE", "ACTIVE", "company")
    assert (vacancy.step, vacancy.from_state, vacancy.to_state) == (
        "lose_last_mentor",
        "ACTIVE",
        "INCOMPLETE",
    )
    assert vacancy.actor_role == "system"


def test_with_another_mentor_at_work_the_recognition_stays_as_it_is():
    recognition = place()
    mentor, _other = mentor_at(recognition), untrained_at(recognition)

    mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.ACTIVE, None)


def test_the_vacancy_counts_from_the_last_of_several_mentors_in_whatever_order_they_are_reported():
    recognition = place()
    first, second = mentor_at(recognition), mentor_at(recognition)
    company = company_at(recognition)

    mentors.leave(second.pk, actor=company, on=DAY, last_day=date(2026, 4, 10))
    mentors.leave(first.pk, actor=company, on=DAY, last_day=date(2026, 4, 1))

    recognition.refresh_from_db()
    assert recognition.incomplete_since == date(2026, 4, 10)


def test_a_mentor_who_died_leaves_the_recognition_with_that_reason():
    recognition = place()
    mentor = mentor_at(recognition)

    mentors.die(mentor.pk, actor=company_at(recognition), on=DAY, died_on=DAY)

    mentor.refresh_from_db()
    assert mentor.end_reason == EndReason.DIED
    assert Entry.objects.order_by("seq").values_list("step", flat=True)[0] == "mentor_dies"


def test_a_lapsed_mentor_can_leave_too():
    recognition = place(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 4, 1))
    mentor = untrained_at(recognition, state=AssignmentState.LAPSED)

    mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY)

    recognition.refresh_from_db()
    assert recognition.incomplete_since == date(2026, 4, 1)


def test_the_last_mentor_cannot_be_taken_away_while_an_agreement_runs():
    recognition = place()
    mentor = mentor_at(recognition)

    with pytest.raises(Refused) as refusal:
        mentors.take_away(mentor.pk, actor=company_at(recognition), on=DAY, agreements_run=True)

    mentor.refresh_from_db()
    assert refusal.value.reasons == ("last_mentor",)
    assert mentor.state == AssignmentState.ACTIVE
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("others", "agreements_run"),
    [
        pytest.param(1, True, id="another mentor works there"),
        pytest.param(0, False, id="no learner is there"),
    ],
)
def test_a_mentor_who_is_not_needed_for_a_learner_can_be_taken_away(others, agreements_run):
    recognition = place()
    mentor = mentor_at(recognition)
    for _number in range(others):
        mentor_at(recognition)

    mentors.take_away(mentor.pk, actor=company_at(recognition), on=DAY, agreements_run=agreements_run)

    mentor.refresh_from_db()
    assert (mentor.state, mentor.ended_on) == (AssignmentState.ENDED, DAY)


def test_who_stopped_before_cannot_stop_again():
    recognition = place()
    mentor = mentor_at(recognition, state=AssignmentState.ENDED, ended_on=DAY)

    with pytest.raises(Refused) as refusal:
        mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY)

    assert refusal.value.reasons == ("mentor_not_at_work",)


def test_nobody_leaves_a_recognition_that_has_ended():
    recognition = place(expired=True)
    mentor = mentor_at(recognition)

    with pytest.raises(Refused) as refusal:
        mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY)

    assert refusal.value.reasons == ("wrong_state",)


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param(OTHER_COMPANY, id="another company"),
        pytest.param(OFFICER, id="the partnership"),
        pytest.param(DEPARTMENT, id="the department"),
    ],
)
def test_only_the_company_says_that_its_mentor_left(actor):
    mentor = mentor_at(place())

    with pytest.raises(PermissionDenied):
        mentors.leave(mentor.pk, actor=actor, on=DAY, last_day=DAY)


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        pytest.param(date(2026, 4, 21), "21/04/2026 ligt in de toekomst", id="tomorrow"),
        pytest.param(date(2026, 3, 1), "01/03/2026 ligt voor de dag", id="before the naming"),
    ],
)
def test_the_last_day_of_a_mentor_lies_between_the_naming_and_today(last_day, words):
    recognition = place()
    mentor = mentor_at(recognition)

    with pytest.raises(ValidationError) as wrong:
        mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=last_day)

    assert words in wrong.value.message_dict["last_day"][0]


@pytest.mark.parametrize(
    "state",
    [RecognitionState.UNDER_GUIDANCE, RecognitionState.SANCTION_PROPOSED, RecognitionState.SUSPENDED],
)
def test_what_runs_on_a_recognition_goes_on_and_the_vacancy_is_noted_beside_it(state):
    recognition = place(state=state)
    mentor = mentor_at(recognition)

    mentors.leave(mentor.pk, actor=company_at(recognition), on=DAY, last_day=DAY)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (state, DAY)
    assert mentors.state_at_rest(recognition) == RecognitionState.INCOMPLETE


def test_a_barred_mentor_leaves_the_recognition_incomplete():
    recognition = place()
    mentor_at(recognition)

    change(recognition, state=AssignmentState.BARRED, ended_on=DAY)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.INCOMPLETE, DAY)


def test_a_mentor_at_work_again_makes_the_recognition_complete_and_forgets_the_alerts():
    recognition = place(
        state=RecognitionState.INCOMPLETE,
        incomplete_since=date(2026, 3, 12),
        vacancy_alerted_on=date(2026, 3, 23),
        vacancy_over_on=date(2026, 4, 12),
    )
    untrained_at(recognition, state=AssignmentState.LAPSED)

    change(recognition, state=AssignmentState.ACTIVE)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.ACTIVE, None)
    assert (recognition.vacancy_alerted_on, recognition.vacancy_over_on) == (None, None)
    assert mentors.state_at_rest(recognition) == RecognitionState.ACTIVE
    assert Entry.objects.get().step == "regain_mentor"


def test_a_second_look_changes_nothing():
    recognition = place()
    mentor_at(recognition)
    change(recognition, state=AssignmentState.LAPSED)

    change(recognition)

    assert Entry.objects.count() == 1


def test_a_recognition_that_has_ended_is_left_alone():
    recognition = place(expired=True)

    change(recognition)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.EXPIRED, None)


def test_nobody_is_twice_a_mentor_of_one_recognition():
    recognition = place()
    mentor = mentor_at(recognition)

    with pytest.raises(IntegrityError, match="recognition_mentor_once"), transaction.atomic():
        MentorAssignment.objects.create(
            application=place().application,
            recognition=recognition,
            person=mentor.person,
            state=AssignmentState.LAPSED,
            named_on=DAY,
            experience_since=DAY,
            extract_issued_on=DAY,
        )
