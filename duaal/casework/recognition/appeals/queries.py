"""What can be read of appeals, through the eyes of an actor."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from duaal.casework.recognition.appeals.contested import MODEL
from duaal.casework.recognition.appeals.models import RUNNING_STATES, Appeal
from duaal.casework.recognition.appeals.states import AppealKind
from duaal.foundation.kernel.actor import Actor, Role

DUE_ON = Coalesce("decide_by", "acknowledge_by")


def appeals_visible_to(actor: Actor) -> QuerySet[Appeal]:
    """Appeals the actor may see: a company its own, a partnership those against its decisions."""
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Appeal.objects.all()
        case Role.PARTNERSHIP:
            return Appeal.objects.filter(partnership_id=actor.organisation)
        case Role.COMPANY:
            return Appeal.objects.filter(company__enterprise_number=actor.organisation)
    return Appeal.objects.none()


def sanctions_visible_to(actor: Actor, kind: AppealKind) -> QuerySet[Any]:
    """The parts of sanctions, of one kind, against which the actor can bring or enter an appeal."""
    table: Any = MODEL[kind]
    rows: QuerySet[Any] = table.objects.select_related(
        "decision__company", "decision__partnership"
    ).prefetch_related("appeals")
    match actor.role:
        case Role.DEPARTMENT:
            return rows
        case Role.COMPANY:
            return rows.filter(decision__company__enterprise_number=actor.organisation)
    return rows.none()


def with_what_they_are_against(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Joins the decision of every kind, so that a row of a list costs no query of its own.

    `due_on` is the first day on which something has to happen, as long as there is no outcome.
    """
    return appeals.annotate(due_on=DUE_ON).select_related(
        "company",
        "partnership",
        "application__company",
        "application__partnership",
        "application__programme",
        "application__site",
        "withdrawal__decision__company",
        "withdrawal__decision__partnership",
        "withdrawal__recognition__programme",
        "withdrawal__recognition__site",
        "exclusion__decision__company",
        "exclusion__decision__partnership",
        "exclusion__site",
        "bar__decision__company",
        "bar__decision__partnership",
        "bar__person",
    )


def running_appeals(actor: Actor) -> QuerySet[Appeal]:
    """Appeals without an outcome, the first day on which something has to happen (`due_on`) first."""
    running = appeals_visible_to(actor).filter(state__in=RUNNING_STATES)
    return with_what_they_are_against(running).order_by(DUE_ON, "id")
