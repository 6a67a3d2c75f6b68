"""Visits through the eyes of an actor."""

from django.db.models import Q, QuerySet

from duaal.casework.recognition.models import Visit
from duaal.casework.recognition.queries import visible_to
from duaal.foundation.kernel.actor import Actor, Role


def visits_visible_to(actor: Actor) -> QuerySet[Visit]:
    """Visits of the files that the actor may see; the report of one is not for a company."""
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Visit.objects.all()
        case Role.PARTNERSHIP:
            return Visit.objects.filter(
                Q(application__partnership_id=actor.organisation)
                | Q(recognition__partnership_id=actor.organisation)
            )
        case Role.COMPANY:
            return Visit.objects.filter(
                Q(application__company__enterprise_number=actor.organisation)
                | Q(recognition__company__enterprise_number=actor.organisation)
            )
        case Role.COUNSELLOR | Role.SECTOR:
            return Visit.objects.filter(application__in=visible_to(actor))
    return Visit.objects.none()


def with_visit_parts(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Joins what a row of a list or a page of a visit shows, in one query."""
    files = ("company", "site__municipality", "programme", "partnership")
    names = [f"{file}__{part}" for file in ("application", "recognition") for part in files]
    return visits.select_related("application", "recognition", *names)
