"""What software asks and gets: one request, its cases, the steps, and every way in which the API says no."""

import json

import pytest
from django.test import Client
from ninja import Schema

from duaal.casework.recognition.models import Application, RequestForm
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.accounts.models import ApiToken
from duaal.foundation.kernel.actor import Role
from tests.architecture.agreement_api import AGREEMENT_API
from tests.architecture.school_api import SCHOOL_API
from tests.architecture.test_api_permission_matrix import API_MATRIX
from tests.architecture.webhook_api import WEBHOOK_API
from tests.casework.recognition.bakery import MENTOR_NUMBER, bakery
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory
from tests.interfaces.api.asking import post, software

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"


def asked(shop, **changed):
    """A request for both programmes at both sites, about which nothing is wrong."""
    values = {
        "places": [
            {"site": site.establishment_number, "programme": programme.code}
            for site in shop.sites
            for programme in shop.programmes
        ],
        "mentors": [mentor()],
        "undertaking": {"organisation_and_equipment": True, "financial_strength": True, "conviction": False},
        "contact": {"name": "Mieke Verzonnen", "email": "mieke@voorbeeld.test", "phone": "09 123 45 67"},
    }
    return {**values, **changed}


def mentor(**changed):
    values = {
        "given_name": "Mieke",
        "family_name": "Verzonnen",
        "national_number": MENTOR_NUMBER,
        "position": "owner",
        "experience_since": "2010-09-01",
        "extract_model": "596.2",
        "extract_issued_on": "2026-01-20",
    }
    return {**values, **changed}


@pytest.fixture
def shop():
    return bakery()


@pytest.fixture
def client(shop):
    return software(Role.COMPANY, shop.company.enterprise_number)


def codes(answer):
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_one_request_becomes_a_case_per_programme_and_site_without_repeating_the_national_number(
    shop, client
):
    answer = post(client, ROOT + "requests", asked(shop))

    assert answer.status_code == 201
    assert len(answer.json()["applications"]) == 4
    assert Application.objects.filter(state=ApplicationState.IN_REVIEW).count() == 4
    read = client.get(f"{ROOT}applications/{answer.json()['applications'][0]['reference']}")
    assert MENTOR_NUMBER not in answer.content.decode() + read.content.decode()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"contact": None}, "dict_type", id="no contact"),
        pytest.param({"places": []}, "too_short", id="no place"),
        pytest.param({"surprise": 1}, "extra_forbidden", id="an unknown field"),
        pytest.param({"mentors": [mentor(national_number="00000000000")]}, "wrong_input", id="wrong number"),
        pytest.param({"mentors": [mentor(), mentor()]}, "wrong_input", id="the same mentor twice"),
        pytest.param({"mentors": [mentor(extract_model="595")]}, "M1", id="wrong extract"),
        pytest.param({"mentors": [mentor(experience_since="2025-01-01")]}, "M3", id="too little experience"),
        pytest.param(
            {"places": [{"site": "2000000000", "programme": "X1"}]}, "unknown_place", id="a foreign site"
        ),
    ],
)
def test_a_request_with_something_wrong_is_refused_whole_and_leaves_nothing(shop, client, changed, code):
    answer = post(client, ROOT + "requests", asked(shop, **changed))

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert code in [
        one.replace("model_type", "dict_type").replace("model_attributes_type", "dict_type")
        for one in codes(answer)
    ]
    assert not Application.objects.exists()
    assert not RequestForm.objects.exists()


def test_the_same_request_a_second_time_is_refused_with_its_reason(shop, client):
    post(client, ROOT + "requests", asked(shop))

    answer = post(client, ROOT + "requests", asked(shop))

    assert (answer.status_code, codes(answer)) == (422, ["open_application"])


def test_a_repetition_with_the_same_key_gets_the_same_answer_and_makes_nothing_new(shop, client):
    first = post(client, ROOT + "requests", asked(shop), key="aanvraag-1")

    again = post(client, ROOT + "requests", asked(shop), key="aanvraag-1")

    assert (again.status_code, again.json()) == (201, first.json())
    assert Application.objects.count() == 4


def test_the_same_key_with_another_body_is_refused(shop, client):
    post(client, ROOT + "requests", asked(shop), key="aanvraag-1")

    answer = post(client, ROOT + "requests", asked(shop, committee="118"), key="aanvraag-1")

    assert (answer.status_code, codes(answer)) == (422, ["key_reused"])


