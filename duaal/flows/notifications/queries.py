"""What can be read of notices and mails, always through the eyes of an actor."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from duaal.flows.notifications.kinds import Kind
from duaal.flows.notifications.models import Mail, MailState, NoMail, Notice, Pending
from duaal.foundation.kernel.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """The notices of the capacity of the actor: those of its organisation, and its own as a person."""
    if not actor.is_logged_in or not actor.organisation:
        return Notice.objects.none()
    return Notice.objects.filter(
        Q(user__isnull=True) | Q(user_id=actor.user_id),
        role=actor.role,
        organisation__in=(actor.organisation, ""),
    )


def unread_count(actor: Actor) -> int:
    """How many notices of the actor are not read yet. One query, on an index of unread ones."""
    return visible_to(actor).filter(read_at__isnull=True).count()


def told_about(files: Collection[tuple[str, int]]) -> QuerySet[Any]:
    """What was told to whom about these files, oldest first, with the number of mails that left.

    Who may open the files, may see this: it names capacities, no persons and no addresses.
    """
    about = Q(pk__in=())
    for kind, pk in files:
        about |= Q(file_kind=kind, file_id=pk)
    sent = Count("mails", filter=Q(mails__state=MailState.SENT))
    return Notice.objects.filter(about).annotate(mails_sent=sent).order_by("made_at", "id")


def turned_off(user_id: int) -> frozenset[Kind]:
    """The kinds of which the user wants no mail."""
    return frozenset(
        Kind(kind) for kind in NoMail.objects.filter(user_id=user_id).values_list("kind", flat=True)
    )


def demo_mails() -> QuerySet[Mail]:
    """Every mail of a demo, newest first; none of a real installation, whoever asks."""
    if not settings.DEMO:
        return Mail.objects.none()
    return Mail.objects.order_by("-made_at", "-id")


def something_waits() -> bool:
    """Whether entries of the ledger wait to be told."""
    return Pending.objects.filter(tries=0).exists()
