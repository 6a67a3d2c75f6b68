"""The login page, the accounts of a demo, and switching capacity."""

import pytest

from duaal.foundation.kernel.actor import Role
from tests.foundation.accounts.factories import MembershipFactory, UserFactory
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_user():
    return UserFactory(company=True, is_demo=True, demo_description="Bakkerij De Proef")


def test_the_login_page_is_well_formed_and_fills_in_by_itself(client):
    response = client.get("/aanmelden/?next=/regels/")

    found = outline(response)
    assert (found.wrong, found.headings.count("h1")) == ([], 1)
    assert 'autocomplete="username"' in found.html
    assert 'autocomplete="current-password"' in found.html
    assert '<input type="hidden" name="next" value="/regels/">' in found.html


def test_errors_stand_on_top_and_in_the_title(client):
    response = client.post("/aanmelden/", {"login": "", "password": ""})

    found = outline(response)
    assert found.title.startswith("Fout:")
    assert found.html.index("error-summary") < found.html.index("<h1>")
    assert "Vul uw e-mailadres in." in found.html
    assert set(found.links) >= {"#id_login", "#id_password"}


def test_the_demo_lists_its_accounts(client, settings, demo_user):
    settings.DEMO = True
    UserFactory(email="echt@voorbeeld.test")

    page = client.get("/aanmelden/").content.decode()

    assert "Bakkerij De Proef" in page
    assert "echt@voorbeeld.test" not in page


def test_one_press_logs_in_as_a_demo_account(client, settings, demo_user):
    settings.DEMO = True

    response = client.post("/aanmelden/demo/", {"account": demo_user.pk, "next": "/regels/"})

    assert (response.status_code, response.url) == (302, "/regels/")
    assert client.session["_auth_user_id"] == str(demo_user.pk)


def test_outside_a_demo_nobody_gets_in_without_a_password(client, demo_user):
    response = client.post("/aanmelden/demo/", {"account": demo_user.pk})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Bakkerij De Proef" not in client.get("/aanmelden/").content.decode()


@pytest.mark.parametrize("account", ["", "0", "x", "-1", "9" * 40, "²"])
def test_an_account_that_does_not_exist_is_not_found(client, settings, account):
    settings.DEMO = True

    assert client.post("/aanmelden/demo/", {"account": account}).status_code == 404


def test_a_real_account_or_a_shut_one_is_never_entered(client, settings, demo_user):
    settings.DEMO = True
    real = UserFactory(company=True)
    shut = UserFactory(is_demo=True, is_active=False)

    codes = [client.post("/aanmelden/demo/", {"account": user.pk}).status_code for user in (real, shut)]

    assert codes == [404, 404]


def test_opening_the_address_of_the_demo_button_does_nothing(client, settings, demo_user):
    settings.DEMO = True

    assert client.get(f"/aanmelden/demo/?account={demo_user.pk}").status_code == 405


@pytest.mark.parametrize("target", ["https://elders.test/", "//elders.test/", "javascript:alert(1)", ""])
def test_the_demo_button_leads_nowhere_else(client, settings, demo_user, target):
    settings.DEMO = True

    response = client.post("/aanmelden/demo/", {"account": demo_user.pk, "next": target})

    assert response.url == "/taken/"


def test_a_user_with_two_capacities_switches_with_one_press(client):
    user = UserFactory(company=True)
    other = MembershipFactory(user=user, role=Role.PARTNERSHIP)
    client.force_login(user)
    before = client.get("/over/").content.decode()

    response = client.post("/hoedanigheid/", {"membership": other.pk})

    after = client.get("/over/").content.decode()
    assert (response.status_code, response.url) == (302, "/taken/")
    assert f'value="{other.pk}">sectoraal partnerschap bouw</button>' in before
    assert "(sectoraal partnerschap bouw)" in after


def test_a_user_with_one_capacity_has_nothing_to_switch(client):
    client.force_login(UserFactory(department=True))

    page = client.get("/over/").content.decode()

    assert "(departement)" in page
    assert "/hoedanigheid/" not in page


def test_nobody_takes_the_capacity_of_another(client):
    client.force_login(UserFactory(company=True))
    foreign = MembershipFactory(role=Role.DEPARTMENT)

    response = client.post("/hoedanigheid/", {"membership": foreign.pk})

    assert response.status_code == 403
    assert "(onderneming" in client.get("/over/").content.decode()


def test_opening_the_address_of_the_switch_does_nothing(client):
    client.force_login(UserFactory(company=True))

    assert client.get("/hoedanigheid/").status_code == 405
