"""Which places and mentors can be chosen for a plan: those in it, those thought of, those found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from duaal.casework.progress.models import Line, Plan, WeekBlock
from duaal.casework.progress.queries import mentors_at, places_to_choose
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.interfaces.web.plans.page import place_name

SEARCH, THOUGHT_OF = "zoek", "plek"
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """The places to choose from with their mentors, and what a search found besides."""

    places: tuple[Recognition, ...]
    mentors: tuple[MentorAssignment, ...]
    asked: str
    found: tuple[Recognition, ...]

    def place_choices(self) -> list[tuple[str, str]]:
        return [(str(one.pk), spoken_place(one)) for one in self.places]

    def mentor_choices(self) -> list[tuple[str, str]]:
        names = {one.pk: place_name(one) for one in self.places}
        return [
            (str(one.pk), f"{one.person} ({names.get(one.recognition_id or 0, '')})") for one in self.mentors
        ]


def choice_of(request: HttpRequest, plan: Plan, *, on: date) -> Choice:
    """What can be chosen on the pages of this plan; the address carries the search and what is thought of."""
    programme = plan.trajectory.programme
    recognised = Recognition.objects.filter(programme=programme)
    recognised = recognised.select_related("site__municipality", "company").order_by("site__name", "pk")
    places = tuple(recognised.filter(pk__in=[*in_plan(plan), *_thought_of(request)]))
    asked = request.GET.get(SEARCH, "").strip()
    found = places_to_choose(programme, asked, on=on)[:SHOWN] if asked else ()
    mentors = tuple(mentors_at([one.pk for one in places]))
    return Choice(places, mentors, asked, tuple(one for one in found if one not in places))


def in_plan(plan: Plan) -> set[int]:
    """The keys of the places that stand in the plan."""
    keys: set[int | None] = set(Line.objects.filter(plan=plan).values_list("recognition_id", flat=True))
    keys |= set(WeekBlock.objects.filter(plan=plan).values_list("recognition_id", flat=True))
    return {key for key in keys if key is not None}


def spoken_place(recognition: Recognition) -> str:
    """The place as it stands in a list to choose from: name and municipality."""
    return _("%(name)s, %(municipality)s") % {
        "name": place_name(recognition),
        "municipality": recognition.site.municipality.name,
    }


def _thought_of(request: HttpRequest) -> Iterable[int]:
    asked = request.GET.getlist(THOUGHT_OF)
    return [int(key) for key in asked[:SHOWN] if key.isascii() and key.isdigit() and len(key) <= SHOWN]
