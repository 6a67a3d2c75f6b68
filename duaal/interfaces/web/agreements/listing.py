"""The list of learners without a workplace: each learner once, on the own clock; its columns and filters.

A learner with a trajectory here stands in it by name, with the days that are left. One of whom only the
agreement is known stands in it by number. The department reads numbers only, and only of who lost the
workplace with the recognition.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.rescue import Loss, losses_of, searches_by_recognition, with_known_end
from duaal.casework.agreements.searching import lost_places, searching
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import LOOKING
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.learners.clocks import search_clock
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.parts import Clock

STATE = "toestand"
ALL = "alle"
PARTS = ("learner__person", "provider", "programme")


@dataclass(frozen=True, slots=True)
class Row:
    """One learner without a workplace, or whose workplace has a known end.

    `lost_on` is the last day there, None for who looks for a first workplace; `last_day` that of the search.
    `href` leads to the learner or the agreement, `ranked` to the ranked workplaces; empty without one.
    """

    key: str
    name: str
    href: str
    programme: str
    school: str
    company: str = ""
    site: str = ""
    lost_on: date | None = None
    last_day: date | None = None
    clock: Clock | None = None
    ranked: str = ""
    outcome: str = ""
    ended_on: date | None = None

    @property
    def by_last_day(self) -> date:
        return self.last_day or date.max

    @property
    def by_loss(self) -> date:
        return self.lost_on or date.max


PLACES: Listing[Row] = Listing(
    columns=(
        Column("leerling", gettext_lazy("Leerling"), ("name",), lambda one: one.name),
        Column("opleiding", gettext_lazy("Opleiding"), ("programme",), lambda one: one.programme),
        Column("school", gettext_lazy("School"), ("school",), lambda one: one.school, in_page=False),
        Column("onderneming", gettext_lazy("Laatste werkplek"), ("company",), lambda one: one.company),
        Column("vestiging", gettext_lazy("Vestiging"), (), lambda one: one.site, in_page=False),
        Column("sinds", gettext_lazy("Laatste dag daar"), ("by_loss",), lambda one: one.lost_on),
        Column("zoektijd", gettext_lazy("Zoektijd"), ("by_last_day",), lambda one: one.last_day),
        Column("afloop", gettext_lazy("Afloop"), (), lambda one: one.outcome, in_page=False),
        Column("afgesloten", gettext_lazy("Afgesloten op"), (), lambda one: one.ended_on, in_page=False),
    ),
    order=("by_last_day", "by_loss"),
    unique="key",
    filters=(
        Filter(
            STATE,
            gettext_lazy("Toestand"),
            lambda rows, state: rows,
            ((ALL, gettext_lazy("alle")),),
            empty=gettext_lazy("zoekt een werkplek"),
        ),
    ),
)


def rows_of(actor: Actor, asked: str, *, on: date) -> list[Row]:
    """The learners who search or soon will; with those whose search is over when the filter asks for them."""
    if actor.role == Role.DEPARTMENT:
        return list(_for_department(on))
    return [*_with_a_trajectory(actor, on), *_of_the_register(actor, asked, on)]


def _with_a_trajectory(actor: Actor, on: date) -> Iterator[Row]:
    """Who looks, and who works where the last day is known. A fixed number of queries."""
    visible = trajectories_visible_to(actor, on=on).select_related(*PARTS)
    looking = list(visible.filter(state__in=sorted(LOOKING)))
    ends = with_known_end(agreements_visible_to(actor, on=on)).values("trajectory_id")
    soon = list(visible.filter(pk__in=ends).exclude(state__in=sorted(LOOKING)))
    running = Search.objects.filter(trajectory__in=looking, stopped_on__isnull=True)
    searches = {one.trajectory_id: one for one in running.select_related("calendar")}
    losses = losses_of([*looking, *soon])
    for one in looking:
        yield _row(one, searches, losses.get(one.pk), on=on)
    for one in soon:
        if one.pk in losses:
            yield _row(one, searches, losses[one.pk], on=on)


def _row(one: Trajectory, searches: Mapping[int, Search], loss: Loss | None, *, on: date) -> Row:
    search = searches.get(one.pk)
    return Row(
        key=f"t{one.pk:012}",
        name=str(one.learner.person),
        href=reverse("learners:detail", args=[one.pk]),
        programme=one.programme.name,
        school=one.provider.name,
        company=loss.agreement.company.name if loss else "",
        site=_site(loss.agreement) if loss else "",
        lost_on=loss.last_day if loss else None,
        last_day=search.last_day if search else None,
        clock=search_clock(search, one, on=on),
        ranked=reverse("matching:workplaces", args=[one.pk]),
    )


def _of_the_register(actor: Actor, asked: str, on: date) -> Iterator[Row]:
    """Learners of whom only the agreement is known: no clock, and the school closes the search itself."""
    if asked == ALL:
        found = lost_places(actor).filter(lost_on__lte=on)
        found = found.select_related("company", "site__municipality", "programme", "recognition")
    else:
        found = searching(actor, on=on)
    for one in found.select_related("provider", "company", "site__municipality", "programme"):
        yield Row(
            key=f"a{one.pk:012}",
            name=one.learner_number,
            href=reverse("agreements:detail", args=[one.pk]),
            programme=one.programme.name,
            school=one.provider.name if one.provider is not None else "",
            company=one.company.name,
            site=_site(one),
            lost_on=one.lost_on,
            outcome=str(one.get_search_outcome_display()) if one.search_ended_on else "",
            ended_on=one.search_ended_on,
        )


def _for_department(on: date) -> Iterator[Row]:
    """By number: the department follows the clock, it has no business with the name."""
    parts = ("trajectory__learner", "trajectory__provider", "trajectory__programme", "calendar")
    searches = list(searches_by_recognition().select_related(*parts))
    losses = losses_of([one.trajectory for one in searches])
    for search in searches:
        one, loss = search.trajectory, losses.get(search.trajectory_id)
        yield Row(
            key=f"t{one.pk:012}",
            name=_("leerling %(number)s") % {"number": one.learner.number},
            href="",
            programme=one.programme.name,
            school=one.provider.name,
            company=loss.agreement.company.name if loss else "",
            site=_site(loss.agreement) if loss else "",
            lost_on=loss.last_day if loss else None,
            last_day=search.last_day,
            clock=search_clock(search, one, on=on),
        )


def _site(agreement: Any) -> str:
    return f"{agreement.site.name}, {agreement.site.municipality.name}"
