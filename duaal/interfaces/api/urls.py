"""Addresses of the API. Who may ask what, the token of the operation decides; nothing stays in a cache."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.api.api import API, document
from duaal.interfaces.api.pace import paced
from duaal.interfaces.api.problems import TITLE, TooMany, problem

app_name = "api"


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """What the pages call access: everybody may knock; `Token` asks who it is, except where it is public."""

    public: bool

    def allows(self, actor: Actor) -> bool:
        return True


def at_a_pace(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The view for who has no token, at the pace of the settings."""

    @wraps(view)
    def ask(request: HttpRequest) -> HttpResponse:
        try:
            paced(request)
        except TooMany as error:
            return problem(429, headers={"Retry-After": str(error.seconds)})
        return view(request)

    return ask


@at_a_pace
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(document())


@at_a_pace
def docs(request: HttpRequest) -> HttpResponse:
    """The document as a page, without script."""
    found = document()
    operations = [
        {"path": address, "method": method.upper(), "said": said, "fields": _fields(found, said)}
        for address, methods in found["paths"].items()
        for method, said in methods.items()
    ]
    return render(request, "api/docs.html", {"operations": operations, "refusals": TITLE.items()})


def _fields(found: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """The names of what comes along: in the address, in the headers, in the body."""
    names = [parameter["name"] for parameter in said.get("parameters", [])]
    if "requestBody" in said:
        place = said["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        names += found["components"]["schemas"][place.rpartition("/")[2]]["properties"]
    return names


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """An address that the API does not have."""
    return problem(404)


operations = [one for one in API.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
for pattern in operations:
    setattr(pattern.callback, "duaal_access", AtTheDoor(public=False))  # noqa: B010
for view in (openapi, docs, unknown):
    view.duaal_access = AtTheDoor(public=True)  # type: ignore[attr-defined]

urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    path("docs", docs, name="docs"),
    *operations,
    re_path(r"^.*$", unknown, name="unknown"),
]
