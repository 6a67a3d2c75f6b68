"""How long deliveries and events stay."""

from datetime import datetime

from django.db.models import Max, QuerySet

from duaal.flows.webhooks.kinds import DeliveryState
from duaal.flows.webhooks.models import Delivery, Event

AT_A_TIME = 5_000  # of the machine


def forget_deliveries(*, before: datetime) -> int:
    """Deletes the deliveries made before the moment, also of an address that was paused so long; how many.

    What waits for an address that works is never so old: it is given up long before.
    """
    return _in_batches(Delivery.objects.filter(made_at__lt=before))


def forget_events(*, before: datetime) -> int:
    """Deletes the events of before the moment with their deliveries; how many.

    The newest stays, whatever its age: it shows where the numbers are, for who asks after an older one.
    """
    newest: int | None = Event.objects.aggregate(newest=Max("pk"))["newest"]
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, event__isnull=False).values("event_id")
    if newest is None:
        return 0
    old = Event.objects.filter(at__lt=before).exclude(pk=newest).exclude(pk__in=waiting)
    return _in_batches(old)


def _in_batches(rows: "QuerySet[Delivery] | QuerySet[Event]") -> int:
    deleted = 0
    while numbers := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        rows.model._default_manager.filter(pk__in=numbers).delete()
        deleted += len(numbers)
    return deleted
