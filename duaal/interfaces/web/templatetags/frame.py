"""What the frame of every page needs: who reads, in which capacity, and whether the data is invented."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import get_language

from duaal.flows.notifications.queries import unread_count
from duaal.foundation.accounts.actors import capacities_of
from duaal.foundation.accounts.labels import ROLE
from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from duaal.foundation.kernel.identifiers import format_enterprise_number
from duaal.interfaces.web.navigation import WITH_TASKS, Link, links_for

register = template.Library()


KEPT = {
    "badge": "parts/badge.html",
    "clock": "parts/clock.html",
    "rules": "cases/rule_list.html",
    "navigation": "parts/navigation.html",
}
"""Parts that show words of tables, days and the lawbook only: nothing of persons, companies or files."""


@register.simple_tag
def part(name: str, **values: Hashable) -> str:
    """A small part that lists show in every row; like `include … only`, but written once for equal values.

    What is kept is found again by all that it shows and the language, so nobody gets what was made of other
    values. For the parts of `KEPT` only, and the oldest leave when there are many.
    """
    return _written(KEPT[name], get_language(), tuple(values.items()))


@lru_cache(maxsize=2048)
def _written(template: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> str:
    return get_template(template).render(dict(values))


@dataclass(frozen=True, slots=True)
class OtherCapacity:
    """A capacity that the reader may switch to."""

    membership_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The reader of a page and the links around it."""

    actor: Actor
    capacity: str
    others: tuple[OtherCapacity, ...]
    links: tuple[Link, ...]
    login: str
    is_synthetic: bool
    has_notices: bool
    unread: int


@register.simple_tag(takes_context=True)
def page_frame(context: Context) -> Frame:
    """The frame for this request; for nobody in particular when there is no request (error 500)."""
    request: HttpRequest | None = context.get("request")
    actor: Actor = getattr(request, "actor", ANYONE)
    path = request.path if request is not None else ""
    return Frame(
        actor=actor,
        capacity=capacity_words(actor),
        others=other_capacities(request, actor) if request is not None and actor.is_logged_in else (),
        links=links_for(actor.role, path),
        login=str(settings.LOGIN_URL),
        is_synthetic=getattr(settings, "DEMO", False),
        has_notices=actor.is_logged_in and actor.role in WITH_TASKS,
        unread=unread_count(actor),
    )


def other_capacities(request: HttpRequest, actor: Actor) -> tuple[OtherCapacity, ...]:
    """The capacities of the reader beside the one in use."""
    return tuple(
        OtherCapacity(one.membership_id, capacity_words(one.actor))
        for one in capacities_of(request)
        if (one.actor.role, one.actor.organisation) != (actor.role, actor.organisation)
    )


def capacity_words(actor: Actor) -> str:
    """The role and the organisation, such as `onderneming 0123.456.749`; one department needs no name."""
    words = str(ROLE[actor.role])
    if actor.role == Role.COMPANY:
        return f"{words} {format_enterprise_number(actor.organisation)}"
    if actor.role == Role.COUNSELLOR:
        return f"{words} {actor.organisation}"
    if actor.role in {Role.PARTNERSHIP, Role.SECTOR}:
        return f"{words} {actor.organisation.replace('-', ' ')}"
    return words
