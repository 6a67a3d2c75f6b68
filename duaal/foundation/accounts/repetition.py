"""Requests with an idempotency key: done once, and answered the same when they are repeated.

The row of the key is made in the transaction of the step. Of two requests at the same moment the second waits
for the first in the unique index; when the first was refused or stopped, nothing is kept and the second acts.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from duaal.foundation.accounts.models import ApiToken, KeptAnswer
from duaal.foundation.kernel.reasons import Refused

KEY_REUSED = "key_reused"
_TAKE = """
    INSERT INTO accounts_keptanswer (token_id, key, request_hash, status, answer, kept_at)
    VALUES (%s, %s, %s, 0, '{}', %s) ON CONFLICT (token_id, key) DO NOTHING
"""

Answer = tuple[int, dict[str, Any]]


@transaction.atomic
def once(token: ApiToken, key: str, asked: bytes, do: Callable[[], Answer], *, at: datetime) -> Answer:
    """Does the step and keeps its answer; or gives the answer that was kept for the same key.

    Raises `Refused` with `key_reused` when the key was used for another request, and whatever `do` raises.
    """
    KeptAnswer.objects.filter(token=token, kept_at__lt=_too_old(at)).delete()
    digest = _digest(asked)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [token.pk, key, digest, at])
        is_new = cursor.rowcount == 1
    kept = KeptAnswer.objects.get(token=token, key=key)
    if not is_new:
        if bytes(kept.request_hash) != digest:
            raise Refused((KEY_REUSED,))
        return kept.status, kept.answer
    kept.status, kept.answer = do()
    kept.save(update_fields=["status", "answer"])
    return kept.status, kept.answer


def forget_kept_answers(*, at: datetime) -> int:
    """Deletes the answers that are too old to be given again. For the periodic job."""
    deleted, _per_model = KeptAnswer.objects.filter(kept_at__lt=_too_old(at)).delete()
    return deleted


def _digest(asked: bytes) -> bytes:
    """Keyed, because a request may hold a national number, which a bare hash would let guess."""
    return salted_hmac("duaal.repetition", asked, algorithm="sha256").digest()


def _too_old(at: datetime) -> datetime:
    return at - timedelta(hours=settings.API_ANSWERS_KEPT_HOURS)
