"""What can be read of recognition, always through the eyes of an actor."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from duaal.casework.recognition.mandates.holding import (
    applications_held_by,
    company_drafts,
    forms_held_by,
    mandates_of,
)
from duaal.casework.recognition.models import (
    OPEN_STATES,
    Application,
    AssignmentDocument,
    CaseDocument,
    ConditionJudgement,
    FormDocument,
    InformationRequest,
    Mandate,
    MentorAssignment,
    MentorTraining,
    Recognition,
    RequestForm,
    TrainingExemption,
    Transfer,
    TransferState,
    Visit,
)
from duaal.casework.recognition.states import LIVE, ApplicationKind
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor, Role
from duaal.register.organisations.models import Company

LIVE_STATES = sorted(LIVE)


def visible_to(actor: Actor) -> QuerySet[Application]:
    """Applications the actor may see: a company its own, a partnership those it decides, supervisors all.

    Who sent one in the name of a company sees it as long as the company lets him act.
    """
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Application.objects.all()
        case Role.PARTNERSHIP:
            return Application.objects.filter(partnership_id=actor.organisation)
        case Role.COMPANY:
            return Application.objects.filter(company__enterprise_number=actor.organisation)
        case Role.COUNSELLOR | Role.SECTOR:
            return applications_held_by(actor)
    return Application.objects.none()


def recognitions_visible_to(actor: Actor) -> QuerySet[Recognition]:
    """Recognitions the actor may see; the same lines as for applications."""
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Recognition.objects.all()
        case Role.PARTNERSHIP:
            return Recognition.objects.filter(partnership_id=actor.organisation)
        case Role.COMPANY:
            return Recognition.objects.filter(company__enterprise_number=actor.organisation)
    return Recognition.objects.none()


def recognition_file(actor: Actor, recognition_id: int) -> Recognition:
    """One recognition with what its page shows, its mentors in the order in which they came.

    Raises `Recognition.DoesNotExist` when there is none or the actor may not see it: the same answer.
    """
    mentors = MentorAssignment.objects.select_related("person").order_by("id")
    return (
        recognitions_visible_to(actor)
        .select_related("company", "site__municipality", "programme", "partnership", "application")
        .prefetch_related(Prefetch("assignments", mentors))
        .get(pk=recognition_id)
    )


def companies_visible_to(actor: Actor) -> QuerySet[Company]:
    """Companies whose page the actor may open: its own, those with a file at the partnership, or all."""
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Company.objects.all()
        case Role.PARTNERSHIP:
            files = Application.objects.filter(partnership_id=actor.organisation, company=OuterRef("pk"))
            return Company.objects.filter(Exists(files))
        case Role.COMPANY:
            return Company.objects.filter(enterprise_number=actor.organisation)
    return Company.objects.none()


def queue(actor: Actor) -> QuerySet[Application]:
    """Open applications of the actor, the least days left first."""
    return open_cases(actor).order_by("deadline_on", "id")


def open_cases(actor: Actor) -> QuerySet[Application]:
    """Open applications that the actor may see, with what a row of a list shows."""
    return with_row_parts(visible_to(actor).filter(state__in=OPEN_STATES))


def with_row_parts(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Joins what a row of a list shows, in one query."""
    return applications.select_related("company", "site__municipality", "programme", "partnership")


def case(actor: Actor, reference: str) -> Application:
    """One application with everything its page shows, in a fixed number of queries.

    Raises `Application.DoesNotExist` when there is none or the actor may not see it: the same answer.
    """
    return _whole_cases(actor).get(reference=reference)


def cases(actor: Actor, references: Iterable[str]) -> QuerySet[Application]:
    """As `case`, for several: those of these that the actor may see, in as many queries as for one."""
    return _whole_cases(actor).filter(reference__in=list(references))


