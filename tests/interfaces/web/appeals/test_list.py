"""The list of appeals and the page of one: who sees which, what is due first, at which cost."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.models import Recognition
from tests.casework.recognition.actors import DEPARTMENT
from tests.casework.recognition.appeals.sanctions import (
    DAY,
    MAKERS,
    admitted,
    exclusion,
    lodged,
    withdrawal,
)
from tests.casework.recognition.factories import AppealFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import Outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_16_march_2026")]


def well_formed(client: Client, path: str) -> str:
    page = text_of(client.get(path))
    assert Outline(page).wrong == []
    return page


def test_what_is_due_first_stands_first():
    later = AppealFactory(admissible=True)
    first = AppealFactory()

    page = well_formed(department(), "/beroepen/")

    assert page.index(first.company.name) < page.index(later.company.name)
    assert "Nog 6 dagen (tot zondag 22 maart)" in page


def test_a_company_sees_only_its_own_appeals():
    own, other = AppealFactory(), AppealFactory()
    client = company(own.company)

    page = well_formed(client, "/beroepen/?toestand=alle")

    assert own.company.name in page
    assert other.company.name not in page
    assert client.get(f"/beroepen/{other.pk}/").status_code == 404


def test_a_partnership_sees_the_appeals_against_its_decisions_and_can_do_nothing():
    own, other = lodged("EXCLUSION", exclusion()), AppealFactory(application__partnership__code="hout")
    client = officer()

    page = well_formed(client, "/beroepen/")
    one = well_formed(client, f"/beroepen/{own.pk}/")

    assert own.company.name in page
    assert other.company.name not in page
    assert "Wat u nu kunt doen" not in one
    assert client.get(f"/beroepen/{other.pk}/").status_code == 404
    assert client.post(f"/beroepen/{own.pk}/beslissen/").status_code == 403


@pytest.mark.parametrize("reader", [department, flemish])
def test_who_supervises_sees_them_all_by_partnership(reader):
    bouw, hout = AppealFactory(), AppealFactory(application__partnership__code="hout")

    page = well_formed(reader(), "/beroepen/?partnerschap=hout")

    assert hout.company.name in page
    assert bouw.company.name not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["lodged", "late"]),
        ("?toestand=REJECTED", ["rejected"]),
        ("?toestand=alle", ["lodged", "late", "rejected"]),
        ("?tegen=EXCLUSION", ["late"]),
        ("?termijn=laat", ["late"]),
        ("?termijn=week", ["lodged"]),
        ("?zoek=Bakkerij lodged", ["lodged"]),
    ],
)
def test_the_filters_narrow_the_list(query, names):
    made = {
        "lodged": AppealFactory(),
        "late": lodged("EXCLUSION", exclusion()),
        "rejected": AppealFactory(state="REJECTED", decided_on=DAY),
    }
    type(made["late"]).objects.filter(pk=made["late"].pk).update(acknowledge_by=date(2026, 3, 12))
    for name, appeal in made.items():
        type(appeal.company).objects.filter(pk=appeal.company_id).update(
            name=f"Bakkerij {name}", sort_name=f"bakkerij {name}"
        )

    page = text_of(department().get(f"/beroepen/{query}"))

    assert [name for name in made if f">Bakkerij {name}<" in page] == names


def test_the_list_as_csv_says_against_what_and_by_whom():
    appeal = lodged("WITHDRAWAL", withdrawal())

    lines = text_of(department().get("/beroepen.csv")).splitlines()

    assert lines[0].startswith("\ufeffOnderneming;Ondernemingsnummer;Tegen;Soort beslissing;Dossier")
    assert appeal.company.name in lines[1]
    assert "de opheffing van de erkenning voor" in lines[1]


@pytest.mark.parametrize("path", ["/beroepen/", "/beroepen.csv"])
def test_the_list_costs_as_many_queries_for_nine_as_for_three(path):
    client = department()
    for kind, maker in MAKERS.items():
        lodged(kind, maker())
    few = queries_of(client, path)
    for kind, maker in [*MAKERS.items()] * 2:
        lodged(kind, maker())

    assert queries_of(client, path) == few


def test_an_empty_list_says_what_to_do():
    assert "In beroep gaan doet u op de pagina van de beslissing" in well_formed(
        company(AppealFactory(state="RETRACTED").company), "/beroepen/"
    )
    assert "Er loopt geen beroep" in well_formed(officer(), "/beroepen/")


SLUGS = {"WITHDRAWAL": "opheffing", "EXCLUSION": "uitsluiting", "BAR": "mentor"}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_company_lodges_an_appeal_against_a_sanction_and_follows_it(kind):
    sanction = MAKERS[kind]()
    client = company(sanction.decision.company)
    path = f"/beroepen/tegen/{SLUGS[kind]}/{sanction.pk}/instellen/"
    assert "Een beroep stopt het gevolg van de beslissing niet." in well_formed(client, path)

    response = client.post(path, {"reasons": "De mentor was er elke dag."})

    page = well_formed(client, response["Location"])
    assert "De mentor was er elke dag." in page
    assert "Trek het beroep in" in page
    assert "Beroep ingesteld" in page


def test_an_address_of_another_kind_finds_nothing():
    sanction = withdrawal()

    for slug in ("weigering", "iets", "mentor"):
        path = f"/beroepen/tegen/{slug}/{sanction.pk}/instellen/"
        assert company(sanction.decision.company).get(path).status_code == 404


def test_the_department_enters_suspends_and_decides_an_appeal_against_a_withdrawal():
    sanction = withdrawal()
    client = department()
    entered = client.post(
        f"/beroepen/tegen/opheffing/{sanction.pk}/inschrijven/", {"way": "LETTER", "sent_on": "2026-03-13"}
    )["Location"]
    for name, typed in (
        ("ontvankelijkheid", {"answer": "yes"}),
        ("schorsen", {"reason": "De leerling is bijna klaar."}),
        ("beslissen", {"outcome": "UPHELD", "reason": "De feiten kloppen niet."}),
    ):
        well_formed(client, f"{entered}{name}/")
        assert client.post(f"{entered}{name}/", typed)["Location"] == entered

    page = well_formed(client, entered)

    assert "De beslissing had geen gevolg van 16 maart 2026 tot 16 maart 2026." in page
    assert "Gegrond op 16 maart 2026" in page
    assert Recognition.objects.get().state == "ACTIVE"


def test_the_committee_reads_what_an_outcome_gives_back_and_what_not():
    appeal = admitted("WITHDRAWAL", withdrawal())

    page = well_formed(department(), f"/beroepen/{appeal.pk}/beslissen/")

    assert "Bij gegrond geldt de erkenning opnieuw, tot en met 9 maart 2028." in page
    assert "Overeenkomsten die al eindigden, herleven niet." in page
    assert "Deels gegrond" not in page


def test_a_shorter_exclusion_that_is_not_shorter_comes_back_with_the_error_at_its_field():
    appeal = admitted("EXCLUSION", exclusion())

    response = department().post(
        f"/beroepen/{appeal.pk}/beslissen/",
        {"outcome": "PARTLY_UPHELD", "reason": "Te lang.", "until": "2028-01-01"},
    )

    assert response.status_code == 422
    assert 'href="#id_until"' in text_of(response)


def test_the_page_of_a_withdrawn_recognition_leads_to_the_appeal():
    sanction = withdrawal()
    path = f"/erkenningen/{sanction.recognition_id}/"

    before = well_formed(company(sanction.decision.company), path)
    appeal = lodged("WITHDRAWAL", sanction)
    after = well_formed(officer(), path)

    assert f'href="/beroepen/tegen/opheffing/{sanction.pk}/instellen/"' in before
    assert "De laatste dag om beroep in te stellen is maandag 23 maart 2026." in before
    assert f'href="/beroepen/{appeal.pk}/"' in after
    assert "De beslissing is nog niet definitief." in after


def test_two_members_who_decide_meet_one_outcome_and_plain_words():
    appeal = admitted("WITHDRAWAL", withdrawal())
    client = department()
    actions.reject(appeal.pk, actor=DEPARTMENT, on=DAY, reason="De feiten staan vast.")

    response = client.post(f"/beroepen/{appeal.pk}/beslissen/", {"outcome": "UPHELD", "reason": "Toch niet."})

    assert response.status_code == 409
    assert "het dossier is intussen verder" in text_of(response)
    assert "Toch niet." in text_of(response)


def test_the_company_behind_a_sanction_is_the_one_that_may_take_back():
    sanction = withdrawal()
    appeal = lodged("WITHDRAWAL", sanction)

    response = company(sanction.decision.company).post(f"/beroepen/{appeal.pk}/intrekken/")

    appeal.refresh_from_db()
    assert response["Location"] == f"/beroepen/{appeal.pk}/"
    assert appeal.state == "RETRACTED"
