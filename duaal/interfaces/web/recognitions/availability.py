"""Why a place can or cannot take a learner: on the page of a recognition, and for a whole company."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.rules.availability import Availability, Obstacle
from duaal.casework.recognition.upkeep.labels import OBSTACLE, OBSTACLE_ADVICE
from duaal.flows.processes.availability import Place, availability_of, company_availability
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.companies.views import company_or_404
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.recognitions.sections import Reading, Section

YES, NO = "ja", "nee"


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """One reason in words: what, since or until when, what to do about it, and the law behind it."""

    words: Promise
    when: str
    advice: Promise
    rules: tuple[RuleLine, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer in words."""

    sentence: str
    tone: str
    obstacles: tuple[ObstacleLine, ...]
    warnings: tuple[ObstacleLine, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One recognition of the company with its answer; `first` is what to read about it in a list."""

    place: Place
    takes: bool
    word: str
    tone: str
    reasons: tuple[ObstacleLine, ...]


def availability_section(reading: Reading) -> Section:
    answer = answer_of(availability_of(reading.recognition, on=reading.on))
    title = gettext_lazy("Kan hier een leerling komen?")
    return Section("leerling", title, "recognitions/availability.html", answer)


def answer_of(found: Availability) -> Answer:
    """The availability in words."""
    if found.takes_learner:
        sentence = _("Ja. U kunt op deze erkenning een overeenkomst met een leerling sluiten.")
    elif found.visible:
        sentence = _("Nu niet. De erkenning geldt wel, maar er kan nu geen leerling bij.")
    else:
        sentence = _("Nee. Hier kan nu geen leerling komen.")
    tone = "success" if found.takes_learner else "danger"
    return Answer(sentence, tone, lines_of(found.obstacles), lines_of(found.warnings))


def lines_of(obstacles: Iterable[Obstacle]) -> tuple[ObstacleLine, ...]:
    return tuple(
        ObstacleLine(
            OBSTACLE[one.code],
            when_words(one),
            OBSTACLE_ADVICE[one.code],
            rule_lines(one.because),
            one.certainty.value,
        )
        for one in obstacles
    )


def when_words(obstacle: Obstacle) -> str:
    """Since when, until when, and how many; empty when the reason has none of these."""
    parts = []
    if obstacle.since is not None:
        parts.append(_("Sinds %(day)s.") % {"day": date_format(obstacle.since, "j F Y")})
    if obstacle.until == FOREVER:
        parts.append(_("Voorgoed."))
    elif obstacle.until is not None:
        parts.append(_("Tot en met %(day)s.") % {"day": date_format(obstacle.until, "j F Y")})
    if obstacle.number is not None:
        words = ngettext("Nu %(n)d leerling.", "Nu %(n)d leerlingen.", obstacle.number)
        parts.append(words % {"n": obstacle.number})
    return " ".join(parts)


PLACES: Listing[PlaceLine] = Listing(
    columns=(
        Column("opleiding", gettext_lazy("Erkenning"), ("place.recognition.programme.sort_name",)),
        Column("leerling", gettext_lazy("Kan er een leerling komen?"), ("takes",)),
        Column("waarom", gettext_lazy("Waarom niet, en wat kunt u doen")),
    ),
    order=("takes",),
    unique="place.recognition.pk",
    filters=(
        Filter(
            "leerling",
            gettext_lazy("Kan er een leerling komen?"),
            lambda rows, value: [row for row in rows if row.takes == (value == YES)],
            choices=((YES, gettext_lazy("ja")), (NO, gettext_lazy("nee"))),
        ),
    ),
)


@access(roles=STAFF | {Role.COMPANY})
@require_GET
def of_company(request: HttpRequest, number: str) -> HttpResponse:
    """Every recognition of a company that counts, those that take nobody first, each with its reasons."""
    actor, on = actor_of(request), today()
    company = company_or_404(actor, number)
    found = company_availability(company, actor=actor, on=on)
    context = {
        "company": company,
        "is_company": actor.role == Role.COMPANY,
        "total": len(found.places),
        "taking": found.taking,
        "none": answer_of(found.none) if found.none else None,
        "page": PLACES.page(request, [_line(place) for place in found.places]),
    }
    return render(request, "recognitions/of_company.html", context)


def _line(place: Place) -> PlaceLine:
    takes = place.answer.takes_learner
    return PlaceLine(
        place,
        takes,
        _("ja") if takes else _("nee"),
        "success" if takes else "danger",
        lines_of(place.answer.obstacles),
    )
