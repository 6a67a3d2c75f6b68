"""The page of a case that somebody sent in the name of the company, for each of its readers."""

import pytest
from django.urls import reverse

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.factories import judge_all
from tests.casework.recognition.mandates.holders import DAY, sent_for
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.web.mandates.conftest import client_of
from tests.interfaces.web.readers import officer
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(shop, counsellor, mandate) -> Application:
    return sent_for(shop, actor=counsellor)[0]


@pytest.fixture
def food(case):
    return actor_for(Role.PARTNERSHIP, "voeding")


def at(case: Application, name: str = "detail", *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.reference, *more])


def test_everyone_reads_who_sent_it_and_on_which_paper(case, browser, company, food):
    for reader, words in (
        (browser, f"U diende dit in namens {case.company.name}."),
        (company, "diende dit in: trajectbegeleider, Atheneum De Verzonnen Brug."),
        (client_of(food), "diende dit in: trajectbegeleider, Atheneum De Verzonnen Brug."),
    ):
        answer = reader.get(at(case))
        assert words in answer.content.decode()
        assert outline(answer).wrong == []


def test_who_sent_it_sees_no_condition_no_file_of_a_mentor_and_no_page_of_the_company(case, browser):
    judge_all(case)

    answer = browser.get(at(case))

    text = answer.content.decode()
    assert "Voorwaarden</h2>" not in text
    assert "Het oordeel over de voorwaarden en over de mentoren ziet alleen de onderneming." in text
    assert reverse("companies:detail", args=[case.company.enterprise_number]) not in text
    assert not [link for link in outline(answer).posts if "documenten" in link]


def test_who_sent_it_answers_and_withdraws(case, browser, food):
    handling.ask(case.pk, actor=food, on=DAY, items="Een recent uittreksel.")

    page = browser.get(at(case)).content.decode()
    browser.post(at(case, "answer"), {"text": "Het zit hierbij."})

    assert "Het partnerschap stelde u een vraag" in page
    case.refresh_from_db()
    assert case.state == ApplicationState.IN_REVIEW
    browser.post(at(case, "withdraw"), {"remark": ""})
    case.refresh_from_db()
    assert case.state == ApplicationState.CANCELLED


def test_a_company_takes_over_and_only_it_answers_from_then_on(case, browser, company, food):
    handling.ask(case.pk, actor=food, on=DAY, items="Een recent uittreksel.")

    taken = company.post(at(case, "take_over"), follow=True)
    again = company.post(at(case, "take_over"), follow=True)

    assert "Dit dossier is nu van u" in taken.content.decode()
    assert "heeft deze aanvraag al overgenomen" in again.content.decode()
    assert browser.get(at(case, "answer")).status_code == 403
    reading = browser.get(at(case)).content.decode()
    assert "De onderneming nam dit dossier over op 3 maart 2026" in reading
    assert "Het partnerschap stelde u een vraag" not in reading
    assert company.get(at(case, "answer")).status_code == 200


def test_a_refusal_shows_its_holder_no_reasons_and_who_can_appeal(case, browser, company, food):
    judge_all(case, "not_met")
    handling.refuse(case.pk, actor=food, on=DAY, remark="Op het uittreksel staan feiten.")

    answer = browser.get(at(case))

    text = answer.content.decode()
    assert outline(answer).wrong == []
    assert "Op het uittreksel staan feiten." not in text
    assert "Waarom niet" not in text
    assert "Alleen de onderneming zelf kan in beroep gaan" in text
    assert browser.get(reverse("appeals:lodge", args=[case.reference])).status_code == 403
    assert browser.post(reverse("appeals:lodge", args=[case.reference])).status_code == 403
    assert "Op het uittreksel staan feiten." in company.get(at(case)).content.decode()


def test_a_grant_shows_its_holder_the_recognition_and_the_names_of_its_mentors(case, browser, food):
    judge_all(case)
    handling.grant(case.pk, actor=food, on=DAY, remark="Met afwijking op de leeftijd.")

    text = browser.get(at(case)).content.decode()

    assert "van 3 maart 2026 tot en met 2 maart 2031" in text
    assert "Mieke Verzonnen" in text
    assert "mentoropleiding uiterlijk" not in text
    assert "Met afwijking op de leeftijd." not in text


def test_papers_are_downloads_for_who_may_and_every_look_is_an_entry(case, browser, company, food):
    address = at(case, "paper", case.declaration_id)

    for reader in (browser, company, client_of(food)):
        assert reader.post(address).content.startswith(b"%PDF-")
    assert officer("bouw").post(address).status_code == 404
    assert company.post(at(case, "paper", 0)).status_code == 404
    assert Entry.objects.filter(step="open_paper").count() == 3


def test_the_start_page_of_a_holder_lists_what_waits_for_him(case, browser, food, mandate):
    handling.ask(case.pk, actor=food, on=DAY, items="Een recent uittreksel.")
    mandate.valid_to = DAY
    mandate.save()
    browser.post(reverse("requests:begin", args=[case.company.enterprise_number]))

    answer = browser.get("/taken/")

    text = answer.content.decode()
    assert outline(answer).wrong == []
    assert f"Het partnerschap vraagt meer over de aanvraag van {case.company.name}" in text
    assert f"De aanvraag voor {case.company.name} die u op 3 maart 2026 begon" in text
    assert f"Uw machtiging van {case.company.name} eindigt." in text
