"""What the frame of every page needs: who reads, in which capacity, and whether the data is invented."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import Context

from duaal.foundation.kernel.actor import ANYONE, Actor
from duaal.interfaces.web.navigation import Link, links_for
from duaal.interfaces.web.words import ROLE

register = template.Library()


@dataclass(frozen=True, slots=True)
class Frame:
    """The reader of a page and the links around it."""

    actor: Actor
    capacity: str
    links: tuple[Link, ...]
    login: str
    is_synthetic: bool


@register.simple_tag(takes_context=True)
def page_frame(context: Context) -> Frame:
    """The frame for this request; for nobody in particular when there is no request (error 500)."""
    request = context.get("request")
    actor: Actor = getattr(request, "actor", ANYONE)
    path = request.path if request is not None else ""
    is_synthetic: bool = getattr(settings, "DEMO", False)
    return Frame(
        actor, str(ROLE[actor.role]), links_for(actor.role, path), str(settings.LOGIN_URL), is_synthetic
    )
