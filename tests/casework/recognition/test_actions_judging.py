"""Judging conditions: what an officer can say, what the facts forbid, and what has to be explained."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions.handling import grant
from duaal.casework.recognition.actions.judging import Judgement, judge
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import ConditionJudgement
from duaal.casework.recognition.standing import MENTOR_CONDITIONS, UNDERTAKING_CONDITIONS
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    COLLEAGUE,
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_PARTNERSHIP,
    company_of,
)
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory

pytestmark = pytest.mark.django_db

DAY = RECEIVED + timedelta(days=4)


def say(case, *judgements: Judgement, actor: Actor = OFFICER):
    return judge(case.pk, actor=actor, on=DAY, judgements=judgements)


def of_mentor(
    case, condition: str, verdict: str, reason: str = "", entries: str = "", proof: str = "Diploma, 2019."
) -> Judgement:
    return Judgement(condition, verdict, reason, case.assignments.get().pk, entries, proof)


def kept(case) -> dict[str, str]:
    return dict(case.judgements.values_list("condition", "verdict"))


def test_a_verdict_is_kept_with_its_reason_and_its_judge():
    case = ApplicationFactory()

    say(case, Judgement("U1", "met"), Judgement("U2", "not_met", " Negatief vermogen. "))

    first, second = case.judgements.order_by("condition")
    assert (first.condition, first.verdict, first.reason) == ("U1", "met", "")
    assert (second.condition, second.verdict, second.reason) == ("U2", "not_met", "Negatief vermogen.")
    assert (second.judged_by_id, second.judged_by_name, second.judged_on) == (10, "Officier Janssens", DAY)


def test_judging_is_recorded_with_each_verdict_and_the_values_behind_it():
    case = ApplicationFactory()

    say(case, Judgement("U1", "met"), of_mentor(case, "M2", "met"))

    entry = Entry.objects.get()
    keys = {version["key"] for version in entry.rule_versions}
    assert (entry.step, entry.from_state, entry.to_state) == ("judge", "IN_REVIEW", "IN_REVIEW")
    assert entry.reasons == ["U1 met", "M2 met"]
    assert {"recognition.conditions.u1", "recognition.mentor_min_age"} <= keys


def test_a_verdict_given_before_is_replaced():
    case = ApplicationFactory()
    say(case, Judgement("U1", "not_met", "Geen oven."))

    say(case, Judgement("U1", "met"), actor=COLLEAGUE)

    judgement = ConditionJudgement.objects.get()
    assert (judgement.verdict, judgement.reason, judgement.judged_by_name) == ("met", "", "Collega Maes")


@pytest.mark.parametrize("condition", UNDERTAKING_CONDITIONS)
def test_what_is_not_met_needs_a_reason(condition):
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        say(case, Judgement(condition, "not_met", "  "))

    assert refusal.value.reasons == (f"{condition}_reason_needed",)


@pytest.mark.parametrize("condition", MENTOR_CONDITIONS)
def test_what_a_mentor_does_not_meet_needs_a_reason(condition):
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        say(case, of_mentor(case, condition, "not_met"))

    assert refusal.value.reasons == (f"{condition}_reason_needed",)


def test_every_reason_is_told_at_once_and_nothing_is_kept():
    case = ApplicationFactory(mentor__too_young=True)

    with pytest.raises(Refused) as refusal:
        say(
            case,
            Judgement("U1", "met"),
            Judgement("U2", "not_met"),
            of_mentor(case, "M1a", "met"),
            of_mentor(case, "M2", "met"),
            of_mentor(case, "M5", "derogated"),
        )

    assert refusal.value.reasons == (
        "U2_reason_needed",
        "M1a_extract_not_read",
        "M2_against_the_facts",
        "M5_reason_needed",
        "M5_derogation_not_possible",
    )
    assert all(reason(code).endswith(".") for code in refusal.value.reasons)
    assert kept(case) == {}
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("mentor", "condition"),
    [
        pytest.param({"mentor__old_extract": True}, "M1", id="extract of more than a year"),
        pytest.param({"mentor__extract_model": "595"}, "M1", id="extract of another model"),
        pytest.param({"mentor__too_young": True}, "M2", id="24 years without proof of training"),
        pytest.param({"mentor__inexperienced": True}, "M3", id="two years of experience without proof"),
        pytest.param({"mentor__outside": True}, "M5", id="mentor from outside"),
    ],
)
def test_met_cannot_contradict_the_facts_about_a_mentor(mentor, condition):
    case = ApplicationFactory(**mentor)

    with pytest.raises(Refused) as refusal:
        say(case, of_mentor(case, condition, "met"))

    assert refusal.value.reasons == (f"{condition}_against_the_facts",)


@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        pytest.param({"convicted": True}, "U3", id="declared conviction"),
        pytest.param({"site__walloon": True}, "U5", id="site in Wallonia"),
        pytest.param({"site__closed": True}, "U7", id="closed site"),
    ],
)
def test_met_cannot_contradict_the_facts_about_the_undertaking(facts, condition):
    case = ApplicationFactory(**facts)

    with pytest.raises(Refused) as refusal:
        say(case, Judgement(condition, "met"))

    assert refusal.value.reasons == (f"{condition}_against_the_facts",)


@pytest.mark.parametrize("condition", ["U1", "U2"])
def test_an_officer_who_saw_the_workplace_may_judge_otherwise_than_was_declared(condition):
    case = ApplicationFactory(organisation_and_equipment=False, financial_strength=False)

    say(case, Judgement(condition, "met"))

    assert kept(case) == {condition: "met"}


def test_what_the_rules_find_met_an_officer_may_still_judge_as_not_met():
    case = ApplicationFactory()

    say(case, of_mentor(case, "M2", "not_met", "De identiteitskaart toont een andere geboortedatum."))

    assert kept(case) == {"M2": "not_met"}


def test_an_irrelevant_conviction_can_be_derogated_with_a_reason():
    case = ApplicationFactory(convicted=True)

    say(case, Judgement("U3", "derogated", "Het feit heeft niets te maken met opleiden."))

    assert kept(case) == {"U3": "derogated"}


@pytest.mark.parametrize(
    ("mentor", "condition", "granted"),
    [
        pytest.param({"mentor__too_young": True, "mentor__with_proof": True}, "M2", "AGE_23", id="age"),
        pytest.param(
            {"mentor__inexperienced": True, "mentor__with_proof": True}, "M3", "EXPERIENCE", id="experience"
        ),
    ],
)
def test_a_derogation_is_open_with_a_proof_of_prior_training(mentor, condition, granted):
    case = ApplicationFactory(**mentor)

    say(case, of_mentor(case, condition, "derogated", "Bachelor in het vak."))

    assert case.assignments.get().derogation_granted == granted


def test_a_derogation_keeps_its_proof_apart_from_its_reason_and_only_a_derogation_does():
    case = ApplicationFactory(mentor__too_young=True, mentor__with_proof=True)

    say(
        case,
        of_mentor(case, "M2", "derogated", "Kent het vak.", proof=" Bachelor, hogeschool, 2019. "),
        of_mentor(case, "M5", "met"),
    )

    found = {row.condition: (row.reason, row.proof) for row in case.judgements.all()}
    assert found == {"M2": ("Kent het vak.", "Bachelor, hogeschool, 2019."), "M5": ("", "")}


def test_a_derogation_without_a_proof_is_refused_and_nothing_is_kept():
    case = ApplicationFactory(mentor__too_young=True, mentor__with_proof=True)

    with pytest.raises(Refused) as refusal:
        say(case, of_mentor(case, "M2", "derogated", "Kent het vak.", proof="  "))

    assert refusal.value.reasons == ("M2_proof_seen_needed",)
    assert "welk bewijs u zag" in reason("M2_proof_seen_needed")
    assert kept(case) == {}


def test_a_committee_with_a_floor_leaves_no_derogation_open_below_it():
    open_elsewhere = ApplicationFactory(mentor__inexperienced=True, mentor__with_proof=True)
    closed = ApplicationFactory(
        mentor__inexperienced=True, mentor__with_proof=True, joint_committee__code="226"
    )

    say(open_elsewhere, of_mentor(open_elsewhere, "M3", "derogated", "Kent het vak."))
    with pytest.raises(Refused) as refusal:
        say(closed, of_mentor(closed, "M3", "derogated", "Kent het vak."))

    assert refusal.value.reasons == ("M3_derogation_not_possible",)


def test_both_derogations_are_kept_together_and_taken_back_apart():
    case = ApplicationFactory(mentor__too_young=True, mentor__inexperienced=True, mentor__with_proof=True)
    say(
        case,
        of_mentor(case, "M2", "derogated", "Bachelor."),
        of_mentor(case, "M3", "derogated", "Bachelor."),
    )
    both = case.assignments.get().derogation_granted

    say(case, of_mentor(case, "M2", "not_met", "Toch te jong."))

    assert both == "BOTH"
    assert case.assignments.get().derogation_granted == "EXPERIENCE"


@pytest.mark.parametrize(
    ("mentor", "condition"),
    [
        pytest.param({"mentor__too_young": True}, "M2", id="no proof"),
        pytest.param({"mentor__far_too_young": True, "mentor__with_proof": True}, "M2", id="under 23"),
        pytest.param({}, "M2", id="old enough already"),
        pytest.param({"mentor__outside": True, "mentor__with_proof": True}, "M5", id="no derogation on M5"),
        pytest.param(
            {"mentor__old_extract": True, "mentor__with_proof": True}, "M1", id="none on the extract"
        ),
    ],
)
def test_a_derogation_that_is_not_open_is_refused(mentor, condition):
    case = ApplicationFactory(**mentor)

    with pytest.raises(Refused) as refusal:
        say(case, of_mentor(case, condition, "derogated", "Toch maar."))

    assert refusal.value.reasons == (f"{condition}_derogation_not_possible",)


def test_a_conviction_that_was_not_declared_cannot_be_derogated():
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        say(case, Judgement("U3", "derogated", "Toch maar."))

    assert refusal.value.reasons == ("U3_derogation_not_possible",)


@pytest.mark.parametrize(
    ("entries", "words", "reasons"),
    [
        pytest.param("none", "", (), id="empty extract"),
        pytest.param("other", "Een oude verkeersboete.", (), id="other facts with a reason"),
        pytest.param("other", "", ("M1a_reason_needed",), id="other facts without a reason"),
        pytest.param("minors", "Toch goed.", ("M1a_against_the_facts",), id="facts against minors"),
        pytest.param("", "", ("M1a_extract_not_read",), id="nobody says what the extract holds"),
    ],
)
def test_conduct_is_judged_on_what_the_extract_holds(entries, words, reasons):
    case = ApplicationFactory()
    found: tuple[str, ...] = ()

    try:
        say(case, of_mentor(case, "M1a", "met", words, entries))
    except Refused as refusal:
        found = refusal.reasons

    assert found == reasons
    assert case.assignments.get().extract_entries == ("" if reasons else entries)


def test_a_partnership_that_asks_a_blank_extract_accepts_no_entry():
    case = ApplicationFactory(partnership__code="technologische-industrie")
    officer = Actor(Role.PARTNERSHIP, "technologische-industrie", user_id=30, name="Officier")

    with pytest.raises(Refused) as refusal:
        say(case, of_mentor(case, "M1a", "met", "Een oude boete.", "other"), actor=officer)

    assert refusal.value.reasons == ("M1a_against_the_facts",)


def test_a_case_with_a_derogation_can_be_granted():
    case = ApplicationFactory(convicted=True, mentor__too_young=True, mentor__with_proof=True)
    say(
        case,
        *(Judgement(code, "met") for code in UNDERTAKING_CONDITIONS if code != "U3"),
        Judgement("U3", "derogated", "Niet relevant."),
        *(of_mentor(case, code, "met") for code in ("M1", "M3", "M5")),
        of_mentor(case, "M1a", "met", entries="none"),
        of_mentor(case, "M2", "derogated", "Bachelor in het vak."),
    )

    recognition = grant(case.pk, actor=OFFICER, on=DAY)

    assert recognition.assignments.count() == 1


@pytest.mark.parametrize(
    "judgement",
    [
        pytest.param(Judgement("U4", "met"), id="U4 follows from the mentors"),
        pytest.param(Judgement("U9", "met"), id="unknown condition"),
        pytest.param(Judgement("M2", "met"), id="mentor condition without a mentor"),
        pytest.param(Judgement("M2", "met", assignment_id=-1), id="mentor of another case"),
        pytest.param(Judgement("U1", "later"), id="unknown verdict"),
    ],
)
def test_a_verdict_that_does_not_fit_the_case_is_wrong_input(judgement):
    case = ApplicationFactory()

    with pytest.raises(ValidationError, match="past niet bij dit dossier"):
        say(case, judgement)

    assert kept(case) == {}


def test_conditions_can_be_judged_while_a_question_is_open():
    case = ApplicationFactory(waiting=True)

    say(case, Judgement("U1", "met"))

    assert kept(case) == {"U1": "met"}


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED", "REFUSED", "CANCELLED", "DISCONTINUED"])
def test_a_case_that_is_not_under_decision_is_not_judged(state):
    case = ApplicationFactory(state=state)

    with pytest.raises(Refused) as refusal:
        say(case, Judgement("U1", "met"))

    assert refusal.value.reasons == ("wrong_state",)


@pytest.mark.parametrize(
    "actor", [OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT], ids=["other partnership", "flemish", "department"]
)
def test_only_the_partnership_of_the_case_judges(actor):
    case = ApplicationFactory()

    with pytest.raises(PermissionDenied):
        say(case, Judgement("U1", "met"), actor=actor)


def test_a_company_does_not_judge_itself():
    case = ApplicationFactory()

    with pytest.raises(PermissionDenied):
        say(case, Judgement("U1", "met"), actor=company_of(case))


@pytest.mark.parametrize(
    ("born", "found"),
    [
        pytest.param(date(2001, 3, 2), (), id="25 on the day of naming"),
        pytest.param(date(2001, 3, 3), ("M2_against_the_facts",), id="25 the day after"),
    ],
)
def test_the_age_is_measured_on_the_day_of_naming(born, found):
    case = ApplicationFactory(mentor__born=born)

    try:
        say(case, of_mentor(case, "M2", "met"))
        reasons: tuple[str, ...] = ()
    except Refused as refusal:
        reasons = refusal.reasons

    assert reasons == found
