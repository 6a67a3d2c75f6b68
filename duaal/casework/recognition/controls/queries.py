"""What can be read of controls and findings, and the files that a control opens."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.models import (
    Application,
    Control,
    Finding,
    MentorAssignment,
    Recognition,
    SanctionDecision,
)
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role

SUPERVISORS = frozenset({Role.DEPARTMENT, Role.FLEMISH_PARTNERSHIP})


@dataclass(frozen=True)
class Dossier:
    """The files of one undertaking, as an inspector reads them; `steps` are the last of `all_steps`."""

    recognitions: list[Recognition]
    applications: list[Application]
    sanctions: list[SanctionDecision]
    steps: list[Entry]
    all_steps: int


def controls_visible_to(actor: Actor) -> QuerySet[Control]:
    """An inspector sees the controls that he opened, the department all; the undertaking none."""
    match actor.role:
        case Role.INSPECTOR if actor.user_id is not None:
            return Control.objects.filter(inspector_id=actor.user_id)
        case Role.DEPARTMENT:
            return Control.objects.all()
    return Control.objects.none()


def dossier_of(control: Control, *, last_steps: int | None) -> Dossier:
    """Everything about the undertaking, in a fixed number of queries; for `actions.view_dossier` only."""
    mentors = MentorAssignment.objects.select_related("person").order_by("id")
    recognitions = list(
        Recognition.objects.filter(company=control.company_id)
        .select_related("application", "company", "site__municipality", "programme", "partnership")
        .prefetch_related(Prefetch("assignments", mentors), "guidances")
        .order_by("site__name", "programme__sort_name", "pk")
    )
    applications = list(
        Application.objects.filter(company=control.company_id)
        .select_related("company", "site", "programme", "partnership")
        .order_by("-received_on", "-pk")
    )
    decisions = SanctionDecision.objects.filter(company=control.company_id).select_related("partnership")
    entries = Entry.objects.filter(
        Q(file_kind=RECOGNITION_FILE, file_id__in=[one.pk for one in recognitions])
        | Q(file_kind=APPLICATION_FILE, file_id__in=[one.pk for one in applications])
    )
    return Dossier(
        recognitions,
        applications,
        list(decisions.order_by("-decided_on", "-pk")),
        list(entries.order_by("-at", "-id")[:last_steps]),
        entries.count(),
    )


def findings_visible_to(actor: Actor) -> QuerySet[Finding]:
    """Findings about what the actor recognised, or all; a finding about a whole undertaking is for every body
    that recognised it. Not for the undertaking.
    """
    found = Finding.objects.select_related("control", "recognition")
    if actor.role in SUPERVISORS:
        return found
    if actor.role == Role.PARTNERSHIP:
        own = Recognition.objects.filter(
            partnership_id=actor.organisation, company=OuterRef("control__company")
        )
        of_company = Q(recognition__isnull=True) & Exists(own)
        return found.filter(Q(recognition__partnership_id=actor.organisation) | of_company)
    return found.none()


def findings_about(findings: QuerySet[Finding], recognition: Recognition) -> QuerySet[Finding]:
    """Those of the findings that are about the recognition, or about its whole undertaking."""
    whole = Q(recognition__isnull=True, control__company=recognition.company_id)
    return findings.filter(Q(recognition=recognition.pk) | whole)
