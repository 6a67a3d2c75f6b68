"""The workplaces of one learner, the best first, with why; and those left out, with why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.matching.finding import Found, Wishes, places_for
from duaal.casework.matching.labels import reason
from duaal.casework.matching.policy import may_seek_for
from duaal.casework.matching.queries import open_contacts
from duaal.casework.matching.rules.law import version
from duaal.casework.matching.rules.ranking import CandidateFacts
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import LOOKING
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.learners.clocks import search_clock
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.matching.forms import day_of
from duaal.interfaces.web.matching.words import distance, travel, why
from duaal.interfaces.web.navigation import AROUND_A_LEARNER
from duaal.interfaces.web.rescue.panel import loss_panel
from duaal.register.programmes.models import Competence

WITHIN, FROM, SHOW, LEFT_OUT = "afstand", "start", "toon", "niet"
DISTANCES = tuple((str(km), gettext_lazy("%(km)s km") % {"km": km}) for km in (5, 10, 20, 30, 75, 100))
NOWHERE = float("inf")


@dataclass(frozen=True, slots=True)
class Line:
    """One workplace of the list; the names are filled in for the lines that are shown.

    `place` is its place in the list; `contact` the open contact with it, None when there is none;
    `not_taught` the open competences that cannot be learned there.
    """

    place: int
    candidate: CandidateFacts
    sort_km: float
    km: str
    travel: str
    taught: int
    sentence: str = ""
    reasons: tuple[str, ...] = ()
    recognition: Recognition | None = None
    contact: int | None = None
    not_taught: tuple[str, ...] = ()

    @property
    def starts_from(self) -> date:
        return self.candidate.starts_from

    @property
    def free(self) -> int:
        return self.candidate.status.free


def unchanged(rows: Any, value: str) -> Any:
    """The rule has taken this filter into account already."""
    return rows


FILTERS = (
    Filter(WITHIN, gettext_lazy("Hoe ver?"), unchanged, DISTANCES, empty=gettext_lazy("gewone afstand")),
    Filter(
        FROM,
        gettext_lazy("Start vanaf"),
        unchanged,
        kind="date",
        accepts=lambda text: day_of(text) is not None,
    ),
    Filter(
        SHOW,
        gettext_lazy("Toon"),
        unchanged,
        ((LEFT_OUT, gettext_lazy("wat afvalt, met de reden")),),
        empty=gettext_lazy("wat past"),
    ),
)
RANKED: Listing[Line] = Listing(
    columns=(
        Column("plaats", gettext_lazy("Plaats"), ("place",), numeric=True),
        Column("werkplek", gettext_lazy("Werkplek en waarom ze hier staat")),
        Column("afstand", gettext_lazy("Afstand"), ("sort_km",), numeric=True),
        Column("competenties", gettext_lazy("Competenties"), ("taught",), numeric=True),
        Column("vanaf", gettext_lazy("Vanaf"), ("starts_from",)),
        Column("vrij", gettext_lazy("Vrij"), ("free",), numeric=True),
    ),
    order=("place",),
    unique="place",
    filters=FILTERS,
)
DROPPED: Listing[Line] = Listing(
    columns=(
        Column("werkplek", gettext_lazy("Werkplek")),
        Column("afstand", gettext_lazy("Afstand"), ("sort_km",), numeric=True),
        Column("waarom", gettext_lazy("Waarom niet")),
    ),
    order=("sort_km",),
    unique="place",
    filters=FILTERS,
)


@access(roles=AROUND_A_LEARNER)
@require_GET
def workplace_list(request: HttpRequest, trajectory_id: int) -> HttpResponse:
    """The workplaces that suit this learner; a contact is started from here."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    panel = loss_panel(trajectory, actor=actor, on=on)
    context: dict[str, Any] = {
        "trajectory": trajectory,
        "name": str(trajectory.learner.person),
        "back": reverse("learners:detail", args=[trajectory.pk]),
        "is_staff": may_seek_for(actor, trajectory),
        "is_learner": actor.role == Role.LEARNER,
        "looks": trajectory.state in LOOKING or panel is not None,
        "panel": panel,
    }
    if context["looks"]:
        context |= _lists(request, trajectory, on=on)
    return render(request, "matching/workplaces.html", context)


