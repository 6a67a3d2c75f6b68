"""The pages on which a company asks recognitions anew with the files that are there."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duaal.casework.recognition.models import Application, RequestForm
from duaal.casework.recognition.states import ApplicationKind
from tests.casework.recognition.bakery import bakery
from tests.casework.recognition.upkeep.test_renewing import recognised
from tests.foundation.documents.files import pdf
from tests.interfaces.web.readers import company, officer, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

CHOOSE = "/erkenningen/opnieuw-aanvragen/"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
SAID = {
    "o-organisation_and_equipment": "True",
    "o-financial_strength": "True",
    "o-conviction": "False",
    "c-name": "Ann Peeters",
    "c-email": "ann@voorbeeld.test",
    "c-phone": "016 00 00 00",
}


def test_the_page_of_a_recognition_that_ends_soon_leads_to_asking_it_anew():
    shop = bakery()
    soon, later = recognised(shop), recognised(shop, 1, valid_to=date(2027, 8, 31))
    client = company(shop.company)

    page = text_of(client.get(f"/erkenningen/{soon.pk}/"))

    assert f'class="button" href="{CHOOSE}?erkenning={soon.pk}">Vraag de erkenning opnieuw aan' in page
    assert "Vraag de erkenning opnieuw aan" not in text_of(client.get(f"/erkenningen/{later.pk}/"))
    assert CHOOSE not in text_of(officer("voeding").get(f"/erkenningen/{soon.pk}/"))


def test_a_company_asks_two_recognitions_anew_without_typing_what_is_known():
    shop = bakery()
    one, two = recognised(shop), recognised(shop, 1)
    client = company(shop.company)

    first = client.get(CHOOSE)
    started = client.post(CHOOSE, {"erkenning": [one.pk, two.pk], "site": ""})
    draft = RequestForm.objects.get()
    second = client.get(started["Location"])
    kept = client.post(
        started["Location"], {"places": ["0", "1"], "stays_0": "True", "stays_1": "True", **SAID}
    )
    check = client.get(kept["Location"])
    client.post(kept["Location"])

    assert "vallen de dagen die overblijven weg" in text_of(first)
    assert "Blijft" in text_of(second)
    assert outline(first).wrong == outline(second).wrong == outline(check).wrong == []
    assert kept["Location"] == f"/aanvragen/{draft.pk}/nakijken/"
    assert Application.objects.filter(kind=ApplicationKind.RENEWAL).count() == 2


def test_an_extract_that_is_too_old_is_asked_anew_and_nothing_goes_without_it(settings, tmp_path):
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    shop = bakery()
    old = recognised(shop)
    old.assignments.update(extract_issued_on=date(2024, 9, 1))
    client = company(shop.company)
    address = client.post(CHOOSE, {"erkenning": [old.pk]})["Location"]
    said = {"places": ["0"], "stays_0": "True", **SAID}

    page = text_of(client.get(address))
    without = client.post(address, said)
    file = SimpleUploadedFile("uittreksel.pdf", pdf())
    given = {**said, "model_0": "596.2", "issued_on_0": "2026-03-02", "file_0": file}
    after = client.post(address, given)

    assert "Dat is te oud om" in page
    assert without.status_code == 422
    assert "Kies het model van het uittreksel" in text_of(without)
    assert after["Location"].endswith("/nakijken/")
    (mentor,) = RequestForm.objects.get().answers["mentors"]
    assert mentor["extract_issued_on"] == "2026-03-02"


def test_a_mentor_who_goes_is_not_named_again():
    shop = bakery()
    old = recognised(shop)
    client = company(shop.company)
    address = client.post(CHOOSE, {"erkenning": [old.pk]})["Location"]

    check = client.post(address, {"places": ["0"], "stays_0": "False", **SAID}, follow=True)

    assert "Duid minstens één mentor aan." in text_of(check)


def test_the_recognition_of_another_company_is_not_offered():
    old = recognised(bakery())

    assert company(CompanyFactory()).post(CHOOSE, {"erkenning": [old.pk]}).status_code == 422


def test_with_nothing_to_ask_anew_the_page_says_what_can_be_done():
    page = text_of(company(bakery().company).get(CHOOSE))

    assert "Er is nu niets om opnieuw aan te vragen" in page
    assert "vanaf 6 maanden voor het einde" in page
