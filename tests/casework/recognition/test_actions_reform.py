"""The studied reforms on the same files: received the day before the switch, and on its day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duaal.casework.recognition.actions import drafting, handling
from duaal.casework.recognition.actions.mentors import after_mentor_change
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.assessing import standing_of
from duaal.casework.recognition.mentors.checking import CheckedNumber, Named
from duaal.casework.recognition.mentors.naming import NewMentor, NewPerson, name_mentor
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.proposals import propose
from duaal.casework.recognition.queries import recognition_file
from duaal.casework.recognition.states import AssignmentState, RecognitionState
from duaal.flows.processes.availability import availability_of
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, company_of
from tests.casework.recognition.bakery import (
    MENTOR_BORN,
    MENTOR_NUMBER,
    bakery,
    complete_answers,
    filled_form,
    mentor_answer,
)
from tests.casework.recognition.factories import ApplicationFactory, MentorAssignmentFactory, judge_all
from tests.casework.recognition.law_of_tomorrow import FROM

pytestmark = pytest.mark.django_db

BEFORE = FROM - timedelta(days=1)
DECIDED = FROM + timedelta(days=4)
LATER_SWITCHES = ["mentor_later", "stepwise_recognition"]


SOMEBODY = NewPerson("Mieke", "Verzonnen", CheckedNumber(MENTOR_NUMBER, MENTOR_BORN))
SAID = Named(
    birth_date=MENTOR_BORN,
    position="employee",
    experience_since=date(2010, 9, 1),
    extract_model="596.2",
    extract_issued_on=FROM - timedelta(days=20),
)


def shown(recognition: Recognition) -> tuple[bool, bool]:
    """Whether the place is shown as recognised, and whether it takes a learner."""
    found = availability_of(recognition_file(DEPARTMENT, recognition.pk), on=DECIDED)
    return found.visible, found.takes_learner


def refused(step) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        step()
    return refusal.value.reasons


@pytest.mark.parametrize("switch", LATER_SWITCHES)
def test_a_form_without_a_mentor_can_be_sent_from_the_day_of_the_switch(switch, switch_on):
    switch_on(switch)
    shop = bakery()
    form = filled_form(shop, mentors=())

    assert refused(lambda: submit(form.pk, actor=shop.actor, on=BEFORE)) == ("no_mentor",)
    cases = submit(form.pk, actor=shop.actor, on=FROM)

    assert len(cases) == 4
    assert not MentorAssignment.objects.exists()


@pytest.mark.parametrize("switch", LATER_SWITCHES)
def test_the_check_page_asks_for_a_mentor_until_the_day_of_the_switch(switch, switch_on):
    switch_on(switch)
    shop = bakery()
    answers = complete_answers(shop).with_answer(mentors=())

    assert propose(shop.company, answers, on=BEFORE).missing == ("no_mentor",)
    assert propose(shop.company, answers, on=FROM).missing == ()


@pytest.mark.parametrize(
    ("switch", "state", "since"),
    [
        pytest.param("mentor_later", RecognitionState.ACTIVE, None, id="mentor later"),
        pytest.param("stepwise_recognition", RecognitionState.INCOMPLETE, DECIDED, id="in two steps"),
    ],
)
def test_the_day_of_receipt_says_whether_a_case_without_a_mentor_is_granted(switch, state, since, switch_on):
    switch_on(switch)
    old, new = (ApplicationFactory(mentor=None, judged=True, received_on=day) for day in (BEFORE, FROM))

    assert refused(lambda: handling.grant(old.pk, actor=OFFICER, on=DECIDED)) == ("U4",)
    recognition = handling.grant(new.pk, actor=OFFICER, on=DECIDED)

    assert (recognition.state, recognition.incomplete_since) == (state, since)
    assert not recognition.assignments.exists()


def test_a_recognition_in_principle_is_recorded_as_one_with_the_value_behind_it(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)

    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)

    entry = Entry.objects.get(file_kind="recognition", file_id=recognition.pk)
    keys = {version["key"]: version for version in entry.rule_versions}
    assert (entry.step, entry.to_state) == ("recognise_in_principle", "INCOMPLETE")
    assert keys["recognition.stepwise_recognition"]["since"] == "2026-09-01"
    assert keys["recognition.stepwise_recognition"]["source"] == "hervorming/art. 3"


def test_the_second_step_is_taken_when_a_mentor_works_there(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)
    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)
    MentorAssignmentFactory(application=case, recognition=recognition, state=AssignmentState.ACTIVE)

    after_mentor_change(recognition, on=DECIDED + timedelta(days=40))

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.ACTIVE, None)


def test_a_company_names_a_mentor_for_its_recognition_in_principle_and_gets_it_in_full(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)
    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)
    visible, taking = shown(recognition)

    (small,) = name_mentor(
        [recognition.pk], actor=company_of(case), on=DECIDED, mentor=NewMentor(SOMEBODY, SAID)
    )
    judge_all(small)
    handling.grant(small.pk, actor=OFFICER, on=DECIDED)

    recognition.refresh_from_db()
    assert (visible, taking) == (True, False)
    assert recognition.state == RecognitionState.ACTIVE
    assert shown(recognition) == (True, True)


def test_with_mentor_later_the_first_agreement_waits_for_a_mentor(switch_on):
    switch_on("mentor_later")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)

    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)

    assert shown(recognition) == (True, False)


def test_one_more_mentor_who_fails_is_refused_in_two_steps_as_well(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)
    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)
    (small,) = name_mentor(
        [recognition.pk], actor=company_of(case), on=DECIDED, mentor=NewMentor(SOMEBODY, SAID)
    )
    judge_all(small)
    small.judgements.filter(condition="M1a").update(verdict="not_met", reason="Feiten.")

    assert "M1a" in refused(lambda: handling.grant(small.pk, actor=OFFICER, on=DECIDED))


def test_the_employer_of_one_more_mentor_from_outside_is_kept(switch_on):
    switch_on("external_mentor")
    case = ApplicationFactory(judged=True, received_on=FROM)
    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)
    outside = replace(SAID, position="outside", employer_number="0401234560")

    (small,) = name_mentor(
        [recognition.pk], actor=company_of(case), on=DECIDED, mentor=NewMentor(SOMEBODY, outside)
    )

    assert small.assignments.get().employer_number == "0401234560"


def test_in_two_steps_a_case_with_a_good_mentor_is_granted_in_full_at_once(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(judged=True, received_on=FROM)

    recognition = handling.grant(case.pk, actor=OFFICER, on=DECIDED)

    assert recognition.state == RecognitionState.ACTIVE
    assert case.assignments.get().state == AssignmentState.ACTIVE_UNTRAINED


def test_in_two_steps_a_mentor_who_fails_does_not_hold_back_the_first_step(switch_on):
    switch_on("stepwise_recognition")
    old, new = (
        ApplicationFactory(received_on=day, judged=True, mentor__too_young=True) for day in (BEFORE, FROM)
    )
    for case in (old, new):
        case.judgements.filter(condition="M2").update(verdict="not_met", reason="Te jong.")

    assert refused(lambda: handling.grant(old.pk, actor=OFFICER, on=DECIDED)) == ("U4", "M2")
    assert refused(lambda: handling.refuse(new.pk, actor=OFFICER, on=DECIDED)) == ("no_failed_condition",)
    recognition = handling.grant(new.pk, actor=OFFICER, on=DECIDED)

    assert recognition.state == RecognitionState.INCOMPLETE
    assert new.assignments.get().state == AssignmentState.REFUSED


def test_an_undertaking_that_fails_is_refused_in_the_first_of_two_steps_as_well(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")

    assert refused(lambda: handling.grant(case.pk, actor=OFFICER, on=DECIDED)) == ("U2",)


def test_a_mentor_from_outside_is_accepted_from_the_day_of_the_switch_whatever_was_judged_on_m5(switch_on):
    switch_on("external_mentor")
    old, new = (ApplicationFactory(mentor=None, received_on=day) for day in (BEFORE, FROM))
    for case in (old, new):
        MentorAssignmentFactory(application=case, outside=True)
        judge_all(case)
        case.judgements.filter(condition="M5").update(verdict="not_met", reason="Elders in dienst.")

    assert refused(lambda: handling.grant(old.pk, actor=OFFICER, on=DECIDED)) == ("U4", "M5")
    handling.grant(new.pk, actor=OFFICER, on=DECIDED)

    assert new.assignments.get().state == AssignmentState.ACTIVE_UNTRAINED


def test_with_mentors_from_outside_nobody_has_to_judge_m5(switch_on):
    switch_on("external_mentor")
    case = ApplicationFactory(judged=True, received_on=FROM)
    case.judgements.filter(condition="M5").delete()

    assert standing_of(case, actor=OFFICER, on=DECIDED).mentors[0].qualifies


def test_the_employer_of_a_mentor_from_outside_stands_with_the_assignment(switch_on):
    switch_on("external_mentor")
    shop = bakery()
    outside = mentor_answer(position="outside", employer_number="0401234560")
    form = drafting.keep(filled_form(shop).pk, actor=shop.actor, mentors=(outside,))

    submit(form.pk, actor=shop.actor, on=FROM)

    assert set(MentorAssignment.objects.values_list("employer_number", flat=True)) == {"0401234560"}


def test_a_part_of_the_plan_can_be_recognised_from_the_day_of_the_switch(switch_on):
    switch_on("partial_plan")
    old, new = (ApplicationFactory(judged=True, received_on=day) for day in (BEFORE, FROM))
    part = ("deeg maken", "bakken")

    assert refused(lambda: handling.grant(old.pk, actor=OFFICER, on=DECIDED, covered=part)) == (
        "partial_plan_off",
    )
    recognition = handling.grant(new.pk, actor=OFFICER, on=DECIDED, covered=part)

    assert recognition.covered_competences == ["deeg maken", "bakken"]


def test_without_a_list_a_recognition_covers_the_whole_plan():
    case = ApplicationFactory(judged=True)

    recognition = handling.grant(case.pk, actor=OFFICER, on=case.received_on)

    assert recognition.covered_competences == []
