"""Visits on the pages: planned from the file, seen by the company, reported for who decides, in an agenda."""

from datetime import date, time

import pytest

from duaal.casework.recognition.models import Visit
from duaal.interfaces.web.visits.calendar import folded
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory, VisitFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

TYPED = {"day": "2026-03-12", "hour": "14:30", "visitor": "Jan Janssens", "purpose": "De oven."}


def test_an_officer_plans_a_visit_from_the_case_and_the_company_sees_the_appointment():
    case = ApplicationFactory()
    assert f"/dossiers/{case.reference}/bezoek/" in text_of(officer().get(f"/dossiers/{case.reference}/"))

    response = officer().post(f"/dossiers/{case.reference}/bezoek/", TYPED)

    visit = Visit.objects.get()
    page = text_of(company(case.company).get(f"/dossiers/{case.reference}/"))
    assert response["Location"] == f"/dossiers/{case.reference}/"
    assert (visit.planned_on, visit.planned_at) == (date(2026, 3, 12), time(14, 30))
    assert "Jan Janssens komt langs." in page
    assert "De oven." in page
    assert f"/bezoeken/{visit.pk}/agenda/" in page
    assert "/verplaatsen/" not in page


def test_a_visit_to_a_recognised_workplace_stands_on_its_page():
    recognition = RecognitionFactory()

    response = officer().post(f"/erkenningen/{recognition.pk}/bezoek/", TYPED)

    assert response["Location"] == f"/erkenningen/{recognition.pk}/"
    page = officer().get(f"/erkenningen/{recognition.pk}/")
    assert "Jan Janssens komt langs." in text_of(page)
    assert not outline(page).wrong


def test_the_report_is_for_who_decides_and_supervises_not_for_the_company():
    visit = VisitFactory(planned_on=date(2026, 3, 9))
    case = visit.application

    response = officer().post(
        f"/bezoeken/{visit.pk}/verslag/", {"held_on": "2026-03-09", "report": "De afzuiging ontbreekt."}
    )

    address = f"/dossiers/{case.reference}/"
    assert response["Location"] == address
    for reader in (officer(), flemish(), department()):
        assert "De afzuiging ontbreekt." in text_of(reader.get(address))
    page = text_of(company(case.company).get(address))
    assert "De afzuiging ontbreekt." not in page
    assert "gebracht" in page


def test_a_visit_is_moved_and_cancelled_and_the_company_reads_why():
    visit = VisitFactory(planned_on=date(2026, 3, 12))
    case = visit.application

    officer().post(f"/bezoeken/{visit.pk}/verplaatsen/", {**TYPED, "day": "2026-03-13"})
    officer().post(f"/bezoeken/{visit.pk}/afzeggen/", {"reason": "De zaakvoerder is ziek."})

    visit.refresh_from_db()
    page = text_of(company(case.company).get(f"/dossiers/{case.reference}/"))
    assert visit.planned_on == date(2026, 3, 13)
    assert "De zaakvoerder is ziek." in page
    assert "/agenda/" not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param({**TYPED, "day": "2026-03-09"}, "De dag 09/03/2026 is voorbij.", id="over"),
        pytest.param({**TYPED, "day": ""}, "Vul de dag van het bezoek in.", id="no day"),
        pytest.param({**TYPED, "hour": "25:00"}, "Vul een uur in zoals 14:30.", id="no hour"),
        pytest.param({**TYPED, "visitor": ""}, "Vul in wie langskomt.", id="nobody"),
    ],
)
def test_a_wrong_appointment_comes_back_with_what_was_typed(typed, words):
    case = ApplicationFactory()

    response = officer().post(f"/dossiers/{case.reference}/bezoek/", typed)

    assert response.status_code == 422
    assert words in text_of(response)
    assert "De oven." in text_of(response)
    assert not outline(response).wrong
    assert not Visit.objects.exists()


