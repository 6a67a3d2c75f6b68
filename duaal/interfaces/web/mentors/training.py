"""Certificates of the mentor training: sent by the company, judged by the partnership; and exemptions."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.opening import Opened
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mentors import opening, training
from duaal.casework.recognition.mentors.queries import (
    certificates_to_judge,
    certificates_visible_to,
    mentors_visible_to,
)
from duaal.casework.recognition.models import MentorAssignment, TrainingCertificate, TrainingExemption
from duaal.casework.recognition.rules.law import training_law
from duaal.casework.recognition.states.mentors import ACCEPT_CERTIFICATE, EXEMPT_MENTOR, SEND_CERTIFICATE
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.labels import REASON as FILE_REASON
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.steps import OFFICERS, WRONG, keep_errors
from duaal.interfaces.web.downloads import as_download
from duaal.interfaces.web.listing import Column, Listing
from duaal.interfaces.web.mentors.forms import CertificateForm, CertificateVerdictForm, ExemptionForm
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Problem, problems_of

logger = logging.getLogger(__name__)

CERTIFICATES: Listing[TrainingCertificate] = Listing(
    columns=(
        Column("mentor", gettext_lazy("Mentor"), ("assignment__person__family_name",)),
        Column("onderneming", gettext_lazy("Onderneming"), ("assignment__recognition__company__sort_name",)),
        Column("opleiding", gettext_lazy("Mentoropleiding"), ("course",)),
        Column("verstuurd", gettext_lazy("Verstuurd op"), ("sent_on",)),
    ),
    order=("sent_on",),
)


@access(roles={Role.COMPANY})
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, assignment_id: int) -> HttpResponseBase:
    """The company sends a certificate of the training of one of its mentors."""
    actor, on = actor_of(request), today()
    assignment = _assignment(actor, assignment_id, SEND_CERTIFICATE)
    form = CertificateForm(request.POST or None, request.FILES or None, on=on)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            training.send_certificate(
                assignment.pk, actor=actor, on=on, course=form.said(), file=form.cleaned_data["file"]
            )
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as error:
            keep_errors(form, error)
        else:
            messages.success(request, _("Het attest is verstuurd. Het partnerschap kijkt het na."))
            return redirect("mentors:detail", assignment.person_id)
    return _page(request, "mentors/certificate.html", assignment, form, problems)


@access(roles=OFFICERS)
@require_http_methods(["GET", "POST"])
def exempt(request: HttpRequest, assignment_id: int) -> HttpResponseBase:
    """The partnership exempts a mentor from the training."""
    actor, on = actor_of(request), today()
    assignment = _assignment(actor, assignment_id, EXEMPT_MENTOR)
    form = ExemptionForm(request.POST or None, request.FILES or None, on=on)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            training.exempt(
                assignment.pk,
                actor=actor,
                on=on,
                ground=said["ground"],
                reason=said["reason"],
                proof=said["file"],
            )
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as error:
            keep_errors(form, error)
        else:
            messages.success(request, _("De mentor is vrijgesteld van de mentoropleiding."))
            return redirect("mentors:detail", assignment.person_id)
    return _page(request, "mentors/exempt.html", assignment, form, problems)


@access(roles=OFFICERS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The certificates that wait for this partnership, the longest waiting first."""
    page = CERTIFICATES.page(request, certificates_to_judge(actor_of(request)))
    return render(request, "mentors/certificates.html", {"page": page})


@access(roles=OFFICERS)
@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, certificate_id: int) -> HttpResponseBase:
    """One certificate, with what the rules say of it."""
    actor, on = actor_of(request), today()
    certificates = certificates_visible_to(actor).select_related("document")
    certificate = get_object_or_404(certificates, pk=certificate_id)
    assignment = _assignment(actor, certificate.assignment_id, ACCEPT_CERTIFICATE)
    assert assignment.recognition is not None
    form = CertificateVerdictForm(request.POST or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["verdict"] == "accept":
                training.accept_certificate(certificate.pk, actor=actor, on=on)
                done = _("Het attest is aanvaard. De opleiding staat nu bij de mentor.")
            else:
                why = form.cleaned_data["reason"]
                training.refuse_certificate(certificate.pk, actor=actor, on=on, reason=why)
                done = _("Het attest is niet aanvaard. De onderneming leest uw reden.")
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as error:
            keep_errors(form, error)
        else:
            messages.success(request, done)
            return redirect("mentors:certificates")
    law, day = training_law(assignment.recognition.partnership_id), certificate.followed_on
    context = {
        "certificate": certificate,
        "found": [reason(code) for code in training.against_certificate(certificate, assignment.recognition)],
        "rules": rule_lines([law.registered_provider.on(day), law.min_hours.on(day)]),
    }
    return _page(request, "mentors/judge.html", assignment, form, problems, **context)


@access(roles=STAFF)
@require_POST
def open_file(request: HttpRequest, certificate_id: int) -> HttpResponseBase:
    """The file of a certificate as a download; the look is an entry in the audit trail."""
    actor = actor_of(request)
    certificate = get_object_or_404(certificates_visible_to(actor), pk=certificate_id)
    return _download(
        request,
        lambda: opening.open_certificate(certificate.pk, actor=actor, on=today()),
        back=reverse("mentors:judge", args=[certificate.pk]),
    )


@access(roles=STAFF)
@require_POST
def open_proof(request: HttpRequest, exemption_id: int) -> HttpResponseBase:
    """The proof behind an exemption as a download, recorded in the same way."""
    actor = actor_of(request)
    persons = mentors_visible_to(actor).values("person_id")
    exemption = get_object_or_404(TrainingExemption, pk=exemption_id, person__in=persons)
    return _download(
        request,
        lambda: opening.open_proof(exemption.pk, actor=actor, on=today()),
        back=reverse("mentors:detail", args=[exemption.person_id]),
    )


def _download(request: HttpRequest, read: Callable[[], Opened], *, back: str) -> HttpResponseBase:
    """What was opened, as a file that runs nothing; back to the page with a sentence when it is gone."""
    try:
        opened = read()
    except Document.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(FILE_REASON[code]))
        return redirect(back)
    except FileLost:
        logger.exception("file behind %s", back)
        messages.error(request, _("Dit bestand is weg of beschadigd. Vraag het opnieuw aan de onderneming."))
        return redirect(back)
    return as_download(opened)


def _assignment(actor: Actor, assignment_id: int, step: Step[Any]) -> MentorAssignment:
    """The assignment that the actor may see; the right to the step after it."""
    visible = mentors_visible_to(actor).select_related(
        "person", "recognition__company", "recognition__programme", "recognition__site"
    )
    assignment = get_object_or_404(visible, pk=assignment_id)
    assert assignment.recognition is not None
    policy.require(actor, step, assignment.recognition)
    return assignment


def _page(
    request: HttpRequest,
    template: str,
    assignment: MentorAssignment,
    form: Any,
    problems: tuple[Problem, ...],
    **more: Any,
) -> HttpResponse:
    status = WRONG if request.method == "POST" else 200
    context = {"assignment": assignment, "form": form, "problems": problems, **more}
    return render(request, template, context, status=status)
