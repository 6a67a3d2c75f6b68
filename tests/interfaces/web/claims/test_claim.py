"""A person without an organisation types an enterprise number; the register decides."""

import pytest
from django.test import Client
from django.urls import reverse

from duaal.foundation.accounts.models import Membership
from duaal.foundation.audit.models import Entry
from tests.foundation.accounts.factories import UserFactory
from tests.register.organisations.factories import (
    CommitteeMembershipFactory,
    CompanyFactory,
    RepresentativeFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db
CLAIM = reverse("claims:claim")


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_start_page_sends_who_is_new_to_the_question_for_which_company_they_work(client):
    assert client.get("/taken/").url == CLAIM


def test_name_sites_and_joint_committee_are_filled_in_from_the_register(client):
    company = CompanyFactory(name="Bakkerij De Verzonnen Korst")
    SiteFactory(company=company, name="De Verzonnen Korst Centrum")
    SiteFactory(company=company, closed=True, name="Gesloten vestiging")
    CommitteeMembershipFactory(company=company, joint_committee__code="118")

    text = client.get(CLAIM, {"number": company.enterprise_number}).content.decode()

    assert "Bakkerij De Verzonnen Korst" in text
    assert "De Verzonnen Korst Centrum" in text
    assert "PC 118" in text
    assert "Gesloten vestiging" not in text
    assert not Membership.objects.exists()


def test_a_representative_goes_on_in_the_name_of_the_company(client, user):
    company = CompanyFactory()
    RepresentativeFactory(company=company, person=user.person)

    answer = client.post(CLAIM, {"number": company.enterprise_number})

    assert answer.url == reverse("requests:overview")
    assert company.name in client.get(answer.url).content.decode()
    assert Entry.objects.get(file_kind="company", file_id=company.pk).step == "claim"


def test_who_does_not_represent_the_company_gets_a_sentence_and_no_capacity(client):
    company = CompanyFactory()
    RepresentativeFactory(company=company)

    answer = client.post(CLAIM, {"number": company.enterprise_number})

    assert answer.status_code == 422
    assert "geen wettelijk vertegenwoordiger" in answer.content.decode()
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param("0401.234.561", "0401.234.561 bestaat niet", id="check digits"),
        pytest.param("0000000097", "bestaat alleen uit nullen", id="zeros"),
        pytest.param("2000000042", "is een vestigingsnummer", id="establishment number"),
        pytest.param("abc", "andere tekens dan cijfers", id="letters"),
        pytest.param("0100000070", "We vinden geen onderneming met dit nummer", id="unknown"),
    ],
)
def test_a_wrong_number_gets_one_sentence_and_stays_in_the_field(client, typed, sentence):
    answer = client.get(CLAIM, {"number": typed})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert f'value="{typed}"' in text


def test_an_empty_number_asks_to_fill_it_in(client):
    assert "Vul het ondernemingsnummer in" in client.get(CLAIM, {"number": ""}).content.decode()
