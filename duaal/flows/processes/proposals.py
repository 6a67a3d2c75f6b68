"""A provider proposes to withdraw a recognition where it had an agreement with the undertaking (art. 27)."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import Recognition, WithdrawalProposal
from duaal.casework.recognition.proposing import actions, policy
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.foundation.kernel.actor import Actor


@transaction.atomic
def propose(recognition_id: int, *, actor: Actor, on: date, reasons: str) -> WithdrawalProposal:
    """Makes the proposal when the provider of the actor has, or had, an agreement with that undertaking.

    The last agreement stands in the proposal. Raises `Recognition.DoesNotExist`, and what `actions.propose`
    raises.
    """
    company_id = Recognition.objects.values_list("company_id", flat=True).get(pk=recognition_id)
    own = agreements_of(actor).filter(company=company_id, concluded_on__lte=on)
    number = own.order_by("-concluded_on", "-pk").values_list("pk", flat=True).first()
    return actions.propose(recognition_id, actor=actor, on=on, reasons=reasons, agreement_number=number)


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """The agreements of the provider of a counsellor; of nobody else."""
    if not policy.may_propose(actor):
        return Agreement.objects.none()
    return Agreement.objects.filter(provider__number=actor.organisation)


def places_of(actor: Actor) -> QuerySet[Recognition]:
    """The recognitions about which the provider can propose: live, of its undertakings, the nearest first."""
    companies = agreements_of(actor).values("company")
    found = Recognition.objects.filter(company__in=companies, state__in=LIVE_STATES)
    return found.select_related("company", "site__municipality", "programme", "partnership").order_by(
        "company__sort_name", "site__name", "programme__sort_name", "pk"
    )
