"""Companies: the list for who decides and supervises, and the page of one with its sites and recognitions."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
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
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.companies.listings import APPLICATIONS, COMPANIES, RECOGNITIONS, SITES
from duaal.interfaces.web.companies.rows import application_rows, recognition_rows, with_mentors, with_place
from duaal.interfaces.web.navigation import STAFF
from duaal.register.organisations.models import Company, Site

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
    company = get_object_or_404(
        companies_visible_to(actor)
        .select_related("seat_municipality")
        .annotate(
            site_count=number_of(Site.objects.all()),
            recognition_count=number_of(recognitions_visible_to(actor)),
            application_count=number_of(visible_to(actor)),
        ),
        enterprise_number=number,
    )
    sites = company.sites.select_related("municipality").order_by("closed_on", "name", "id")
    live = recognitions_of(actor, company).filter(state__in=LIVE_STATES).order_by("valid_to", "id")
    asked = applications_of(actor, company).order_by("-received_on", "-id")
    context = {
        "company": company,
        "committees": company.committee_memberships.select_related("joint_committee").order_by(
            "-valid_from", "joint_committee_id"
        ),
        "sites": sites[:SHOWN],
        "recognitions": recognition_rows(with_mentors(first_of(live)).order_by("valid_to", "id")),
        "applications": application_rows(with_place(asked)[:SHOWN], on=on),
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
    page = APPLICATIONS.page(request, with_place(applications_of(actor, company)))
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


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows a company has, as a part of the query that reads the company."""
    per_company = rows.filter(company=OuterRef("pk")).order_by().values("company").annotate(n=Count("pk"))
    return Coalesce(Subquery(per_company.values("n"), output_field=IntegerField()), 0)


def first_of(recognitions: QuerySet[Recognition]) -> QuerySet[Recognition]:
    """The recognitions that the page shows, found by their keys: only those are joined with the rest."""
    return Recognition.objects.filter(pk__in=recognitions.values("pk")[:SHOWN])
