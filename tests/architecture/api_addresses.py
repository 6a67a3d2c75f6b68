"""Addresses and bodies for the matrix of the API: what belongs to the company of a case."""

from collections.abc import Callable

from django.urls import reverse

from duaal.casework.recognition.models import (
    Application,
    AssignmentDocument,
    Control,
    Recognition,
    ReportedChange,
    TrainingExemption,
    WithdrawalProposal,
)
from tests.casework.recognition.factories import (
    MentorAssignmentFactory,
    RecognitionFactory,
    TrainingCertificateFactory,
)
from tests.casework.recognition.mandates.holders import MandateFactory
from tests.casework.recognition.proposing.providers import a_provider, agreement_of
from tests.foundation.documents.factories import stored

WHY = {"reason": "Daarom."}
DECLARED = {"organisation_and_equipment": True, "financial_strength": True, "conviction": False}


def recognised(case: Application) -> Recognition:
    """A recognition of the company of the case, where the provider of the counsellor has an agreement."""
    recognition = RecognitionFactory(application__site=case.site, application__partnership=case.partnership)
    agreement_of(a_provider(), recognition)
    return recognition


def renewal(case: Application) -> dict[str, object]:
    """A recognition to ask anew, with somebody who is no mentor there: refused on that field."""
    return {"recognitions": [recognised(case).pk], "leaving": [987_654], "undertaking": DECLARED}


BODIES: dict[str, dict[str, object]] = {
    "api:open_document": {},
    "api:open_paper": {},
    "api:open_mandate": {},
    "api:open_certificate": {},
    "api:open_proof": {},
    "api:read_a_refusal": {},
    "api:read_notices": {"until": "2026-03-10T10:00:00+01:00"},
    "api:see_change": {"outcome": "Gezien."},
    "api:guide_on_proposal": {"shortcoming": "D6", "description": "Geen opvolging."},
    "api:sanction_on_proposal": WHY,
    "api:dismiss_proposal": WHY,
    "api:open_control": {"company": "0999999922", **WHY, "ends_on": "2026-03-31"},
    "api:view_dossier": {},
    "api:record_finding": {"text": "Geen mentor."},
    "api:close_control": {},
    "api:report_change": {"kind": "MOVE", "happens_on": "2026-03-09", "description": "Nummer 5."},
}

NAMING: dict[str, Callable[[Application], dict[str, object]]] = {
    "api:decide_several": lambda case: {"decisions": [{"reference": case.reference, "outcome": "grant"}]},
    "api:ask_several": lambda case: {"references": [case.reference], "items": "Een foto."},
    "api:judge_several": lambda case: {
        "references": [case.reference],
        "judgements": [{"condition": "U1", "verdict": "met"}],
    },
    "api:renew": renewal,
    "api:propose_withdrawal": lambda case: {"recognition": recognised(case).pk, "reasons": "Geen mentor."},
}
"""Bodies that name the case, or a recognition of its company."""


def body_about(name: str, case: Application) -> dict[str, object] | None:
    """What is sent about this case; None for an address that is only read, or that is not here."""
    naming = NAMING.get(name)
    return naming(case) if naming else BODIES.get(name)


def address_about(name: str, case: Application) -> str | None:
    """The address for what belongs to this case, made for it; None for an address that is not here."""
    making = MADE.get(name)
    return reverse(name, args=making(case)) if making else None


def _document(case: Application) -> list[object]:
    document = stored()
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)
    return [case.reference, document.pk]


def _paper(case: Application) -> list[object]:
    mandate = MandateFactory(company=case.company)
    Application.objects.filter(pk=case.pk).update(
        submitter_kind="COUNSELLOR", mandate=mandate, declaration=stored()
    )
    return [case.reference, mandate.document_id]


def _mandate(case: Application) -> list[object]:
    return [MandateFactory(company=case.company).pk]


def _certificate(case: Application) -> list[object]:
    recognition = recognised(case)
    mentor = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state="ACTIVE_UNTRAINED",
        training_deadline_on=recognition.valid_to,
    )
    return [TrainingCertificateFactory(assignment=mentor, document=stored()).pk]


def _exemption(case: Application) -> list[object]:
    recognition = recognised(case)
    mentor = MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state="ACTIVE"
    )
    exemption = TrainingExemption.objects.create(
        person=mentor.person,
        partnership=case.partnership,
        ground="EXPERIENCE",
        reason="Tien jaar ervaring.",
        document=stored(),
        granted_on=recognition.valid_from,
        granted_by_name="Ann Peeters",
    )
    return [exemption.pk]


def _refused(case: Application) -> list[object]:
    Application.objects.filter(pk=case.pk).update(state="REFUSED", decided_on=case.received_on)
    return [case.reference]


def _change(case: Application) -> list[object]:
    change = ReportedChange.objects.create(
        company=case.company,
        partnership=case.partnership,
        kind="MOVE",
        state="REPORTED",
        happens_on=case.received_on,
        description="Nummer 5.",
        reported_on=case.received_on,
        reported_by_name="Ann Peeters",
    )
    return [change.pk]


def _proposal(case: Application) -> list[object]:
    recognition = recognised(case)
    proposal = WithdrawalProposal.objects.create(
        recognition=recognition,
        provider_number="045678",
        proposed_by_name="Lotte Begeleider",
        agreement_number=1,
        state="OPEN",
        reasons="Geen mentor.",
        proposed_on=case.received_on,
        answer_by=case.deadline_on,
    )
    return [proposal.pk]


def _control(case: Application) -> list[object]:
    control = Control.objects.create(
        company=case.company,
        inspector_id=900_000,
        inspector_name="Inspecteur Collega",
        reason="Klacht.",
        opened_on=case.received_on,
        ends_on=case.deadline_on,
    )
    return [control.pk]


MADE: dict[str, Callable[[Application], list[object]]] = {
    "api:open_document": _document,
    "api:open_paper": _paper,
    "api:open_mandate": _mandate,
    "api:open_certificate": _certificate,
    "api:open_proof": _exemption,
    "api:read_a_refusal": _refused,
    "api:one_company": lambda case: [case.company.enterprise_number],
    "api:follow_up": lambda case: [recognised(case).pk],
    "api:one_change": _change,
    "api:see_change": _change,
    "api:one_proposal": _proposal,
    "api:guide_on_proposal": _proposal,
    "api:sanction_on_proposal": _proposal,
    "api:dismiss_proposal": _proposal,
    "api:one_control": _control,
    "api:view_dossier": _control,
    "api:record_finding": _control,
    "api:close_control": _control,
}
