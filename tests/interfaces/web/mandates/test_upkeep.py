"""The pages on which a holder of a mandate asks anew and reports a change."""

from datetime import date

import pytest

from duaal.casework.recognition.models import Recognition, ReportedChange, RequestForm
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory
from tests.interfaces.web.readers import queries_of, text_of
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def recognised(shop, mandate) -> Recognition:
    return another(shop)


def another(shop, site: int = 0) -> Recognition:
    one = RecognitionFactory(
        application__site=shop.sites[site],
        application__programme=shop.programmes[0],
        valid_from=date(2021, 5, 1),
        valid_to=date(2026, 4, 30),
    )
    MentorAssignmentFactory(application=one.application, recognition=one, state="ACTIVE")
    return one


def page_of(browser, address: str) -> str:
    answer = browser.get(address)
    assert outline(answer).wrong == []
    return text_of(answer)


def test_a_recognition_that_ends_is_a_task_that_leads_to_a_draft_in_the_name_of_the_company(
    recognised, shop, browser
):
    number = shop.company.enterprise_number
    address = f"/erkenningen/opnieuw-aanvragen/?onderneming={number}"
    tasks = page_of(browser, "/taken/")
    assert f"{address}&amp;erkenning={recognised.pk}" in tasks
    assert address in page_of(browser, "/machtigingen/")
    assert "U vraagt aan in naam van deze onderneming." in page_of(browser, address)

    answer = browser.post(address, {"erkenning": [recognised.pk], "site": ""})

    form = RequestForm.objects.get()
    assert answer["Location"] == f"/aanvragen/{form.pk}/opnieuw/"
    assert form.mandate is not None
    page_of(browser, answer["Location"])


def test_of_a_mentor_from_the_file_a_holder_sees_the_name_only(recognised, shop, browser):
    browser.post(
        f"/erkenningen/opnieuw-aanvragen/?onderneming={shop.company.enterprise_number}",
        {"erkenning": [recognised.pk], "site": ""},
    )
    form = RequestForm.objects.get()

    mentors = page_of(browser, f"/aanvragen/{form.pk}/mentoren/")

    mentor = recognised.assignments.get()
    assert str(mentor.person) in mentors
    assert "in het beroep sinds" not in mentors
    assert browser.get(f"/aanvragen/{form.pk}/mentoren/1/").status_code == 404


def test_a_holder_reports_a_change_and_reads_what_came_of_it(recognised, shop, browser, company):
    address = f"/wijzigingen/melden/?onderneming={shop.company.enterprise_number}"
    assert "U meldt dit in naam van de onderneming." in page_of(browser, address)

    answer = browser.post(
        address, {"kind": "CLOSURE", "site": "", "happens_on": "2026-03-10", "description": "We sluiten."}
    )

    change = ReportedChange.objects.get()
    assert answer["Location"] == "/wijzigingen/"
    assert f"/wijzigingen/{change.pk}/" in page_of(browser, "/wijzigingen/")
    own = page_of(browser, f"/wijzigingen/{change.pk}/")
    assert "We sluiten." in own
    assert f"/erkenningen/{recognised.pk}/" not in own
    assert "We sluiten." in text_of(company.get(f"/wijzigingen/{change.pk}/"))


@pytest.mark.parametrize("page", ["/erkenningen/opnieuw-aanvragen/", "/wijzigingen/melden/"])
def test_a_company_that_did_not_let_him_is_not_found(page, recognised, browser):
    other = RecognitionFactory()

    for query in (f"?onderneming={other.company.enterprise_number}", "", "?onderneming=x"):
        assert browser.get(page + query).status_code == 404
        assert browser.post(page + query, {"erkenning": [other.pk]}).status_code == 404
    assert not RequestForm.objects.exists()


def test_the_tasks_cost_as_many_queries_for_two_recognitions_as_for_one(recognised, shop, browser):
    one = queries_of(browser, "/taken/")
    another(shop, site=1)

    assert queries_of(browser, "/taken/") == one
