"""A contact between a learner and a company: every step, who may not, and what happens by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.matching.actions import contacts
from duaal.casework.matching.actions.clocks import close_for, keep_contacts
from duaal.casework.matching.models import Contact, Offer
from duaal.casework.matching.policy import may_read_learner
from duaal.casework.matching.queries import contacts_visible_to
from duaal.casework.matching.states import CONTACT_STEPS, OPEN, ContactState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.matching.factories import DAY, STOPPED, ContactFactory, OfferFactory, company_of
from tests.casework.trajectories.actors import DEPARTMENT, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import TrajectoryFactory

pytestmark = pytest.mark.django_db

SOON = DAY + timedelta(days=2)
WHY = "Het is te ver met de bus."


@pytest.fixture
def place() -> Offer:
    return OfferFactory()


@pytest.fixture
def learner(place) -> Trajectory:
    return TrajectoryFactory(programme=place.programme)


def send(trajectory, place, *, actor=None, consented_on=DAY):
    return contacts.send(
        trajectory.pk,
        place.recognition_id,
        message=" Lotte wil graag komen. ",
        consented_on=consented_on,
        actor=actor or staff_of(trajectory),
        on=DAY,
    )


def steps_of(contact) -> list[str]:
    rows = Entry.objects.filter(file_kind="contact", file_id=contact.pk).order_by("seq")
    return list(rows.values_list("step", flat=True))


def state_of(contact) -> tuple[str, str]:
    contact.refresh_from_db()
    return contact.state, Trajectory.objects.get(pk=contact.trajectory_id).state


def do(step: str, contact, *, actor, on=DAY):
    given = {
        "plan_intake": {"intake_on": SOON},
        "decline": {"reason": WHY},
        "withdraw": {"reason": WHY},
    }.get(step, {})
    return getattr(contacts, step)(contact.pk, actor=actor, on=on, **given)


def side_of(step: str, contact) -> Actor:
    is_company = step in {"show_interest", "decline"}
    return company_of(contact.recognition) if is_company else staff_of(contact.trajectory)


def test_a_question_is_sent_with_the_consent_of_the_learner(place, learner):
    contact = send(learner, place)

    assert (contact.state, contact.message) == (ContactState.SENT, "Lotte wil graag komen.")
    assert contact.answer_by == DAY + timedelta(days=7)
    assert contact.remind_on == DAY + timedelta(days=4)
    assert steps_of(contact) == ["send_contact"]
    assert state_of(contact)[1] == "SEARCHING"


def test_every_reason_not_to_send_is_given(place, learner):
    send(learner, place)
    Trajectory.objects.update(state="IN_TRAINING")
    Offer.objects.update(state="PAUSED")

    with pytest.raises(Refused) as refusal:
        send(learner, place, consented_on=None)

    assert refusal.value.reasons == (
        "learner_consent_missing",
        "learner_not_searching",
        "place_not_open",
        "contact_runs",
    )
    assert Contact.objects.count() == 1


def test_a_learner_of_another_programme_is_not_sent(place):
    with pytest.raises(Refused) as refusal:
        send(TrajectoryFactory(), place)

    assert refusal.value.reasons == ("learner_not_searching",)


def test_consent_that_still_has_to_come_is_none(place, learner):
    with pytest.raises(ValidationError, match="18 maart 2026"):
        send(learner, place, consented_on=SOON)


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, DEPARTMENT, STOPPED, SYSTEM])
def test_only_staff_of_the_school_of_the_learner_sends(place, learner, actor):
    with pytest.raises(PermissionDenied):
        send(learner, place, actor=actor)


def test_from_the_question_to_the_proposal(place, learner):
    contact = send(learner, place)
    company = company_of(place.recognition)

    contacts.show_interest(contact.pk, actor=company, on=DAY)
    assert state_of(contact) == ("INTERESTED", "SEARCHING")
    assert contact.answer_by == DAY + timedelta(days=14)

    contacts.plan_intake(contact.pk, intake_on=SOON, actor=company, on=DAY)
    assert state_of(contact) == ("INTAKE", "IN_MATCHING")
    assert contact.answer_by == SOON + timedelta(days=14)

    with pytest.raises(Refused) as refusal:
        contacts.propose(contact.pk, actor=company, on=DAY)
    assert refusal.value.reasons == ("intake_to_come",)

    contacts.propose(contact.pk, actor=company, on=SOON)
    assert state_of(contact) == ("PROPOSED", "IN_MATCHING")
    assert steps_of(contact) == ["send_contact", "show_interest", "plan_intake", "propose_learner"]


def test_an_interview_is_moved_to_another_day_but_not_to_the_past(place, learner):
    contact = send(learner, place)
    staff = staff_of(learner)
    contacts.plan_intake(contact.pk, intake_on=DAY, actor=staff, on=DAY)

    contacts.plan_intake(contact.pk, intake_on=SOON, actor=staff, on=DAY)

    contact.refresh_from_db()
    assert contact.intake_on == SOON
    with pytest.raises(ValidationError, match="15 maart 2026 is voorbij"):
        contacts.plan_intake(contact.pk, intake_on=DAY - timedelta(days=1), actor=staff, on=DAY)


@pytest.mark.parametrize(("step", "state"), [("decline", "DECLINED"), ("withdraw", "WITHDRAWN")])
def test_who_ends_it_says_why_and_the_learner_searches_again(place, learner, step, state):
    contact = send(learner, place)
    contacts.plan_intake(contact.pk, intake_on=SOON, actor=staff_of(learner), on=DAY)
    actor = side_of(step, contact)

    with pytest.raises(Refused) as refusal:
        getattr(contacts, step)(contact.pk, reason=" ", actor=actor, on=DAY)
    assert refusal.value.reasons == ("contact_reason_missing",)
    do(step, contact, actor=actor)

    assert state_of(contact) == (state, "SEARCHING")
    assert (contact.reason, contact.closed_on) == (WHY, DAY)


def test_a_learner_stays_in_matching_as_long_as_one_interview_is_left(place, learner):
    other = OfferFactory(recognition__application__programme=place.programme)
    first, second = send(learner, place), send(learner, other)
    for contact in (first, second):
        contacts.plan_intake(contact.pk, intake_on=SOON, actor=staff_of(learner), on=DAY)

    do("decline", first, actor=company_of(place.recognition))

    assert state_of(first)[1] == "IN_MATCHING"


@pytest.mark.parametrize("step", ["show_interest", "plan_intake", "propose", "decline", "withdraw"])
def test_nobody_from_elsewhere_touches_a_contact(step):
    contact = ContactFactory(intake=True)
    other_side = {"show_interest": staff_of(contact.trajectory), "decline": staff_of(contact.trajectory)}
    other_side["withdraw"] = company_of(contact.recognition)

    for actor in filter(None, (STOPPED, OTHER_SCHOOL, DEPARTMENT, SYSTEM, other_side.get(step))):
        with pytest.raises(PermissionDenied):
            do(step, contact, actor=actor)

    assert steps_of(contact) == []


@pytest.mark.parametrize("step", ["show_interest", "plan_intake", "propose", "decline", "withdraw"])
def test_what_is_over_cannot_go_on(step):
    contact = ContactFactory(state="CLOSED", closed_on=DAY)

    with pytest.raises(Refused) as refusal:
        do(step, contact, actor=side_of(step, contact))

    assert refusal.value.reasons == (WRONG_STATE,)


@pytest.mark.parametrize("step", ["show_interest", "plan_intake", "propose"])
def test_a_learner_who_found_a_place_is_not_met_any_more(step):
    contact = ContactFactory(**({"intake": True} if step == "propose" else {}))
    Trajectory.objects.update(state="IN_TRAINING")

    with pytest.raises(Refused) as refusal:
        do(step, contact, actor=side_of(step, contact))

    assert refusal.value.reasons == ("learner_not_searching",)


def test_the_company_is_reminded_once_before_the_last_day():
    contact = ContactFactory()

    assert keep_contacts(on=DAY + timedelta(days=3)) == {"closed": 0, "reminded": 0}
    assert keep_contacts(on=DAY + timedelta(days=4)) == {"closed": 0, "reminded": 1}
    assert keep_contacts(on=DAY + timedelta(days=5)) == {"closed": 0, "reminded": 0}
    assert steps_of(contact) == ["remind_contact"]


@pytest.mark.parametrize(
    ("contact", "cause"),
    [
        ({}, "no_answer"),
        ({"interested": True}, "intake_not_planned"),
        ({"intake": True}, "intake_not_followed"),
    ],
)
def test_after_the_last_day_of_its_term_a_contact_closes_by_itself(contact, cause):
    contact = ContactFactory(remind_on=None, **contact)
    late = contact.answer_by + timedelta(days=1)

    assert keep_contacts(on=contact.answer_by) == {"closed": 0, "reminded": 0}
    assert keep_contacts(on=late) == {"closed": 1, "reminded": 0}
    assert keep_contacts(on=late) == {"closed": 0, "reminded": 0}

    assert state_of(contact)[0] == "CLOSED"
    assert (contact.cause, contact.closed_on) == (cause, late)
    assert Entry.objects.get(file_kind="contact").reasons == [cause]


@pytest.mark.parametrize(
    ("state", "cause"), [("IN_TRAINING", "learner_found_place"), ("DEREGISTERED", "search_stopped")]
)
def test_every_contact_closes_when_the_learner_does_not_search_any_more(state, cause):
    contact = ContactFactory(state="PROPOSED", intake_on=DAY)
    Trajectory.objects.update(state=state)

    assert close_for(contact.trajectory_id, on=DAY) == 1

    contact.refresh_from_db()
    assert contact.cause == cause


def test_a_contact_with_a_place_that_is_gone_closes_and_the_learner_searches_again(place, learner):
    contact = send(learner, place)
    contacts.plan_intake(contact.pk, intake_on=SOON, actor=staff_of(learner), on=DAY)
    Recognition.objects.update(state="WITHDRAWN", ended_on=DAY)

    keep_contacts(on=DAY)

    assert state_of(contact) == ("CLOSED", "SEARCHING")
    assert contact.cause == "place_gone"


def test_a_proposal_waits_for_the_agreement():
    ContactFactory(state="PROPOSED", intake_on=DAY, remind_on=None)

    assert keep_contacts(on=DAY + timedelta(days=300)) == {"closed": 0, "reminded": 0}


def test_who_sees_a_contact():
    contact, other = ContactFactory(), ContactFactory()
    learner = Actor(
        Role.LEARNER,
        contact.trajectory.learner.number,
        user_id=50,
        person_id=contact.trajectory.learner.person_id,
    )

    for actor in (company_of(contact.recognition), staff_of(contact.trajectory), learner):
        assert set(contacts_visible_to(actor, on=DAY)) == {contact}
    partnership = Actor(Role.PARTNERSHIP, "bouw", user_id=44)
    for actor in (OTHER_SCHOOL, STOPPED, DEPARTMENT, partnership, Actor(Role.COMPANY, "0999999999")):
        assert not contacts_visible_to(actor, on=DAY).exists()
    assert other.pk


def test_a_company_reads_who_the_learner_is_only_while_the_contact_is_open():
    contact = ContactFactory()
    company = company_of(contact.recognition)

    assert may_read_learner(company, contact)
    contact.state = ContactState.DECLINED
    assert not may_read_learner(company, contact)
    assert may_read_learner(staff_of(contact.trajectory), contact)


def test_every_open_state_can_be_ended_by_each_side_and_by_the_clock():
    ends = {step.name: step.sources for step in CONTACT_STEPS if step.target and step.target not in OPEN}

    assert ends == dict.fromkeys(("decline_contact", "withdraw_contact", "close_contact"), OPEN)
