"""What a company typed goes to JSON and back unchanged, and what is missing is named."""

from datetime import date

import pytest

from duaal.casework.recognition.answers import (
    ContactAnswer,
    MentorAnswer,
    Place,
    RequestAnswers,
    UndertakingAnswer,
    missing_sections,
)

MENTOR = MentorAnswer(
    given_name="Mieke",
    family_name="Verzonnen",
    birth_date=date(1985, 4, 12),
    national_number_protected="00.11",
    national_number_shown="••••••• 62",
    position="owner",
    experience_since=date(2010, 9, 1),
    extract_model="596.2",
    extract_issued_on=date(2026, 1, 20),
)
COMPLETE = RequestAnswers(
    places=(Place(1, "P011"), Place(2, "P029")),
    committee="118",
    mentors=(MENTOR,),
    undertaking=UndertakingAnswer(True, True, conviction=False),
    contact=ContactAnswer("Mieke Verzonnen", "mieke@voorbeeld.invalid", "09 123 45 67"),
)


@pytest.mark.parametrize("answers", [COMPLETE, RequestAnswers()], ids=["complete", "empty"])
def test_answers_survive_the_way_to_json_and_back(answers):
    assert RequestAnswers.from_json(answers.to_json()) == answers


def test_a_complete_form_misses_nothing():
    assert missing_sections(COMPLETE) == ()


def test_an_empty_form_lists_everything_that_is_missing():
    assert missing_sections(RequestAnswers()) == (
        "nothing_asked",
        "no_mentor",
        "undertaking_not_declared",
        "no_contact",
    )


def test_a_conviction_needs_a_description():
    convicted = COMPLETE.with_answer(undertaking=UndertakingAnswer(True, True, conviction=True))
    described = COMPLETE.with_answer(
        undertaking=UndertakingAnswer(True, True, conviction=True, conviction_remark="Een boete in 2015.")
    )

    assert missing_sections(convicted) == ("conviction_not_described",)
    assert missing_sections(described) == ()


@pytest.mark.parametrize(
    ("undertaking", "code"),
    [
        pytest.param(UndertakingAnswer(False, True, conviction=False), "organisation_not_ready", id="U1"),
        pytest.param(UndertakingAnswer(True, False, conviction=False), "strength_not_declared", id="U2"),
    ],
)
def test_u1_and_u2_must_be_yes_before_the_form_can_be_sent(undertaking, code):
    assert missing_sections(COMPLETE.with_answer(undertaking=undertaking)) == (code,)
