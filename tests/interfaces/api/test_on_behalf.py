"""Software of a counsellor or a sector employee: applies on a mandate, with a declaration for each case."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client

from duaal.casework.recognition.mandates.actions import revoke
from duaal.casework.recognition.models import Application, Mandate, RequestForm
from duaal.foundation.accounts.models import Membership
from duaal.foundation.kernel.actor import Actor, Role
from tests.architecture.test_api_permission_matrix import API_MATRIX, OF_A_PLAN, address_of, body_of
from tests.casework.recognition.bakery import Bakery, bakery
from tests.casework.recognition.factories import ApplicationFactory
from tests.casework.recognition.mandates.holders import SCHOOL, MandateFactory, sent_for
from tests.foundation.accounts.factories import actor_for
from tests.foundation.documents.files import pdf
from tests.interfaces.api.asking import DAY, post, software
from tests.interfaces.api.personal import software_of
from tests.interfaces.api.test_api import asked, codes
from tests.register.organisations.factories import CompanyFactory
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"
PAPER = {"name": "papier.pdf", "content": b64encode(pdf()).decode()}


@pytest.fixture(autouse=True)
def place(tmp_path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


@pytest.fixture
def shop() -> Bakery:
    return bakery()


@pytest.fixture
def counsellor() -> Actor:
    return actor_for(Role.COUNSELLOR, SCHOOL)


@pytest.fixture
def mandate(shop, counsellor) -> Mandate:
    return MandateFactory(company=shop.company, holder_id=counsellor.user_id, holder_name=counsellor.name)


@pytest.fixture
def client(counsellor) -> Client:
    return software_of(counsellor)


def on_behalf(shop: Bakery, **changed: object) -> dict[str, object]:
    """A request in the name of the bakery, with a declaration at each place."""
    values = asked(shop, company=shop.company.enterprise_number)
    values["places"] = [{**place, "declaration": PAPER} for place in values["places"]]
    return {**values, **changed}


def test_a_request_in_the_name_of_a_company_becomes_cases_with_their_papers(shop, client, mandate):
    answer = post(client, f"{ROOT}requests", on_behalf(shop), key="sleutel-1234")
    again = post(client, f"{ROOT}requests", on_behalf(shop), key="sleutel-1234")

    assert answer.status_code == 201, answer.content
    assert again.json() == answer.json()
    cases = Application.objects.all()
    assert {case.mandate for case in cases} == {mandate}
    assert len({case.declaration_id for case in cases}) == 4
    shown = client.get(f"{ROOT}applications/{cases[0].reference}").json()
    assert (shown["submitter"], shown["conditions"], shown["mentors"][0]["state"]) == ("COUNSELLOR", [], "")


def test_without_a_declaration_at_each_place_nothing_is_made(shop, client, mandate):
    answer = post(client, f"{ROOT}requests", asked(shop, company=shop.company.enterprise_number))

    assert answer.status_code == 422
    assert codes(answer) == ["declaration_missing"]
    assert not RequestForm.objects.exists()


def test_without_a_mandate_of_that_company_nothing_is_made(shop, client, mandate):
    other = CompanyFactory().enterprise_number

    assert codes(post(client, f"{ROOT}requests", on_behalf(shop, company=other))) == ["no_mandate"]
    assert post(client, f"{ROOT}requests", on_behalf(shop, company="0999999922")).status_code == 404
    assert post(client, f"{ROOT}requests", on_behalf(shop, company=None)).status_code == 422


def test_a_file_that_is_none_is_refused_with_its_place(shop, client, mandate):
    wrong = {"name": "a.pdf", "content": "a==="}
    places = [{**place, "declaration": wrong} for place in asked(shop)["places"]]

    answer = post(client, f"{ROOT}requests", on_behalf(shop, places=places))

    assert answer.status_code == 422
    assert not RequestForm.objects.exists()


def test_a_company_applies_for_itself_only_and_without_declarations(shop):
    own = software(Role.COMPANY, shop.company.enterprise_number)
    other = CompanyFactory().enterprise_number

    assert post(own, f"{ROOT}requests", asked(shop, company=other)).status_code == 403
    assert codes(post(own, f"{ROOT}requests", on_behalf(shop))) == ["not_on_behalf"]
    assert post(own, f"{ROOT}requests", asked(shop)).status_code == 201


def test_a_mandate_is_added_listed_and_ended_by_software(shop, client, counsellor):
    body = {
        "company": shop.company.enterprise_number,
        "signed_by": "Mieke Verzonnen",
        "signed_on": "2026-03-01",
        "paper": PAPER,
    }

    added = post(client, f"{ROOT}mandates", body)
    listed = client.get(f"{ROOT}mandates").json()
    ended = post(client, f"{ROOT}mandates/{added.json()['id']}/end", {})
    again = post(client, f"{ROOT}mandates/{added.json()['id']}/end", {})

    assert added.status_code == 201, added.content
    assert listed == [added.json()]
    assert added.json()["holder_name"] == counsellor.name
    assert ended.json()["ended_on"] == "2026-03-10"
    assert again.status_code == 409


def test_a_mandate_that_cannot_be_names_its_field(shop, client):
    body = {
        "company": shop.company.enterprise_number,
        "signed_by": "Mieke",
        "signed_on": "2026-03-11",
        "paper": PAPER,
    }

    answer = post(client, f"{ROOT}mandates", body)

    assert answer.status_code == 422
    assert [reason["field"] for reason in answer.json()["reasons"]] == ["signed_on"]


def test_a_company_ends_a_mandate_and_takes_a_case_over(shop, client, counsellor, mandate):
    own = software(Role.COMPANY, shop.company.enterprise_number)
    case = sent_for(shop, actor=counsellor)[0]

    taken = post(own, f"{ROOT}applications/{case.reference}/take-over", {})
    refused = post(client, f"{ROOT}applications/{case.reference}/withdrawal", {"remark": ""})
    ended = post(own, f"{ROOT}mandates/{mandate.pk}/end", {})

    assert taken.status_code == 200
    assert refused.status_code == 403
    assert ended.status_code == 200
    assert client.get(f"{ROOT}applications/{case.reference}").status_code == 404


def test_a_colleague_finds_nothing(shop, counsellor, mandate):
    case = sent_for(shop, actor=counsellor)[0]
    colleague = software_of(actor_for(Role.COUNSELLOR, SCHOOL))

    assert colleague.get(f"{ROOT}applications").json()["items"] == []
    assert colleague.get(f"{ROOT}applications/{case.reference}").status_code == 404
    assert colleague.get(f"{ROOT}mandates").json() == []
    assert post(colleague, f"{ROOT}mandates/{mandate.pk}/end", {}).status_code == 404


@pytest.mark.parametrize("ended", ["membership", "login"])
def test_who_left_the_school_left_its_token_too(client, counsellor, ended):
    assert client.get(f"{ROOT}applications").status_code == 200

    membership = Membership.objects.get(user_id=counsellor.user_id)
    if ended == "membership":
        membership.valid_to = DAY - timedelta(days=1)
        membership.save()
    else:
        membership.user.is_active = False
        membership.user.save()

    assert client.get(f"{ROOT}applications").status_code == 401


def test_a_revoked_mandate_shuts_the_case_for_its_software(shop, client, counsellor, mandate):
    case = sent_for(shop, actor=counsellor)[0]
    revoke(mandate.pk, actor=shop.actor, on=DAY)

    assert client.get(f"{ROOT}applications/{case.reference}").status_code == 404


OPEN_TO_HOLDERS = {name for name, row in API_MATRIX.items() if row.split()[-2] != "-"}


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SECTOR])
def test_every_other_address_is_shut_for_who_applies_for_others(role):
    client = software_of(actor_for(role))
    partnership = PartnershipFactory(code="voeding")
    for_schools = OF_A_PLAN | {"api:competences"} if role == Role.COUNSELLOR else set()
    for name in sorted(set(API_MATRIX) - OPEN_TO_HOLDERS - for_schools):
        case = ApplicationFactory(partnership=partnership, waiting=True)
        body = body_of(name, case)
        address = address_of(name, case)
        answer = client.get(address) if body is None else post(client, address, body)
        assert answer.status_code == 403, name
