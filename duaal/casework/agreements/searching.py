"""Learners who lost their workplace because the recognition under it was withdrawn or closed with its site.

Who counsels them looks for a new workplace; a search ends by itself when the learner has another agreement.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from duaal.casework.agreements import policy
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import Agreement, AgreementEnd, SearchOutcome
from duaal.casework.agreements.states.search import END_SEARCH, SearchStanding, SearchState
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role

GONE = Q(end_reason=AgreementEnd.WITHDRAWAL)
SHUT = Q(recognition__state=RecognitionState.ENDED_CLOSED, starts_on__isnull=False) & (
    Q(ended_on__isnull=True) | Q(ended_on__gte=F("recognition__ended_on"))
)


def lost_places(actor: Actor) -> QuerySet[Any]:
    """The agreements of the provider of the actor of which the workplace was lost, with `lost_on`.

    Only those of learners without a trajectory here: who has one searches on a clock of its own (`rescue`).
    """
    if actor.role != Role.COUNSELLOR or not actor.is_logged_in:
        return Agreement.objects.none()
    mine = Trajectory.objects.filter(
        provider__number=actor.organisation,
        learner__number=OuterRef("learner_number"),
        state__in=sorted(ENROLLED),
    )
    return _lost().filter(~Exists(mine), provider__number=actor.organisation, trajectory__isnull=True)


def searching(actor: Actor, *, on: date) -> QuerySet[Any]:
    """Those of `lost_places` whose learner still needs a workplace on the day, the longest waiting first."""
    return (
        lost_places(actor)
        .exclude(Exists(_elsewhere(on)))
        .filter(search_ended_on__isnull=True, lost_on__lte=on, planned_end_on__gte=on)
        .select_related("company", "site__municipality", "programme", "recognition")
        .order_by("lost_on", "pk")
    )


@transaction.atomic
def end_search(agreement_id: int, *, actor: Actor, on: date, outcome: str) -> Agreement:
    """The provider says what became of the learner; the search is over.

    Raises `Agreement.DoesNotExist`, `PermissionDenied`, `Refused`, or `ValidationError` without an outcome.
    """
    locked = Agreement.objects.select_for_update(of=("self",)).select_related("provider")
    agreement = locked.get(pk=agreement_id)
    policy.require(actor, END_SEARCH, agreement)
    before = state_of(agreement)
    END_SEARCH.check(before, SearchStanding(_lost().filter(pk=agreement.pk).exists()), on=on)
    if outcome not in set(SearchOutcome.values):
        raise ValidationError({"outcome": _("Kies wat er met de leerling gebeurde.")})
    agreement.search_ended_on, agreement.search_outcome = on, outcome
    agreement.search_ended_by_name = actor.name
    agreement.save(update_fields=["search_ended_on", "search_outcome", "search_ended_by_name"])
    record(
        file_kind=AGREEMENT_FILE,
        file_id=agreement.pk,
        step=END_SEARCH.name,
        from_state=before,
        to_state=END_SEARCH.target,
        actor=actor,
        on=on,
        reasons=[outcome],
    )
    return agreement


def state_of(agreement: Agreement) -> SearchState:
    return SearchState.SEARCHING if agreement.search_ended_on is None else SearchState.ENDED


def _lost() -> QuerySet[Any]:
    lost = Agreement.objects.filter(GONE | SHUT)
    return lost.annotate(lost_on=Coalesce("recognition__ended_on", "ended_on"))


def _elsewhere(on: date) -> QuerySet[Any]:
    """Another agreement of the same learner that goes on after the loss, at a place that is still there."""
    others = Agreement.objects.exclude(GONE | Q(recognition__state=RecognitionState.ENDED_CLOSED))
    return others.annotate(last_day=Coalesce("ended_on", "planned_end_on")).filter(
        learner_number=OuterRef("learner_number"),
        concluded_on__lte=on,
        starts_on__isnull=False,
        last_day__gt=OuterRef("lost_on"),
    )
