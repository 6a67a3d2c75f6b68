"""The page of links with software: made, shown once, revoked."""

import pytest
from django.test import Client
from django.urls import reverse

from duaal.foundation.accounts.models import ApiToken
from tests.foundation.accounts.factories import ApiTokenFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]
LIST = reverse("tokens:list")


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory(company=True))
    return client


def test_a_new_token_is_shown_once_and_opens_the_api(client):
    page = client.post(LIST, {"name": "Loonpakket", "valid_to": "31/12/2026"}).content.decode()

    secret = page.partition("<code>")[2].partition("</code>")[0]
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/applications")
    assert answer.status_code == 200
    assert secret not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"valid_to": "31/12/2026"}, "Vul de naam van uw software in.", id="no name"),
        pytest.param({"name": "A", "valid_to": "31/02/2026"}, "geen datum die bestaat", id="no day"),
        pytest.param({"name": "A", "valid_to": "01/03/2026"}, "01/03/2026 kan niet", id="in the past"),
    ],
)
def test_wrong_input_comes_back_with_a_sentence_and_what_was_typed(client, typed, sentence):
    answer = client.post(LIST, typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_a_company_revokes_its_token_and_not_that_of_another(client):
    own, foreign = ApiTokenFactory(), ApiTokenFactory(organisation="0999999922")

    answers = [client.post(reverse("tokens:revoke", args=[one.pk])).status_code for one in (own, foreign)]

    assert answers == [302, 404]
    assert ApiToken.objects.get(revoked_on__isnull=False) == own


def test_the_department_makes_a_token_of_a_partnership():
    client = Client()
    client.force_login(UserFactory(department=True))

    client.post(LIST, {"name": "A", "role": "partnership", "organisation": "bouw", "valid_to": "31/12/2026"})

    assert ApiToken.objects.get().organisation == "bouw"
