from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import (
    FOREVER,
    Body,
    Derogation,
    ExtractEntries,
    Region,
    Verdict,
    VoterGroup,
)
from duaal.casework.recognition.rules import (
    GRANT_BLOCKERS,
    allowed_voters,
    assess_case,
    assess_undertaking,
    because_of_grant,
    blockers_to_grant,
    failed_conditions,
)
from tests.casework.recognition.rule_set import DAY, LAW, RECEIVED, case, law, mentor

TOO_YOUNG = mentor(birth_date=date(2008, 1, 1), reference="young")
OUTSIDER = mentor(inside_undertaking=False, reference="outsider")
WAITING = mentor(extract_entries=ExtractEntries.UNKNOWN, reference="waiting")


def verdict(code, facts):
    return next(found.verdict for found in assess_undertaking(facts, DAY, LAW) if found.code == code)


def test_nothing_blocks_a_case_that_meets_everything():
    assert blockers_to_grant(case(), DAY, LAW) == ()
    assert [found.code for found in assess_undertaking(case(), DAY, LAW)] == [
        f"U{number}" for number in range(1, 8)
    ]


@pytest.mark.parametrize(
    ("undertaking", "code", "expected"),
    [
        pytest.param({"organisation_and_equipment": False}, "U1", Verdict.NOT_MET, id="U1 no"),
        pytest.param({"organisation_and_equipment": None}, "U1", Verdict.UNKNOWN, id="U1 not judged"),
        pytest.param({"financial_strength": False}, "U2", Verdict.NOT_MET, id="U2 no"),
        pytest.param({"financial_strength": None}, "U2", Verdict.UNKNOWN, id="U2 not judged"),
        pytest.param({"conviction": True}, "U3", Verdict.DEROGATION_POSSIBLE, id="U3 not judged irrelevant"),
        pytest.param({"conviction": None}, "U3", Verdict.UNKNOWN, id="U3 not known"),
        pytest.param({"site_region": Region.WALLONIA}, "U5", Verdict.NOT_MET, id="U5 Wallonia"),
        pytest.param({"site_region": Region.ABROAD}, "U5", Verdict.NOT_MET, id="U5 abroad"),
        pytest.param({"excluded_until": RECEIVED}, "U6", Verdict.NOT_MET, id="U6 last day"),
        pytest.param({"excluded_until": FOREVER}, "U6", Verdict.NOT_MET, id="U6 for good"),
        pytest.param({"active_in_register": False}, "U7", Verdict.NOT_MET, id="U7 closed"),
        pytest.param({"active_in_register": None}, "U7", Verdict.UNKNOWN, id="U7 not known"),
    ],
)
def test_a_condition_of_the_undertaking_that_is_not_met_blocks(undertaking, code, expected):
    facts = case(undertaking=undertaking)

    assert verdict(code, facts) == expected
    assert blockers_to_grant(facts, DAY, LAW) == (code,)


@pytest.mark.parametrize(
    "undertaking",
    [
        {"conviction": True, "conviction_judged_irrelevant": True},
        {"site_region": Region.BRUSSELS},
        {"excluded_until": RECEIVED - timedelta(days=1)},
    ],
)
def test_what_is_judged_irrelevant_allowed_or_over_blocks_nothing(undertaking):
    assert blockers_to_grant(case(undertaking=undertaking), DAY, LAW) == ()


def test_one_good_mentor_is_enough():
    facts = case(TOO_YOUNG, mentor(), OUTSIDER)

    assert blockers_to_grant(facts, DAY, LAW) == ()
    assert failed_conditions(assess_case(facts, DAY, LAW)) == ()


def test_without_a_good_mentor_the_codes_of_all_failing_mentors_stand_in_order():
    facts = case(OUTSIDER, TOO_YOUNG)

    assert blockers_to_grant(facts, DAY, LAW) == ("U4", "M2", "M5")
    named = [(found.code, found.reference) for found in failed_conditions(assess_case(facts, DAY, LAW))]
    assert named == [("U4", ""), ("M5", "outsider"), ("M2", "young")]


