"""Who may open a page. Every view says so itself; a view that says nothing is shut for everybody.

    @access(public=True)
    @access(roles={Role.COMPANY, Role.PARTNERSHIP})

Whether someone may see or do something on one row stays with the policy and the queries of the package.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from duaal.foundation.accounts.labels import ROLE
from duaal.foundation.kernel.actor import ANYONE, Actor, Role

logger = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page: everybody, or whoever acts in one of the roles."""

    public: bool
    roles: frozenset[Role]

    def allows(self, actor: Actor) -> bool:
        return self.public or (actor.is_logged_in and actor.role in self.roles)


def access(*, public: bool = False, roles: Collection[Role] = ()) -> Callable[[View], View]:
    """Declares who may open the view; exactly one of `public` and `roles`."""
    if public == bool(roles):
        raise ValueError("a view is public or it names its roles, not both and not neither")
    declared = Access(public, frozenset(roles))

    def declare(view: View) -> View:
        view.duaal_access = declared  # type: ignore[attr-defined]
        return view

    return declare


def access_of(view: Callable[..., Any]) -> Access | None:
    """What the view declares, or None when it declares nothing."""
    return getattr(view, "duaal_access", None)


class AccessMiddleware:
    """Stops a request before its view: to the login page when nobody is logged in, else with page 403.

    Stands after the middleware that sets `request.actor`. A browser does not keep pages that are not public.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        declared = access_of(match.func) if match is not None else None
        if declared is not None and not declared.public:
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        declared = access_of(view)
        if declared is None:
            logger.error("view %s.%s declares no access", view.__module__, view.__qualname__)
            raise PermissionDenied
        actor: Actor = getattr(request, "actor", ANYONE)
        if declared.allows(actor):
            return None
        if not actor.is_logged_in:
            return to_login(request)
        why = _("Deze pagina is voor: %(roles)s. U werkt nu als: %(role)s.")
        words = why % {"roles": spoken_roles(declared.roles), "role": ROLE[actor.role]}
        return render(request, "403.html", {"why": words}, status=403)


def to_login(request: HttpRequest) -> HttpResponse:
    """The way to the login page and back to this page; after a form was sent only to the login page.

    A fragment asked by htmx is answered with an order to leave the whole page.
    """
    target = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    redirect = redirect_to_login(target) if target else redirect_to_login("/taken/")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": redirect.url})
    return redirect


def spoken_roles(roles: Collection[Role]) -> str:
    """The roles in words, in the order of `Role`."""
    return ", ".join(str(ROLE[role]) for role in Role if role in roles)