def _lists(request: HttpRequest, trajectory: Trajectory, *, on: date) -> dict[str, Any]:
    wishes = wishes_of(request, on=on)
    found = places_for(trajectory, wishes, on=on)
    listing = DROPPED if wishes.with_left_out else RANKED
    page = listing.page(request, _dropped(found) if wishes.with_left_out else _ranked(found))
    contacts = dict(open_contacts(trajectory.pk).values_list("recognition_id", "pk"))
    running = trajectory.searches.filter(stopped_on__isnull=True).select_related("calendar").first()
    return {
        "page": page,
        "rows": named(page.rows, contacts),
        "found": found,
        "within": wishes.within_km,
        "shows_left_out": wishes.with_left_out,
        "notes": _notes(found, wishes),
        "rules": rule_lines(found.law.all),
        "clock": search_clock(running, trajectory, on=on),
    }


def wishes_of(request: HttpRequest, *, on: date) -> Wishes:
    """What the address asks of the list; what it does not ask follows from the dated values and the day."""
    typed = request.GET.get(WITHIN, "")
    known = {value for value, _words in DISTANCES}
    within = int(typed) if typed in known else version("max_distance_km", on).value
    wanted = day_of(request.GET.get(FROM, "").strip()) or on
    return Wishes(within, wanted, with_left_out=request.GET.get(SHOW, "") == LEFT_OUT)


def named(lines: Iterable[Line], contacts: Mapping[int, int]) -> list[Line]:
    """The lines with the names of their places, the contacts that run and what is not taught. Two queries."""
    shown = list(lines)
    keys = [one.candidate.recognition for one in shown]
    places = Recognition.objects.select_related("company", "site__municipality").in_bulk(keys)
    asked = {pk for one in shown for pk in one.candidate.not_taught}
    names = dict(Competence.objects.filter(pk__in=asked).values_list("pk", "name"))
    return [
        replace(
            one,
            recognition=places[key],
            contact=contacts.get(key),
            not_taught=tuple(sorted(names[pk] for pk in one.candidate.not_taught if pk in names)),
        )
        for one, key in zip(shown, keys, strict=True)
    ]


def _ranked(found: Found) -> Sequence[Line]:
    return [
        Line(
            number,
            one.candidate,
            NOWHERE if one.km is None else one.km,
            distance(one.km),
            travel(one.minutes),
            one.taught,
            sentence=why(one, competences_known=found.competences_known),
        )
        for number, one in enumerate(found.ranking.ranked, start=1)
    ]


def _dropped(found: Found) -> Sequence[Line]:
    return [
        Line(
            number,
            one.candidate,
            NOWHERE if one.km is None else one.km,
            distance(one.km),
            "",
            0,
            reasons=tuple(dict.fromkeys(str(reason(code)) for code in one.reasons)),
        )
        for number, one in enumerate(found.ranking.left_out, start=1)
    ]


def _notes(found: Found, wishes: Wishes) -> list[str]:
    """What a reader has to know to trust the list."""
    notes = []
    if not found.has_point:
        notes.append(_("Van de leerling en de school kennen we geen adres. Daarom is er geen afstand."))
    elif found.from_school:
        notes.append(_("De postcode van de leerling is niet bekend. De afstand is die vanaf de school."))
    if not found.competences_known:
        notes.append(
            _(
                "De competenties van deze opleiding zijn hier nog niet ingevoerd. "
                "We gaan ervan uit dat elke werkplek ze allemaal aanleert."
            )
        )
    if found.is_cut:
        notes.append(
            _("We vergeleken de %(n)s dichtste werkplekken. Kies een kleinere afstand om minder te zien.")
            % {"n": found.compared}
        )
    return notes
