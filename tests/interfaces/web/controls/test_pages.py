"""The pages of a control: every button works, a look takes a POST, who may not finds nothing."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.recognition.models import Control, Recognition
from duaal.foundation.audit.models import Entry
from tests.casework.recognition.factories import RecognitionFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, department, officer, queries_of, text_of
from tests.interfaces.web.reading import Outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_16_march_2026")]


def inspector() -> Client:
    client = Client()
    client.force_login(UserFactory(inspector=True))
    return client


def opened(client: Client, recognition: Recognition) -> str:
    response = client.post(
        "/controles/nieuw/",
        {
            "number": recognition.company.enterprise_number,
            "reason": "Klacht van een ouder.",
            "ends_on": "2026-03-31",
        },
    )
    assert response.status_code == 302, text_of(response)
    return response["Location"]


def well_formed(client: Client, path: str) -> str:
    page = text_of(client.get(path))
    assert Outline(page).wrong == []
    return page


def test_an_inspector_opens_a_control_and_reads_until_when():
    recognition = RecognitionFactory()
    client = inspector()
    well_formed(client, "/controles/nieuw/")

    page = well_formed(client, opened(client, recognition))

    assert "Nog 15 dagen (tot dinsdag 31 maart)" in page
    assert "Klacht van een ouder." in page
    assert recognition.company.name in well_formed(client, "/controles/")


def test_opening_the_page_shows_no_files_and_keeps_nothing_but_the_button_does():
    recognition = RecognitionFactory()
    client = inspector()
    path = opened(client, recognition)
    before = Entry.objects.count()

    page = text_of(client.get(path))
    shut = client.get(f"{path}dossier/")
    after_reading = Entry.objects.count()
    dossier = client.post(f"{path}dossier/")

    assert recognition.programme.name not in page
    assert shut.status_code == 405
    assert after_reading == before
    assert recognition.programme.name in text_of(dossier)
    assert Outline(text_of(dossier)).wrong == []
    assert Entry.objects.get(step="view_dossier").actor_role == "inspector"


def test_a_control_that_is_over_opens_nothing():
    recognition = RecognitionFactory()
    client = inspector()
    path = opened(client, recognition)
    Control.objects.update(opened_on=date(2026, 3, 1), ends_on=date(2026, 3, 15))

    page = well_formed(client, path)
    answer = client.post(f"{path}dossier/")

    assert "Open het dossier" not in page
    assert answer.status_code == 409
    assert "Deze controle is afgelopen. Open een nieuwe." in text_of(answer)
    assert recognition.programme.name not in text_of(answer)


def test_the_partnership_reads_a_finding_on_the_recognition_and_the_company_does_not():
    recognition = RecognitionFactory()
    client = inspector()
    path = opened(client, recognition)
    well_formed(client, f"{path}vaststelling/")

    response = client.post(
        f"{path}vaststelling/", {"recognition": recognition.pk, "text": "De mentor was er niet."}
    )

    place = f"/erkenningen/{recognition.pk}/"
    assert response["Location"] == path
    assert "De mentor was er niet." in well_formed(client, path)
    assert "De mentor was er niet." in well_formed(officer(), place)
    assert "De mentor was er niet." not in well_formed(company(recognition.company), place)


def test_an_empty_finding_comes_back_with_the_error_at_its_field():
    client = inspector()
    path = opened(client, RecognitionFactory())

    response = client.post(f"{path}vaststelling/", {"text": " "})

    assert response.status_code == 422
    assert 'href="#id_text"' in text_of(response)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "0123"}, 'href="#id_number"'),
        ({"number": "0123456749"}, "We kennen geen onderneming met dit nummer."),
        ({"ends_on": "2026-03-15"}, "15 maart 2026 is voorbij."),
    ],
)
def test_what_is_wrong_with_a_new_control_is_said_and_what_was_typed_stays(typed, said):
    number = RecognitionFactory().company.enterprise_number
    given = {"number": number, "reason": "Klacht van een ouder.", "ends_on": "2026-03-31", **typed}

    response = inspector().post("/controles/nieuw/", given)

    assert response.status_code == 422
    assert said in text_of(response)
    assert "Klacht van een ouder." in text_of(response)


def test_a_second_control_of_the_same_undertaking_is_refused_in_words():
    recognition = RecognitionFactory()
    client = inspector()
    opened(client, recognition)

    response = client.post(
        "/controles/nieuw/",
        {"number": recognition.company.enterprise_number, "reason": "Nog eens.", "ends_on": "2026-03-31"},
    )

    assert response.status_code == 422
    assert "Uw controle bij deze onderneming loopt al." in text_of(response)


def test_an_inspector_closes_a_control_and_the_department_sees_who_looked_when():
    client = inspector()
    path = opened(client, RecognitionFactory())
    client.post(f"{path}dossier/")

    client.post(f"{path}afsluiten/")

    page = well_formed(department(), path)
    assert "afgelopen" in page
    assert "Dossier bekeken" in page
    assert "Controle afgesloten" in page
    assert "Open het dossier" not in page


def test_another_inspector_finds_nothing():
    path = opened(inspector(), RecognitionFactory())
    other = inspector()

    assert other.get(path).status_code == 404
    assert other.post(f"{path}dossier/").status_code == 404


def test_the_list_costs_as_many_queries_for_four_as_for_one():
    client = inspector()
    opened(client, RecognitionFactory())
    one = queries_of(client, "/controles/")
    for _number in range(3):
        opened(client, RecognitionFactory())

    assert queries_of(client, "/controles/") == one
    assert text_of(client.get("/controles.csv")).count("Klacht van een ouder.") == 4
