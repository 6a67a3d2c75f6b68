"""Early ends that schools told the Flemish Partnership: a list, without names of learners."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.labels import ENDED_AS
from duaal.casework.agreements.models import Told
from duaal.casework.agreements.rules.duties import PLANNED_ENDS, Duty
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.listing import Column, Filter, Listing

READERS = frozenset({Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT})
Ends = QuerySet[Told]

LISTING: Listing[Told] = Listing(
    columns=(
        Column(
            "leerling",
            gettext_lazy("Nummer van de leerling"),
            ("agreement__learner_number",),
            lambda one: one.agreement.learner_number,
        ),
        Column(
            "school",
            gettext_lazy("School of centrum"),
            ("agreement__provider__name",),
            lambda one: one.agreement.provider.name if one.agreement.provider else "",
        ),
        Column(
            "onderneming",
            gettext_lazy("Onderneming"),
            ("agreement__company__sort_name",),
            lambda one: one.agreement.company.name,
        ),
        Column(
            "opleiding",
            gettext_lazy("Opleiding"),
            ("agreement__programme__sort_name",),
            lambda one: one.agreement.programme.name,
        ),
        Column(
            "einde", gettext_lazy("Laatste dag"), ("agreement__ended_on",), lambda one: one.agreement.ended_on
        ),
        Column(
            "hoe",
            gettext_lazy("Hoe"),
            ("agreement__ended_as",),
            lambda one: ENDED_AS.get(one.agreement.ended_as, one.agreement.ended_as),
        ),
        Column("gemeld", gettext_lazy("Gemeld op"), ("told_on",), lambda one: one.told_on),
    ),
    order=("-told_on",),
    filters=(
        Filter(
            "naam",
            gettext_lazy("Onderneming of school"),
            lambda rows, typed: _named(rows, typed),
        ),
        Filter(
            "hoe",
            gettext_lazy("Hoe"),
            lambda rows, way: rows.filter(agreement__ended_as=way),
            tuple((code, words) for code, words in ENDED_AS.items() if code not in PLANNED_ENDS),
        ),
    ),
)


@access(roles=READERS)
@require_GET
def early_list(request: HttpRequest) -> HttpResponse:
    """The early ends that were told, the last on top."""
    page = LISTING.page(request, _rows(), csv_address=reverse("checks:early_ends_csv"))
    rows = [(one, ENDED_AS.get(one.agreement.ended_as, one.agreement.ended_as)) for one in page.rows]
    return render(request, "checks/early_ends.html", {"page": page, "rows": rows})


@access(roles=READERS)
@require_GET
def early_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list."""
    return LISTING.csv(request, _rows(), filename=f"vroegtijdige-einden-{today():%Y-%m-%d}.csv")


def _rows() -> Ends:
    return Told.objects.filter(duty=Duty.EARLY_END).select_related(
        "agreement__company", "agreement__provider", "agreement__programme"
    )


def _named(rows: Ends, typed: str) -> Ends:
    for word in typed.split():
        rows = rows.filter(agreement__company__name__icontains=word) | rows.filter(
            agreement__provider__name__icontains=word
        )
    return rows
