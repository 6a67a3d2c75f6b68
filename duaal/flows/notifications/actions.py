"""What a reader does with notices: mark as read, choose which mails to get."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from duaal.flows.notifications.kinds import Kind
from duaal.flows.notifications.models import NoMail, Notice
from duaal.flows.notifications.queries import visible_to
from duaal.foundation.accounts.models import User
from duaal.foundation.kernel.actor import Actor


@transaction.atomic
def mark_read(notice_id: int, *, actor: Actor, at: datetime) -> Notice:
    """Marks one notice as read for everyone of the organisation; once read it stays so.

    Raises `Notice.DoesNotExist` for a notice that is not there or not for this actor.
    """
    notice = visible_to(actor).select_for_update(of=("self",)).get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at, notice.read_by_name = at, actor.name
        notice.save(update_fields=["read_at", "read_by_name"])
    return notice


@transaction.atomic
def mark_all_read(*, actor: Actor, until: datetime, at: datetime) -> int:
    """Marks as read what the actor could see on the page it looked at; later notices stay new."""
    seen = visible_to(actor).filter(read_at__isnull=True, made_at__lte=until)
    return seen.update(read_at=at, read_by_name=actor.name)


@transaction.atomic
def choose_mails(wanted: Collection[Kind], *, actor: Actor) -> None:
    """Keeps of which kinds the user wants mails; decisions are always mailed.

    Raises `PermissionDenied` when nobody is logged in.
    """
    if actor.user_id is None:
        raise PermissionDenied("nobody is logged in")
    User.objects.select_for_update().get(pk=actor.user_id)
    off = [kind for kind in Kind if kind != Kind.DECISION and kind not in wanted]
    NoMail.objects.filter(user_id=actor.user_id).exclude(kind__in=off).delete()
    NoMail.objects.bulk_create(
        (NoMail(user_id=actor.user_id, kind=kind) for kind in off), ignore_conflicts=True
    )