def test_a_case_goes_from_request_over_question_and_answer_to_a_recognition(shop, client):
    partnership = software(Role.PARTNERSHIP, "voeding")
    place = {"site": shop.sites[0].establishment_number, "programme": shop.programmes[0].code}
    sent = post(client, ROOT + "requests", asked(shop, places=[place]))
    case = f"{ROOT}applications/{sent.json()['applications'][0]['reference']}"

    assert post(partnership, case + "/question", {"items": "Een foto van de oven."}).status_code == 200
    assert post(client, case + "/answer", {"text": "Hierbij."}).json()["state"] == "IN_REVIEW"
    read = partnership.get(case).json()
    judgements = [
        {
            "condition": one["code"],
            "verdict": "met",
            "mentor": one["mentor"],
            "extract_entries": "none" if one["code"] == "M1a" else "",
        }
        for one in read["conditions"]
        if one["code"] != "U4"
    ]
    assert post(partnership, case + "/judgements", {"judgements": judgements}).status_code == 200
    granted = post(partnership, case + "/grant", {})

    assert granted.json()["state"] == "APPROVED"
    assert [one["valid_from"] for one in client.get(ROOT + "recognitions").json()["items"]] == ["2026-03-10"]


def test_a_case_is_not_granted_before_it_is_judged_and_every_reason_is_named(shop):
    case = ApplicationFactory(partnership__code="voeding")
    answer = post(software(Role.PARTNERSHIP, "voeding"), f"{ROOT}applications/{case.reference}/grant", {})

    assert answer.status_code == 422
    assert {"U1_not_judged", "M2_not_judged"} <= set(codes(answer))
    assert all(reason["words"] for reason in answer.json()["reasons"])


def test_a_case_is_refused_on_a_condition_that_is_not_met():
    case = ApplicationFactory(partnership__code="bouw")
    partnership = software(Role.PARTNERSHIP, "bouw")
    address = f"{ROOT}applications/{case.reference}"
    judged = {"condition": "U1", "verdict": "not_met", "reason": "Er is geen oven."}

    assert codes(post(partnership, address + "/refusal", {})) == ["no_failed_condition"]
    assert post(partnership, address + "/judgements", {"judgements": [judged]}).status_code == 200
    assert codes(post(partnership, address + "/judgements", {"judgements": [judged] * 2})) == ["wrong_input"]
    assert post(partnership, address + "/refusal", {}).json()["state"] == "REFUSED"


def test_a_decision_takes_the_votes_and_refuses_those_of_who_may_not_vote():
    case = ApplicationFactory(partnership__code="bouw", judged=True)
    partnership, address = software(Role.PARTNERSHIP, "bouw"), f"{ROOT}applications/{case.reference}/grant"
    votes = [{"group": group, "way": "for", "number": 3} for group in ("employers", "workers")]
    vdab = {"group": "vdab", "way": "for", "number": 1}

    assert codes(post(partnership, address, {"votes": [*votes, vdab]})) == ["VOTERS"]
    assert codes(post(partnership, address, {"mode": "ENTRUSTED_SERVICE"})) == ["entrusted_elsewhere"]
    assert post(partnership, address, {"votes": votes}).json()["state"] == "APPROVED"
    case.refresh_from_db()
    assert case.voters == votes


def test_a_company_withdraws_once_and_then_the_file_has_moved_on(shop, client):
    case = ApplicationFactory(company=shop.company, site=shop.sites[0])
    address = f"{ROOT}applications/{case.reference}/withdrawal"

    assert post(client, address, {}).json()["state"] == "CANCELLED"
    again = post(client, address, {})

    assert (again.status_code, codes(again)) == (409, ["wrong_state"])


def test_a_company_that_waits_sees_no_judgement_yet(shop, client):
    case = ApplicationFactory(company=shop.company, site=shop.sites[0], judged=True)
    officer = software(Role.PARTNERSHIP, case.partnership_id)

    seen = {
        who: c.get(f"{ROOT}applications/{case.reference}").json()
        for who, c in (("c", client), ("o", officer))
    }

    assert {one["verdict"] for one in seen["c"]["conditions"]} == {None}
    assert "met" in {one["verdict"] for one in seen["o"]["conditions"]}


