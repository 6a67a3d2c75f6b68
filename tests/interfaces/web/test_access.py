"""Deny by default: a view says who may open it, or nobody may."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from duaal.interfaces.web.access import access, spoken_roles
from tests.foundation.accounts.factories import UserFactory

GUARD = "duaal.interfaces.web.access.AccessMiddleware"
ACTOR = "duaal.foundation.accounts.middleware.ActorMiddleware"


@access(public=True)
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@access(roles={Role.DEPARTMENT})
def for_the_department(request: HttpRequest) -> HttpResponse:
    return HttpResponse("departement")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("geheim")


urlpatterns = [
    path("", include("duaal.interfaces.web.urls")),
    path("open/", open_to_all),
    path("departement/", for_the_department),
    path("vergeten/", undeclared),
]


@pytest.fixture(autouse=True)
def guarded(settings):
    settings.ROOT_URLCONF = __name__


def test_the_guard_stands_after_what_knows_the_actor(settings):
    assert settings.MIDDLEWARE.index(ACTOR) < settings.MIDDLEWARE.index(GUARD)


def test_a_view_is_public_or_names_its_roles():
    with pytest.raises(ValueError, match="public or it names its roles"):
        access()
    with pytest.raises(ValueError, match="public or it names its roles"):
        access(public=True, roles={Role.COMPANY})


def test_anybody_opens_a_public_page(client):
    response = client.get("/open/")

    assert response.content == b"open"
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_a_visitor_is_led_to_the_login_page_and_back(client):
    response = client.get("/departement/?jaar=2022-2023")

    assert (response.status_code, response.url) == (
        302,
        "/aanmelden/?next=/departement/%3Fjaar%3D2022-2023",
    )


def test_a_form_that_a_visitor_sends_is_not_sent_again_after_logging_in(client):
    response = client.post("/departement/", {"stap": "beslis"})

    assert (response.status_code, response.url) == (302, "/aanmelden/?next=/taken/")


def test_a_fragment_leaves_the_whole_page(client):
    response = client.get("/departement/", headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/aanmelden/?next=/departement/"


@pytest.mark.django_db
def test_the_right_role_gets_in_and_the_page_is_not_kept(client):
    client.force_login(UserFactory(department=True))

    response = client.get("/departement/")

    assert response.content == b"departement"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_another_role_is_told_for_whom_the_page_is(client):
    client.force_login(UserFactory(company=True))

    response = client.get("/departement/")

    assert response.status_code == 403
    page = response.content.decode()
    assert "Deze pagina is voor: departement. U werkt nu als: onderneming." in page


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["company", "partnership", "flemish", "department"])
def test_a_view_that_declares_nothing_is_shut_for_everybody(client, trait):
    visitor = client.get("/vergeten/")
    client.force_login(UserFactory(**{trait: True}))
    member = client.get("/vergeten/")

    assert (visitor.status_code, member.status_code) == (403, 403)
    assert b"geheim" not in visitor.content + member.content


@pytest.mark.parametrize("role", [Role.ANYONE, Role.DEPARTMENT])
def test_a_role_without_a_login_is_nobody(role):
    declared = access(roles=frozenset(Role))(undeclared_copy()).duaal_access

    assert not declared.allows(Actor(role))
    assert not declared.allows(ANYONE)
    assert declared.allows(Actor(role, user_id=1))


def undeclared_copy():
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    return view


def test_roles_are_named_in_one_order():
    assert spoken_roles({Role.DEPARTMENT, Role.COMPANY}) == "onderneming, departement"
