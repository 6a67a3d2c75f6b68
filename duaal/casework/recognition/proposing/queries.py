"""What can be read of proposals of withdrawal. The undertaking hears of one when it is taken up."""

from django.db.models import QuerySet

from duaal.casework.recognition.models import WithdrawalProposal
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.foundation.kernel.actor import Actor, Role


def proposals_visible_to(actor: Actor) -> QuerySet[WithdrawalProposal]:
    """A provider sees its own, a partnership those about what it recognised, supervisors all."""
    found = WithdrawalProposal.objects.select_related(
        "recognition__company", "recognition__site", "recognition__programme", "recognition__partnership"
    )
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return found
        case Role.PARTNERSHIP:
            return found.filter(recognition__partnership_id=actor.organisation)
        case Role.COUNSELLOR:
            return found.filter(provider_number=actor.organisation) if actor.organisation else found.none()
    return found.none()


def proposals_to_answer(actor: Actor) -> QuerySet[WithdrawalProposal]:
    """Open proposals that the body has to answer, the first last day first."""
    waiting = proposals_visible_to(actor).filter(
        state=ProposalState.OPEN, recognition__partnership_id=actor.organisation
    )
    return waiting.order_by("answer_by", "id")
