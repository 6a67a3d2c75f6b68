"""The pages of an appeal: every button works, every refusal is told, who may not finds nothing."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Application, Recognition
from tests.casework.recognition.appeals.cases import admissible, refused_case
from tests.casework.recognition.factories import AppealFactory, ApplicationFactory
from tests.interfaces.web.readers import company, department, officer, queries_of, text_of
from tests.interfaces.web.reading import Outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_16_march_2026")]

TODAY = date(2026, 3, 16)


def address(case: Application, step: str = "") -> str:
    return f"/dossiers/{case.reference}/{step}"


def step(appeal: Appeal, name: str = "") -> str:
    return f"/beroepen/{appeal.pk}/{name}"


def assert_done(response, place: str) -> None:
    assert response.status_code == 302, text_of(response)
    assert response["Location"] == place


def well_formed(client: Client, path: str) -> str:
    page = text_of(client.get(path))
    assert Outline(page).wrong == []
    return page


def test_a_company_reads_until_when_it_can_appeal_and_how():
    case = refused_case()

    page = well_formed(company(case.company), address(case))

    assert "Nog 7 dagen (tot maandag 23 maart)" in page
    assert "De beslissing geldt als ontvangen op vrijdag 13 maart 2026." in page
    assert "De beslissing is nog niet definitief." in page
    assert f'href="{address(case, "beroep/instellen/")}"' in page
    assert "Ik heb de beslissing gelezen" in page


def test_opening_the_page_does_not_count_as_reading_but_the_button_does():
    case = refused_case()
    client = company(case.company)
    client.get(address(case))
    before = Application.objects.get(pk=case.pk).decision_read_on

    response = client.post(address(case, "beslissing-gelezen/"))

    assert_done(response, address(case))
    assert before is None
    assert Application.objects.get(pk=case.pk).decision_read_on == TODAY
    assert "Ik heb de beslissing gelezen" not in text_of(client.get(address(case)))


def test_the_button_carries_the_token_without_which_the_site_refuses_it():
    case = refused_case()

    page = text_of(company(case.company).get(address(case)))

    form = page[page.index(f'action="{address(case, "beslissing-gelezen/")}"') :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]


def test_saying_twice_that_it_was_read_is_told_and_changes_nothing():
    case = refused_case(decision_read_on=date(2026, 3, 11))
    client = company(case.company)

    client.post(address(case, "beslissing-gelezen/"))

    assert "U gaf al aan dat u deze beslissing las." in text_of(client.get(address(case)))
    assert Application.objects.get(pk=case.pk).decision_read_on == date(2026, 3, 11)


def test_a_company_lodges_an_appeal_and_sees_it_on_the_case():
    case = refused_case()
    client = company(case.company)
    well_formed(client, address(case, "beroep/instellen/"))

    response = client.post(address(case, "beroep/instellen/"), {"reasons": "De balans klopt niet."})

    assert_done(response, step(Appeal.objects.get()))
    page = well_formed(client, address(case))
    assert "geweigerd, in beroep" in page
    assert "De balans klopt niet." in page
    assert f'href="{step(Appeal.objects.get(), "intrekken/")}"' in page


def test_an_empty_appeal_comes_back_with_the_error_at_its_field():
    case = refused_case()

    response = company(case.company).post(address(case, "beroep/instellen/"), {"reasons": " "})

    assert response.status_code == 422
    assert 'href="#id_reasons"' in text_of(response)
    assert not Appeal.objects.exists()


def test_a_page_that_was_left_open_until_the_term_was_over_says_so():
    case = refused_case(decision_read_on=date(2026, 3, 3), decided_on=date(2026, 3, 3))
    client = company(case.company)

    opened = text_of(client.get(address(case, "beroep/instellen/")))
    response = client.post(address(case, "beroep/instellen/"), {"reasons": "Toch."})

    assert "De laatste dag om beroep in te stellen is voorbij." in opened
    assert response.status_code == 422
    assert "De laatste dag om beroep in te stellen is voorbij." in text_of(response)
    assert "Toch." in text_of(response)


def test_a_company_takes_its_appeal_back():
    appeal = AppealFactory()
    client = company(appeal.application.company)
    well_formed(client, step(appeal, "intrekken/"))

    response = client.post(step(appeal, "intrekken/"))

    assert_done(response, step(appeal))
    assert Appeal.objects.get().state == "RETRACTED"


def test_the_department_enters_a_letter():
    case = refused_case()
    client = department()
    assert "maandag 23 maart 2026" in well_formed(client, address(case, "beroep/inschrijven/"))

    response = client.post(
        address(case, "beroep/inschrijven/"),
        {"way": "LETTER", "sent_on": "2026-03-13", "reasons": "Zie de brief."},
    )

    assert_done(response, step(Appeal.objects.get()))
    assert Appeal.objects.get().sent_on == date(2026, 3, 13)
    assert "Aangetekende brief" in well_formed(client, address(case))


def test_a_letter_of_tomorrow_comes_back_with_the_error_at_its_field():
    case = refused_case()

    response = department().post(
        address(case, "beroep/inschrijven/"), {"way": "LETTER", "sent_on": "2026-03-17"}
    )

    assert response.status_code == 422
    assert "17 maart 2026 ligt in de toekomst." in text_of(response)
    assert 'href="#id_sent_on"' in text_of(response)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        pytest.param({"answer": "yes"}, "ADMISSIBLE", id="admissible"),
        pytest.param(
            {"answer": "no", "ground": "NOT_BY_UNDERTAKING", "reason": "Door de school."},
            "INADMISSIBLE",
            id="inadmissible",
        ),
    ],
)
def test_the_department_answers_whether_the_appeal_is_admissible(typed, state):
    appeal = AppealFactory()
    client = department()
    well_formed(client, step(appeal, "ontvankelijkheid/"))

    response = client.post(step(appeal, "ontvankelijkheid/"), typed)

    assert_done(response, step(appeal))
    assert Appeal.objects.get().state == state


def test_not_admissible_without_a_ground_comes_back():
    appeal = AppealFactory()

    response = department().post(step(appeal, "ontvankelijkheid/"), {"answer": "no"})

    assert response.status_code == 422
    assert "Kies waarom het beroep niet ontvankelijk is." in text_of(response)


def test_the_department_extends_the_term():
    appeal = AppealFactory(admissible=True)
    client = department()
    well_formed(client, step(appeal, "verlengen/"))

    response = client.post(step(appeal, "verlengen/"), {"reason": "Plaatsbezoek."})

    assert_done(response, step(appeal))
    assert Appeal.objects.get().is_extended


def test_an_appeal_that_is_upheld_shows_the_recognition_on_the_case():
    appeal = admissible()
    mentor = appeal.application.assignments.get()
    client = department()
    well_formed(client, step(appeal, "beslissen/"))

    response = client.post(
        step(appeal, "beslissen/"),
        {"outcome": "UPHELD", "reason": "De balans klopt.", "mentors": [mentor.pk]},
    )

    assert_done(response, step(appeal))
    assert Recognition.objects.get().valid_from == TODAY
    page = well_formed(company(appeal.application.company), address(appeal.application))
    assert "gegrond" in page
    assert "De balans klopt." in page
    assert "van 16 maart 2026 tot en met 15 maart 2031" in page


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        pytest.param({"outcome": "PARTLY_UPHELD", "remaining": ["U2"]}, "PARTLY_UPHELD", id="partly"),
        pytest.param({"outcome": "REJECTED"}, "REJECTED", id="rejected"),
    ],
)
def test_the_other_outcomes_make_the_refusal_final(typed, state):
    appeal = admissible()

    response = department().post(step(appeal, "beslissen/"), {**typed, "reason": "Zo is het."})

    assert_done(response, step(appeal))
    assert Appeal.objects.get().state == state
    assert "definitief geweigerd" in text_of(department().get(address(appeal.application)))


def test_upheld_without_a_mentor_comes_back_with_the_error_at_its_field():
    appeal = admissible()

    response = department().post(step(appeal, "beslissen/"), {"outcome": "UPHELD", "reason": "Juist."})

    assert response.status_code == 422
    assert "Duid minstens één mentor van dit dossier aan." in text_of(response)


@pytest.mark.parametrize("name", ["ontvankelijkheid", "verlengen", "beslissen"])
def test_a_step_of_an_appeal_that_was_taken_back_says_so(name):
    appeal = AppealFactory(state="RETRACTED", application__state="REFUSED", decided_on=TODAY)
    typed = {"answer": "yes", "outcome": "REJECTED", "reason": "Zo is het."}

    opened = text_of(department().get(step(appeal, f"{name}/")))
    response = department().post(step(appeal, f"{name}/"), typed)

    assert "het dossier is intussen verder" in opened
    assert response.status_code == 409
    assert "het dossier is intussen verder" in text_of(response)


def test_the_partnership_reads_the_appeal_and_can_do_nothing_with_it():
    appeal = AppealFactory()
    client = officer()

    page = well_formed(client, address(appeal.application))

    assert "Onze balans van 2025 is positief." in page
    assert f'href="{step(appeal)}"' in page
    assert "/beroep/" not in page
    assert "Wat u nu kunt doen" not in well_formed(client, step(appeal))
    assert client.post(step(appeal, "beslissen/")).status_code == 403


def test_another_company_finds_nothing():
    appeal = AppealFactory()
    client = company(ApplicationFactory().company)

    assert client.post(step(appeal, "intrekken/")).status_code == 404
    assert Appeal.objects.get().state == "LODGED"


def test_running_appeals_stand_first_on_the_start_page_of_the_department():
    AppealFactory(admissible=True)
    AppealFactory()
    client = department()

    page = well_formed(client, "/taken/")

    assert page.index("Beoordeel de ontvankelijkheid") < page.index("Beslis over het beroep")
    assert "Nog 6 dagen (tot zondag 22 maart)" in page


def test_the_start_page_costs_as_many_queries_for_five_appeals_as_for_one():
    AppealFactory()
    client = department()
    one = queries_of(client, "/taken/")
    for _number in range(4):
        AppealFactory()

    assert queries_of(client, "/taken/") == one


def test_a_company_sees_its_refusal_among_its_tasks_as_long_as_it_can_appeal():
    case = refused_case()

    page = well_formed(company(case.company), "/taken/")

    assert "is geweigerd. U kunt in beroep gaan." in page
    assert "Nog 7 dagen (tot maandag 23 maart)" in page


def test_the_trail_of_the_department_holds_the_appeal():
    case = refused_case()
    company(case.company).post(address(case, "beroep/instellen/"), {"reasons": "De balans klopt niet."})
    department().post(
        step(Appeal.objects.get(), "ontvankelijkheid/"),
        {"answer": "no", "ground": "NOT_APPEALABLE", "reason": "Gericht tegen iets anders."},
    )

    page = text_of(department().get(address(case, "spoor/")))

    assert "Beroep ingesteld" in page
    assert "niet gericht tegen een beslissing waartegen beroep kan" in page
