"""The rule set as the lawbook of the project gives it."""

from datetime import date

import pytest

from duaal.casework.recognition.facts import Body, LegalBasis, VoterGroup
from duaal.casework.recognition.rules import allowed_voters, law_on, training_law
from duaal.foundation.lawbook.dated import NotInForce

DAY = date(2026, 3, 3)
PARTNERS = {VoterGroup.EMPLOYERS, VoterGroup.WORKERS}


def test_the_rule_set_of_2026_has_the_numbers_of_the_decree():
    law = law_on(DAY, "bouw")

    assert law.decision_days.value == 14
    assert law.clock_stops_on_info_request.value is False
    assert law.validity_years.value == 5
    assert (law.mentor_min_age.value, law.mentor_min_age_derogated.value) == (25, 23)
    assert law.mentor_experience_years.value == 5
    assert (law.extract_model.value, law.extract_max_age_days.value) == ("596.2", 365)


@pytest.mark.parametrize(
    ("day", "basis", "missing"),
    [
        pytest.param(date(2019, 8, 31), LegalBasis.D2016, "recognition.conditions.m1", id="old mentor rules"),
        pytest.param(
            date(2022, 8, 31), LegalBasis.D2022, "recognition.adult_recognitions", id="no adults yet"
        ),
    ],
)
def test_there_is_no_rule_set_before_the_law(day, basis, missing):
    with pytest.raises(NotInForce) as refusal:
        law_on(day, "bouw", basis)

    assert refusal.value.key == missing


@pytest.mark.parametrize(
    ("day", "basis"), [(date(2019, 9, 1), LegalBasis.D2016), (date(2022, 9, 1), LegalBasis.D2022)]
)
def test_the_rule_set_starts_on_the_first_day_of_the_law(day, basis):
    assert law_on(day, "bouw", basis).decision_days.value == 14


def test_a_partnership_has_its_own_values_in_the_rule_set():
    assert law_on(DAY, "technologische-industrie").blank_extract_required.value is True
    assert law_on(DAY, "bouw").blank_extract_required.value is False
    assert training_law("bouw").months.on(DAY).value == 6
    assert training_law("horeca").months.on(DAY).value == 12


@pytest.mark.parametrize("day", [date(2021, 12, 30), date(2021, 12, 31), DAY])
def test_a_sectoral_partnership_lets_only_social_partners_vote(day):
    assert allowed_voters(Body.SECTORAL, law_on(day, "bouw")) == PARTNERS
    assert VoterGroup.EDUCATION in allowed_voters(Body.FLEMISH, law_on(day, "bouw"))


def test_the_votes_before_the_text_of_2021_are_an_assumption():
    before, after = law_on(date(2021, 12, 30), "bouw"), law_on(date(2021, 12, 31), "bouw")

    assert before.voters[Body.SECTORAL].certainty == "assumed"
    assert after.voters[Body.SECTORAL].certainty == "certain"


def test_an_adult_file_has_adult_members_and_no_school_members_in_the_flemish_partnership():
    law = law_on(DAY, "vlaams-partnerschap", LegalBasis.D2022)

    voters = allowed_voters(Body.FLEMISH, law)

    assert VoterGroup.ADULT_EDUCATION in voters
    assert not voters & {VoterGroup.EDUCATION, VoterGroup.PRESIDENT}
    assert allowed_voters(Body.SECTORAL, law) == PARTNERS
