"""Published places and contacts of the invented Flanders: what happened is what the platform allows."""

from collections import Counter
from datetime import timedelta

import pytest

from duaal.casework.matching.rules.law import contact_law, version
from duaal.casework.matching.states import (
    CONTACT_STEPS,
    IN_TALKS,
    OFFER_STEPS,
    OPEN,
    WITH_A_TERM,
    Cause,
    ContactState,
    OfferState,
)
from duaal.casework.recognition.states import LIVE
from duaal.casework.trajectories.states import LOOKING, TrajectoryState
from duaal.foundation.kernel.actor import Role
from duaal.synthetic.matching_rows import entries_of_contact, entries_of_offer
from tests.synthetic.conftest import TODAY

pytestmark = pytest.mark.django_db

OF_OFFERS = {step.name: step for step in OFFER_STEPS}
OF_CONTACTS = {step.name: step for step in CONTACT_STEPS}


def check_trail(entries, steps, state):
    """Every step is one of the platform, by who may do it, in an order that can be; the state is the last."""
    before, found = None, ""
    for entry in entries:
        step = steps[entry.step]
        assert entry.from_state == found
        assert found in step.sources or (not step.sources and found == "")
        assert entry.actor.role in step.roles
        assert before is None or before <= entry.on
        assert entry.on <= TODAY
        before, found = entry.on, entry.to_state
    assert found == state


def test_every_step_on_an_offer_is_one_that_the_platform_allows(world):
    for offer in world.offers:
        check_trail(entries_of_offer(offer), OF_OFFERS, offer.state)


def test_every_step_on_a_contact_is_one_that_the_platform_allows(world):
    for contact in world.contacts:
        check_trail(entries_of_contact(contact), OF_CONTACTS, contact.state)


def test_places_stand_on_recognitions_that_count_and_each_has_one_offer(world):
    assert len(world.offers) > 5_000
    assert len({id(one.case) for one in world.offers}) == len(world.offers)
    for offer in world.offers:
        assert offer.case.outcome in LIVE
        assert offer.case.decided_on < offer.published_on <= offer.confirmed_on <= TODAY
        assert offer.places >= 1
        assert offer.starts_from >= offer.published_on


def test_an_offer_that_nobody_confirmed_was_warned_of_and_went_offline_on_its_day(world):
    stale = timedelta(days=version("offer_stale_days", TODAY).value)
    before = timedelta(days=version("offer_warning_days", TODAY).value)
    for offer in world.offers:
        is_late = offer.confirmed_on + stale - before <= TODAY
        assert (offer.warned_on == offer.confirmed_on + stale - before) if is_late else not offer.warned_on
        assert (offer.state == OfferState.STALE) == (offer.confirmed_on + stale <= TODAY)


def test_companies_of_the_demo_and_others_have_offers_of_every_kind(world):
    own = {user.company for user in world.users if user.company is not None}
    of_own = Counter(one.state for one in world.offers if one.case.company in own)
    capped = [one for one in world.offers if any(deed.step == "cap_offer" for deed in one.deeds)]
    warned = [one for one in world.offers if one.warned_on and one.state == OfferState.PUBLISHED]

    assert set(of_own) == set(OfferState)
    assert capped
    assert warned
    assert any(not one.is_open and one.state == OfferState.PUBLISHED for one in world.offers)


def test_contacts_are_there_in_every_state_and_for_every_cause(world):
    states = Counter(one.state for one in world.contacts)
    causes = Counter(one.cause for one in world.contacts if one.cause)

    assert set(states) == set(ContactState)
    assert set(causes) >= {
        Cause.NO_ANSWER,
        Cause.NOT_PLANNED,
        Cause.NOT_FOLLOWED,
        Cause.FOUND_PLACE,
        Cause.SEARCH_STOPPED,
    }


def test_the_school_and_the_companies_of_the_demo_have_something_to_answer(world):
    own = {user.company for user in world.users if user.company is not None}
    school = Counter(one.state for one in world.contacts if one.pupil.school is world.schools[0])
    company = Counter(one.state for one in world.contacts if one.case.company in own)

    assert len(school) >= 6
    assert company[ContactState.SENT]
    assert sum(company.values()) >= 5


def test_a_contact_is_about_the_programme_of_the_learner_while_the_learner_looked(world):
    for contact in world.contacts:
        pupil = contact.pupil
        assert contact.case.programme is pupil.programme
        assert pupil.searches[0].first_day <= contact.consented_on <= contact.sent_on <= TODAY
        assert (contact.closed_on is None) == (contact.state in OPEN)
        assert (contact.state not in IN_TALKS) or contact.intake_on is not None


def test_a_learner_is_in_matching_as_long_as_somebody_meets_it(world):
    meets = Counter(id(one.pupil) for one in world.contacts if one.state in IN_TALKS)
    open_ones = Counter((id(one.pupil), id(one.case)) for one in world.contacts if one.state in OPEN)

    assert set(open_ones.values()) == {1}
    for pupil in world.pupils:
        assert (pupil.state == TrajectoryState.IN_MATCHING) == (meets[id(pupil)] > 0)
    assert all(one.pupil.state in LOOKING for one in world.contacts if one.state in OPEN)


def test_no_term_of_a_contact_is_over_today_and_no_reminder_waits(world):
    for contact in world.contacts:
        if contact.state in WITH_A_TERM:
            assert contact.answer_by >= TODAY
        assert contact.remind_on is None or contact.remind_on > TODAY
        assert contact.answer_by > contact.sent_on
        law = contact_law(contact.sent_on)
        if contact.state == ContactState.SENT:
            assert (contact.answer_by - contact.sent_on).days == law.contact_answer_days.value


def test_nobody_but_the_school_the_company_and_the_clock_did_something(world):
    roles = {entry.actor.role for one in world.contacts for entry in entries_of_contact(one)}

    assert roles == {Role.COUNSELLOR, Role.COMPANY, Role.SYSTEM}


def test_everybody_lives_near_the_school(world):
    for pupil in world.pupils:
        there, school = pupil.home, pupil.school.postal
        assert abs(there.latitude - school.latitude) < 0.5
        assert abs(there.longitude - school.longitude) < 0.6
        assert pupil.street
