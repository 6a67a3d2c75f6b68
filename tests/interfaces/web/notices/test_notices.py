"""The notices of the reader, and the mails it chooses to get."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from duaal.casework.recognition.actions import handling
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.flows.notifications.queries import turned_off
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory
from tests.flows.notifications.factories import AT, DAY, MailFactory, NoticeFactory, entry
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, department, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ADDRESS = "/berichten/"


@pytest.fixture
def shop():
    return CompanyFactory()


def told(shop, **more) -> Notice:
    return NoticeFactory(organisation=shop.enterprise_number, **more)


def sentences(client: Client, query: str = "") -> list[str]:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return [notice.sentence for notice in response.context["page"].rows]


def test_the_newest_notice_stands_first(shop):
    told(shop, sentence="Oud.", made_at=AT - timedelta(days=1))
    told(shop, sentence="Nieuw.")

    assert sentences(company(shop)) == ["Nieuw.", "Oud."]


def test_nobody_reads_the_notices_of_another_organisation_or_person(shop):
    told(shop)
    told(shop, role=Role.PARTNERSHIP)
    NoticeFactory(role=Role.COUNSELLOR, organisation="045678", user=UserFactory(counsellor=True))
    colleague = Client()
    colleague.force_login(UserFactory(counsellor=True))

    assert len(sentences(company(shop))) == 1
    assert sentences(company(CompanyFactory())) == []
    assert sentences(officer("hout")) == []
    assert sentences(colleague) == []


def test_what_is_for_the_department_is_for_everyone_there():
    NoticeFactory(role=Role.DEPARTMENT, organisation="")

    assert len(sentences(department())) == 1
    assert sentences(officer()) == []


def test_every_page_says_how_many_notices_are_new(shop):
    told(shop)
    told(shop)
    told(shop, read=True)

    page = text_of(company(shop).get("/taken/"))

    assert '<span class="unseen">nieuw: </span>2</span>' in page


def test_opening_a_notice_marks_it_as_read_for_everyone_and_goes_to_the_page(shop):
    notice = told(shop)

    answer = company(shop).post(f"{ADDRESS}{notice.pk}/openen/")

    notice.refresh_from_db()
    assert answer["Location"] == notice.path
    assert notice.read_at == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert "Gelezen door" in text_of(company(shop).get(ADDRESS))


def test_looking_at_the_list_changes_nothing(shop):
    notice = told(shop)

    client = company(shop)
    client.get(ADDRESS)
    assert client.get(f"{ADDRESS}{notice.pk}/openen/").status_code == 405

    notice.refresh_from_db()
    assert notice.read_at is None


def test_who_read_it_first_stays_there(shop):
    notice = told(shop, read=True)

    company(shop).post(f"{ADDRESS}{notice.pk}/gelezen/")

    notice.refresh_from_db()
    assert notice.read_by_name == "Ann Peeters"


def test_a_notice_of_another_company_is_not_there(shop):
    notice = told(shop)

    assert company(CompanyFactory()).post(f"{ADDRESS}{notice.pk}/openen/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_at_once_takes_only_what_stood_on_the_page(shop):
    told(shop)
    later = told(shop, made_at=AT + timedelta(minutes=5))
    client = company(shop)
    seen_at = client.get(ADDRESS).context["seen_at"]

    client.post(f"{ADDRESS}alles-gelezen/", {"seen_at": seen_at})

    assert list(Notice.objects.filter(read_at__isnull=True)) == [later]


@pytest.mark.parametrize("typed", ["", "gisteren", "2026-13-45T00:00:00+01:00", "2026-03-10T10:00:00"])
def test_a_moment_that_is_none_marks_nothing(shop, typed):
    told(shop)

    company(shop).post(f"{ADDRESS}alles-gelezen/", {"seen_at": typed})

    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_the_list_is_filtered_by_kind_and_by_what_is_new(shop):
    told(shop, sentence="Beslist.")
    told(shop, sentence="Gevraagd.", kind="QUESTION", read=True)
    client = company(shop)

    assert sentences(client, "?toestand=nieuw") == ["Beslist."]
    assert sentences(client, "?soort=QUESTION") == ["Gevraagd."]
    assert sentences(client, "?soort=TERM") == []


def test_many_notices_cost_as_many_queries_as_one(shop):
    told(shop)
    client = company(shop)
    few = queries_of(client, ADDRESS)
    for _ in range(20):
        told(shop)

    assert queries_of(client, ADDRESS) == few


def test_the_pages_are_well_formed(shop):
    client = company(shop)
    for page in (ADDRESS, "/berichten/voorkeuren/"):
        assert outline(client.get(page)).wrong == []
    told(shop)
    told(shop, read=True, due_on=DAY)

    assert outline(client.get(ADDRESS)).wrong == []


def test_a_user_turns_mails_off_and_on_again(shop):
    user = UserFactory(company=True, organisation=shop.enterprise_number)
    client = Client()
    client.force_login(user)

    client.post("/berichten/voorkeuren/", {"wanted": ["QUESTION"]})
    assert turned_off(user.pk) == {"TERM", "PROGRESS"}

    page = text_of(client.get("/berichten/voorkeuren/"))
    assert page.count("checked") == 1
    client.post("/berichten/voorkeuren/", {"wanted": ["QUESTION", "TERM", "PROGRESS"]})
    assert turned_off(user.pk) == set()


@pytest.mark.parametrize("typed", ["DECISION", "ANDERS"])
def test_a_decision_or_an_unknown_kind_cannot_be_chosen(shop, typed):
    assert company(shop).post("/berichten/voorkeuren/", {"wanted": [typed]}).status_code == 422


def test_the_case_says_what_was_told_to_whom():
    case = ApplicationFactory(judged=True)
    handling.grant(case.pk, actor=OFFICER, on=DAY)
    read_ledger(on=DAY, at=AT)

    for client in (officer(), company(case.company)):
        page = text_of(client.get(f"/dossiers/{case.reference}/"))
        assert "Wie kreeg bericht" in page
        assert "Er is beslist over een aanvraag, aan: onderneming, op 10 maart 2026, 10.00 uur" in page
        assert outline(client.get(f"/dossiers/{case.reference}/")).wrong == []


def test_the_recognition_says_what_was_told_to_whom():
    recognition = RecognitionFactory()
    line = entry(recognition.pk, "expire", "recognition")
    NoticeFactory(entry=line, file_kind="recognition", file_id=recognition.pk)

    assert "Wie kreeg bericht" in text_of(officer().get(f"/erkenningen/{recognition.pk}/"))


def test_the_mailbox_is_not_there_outside_a_demo():
    mail = MailFactory()

    for address in ("/postvak/", f"/postvak/{mail.pk}/"):
        assert Client().get(address).status_code == 404


def test_the_mailbox_of_the_demo_shows_what_would_leave(monkeypatch):
    monkeypatch.setattr(settings, "DEMO", True)
    mail = MailFactory(text="Beste\n\nOpen http://127.0.0.1/dossiers/E2026-00000001/\n", state="KEPT")
    client = Client()

    assert mail.address in text_of(client.get("/postvak/"))
    page = client.get(f"/postvak/{mail.pk}/")
    assert 'href="http://127.0.0.1/dossiers/E2026-00000001/"' in text_of(page)
    for address in ("/postvak/", "/postvak/?aan=niemand", f"/postvak/{mail.pk}/"):
        assert outline(client.get(address)).wrong == []
