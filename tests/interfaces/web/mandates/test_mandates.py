"""The page of mandates: the holder adds his, the company sees and ends them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duaal.casework.recognition.models import Mandate
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.mandates.holders import MandateFactory, sent_for
from tests.foundation.accounts.factories import actor_for
from tests.foundation.documents.files import pdf
from tests.interfaces.web.mandates.conftest import client_of
from tests.interfaces.web.readers import queries_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = pytest.mark.django_db(transaction=True)

OVERVIEW, NEW = "/machtigingen/", "/machtigingen/nieuw/"


def typed(number: str, **changed: object) -> dict[str, object]:
    paper = SimpleUploadedFile("machtiging.pdf", pdf(), "application/pdf")
    values = {
        "enterprise_number": number,
        "signed_by_name": "Mieke Verzonnen",
        "signed_on": "2026-03-02",
        "valid_to": "",
        "file": paper,
    }
    return {**values, **changed}


def test_a_counsellor_adds_the_signed_paper_and_can_begin(browser, shop):
    page = browser.get(NEW)
    answer = browser.post(NEW, typed(shop.company.enterprise_number), follow=True)

    assert outline(page).wrong == []
    assert Mandate.objects.get().company == shop.company
    text = answer.content.decode()
    assert f"De machtiging van {shop.company.name} is bewaard" in text
    assert reverse("requests:begin", args=[shop.company.enterprise_number]) in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"signed_on": "2026-03-04"}, "4 maart 2026 ligt in de toekomst"),
        ({"valid_to": "2026-03-01"}, "voor ze ondertekend is"),
        ({"signed_on": "2026-02-01", "valid_to": "2026-03-02"}, "De machtiging eindigde al op 2 maart 2026"),
        ({"enterprise_number": "0999.999.922"}, "geen onderneming met het nummer"),
        ({"enterprise_number": "12"}, "12"),
        ({"file": ""}, "Kies de scan of foto van de machtiging."),
        ({"signed_by_name": ""}, "Vul de naam in van wie de machtiging ondertekende."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(browser, shop, changed, sentence):
    answer = browser.post(NEW, typed(shop.company.enterprise_number, **changed))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert outline(answer).wrong == []
    assert not Mandate.objects.exists()


def test_a_paper_that_is_no_paper_is_refused_by_its_content(browser, shop):
    fake = SimpleUploadedFile("machtiging.pdf", b"gewone tekst", "application/pdf")

    answer = browser.post(NEW, typed(shop.company.enterprise_number, file=fake))

    assert "geen PDF, JPEG of PNG" in answer.content.decode()
    assert not Mandate.objects.exists()


def test_the_number_on_the_paper_is_that_of_the_chosen_company(browser, shop):
    other = CompanyFactory(name="Slagerij Anders")

    page = browser.get(NEW, {"onderneming": other.enterprise_number})
    answer = browser.post(
        f"{NEW}?onderneming={other.enterprise_number}", typed(shop.company.enterprise_number)
    )

    assert "Slagerij Anders" in page.content.decode()
    assert "maar u koos de onderneming met nummer" in answer.content.decode()
    assert "Kies dit bestand opnieuw" in answer.content.decode()
    assert not Mandate.objects.exists()


def test_the_company_sees_who_may_act_for_it_and_ends_it_at_once(company, browser, mandate):
    page = company.get(OVERVIEW)
    text = page.content.decode()
    assert outline(page).wrong == []
    assert mandate.holder_name in text
    assert "trajectbegeleider, Atheneum De Verzonnen Brug" in text
    assert "nog geen dossier ingediend" in text

    answer = company.post(reverse("mandates:end", args=[mandate.pk]), follow=True)

    mandate.refresh_from_db()
    assert mandate.revoked_on is not None
    assert "kan niets meer doen in naam van uw onderneming" in answer.content.decode()
    assert "U hebt nog geen machtiging" in browser.get(OVERVIEW).content.decode()


def test_the_holder_gives_up_his_own(browser, mandate):
    answer = browser.post(reverse("mandates:end", args=[mandate.pk]), follow=True)
    again = browser.post(reverse("mandates:end", args=[mandate.pk]), follow=True)

    assert "Uw machtiging is ingetrokken" in answer.content.decode()
    assert "was al ingetrokken" in again.content.decode()


def test_the_paper_is_a_download_that_leaves_a_trace(company, browser, mandate):
    address = reverse("mandates:document", args=[mandate.pk])

    for reader in (company, browser):
        answer = reader.post(address)
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"].startswith("attachment")
    assert company.get(address).status_code == 405
    assert Entry.objects.filter(file_kind="mandate", step="open_mandate").count() == 2


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SECTOR, Role.COMPANY])
def test_a_stranger_of_the_same_kind_finds_nothing(role, mandate):
    stranger = client_of(actor_for(role))

    assert mandate.holder_name not in stranger.get(OVERVIEW).content.decode()
    assert stranger.post(reverse("mandates:end", args=[mandate.pk])).status_code == 404
    assert stranger.post(reverse("mandates:document", args=[mandate.pk])).status_code == 404


def test_the_page_costs_as_many_queries_for_many_mandates_as_for_one(company, shop, mandate, counsellor):
    sent_for(shop, actor=counsellor)
    one = queries_of(company, OVERVIEW)
    for number in range(900, 905):
        MandateFactory(company=shop.company, holder_id=number, holder_organisation=str(number))

    assert queries_of(company, OVERVIEW) == one


def test_a_company_without_mandates_reads_what_they_are(company):
    page = company.get(OVERVIEW)

    assert "Niemand heeft uw machtiging" in page.content.decode()
    assert NEW not in page.content.decode()


def test_links_to_the_page_stand_in_the_navigation_of_both_sides(company, browser):
    for reader in (company, browser):
        assert OVERVIEW in outline(reader.get("/taken/")).links
