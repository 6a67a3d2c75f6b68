"""Sends the deliveries that are due: to many addresses at once, to each address one after the other.

Deliveries are claimed in one statement that moves their next try a while ahead, so two senders never take the
same; a sender that is killed leaves them to be sent once more after that while, under the same id. An address
that fails is left alone until the next run, so it costs each run one try, and holds up nobody else.
"""

import logging
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from duaal.flows.webhooks.addresses import target_of
from duaal.flows.webhooks.kinds import DeliveryState, HookState, PauseReason, Problem
from duaal.flows.webhooks.messages import body_of, message_id
from duaal.flows.webhooks.models import Delivery, Hook
from duaal.flows.webhooks.pausing import pause_by_rule
from duaal.flows.webhooks.posting import Outcome, post
from duaal.flows.webhooks.signing import headers_for

WAITS: Sequence[timedelta] = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""How long a delivery waits after each try that failed; after the last one it is given up."""

AT_ONCE = 16  # of the machine
PER_ADDRESS, MOST = 20, 500
LEASE = timedelta(minutes=10)  # longer than any run
SECONDS_A_RUN = 15.0
"""No message is begun after this: the worker has more to do."""

_CLAIM = """
    WITH due AS (
        SELECT one.id FROM webhooks_hook hook CROSS JOIN LATERAL (
            SELECT delivery.id FROM webhooks_delivery delivery
            WHERE delivery.hook_id = hook.id AND delivery.state = 'waiting' AND delivery.next_try_at <= %(at)s
            ORDER BY delivery.next_try_at, delivery.id LIMIT %(per_address)s FOR UPDATE SKIP LOCKED
        ) one
        WHERE hook.state = 'active' AND NOT hook.id = ANY(%(not_to)s)
        ORDER BY hook.failing_since NULLS FIRST, one.id LIMIT %(most)s
    )
    UPDATE webhooks_delivery SET next_try_at = %(until)s FROM due WHERE webhooks_delivery.id = due.id
    RETURNING webhooks_delivery.id
"""

FIELDS = (
    *("state", "next_try_at", "first_try_at", "last_try_at", "tries"),
    *("status", "milliseconds", "problem"),
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did: messages that arrived, those that will be tried again, those given up."""

    delivered: int = 0
    later: int = 0
    given_up: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(
            self.delivered + other.delivered, self.later + other.later, self.given_up + other.given_up
        )


@dataclass(slots=True)
class Round:
    """What was claimed for one address, what came of it, and what was not begun."""

    hook: Hook
    deliveries: list[Delivery]
    tried: list[tuple[Delivery, Outcome]] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return bool(self.tried) and not self.tried[-1][1].arrived

    @property
    def left(self) -> list[Delivery]:
        return self.deliveries[len(self.tried) :]


def send_due(*, at: datetime) -> Sent:
    """Sends what is due at the moment, until nothing is left or the time of a run is over."""
    total, until = Sent(), time.monotonic() + SECONDS_A_RUN
    failing: set[int] = set()
    while time.monotonic() < until:
        rounds = claim(at=at, not_to=failing)
        if not rounds:
            break
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            running = [pool.submit(_carry, one, at=at, until=until) for one in rounds]
            for done in as_completed(running):
                one = done.result()
                total += keep(one, at=at)
                if one.failed:
                    failing.add(one.hook.pk)
    return total


def claim(*, at: datetime, not_to: Collection[int] = ()) -> list[Round]:
    """Takes what is due, so that no other sender does, per address; those that work go first."""
    values: dict[str, Any] = {
        "at": at,
        "until": at + LEASE,
        "per_address": PER_ADDRESS,
        "most": MOST,
        "not_to": list(not_to),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        keys = [pk for (pk,) in cursor.fetchall()]
    rounds: dict[int, Round] = {}
    for delivery in Delivery.objects.filter(pk__in=keys).select_related("hook", "event").order_by("pk"):
        found = rounds.setdefault(delivery.hook_id, Round(delivery.hook, []))
        found.deliveries.append(delivery)
    return sorted(rounds.values(), key=lambda one: one.hook.failing_since is not None)


def _carry(one: Round, *, at: datetime, until: float) -> Round:
    """Sends the messages to one address, up to the first that fails. Asks nothing of the database."""
    for delivery in one.deliveries:
        if time.monotonic() >= until or one.failed:
            break
        one.tried.append((delivery, _send(one.hook, delivery, at=at)))
    return one


def _send(hook: Hook, delivery: Delivery, *, at: datetime) -> Outcome:
    try:
        target = target_of(hook.address)
    except ValidationError:  # the settings changed since it was accepted
        return Outcome(None, 0, Problem.FORBIDDEN_ADDRESS)
    body = body_of(delivery)
    return post(target, body, headers_for(hook, message_id(delivery), body, at=at))


@transaction.atomic
def keep(one: Round, *, at: datetime) -> Sent:
    """Keeps what came of the messages to one address; pauses it when it is gone, or failed all along."""
    hook = Hook.objects.select_for_update().filter(pk=one.hook.pk).first()
    if hook is None:
        return Sent()  # it was removed meanwhile, with its deliveries
    if any(outcome.arrived for _delivery, outcome in one.tried):
        hook.failing_since = None
    if one.failed and hook.failing_since is None:
        hook.failing_since = at
    reason = None
    for delivery, outcome in one.tried:
        reason = _note(delivery, outcome, hook, at=at) or reason
    for delivery in one.left:
        delivery.next_try_at = at
    Delivery.objects.bulk_update(one.deliveries, FIELDS)
    hook.save(update_fields=["failing_since"])
    if reason is not None and hook.state == HookState.ACTIVE:
        pause_by_rule(hook, reason, at=at)
    states = [delivery.state for delivery, _outcome in one.tried]
    return Sent(
        states.count(DeliveryState.DELIVERED),
        states.count(DeliveryState.WAITING),
        states.count(DeliveryState.FAILED),
    )


def _note(delivery: Delivery, outcome: Outcome, hook: Hook, *, at: datetime) -> PauseReason | None:
    """Puts the outcome in the delivery; the reason to pause its address, when there is one."""
    delivery.tries += 1
    delivery.first_try_at = delivery.first_try_at or at
    delivery.last_try_at = delivery.next_try_at = at
    delivery.status, delivery.milliseconds = outcome.status, outcome.milliseconds
    delivery.problem = outcome.problem or ""
    if outcome.arrived:
        delivery.state = DeliveryState.DELIVERED
        return None
    logger.info("message %s did not arrive (try %s): %s", delivery.pk, delivery.tries, outcome.problem)
    if outcome.problem == Problem.GONE:
        return PauseReason.GONE
    if delivery.tries <= len(WAITS):
        delivery.next_try_at = at + WAITS[delivery.tries - 1]
        return None
    delivery.state = DeliveryState.FAILED
    assert hook.failing_since is not None
    nothing_arrived = hook.failing_since <= delivery.first_try_at
    return PauseReason.FAILING if nothing_arrived else None
