"""The list of cases: who sees which, in which order, through which filters, at which cost."""

from datetime import date, timedelta

import pytest
from django.test import Client

from duaal.casework.recognition.models import Application
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def references(client: Client, query: str = "") -> list[str]:
    """The references on the page, in their order."""
    response = client.get(f"/dossiers/{query}")
    assert response.status_code == 200
    return [row.application.reference for row in response.context["rows"]]


def received(days_ago: int, **more: object) -> Application:
    return ApplicationFactory(received_on=date(2026, 3, 10) - timedelta(days=days_ago), **more)


def test_an_officer_sees_the_open_cases_of_the_own_partnership_least_days_left_first():
    fresh, late = received(1), received(20)
    waiting = received(10, waiting=True)
    ApplicationFactory(partnership__code="hout")
    ApplicationFactory(approved=True)

    assert references(officer()) == [late.reference, waiting.reference, fresh.reference]


@pytest.mark.parametrize("reader", [flemish, department], ids=lambda reader: reader.__name__)
def test_supervisors_see_the_cases_of_every_partnership_and_can_choose_one(reader):
    ours, theirs = received(2), received(1, partnership__code="hout")
    client = reader()

    assert references(client) == [ours.reference, theirs.reference]
    assert references(client, "?partnerschap=hout") == [theirs.reference]


def test_a_partnership_cannot_reach_the_cases_of_another_by_a_filter():
    ApplicationFactory(partnership__code="hout")

    assert references(officer(), "?partnerschap=hout&toestand=alle") == []


def test_a_company_has_no_list_of_cases_of_others():
    case = ApplicationFactory()

    response = company(case.company).get("/dossiers/")

    assert response.status_code == 403


def test_who_is_not_logged_in_is_brought_to_the_login_page():
    response = Client().get("/dossiers/")

    assert response.status_code == 302
    assert response["Location"] == "/aanmelden/?next=/dossiers/"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        pytest.param("?toestand=alle", {"late", "week", "later", "waiting", "granted"}, id="all"),
        pytest.param("?toestand=APPROVED", {"granted"}, id="one state"),
        pytest.param("?termijn=laat", {"late"}, id="late"),
        pytest.param("?termijn=week", {"week", "waiting"}, id="this week"),
        pytest.param("?termijn=wacht", set(), id="late and waiting"),
        pytest.param("?termijn=laat&toestand=alle", {"late"}, id="a closed case is never late"),
        pytest.param("?opleiding=bakk", {"week"}, id="words of the programme"),
        pytest.param("?opleiding=bakk+du", {"week"}, id="two words of the programme"),
        pytest.param("?zoek=korenaar", {"later"}, id="begin of the name"),
        pytest.param("?zoek=K%C3%B3ren", {"later"}, id="with an accent and a capital"),
        pytest.param("?zoek=goud", set(), id="not the begin of the name"),
        pytest.param("?zoek=e2026-55", {"late"}, id="begin of the reference"),
        pytest.param("?toestand=weg", {"late", "week", "later", "waiting"}, id="unknown state"),
    ],
)
def test_filters_narrow_the_list(query, wanted):
    cases = {
        "late": received(20, reference="E2026-55000001"),
        "week": received(8, programme=ProgrammeFactory(name="Bakkerij duaal")),
        "later": received(3, site__company=CompanyFactory(name="Korenaar en Goud")),
        "waiting": received(9, waiting=True),
        "granted": received(30, approved=True, decided_on=date(2026, 3, 1)),
    }

    found = set(references(officer(), query))

    assert found == {cases[name].reference for name in wanted}


@pytest.mark.parametrize("typed", ["{}", "{:.4}.{:.7}", "BE {}"], ids=["bare", "cut", "with BE"])
def test_an_enterprise_number_finds_its_cases_as_people_type_it(typed):
    case = ApplicationFactory()
    ApplicationFactory()
    number = case.company.enterprise_number
    ways = {"{}": number, "{:.4}.{:.7}": f"{number[:4]}.{number[4:7]}.{number[7:]}", "BE {}": f"BE {number}"}

    assert references(officer(), f"?zoek={ways[typed]}") == [case.reference]


