"""Companies: the list for who decides and supervises, and the page of one with its sites and recognitions."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from duaal.casework.recognition.models import Application, Recognition
from duaal.casework.recognition.queries import (
    LIVE_STATES,
    companies_visible_to,
    recognitions_visible_to,
    visible_to,
    with_row_parts,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.companies.listings import APPLICATIONS, COMPANIES, RECOGNITIONS, SITES
from duaal.interfaces.web.companies.rows import application_rows, recognition_rows, with_mentors
from duaal.interfaces.web.navigation import STAFF
from duaal.register.organisations.models import Company

READERS = STAFF | {Role.COMPANY}
SHOWN = 5
"""Rows of each kind on the page of a company; the rest stands behind the link to the full list."""


@access(roles=STAFF)
@require_GET
def company_list(request: HttpRequest) -> HttpResponse:
    """The companies whose page the reader may open, in Dutch alphabetical order."""
    rows = companies_visible_to(actor_of(request)).select_related("seat_municipality")
    page = COMPANIES.page(request, rows, csv_address=reverse("companies:csv"))
    return render(request, "companies/list.html", {"page": page})


@access(roles=STAFF)
@require_GET
def company_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of companies."""
    rows = companies_visible_to(actor_of(request)).select_related("seat_municipality")
    return COMPANIES.csv(request, rows, filename=f"ondernemingen-{today():%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One company: register data, joint committees, sites, recognitions and applications."""
    actor, on = actor_of(request), today()
    company = company_or_404(actor, number)
    sites = company.sites.select_related("municipality").order_by("closed_on", "name", "id")
    recognised, asked = recognitions_of(actor, company), applications_of(actor, company)
    live = recognised.filter(state__in=LIVE_STATES)
    context = {
        "company": company,
        "committees": company.committee_memberships.select_related("joint_committee").order_by(
            "-valid_from", "joint_committee_id"
        ),
        "sites": sites[:SHOWN],
        "site_count": company.sites.count(),
        "recognitions": recognition_rows(with_mentors(live).order_by("valid_to", "id")[:SHOWN]),
        "recognition_count": recognised.count(),
        "applications": application_rows(
            with_row_parts(asked).order_by("-received_on", "-id")[:SHOWN], on=on
        ),
        "application_count": asked.count(),
        "on": on,
        "is_company": actor.role == Role.COMPANY,
    }
    return render(request, "companies/detail.html", context)


@access(roles=READERS)
@require_GET
def sites(request: HttpRequest, number: str) -> HttpResponse:
    """Every site of one company."""
    company = company_or_404(actor_of(request), number)
    page = SITES.page(request, company.sites.select_related("municipality"))
    return render(request, "companies/sites.html", {"company": company, "page": page})


@access(roles=READERS)
@require_GET
def recognitions(request: HttpRequest, number: str) -> HttpResponse:
    """Every recognition of one company that the reader may see."""
    actor = actor_of(request)
    company = company_or_404(actor, number)
    page = RECOGNITIONS.page(request, with_mentors(recognitions_of(actor, company)))
    context = {"company": company, "page": page, "rows": recognition_rows(page.rows)}
    return render(request, "companies/recognitions.html", context)


@access(roles=READERS)
@require_GET
def applications(request: HttpRequest, number: str) -> HttpResponse:
    """Every application of one company that the reader may see."""
    actor = actor_of(request)
    company = company_or_404(actor, number)
    page = APPLICATIONS.page(request, with_row_parts(applications_of(actor, company)))
    context = {"company": company, "page": page, "rows": application_rows(page.rows, on=today())}
    return render(request, "companies/applications.html", context)


def company_or_404(actor: Actor, number: str) -> Company:
    """The company with this number; page 404 when there is none or it is not for this reader."""
    companies = companies_visible_to(actor).select_related("seat_municipality")
    return get_object_or_404(companies, enterprise_number=number)


def recognitions_of(actor: Actor, company: Company) -> QuerySet[Recognition]:
    return recognitions_visible_to(actor).filter(company=company)


def applications_of(actor: Actor, company: Company) -> QuerySet[Application]:
    return visible_to(actor).filter(company=company)
