"""What an organisation does with its addresses: done, refused, forbidden, and noted."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.flows.webhooks import actions
from duaal.flows.webhooks.kinds import DeliveryState, HookState, Subject
from duaal.flows.webhooks.models import Delivery, Event, Hook
from duaal.flows.webhooks.retention import forget_deliveries, forget_events
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import ANYONE, SYSTEM, Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.flows.webhooks.factories import (
    AT,
    DAY,
    DeliveryFactory,
    EventFactory,
    HookFactory,
    company,
    counsellor,
)

ADDRESS = "https://pakket.voorbeeld.test/duaal"
STEPS = {
    "choose": lambda pk, actor: actions.choose_subjects(pk, [Subject.PLAN], actor=actor, on=DAY),
    "rotate": lambda pk, actor: actions.rotate(pk, actor=actor, on=DAY, at=AT),
    "pause": lambda pk, actor: actions.pause(pk, actor=actor, on=DAY, at=AT),
    "resume": lambda pk, actor: actions.resume(pk, actor=actor, on=DAY, at=AT),
    "remove": lambda pk, actor: actions.remove(pk, actor=actor, on=DAY),
    "test": lambda pk, actor: actions.send_test(pk, actor=actor, at=AT),
}


def register(actor: Actor, address: str = ADDRESS, subjects=(Subject.LEARNER,)) -> actions.NewSecret:
    return actions.register(address, subjects, actor=actor, on=DAY)


def steps_noted() -> list[str]:
    return list(Entry.objects.filter(file_kind="webhook").order_by("pk").values_list("step", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [counsellor(), company()], ids=["school", "company"])
def test_an_organisation_registers_an_address_and_gets_a_secret_that_stands_nowhere(actor):
    made = register(actor)

    hook = Hook.objects.get()
    assert (hook.role, hook.organisation, hook.subjects) == (actor.role, actor.organisation, ["learner"])
    assert hook.state == HookState.ACTIVE
    assert made.secret.startswith("whsec_")
    assert made.secret.removeprefix("whsec_") not in repr(vars(hook))
    assert steps_noted() == ["register_webhook"]


@pytest.mark.django_db
def test_every_address_has_a_secret_of_its_own():
    secrets = {register(counsellor(), f"{ADDRESS}/{number}").secret for number in range(3)}

    assert len(secrets) == 3


@pytest.mark.django_db
def test_the_same_address_twice_is_refused_and_another_organisation_may_have_it():
    register(counsellor())
    register(counsellor("099999"))

    with pytest.raises(ValidationError, match="staat al in uw lijst"):
        register(counsellor())


@pytest.mark.django_db
def test_an_address_without_subjects_is_refused():
    with pytest.raises(ValidationError, match="minstens één onderwerp"):
        register(counsellor(), subjects=())


@pytest.mark.django_db
def test_there_is_a_highest_number_of_addresses(settings):
    settings.WEBHOOKS_PER_ORGANISATION = 2
    for number in range(2):
        register(counsellor(), f"{ADDRESS}/{number}")

    with pytest.raises(Refused) as refused:
        register(counsellor(), f"{ADDRESS}/2")

    assert refused.value.reasons == ("too_many_webhooks",)
    register(counsellor("099999"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor",
    [
        ANYONE,
        SYSTEM,
        Actor(Role.COUNSELLOR, "045678"),
        *(
            Actor(role, "x", user_id=1)
            for role in Role
            if role not in (Role.COUNSELLOR, Role.COMPANY, Role.ANYONE, Role.SYSTEM)
        ),
    ],
    ids=str,
)
def test_nobody_else_registers_or_steps(actor):
    hook = HookFactory()
    delivery = DeliveryFactory(hook=hook, state=DeliveryState.FAILED)

    with pytest.raises(PermissionDenied):
        register(actor)
    for step in STEPS.values():
        with pytest.raises(PermissionDenied):
            step(hook.pk, actor)
    with pytest.raises(PermissionDenied):
        actions.resend(delivery.pk, actor=actor, at=AT)
    assert steps_noted() == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(STEPS))
@pytest.mark.parametrize(
    "actor",
    [counsellor("099999"), company(), company("045678")],
    ids=["other school", "company", "same code"],
)
def test_another_organisation_does_not_find_the_address(name, actor):
    hook = HookFactory()

    with pytest.raises(Hook.DoesNotExist):
        STEPS[name](hook.pk, actor)

    assert steps_noted() == []


@pytest.mark.django_db
def test_a_colleague_manages_the_address_too():
    made = register(counsellor(user_id=30))

    actions.pause(made.hook.pk, actor=counsellor(user_id=31), on=DAY, at=AT)

    assert Hook.objects.get().state == HookState.PAUSED


@pytest.mark.django_db
def test_each_step_is_noted_and_nobody_is_told():
    actor = counsellor()
    pk = register(actor).hook.pk
    for name in ("choose", "rotate", "pause", "resume", "remove"):
        STEPS[name](pk, actor)

    assert steps_noted() == [
        "register_webhook",
        "change_webhook",
        "rotate_webhook_secret",
        "pause_webhook",
        "resume_webhook",
        "remove_webhook",
    ]
    read_ledger(on=DAY, at=AT)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_same_choice_again_is_noted_once():
    hook = HookFactory(subjects=["plan"])

    STEPS["choose"](hook.pk, counsellor())

    assert steps_noted() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "paused"), [("pause", True), ("resume", False), ("test", True)])
def test_a_step_in_the_wrong_state_is_refused(name, paused):
    hook = HookFactory(paused=paused)

    with pytest.raises(Refused) as refused:
        STEPS[name](hook.pk, counsellor())

    assert refused.value.reasons == ("wrong_state",)


@pytest.mark.django_db
def test_a_second_test_waits_for_the_first():
    hook = HookFactory()
    STEPS["test"](hook.pk, counsellor())

    with pytest.raises(Refused) as refused:
        STEPS["test"](hook.pk, counsellor())

    assert refused.value.reasons == ("webhook_test_waits",)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.DELIVERED])
def test_what_arrived_or_was_given_up_is_sent_again_with_all_its_tries(state):
    delivery = DeliveryFactory(state=state, tries=8, first_try_at=AT)

    actions.resend(delivery.pk, actor=counsellor(), at=AT)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.first_try_at) == ("waiting", 0, None)


@pytest.mark.django_db
def test_what_waits_or_belongs_to_a_paused_address_is_not_sent_again():
    waits = DeliveryFactory()
    paused = DeliveryFactory(state=DeliveryState.FAILED, hook__paused=True)

    for delivery in (waits, paused):
        with pytest.raises(Refused):
            actions.resend(delivery.pk, actor=counsellor(), at=AT)


@pytest.mark.django_db
def test_another_organisation_does_not_find_a_delivery():
    delivery = DeliveryFactory(state=DeliveryState.FAILED)

    with pytest.raises(Delivery.DoesNotExist):
        actions.resend(delivery.pk, actor=counsellor("099999"), at=AT)


@pytest.mark.django_db
def test_removing_an_address_removes_its_log():
    delivery = DeliveryFactory()

    STEPS["remove"](delivery.hook_id, counsellor())

    assert not Hook.objects.exists()
    assert not Delivery.objects.exists()
    assert Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": ""},
        {"subjects": []},
        {"state": "paused"},
        {"paused_because": "by_hand"},
        {"old_nonce": "a"},
        {"old_until": AT},
    ],
    ids=str,
)
def test_the_database_refuses_an_address_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HookFactory(**wrong)


@pytest.mark.django_db
def test_an_event_goes_to_an_address_once():
    delivery = DeliveryFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryFactory(hook=delivery.hook, event=delivery.event)


@pytest.mark.django_db
def test_old_deliveries_and_events_go_and_the_newest_event_stays():
    old = AT.replace(year=2025)
    first = EventFactory(at=old)
    DeliveryFactory(event=first, made_at=old, state=DeliveryState.DELIVERED)
    kept = DeliveryFactory(event=EventFactory(at=old))
    newest = EventFactory(at=old)

    assert forget_deliveries(before=AT) == 1
    assert forget_events(before=AT) == 1

    assert list(Event.objects.all()) == [kept.event, newest]
    assert list(Delivery.objects.all()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_register_the_last_address_at_once_get_one(settings):
    settings.WEBHOOKS_PER_ORGANISATION = 1
    outcomes, ready = [], threading.Barrier(2)

    def work(number):
        try:
            ready.wait(10)
            register(counsellor(), f"{ADDRESS}/{number}")
            outcomes.append("registered")
        except Refused as refused:
            outcomes.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(outcomes) == ["registered", "too_many_webhooks"]
