"""Who has no organisation yet says for which company they act; the business register decides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duaal.foundation.accounts.actions import switch_capacity
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.claims.forms import EnterpriseNumberForm
from duaal.interfaces.web.parts import Problem, SummaryRow
from duaal.register.organisations.actions import claim_company
from duaal.register.organisations.labels import REASON
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import (
    committees_on,
    find_by_enterprise_number,
    sites_open_on,
)
from duaal.register.organisations.states import UNKNOWN_NUMBER


@access(roles={Role.ANYONE, Role.COMPANY})
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest) -> HttpResponseBase:
    """A GET with a number shows what the register knows of it; the POST takes on the capacity."""
    typed = request.POST if request.method == "POST" else request.GET
    form = EnterpriseNumberForm(typed if "number" in typed else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    company = find_by_enterprise_number(form.cleaned_data["number"])
    if company is None:
        return _page(request, form, [str(REASON[UNKNOWN_NUMBER])], status=422)
    if request.method == "POST":
        try:
            membership = claim_company(company.enterprise_number, actor=actor_of(request), on=today())
        except Refused as refused:
            return _page(request, form, [str(REASON[code]) for code in refused.reasons], company, status=422)
        except ValidationError as wrong:
            return _page(request, form, wrong.messages, company, status=422)
        switch_capacity(request.session, membership.pk, user_id=membership.user_id, on=today())
        messages.success(request, _("U werkt nu voor %(name)s.") % {"name": company.name})
        return redirect("requests:overview")
    return _page(request, form, company=company)


def _page(
    request: HttpRequest,
    form: EnterpriseNumberForm,
    problems: list[str] | tuple[str, ...] = (),
    company: Company | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "problems": [Problem(text, "id_number") for text in problems],
        "company": company,
        "known": _what_the_register_knows(company) if company else (),
    }
    return render(request, "claims/claim.html", context, status=status)


def _what_the_register_knows(company: Company) -> list[SummaryRow]:
    on = today()
    sites = "; ".join(
        f"{site.name}, {site.street}, {site.postcode} {site.municipality.name}"
        for site in sites_open_on(company, on=on)
    )
    committees = "; ".join(str(row.joint_committee) for row in committees_on(company, on=on))
    return [
        SummaryRow(_("Naam"), company.name),
        SummaryRow(_("Vestigingen"), sites or _("geen open vestiging")),
        SummaryRow(_("Paritair comité"), committees or _("geen")),
    ]