def test_an_unknown_choice_is_told_and_shows_everything():
    case = ApplicationFactory()

    response = officer().get("/dossiers/?toestand=weg")

    assert "kent de waarde “weg” niet" in text_of(response)
    assert [row.application for row in response.context["rows"]] == [case]


def test_the_numbers_on_top_count_what_the_reader_sees():
    received(20)
    received(8)
    received(1, waiting=True)
    received(20, partnership__code="hout")

    tallies = officer().get("/dossiers/").context["tallies"]

    assert [(str(tally.text), tally.number) for tally in tallies] == [
        ("open", 3),
        ("te laat", 1),
        ("deze week te beslissen", 1),
        ("wacht op antwoord", 1),
    ]


def test_a_number_on_top_leads_to_exactly_the_cases_it_counts():
    for days in (20, 8, 1):
        received(days)
    received(2, waiting=True)
    client = officer()

    for tally in client.get("/dossiers/").context["tallies"]:
        assert len(references(client, tally.href)) == tally.number


def test_a_row_offers_the_step_its_reader_can_set():
    case = ApplicationFactory(partnership__code="bouw")

    own = officer().get("/dossiers/").context["rows"][0]
    supervised = department().get("/dossiers/").context["rows"][0]

    assert (own.action, own.action_href) == ("Beoordeel", f"/dossiers/{case.reference}/beoordelen/")
    assert (supervised.action, supervised.action_href) == ("Bekijk", f"/dossiers/{case.reference}/")


def test_a_row_says_the_clock_and_the_state_in_words():
    received(20)

    page = text_of(officer().get("/dossiers/"))

    assert "6 dagen over tijd (sinds woensdag 4 maart)" in page
    assert "in behandeling" in page


def test_the_csv_holds_the_filtered_rows_of_the_reader_and_nothing_of_mentors():
    case = ApplicationFactory(received_on=RECEIVED)
    ApplicationFactory(partnership__code="hout")

    response = officer().get("/dossiers.csv")

    lines = text_of(response).strip().split("\r\n")
    assert len(lines) == 2
    assert lines[0].startswith("\ufeffDossier;Onderneming;Ondernemingsnummer")
    assert case.reference in lines[1]
    assert "2026-03-16" in lines[1]
    assert str(case.assignments.get().person) not in lines[1]


def test_the_csv_of_a_company_is_refused():
    case = ApplicationFactory()

    assert company(case.company).get("/dossiers.csv").status_code == 403


def test_a_list_of_thirty_costs_as_many_queries_as_a_list_of_one():
    client = department()
    received(1)
    one = queries_of(client, "/dossiers/")
    for days in range(30):
        received(days % 14, waiting=days % 3 == 0)

    assert queries_of(client, "/dossiers/") == one == 7
    assert len(references(client)) == 25
    assert len(references(client, "?pagina=2")) == 6


def test_who_sees_one_partnership_needs_no_list_of_partnerships():
    received(1)

    assert queries_of(officer(), "/dossiers/") == 6


def test_an_empty_list_says_so_calmly():
    page = text_of(officer().get("/dossiers/"))

    assert "Er staan geen dossiers open" in page


def test_filters_that_leave_nothing_offer_to_be_wiped():
    received(1)

    page = text_of(officer().get("/dossiers/?zoek=zzz"))

    assert "Geen dossier past bij deze filters" in page
    assert 'href="/dossiers/"' in page


def test_the_page_is_well_formed_and_every_field_has_a_label():
    received(1)
    received(30)

    parts = outline(department().get("/dossiers/"))

    assert parts.wrong == []
    assert parts.headings[0] == "h1"
