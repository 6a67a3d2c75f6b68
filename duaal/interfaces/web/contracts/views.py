"""The list of agreements, and the page of one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.contents import paragraphs
from duaal.casework.agreements.labels import KIND, STATE, TONE
from duaal.casework.agreements.models import Agreement, Version
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.states import AgreementState
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.checks.panel import checks_panel
from duaal.interfaces.web.contracts.page import agreement_page, readable_version
from duaal.interfaces.web.contracts.stepping import PARTIES, agreement_or_404, learner_name
from duaal.interfaces.web.listing import Column, Filter, Listing

MOST_DIGITS = 5  # of the machine: no agreement has so many versions
STATE_FILTER, ALL = "toestand", "alle"
OVER = frozenset({AgreementState.ENDED, AgreementState.VOID})
Agreements = QuerySet[Agreement]

LISTING: Listing[Agreement] = Listing(
    columns=(
        Column(
            "leerling",
            gettext_lazy("Leerling"),
            ("trajectory__learner__person__family_name", "trajectory__learner__person__given_name"),
            learner_name,
        ),
        Column(
            "onderneming", gettext_lazy("Onderneming"), ("company__sort_name",), lambda one: one.company.name
        ),
        Column(
            "opleiding", gettext_lazy("Opleiding"), ("programme__sort_name",), lambda one: one.programme.name
        ),
        Column("soort", gettext_lazy("Soort"), ("kind",), lambda one: one.kind),
        Column("toestand", gettext_lazy("Toestand"), ("state",), lambda one: STATE[one.state]),
        Column("start", gettext_lazy("Eerste dag"), ("starts_on",), lambda one: one.starts_on),
        Column(
            "einde",
            gettext_lazy("Laatste dag"),
            ("planned_end_on",),
            lambda one: one.ended_on or one.planned_end_on,
        ),
    ),
    order=("-starts_on", "trajectory__learner__person__family_name"),
    filters=(
        Filter("naam", gettext_lazy("Leerling of onderneming"), lambda rows, text: _named(rows, text)),
        Filter(
            "soort",
            gettext_lazy("Soort"),
            lambda rows, kind: rows.filter(kind=kind),
            tuple((code, words) for code, words in KIND.items() if code != "LOCAL"),
        ),
        Filter(
            STATE_FILTER,
            gettext_lazy("Toestand"),
            lambda rows, state: rows if state == ALL else rows.filter(state=state),
            ((ALL, gettext_lazy("alle")), *STATE.items()),
            empty=gettext_lazy("ontwerp of lopend"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list, with its state in words."""

    agreement: Agreement
    name: str
    state: str
    tone: str


@access(roles=PARTIES)
@require_GET
def agreement_list(request: HttpRequest) -> HttpResponse:
    """The agreements of the reader, those that end last on top."""
    actor = actor_of(request)
    page = LISTING.page(request, _rows(request), csv_address=reverse("contracts:csv"))
    found = [
        Row(one, learner_name(one), str(STATE[one.state]), TONE.get(one.state, "neutral"))
        for one in page.rows
    ]
    context = {"page": page, "rows": found, "is_staff": actor.role == Role.COUNSELLOR}
    return render(request, "contracts/list.html", context)


@access(roles=PARTIES)
@require_GET
def agreement_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of agreements."""
    return LISTING.csv(request, _rows(request), filename=f"overeenkomsten-{today():%Y-%m-%d}.csv")


@access(roles=PARTIES)
@require_GET
def detail(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One agreement: its state, what to do, who signed, and how it came this far."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    page = agreement_page(agreement, actor=actor, on=on)
    checks = checks_panel(agreement, actor=actor, on=on)
    return render(request, "contracts/detail.html", {"page": page, "checks": checks})


@access(roles=PARTIES)
@require_GET
def text(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The whole text as it was or will be signed, for reading and printing."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    version = _asked(request, agreement, actor) or readable_version(agreement, actor)
    context = {
        "agreement": agreement,
        "name": learner_name(agreement),
        "version": version,
        "is_newest": version.number >= newest(agreement).number,
        "was": version.number < agreement.version and version.concluded_at is not None,
        "paragraphs": paragraphs(version),
        "signatories": version.signatories.select_related("signature"),
    }
    return render(request, "contracts/text.html", context)


def _asked(request: HttpRequest, agreement: Agreement, actor: Actor) -> Version | None:
    """The version that the address names; page 404 for one that this reader does not see."""
    asked = request.GET.get("versie", "")
    if not asked:
        return None
    rows = agreement.versions.all()
    if actor.role != Role.COUNSELLOR:
        rows = rows.filter(proposed_at__isnull=False)
    found = rows.filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < MOST_DIGITS else None
    if found is None:
        raise Http404
    return found


def _rows(request: HttpRequest) -> Agreements:
    actor, on = actor_of(request), today()
    rows = agreements_visible_to(actor, on=on).select_related(
        "company", "programme", "trajectory__learner__person"
    )
    if request.GET.get(STATE_FILTER, "") in {ALL, *STATE}:
        return rows
    return rows.exclude(state__in=sorted(OVER))


def _named(rows: Agreements, typed: str) -> Agreements:
    person = "trajectory__learner__person"
    for word in typed.split():
        rows = (
            rows.filter(**{f"{person}__family_name__icontains": word})
            | rows.filter(**{f"{person}__given_name__icontains": word})
            | rows.filter(company__name__icontains=word)
        )
    return rows
