"""Logging in and out through the pages: nothing is told about who has an account, and guessing stops."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.foundation.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN, LOGOUT = "/aanmelden/", "/afmelden/"
UNKNOWN = "niemand@voorbeeld.test"


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user():
    return UserFactory(email="an@voorbeeld.test", company=True)


def log_in(client, email="an@voorbeeld.test", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password} | more)


def is_logged_in(client):
    return "_auth_user_id" in client.session


def told(response):
    """What the page says is wrong, without what was typed."""
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_the_right_password_logs_in_and_leads_to_the_start_page(client, user):
    response = log_in(client, email=" AN@Voorbeeld.test ")

    assert (response.status_code, response.url) == (302, "/taken/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_session_ends_within_a_working_day(client, user):
    log_in(client, remember="on")

    assert 0 < client.session.get_expiry_age() <= 8 * 3600


@pytest.mark.usefixtures("user")
def test_the_session_gets_a_new_key_at_login(client):
    client.get(LOGIN)
    client.session.save()
    before = client.session.session_key

    log_in(client)

    assert client.session.session_key != before


def test_wrong_password_unknown_address_and_shut_login_get_the_same_answer(client, user):
    UserFactory(email="dicht@voorbeeld.test", is_active=False)

    answers = [
        log_in(client, password="een-ander-wachtwoord"),
        log_in(client, email=UNKNOWN),
        log_in(client, email="dicht@voorbeeld.test"),
        log_in(client, email="dicht@voorbeeld.test", password="een-ander-wachtwoord"),
    ]

    assert {answer.status_code for answer in answers} <= {200, 422}
    assert len({answer.status_code for answer in answers}) == 1
    assert [told(answer) for answer in answers] == [told(answers[0])] * 4
    assert len(told(answers[0])) == 1
    assert not is_logged_in(client)


@pytest.mark.usefixtures("user")
def test_the_address_that_was_typed_is_kept_and_the_password_is_not(client):
    response = log_in(client, password="geheim-maar-fout")

    assert b"an@voorbeeld.test" in response.content
    assert b"geheim-maar-fout" not in response.content


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(("email", "password"), [("", PASSWORD), ("an@voorbeeld.test", ""), ("an", PASSWORD)])
def test_an_incomplete_form_says_what_to_do(client, email, password):
    response = log_in(client, email=email, password=password)

    assert told(response)
    assert not is_logged_in(client)


def test_a_login_that_is_shut_is_out_at_its_next_request(client, user):
    log_in(client)
    user.is_active = False
    user.save()

    response = client.get("/")

    assert not response.wsgi_request.user.is_authenticated
    assert not response.wsgi_request.actor.is_logged_in


def test_a_new_password_ends_the_other_sessions(client, user):
    log_in(client)
    user.set_password("een-heel-nieuw-wachtwoord")
    user.save()

    response = client.get("/")

    assert not response.wsgi_request.actor.is_logged_in


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/cijfers/", "/cijfers/"),
        ("https://elders.test/", "/taken/"),
        ("//elders.test/", "/taken/"),
        ("/\\elders.test", "/taken/"),
        ("javascript:alert(1)", "/taken/"),
        ("", "/taken/"),
    ],
)
def test_logging_in_never_leads_to_another_site(client, target, leads_to):
    response = log_in(client, next=target)

    assert (response.status_code, response.url) == (302, leads_to)


class TestLockOut:
    @pytest.fixture(autouse=True)
    def _on(self, settings):
        settings.AXES_ENABLED = True
        settings.AXES_FAILURE_LIMIT = 3

    def test_after_too_many_attempts_the_right_password_does_not_work_either(self, client, user):
        answers = [log_in(client, email=email, password="fout") for email in (user.email, user.email.upper())]
        third = log_in(client, password="fout")
        right = log_in(client)

        assert [answer.status_code for answer in answers] == [200, 200]
        assert (third.status_code, right.status_code) == (429, 429)
        assert "U probeerde het te vaak" in right.content.decode()
        assert not is_logged_in(client)

    def test_an_unknown_address_is_locked_in_the_same_way(self, client):
        codes = [log_in(client, email=UNKNOWN, password="fout").status_code for _ in range(4)]

        assert codes == [200, 200, 429, 429]

    def test_another_person_at_the_same_place_can_still_log_in(self, client, user):
        UserFactory(email="jan@voorbeeld.test")
        for _ in range(4):
            log_in(client, password="fout")

        response = log_in(client, email="jan@voorbeeld.test")

        assert response.status_code == 302

    def test_logging_in_forgets_the_earlier_attempts(self, client, user):
        for password in ("fout", "fout", PASSWORD):
            log_in(client, password=password)
        client.post(LOGOUT)

        codes = [log_in(client, password=password).status_code for password in ("fout", "fout")]

        assert codes == [200, 200]


def test_one_place_cannot_try_without_end(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip", "login_failed": None}

    codes = [log_in(client, email=f"{n}{UNKNOWN}").status_code for n in range(3)]

    assert codes == [200, 200, 429]


def test_logging_out_takes_a_post(client, user):
    log_in(client)
    asked = client.get(LOGOUT)
    still = is_logged_in(client)

    response = client.post(LOGOUT)

    assert asked.status_code == 405
    assert still
    assert (response.status_code, response.url) == (302, "/")
    assert not is_logged_in(client)


def test_logging_in_and_out_take_a_token(user, client):
    client.handler.enforce_csrf_checks = True

    codes = [log_in(client).status_code, client.post(LOGOUT).status_code]

    assert codes == [403, 403]
    assert not is_logged_in(client)


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "password/change/", "inactive/"])
@pytest.mark.parametrize("prefix", ["/", "/accounts/", "/aanmelden/"])
def test_no_other_page_of_the_login_library_exists(client, prefix, path):
    assert client.get(prefix + path).status_code == 404


def test_the_pages_have_the_addresses_that_the_library_asks_for():
    assert (reverse("account_login"), reverse("account_logout")) == (LOGIN, LOGOUT)
