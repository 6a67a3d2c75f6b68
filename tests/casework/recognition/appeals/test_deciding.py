"""Admissibility, extension, outcome and end of an appeal: done, blocked, wrong state, wrong role, trail."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.models import Recognition, SanctionDecision
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    company_of,
)
from tests.casework.recognition.appeals.cases import (
    DAY,
    DAY_AFTER,
    LAST_DAY,
    REFUSED_ON,
    WHY,
    admissible,
    refused_case,
    state_of,
    steps,
)
from tests.casework.recognition.factories import (
    AppealFactory,
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
)
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


def test_an_admissible_appeal_is_decided_within_thirty_days():
    appeal = AppealFactory()

    actions.admit(appeal.pk, actor=DEPARTMENT, on=DAY)

    appeal.refresh_from_db()
    assert (appeal.state, appeal.acknowledged_on) == ("ADMISSIBLE", DAY)
    assert appeal.decide_by == date(2026, 4, 15)
    assert steps("appeal", appeal.pk) == ["admit_appeal"]


def test_a_late_appeal_cannot_be_admitted():
    appeal = AppealFactory(late=True)

    with pytest.raises(Refused) as refusal:
        actions.admit(appeal.pk, actor=DEPARTMENT, on=date(2026, 3, 26))

    assert refusal.value.reasons == ("appeal_late",)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(LAST_DAY, "REFUSED", id="the term still runs"),
        pytest.param(DAY_AFTER, "REFUSED_FINAL", id="the term is over"),
    ],
)
def test_an_inadmissible_appeal_leaves_the_refusal_open_as_long_as_the_term_runs(day, state):
    appeal = AppealFactory()

    actions.dismiss(
        appeal.pk, actor=DEPARTMENT, on=day, ground="NOT_BY_UNDERTAKING", reason="Door de school verstuurd."
    )

    appeal.refresh_from_db()
    entry = Entry.objects.get(file_kind="appeal")
    assert (appeal.state, appeal.decided_on) == ("INADMISSIBLE", day)
    assert (entry.reasons, entry.remark) == (["NOT_BY_UNDERTAKING"], "Door de school verstuurd.")
    assert state_of(appeal.application) == state


def test_a_late_appeal_is_dismissed_without_touching_the_refusal():
    appeal = AppealFactory(late=True, application__state="REFUSED_FINAL")

    actions.dismiss(appeal.pk, actor=DEPARTMENT, on=date(2026, 3, 27), ground="LATE", reason="Twee dagen.")

    assert state_of(appeal.application) == "REFUSED_FINAL"
    assert not Entry.objects.filter(file_kind="application").exists()


def test_an_appeal_in_time_is_not_dismissed_as_late():
    appeal = AppealFactory()

    with pytest.raises(Refused) as refusal:
        actions.dismiss(appeal.pk, actor=DEPARTMENT, on=DAY, ground="LATE", reason="Te laat.")

    assert refusal.value.reasons == ("appeal_in_time",)


@pytest.mark.parametrize(
    ("ground", "reason", "field"),
    [
        pytest.param("", "Zomaar.", "ground", id="no ground"),
        pytest.param("UGLY", "Zomaar.", "ground", id="unknown ground"),
        pytest.param("NO_REASONS", " ", "reason", id="no reason"),
    ],
)
def test_a_dismissal_has_a_ground_and_a_reason(ground, reason, field):
    appeal = AppealFactory()

    with pytest.raises(ValidationError) as error:
        actions.dismiss(appeal.pk, actor=DEPARTMENT, on=DAY, ground=ground, reason=reason)

    assert list(error.value.message_dict) == [field]


def test_the_term_to_decide_is_extended_once():
    appeal = AppealFactory(admissible=True)
    actions.extend(appeal.pk, actor=DEPARTMENT, on=DAY, reason="Plaatsbezoek nodig.")

    with pytest.raises(Refused) as refusal:
        actions.extend(appeal.pk, actor=DEPARTMENT, on=DAY, reason="Nog een bezoek.")

    appeal.refresh_from_db()
    assert (appeal.decide_by, appeal.is_extended) == (date(2026, 3, 12) + timedelta(days=60), True)
    assert refusal.value.reasons == ("appeal_extended",)
    assert steps("appeal", appeal.pk) == ["extend_appeal"]


def test_a_term_that_is_over_is_not_extended():
    appeal = AppealFactory(admissible=True)

    with pytest.raises(Refused) as refusal:
        actions.extend(appeal.pk, actor=DEPARTMENT, on=date(2026, 4, 12), reason="Vergeten.")

    assert refusal.value.reasons == ("appeal_term_over",)


def test_an_appeal_that_is_upheld_makes_the_recognition_from_that_day():
    appeal = admissible()
    mentor = appeal.application.assignments.get()
    other = MentorAssignmentFactory(application=appeal.application)

    actions.uphold(
        appeal.pk, actor=DEPARTMENT, on=date(2026, 4, 2), reason="De balans klopt.", mentor_ids=[mentor.pk]
    )

    appeal.refresh_from_db()
    mentor.refresh_from_db()
    other.refresh_from_db()
    found = Recognition.objects.get()
    assert (found.valid_from, found.valid_to) == (date(2026, 4, 2), date(2031, 4, 1))
    assert (appeal.state, state_of(appeal.application)) == ("UPHELD", "APPROVED")
    assert (mentor.state, mentor.recognition) == (AssignmentState.ACTIVE_UNTRAINED, found)
    assert other.state == AssignmentState.REFUSED
    assert steps("application", appeal.application_id) == ["grant_on_appeal"]
    assert steps("recognition", found.pk) == ["recognise"]
    assert appeal.application.decided_on == REFUSED_ON


@pytest.mark.parametrize("choice", ["none", "of another file"])
def test_a_recognition_after_an_appeal_needs_a_mentor_of_the_file(choice):
    appeal = admissible()
    ids = [] if choice == "none" else [MentorAssignmentFactory().pk]

    with pytest.raises(ValidationError) as error:
        actions.uphold(appeal.pk, actor=DEPARTMENT, on=DAY, reason="Juist.", mentor_ids=ids)

    assert list(error.value.message_dict) == ["mentors"]
    assert not Recognition.objects.exists()


def test_a_place_that_got_its_recognition_meanwhile_is_not_recognised_twice():
    appeal = admissible()
    case = appeal.application
    RecognitionFactory(
        application__site=case.site, application__programme=case.programme, valid_from=date(2026, 3, 14)
    )

    with pytest.raises(Refused) as refusal:
        actions.uphold(
            appeal.pk, actor=DEPARTMENT, on=DAY, reason="Juist.", mentor_ids=[case.assignments.get().pk]
        )

    assert refusal.value.reasons == ("already_recognised",)


@pytest.mark.parametrize(
    ("obstacle", "reason"),
    [pytest.param("excluded", "U6", id="excluded"), pytest.param("closed", "U7", id="site closed")],
)
def test_a_place_that_may_not_be_recognised_on_the_day_is_not_recognised_on_appeal_either(obstacle, reason):
    appeal = admissible()
    site = appeal.application.site
    if obstacle == "closed":
        type(site).objects.filter(pk=site.pk).update(closed_on=DAY - timedelta(days=1))
    else:
        excluded_since_today(appeal.company)

    with pytest.raises(Refused) as refusal:
        actions.uphold(
            appeal.pk,
            actor=DEPARTMENT,
            on=DAY,
            reason="Juist.",
            mentor_ids=[appeal.application.assignments.get().pk],
        )

    assert refusal.value.reasons == (reason,)
    assert not Recognition.objects.exists()


def excluded_since_today(company):
    decision = SanctionDecision.objects.create(
        company=company,
        partnership=PartnershipFactory(code="bouw"),
        reference="S2026-1",
        reasons="Herhaald.",
        decided_on=DAY,
    )
    decision.exclusions.create(
        company=company, kind="DEFINITIVE", state="IN_FORCE", reason="Herhaald.", from_day=DAY
    )


def test_a_case_from_before_the_first_rules_can_be_recognised_on_appeal():
    long_ago = date(2018, 9, 3)
    appeal = admissible(application__received_on=long_ago, application__decided_on=date(2018, 9, 10))

    actions.uphold(
        appeal.pk,
        actor=DEPARTMENT,
        on=DAY,
        reason="Juist.",
        mentor_ids=[appeal.application.assignments.get().pk],
    )

    found = Recognition.objects.get()
    assert (found.valid_from, found.valid_to) == (DAY, date(2031, 3, 15))


def test_an_appeal_that_is_partly_upheld_keeps_the_refusal_on_what_remains():
    appeal = admissible()

    actions.uphold_partly(appeal.pk, actor=DEPARTMENT, on=DAY, reason="U1 is in orde.", remaining=["U2"])

    appeal.refresh_from_db()
    assert (appeal.state, appeal.remaining_grounds) == ("PARTLY_UPHELD", ["U2"])
    assert state_of(appeal.application) == "REFUSED_FINAL"
    assert Entry.objects.get(file_kind="application").reasons == ["U2"]


@pytest.mark.parametrize("remaining", [[], ["U1", "U2"], ["U3"]], ids=["none", "all", "one that was met"])
def test_partly_means_some_grounds_and_not_all(remaining):
    appeal = admissible()

    with pytest.raises(ValidationError) as error:
        actions.uphold_partly(appeal.pk, actor=DEPARTMENT, on=DAY, reason="Deels.", remaining=remaining)

    assert list(error.value.message_dict) == ["remaining"]


def test_an_appeal_that_is_rejected_makes_the_refusal_final():
    appeal = admissible()

    actions.reject(appeal.pk, actor=DEPARTMENT, on=DAY, reason="De balans is negatief.")

    appeal.refresh_from_db()
    assert (appeal.state, appeal.outcome_reason, appeal.decided_on) == (
        "REJECTED",
        "De balans is negatief.",
        DAY,
    )
    assert state_of(appeal.application) == "REFUSED_FINAL"
    assert steps("appeal", appeal.pk) == ["reject_appeal"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(LAST_DAY, "REFUSED", id="in the term"),
        pytest.param(DAY_AFTER, "REFUSED_FINAL", id="after"),
    ],
)
def test_a_company_that_retracts_can_appeal_again_as_long_as_the_term_runs(day, state):
    appeal = AppealFactory()

    actions.retract(appeal.pk, actor=company_of(appeal.application), on=day)

    appeal.refresh_from_db()
    assert (appeal.state, appeal.decided_on) == ("RETRACTED", day)
    assert state_of(appeal.application) == state
    assert steps("appeal", appeal.pk) == ["retract_appeal"]


def test_a_company_does_not_retract_the_appeal_of_another():
    appeal = AppealFactory()

    for actor in (OTHER_COMPANY, DEPARTMENT, OFFICER):
        with pytest.raises(PermissionDenied):
            actions.retract(appeal.pk, actor=actor, on=DAY)


STEPS_OF_THE_DEPARTMENT = {
    "admit": lambda pk, actor: actions.admit(pk, actor=actor, on=DAY),
    "dismiss": lambda pk, actor: actions.dismiss(
        pk, actor=actor, on=DAY, ground="NO_REASONS", reason="Geen."
    ),
    "extend": lambda pk, actor: actions.extend(pk, actor=actor, on=DAY, reason="Bezoek."),
    "uphold": lambda pk, actor: actions.uphold(pk, actor=actor, on=DAY, reason="Juist.", mentor_ids=[1]),
    "uphold partly": lambda pk, actor: actions.uphold_partly(
        pk, actor=actor, on=DAY, reason="Deels.", remaining=["U1"]
    ),
    "reject": lambda pk, actor: actions.reject(pk, actor=actor, on=DAY, reason="Neen."),
}


@pytest.mark.parametrize("step", STEPS_OF_THE_DEPARTMENT)
def test_only_the_department_records_what_coordinator_and_committee_do(step):
    appeal = AppealFactory(admissible=step not in {"admit", "dismiss"})

    for actor in (OFFICER, FLEMISH, OTHER_COMPANY, company_of(appeal.application)):
        with pytest.raises(PermissionDenied):
            STEPS_OF_THE_DEPARTMENT[step](appeal.pk, actor)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("state", ["INADMISSIBLE", "UPHELD", "PARTLY_UPHELD", "REJECTED", "RETRACTED"])
def test_an_appeal_that_has_ended_stays_as_it_is(state):
    appeal = AppealFactory(state=state, application__state="REFUSED_FINAL")

    for do in STEPS_OF_THE_DEPARTMENT.values():
        with pytest.raises(Refused) as refusal:
            do(appeal.pk, DEPARTMENT)
        assert refusal.value.reasons == ("wrong_state",)
    with pytest.raises(Refused):
        actions.retract(appeal.pk, actor=company_of(appeal.application), on=DAY)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("step", ["uphold", "uphold partly", "reject"])
def test_whoever_refused_does_not_decide_on_the_appeal(step):
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition__in=("U1", "U2")).update(verdict="not_met", reason="Onvoldoende.")
    handling.refuse(case.pk, actor=OFFICER, on=REFUSED_ON)
    lodged = actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=DAY, reasons=WHY)
    same_person = Actor(Role.DEPARTMENT, "wewis", user_id=OFFICER.user_id, name=OFFICER.name)
    actions.admit(lodged.pk, actor=same_person, on=DAY)

    with pytest.raises(Refused) as refusal:
        STEPS_OF_THE_DEPARTMENT[step](lodged.pk, same_person)

    assert refusal.value.reasons == ("decided_by_who_refused",)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(LAST_DAY, "REFUSED", id="last day"),
        pytest.param(DAY_AFTER, "REFUSED_FINAL", id="day after"),
    ],
)
def test_a_refusal_becomes_final_by_itself_after_the_term_and_never_within(day, state):
    case = refused_case()

    run = recompute_clocks(on=day)

    assert state_of(case) == state
    assert run.made_final == (1 if state == "REFUSED_FINAL" else 0)
    assert steps("application", case.pk) == (["make_final"] if run.made_final else [])
    assert recompute_clocks(on=day).made_final == 0


def test_a_refusal_under_appeal_does_not_become_final_by_itself():
    appeal = AppealFactory()

    recompute_clocks(on=date(2026, 6, 1))

    assert state_of(appeal.application) == "REFUSED_UNDER_APPEAL"


@pytest.mark.parametrize("state", ["REFUSED", "REFUSED_UNDER_APPEAL", "REFUSED_FINAL"])
def test_a_new_application_for_the_same_place_is_free_after_a_refusal(state):
    case = ApplicationFactory(state=state, decided_on=REFUSED_ON)

    again = ApplicationFactory(site=case.site, programme=case.programme)

    assert again.state == "IN_REVIEW"
