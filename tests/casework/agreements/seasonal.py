"""Decisions of a partnership on school holidays, for tests."""

from duaal.casework.agreements.models import HolidayDecision, HolidayDecisionKind
from duaal.casework.agreements.states.holidays import HolidayDecisionState
from duaal.casework.recognition.models import Recognition
from tests.casework.agreements.files import START


def decision_for(place: Recognition, **changed) -> HolidayDecision:
    """Seasonal work of the company is on the list of 2025-2026."""
    given = {
        "partnership": place.partnership,
        "company": place.company,
        "kind": HolidayDecisionKind.SEASONAL,
        "school_year": 2025,
        "state": HolidayDecisionState.KEPT,
        "activity": "Paaseieren gieten.",
        "reference": "Lijst van 1 juli 2025.",
        "made_on": START,
        "made_by_name": "Partnerschap",
    }
    return HolidayDecision.objects.create(**{**given, **changed})
