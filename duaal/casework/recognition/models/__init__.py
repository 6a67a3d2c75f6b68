"""Rows of recognition: request forms, applications, judged conditions, recognitions, mentors."""

from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models.applications import (
    OPEN_STATES,
    Application,
    CaseDocument,
    FormDocument,
    InformationRequest,
    RequestForm,
)
from duaal.casework.recognition.models.columns import (
    choices,
)
from duaal.casework.recognition.models.handling import (
    Transfer,
    TransferState,
    Visit,
)
from duaal.casework.recognition.models.judgements import (
    ConditionJudgement,
    Verdict,
)
from duaal.casework.recognition.models.mandates import (
    Mandate,
)
from duaal.casework.recognition.models.mentors import (
    AssignmentDocument,
    CertificateState,
    Derogation,
    ExemptionGround,
    ExtractEntries,
    MentorAssignment,
    MentorPosition,
    MentorTraining,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.casework.recognition.models.recognitions import (
    Recognition,
)
from duaal.casework.recognition.sanctions.models import (
    Control,
    Exclusion,
    ExclusionProposal,
    Finding,
    Guidance,
    GuidanceAction,
    Hearing,
    MentorBar,
    Precaution,
    SanctionDecision,
    Withdrawal,
    WithdrawalProposal,
)
from duaal.casework.recognition.upkeep.models import ReportedChange

__all__ = (
    "Appeal",
    "Application",
    "AssignmentDocument",
    "CaseDocument",
    "CertificateState",
    "ConditionJudgement",
    "Control",
    "Derogation",
    "Exclusion",
    "ExclusionProposal",
    "ExemptionGround",
    "ExtractEntries",
    "Finding",
    "FormDocument",
    "Guidance",
    "GuidanceAction",
    "Hearing",
    "InformationRequest",
    "Mandate",
    "MentorAssignment",
    "MentorBar",
    "MentorPosition",
    "MentorTraining",
    "OPEN_STATES",
    "Precaution",
    "Recognition",
    "ReportedChange",
    "RequestForm",
    "SanctionDecision",
    "TrainingCertificate",
    "TrainingExemption",
    "Transfer",
    "TransferState",
    "Verdict",
    "Visit",
    "Withdrawal",
    "WithdrawalProposal",
    "choices",
)
