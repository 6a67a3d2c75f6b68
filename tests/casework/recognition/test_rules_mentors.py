from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import Derogation, ExtractEntries, Verdict
from duaal.casework.recognition.rules import (
    assess_mentor,
    birth_date_is_plausible,
    qualifies,
    what_is_wrong_with_extract,
)
from tests.casework.recognition.rule_set import DAY, LAW, law, mentor, version

NAMED = date(2026, 3, 1)
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
POSSIBLE = Verdict.DEROGATION_POSSIBLE


def verdicts(rules=LAW, on=DAY, **changed):
    return {found.code: found.verdict for found in assess_mentor(mentor(**changed), on, rules)}


def test_a_mentor_who_meets_everything_qualifies_without_a_training():
    found = assess_mentor(mentor(reference="row-7"), DAY, LAW)

    assert [assessment.code for assessment in found] == ["M1", "M1a", "M2", "M3", "M4", "M5"]
    assert [assessment.verdict for assessment in found] == [MET, MET, MET, MET, Verdict.LATER, MET]
    assert {assessment.reference for assessment in found} == {"row-7"}
    assert qualifies(found)


def test_a_verdict_tells_the_law_and_the_facts_it_used():
    age = assess_mentor(mentor(), DAY, LAW)[2]

    assert [used.key for used in age.because] == ["M2", "age", "age_derogated", "reference_day"]
    assert [(used.name, used.value) for used in age.facts] == [
        ("age", 46),
        ("prior_training_proof", False),
        ("derogation", None),
    ]
    assert age.certainty == "certain"


@pytest.mark.parametrize(
    ("birth_date", "proof", "derogation", "verdict"),
    [
        pytest.param(date(1996, 3, 1), False, None, MET, id="birthday on the naming"),
        pytest.param(date(1996, 3, 2), False, None, NOT_MET, id="a day too young, no proof"),
        pytest.param(date(1996, 3, 2), True, None, POSSIBLE, id="a day too young, proof"),
        pytest.param(date(1996, 3, 2), True, Derogation.AGE_23, MET, id="granted"),
        pytest.param(date(1996, 3, 2), True, Derogation.BOTH, MET, id="granted with experience"),
        pytest.param(date(1996, 3, 2), True, Derogation.EXPERIENCE, POSSIBLE, id="another one granted"),
        pytest.param(date(1996, 3, 2), False, Derogation.AGE_23, NOT_MET, id="granted without proof"),
        pytest.param(date(1998, 3, 1), True, Derogation.AGE_23, MET, id="birthday of the floor"),
        pytest.param(date(1998, 3, 2), True, Derogation.AGE_23, NOT_MET, id="a day under the floor"),
        pytest.param(date(1998, 3, 2), True, None, NOT_MET, id="under the floor, not granted"),
    ],
)
def test_the_age_is_that_of_the_naming(birth_date, proof, derogation, verdict):
    found = verdicts(birth_date=birth_date, prior_training_proof=proof, derogation=derogation)

    assert found["M2"] == verdict


@pytest.mark.parametrize(
    ("since", "proof", "derogation", "verdict"),
    [
        pytest.param(date(2020, 3, 1), False, None, MET, id="six years on the naming"),
        pytest.param(date(2020, 3, 2), False, None, NOT_MET, id="a day short, no proof"),
        pytest.param(date(2020, 3, 2), True, None, POSSIBLE, id="a day short, proof"),
        pytest.param(date(2020, 3, 2), True, Derogation.EXPERIENCE, MET, id="granted"),
        pytest.param(date(2020, 3, 2), True, Derogation.AGE_23, POSSIBLE, id="another one granted"),
        pytest.param(date(2024, 3, 1), True, Derogation.BOTH, MET, id="on the floor"),
        pytest.param(date(2024, 3, 2), True, Derogation.BOTH, NOT_MET, id="a day under the floor"),
    ],
)
def test_the_experience_is_that_of_the_naming(since, proof, derogation, verdict):
    found = verdicts(experience_since=since, prior_training_proof=proof, derogation=derogation)

    assert found["M3"] == verdict


