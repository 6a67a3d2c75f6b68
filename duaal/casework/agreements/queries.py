"""What can be read of agreements."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from duaal.casework.agreements.models import (
    ENDS_WITH_RECOGNITION,
    Agreement,
    AgreementKind,
    Amendment,
    Version,
)
from duaal.casework.agreements.states import CONCLUDED
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.kernel.actor import Actor, Role


def running(*, on: date) -> QuerySet[Agreement]:
    """Agreements that run on the day or begin later; on its last day an agreement still runs.

    One that was concluded but never began (no `starts_on`) does not run. `last_day` is the real end, or the
    planned one as long as there is none.
    """
    return Agreement.objects.annotate(last_day=Coalesce(F("ended_on"), F("planned_end_on"))).filter(
        concluded_on__lte=on, starts_on__isnull=False, last_day__gte=on
    )


def without_agreed_end(*, on: date) -> QuerySet[Agreement]:
    """Agreements that run and of which nobody agreed on a last day before the planned one."""
    return running(on=on).filter(ended_on__isnull=True)


def not_ended(recognition_ids: Iterable[int], *, on: date) -> QuerySet[Agreement]:
    """Agreements of these recognitions that still run after the day, those that have to start included."""
    after = Q(ended_on__gt=on) | Q(ended_on__isnull=True, planned_end_on__gt=on)
    return running(on=on).filter(after, recognition__in=list(recognition_ids))


def numbers_by_kind(recognition_ids: Iterable[int], *, on: date) -> Mapping[int, Mapping[str, int]]:
    """Per recognition and kind the number of agreements that still run after the day; in one query."""
    rows = (
        not_ended(recognition_ids, on=on)
        .values("recognition_id", "kind")
        .annotate(number=Count("pk"))
        .values_list("recognition_id", "kind", "number")
    )
    found: dict[int, dict[str, int]] = {}
    for recognition_id, kind, number in rows:
        found.setdefault(recognition_id, {})[kind] = number
    return found


def ended_by(recognition_ids: Iterable[int], *, on: date) -> QuerySet[Agreement]:
    """The agreements that end on the day when these recognitions are withdrawn from that day."""
    return not_ended(recognition_ids, on=on).filter(kind__in=ENDS_WITH_RECOGNITION)


def left_to_the_employer(company_id: int, *, on: date) -> QuerySet[Agreement]:
    """Part-time contracts that still run at a withdrawn recognition of the company: it has to end them."""
    withdrawn = Q(recognition__state=RecognitionState.WITHDRAWN, recognition__company_id=company_id)
    found = running(on=on).filter(withdrawn, kind=AgreementKind.DAO)
    return found.select_related("site", "programme", "recognition").order_by("recognition__ended_on", "id")


def learners_at(recognition_ids: Iterable[int], *, on: date, without: int | None = None) -> dict[int, int]:
    """How many agreements run on each of these recognitions; those without one are left out. One query.

    `without` is an agreement that does not count, as when it is about to change.
    """
    rows = running(on=on).filter(recognition_id__in=list(recognition_ids)).values("recognition_id")
    if without is not None:
        rows = rows.exclude(pk=without)
    return {row["recognition_id"]: row["n"] for row in rows.annotate(n=Count("id")).order_by()}


def agreements_visible_to(actor: Actor, *, on: date) -> QuerySet[Agreement]:
    """The agreements that are kept here, for who is a party to them.

    The school sees its own, drafts included. Company, learner and representative see theirs once they were
    proposed; a representative no more from the day on which the representation ends.
    """
    kept = Agreement.objects.exclude(state="")
    if not actor.is_logged_in:
        return kept.none()
    proposed = kept.filter(proposed_on__isnull=False)
    match actor.role:
        case Role.COUNSELLOR:
            return kept.filter(provider__number=actor.organisation)
        case Role.COMPANY:
            return proposed.filter(company__enterprise_number=actor.organisation)
        case Role.LEARNER | Role.GUARDIAN:
            return proposed.filter(trajectory__in=trajectories_visible_to(actor, on=on))
    return kept.none()


def signed_texts(agreement_ids: Iterable[int]) -> dict[int, Version]:
    """Per agreement the newest text that everybody signed; those without one are left out. One query."""
    found = Version.objects.filter(agreement__in=list(agreement_ids), concluded_at__isnull=False)
    return {one.agreement_id: one for one in found.select_related("agreement").order_by("number")}


def still_under_agreement(trajectory_id: int) -> bool:
    """Whether an agreement of the trajectory runs or has to begin."""
    return Agreement.objects.filter(trajectory_id=trajectory_id, state__in=sorted(CONCLUDED)).exists()


def amendments_visible_to(agreement: Agreement, actor: Actor) -> QuerySet[Amendment]:
    """The amendments of an agreement that the reader sees; a draft is for the school alone."""
    rows = Amendment.objects.filter(agreement=agreement)
    return rows if actor.role == Role.COUNSELLOR else rows.filter(proposed_on__isnull=False)
