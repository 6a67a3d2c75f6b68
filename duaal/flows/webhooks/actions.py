"""What an organisation does with its addresses: register, rotate, pause, resume, test, remove, resend."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from duaal.flows.webhooks import policy
from duaal.flows.webhooks.addresses import target_of
from duaal.flows.webhooks.kinds import DeliveryState, HookState, PauseReason, Subject
from duaal.flows.webhooks.models import Delivery, Hook
from duaal.flows.webhooks.pausing import HOOK_FILE
from duaal.flows.webhooks.queries import deliveries_visible_to, hooks_visible_to
from duaal.flows.webhooks.signing import new_nonce, secret_of
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused

REGISTER, CHANGE, ROTATE = "register_webhook", "change_webhook", "rotate_webhook_secret"
PAUSE, RESUME, REMOVE = "pause_webhook", "resume_webhook", "remove_webhook"
TEST_WAITS, TOO_MANY = "webhook_test_waits", "too_many_webhooks"


@dataclass(frozen=True, slots=True)
class NewSecret:
    """An address with a secret that was just made, and that nobody can read again."""

    hook: Hook
    secret: str


@transaction.atomic
def register(address: str, subjects: Collection[Subject], *, actor: Actor, on: date) -> NewSecret:
    """Registers an address for these subjects. Raises `PermissionDenied`, `Refused`, `ValidationError`."""
    policy.require_manage(actor)
    _lock_list(actor)
    address = address.strip()
    target_of(address)
    mine = hooks_visible_to(actor)
    if mine.filter(address=address).exists():
        sentence = _("Het adres %(address)s staat al in uw lijst. Wijzig het daar.")
        raise ValidationError({"address": sentence % {"address": address}})
    if mine.count() >= settings.WEBHOOKS_PER_ORGANISATION:
        raise Refused((TOO_MANY,))
    hook = Hook.objects.create(
        role=actor.role,
        organisation=actor.organisation,
        address=address,
        subjects=_chosen(subjects),
        nonce=new_nonce(),
        made_on=on,
    )
    _note(hook, REGISTER, before="", actor=actor, on=on)
    return NewSecret(hook, secret_of(hook.pk, hook.nonce))


@transaction.atomic
def choose_subjects(hook_id: int, subjects: Collection[Subject], *, actor: Actor, on: date) -> Hook:
    """Keeps which subjects the address wants from now on; what stands ready is sent all the same."""
    hook = _locked(hook_id, actor)
    chosen = _chosen(subjects)
    if chosen != hook.subjects:
        hook.subjects = chosen
        hook.save(update_fields=["subjects"])
        _note(hook, CHANGE, before=hook.state, actor=actor, on=on)
    return hook


@transaction.atomic
def rotate(hook_id: int, *, actor: Actor, on: date, at: datetime) -> NewSecret:
    """Makes a new secret; the one of before signs along for as long as the settings say."""
    hook = _locked(hook_id, actor)
    hook.old_nonce, hook.nonce = hook.nonce, new_nonce()
    hook.old_until = at + timedelta(hours=settings.WEBHOOK_OLD_SECRET_HOURS)
    hook.save(update_fields=["nonce", "old_nonce", "old_until"])
    _note(hook, ROTATE, before=hook.state, actor=actor, on=on)
    return NewSecret(hook, secret_of(hook.pk, hook.nonce))


@transaction.atomic
def pause(hook_id: int, *, actor: Actor, on: date, at: datetime) -> Hook:
    """Sends nothing more until it is resumed. What happens meanwhile stands in the events only."""
    hook = _locked(hook_id, actor)
    if hook.state != HookState.ACTIVE:
        raise Refused((WRONG_STATE,))
    hook.state, hook.paused_because, hook.paused_at = HookState.PAUSED, PauseReason.BY_HAND, at
    hook.save(update_fields=["state", "paused_because", "paused_at"])
    _note(hook, PAUSE, before=HookState.ACTIVE, actor=actor, on=on)
    return hook


@transaction.atomic
def resume(hook_id: int, *, actor: Actor, on: date, at: datetime) -> Hook:
    """Sends again, what still waited first, with all its tries."""
    hook = _locked(hook_id, actor)
    if hook.state != HookState.PAUSED:
        raise Refused((WRONG_STATE,))
    hook.state, hook.paused_because, hook.paused_at = HookState.ACTIVE, "", None
    hook.failing_since = None
    hook.save(update_fields=["state", "paused_because", "paused_at", "failing_since"])
    hook.deliveries.filter(state=DeliveryState.WAITING).update(next_try_at=at, tries=0, first_try_at=None)
    _note(hook, RESUME, before=HookState.PAUSED, actor=actor, on=on)
    return hook


@transaction.atomic
def remove(hook_id: int, *, actor: Actor, on: date) -> None:
    """Removes the address with its log; nothing is sent there any more."""
    hook = _locked(hook_id, actor)
    _note(hook, REMOVE, before=hook.state, actor=actor, on=on)
    hook.delete()


@transaction.atomic
def send_test(hook_id: int, *, actor: Actor, at: datetime) -> Delivery:
    """Puts a message without content ready, one at a time."""
    hook = _locked(hook_id, actor)
    if hook.state != HookState.ACTIVE:
        raise Refused((WRONG_STATE,))
    if hook.deliveries.filter(event__isnull=True, state=DeliveryState.WAITING).exists():
        raise Refused((TEST_WAITS,))
    return Delivery.objects.create(hook=hook, made_at=at, next_try_at=at)


@transaction.atomic
def resend(delivery_id: int, *, actor: Actor, at: datetime) -> Delivery:
    """Sends a message again that arrived or was given up, under the same id.

    Raises `Delivery.DoesNotExist` for one that the actor may not see, and `Refused` while it waits or its
    address is paused.
    """
    policy.require_manage(actor)
    delivery = deliveries_visible_to(actor).select_for_update(of=("self",)).get(pk=delivery_id)
    if delivery.state == DeliveryState.WAITING or delivery.hook.state != HookState.ACTIVE:
        raise Refused((WRONG_STATE,))
    delivery.state, delivery.next_try_at = DeliveryState.WAITING, at
    delivery.tries, delivery.first_try_at = 0, None
    delivery.save(update_fields=["state", "next_try_at", "tries", "first_try_at"])
    return delivery


def _locked(hook_id: int, actor: Actor) -> Hook:
    """The address, locked. Raises `PermissionDenied`, and `Hook.DoesNotExist` for one of somebody else."""
    policy.require_manage(actor)
    return hooks_visible_to(actor).select_for_update().get(pk=hook_id)


def _lock_list(actor: Actor) -> None:
    """Two colleagues who register at the same moment do so one after the other."""
    with connection.cursor() as cursor:
        whose = f"webhooks {actor.role} {actor.organisation}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [whose])


def _chosen(subjects: Collection[Subject]) -> list[str]:
    if not subjects:
        raise ValidationError({"subjects": _("Kies minstens één onderwerp.")})
    return [subject.value for subject in Subject if subject in subjects]


def _note(hook: Hook, step: str, *, before: str, actor: Actor, on: date) -> None:
    record(
        file_kind=HOOK_FILE,
        file_id=hook.pk,
        step=step,
        from_state=before,
        to_state=None if step == REMOVE else hook.state,
        actor=actor,
        on=on,
    )
