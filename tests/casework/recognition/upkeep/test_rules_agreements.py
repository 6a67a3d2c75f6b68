"""Which recognition an agreement may lean on, and every reason why not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.rules.agreements import (
    AGREEMENT_OBSTACLES,
    AGREEMENT_WARNINGS,
    AgreementFacts,
    AgreementLaw,
    RecognisedFor,
    agreement_law,
    may_lean_on,
)
from duaal.casework.recognition.rules.availability import OBSTACLES, availability
from tests.casework.recognition.rule_set import version
from tests.casework.recognition.upkeep.test_rules_availability import DAY, FACTS, FREE
from tests.casework.recognition.upkeep.test_rules_availability import LAW as PLACE_LAW

LAW = AgreementLaw(
    place=PLACE_LAW,
    per_decree=version("decree", True),
    starts_within=version("within", True),
    replaced_counts=version("replaced", True),
    parent_allowed=version("parent", True),
)
ASKED = AgreementFacts("OLD", LegalBasis.D2016, concluded_on=DAY, starts_on=DAY)
RECOGNISED = RecognisedFor("OLD", LegalBasis.D2016, {"NEW": date(2025, 9, 1)})


def off(name: str) -> AgreementLaw:
    return replace(LAW, **{name: version(name, False)})


def answers(asked=ASKED, recognised=RECOGNISED, place=FREE, law=LAW) -> tuple[list[str], list[str]]:
    found = may_lean_on(asked, recognised, place, law)
    return [one.code for one in found.obstacles], [one.code for one in found.warnings]


def test_an_agreement_for_the_programme_of_a_free_place_leans_on_its_recognition():
    assert answers() == ([], [])


def test_an_adult_learner_at_a_secondary_recognition_is_refused():
    adult = replace(ASKED, programme="ADULT", legal_basis=LegalBasis.D2022)
    own = RecognisedFor("ADULT", LegalBasis.D2022)

    assert (answers(adult)[0], answers(adult, own)[0]) == (["other_decree"], [])


def test_a_parent_as_mentor_is_allowed_and_flagged():
    asked = replace(ASKED, mentor_is_parent=True)

    assert answers(asked) == ([], ["mentor_is_parent"])
    assert answers(asked, law=off("parent_allowed")) == (["mentor_is_parent_refused"], [])


def test_a_recognition_counts_for_the_programme_that_replaced_its_own_and_for_no_other():
    assert answers(replace(ASKED, programme="NEW")) == ([], ["programme_replaced"])
    assert answers(replace(ASKED, programme="THIRD"))[0] == ["other_programme"]
    assert answers(replace(ASKED, programme="NEW"), law=off("replaced_counts")) == (["other_programme"], [])


@pytest.mark.parametrize(
    ("changed", "place", "expected"),
    [
        pytest.param({"starts_on": DAY}, {"valid_from": DAY}, [], id="all on the first day"),
        pytest.param(
            {"starts_on": date(2026, 3, 9)},
            {"valid_from": DAY},
            ["starts_before_recognition"],
            id="starts the day before",
        ),
        pytest.param({"starts_on": date(2026, 8, 31)}, {"valid_to": date(2026, 8, 31)}, [], id="last day"),
        pytest.param(
            {"starts_on": date(2026, 9, 1)},
            {"valid_to": date(2026, 8, 31)},
            ["starts_after_recognition"],
            id="starts the day after",
        ),
        pytest.param(
            {"concluded_on": date(2026, 3, 9), "starts_on": date(2026, 9, 1)},
            {"valid_from": DAY},
            ["not_yet_valid"],
            id="concluded too early, whatever its start",
        ),
        pytest.param({}, {"valid_to": date(2026, 3, 1)}, ["expired"], id="over already is said once"),
    ],
)
def test_a_recognition_counts_when_the_agreement_is_concluded_and_when_it_starts(changed, place, expected):
    assert answers(replace(ASKED, **changed), place=replace(FREE, **place))[0] == expected


def test_where_the_law_asks_it_on_conclusion_only_the_start_does_not_matter():
    late = replace(ASKED, starts_on=date(2030, 1, 1))

    assert answers(late, law=off("starts_within")) == ([], [])


def test_the_values_are_those_of_the_day_the_partnership_and_the_committee():
    law = agreement_law(DAY, "horeca", "226")

    assert (law.place.places.most.value, law.place.places.advised.value) == (1, 1)
    assert all((law.per_decree.value, law.starts_within.value, law.replaced_counts.value))
    assert law.parent_allowed.certainty == "assumed"


@given(
    place=FACTS,
    programme=st.sampled_from(["OLD", "NEW", "THIRD"]),
    basis=st.sampled_from(LegalBasis),
    days=st.integers(-400, 2000),
    parent=st.booleans(),
)
def test_an_agreement_never_leans_where_the_place_takes_nobody_and_every_no_has_a_reason(
    place, programme, basis, days, parent
):
    asked = AgreementFacts(programme, basis, DAY, DAY + timedelta(days=days), parent)

    found = may_lean_on(asked, RECOGNISED, place, LAW)

    alone = availability(place, DAY, PLACE_LAW)
    assert found.takes_learner == (not found.obstacles)
    assert alone.takes_learner or not found.takes_learner
    assert set(alone.obstacles) <= set(found.obstacles)
    assert {one.code for one in found.obstacles} <= {*OBSTACLES, *AGREEMENT_OBSTACLES}
    assert parent == ("mentor_is_parent" in {one.code for one in found.warnings})
    if found.takes_learner:
        assert basis == LegalBasis.D2016
        assert programme in {"OLD", "NEW"}
    added = {one.code for one in found.warnings} - {one.code for one in alone.warnings}
    assert added <= set(AGREEMENT_WARNINGS)
