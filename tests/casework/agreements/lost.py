"""Workplaces that fall away, for tests: a decision that takes effect later, and one that did."""

from datetime import date

from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import Recognition, SanctionDecision, Withdrawal
from tests.casework.agreements import files

LOST = date(2026, 5, 11)
"""A Monday: the learner of `files` worked since 23 March."""


def decided(recognition: Recognition, effect_on: date, *, state: str = "DECIDED") -> Withdrawal:
    """The withdrawal of the recognition, decided and with its day of effect."""
    decision = SanctionDecision.objects.create(
        company=recognition.company,
        partnership=recognition.partnership,
        decided_on=date(2026, 5, 4),
        reference=f"S-{recognition.pk}",
    )
    return Withdrawal.objects.create(
        decision=decision,
        recognition=recognition,
        state=state,
        ground="DUTY_BREACH",
        code="D1",
        effect_on=effect_on,
    )


def lost(agreement: Agreement | None = None, *, on: date = LOST) -> Agreement:
    """An agreement of which the recognition was withdrawn on the day, and its learner searches."""
    agreement = agreement or files.begun()
    Recognition.objects.filter(pk=agreement.recognition_id).update(state="WITHDRAWN", ended_on=on)
    end_by_withdrawal([agreement.recognition_id], effect_on=on, on=on)
    return Agreement.objects.select_related("trajectory__provider", "recognition").get(pk=agreement.pk)
