"""How long notices and mails stay: with their file at most, and no longer than their own term."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from duaal.flows.notifications.models import Mail, MailState, Notice

AT_A_TIME = 1_000


def forget_files(trails: Mapping[str, Iterable[int]]) -> int:
    """Deletes the notices about these files, and the mails that told them; how many notices."""
    about = Q(pk__in=())
    for file_kind, numbers in trails.items():
        about |= Q(file_kind=file_kind, file_id__in=list(numbers))
    return _delete_notices(list(Notice.objects.filter(about).values_list("pk", flat=True)))


def forget_mails(*, before: datetime) -> int:
    """Deletes the mails made before the moment that nobody still has to send; how many."""
    old = Mail.objects.filter(made_at__lt=before).exclude(state=MailState.WAITING)
    return _in_batches(old)


def forget_notices(*, before: datetime) -> int:
    """Deletes the notices made before the moment, read or not, with their mails; how many."""
    deleted = 0
    old = Notice.objects.filter(made_at__lt=before).order_by("pk").values_list("pk", flat=True)
    while numbers := list(old[:AT_A_TIME]):
        with transaction.atomic():
            deleted += _delete_notices(numbers)
    return deleted


def _delete_notices(numbers: list[int]) -> int:
    Mail.objects.filter(pk__in=Mail.objects.filter(notices__in=numbers).values("pk")).delete()
    _deleted, per_model = Notice.objects.filter(pk__in=numbers).delete()
    return per_model.get(Notice._meta.label, 0)


def _in_batches(rows: QuerySet[Mail]) -> int:
    deleted = 0
    while numbers := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        Mail.objects.filter(pk__in=numbers).delete()
        deleted += len(numbers)
    return deleted
