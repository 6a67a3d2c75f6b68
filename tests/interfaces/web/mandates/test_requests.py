"""A counsellor applies in the name of a company, and what both sides see of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duaal.casework.recognition.mandates.actions import revoke
from duaal.casework.recognition.models import Application, RequestForm
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.mandates.holders import DAY, MandateFactory, answers_of, draft_for, sent_for
from tests.foundation.accounts.factories import actor_for
from tests.foundation.documents.files import pdf
from tests.interfaces.web.mandates.conftest import client_of
from tests.interfaces.web.readers import queries_of
from tests.interfaces.web.reading import outline
from tests.interfaces.web.requests.test_pages import MENTOR
from tests.register.organisations.factories import CompanyFactory

pytestmark = pytest.mark.django_db

CHOOSE, OVERVIEW = "/aanvragen/namens/", "/aanvragen/"


def page(name: str, form: RequestForm) -> str:
    return reverse(f"requests:{name}", args=[form.pk])


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("verklaring.pdf", pdf(), "application/pdf")


def declared(browser, form: RequestForm) -> None:
    for place in answers_of(form).places:
        named = {"site": place.site_id, "programme": place.programme_code, "file": paper()}
        browser.post(page("declare", form), named)


def test_a_counsellor_walks_from_the_choice_of_a_company_to_the_receipt(browser, company, shop, mandate):
    assert browser.get(reverse("requests:start")).url == CHOOSE
    begun = browser.post(reverse("requests:begin", args=[shop.company.enterprise_number]))
    form = RequestForm.objects.get()
    assert begun.url == page("places", form)
    assert "U vraagt aan in naam van" in browser.get(begun.url).content.decode()

    browser.post(begun.url, {"sites": [shop.sites[0].pk], "programmes": [p.code for p in shop.programmes]})
    browser.post(page("new_mentor", form), MENTOR)
    said = {"organisation_and_equipment": "True", "financial_strength": "True", "conviction": "False"}
    browser.post(page("undertaking", form), said)
    contact = {"name": "Mieke", "email": "m@voorbeeld.test", "phone": "09 123 45 67"}
    browser.post(page("contact", form), contact)
    check = browser.get(page("check", form))
    assert outline(check).wrong == []
    assert check.content.decode().count("ontbreekt de verklaring op eer") == 2
    refused = browser.post(page("check", form))
    assert refused.status_code == 422
    assert not Application.objects.exists()

    declared(browser, form)
    ready = browser.get(page("check", form)).content.decode()
    assert ready.count("Verklaring op eer: verklaring.pdf") == 2
    sent = browser.post(page("check", form))

    assert sent.url == page("receipt", form)
    receipt = browser.get(sent.url).content.decode()
    assert f"{shop.company.name} ziet deze dossiers ook" in receipt
    case = Application.objects.first()
    assert case.reference in browser.get(OVERVIEW).content.decode()
    assert "ingediend door" in company.get(OVERVIEW).content.decode()


def test_a_company_without_a_mandate_is_found_in_the_register_and_asks_for_its_paper(browser, mandate):
    other = CompanyFactory(name="Zagerij Verzonnen")
    CompanyFactory(name="Zagerij Gestopt", stopped=True)

    found = browser.get(CHOOSE, {"zoek": "zagerij"})
    by_number = browser.get(CHOOSE, {"zoek": other.enterprise_number}).content.decode()

    text = found.content.decode()
    assert outline(found).wrong == []
    assert f"{reverse('mandates:new')}?onderneming={other.enterprise_number}" in text
    assert "Zagerij Gestopt" not in text
    assert "Zagerij Verzonnen" in by_number
    assert reverse("requests:begin", args=[mandate.company.enterprise_number]) in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("z", "Typ minstens twee tekens."), ("zzz", "Geen actieve onderneming begint met")],
)
def test_a_search_that_finds_nothing_says_what_to_do(browser, typed, sentence):
    assert sentence in browser.get(CHOOSE, {"zoek": typed}).content.decode()


def test_the_choice_costs_as_many_queries_for_many_companies_as_for_one(browser, mandate, counsellor):
    CompanyFactory(name="Zagerij Een")
    one = queries_of(browser, f"{CHOOSE}?zoek=zagerij")
    for number in range(5):
        other = CompanyFactory(name=f"Zagerij {number}")
        MandateFactory(company=other, holder_id=counsellor.user_id, holder_name=counsellor.name)

    assert queries_of(browser, f"{CHOOSE}?zoek=zagerij") == one


def test_without_a_mandate_nothing_is_begun(browser, shop):
    answer = browser.post(reverse("requests:begin", args=[shop.company.enterprise_number]), follow=True)

    assert "U hebt geen machtiging van deze onderneming" in answer.content.decode()
    assert not RequestForm.objects.exists()


def test_a_declaration_needs_a_file_that_is_one_and_a_case_of_the_form(browser, shop, counsellor, mandate):
    form = draft_for(shop, actor=counsellor, papers=False)
    place = answers_of(form).places[0]
    named = {"site": place.site_id, "programme": place.programme_code}

    empty = browser.post(page("declare", form), named, follow=True)
    wrong = SimpleUploadedFile("a.pdf", b"tekst", "application/pdf")
    fake = browser.post(page("declare", form), {**named, "file": wrong}, follow=True)
    nowhere = browser.post(page("declare", form), {"site": "0", "programme": "x", "file": paper()})

    assert "Kies eerst de scan of foto" in empty.content.decode()
    assert "geen PDF, JPEG of PNG" in fake.content.decode()
    assert nowhere.status_code == 404
    assert answers_of(form).declarations == ()


def test_a_draft_goes_to_the_company_that_goes_on_with_it(browser, company, shop, counsellor, mandate):
    form = draft_for(shop, actor=counsellor)
    seen = company.get(OVERVIEW).content.decode()
    assert "Wordt voorbereid in uw naam" in seen
    assert company.get(page("check", form)).status_code == 404

    browser.post(page("hand_over", form), follow=True)

    assert browser.get(page("check", form)).status_code == 404
    check = company.get(page("check", form)).content.decode()
    assert "Bewaar de verklaring" not in check
    assert "aan u bezorgd op 3 maart 2026" in company.get(OVERVIEW).content.decode()
    company.post(page("check", form))
    assert set(Application.objects.values_list("submitter_kind", flat=True)) == {"SELF"}


def test_the_company_takes_a_draft_in_its_name(browser, company, shop, counsellor, mandate):
    form = draft_for(shop, actor=counsellor)

    answer = company.post(page("hand_over", form))

    assert answer.url == page("check", form)
    assert browser.get(page("places", form)).status_code == 404


def test_who_lost_his_mandate_finds_neither_draft_nor_case(browser, company, shop, counsellor, mandate):
    case = sent_for(shop, actor=counsellor)[0]
    revoke(mandate.pk, actor=shop.actor, on=DAY)

    assert case.reference not in browser.get(OVERVIEW).content.decode()
    assert browser.get(reverse("cases:detail", args=[case.reference])).status_code == 404
    assert company.get(reverse("cases:detail", args=[case.reference])).status_code == 200


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SECTOR])
def test_a_colleague_and_a_sector_employee_see_nothing_of_it(role, shop, counsellor, mandate):
    case = sent_for(shop, actor=counsellor)[0]
    organisation = counsellor.organisation if role == Role.COUNSELLOR else "voeding"
    stranger = client_of(actor_for(role, organisation))

    assert case.reference not in stranger.get(OVERVIEW).content.decode()
    assert stranger.get(reverse("cases:detail", args=[case.reference])).status_code == 404


def test_the_overview_of_a_holder_costs_as_many_queries_for_many_cases(browser, shop, counsellor, mandate):
    sent_for(shop, actor=counsellor)
    some = queries_of(browser, OVERVIEW)
    Application.objects.update(state="CANCELLED")
    sent_for(shop, actor=counsellor)

    assert queries_of(browser, OVERVIEW) == some


def test_a_holder_without_anything_reads_where_to_begin(browser):
    text = browser.get(OVERVIEW).content.decode()

    assert "U diende nog geen aanvraag in" in text
    assert CHOOSE in text
