"""The visit that a new address asks for (`recognition.md` 15.5): planned at a recognition there, or waived.

A site that keeps its number keeps its recognitions; whether the new address suits is seen on the spot. That a
visit follows is assumed, so a partnership can do without one, with a reason.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from duaal.casework.recognition.models import Recognition, ReportedChange, Visit
from duaal.casework.recognition.states import LIVE
from duaal.casework.recognition.states.upkeep import (
    ANSWER_WITH_VISIT,
    WAIVE_VISIT,
    ChangeKind,
    ChangeState,
    VisitAsked,
)
from duaal.casework.recognition.upkeep.changes import may, record_change
from duaal.foundation.kernel.actor import Actor

NO_VISIT = (
    Q(visit__isnull=True)
    | Q(visit__cancelled_on__isnull=False)
    | Q(visit__held_on__isnull=True, visit__planned_on__lt=F("happens_on"))
)
"""No visit that counts: none, one that was cancelled, or one to the old address."""


def visits_to_plan() -> QuerySet[ReportedChange]:
    """Changes of address that were seen, where a recognition counts and nobody planned or waived a visit."""
    live = Recognition.objects.filter(
        company_id=OuterRef("company_id"), partnership_id=OuterRef("partnership_id"), state__in=sorted(LIVE)
    )
    at_site = Exists(live.filter(site_id=OuterRef("site_id")))
    anywhere = Q(Exists(live), site__isnull=True)
    seen = ReportedChange.objects.filter(kind=ChangeKind.ADDRESS, state=ChangeState.SEEN)
    return seen.filter(NO_VISIT, at_site | anywhere, visit_waived_on__isnull=True)


def visit_asked(change: ReportedChange) -> VisitAsked:
    """How the change stands, for the guard: read with its visit."""
    visit = change.visit
    counts = (
        visit is not None
        and visit.cancelled_on is None
        and (visit.held_on is not None or visit.planned_on >= change.happens_on)
    )
    return VisitAsked(
        asks=change.kind == ChangeKind.ADDRESS, planned=counts, waived=change.visit_waived_on is not None
    )


def answer_with_visit(recognition: Recognition, visit: Visit, *, actor: Actor, on: date) -> int:
    """Ties a visit that was planned at a locked recognition to the changes of address that ask for one.

    One to the old address, before the change, answers nothing. How many were answered.
    """
    asking = ReportedChange.objects.select_for_update(of=("self",)).filter(
        NO_VISIT,
        Q(site_id=recognition.site_id) | Q(site__isnull=True),
        kind=ChangeKind.ADDRESS,
        company_id=recognition.company_id,
        partnership_id=recognition.partnership_id,
        visit_waived_on__isnull=True,
        happens_on__lte=visit.planned_on,
    )
    answered = list(asking.order_by("pk"))
    for change in answered:
        change.visit = visit
        change.save(update_fields=["visit"])
        record_change(change, ANSWER_WITH_VISIT, change.state, actor=actor, on=on)
    return len(answered)


@transaction.atomic
def waive_visit(change_id: int, *, actor: Actor, on: date, reason: str) -> ReportedChange:
    """The partnership does without a visit, with a reason."""
    change = ReportedChange.objects.select_for_update(of=("self",)).select_related("visit").get(pk=change_id)
    if not may(actor, WAIVE_VISIT, change):
        raise PermissionDenied(f"{actor.role} mag het bezoek van {change} niet laten vallen")
    WAIVE_VISIT.check(change.state, visit_asked(change), on=on)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom een bezoek niet nodig is.")})
    change.visit_waived_on, change.visit_waived_because = on, reason.strip()
    change.visit_waived_by_name = actor.name
    change.save(update_fields=["visit_waived_on", "visit_waived_because", "visit_waived_by_name"])
    record_change(change, WAIVE_VISIT, change.state, actor=actor, on=on, remark=reason.strip())
    return change