def test_a_national_number_in_a_text_is_refused_and_not_repeated(shop, client):
    case = ApplicationFactory(company=shop.company, site=shop.sites[0], waiting=True)

    answer = post(client, f"{ROOT}applications/{case.reference}/answer", {"text": f"Nummer {MENTOR_NUMBER}"})

    assert answer.status_code == 422
    assert MENTOR_NUMBER not in answer.content.decode()


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer duaal_x", "Basic abc"])
def test_without_a_token_that_works_nothing_is_answered(header):
    answer = Client(headers={"Authorization": header} if header else {}).get(ROOT + "applications")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_login_in_the_browser_opens_nothing_here(shop):
    browser = Client()
    browser.force_login(
        __import__("duaal.foundation.accounts.models", fromlist=["User"]).User.objects.first()
    )

    assert browser.get(ROOT + "applications").status_code == 401


def test_above_the_rate_the_software_is_told_when_to_come_back(client, settings):
    settings.API_RATE_PER_MINUTE = 2

    answers = [client.get(ROOT + "programmes") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60


def test_a_body_that_is_too_large_is_not_read(client, settings):
    settings.API_LARGEST_REQUEST = settings.API_LARGEST_WITH_FILES = 10

    for address in ("requests", "applications/E2026-00000001/withdrawal"):
        assert post(client, ROOT + address, {"remark": "lang"}).status_code == 413


def test_the_last_use_of_a_token_is_kept(client):
    client.get(ROOT + "programmes")

    assert ApiToken.objects.get(role=Role.COMPANY).last_used_on.isoformat() == "2026-03-10"


def test_an_address_that_does_not_exist_is_answered_as_a_problem(client):
    assert client.get(ROOT + "bestaat/niet").json()["status"] == 404


def test_a_list_goes_on_where_the_page_before_ended(shop, client, monkeypatch):
    monkeypatch.setattr("duaal.interfaces.api.paging.PAGE_SIZE", 2)
    post(client, ROOT + "requests", asked(shop))

    first = client.get(ROOT + "applications").json()
    second = client.get(f"{ROOT}applications?cursor={first['next']}").json()

    references = [one["reference"] for one in first["items"] + second["items"]]
    assert len(set(references)) == 4
    assert second["next"] is None


def test_a_list_is_filtered_by_state(shop, client):
    ApplicationFactory(company=shop.company, site=shop.sites[0], refused=True)

    assert client.get(ROOT + "applications?only=open").json()["items"] == []
    assert len(client.get(ROOT + "applications?state=REFUSED").json()["items"]) == 1
    assert client.get(ROOT + "applications?state=ONZIN").status_code == 422


@pytest.mark.parametrize("address", ["applications", "recognitions"])
def test_a_list_costs_as_many_queries_for_five_rows_as_for_one(address, django_assert_max_num_queries):
    officer = software(Role.DEPARTMENT, "wewis")
    numbers = []
    for more in (1, 4):
        for _ in range(more):
            RecognitionFactory()
        with django_assert_max_num_queries(10) as seen:
            assert len(officer.get(ROOT + address).json()["items"]) in (1, 5)
        numbers.append(len(seen.captured_queries))

    assert numbers[0] == numbers[1]


def test_the_own_company_has_its_sites_and_committees(shop, client):
    read = client.get(ROOT + "company").json()

    assert read["number"] == shop.company.enterprise_number
    assert [site["number"] for site in read["sites"]] == [site.establishment_number for site in shop.sites]
    assert read["committees"] == ["118"]


def test_everybody_reads_the_dated_values_without_a_token():
    found = {one["key"]: one for one in Client().get(ROOT + "values").json()}

    term = found["recognition.decision_days"]["versions"][0]
    assert (term["value"], bool(term["source"]), term["certainty"]) == ("14", True, "certain")


def test_no_two_bodies_or_answers_have_the_same_name():
    classes = [one for one in set(_below(Schema)) if one.__module__.startswith("duaal.")]
    names = [one.__name__ for one in classes]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def _below(kind: type) -> list[type]:
    return [one for direct in kind.__subclasses__() for one in (direct, *_below(direct))]


def test_the_document_and_its_page_name_every_operation(client):
    document = json.loads(Client().get(ROOT + "openapi.json").content)
    page = Client().get(ROOT + "docs").content.decode()

    operations = sum(len(methods) for methods in document["paths"].values())
    named = API_MATRIX | SCHOOL_API | WEBHOOK_API | AGREEMENT_API
    assert operations == len(named) - len({"api:openapi", "api:docs", "api:unknown"})
    assert all(address in page for address in document["paths"])
    assert "//cdn" not in page
