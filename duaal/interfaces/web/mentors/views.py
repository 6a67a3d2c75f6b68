"""The register of mentors, and the page of one mentor."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import ASSIGNMENT_STATE, REASON
from duaal.casework.recognition.mentors.queries import certificates_to_judge, mentor_assignments
from duaal.casework.recognition.models import (
    MentorAssignment,
    MentorTraining,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.casework.recognition.rules.places import place_for_a_learner, places_law
from duaal.casework.recognition.states import LIVE, RUNNING, AssignmentState
from duaal.casework.recognition.states.mentors import EXEMPT_MENTOR, MENTOR_LEAVES, SEND_CERTIFICATE
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.mentors.listing import STATE, mentors_listing, rows_for
from duaal.interfaces.web.mentors.words import CERTIFICATE_STATE, CERTIFICATE_TONE, MENTOR_TONE, SHORT_STATE
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Clock

READERS = STAFF | {Role.COMPANY}


@dataclass(frozen=True, slots=True)
class MentorRow:
    """One mentor at one place; `place` says in words that no other learner fits, where a maximum counts."""

    assignment: Any
    state: Promise
    tone: str
    clock: Clock | None
    place: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place where the person is or was a mentor, with what this reader can do there."""

    assignment: MentorAssignment
    state: Promise
    tone: str
    clock: Clock | None
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate with its state."""

    certificate: TrainingCertificate
    state: Promise
    tone: str


@access(roles=READERS)
@require_GET
def mentor_list(request: HttpRequest) -> HttpResponse:
    """Mentors now, the training that is due first on top; others when the filters ask for them."""
    actor, on = actor_of(request), today()
    listing = mentors_listing(actor, on=on)
    rows = rows_for(actor, asked_state=request.GET.get(STATE, ""), on=on)
    page = listing.page(request, rows, csv_address=reverse("mentors:csv"))
    context = {
        "page": page,
        "rows": [_row(one, on=on) for one in page.rows],
        "is_company": actor.role == Role.COMPANY,
        "to_judge": certificates_to_judge(actor).count(),
    }
    return render(request, "mentors/list.html", context)


@access(roles=READERS)
@require_GET
def mentor_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of mentors; without national numbers."""
    actor, on = actor_of(request), today()
    rows = rows_for(actor, asked_state=request.GET.get(STATE, ""), on=on)
    return mentors_listing(actor, on=on).csv(request, rows, filename=f"mentoren-{on:%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, person_id: int) -> HttpResponse:
    """One mentor: where, the training, certificates and exemptions; only what this reader may see."""
    actor, on = actor_of(request), today()
    assignments = list(mentor_assignments(actor, person_id))
    if not assignments:
        raise Http404
    certificates = TrainingCertificate.objects.filter(assignment__in=assignments).order_by("-sent_on", "-pk")
    exemptions = TrainingExemption.objects.filter(
        person_id=person_id,
        partnership__in={one.recognition.partnership_id for one in assignments if one.recognition},
    )
    context = {
        "person": assignments[0].person,
        "places": [_place(one, actor, on=on) for one in assignments],
        "trainings": MentorTraining.objects.filter(person_id=person_id).order_by("-followed_on", "-pk"),
        "certificates": [
            CertificateLine(one, CERTIFICATE_STATE[one.state], CERTIFICATE_TONE[one.state])
            for one in certificates
        ],
        "exemptions": exemptions.select_related("partnership").order_by("-granted_on", "-pk"),
        "is_company": actor.role == Role.COMPANY,
        "opens_all": actor.role == Role.DEPARTMENT,
        "opens_of": actor.organisation,
        "judges": actor.role in {Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP},
    }
    return render(request, "mentors/detail.html", context)


def clock_of_training(assignment: MentorAssignment, *, on: date) -> Clock | None:
    """The clock of a training that is still to follow; None when there is none."""
    if assignment.state != AssignmentState.ACTIVE_UNTRAINED or assignment.training_deadline_on is None:
        return None
    then = _("Daarna kan deze mentor geen leerling meer begeleiden.")
    return Clock.until(assignment.training_deadline_on, on=on, warn_days=WEEK.days, then=then)


def _row(one: Any, *, on: date) -> MentorRow:
    place = ""
    if one.state in RUNNING:
        law = places_law(on, one.recognition.partnership_id, one.committee or "")
        found = place_for_a_learner(AssignmentState(one.state), one.learners, law)
        said = [code for code in (*found.reasons, *found.warnings) if code != "mentor_not_working"]
        place = " ".join(str(REASON[code]) for code in said) if one.mentors_here == 1 else ""
    return MentorRow(
        one,
        SHORT_STATE.get(one.state, ASSIGNMENT_STATE[one.state]),
        MENTOR_TONE.get(one.state, "neutral"),
        clock_of_training(one, on=on),
        place,
    )


def _place(one: MentorAssignment, actor: Actor, *, on: date) -> PlaceLine:
    links = []
    recognition = one.recognition
    if recognition is not None and recognition.state in LIVE and one.state in RUNNING:
        untrained = one.state != AssignmentState.ACTIVE
        if policy.may(actor, MENTOR_LEAVES, recognition):
            links += [
                (_("Vervang"), f"{reverse('mentors:choose')}?erkenning={recognition.pk}&vervangt={one.pk}"),
                (_("Stopt"), reverse("mentors:stop", args=[recognition.pk, one.pk])),
            ]
        if untrained and policy.may(actor, SEND_CERTIFICATE, recognition):
            links.insert(0, (_("Stuur het attest"), reverse("mentors:certificate", args=[one.pk])))
        if untrained and policy.may(actor, EXEMPT_MENTOR, recognition):
            links.append((_("Geef vrijstelling"), reverse("mentors:exempt", args=[one.pk])))
    return PlaceLine(
        one,
        ASSIGNMENT_STATE[one.state],
        MENTOR_TONE.get(one.state, "neutral"),
        clock_of_training(one, on=on),
        tuple(links),
    )