def test_a_visit_that_is_over_shows_why_instead_of_the_form():
    visit = VisitFactory(held=True)

    page = text_of(officer().get(f"/bezoeken/{visit.pk}/afzeggen/"))
    response = officer().post(f"/bezoeken/{visit.pk}/afzeggen/", {"reason": "Ziek."})

    assert "Dit bezoek is al gebracht" in page
    assert 'name="reason"' not in page
    assert response.status_code == 422


def test_the_list_shows_what_still_has_to_happen_and_others_when_asked():
    VisitFactory(planned_on=date(2026, 3, 12), visitor_name="Jan Later")
    VisitFactory(planned_on=date(2026, 3, 9), visitor_name="Piet Gisteren")
    VisitFactory(held=True, visitor_name="Lies Gebracht")
    VisitFactory(visitor_name="Elders", application__partnership=PartnershipFactory(code="hout"))
    client = officer()

    page = text_of(client.get("/bezoeken/"))
    held = text_of(client.get("/bezoeken/?toestand=held"))
    csv = text_of(client.get("/bezoeken.csv?toestand=alle"))

    assert page.index("Piet Gisteren") < page.index("Jan Later")
    assert "wacht op verslag" in page
    assert "Lies Gebracht" not in page
    assert "Lies Gebracht" in held
    assert "Elders" not in page + held + csv
    assert {"Jan Later", "Piet Gisteren", "Lies Gebracht"} <= set(csv.replace("\r\n", ";").split(";"))
    assert "De werkplaats is in orde." not in csv


def test_the_list_filters_on_the_visitor_and_for_supervisors_on_the_partnership():
    VisitFactory(planned_on=date(2026, 3, 12), visitor_name="Jan Janssens")
    VisitFactory(
        planned_on=date(2026, 3, 12),
        visitor_name="An Claes",
        application=None,
        recognition=RecognitionFactory(application__partnership=PartnershipFactory(code="hout")),
    )

    assert "An Claes" not in text_of(flemish().get("/bezoeken/?partnerschap=bouw"))
    assert "An Claes" in text_of(flemish().get("/bezoeken/?partnerschap=hout"))
    assert "Jan Janssens" not in text_of(flemish().get("/bezoeken/?bezoeker=claes"))


def test_an_empty_list_says_where_a_visit_is_planned():
    page = text_of(officer().get("/bezoeken/"))

    assert "Een bezoek plant u op de pagina van een dossier of van een erkenning." in page


def test_the_list_costs_as_many_queries_for_many_visits_as_for_one():
    client = officer()
    VisitFactory(planned_on=date(2026, 3, 12))
    one = queries_of(client, "/bezoeken/")
    for _number in range(4):
        VisitFactory(planned_on=date(2026, 3, 12))
        VisitFactory(planned_on=date(2026, 3, 13), application=None, recognition=RecognitionFactory())

    assert queries_of(client, "/bezoeken/") == one


def test_an_appointment_goes_into_an_agenda():
    visit = VisitFactory(
        planned_on=date(2026, 3, 30), planned_at=time(14, 30), purpose="Oven, kast; en\r\nhal"
    )

    response = company(visit.application.company).get(f"/bezoeken/{visit.pk}/agenda/")

    text = text_of(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="bezoek-2026-03-30.ics"' in response["Content-Disposition"]
    assert "DTSTART:20260330T123000Z\r\n" in text
    assert "Oven\\, kast\\; en\\nhal" in text.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_an_appointment_without_an_hour_takes_the_whole_day():
    visit = VisitFactory(planned_on=date(2026, 3, 12), planned_at=None)

    text = text_of(officer().get(f"/bezoeken/{visit.pk}/agenda/"))

    assert "DTSTART;VALUE=DATE:20260312\r\n" in text


def test_a_long_line_is_never_cut_through_a_letter():
    line = "SUMMARY:" + "é" * 100

    assert folded(line).replace("\r\n ", "") == line
    assert max(len(piece.encode()) for piece in folded(line).split("\r\n")) <= 75
