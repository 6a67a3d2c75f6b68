"""Messages to a real server on this machine: signed, once, tried again at the right moments, given up."""

import base64
import hashlib
import hmac
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.flows.webhooks import actions, sending
from duaal.flows.webhooks.feed import read_entries
from duaal.flows.webhooks.kinds import DeliveryState, HookState, PauseReason, Subject
from duaal.flows.webhooks.models import Delivery
from duaal.flows.webhooks.sending import PER_ADDRESS, WAITS, Sent, claim, keep, send_due
from duaal.foundation.audit.models import Entry
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.flows.webhooks.factories import (
    AT,
    DAY,
    DeliveryFactory,
    EventFactory,
    HookFactory,
    counsellor,
    school_of,
    step_on,
)
from tests.flows.webhooks.receiver import receiver

PATIENCE = 20


def send(at=AT) -> Sent:
    return send_due(at=at)


def verified(secret: str, message) -> bool:
    """As a receiver verifies: nothing of ours, a few lines of `hmac`."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = (
        f"{message.headers['webhook-id']}.{message.headers['webhook-timestamp']}.".encode() + message.body
    )
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = [one.partition(",")[2] for one in message.headers["webhook-signature"].split()]
    return any(hmac.compare_digest(expected, one) for one in given)


@pytest.mark.django_db
def test_a_step_reaches_the_software_of_the_school_signed_and_without_a_word_about_persons(server):
    trajectory = TrajectoryFactory()
    made = actions.register(server.address, [Subject.LEARNER], actor=school_of(trajectory), on=DAY)
    step_on(trajectory.pk, to_state="SEARCHING")
    read_entries(at=AT)

    assert send() == Sent(delivered=1)

    (message,) = server.received
    delivery = Delivery.objects.get()
    assert verified(made.secret, message)
    assert message.path == "/meldingen?klant=7"
    assert message.headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert message.headers["content-type"] == "application/json"
    assert json.loads(message.body) == {
        "type": "learner.start_lessons",
        "timestamp": "2026-03-10T09:00:00Z",
        "data": {
            "cursor": delivery.event_id,
            "subject": "learner",
            "id": trajectory.pk,
            "step": "start_lessons",
            "on": "2026-03-10",
            "from_state": "",
            "to_state": "SEARCHING",
            "link": f"https://duaal.voorbeeld.test/api/v1/learners/{trajectory.pk}",
        },
    }
    assert (delivery.state, delivery.status, delivery.tries) == ("delivered", 200, 1)
    assert delivery.milliseconds is not None


@pytest.mark.django_db
def test_a_message_with_one_other_byte_does_not_verify(server):
    made = actions.register(server.address, list(Subject), actor=counsellor(), on=DAY)
    actions.send_test(made.hook.pk, actor=counsellor(), at=AT)
    send()
    (message,) = server.received
    assert verified(made.secret, message)

    message.body = message.body.replace(b"test", b"tset")

    assert not verified(made.secret, message)


@pytest.mark.django_db
def test_after_a_change_both_secrets_verify_until_the_old_one_ends(server, settings):
    actor = counsellor()
    old = actions.register(server.address, list(Subject), actor=actor, on=DAY)
    new = actions.rotate(old.hook.pk, actor=actor, on=DAY, at=AT)
    end = AT + timedelta(hours=settings.WEBHOOK_OLD_SECRET_HOURS)

    for moment in (end - timedelta(seconds=1), end):
        actions.send_test(old.hook.pk, actor=actor, at=moment)
        send(moment)

    before, after = server.received
    assert (verified(old.secret, before), verified(new.secret, before)) == (True, True)
    assert (verified(old.secret, after), verified(new.secret, after)) == (False, True)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_refusal_is_tried_again_after_growing_pauses_under_the_same_number(server, status):
    server.status = status
    delivery = DeliveryFactory(hook__address=server.address)
    moment = AT

    for tried, wait in enumerate(WAITS, 1):
        assert send(moment) == Sent(later=1)
        delivery.refresh_from_db()
        assert (delivery.tries, delivery.status, delivery.problem) == (tried, status, "status")
        assert delivery.next_try_at == moment + wait
        assert send(moment + wait - timedelta(seconds=1)) == Sent()
        moment += wait

    assert server.ids == [f"msg_{delivery.pk}"] * len(WAITS)
    assert len({message.body for message in server.received}) == 1
    server.status = 200
    assert send(moment) == Sent(delivered=1)


@pytest.mark.django_db
def test_an_address_where_nothing_arrives_until_the_last_try_is_paused_and_its_school_is_told(server):
    server.status = 500
    delivery = DeliveryFactory(hook__address=server.address)
    moment = AT
    for wait in (*WAITS, timedelta(0)):
        send(moment)
        moment += wait

    delivery.refresh_from_db()
    hook = delivery.hook
    assert (delivery.state, delivery.tries) == (DeliveryState.FAILED, len(WAITS) + 1)
    assert (hook.state, hook.paused_because) == (HookState.PAUSED, PauseReason.FAILING)
    assert Entry.objects.filter(file_kind="webhook", step="pause_webhook_by_rule").count() == 1
    read_ledger(on=DAY, at=moment)
    notice = Notice.objects.get()
    assert (notice.role, notice.organisation) == ("counsellor", hook.organisation)
    assert notice.path == f"/koppelingen/meldingen/{hook.pk}/"
    DeliveryFactory(hook=hook)
    assert send(moment + timedelta(days=30)) == Sent()


@pytest.mark.django_db
def test_one_message_that_is_refused_for_ever_does_not_pause_an_address_where_others_arrive(server):
    bad = DeliveryFactory(hook__address=server.address)
    moment = AT

    def refuse_the_bad_one(handler):
        handler.send_response(500 if handler.headers["webhook-id"] == f"msg_{bad.pk}" else 200)
        handler.end_headers()

    server.instead = refuse_the_bad_one
    for wait in (*WAITS, timedelta(0)):
        send(moment)
        DeliveryFactory(hook=bad.hook, made_at=moment, next_try_at=moment)
        send(moment + timedelta(seconds=1))
        moment += wait

    bad.refresh_from_db()
    assert bad.state == DeliveryState.FAILED
    assert bad.hook.state == HookState.ACTIVE


@pytest.mark.django_db
def test_an_address_that_says_it_is_gone_is_paused_at_once(server):
    server.status = 410
    delivery = DeliveryFactory(hook__address=server.address)

    send()

    delivery.refresh_from_db()
    assert (delivery.hook.state, delivery.hook.paused_because) == ("paused", "gone")
    assert (delivery.state, delivery.problem) == ("waiting", "gone")


@pytest.mark.django_db
def test_a_server_that_does_not_answer_in_time_is_cut_off(server):
    may_end = threading.Event()
    server.instead = lambda handler: may_end.wait(PATIENCE)
    delivery = DeliveryFactory(hook__address=server.address)

    assert send() == Sent(later=1)

    may_end.set()
    delivery.refresh_from_db()
    assert (delivery.problem, delivery.status) == ("timeout", None)
    assert delivery.milliseconds < 5_000


@pytest.mark.django_db
def test_a_server_that_answers_drop_by_drop_is_cut_off_all_the_same(server):
    may_end = threading.Event()

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not may_end.wait(0.1):
            try:
                handler.wfile.write(b"X-Drop: 1\r\n")
                handler.wfile.flush()
            except OSError:
                return

    server.instead = drip
    delivery = DeliveryFactory(hook__address=server.address)

    assert send() == Sent(later=1)

    may_end.set()
    delivery.refresh_from_db()
    assert (delivery.problem, delivery.milliseconds < 5_000) == ("timeout", True)


@pytest.mark.django_db
def test_a_server_that_hangs_up_or_is_not_there_is_tried_again(server):
    server.instead = lambda handler: handler.connection.close()
    with receiver() as gone:
        away = gone.address
    one = DeliveryFactory(hook__address=server.address)
    other = DeliveryFactory(hook__address=away, hook__organisation="099999")

    assert send() == Sent(later=2)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.problem, other.problem) == ("no_answer", "refused")


@pytest.mark.django_db
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server, status):
    with receiver() as elsewhere:
        server.status, server.headers = status, {"Location": elsewhere.address}
        delivery = DeliveryFactory(hook__address=server.address)

        assert send() == Sent(later=1)

        assert elsewhere.received == []
    delivery.refresh_from_db()
    assert (delivery.problem, delivery.status) == ("redirect", status)


@pytest.mark.django_db
def test_of_an_answer_nothing_but_its_status_is_read_or_kept(server):
    def answer_much(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()
        try:
            handler.wfile.write(b"rijksregisternummer " * 1_000)
        except OSError:
            return

    server.instead = answer_much
    delivery = DeliveryFactory(hook__address=server.address)

    assert send() == Sent(delivered=1)

    delivery.refresh_from_db()
    assert "rijksregister" not in repr(vars(delivery))


@pytest.mark.django_db
def test_messages_to_one_address_come_in_order_and_all_in_one_run(server):
    hook = HookFactory(address=server.address)
    many = [DeliveryFactory(hook=hook).pk for _number in range(PER_ADDRESS + 5)]

    assert send() == Sent(delivered=len(many))

    assert server.ids == [f"msg_{pk}" for pk in many]


@pytest.mark.django_db
def test_after_a_failure_the_others_to_that_address_wait_for_the_next_run_untried(server):
    server.status = 500
    hook = HookFactory(address=server.address)
    first, *others = [DeliveryFactory(hook=hook) for _number in range(5)]

    assert send() == Sent(later=1)

    assert server.ids == [f"msg_{first.pk}"]
    assert [(one.tries, one.next_try_at) for one in Delivery.objects.exclude(pk=first.pk)] == [(0, AT)] * 4
    server.status = 200
    assert send(AT + WAITS[0]) == Sent(delivered=1 + len(others))


@pytest.mark.django_db
def test_a_slow_receiver_does_not_hold_up_another(server):
    may_end = threading.Event()
    server.instead = lambda handler: may_end.wait(PATIENCE)
    slow = HookFactory(address=server.address)
    for _number in range(3):
        DeliveryFactory(hook=slow)
    with receiver() as quick:
        hook = HookFactory(address=quick.address, organisation="099999")
        for _number in range(3):
            DeliveryFactory(hook=hook)

        assert send() == Sent(delivered=3, later=1)

    may_end.set()


@pytest.mark.django_db
def test_a_paused_address_gets_nothing_and_what_waits_comes_after_it_is_resumed(server):
    delivery = DeliveryFactory(hook__address=server.address)
    actions.pause(delivery.hook_id, actor=counsellor(), on=DAY, at=AT)
    assert send() == Sent()

    actions.resume(delivery.hook_id, actor=counsellor(), on=DAY, at=AT)

    assert send() == Sent(delivered=1)


@pytest.mark.django_db
def test_claiming_costs_as_many_queries_for_many_deliveries_as_for_one():
    DeliveryFactory()
    with CaptureQueriesContext(connection) as one:
        claim(at=AT)
    for number in range(30):
        DeliveryFactory(hook__organisation=f"{number % 3:06}")

    with CaptureQueriesContext(connection) as many:
        assert sum(len(found.deliveries) for found in claim(at=AT)) == 30

    assert len(many) == len(one)


@pytest.mark.django_db
def test_keeping_costs_as_many_queries_for_many_deliveries_as_for_one(server):
    def cost(number: int) -> int:
        hook = HookFactory(organisation=f"{number:06}", address=server.address)
        for _number in range(number):
            DeliveryFactory(hook=hook)
        (one,) = claim(at=AT)
        sending._carry(one, at=AT, until=float("inf"))
        with CaptureQueriesContext(connection) as asked:
            keep(one, at=AT)
        return len(asked)

    assert cost(12) == cost(1)


@pytest.mark.django_db
def test_an_address_that_is_removed_while_it_is_sent_to_leaves_nothing(server):
    delivery = DeliveryFactory(hook__address=server.address)
    (one,) = claim(at=AT)
    actions.remove(delivery.hook_id, actor=counsellor(), on=DAY)

    assert keep(sending._carry(one, at=AT, until=float("inf")), at=AT) == Sent()
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_an_address_that_the_settings_forbid_since_is_not_sent_to(server, settings):
    delivery = DeliveryFactory(hook__address=server.address)
    settings.WEBHOOKS_TO_THIS_MACHINE = False

    assert send() == Sent(later=1)

    delivery.refresh_from_db()
    assert (delivery.problem, server.received) == ("forbidden_address", [])


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same(server):
    server.instead = None
    hooks = [HookFactory(address=server.address, organisation=f"{n:06}") for n in range(4)]
    pks = [DeliveryFactory(hook=hook, event=EventFactory()).pk for hook in hooks for _number in range(10)]

    def work() -> Sent:
        try:
            return send()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        sent = [job.result(PATIENCE) for job in [workers.submit(work) for _number in range(2)]]

    assert sorted(server.ids) == sorted(f"msg_{pk}" for pk in pks)
    assert sent[0].delivered + sent[1].delivered == len(pks)


@pytest.mark.django_db
def test_what_a_killed_worker_took_is_sent_after_a_while_and_not_before(server):
    DeliveryFactory(hook__address=server.address)
    claim(at=AT)

    assert send() == Sent()
    assert send(AT + sending.LEASE) == Sent(delivered=1)
