"""The list of companies and the page of one: register data, sites, recognitions, applications."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.recognition.states import AssignmentState
from tests.casework.recognition.factories import (
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
)
from tests.foundation.geography.factories import MunicipalityFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import (
    CommitteeMembershipFactory,
    CompanyFactory,
    JointCommitteeFactory,
    SiteFactory,
)
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

LISTS = ["", "vestigingen/", "erkenningen/", "aanvragen/"]


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/ondernemingen/{query}")
    assert response.status_code == 200
    return [company.name for company in response.context["page"].rows]


def page_of(client: Client, of, more: str = "") -> str:
    response = client.get(f"/ondernemingen/{of.enterprise_number}/{more}")
    assert response.status_code == 200
    return text_of(response)


def test_an_officer_sees_the_companies_with_a_file_at_the_own_partnership():
    ApplicationFactory(site__company=CompanyFactory(name="Bakkerij Zuid"))
    ApplicationFactory(site__company=CompanyFactory(name="Aannemer Noord"), approved=True)
    ApplicationFactory(site__company=CompanyFactory(name="Zagerij"), partnership__code="hout")

    assert names(officer()) == ["Aannemer Noord", "Bakkerij Zuid"]


@pytest.mark.parametrize("reader", [flemish, department], ids=lambda reader: reader.__name__)
def test_supervisors_see_every_company(reader):
    CompanyFactory(name="Bakkerij Zuid")

    assert names(reader()) == ["Bakkerij Zuid"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("?zoek=bakk", ["Bakkerij Zuid"], id="begin of the name"),
        pytest.param("?zoek=zuid", [], id="end of the name"),
        pytest.param("?gemeente=gen", ["Bakkerij Zuid"], id="municipality of the seat"),
        pytest.param("?gemeente=brugge", [], id="another municipality"),
    ],
)
def test_filters_narrow_the_list(query, found):
    CompanyFactory(name="Bakkerij Zuid", seat_municipality=MunicipalityFactory(name="Gent"))
    CompanyFactory(name="Schrijnwerkerij", seat_municipality=MunicipalityFactory(name="Hasselt"))

    assert names(department(), query) == found


def test_a_company_has_no_list_of_companies():
    shop = CompanyFactory()

    assert company(shop).get("/ondernemingen/").status_code == 403
    assert company(shop).get("/ondernemingen.csv").status_code == 403


def test_the_csv_holds_the_companies_of_the_reader():
    ApplicationFactory(site__company=CompanyFactory(name="Bakkerij Zuid"))
    CompanyFactory(name="Zagerij")

    lines = text_of(officer().get("/ondernemingen.csv")).strip().split("\r\n")

    assert len(lines) == 2
    assert lines[1].startswith("Bakkerij Zuid;0")


@pytest.mark.parametrize("more", LISTS)
def test_a_company_opens_its_own_pages_and_no_others(more):
    own, other = CompanyFactory(), CompanyFactory()
    client = company(own)

    assert client.get(f"/ondernemingen/{own.enterprise_number}/{more}").status_code == 200
    assert client.get(f"/ondernemingen/{other.enterprise_number}/{more}").status_code == 404


@pytest.mark.parametrize("more", LISTS)
def test_an_officer_opens_only_companies_with_a_file_at_the_own_partnership(more):
    own = ApplicationFactory().company
    other = ApplicationFactory(partnership__code="hout").company

    assert officer().get(f"/ondernemingen/{own.enterprise_number}/{more}").status_code == 200
    assert officer().get(f"/ondernemingen/{other.enterprise_number}/{more}").status_code == 404


@pytest.mark.parametrize("more", LISTS)
def test_who_is_not_logged_in_is_brought_to_the_login_page(more):
    address = f"/ondernemingen/{CompanyFactory().enterprise_number}/{more}"

    assert Client().get(address)["Location"] == f"/aanmelden/?next={address}"


@pytest.mark.parametrize("number", ["0000000097", "abc", "0123.456.749"])
def test_a_number_that_is_no_company_is_not_there(number):
    assert department().get(f"/ondernemingen/{number}/").status_code == 404


def test_an_officer_sees_only_files_of_the_own_partnership_on_the_page():
    ours = ApplicationFactory()
    theirs = ApplicationFactory(site__company=ours.company, partnership__code="hout")
    recognised = RecognitionFactory(
        application__site__company=ours.company, application__partnership__code="hout"
    )

    page = page_of(officer(), ours.company)
    lists = page_of(officer(), ours.company, "aanvragen/") + page_of(officer(), ours.company, "erkenningen/")

    assert ours.reference in page
    for hidden in (theirs.reference, recognised.application.reference):
        assert hidden not in page + lists


def test_the_page_shows_register_data_sites_and_joint_committees_with_their_period():
    shop = CompanyFactory(name="Bakkerij Zuid", trade_name="Het Broodhuis")
    SiteFactory(company=shop, name="Winkel in de Dorpsstraat")
    SiteFactory(company=shop, name="Oude winkel", closed=True)
    CommitteeMembershipFactory(
        company=shop,
        joint_committee=JointCommitteeFactory(code="118"),
        valid_from=date(2018, 1, 1),
        valid_to=date(2022, 12, 31),
    )

    page = page_of(company(shop), shop)

    assert "Het Broodhuis" in page
    assert "Winkel in de Dorpsstraat" in page
    assert "gesloten op 30 juni 2024" in page
    assert "PC 118" in page
    assert "van 1 januari 2018 tot en met 31 december 2022" in page


def test_a_recognition_says_until_when_by_which_mentors_and_why():
    recognition = RecognitionFactory(application__partnership=PartnershipFactory(code="bouw"))
    mentor = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 9, 10),
    )

    page = page_of(company(recognition.company), recognition.company)

    assert "van 10 maart 2026 tot en met 9 maart 2031" in page
    assert str(mentor.person) in page
    assert "uiterlijk op 10 september 2026" in page
    assert "/regels/recognition.validity_years/" in page
    assert "6 maanden" in page


def test_a_recognition_from_before_the_rules_on_training_is_shown_with_what_is_known():
    recognition = RecognitionFactory(valid_from=date(2019, 3, 1), valid_to=date(2024, 2, 29))

    page = page_of(department(), recognition.company, "erkenningen/")

    assert "/regels/recognition.validity_years/" in page
    assert "/regels/recognition.training_months/" not in page


def test_a_recognition_that_ended_early_shows_its_real_last_day():
    recognition = RecognitionFactory(
        state="ENDED_CLOSED", ended_on=date(2026, 3, 9), valid_from=date(2025, 3, 10)
    )

    page = page_of(department(), recognition.company, "erkenningen/")

    assert "tot en met 9 maart 2026" in page
    assert "gestopt: vestiging gesloten" in page


def test_the_page_shows_ten_of_a_kind_and_the_way_to_all():
    shop = CompanyFactory()
    for _ in range(12):
        RecognitionFactory(application__site__company=shop)

    page = page_of(company(shop), shop)

    assert "Bekijk alle 12 erkenningen" in page
    assert "Bekijk alle 12 aanvragen" in page
    assert "Bekijk alle 12 vestigingen" in page


def test_the_lists_of_a_company_are_paged_and_filtered():
    shop = CompanyFactory()
    for _ in range(16):
        RecognitionFactory(application__site__company=shop)
    RecognitionFactory(application__site__company=shop, application__site__name="Filiaal Noord", expired=True)
    address = f"/ondernemingen/{shop.enterprise_number}/erkenningen/"
    client = company(shop)

    assert len(client.get(address).context["rows"]) == 15
    assert len(client.get(f"{address}?pagina=2").context["rows"]) == 2
    assert len(client.get(f"{address}?toestand=EXPIRED").context["rows"]) == 1
    assert len(client.get(f"{address}?vestiging=noord").context["rows"]) == 1
    assert "Niets past bij deze filters" in text_of(client.get(f"{address}?vestiging=zuid"))


@pytest.mark.parametrize("more", LISTS)
def test_a_large_company_costs_as_many_queries_as_a_small_one(more):
    small, large = CompanyFactory(), CompanyFactory()
    client = department()
    for shop, number in ((small, 1), (large, 14)):
        for _ in range(number):
            recognition = RecognitionFactory(application__site__company=shop)
            MentorAssignmentFactory(application=recognition.application, recognition=recognition)
            CommitteeMembershipFactory(company=shop)

    counts = {
        queries_of(client, f"/ondernemingen/{shop.enterprise_number}/{more}") for shop in (small, large)
    }

    assert len(counts) == 1


def test_the_page_of_a_company_costs_ten_queries():
    shop = CompanyFactory()
    RecognitionFactory(application__site__company=shop)

    assert queries_of(department(), f"/ondernemingen/{shop.enterprise_number}/") == 10


def test_the_numbers_on_the_page_count_what_the_reader_may_see():
    shop = CompanyFactory()
    for partnership in ["bouw"] * 6 + ["hout"] * 3:
        RecognitionFactory(application__site__company=shop, application__partnership__code=partnership)

    page = page_of(officer(), shop)

    assert "Bekijk alle 6 erkenningen" in page
    assert "Bekijk alle 6 aanvragen" in page
    assert "Bekijk alle 9 vestigingen" in page


def test_a_long_list_costs_as_many_queries_as_a_short_one():
    client = department()
    CompanyFactory()
    one = queries_of(client, "/ondernemingen/")
    for _ in range(30):
        CompanyFactory()

    assert queries_of(client, "/ondernemingen/") == one


def test_nothing_is_said_calmly():
    shop = CompanyFactory()

    page = page_of(company(shop), shop)

    assert "Er geldt nu geen erkenning." in page
    assert "Er is nog niets aangevraagd." in page
    assert "Het ondernemingsregister kent geen vestiging." in page
    assert "Er zijn nog geen ondernemingen" in text_of(officer().get("/ondernemingen/"))


@pytest.mark.parametrize("more", LISTS)
def test_the_pages_are_well_formed(more):
    recognition = RecognitionFactory()
    MentorAssignmentFactory(application=recognition.application, recognition=recognition)
    ApplicationFactory(site__company=recognition.company)

    for client in (department(), company(recognition.company)):
        response = client.get(f"/ondernemingen/{recognition.company.enterprise_number}/{more}")
        assert outline(response).wrong == []


def test_the_list_is_well_formed():
    CompanyFactory(stopped=True)

    assert outline(department().get("/ondernemingen/")).wrong == []
