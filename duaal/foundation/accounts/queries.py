"""Reading users and their capacities."""

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from duaal.foundation.accounts.models import Membership, User


def memberships_on(user_id: int, *, on: date) -> QuerySet[Membership]:
    """The capacities of a user that are valid on the day, the oldest first, with the user and its person."""
    return (
        Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), user_id=user_id)
        .filter(valid_from__lte=on)
        .select_related("user__person")
        .order_by("valid_from", "pk")
    )


def demo_accounts() -> QuerySet[User]:
    """The accounts that the login page of a demo lists; none outside the demo, whatever the rows say."""
    if not settings.DEMO:
        return User.objects.none()
    return User.objects.filter(is_demo=True, is_active=True).order_by("pk")
