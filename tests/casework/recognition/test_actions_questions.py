"""Ask and answer: done, recorded, and what is wrong input. Who may not stands in `test_actions_handling`."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.handling import NewExtract
from duaal.casework.recognition.models import InformationRequest
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.identifiers import format_national_number, make_national_number
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import OFFICER, company_of
from tests.casework.recognition.factories import (
    DEADLINE,
    RECEIVED,
    ApplicationFactory,
    InformationRequestFactory,
)
from tests.casework.recognition.looking import steps, unchanged

pytestmark = pytest.mark.django_db

DAY = RECEIVED + timedelta(days=4)


def test_a_question_gives_the_company_fourteen_days_and_leaves_the_term_to_decide_alone():
    case = ApplicationFactory()

    handling.ask(case.pk, actor=OFFICER, on=DAY, items="  Een recent uittreksel.  ")

    case.refresh_from_db()
    question = InformationRequest.objects.get()
    assert case.state == ApplicationState.INFO_REQUESTED
    assert case.deadline_on == DEADLINE
    assert (question.items, question.asked_on, question.due_on) == (
        "Een recent uittreksel.",
        DAY,
        DAY + timedelta(days=14),
    )


def test_a_question_is_recorded_with_who_asked_and_the_term_it_stands_on():
    case = ApplicationFactory()

    handling.ask(case.pk, actor=OFFICER, on=DAY, items="Een recent uittreksel.")

    entry = Entry.objects.get()
    assert (entry.step, entry.from_state, entry.to_state) == ("ask", "IN_REVIEW", "INFO_REQUESTED")
    assert (entry.actor_name, entry.actor_organisation, entry.on) == ("Officier Janssens", "bouw", DAY)
    assert entry.remark == "Een recent uittreksel."
    assert [version["key"] for version in entry.rule_versions] == ["recognition.answer_days"]


@pytest.mark.parametrize("items", ["", "   \n "], ids=["empty", "only spaces"])
def test_a_question_without_words_is_wrong_input(items):
    case = ApplicationFactory()

    with pytest.raises(ValidationError) as error:
        handling.ask(case.pk, actor=OFFICER, on=DAY, items=items)

    assert error.value.message_dict == {"items": ["Schrijf op wat er ontbreekt. Nu is het veld leeg."]}
    assert unchanged(case)


def test_a_question_with_a_national_number_in_it_is_kept_out_of_the_file():
    case = ApplicationFactory()
    number = format_national_number(make_national_number(date(1985, 7, 30), 33))

    with pytest.raises(ValidationError, match="rijksregisternummer"):
        handling.ask(case.pk, actor=OFFICER, on=DAY, items=f"Is {number} juist?")

    assert unchanged(case)
    assert not InformationRequest.objects.exists()


def test_a_second_question_waits_for_the_answer_to_the_first():
    case = ApplicationFactory(waiting=True)

    with pytest.raises(Refused) as refusal:
        handling.ask(case.pk, actor=OFFICER, on=DAY, items="Nog iets.")

    assert refusal.value.reasons == ("wrong_state",)
    assert unchanged(case)


def test_an_answer_brings_the_case_back_to_its_partnership():
    case = ApplicationFactory(waiting=True)

    handling.answer(case.pk, actor=company_of(case), on=DAY, text=" Zie bijlage. ")

    case.refresh_from_db()
    question = InformationRequest.objects.get()
    assert case.state == ApplicationState.IN_REVIEW
    assert case.deadline_on == DEADLINE
    assert (question.answer, question.answered_on) == ("Zie bijlage.", DAY)
    assert steps(case) == ["answer"]


def test_a_new_extract_takes_the_place_of_the_old_one_and_is_judged_again():
    case = ApplicationFactory(waiting=True, judged=True)
    mentor = case.assignments.get()

    handling.answer(
        case.pk,
        actor=company_of(case),
        on=DAY,
        text="Nieuw uittreksel.",
        extracts=[NewExtract(mentor.pk, "596.2", DAY - timedelta(days=1))],
    )

    mentor.refresh_from_db()
    judged = set(case.judgements.filter(assignment=mentor).values_list("condition", flat=True))
    assert mentor.extract_issued_on == DAY - timedelta(days=1)
    assert mentor.extract_entries == ""
    assert judged == {"M2", "M3", "M4", "M5"}


def test_an_extract_of_a_mentor_of_another_case_is_wrong_input_and_nothing_is_kept():
    case, other = ApplicationFactory(waiting=True), ApplicationFactory()
    foreign = other.assignments.get()

    with pytest.raises(ValidationError) as error:
        handling.answer(
            case.pk,
            actor=company_of(case),
            on=DAY,
            text="Nieuw uittreksel.",
            extracts=[NewExtract(foreign.pk, "596.2", DAY)],
        )

    assert error.value.message_dict == {"extracts": [f"Mentor {foreign.pk} hoort niet bij dit dossier."]}
    assert unchanged(case)
    assert InformationRequest.objects.get().answered_on is None


def test_an_empty_answer_is_wrong_input():
    case = ApplicationFactory(waiting=True)

    with pytest.raises(ValidationError) as error:
        handling.answer(case.pk, actor=company_of(case), on=DAY, text=" ")

    assert error.value.message_dict == {"text": ["Schrijf uw antwoord op. Nu is het veld leeg."]}
    assert unchanged(case)


def test_there_is_nothing_to_answer_without_a_question():
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        handling.answer(case.pk, actor=company_of(case), on=DAY, text="Antwoord")

    assert refusal.value.reasons == ("wrong_state",)


def test_an_answered_question_can_be_followed_by_another_one():
    case = ApplicationFactory()
    InformationRequestFactory(application=case, answered=True)

    handling.ask(case.pk, actor=OFFICER, on=DAY, items="Nog iets.")

    assert case.information_requests.count() == 2
