"""Transfers through the eyes of an actor."""

from django.db.models import Q, QuerySet

from duaal.casework.recognition.models import Transfer
from duaal.foundation.kernel.actor import Actor, Role


def transfers_visible_to(actor: Actor) -> QuerySet[Transfer]:
    """Transfers from and to the partnership of the actor; supervisors see all.

    Who gave a case away sees that it went, and to whom; the case itself it sees no more.
    """
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Transfer.objects.all()
        case Role.PARTNERSHIP:
            return Transfer.objects.filter(
                Q(from_partnership_id=actor.organisation) | Q(to_partnership_id=actor.organisation)
            )
    return Transfer.objects.none()


def with_transfer_parts(transfers: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Joins what a row of a list shows, in one query."""
    return transfers.select_related(
        "application__company", "application__programme", "from_partnership", "to_partnership"
    )
