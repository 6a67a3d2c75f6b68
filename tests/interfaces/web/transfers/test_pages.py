"""Transfers on the pages: asked, answered, ordered; and who sees what of a case that went."""

from datetime import date

import pytest

from duaal.casework.recognition.models import Application, Transfer, TransferState
from tests.casework.recognition.factories import (
    ApplicationFactory,
    TransferFactory,
    recognising,
)
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

TYPED = {"to": "hout", "reason": "Het bedrijf maakt meubels."}


@pytest.fixture(autouse=True)
def partnerships() -> None:
    PartnershipFactory(flemish=True)
    for code in ("bouw", "hout"):
        recognising(code)
    PartnershipFactory(code="zonder", name="Zonder bevoegdheid")


def address(case: Application, step: str = "") -> str:
    return f"/dossiers/{case.reference}/" + (f"{step}/" if step else "")


def test_a_case_goes_from_one_officer_to_the_other():
    case = ApplicationFactory()
    page = text_of(officer().get(address(case, "overdragen")))
    assert "Hout" in page
    assert "Zonder bevoegdheid" not in page

    asked = officer().post(address(case, "overdragen"), TYPED)
    offer = text_of(officer("hout").get(address(case)))
    taken = officer("hout").post(address(case, "overnemen"), {})

    case.refresh_from_db()
    assert asked["Location"] == taken["Location"] == address(case)
    assert "Het bedrijf maakt meubels." in offer
    assert "Neem het dossier over" in offer
    assert case.partnership_id == "hout"
    assert officer().get(address(case)).status_code == 404
    assert "Beoordeel de voorwaarden" in text_of(officer("hout").get(address(case)))


def test_who_is_asked_to_take_a_case_over_finds_no_link_to_a_company_page_that_is_shut_to_it():
    case = TransferFactory().application
    link = f'href="/ondernemingen/{case.company.enterprise_number}/"'

    offer = text_of(officer("hout").get(address(case)))

    assert case.company.name in offer
    assert link not in offer
    assert link in text_of(officer().get(address(case)))


def test_the_old_partnership_sees_in_its_list_that_the_case_went_without_a_link():
    case = TransferFactory(accepted=True).application
    Application.objects.filter(pk=case.pk).update(partnership_id="hout")

    page = text_of(officer().get("/overdrachten/?toestand=ACCEPTED"))
    csv = text_of(officer().get("/overdrachten.csv?toestand=alle"))

    assert case.reference in page
    assert f'href="{address(case)}"' not in page
    assert case.company.name not in page + csv
    assert f'href="{address(case)}"' in text_of(officer("hout").get("/overdrachten/?toestand=ACCEPTED"))


def test_the_company_sees_that_its_case_went_and_that_the_term_runs_on():
    case = TransferFactory(accepted=True).application
    waiting = TransferFactory().application

    page = text_of(company(case.company).get(address(case)))

    assert "Een overdracht verandert niets aan de dag van ontvangst en aan de termijn." in page
    assert "Overdracht" not in text_of(company(waiting.company).get(address(waiting)))


def test_who_declines_goes_back_to_the_list_because_the_case_is_closed_to_it():
    case = TransferFactory().application

    response = officer("hout").post(address(case, "niet-overnemen"), {"reason": "Geen hout."})

    assert response["Location"] == "/overdrachten/"
    assert Transfer.objects.get().state == TransferState.DECLINED
    assert "Geen hout." in text_of(officer().get(address(case)))


def test_after_a_refusal_the_flemish_partnership_assigns_the_case():
    case = TransferFactory(declined=True).application
    assert "Wijs een partnerschap aan" in text_of(flemish().get(address(case)))

    response = flemish().post(address(case, "toewijzen"), {**TYPED, "reason": "Het is hout."})

    case.refresh_from_db()
    assert response.status_code == 302
    assert case.partnership_id == "hout"


def test_a_second_wish_waits_for_the_flemish_partnership_which_leaves_the_case():
    case = TransferFactory(declined=True).application
    officer().post(address(case, "overdragen"), TYPED)
    page = text_of(officer("hout").get(address(case)))
    assert "Daarom beslist het Vlaams Partnerschap" in page
    assert "Neem het dossier over" not in page

    response = flemish().post(address(case, "niet-overdragen"), {"reason": "Het is bouw."})

    case.refresh_from_db()
    assert response.status_code == 302
    assert case.partnership_id == "bouw"


def test_a_form_without_a_reason_comes_back_with_what_was_chosen():
    case = ApplicationFactory()

    response = officer().post(address(case, "overdragen"), {"to": "hout", "reason": ""})

    assert response.status_code == 422
    assert "Schrijf op waarom dit partnerschap" in text_of(response)
    assert 'value="hout" selected' in text_of(response)
    assert not outline(response).wrong


def test_a_transfer_that_cannot_be_asked_says_why():
    case = TransferFactory().application

    page = text_of(officer().get(address(case, "overdragen")))

    assert "Er is al een overdracht gevraagd." in page
    assert 'name="reason"' not in page


def test_the_list_waits_with_the_oldest_on_top_and_costs_the_same_for_many():
    client = department()
    young = TransferFactory(asked_on=date(2026, 3, 9)).application
    one = queries_of(client, "/overdrachten/")
    old = TransferFactory(asked_on=date(2026, 3, 3)).application
    TransferFactory(declined=True)

    page = text_of(client.get("/overdrachten/"))

    assert page.index(old.reference) < page.index(young.reference)
    assert "1 tot 2 van 2" in page
    assert queries_of(client, "/overdrachten/") == one


def test_an_empty_list_says_where_a_transfer_is_asked():
    page = text_of(officer().get("/overdrachten/"))

    assert "Een overdracht vraagt u op de pagina van een dossier" in page
