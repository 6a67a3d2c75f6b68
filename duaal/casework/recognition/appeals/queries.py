"""What can be read of appeals, through the eyes of an actor."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from duaal.casework.recognition.appeals.models import RUNNING_STATES, Appeal
from duaal.casework.recognition.queries import visible_to
from duaal.foundation.kernel.actor import Actor


def appeals_visible_to(actor: Actor) -> QuerySet[Appeal]:
    """Appeals about the applications that the actor may see."""
    return Appeal.objects.filter(application__in=visible_to(actor))


def running_appeals(actor: Actor) -> QuerySet[Appeal]:
    """Appeals without an outcome, the first day on which something has to happen (`due_on`) first."""
    return (
        appeals_visible_to(actor)
        .filter(state__in=RUNNING_STATES)
        .annotate(due_on=Coalesce("decide_by", "acknowledge_by"))
        .select_related("application__company", "application__programme", "application__site")
        .order_by("due_on", "id")
    )
