"""Pausing an address by rule: nobody listens there any more. Its organisation is told."""

from datetime import datetime

from django.utils.timezone import get_current_timezone

from duaal.flows.webhooks.kinds import HookState, PauseReason
from duaal.flows.webhooks.models import Hook
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM

HOOK_FILE = "webhook"
PAUSE_BY_RULE = "pause_webhook_by_rule"


def pause_by_rule(hook: Hook, reason: PauseReason, *, at: datetime) -> None:
    """Pauses an address that the caller holds; what waits, waits until somebody resumes it."""
    hook.state, hook.paused_because, hook.paused_at = HookState.PAUSED, reason, at
    hook.save(update_fields=["state", "paused_because", "paused_at"])
    record(
        file_kind=HOOK_FILE,
        file_id=hook.pk,
        step=PAUSE_BY_RULE,
        from_state=HookState.ACTIVE,
        to_state=HookState.PAUSED,
        actor=SYSTEM,
        on=at.astimezone(get_current_timezone()).date(),
        at=at,
        reasons=[reason],
    )
