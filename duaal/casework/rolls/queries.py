"""What can be read of class lists, always through the eyes of an actor."""

from django.db.models import Count, QuerySet

from duaal.casework.rolls.models import Roll
from duaal.foundation.kernel.actor import Actor, Role


def rolls_visible_to(actor: Actor) -> QuerySet[Roll]:
    """Staff see the class lists of their own provider; nobody else sees any."""
    if not actor.is_logged_in or actor.role != Role.COUNSELLOR:
        return Roll.objects.none()
    return Roll.objects.filter(provider__number=actor.organisation).select_related("provider")


def counts_of(roll: Roll) -> dict[str, int]:
    """How many lines of the list come to each outcome. One query."""
    found = roll.lines.order_by().values_list("outcome").annotate(count=Count("pk"))
    return dict(found)
