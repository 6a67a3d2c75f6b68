"""The pages of reported changes: report, list, one change, and the task of the partnership."""

from datetime import date

import pytest

from duaal.casework.recognition.models import ReportedChange
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.recognition.states.upkeep import ChangeKind, ChangeState
from tests.casework.recognition.upkeep.places import recognised
from tests.casework.recognition.upkeep.test_changes import reported
from tests.interfaces.web.readers import company, department, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

REPORT = "/wijzigingen/melden/"


def test_a_company_reports_a_change_and_the_partnership_sees_it_off():
    recognition = recognised()
    client = company(recognition.company)
    page = client.get(REPORT)

    sent = client.post(
        REPORT,
        {"kind": "ADDRESS", "site": recognition.site_id, "happens_on": "2026-03-09", "description": "Nr. 5"},
        follow=True,
    )
    change = ReportedChange.objects.get()
    tasks = text_of(officer().get("/taken/"))
    answer = officer().post(f"/wijzigingen/{change.pk}/", {"outcome": "Bezoek gepland."}, follow=True)

    change.refresh_from_db()
    assert "binnen 10 dagen" in text_of(page)
    assert outline(page).wrong == outline(sent).wrong == outline(answer).wrong == []
    assert f"/wijzigingen/{change.pk}/" in text_of(sent)
    assert f"/wijzigingen/{change.pk}/" in tasks
    assert change.state == ChangeState.SEEN
    assert "Bezoek gepland." in text_of(client.get(f"/wijzigingen/{change.pk}/"))


def test_what_is_missing_is_said_and_what_was_typed_is_kept():
    recognition = recognised()

    response = company(recognition.company).post(
        REPORT, {"kind": "TAKEOVER", "happens_on": "2026-05-01", "description": "Verkocht aan de buren."}
    )

    page = text_of(response)
    assert response.status_code == 422
    assert "geen ondernemingsnummer" in page
    assert "Verkocht aan de buren." in page


def test_a_closure_offers_to_stop_the_recognitions_once_the_day_is_past():
    recognition = recognised()
    (past,) = reported(recognition, kind=ChangeKind.CLOSURE, happens_on=date(2026, 3, 6))
    (later,) = reported(recognition, kind=ChangeKind.CLOSURE, happens_on=date(2026, 4, 6))
    client = officer()

    offered = "stop_recognitions" in text_of(client.get(f"/wijzigingen/{past.pk}/"))
    early = "stop_recognitions" in text_of(client.get(f"/wijzigingen/{later.pk}/"))
    client.post(f"/wijzigingen/{past.pk}/", {"outcome": "Gesloten.", "stop_recognitions": "on"})

    recognition.refresh_from_db()
    assert (offered, early) == (True, False)
    assert recognition.state == RecognitionState.ENDED_CLOSED


def test_others_do_not_find_the_change():
    (change,) = reported(recognised())

    assert company(CompanyFactory()).get(f"/wijzigingen/{change.pk}/").status_code == 404
    assert officer("hout").get(f"/wijzigingen/{change.pk}/").status_code == 404
    assert department().post(f"/wijzigingen/{change.pk}/", {"outcome": "Gezien."}).status_code == 403


def test_the_page_of_the_recognition_shows_the_change_and_offers_to_report_one():
    recognition = recognised()
    (change,) = reported(recognition)

    page = text_of(company(recognition.company).get(f"/erkenningen/{recognition.pk}/"))

    assert f'href="/wijzigingen/{change.pk}/"' in page
    assert f'href="{REPORT}"' in page


def test_the_list_costs_as_much_for_many_as_for_one():
    recognition = recognised()
    reported(recognition)
    client = officer()
    one = queries_of(client, "/wijzigingen/")
    for _ in range(4):
        reported(recognition)

    assert queries_of(client, "/wijzigingen/") == one


def test_a_new_address_is_a_task_until_a_visit_is_planned():
    recognition, client = recognised(), officer()
    (change,) = reported(recognition, kind=ChangeKind.ADDRESS, site_id=recognition.site_id)
    client.post(f"/wijzigingen/{change.pk}/", {"outcome": "Gezien."})
    page = client.get(f"/wijzigingen/{change.pk}/")
    asked = text_of(client.get("/taken/"))

    client.post(
        f"/erkenningen/{recognition.pk}/bezoek/",
        {"day": "2026-03-20", "hour": "", "visitor": "Officier Janssens", "purpose": ""},
    )

    assert f"/erkenningen/{recognition.pk}/bezoek/" in text_of(page)
    assert outline(page).wrong == []
    assert "heeft een nieuw adres voor" in asked
    assert "heeft een nieuw adres voor" not in text_of(client.get("/taken/"))
    assert "Er is een bezoek gepland op 20 maart 2026." in text_of(client.get(f"/wijzigingen/{change.pk}/"))


def test_a_visit_is_waived_on_its_page_and_the_company_reads_why():
    recognition, client = recognised(), officer()
    (change,) = reported(recognition, kind=ChangeKind.ADDRESS, site_id=recognition.site_id)
    client.post(f"/wijzigingen/{change.pk}/", {"outcome": "Gezien."})
    address = f"/wijzigingen/{change.pk}/zonder-bezoek/"

    without = client.post(address, {"reason": ""})
    client.post(address, {"reason": "Alleen het huisnummer."})

    again = client.get(address)
    assert without.status_code == 422
    assert "U schreef al op waarom" in text_of(again)
    assert outline(again).wrong == []
    page = text_of(company(recognition.company).get(f"/wijzigingen/{change.pk}/"))
    assert "Alleen het huisnummer." in page
    assert "heeft een nieuw adres voor" not in text_of(client.get("/taken/"))