@pytest.mark.parametrize(
    ("mentors", "expected"),
    [
        pytest.param((TOO_YOUNG,), Verdict.NOT_MET, id="nobody can qualify"),
        pytest.param((TOO_YOUNG, WAITING), Verdict.UNKNOWN, id="one may still"),
        pytest.param((WAITING, mentor()), Verdict.MET, id="one does"),
    ],
)
def test_u4_is_open_as_long_as_a_mentor_may_still_qualify(mentors, expected):
    assert verdict("U4", case(*mentors)) == expected


def test_a_case_without_any_mentor_is_blocked_on_u4_alone():
    facts = case(mentors=())

    assert verdict("U4", facts) == Verdict.NOT_MET
    assert blockers_to_grant(facts, DAY, LAW) == ("U4",)


def test_a_derogation_that_is_not_granted_blocks_until_it_is():
    asked = mentor(birth_date=date(1997, 1, 1), prior_training_proof=True)
    granted = mentor(birth_date=date(1997, 1, 1), prior_training_proof=True, derogation=Derogation.AGE_23)

    assert blockers_to_grant(case(asked), DAY, LAW) == ("U4", "M2")
    assert blockers_to_grant(case(granted), DAY, LAW) == ()


@pytest.mark.parametrize(
    ("body", "voters", "blockers"),
    [
        (Body.SECTORAL, {VoterGroup.EMPLOYERS, VoterGroup.WORKERS}, ()),
        (Body.SECTORAL, {VoterGroup.EMPLOYERS, VoterGroup.VDAB}, ("VOTERS",)),
        (Body.FLEMISH, {VoterGroup.EMPLOYERS, VoterGroup.VDAB}, ()),
        (Body.FLEMISH, {VoterGroup.PRESIDENT}, ("VOTERS",)),
        (Body.SECTORAL, set(), ()),
    ],
)
def test_a_vote_that_the_body_does_not_allow_blocks(body, voters, blockers):
    facts = case(body=body, voters=frozenset(voters))

    assert blockers_to_grant(facts, DAY, LAW) == blockers
    assert (frozenset(voters) <= allowed_voters(body, LAW)) == (blockers == ())


@pytest.mark.parametrize(("may", "blockers"), [(False, ("SUBMITTER",)), (True, ())])
def test_who_submitted_decides_only_where_so_set(may, blockers):
    facts = case(decided_by_submitter=True)

    assert blockers_to_grant(facts, DAY, law(submitter_may_decide=may)) == blockers


def test_a_decision_names_every_value_it_stands_on_once():
    facts = case(mentor(), TOO_YOUNG, voters=frozenset({VoterGroup.WORKERS}), decided_by_submitter=True)

    keys = [used.key for used in because_of_grant(facts, DAY, LAW)]

    assert len(keys) == len(set(keys))
    assert {"U1", "U7", "regions", "M1", "M5", "age", "voters_flemish", "submitter"} <= set(keys)
    assert "voters_sectoral" not in keys


FLAGS = st.booleans()


@given(
    st.fixed_dictionaries(
        {
            "organisation_and_equipment": FLAGS,
            "financial_strength": FLAGS,
            "conviction": FLAGS,
            "conviction_judged_irrelevant": FLAGS,
            "site_region": st.sampled_from(Region),
            "active_in_register": st.one_of(st.none(), FLAGS),
        }
    ),
    st.lists(st.sampled_from([mentor(), TOO_YOUNG, OUTSIDER, WAITING]), max_size=3),
    FLAGS,
)
def test_blockers_keep_their_order_and_are_exactly_what_is_not_met(undertaking, mentors, by_submitter):
    facts = case(undertaking=undertaking, mentors=tuple(mentors), decided_by_submitter=by_submitter)

    found = blockers_to_grant(facts, DAY, LAW)

    assert list(found) == sorted(found, key=GRANT_BLOCKERS.index)
    named = {failed.code for failed in failed_conditions(assess_case(facts, DAY, LAW))}
    assert set(found) - {"SUBMITTER"} == named
    assert ("SUBMITTER" in found) == by_submitter
