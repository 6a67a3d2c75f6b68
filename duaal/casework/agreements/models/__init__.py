from duaal.casework.agreements.models.agreements import (
    ENDS_WITH_RECOGNITION,
    Agreement,
    AgreementEnd,
    AgreementKind,
    SearchOutcome,
)
from duaal.casework.agreements.models.amendments import Amendment
from duaal.casework.agreements.models.checks import EndAppeal, StatusHold, StudentJob, Told
from duaal.casework.agreements.models.cooperation import Cooperation, CooperationRule
from duaal.casework.agreements.models.holidays import HolidayDecision, HolidayDecisionKind
from duaal.casework.agreements.models.life import EndReport, Interruption, MediationRow, Preparation
from duaal.casework.agreements.models.papers import SealedPaper
from duaal.casework.agreements.models.versions import (
    Capacity,
    Method,
    Signatory,
    Signature,
    SignerRole,
    Version,
)

__all__ = [
    "ENDS_WITH_RECOGNITION",
    "Agreement",
    "AgreementEnd",
    "AgreementKind",
    "Amendment",
    "Capacity",
    "EndAppeal",
    "Cooperation",
    "CooperationRule",
    "EndReport",
    "HolidayDecision",
    "HolidayDecisionKind",
    "Interruption",
    "MediationRow",
    "Method",
    "Preparation",
    "SealedPaper",
    "SearchOutcome",
    "Signatory",
    "Signature",
    "SignerRole",
    "StatusHold",
    "StudentJob",
    "Told",
    "Version",
]