def _whole_cases(actor: Actor) -> QuerySet[Application]:
    return (
        with_row_parts(_readable_by(actor))
        .select_related(
            "joint_committee", "recognition", "recognition_concerned", "company__seat_municipality"
        )
        .select_related("mandate__document", "declaration")
        .prefetch_related(
            Prefetch(
                "assignments",
                MentorAssignment.objects.select_related("person", "replaces__person").order_by("id"),
            ),
            Prefetch("assignments__documents", documents_of_assignments()),
            Prefetch("documents", CaseDocument.objects.select_related("document").order_by("id")),
            Prefetch("judgements", ConditionJudgement.objects.order_by("id")),
            Prefetch("information_requests", InformationRequest.objects.order_by("asked_on", "id")),
            "appeals",
            Prefetch("visits", Visit.objects.order_by("planned_on", "id")),
            Prefetch(
                "transfers",
                Transfer.objects.select_related("from_partnership", "to_partnership").order_by(
                    "asked_on", "id"
                ),
            ),
        )
    )


def _readable_by(actor: Actor) -> QuerySet[Application]:
    """What the actor may see, and the open cases that it is asked to take over: to read, not in lists."""
    if actor.role not in {Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP}:
        return visible_to(actor)
    asked = Transfer.objects.filter(
        application=OuterRef("pk"), to_partnership_id=actor.organisation, state=TransferState.ASKED
    )
    return visible_to(actor) | Application.objects.filter(Exists(asked), state__in=OPEN_STATES)


def documents_of_assignments() -> QuerySet[AssignmentDocument]:
    """What was uploaded about mentors and still counts or counted, in the order it came in."""
    return AssignmentDocument.objects.select_related("document").order_by("id")


def documents_of_form(form: RequestForm) -> dict[int, Document]:
    """The documents of a draft by their number."""
    held = FormDocument.objects.filter(request_form=form).select_related("document")
    return {one.document_id: one.document for one in held}


def trainings_of(person_ids: list[int]) -> QuerySet[MentorTraining]:
    """The mentor trainings that these persons followed, oldest first."""
    return MentorTraining.objects.filter(person_id__in=person_ids).order_by("followed_on", "id")


def exempted(person_ids: list[int], partnership_code: str) -> set[int]:
    """Those of these persons whom this partnership exempted from the mentor training."""
    granted = TrainingExemption.objects.filter(person_id__in=person_ids, partnership_id=partnership_code)
    return set(granted.values_list("person_id", flat=True))


def pairs_with_open_case(site_ids: list[int]) -> set[tuple[int, str]]:
    """The (site, programme) pairs of these sites for which an application runs; one more mentor is none."""
    open_pairs = Application.objects.filter(site_id__in=site_ids, state__in=OPEN_STATES).exclude(
        kind=ApplicationKind.ADD_MENTOR
    )
    return set(open_pairs.values_list("site_id", "programme_id"))


def pairs_recognised(site_ids: list[int], *, on: date) -> set[tuple[int, str]]:
    """The (site, programme) pairs of these sites that are recognised on the day, its last day included.

    By period and not by state, as the exclusion constraint has it: one that ends today still counts today.
    """
    recognised = Recognition.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=on),
        site_id__in=site_ids,
        valid_from__lte=on,
        valid_to__gte=on,
    )
    return set(recognised.values_list("site_id", "programme_id"))


def forms_visible_to(actor: Actor) -> QuerySet[RequestForm]:
    """Request forms of the actor: of a company its own, of a holder those he made in the name of others."""
    match actor.role:
        case Role.COMPANY:
            return RequestForm.objects.filter(company_drafts(actor.organisation))
        case Role.COUNSELLOR | Role.SECTOR:
            return forms_held_by(actor)
    return RequestForm.objects.none()


def drafts_in_the_name_of(actor: Actor) -> QuerySet[RequestForm]:
    """Drafts that others prepare in the name of the actor's company: that they exist, and by whom."""
    if actor.role != Role.COMPANY:
        return RequestForm.objects.none()
    return RequestForm.objects.filter(
        company__enterprise_number=actor.organisation,
        mandate__isnull=False,
        handed_over_on__isnull=True,
        submitted_on__isnull=True,
    ).select_related("mandate")


def mandates_visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Mandates that the actor may see: of a company those it gave, of a holder his own."""
    if actor.role == Role.COMPANY:
        return Mandate.objects.filter(company__enterprise_number=actor.organisation)
    return mandates_of(actor)