def test_age_and_experience_can_be_measured_on_the_decision_where_so_set():
    on_decision = law(mentor_reference_day="DECISION")

    assert verdicts(birth_date=date(1996, 3, 10))["M2"] == NOT_MET
    assert verdicts(on_decision, birth_date=date(1996, 3, 10))["M2"] == MET
    assert verdicts(on_decision, birth_date=date(1996, 3, 11))["M2"] == NOT_MET


@pytest.mark.parametrize(
    ("model", "issued_on", "wrong"),
    [
        pytest.param("700.1", NAMED - timedelta(days=100), None, id="as old as allowed"),
        pytest.param("700.1", NAMED - timedelta(days=101), "too_old", id="a day too old"),
        pytest.param("700.1", NAMED, None, id="on the naming"),
        pytest.param("700.1", DAY, None, id="after the naming, before the decision"),
        pytest.param("700.1", DAY + timedelta(days=1), "in_future", id="after today"),
        pytest.param("700", NAMED, "wrong_model", id="another model"),
        pytest.param("", NAMED, "wrong_model", id="no model"),
        pytest.param("700.1", None, "missing", id="no extract"),
    ],
)
def test_an_extract_is_refused_with_its_reason(model, issued_on, wrong):
    facts = mentor(extract_model=model, extract_issued_on=issued_on)

    assert what_is_wrong_with_extract(facts, DAY, LAW) == wrong
    assert verdicts(extract_model=model, extract_issued_on=issued_on)["M1"] == (NOT_MET if wrong else MET)


@pytest.mark.parametrize(
    ("entries", "acceptable", "blank", "verdict"),
    [
        pytest.param(ExtractEntries.NONE, False, False, MET, id="nothing"),
        pytest.param(ExtractEntries.NONE, False, True, MET, id="nothing, blank required"),
        pytest.param(ExtractEntries.UNKNOWN, True, False, UNKNOWN, id="not judged"),
        pytest.param(ExtractEntries.OTHER, False, False, POSSIBLE, id="other facts, not accepted"),
        pytest.param(ExtractEntries.OTHER, True, False, MET, id="other facts, accepted"),
        pytest.param(ExtractEntries.OTHER, True, True, NOT_MET, id="other facts, blank required"),
        pytest.param(ExtractEntries.MINORS, True, False, NOT_MET, id="facts against minors"),
    ],
)
def test_an_entry_is_judged_by_the_body_but_never_one_about_minors(entries, acceptable, blank, verdict):
    rules = law(blank_extract_required=blank)

    assert verdicts(rules, extract_entries=entries, extract_judged_acceptable=acceptable)["M1a"] == verdict


@pytest.mark.parametrize(
    ("inside", "external", "verdict"),
    [
        (True, False, MET),
        (False, False, NOT_MET),
        (None, False, UNKNOWN),
        (False, True, MET),
        (None, True, MET),
    ],
)
def test_a_mentor_belongs_to_the_undertaking_unless_the_law_drops_that(inside, external, verdict):
    assert verdicts(law(external_mentor=external), inside_undertaking=inside)["M5"] == verdict


def test_a_training_done_is_met():
    assert verdicts(training_done=True)["M4"] == MET


@pytest.mark.parametrize(
    ("birth_date", "plausible"),
    [
        pytest.param(DAY, True, id="born today"),
        pytest.param(DAY + timedelta(days=1), False, id="born tomorrow"),
        pytest.param(date(1926, 3, 10), True, id="a hundred today"),
        pytest.param(date(1925, 3, 11), True, id="a hundred, almost a year more"),
        pytest.param(date(1925, 3, 10), False, id="a hundred and one today"),
    ],
)
def test_a_birth_date_to_come_or_too_long_ago_is_a_typing_error(birth_date, plausible):
    assert birth_date_is_plausible(birth_date, DAY, version("plausible", 100)) is plausible


@given(st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.integers(0, 4000))
def test_an_older_mentor_never_fails_where_a_younger_one_is_met(birth_date, days):
    older = birth_date - timedelta(days=days)
    for granted in (None, Derogation.AGE_23):
        younger = verdicts(birth_date=birth_date, prior_training_proof=True, derogation=granted)["M2"]
        found = verdicts(birth_date=older, prior_training_proof=True, derogation=granted)["M2"]
        assert younger == NOT_MET or found in (younger, MET)
