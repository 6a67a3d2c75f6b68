from duaal.casework.agreements.models.agreements import (
    ENDS_WITH_RECOGNITION,
    Agreement,
    AgreementEnd,
    AgreementKind,
    SearchOutcome,
)
from duaal.casework.agreements.models.life import EndReport, Interruption, MediationRow, Preparation
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
    "Capacity",
    "EndReport",
    "Interruption",
    "MediationRow",
    "Method",
    "Preparation",
    "SearchOutcome",
    "Signatory",
    "Signature",
    "SignerRole",
    "Version",
]
