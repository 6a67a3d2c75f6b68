"""What software reads of guidance, transfers and companies, and that a refusal was read."""

import pytest

from duaal.casework.recognition.models import Application, Guidance, Hearing, Recognition
from duaal.flows.notifications.models import Notice
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory, TransferFactory
from tests.flows.notifications.factories import NoticeFactory
from tests.interfaces.api.asking import post, software
from tests.interfaces.web.readers import queries_of
from tests.register.organisations.factories import CompanyFactory, SiteFactory
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"


def guided(recognition: Recognition) -> Guidance:
    guidance = Guidance.objects.create(
        recognition=recognition, state="RUNNING", shortcoming="D6", opened_on=recognition.valid_from
    )
    guidance.actions.create(description="Een gesprek.", responsible="Ann", due_on=recognition.valid_to)
    return guidance


@pytest.fixture
def recognition() -> Recognition:
    return RecognitionFactory()


@pytest.fixture
def client(recognition):
    return software(Role.COMPANY, recognition.company.enterprise_number)


@pytest.fixture
def bouw():
    return software(Role.PARTNERSHIP, "bouw")


def test_a_company_finds_the_action_that_it_has_to_report_on(recognition, client):
    guided(recognition)
    Recognition.objects.filter(pk=recognition.pk).update(state="UNDER_GUIDANCE")
    (listed,) = client.get(ROOT + "guidances?state=RUNNING").json()["items"]
    (action,) = listed["actions"]

    told = post(
        client,
        f"{ROOT}recognitions/{recognition.pk}/guidance/actions/{action['id']}/report",
        {"report": "Ok."},
    )

    assert told.status_code == 200, told.content
    found = client.get(f"{ROOT}recognitions/{recognition.pk}/follow-up").json()
    assert found["guidances"][0]["actions"][0]["report"] == "Ok."
    assert found["guidances"][0]["shortcoming_words"]


def test_an_invitation_is_read_with_its_last_day(recognition, client):
    Hearing.objects.create(
        recognition=recognition, reason="Geen opvolging.", invited_on="2026-03-09", react_by="2026-03-19"
    )

    found = client.get(f"{ROOT}recognitions/{recognition.pk}/follow-up").json()

    assert found["hearings"][0]["react_by"] == "2026-03-19"
    assert found["exclusion_proposal"] is None


def test_an_exclusion_that_is_only_proposed_is_not_for_the_company(recognition, client, bouw):
    recognition.exclusion_proposals.create(
        partnership=recognition.partnership,
        kind="DEFINITIVE",
        reason="Ernstig.",
        state="OPEN",
        proposed_on="2026-03-09",
        proposed_by_name="Ann",
    )
    address = f"{ROOT}recognitions/{recognition.pk}/follow-up"

    assert client.get(address).json()["exclusion_proposal"] is None
    assert bouw.get(address).json()["exclusion_proposal"]["kind"] == "DEFINITIVE"


def test_transfers_are_read_by_both_partnerships_and_by_no_other():
    transfer = TransferFactory(to_partnership=PartnershipFactory(code="hout"))

    for code in ("bouw", "hout"):
        (found,) = software(Role.PARTNERSHIP, code).get(ROOT + "transfers?state=ASKED").json()["items"]
        assert found["reference"] == transfer.application.reference
    assert software(Role.PARTNERSHIP, "voeding").get(ROOT + "transfers").json()["items"] == []


def test_who_decides_finds_a_company_with_its_sites(recognition, bouw):
    company = recognition.company

    (found,) = bouw.get(ROOT + "companies", {"search": company.enterprise_number[:6]}).json()["items"]
    one = bouw.get(f"{ROOT}companies/{company.enterprise_number}").json()

    assert found["number"] == company.enterprise_number
    assert [site["number"] for site in one["sites"]] == [recognition.site.establishment_number]
    assert bouw.get(ROOT + "companies", {"search": "bestaat niet"}).json()["items"] == []


def test_a_company_that_a_partnership_has_no_business_with_is_not_there():
    bouw = software(Role.PARTNERSHIP, "hout")
    company = RecognitionFactory().company

    assert bouw.get(f"{ROOT}companies/{company.enterprise_number}").status_code == 404


def test_a_refusal_is_said_to_be_read_once():
    case = ApplicationFactory(state="REFUSED", decided_on="2026-03-06")
    client = software(Role.COMPANY, case.company.enterprise_number)
    address = f"{ROOT}applications/{case.reference}/reading"

    first, second = post(client, address, {}), post(client, address, {})

    assert first.status_code == 200, first.content
    assert [reason["code"] for reason in second.json()["reasons"]] == ["decision_already_read"]
    assert str(Application.objects.get(pk=case.pk).decision_read_on) == "2026-03-10"


def test_all_notices_up_to_a_moment_are_read_and_only_of_the_organisation(client, recognition):
    NoticeFactory(organisation=recognition.company.enterprise_number)
    NoticeFactory(organisation=CompanyFactory().enterprise_number)

    naive = post(client, ROOT + "notices/reading", {"until": "2030-01-01T00:00:00"})
    answer = post(client, ROOT + "notices/reading", {"until": "2030-01-01T00:00:00+01:00"})

    assert (naive.status_code, naive.json()["reasons"][0]["field"]) == (422, "until")
    assert (answer.status_code, answer.json()) == (200, {"read": 1})
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("until", "status"),
    [
        pytest.param("2030-01-01T00:00:00-17:19", 200, id="an offset that the database does not know"),
        pytest.param("0001-01-01T00:00:00+14:00", 422, id="before the calendar"),
    ],
)
def test_a_strange_moment_is_no_server_error(client, until, status):
    assert post(client, ROOT + "notices/reading", {"until": until}).status_code == status


def test_the_lists_cost_as_much_for_one_as_for_many(bouw):
    addresses = [
        ROOT + name for name in ("guidances", "transfers", "companies", "certificates", "exemptions")
    ]

    def one_more() -> None:
        guided(RecognitionFactory(application__site=SiteFactory()))
        TransferFactory(to_partnership=PartnershipFactory(code="hout"))

    one_more()
    before = [queries_of(bouw, address) for address in addresses]
    one_more()

    assert [queries_of(bouw, address) for address in addresses] == before
