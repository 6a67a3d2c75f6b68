"""From the ledger to events: each entry once, for who may see its file, and never before what was read."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from duaal.casework.matching.actions.contacts import CONTACT_FILE
from duaal.casework.matching.actions.offers import OFFER_FILE
from duaal.casework.progress.actions.steps import PLAN_FILE
from duaal.flows.notifications.outbox import say_nothing_of_what_follows
from duaal.flows.webhooks.feed import Read, read_entries
from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.models import Delivery, Event, Waiting
from duaal.flows.webhooks.queries import events_after
from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from tests.casework.agreements import files
from tests.casework.matching.factories import ContactFactory, OfferFactory
from tests.casework.matching.factories import company_of as company_at
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.flows.notifications.factories import entry
from tests.flows.webhooks.factories import (
    AT,
    DAY,
    SCHOOL,
    EventFactory,
    HookFactory,
    counsellor,
    school_of,
    step_on,
)

PATIENCE = 20


def read() -> Read:
    return read_entries(at=AT)


def seen_by(actor: Actor, since: int = 0, most: int = 200) -> list[tuple[str, int, str]]:
    page = events_after(since, actor=actor, on=DAY, most=most)
    return [(one.subject, one.file_id, one.step) for one in page.events]


@pytest.mark.django_db
def test_a_step_on_a_learner_is_an_event_for_its_school_and_for_no_other():
    trajectory, other = TrajectoryFactory(), TrajectoryFactory()
    step_on(trajectory.pk)

    read()

    assert seen_by(school_of(trajectory)) == [("learner", trajectory.pk, "start_lessons")]
    assert seen_by(school_of(other)) == []
    assert not Waiting.objects.exists()


@pytest.mark.django_db
def test_reading_again_makes_nothing_again():
    step_on(TrajectoryFactory().pk)
    read()

    assert read() == Read()
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_a_step_that_is_undone_leaves_no_event():
    trajectory = TrajectoryFactory()
    with transaction.atomic():
        step_on(trajectory.pk)
        transaction.set_rollback(True)

    assert read() == Read()


@pytest.mark.django_db
def test_an_invented_past_is_no_event():
    trajectory = TrajectoryFactory()
    with transaction.atomic():
        say_nothing_of_what_follows()
        step_on(trajectory.pk)

    assert read() == Read()


@pytest.mark.django_db
def test_a_contact_is_an_event_for_its_school_and_its_company_only():
    contact = ContactFactory()
    entry(contact.pk, "send_contact", CONTACT_FILE)

    read()

    expected = [("contact", contact.pk, "send_contact")]
    assert seen_by(school_of(contact.trajectory)) == expected
    assert seen_by(company_at(contact.recognition)) == expected
    assert seen_by(counsellor("099999")) == []
    assert seen_by(Actor(Role.COMPANY, "0999999922", user_id=5)) == []


@pytest.mark.django_db
def test_a_place_that_comes_online_is_an_event_for_every_school_and_its_company():
    offer = OfferFactory()
    entry(offer.pk, "publish_offer", OFFER_FILE, to_state="PUBLISHED")
    entry(offer.pk, "change_offer", OFFER_FILE)

    read()

    assert [step for *_rest, step in seen_by(counsellor())] == ["publish_offer"]
    assert [step for *_rest, step in seen_by(company_at(offer.recognition))] == [
        "publish_offer",
        "change_offer",
    ]
    assert seen_by(Actor(Role.COMPANY, "0999999922", user_id=5)) == []


@pytest.mark.django_db
def test_a_draft_of_an_agreement_is_an_event_for_its_school_and_once_proposed_for_its_company():
    draft = files.drafted()
    read()
    steps = [step for subject, _pk, step in seen_by(files.school_of(draft)) if subject == "agreement"]
    assert steps == ["draft_agreement"]
    assert seen_by(files.company_of(draft)) == []

    agreement, _secrets = files.proposed(draft)
    read()

    assert ("agreement", agreement.pk, "propose_agreement") in seen_by(files.company_of(agreement))


@pytest.mark.django_db
def test_a_company_hears_of_no_version_of_a_plan_that_is_not_fixed():
    contact = ContactFactory()
    entry(contact.trajectory_id, "start_plan", PLAN_FILE, to_state="DRAFT")

    read()

    assert seen_by(school_of(contact.trajectory)) == [("plan", contact.trajectory_id, "start_plan")]
    assert seen_by(company_at(contact.recognition)) == []


@pytest.mark.django_db
def test_an_event_of_a_file_that_the_reader_may_not_see_any_more_is_left_out_and_passed_by():
    trajectory = TrajectoryFactory()
    gone = EventFactory(organisation=trajectory.provider.number, file_id=987_654)
    mine = EventFactory(organisation=trajectory.provider.number, file_id=trajectory.pk)

    page = events_after(0, actor=school_of(trajectory), on=DAY, most=1)

    assert (page.events, page.next, page.has_more) == ((), gone.pk, True)
    assert events_after(gone.pk, actor=school_of(trajectory), on=DAY, most=1).events == (mine,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor",
    [
        ANYONE,
        Actor(Role.COUNSELLOR, SCHOOL),
        Actor(Role.COUNSELLOR, "", user_id=1),
        *(
            Actor(role, SCHOOL, user_id=1)
            for role in Role
            if role not in (Role.COUNSELLOR, Role.COMPANY, Role.ANYONE)
        ),
    ],
    ids=str,
)
def test_nobody_else_gets_events(actor):
    EventFactory()
    EventFactory(organisation="", subject=Subject.OFFER)

    assert events_after(0, actor=actor, on=DAY, most=200).events == ()


@pytest.mark.django_db
def test_pages_follow_each_other_without_gaps_or_doubles():
    trajectory = TrajectoryFactory()
    for number in range(7):
        step_on(trajectory.pk, f"step{number}")
        entry(OfferFactory().pk, "publish_offer", OFFER_FILE, to_state="PUBLISHED")
    read()
    actor, found, since, pages = school_of(trajectory), [], 0, 0

    while True:
        page = events_after(since, actor=actor, on=DAY, most=3)
        found += [one.pk for one in page.events]
        since, pages = page.next, pages + 1
        if not page.has_more:
            break

    assert found == list(Event.objects.filter(role=Role.COUNSELLOR).values_list("pk", flat=True))
    assert (len(found), pages) == (14, 5)


@pytest.mark.django_db
def test_who_asks_after_a_number_that_was_removed_is_told_so():
    trajectory = TrajectoryFactory()
    first, second, third = (
        EventFactory(organisation=trajectory.provider.number, file_id=trajectory.pk) for _number in range(3)
    )
    actor = school_of(trajectory)
    Event.objects.filter(pk__in=[first.pk, second.pk]).delete()

    assert not events_after(first.pk, actor=actor, on=DAY, most=9).is_complete
    assert events_after(second.pk, actor=actor, on=DAY, most=9).is_complete
    assert events_after(third.pk, actor=actor, on=DAY, most=9).is_complete


@pytest.mark.django_db
def test_asking_costs_as_many_queries_for_many_events_as_for_one():
    trajectory = TrajectoryFactory()
    actor = school_of(trajectory)
    step_on(trajectory.pk)
    read()
    with CaptureQueriesContext(connection) as one:
        events_after(0, actor=actor, on=DAY, most=200)
    for _number in range(40):
        step_on(TrajectoryFactory(provider=trajectory.provider).pk)
    read()

    with CaptureQueriesContext(connection) as many:
        assert len(events_after(0, actor=actor, on=DAY, most=200).events) == 41

    assert len(many) == len(one)


@pytest.mark.django_db
def test_reading_the_ledger_costs_as_many_queries_for_many_entries_as_for_one():
    HookFactory()
    step_on(TrajectoryFactory().pk)
    with CaptureQueriesContext(connection) as one:
        read()
    for _number in range(40):
        step_on(TrajectoryFactory().pk)

    with CaptureQueriesContext(connection) as many:
        assert read().entries == 40

    assert len(many) == len(one)


@pytest.mark.django_db
def test_the_events_of_an_organisation_are_walked_along_an_index():
    events = [
        Event(
            entry_id=number,
            role=Role.COUNSELLOR,
            organisation=f"{number % 50:06}",
            subject=Subject.LEARNER,
            file_id=number,
            step="start_lessons",
            on=DAY,
            at=AT,
        )
        for number in range(1, 20_001)
    ]
    Event.objects.bulk_create(events)
    rows = Event.objects.filter(role=Role.COUNSELLOR, organisation="000007", pk__gt=events[9_000].pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE webhooks_event")

    plan = rows.order_by("pk")[:201].explain()

    assert "webhooks_events_of" in plan
    assert "Sort" not in plan


@pytest.mark.django_db
def test_an_address_gets_what_it_wants_and_a_paused_one_nothing():
    trajectory = TrajectoryFactory()
    number = trajectory.provider.number
    wants = HookFactory(organisation=number, subjects=["learner"])
    HookFactory(organisation=number, subjects=["contact"])
    HookFactory(organisation=number, paused=True)
    HookFactory(organisation="099999")
    step_on(trajectory.pk)

    read()

    assert [one.hook for one in Delivery.objects.all()] == [wants]


@pytest.mark.django_db
def test_every_school_that_wants_places_gets_a_place_that_comes_online():
    hooks = [HookFactory(organisation=f"00000{n}") for n in range(3)]
    HookFactory(organisation="000009", subjects=["learner"])
    entry(OfferFactory().pk, "publish_offer", OFFER_FILE, to_state="PUBLISHED")

    read()

    assert sorted(one.hook_id for one in Delivery.objects.all()) == sorted(hook.pk for hook in hooks)
