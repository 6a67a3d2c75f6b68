"""Grant, refuse and withdraw: done, refused with every reason, and who may not (ask and answer too)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import ApplicationState, AssignmentState, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
    company_of,
)
from tests.casework.recognition.factories import (
    DEADLINE,
    RECEIVED,
    ApplicationFactory,
    MentorAssignmentFactory,
    MentorTrainingFactory,
    RecognitionFactory,
    judge_all,
)
from tests.casework.recognition.looking import unchanged

pytestmark = pytest.mark.django_db

DAY = RECEIVED + timedelta(days=4)


def test_a_grant_makes_a_recognition_of_five_years_from_the_decision():
    case = ApplicationFactory(judged=True)

    recognition = handling.grant(case.pk, actor=OFFICER, on=DAY, remark=" Mooie werkplaats. ")

    case.refresh_from_db()
    assert (case.state, case.decided_on, case.decision_reason) == (
        ApplicationState.APPROVED,
        DAY,
        "Mooie werkplaats.",
    )
    assert (recognition.valid_from, recognition.valid_to) == (date(2026, 3, 6), date(2031, 3, 5))
    assert recognition.state == RecognitionState.ACTIVE
    assert (recognition.site, recognition.programme, recognition.partnership_id) == (
        case.site,
        case.programme,
        "bouw",
    )


def test_a_grant_is_recorded_in_the_case_and_in_the_recognition_with_the_values_behind_it():
    case = ApplicationFactory(judged=True)

    recognition = handling.grant(case.pk, actor=OFFICER, on=DAY)

    granted = Entry.objects.get(file_kind="application", file_id=case.pk)
    begun = Entry.objects.get(file_kind="recognition", file_id=recognition.pk)
    keys = {version["key"] for version in granted.rule_versions}
    assert (granted.step, granted.from_state, granted.to_state) == ("grant", "IN_REVIEW", "APPROVED")
    assert {"recognition.validity_years", "recognition.conditions.u1", "recognition.mentor_min_age"} <= keys
    assert (begun.step, begun.from_state, begun.to_state) == ("recognise", "", "ACTIVE")
    assert begun.remark == case.reference


def test_a_recognition_granted_on_29_february_ends_on_28_february():
    case = ApplicationFactory(received_on=date(2028, 2, 20), judged=True)

    recognition = handling.grant(case.pk, actor=OFFICER, on=date(2028, 2, 29))

    assert recognition.valid_to == date(2033, 2, 28)


def test_a_mentor_without_training_is_assigned_with_the_deadline_of_its_partnership():
    case = ApplicationFactory(judged=True)
    elsewhere = ApplicationFactory(partnership__code="horeca", judged=True)

    handling.grant(case.pk, actor=OFFICER, on=DAY)
    handling.grant(
        elsewhere.pk, actor=OFFICER.__class__(OFFICER.role, "horeca", user_id=20, name="Officier"), on=DAY
    )

    assert [(a.state, a.training_deadline_on) for a in case.assignments.all()] == [
        (AssignmentState.ACTIVE_UNTRAINED, date(2026, 9, 6))
    ]
    assert [a.training_deadline_on for a in elsewhere.assignments.all()] == [date(2027, 3, 6)]


def test_a_mentor_who_followed_a_training_that_counts_has_no_deadline():
    case = ApplicationFactory(judged=True)
    MentorTrainingFactory(person=case.assignments.get().person)

    handling.grant(case.pk, actor=OFFICER, on=DAY)

    mentor = case.assignments.get()
    assert (mentor.state, mentor.training_deadline_on) == (AssignmentState.ACTIVE, None)


@pytest.mark.parametrize(
    "course",
    [
        pytest.param({"hours": 7}, id="one hour too short for this partnership"),
        pytest.param({"provider_registered": False}, id="provider not registered"),
    ],
)
def test_a_training_that_does_not_count_leaves_the_deadline(course):
    case = ApplicationFactory(judged=True)
    MentorTrainingFactory(person=case.assignments.get().person, **course)

    handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert case.assignments.get().state == AssignmentState.ACTIVE_UNTRAINED


def test_only_mentors_who_qualify_are_assigned():
    case = ApplicationFactory()
    weak = MentorAssignmentFactory(application=case, outside=True)
    judge_all(case)
    case.judgements.filter(assignment=weak, condition="M5").update(
        verdict="not_met", reason="Elders in dienst."
    )

    recognition = handling.grant(case.pk, actor=OFFICER, on=DAY)

    weak.refresh_from_db()
    assert (weak.state, weak.recognition) == (AssignmentState.REFUSED, None)
    assert recognition.assignments.count() == 1


def test_a_grant_that_is_blocked_lists_every_reason_and_changes_nothing():
    case = ApplicationFactory(convicted=True, submitted_by_id=OFFICER.user_id, mentor__outside=True)
    judge_all(case)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")
    case.judgements.filter(condition="U7").delete()

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("U2", "U3", "U4", "U7_not_judged", "M5", "SUBMITTER")
    assert unchanged(case)
    assert not Recognition.objects.exists()


def test_a_case_that_nobody_judged_cannot_be_granted_and_says_only_that():
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == tuple(
        f"{code}_not_judged" for code in ("U1", "U2", "U3", "U5", "U6", "U7", "M1", "M1a", "M2", "M3", "M5")
    )


def test_a_case_without_a_mentor_is_blocked_on_u4():
    case = ApplicationFactory(mentor=None, judged=True)

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("U4",)


@pytest.mark.parametrize(
    "running",
    [
        pytest.param({"valid_from": date(2024, 3, 7), "valid_to": date(2029, 3, 6)}, id="in the middle"),
        pytest.param({"valid_from": date(2021, 3, 7), "valid_to": DAY}, id="on its last day"),
        pytest.param(
            {
                "valid_from": date(2024, 3, 7),
                "valid_to": date(2029, 3, 6),
                "ended_on": DAY,
                "state": RecognitionState.ENDED_BY_UNDERTAKING,
            },
            id="given up today",
        ),
    ],
)
def test_a_pair_that_is_recognised_already_is_not_recognised_again(running):
    case = ApplicationFactory(judged=True)
    RecognitionFactory(application__site=case.site, application__programme=case.programme, **running)

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("already_recognised",)


def test_the_day_after_an_earlier_recognition_ended_the_pair_can_be_recognised():
    case = ApplicationFactory(judged=True)
    RecognitionFactory(
        application__site=case.site,
        application__programme=case.programme,
        valid_from=date(2021, 3, 6),
        valid_to=DAY - timedelta(days=1),
    )

    handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert Recognition.objects.count() == 2


def test_a_company_that_stopped_cannot_be_recognised():
    case = ApplicationFactory(judged=True, site__company__ended_on=DAY - timedelta(days=1))

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("U7",)


def test_a_decision_after_the_term_is_late_and_valid():
    case = ApplicationFactory(judged=True, overdue=True)

    handling.grant(case.pk, actor=OFFICER, on=DEADLINE + timedelta(days=1))

    case.refresh_from_db()
    assert (case.state, case.flag) == (ApplicationState.APPROVED, "OVERDUE")


def test_a_case_with_an_open_question_cannot_be_granted():
    case = ApplicationFactory(waiting=True, judged=True)

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("wrong_state",)


@pytest.mark.parametrize("waiting", [False, True], ids=["in review", "with an open question"])
def test_a_refusal_names_every_failed_condition_and_lets_the_mentors_go(waiting):
    case = ApplicationFactory(waiting=waiting, judged=True)
    case.judgements.filter(condition__in=["U2", "M2"]).update(verdict="not_met", reason="Te weinig.")

    handling.refuse(case.pk, actor=OFFICER, on=DAY, remark="Na ons bezoek.")

    case.refresh_from_db()
    entry = Entry.objects.get()
    assert (case.state, case.decided_on, case.decision_reason) == (
        ApplicationState.REFUSED,
        DAY,
        "Na ons bezoek.",
    )
    assert [a.state for a in case.assignments.all()] == [AssignmentState.REFUSED]
    assert entry.reasons == ["U2", "U4", "M2"]
    keys = {version["key"] for version in entry.rule_versions}
    assert "recognition.mentor_min_age" in keys
    assert "recognition.conditions.u1" not in keys


def test_nothing_is_refused_without_a_failed_condition():
    case = ApplicationFactory(judged=True)

    with pytest.raises(Refused) as refusal:
        handling.refuse(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("no_failed_condition",)
    assert unchanged(case)


def test_a_second_mentor_whom_nobody_judged_keeps_the_case_open():
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition="M2").update(verdict="not_met", reason="Te jong.")
    MentorAssignmentFactory(application=case)

    with pytest.raises(Refused) as refusal:
        handling.refuse(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("no_failed_condition",)


def test_who_submitted_the_case_cannot_refuse_it():
    case = ApplicationFactory(judged=True, submitted_by_id=OFFICER.user_id)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Te weinig.")

    with pytest.raises(Refused) as refusal:
        handling.refuse(case.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == ("SUBMITTER",)


@pytest.mark.parametrize("state", ["SUBMITTED", "IN_REVIEW", "INFO_REQUESTED"])
def test_a_company_takes_its_application_back_before_the_decision(state):
    case = ApplicationFactory(state=state)

    handling.withdraw(case.pk, actor=company_of(case), on=DAY, remark="We stoppen ermee.")

    case.refresh_from_db()
    mentor = case.assignments.get()
    entry = Entry.objects.get()
    assert (case.state, case.decided_on) == (ApplicationState.CANCELLED, None)
    assert (mentor.state, mentor.ended_on) == (AssignmentState.ENDED, DAY)
    assert (entry.step, entry.from_state, entry.remark) == ("withdraw", state, "We stoppen ermee.")


def ask(case, actor):
    return handling.ask(case.pk, actor=actor, on=DAY, items="Iets.")


def answer(case, actor):
    return handling.answer(case.pk, actor=actor, on=DAY, text="Iets.")


def grant(case, actor):
    return handling.grant(case.pk, actor=actor, on=DAY)


def refuse(case, actor):
    return handling.refuse(case.pk, actor=actor, on=DAY)


def withdraw(case, actor):
    return handling.withdraw(case.pk, actor=actor, on=DAY)


OF_DECIDERS = [ask, grant, refuse]
OF_COMPANIES = [answer, withdraw]


@pytest.mark.parametrize("step", OF_DECIDERS, ids=lambda step: step.__name__)
@pytest.mark.parametrize(
    "actor", [OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT], ids=["other partnership", "flemish", "department"]
)
def test_only_the_partnership_of_the_case_decides(step, actor):
    case = ApplicationFactory(judged=True)

    with pytest.raises(PermissionDenied):
        step(case, actor)

    assert unchanged(case)


@pytest.mark.parametrize("step", OF_DECIDERS, ids=lambda step: step.__name__)
def test_a_company_cannot_decide_its_own_case(step):
    case = ApplicationFactory(judged=True)

    with pytest.raises(PermissionDenied):
        step(case, company_of(case))

    assert unchanged(case)


@pytest.mark.parametrize("step", OF_COMPANIES, ids=lambda step: step.__name__)
@pytest.mark.parametrize(
    "actor", [OTHER_COMPANY, OFFICER, DEPARTMENT], ids=["company", "officer", "department"]
)
def test_only_the_company_of_the_case_answers_and_withdraws(step, actor):
    case = ApplicationFactory(waiting=True)

    with pytest.raises(PermissionDenied):
        step(case, actor)

    assert unchanged(case)


@pytest.mark.parametrize("step", [*OF_DECIDERS, *OF_COMPANIES], ids=lambda step: step.__name__)
@pytest.mark.parametrize("state", ["APPROVED", "REFUSED", "CANCELLED", "DISCONTINUED"])
def test_nothing_can_be_done_to_a_closed_case(step, state):
    case = ApplicationFactory(state=state, judged=True)
    actor = company_of(case) if step in OF_COMPANIES else OFFICER

    with pytest.raises(Refused) as refusal:
        step(case, actor)

    assert refusal.value.reasons == ("wrong_state",)
    assert unchanged(case)


def test_the_flemish_partnership_decides_its_own_cases():
    case = ApplicationFactory(partnership__code="vlaams-partnerschap", judged=True)

    handling.grant(case.pk, actor=FLEMISH, on=DAY)

    assert Recognition.objects.get().partnership_id == "vlaams-partnerschap"
