"""The programmes with their competences: what a training plan is made of."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.navigation import STAFF
from duaal.register.programmes.models import Competence, Level, Programme
from duaal.register.programmes.queries import matching, offered_on

READERS = STAFF | {Role.COMPANY, Role.COUNSELLOR}
LEVEL_WORDS = dict(Level.choices)

LISTING: Listing[Programme] = Listing(
    columns=(
        Column("opleiding", gettext_lazy("Opleiding"), ("sort_name",), lambda one: one.name),
        Column("niveau", gettext_lazy("Niveau"), ("level",), lambda one: LEVEL_WORDS[one.level]),
        Column(
            "competenties",
            gettext_lazy("Competenties"),
            ("known",),
            lambda one: one.known,  # type: ignore[attr-defined]
            numeric=True,
        ),
    ),
    order=("sort_name",),
    filters=(Filter("naam", gettext_lazy("Naam"), lambda rows, text: matching(rows, text)),),
)


@access(roles=READERS)
@require_GET
def programme_list(request: HttpRequest) -> HttpResponse:
    """The programmes that are offered today, each with how many competences are known."""
    page = LISTING.page(request, _programmes(), csv_address=reverse("competences:csv"))
    rows = [(one, LEVEL_WORDS[one.level]) for one in page.rows]
    return render(request, "competences/list.html", {"page": page, "rows": rows})


@access(roles=READERS)
@require_GET
def programme_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as a file."""
    return LISTING.csv(request, _programmes(), filename=f"competenties-{today():%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """The competences of one programme: those that hold today, and older or later ones below."""
    on = today()
    found = get_object_or_404(Programme, pk=code)
    every = list(Competence.objects.filter(programme=found).prefetch_related("replaces"))
    now = [one for one in every if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on)]
    context = {
        "programme": found,
        "level": LEVEL_WORDS[found.level],
        "now": now,
        "others": [one for one in every if one not in now],
        "is_invented": any(one.is_synthetic for one in now),
    }
    return render(request, "competences/programme.html", context)


def _programmes() -> QuerySet[Programme]:
    on = today()
    holds = Q(competences__valid_from__lte=on) & (
        Q(competences__valid_to__isnull=True) | Q(competences__valid_to__gte=on)
    )
    return offered_on(on).annotate(known=Count("competences", filter=holds))
