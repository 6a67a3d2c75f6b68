"""How a body decided, on the pages: quick under the mandate, votes where they were cast, told afterwards."""

import pytest

from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import ApplicationState
from tests.casework.recognition.factories import ApplicationFactory
from tests.interfaces.web.readers import company, department, flemish, officer, text_of
from tests.interfaces.web.reading import outline
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

VOTES = {"how": "vote", "votes_employers_for": "3", "votes_workers_for": "2", "votes_workers_against": "1"}


def grant_page(case: Application) -> str:
    return f"/dossiers/{case.reference}/toekennen/"


def case_page(case: Application) -> str:
    return f"/dossiers/{case.reference}/"


def test_an_officer_who_decides_under_the_mandate_only_presses_the_button():
    case = ApplicationFactory(judged=True)

    response = officer().post(grant_page(case), {})

    page = text_of(officer().get(case_page(case)))
    assert response.status_code == 302
    assert "Beslist volgens het huishoudelijk reglement, zonder aparte stemming." in page


def test_votes_are_kept_and_shown_to_who_decides_and_supervises_not_to_the_company():
    case = ApplicationFactory(judged=True)

    response = officer().post(grant_page(case), VOTES)

    assert response.status_code == 302
    for reader in (officer(), department()):
        page = text_of(reader.get(case_page(case)))
        assert "werkgevers: 3 voor" in page
        assert "werknemers: 2 voor, 1 tegen" in page
    assert "werkgevers: 3 voor" not in text_of(company(case.company).get(case_page(case)))


def test_the_trail_of_the_department_tells_the_votes_in_words():
    case = ApplicationFactory(judged=True)
    officer().post(grant_page(case), VOTES)

    page = text_of(department().get(f"/dossiers/{case.reference}/spoor/"))

    assert "werknemers: 1 tegen" in page
    assert "votes workers" not in page


def test_the_form_of_a_sector_offers_no_service_and_puts_who_may_not_vote_apart():
    case = ApplicationFactory(judged=True)

    response = officer().get(grant_page(case))

    page = text_of(response)
    assert "De dienst die de regering aanwees" not in page
    assert page.index("werknemers voor") < page.index("Stemde er nog iemand mee?") < page.index("VDAB voor")
    assert not outline(response).wrong


def test_a_vote_of_a_member_who_may_not_vote_comes_back_with_what_to_do_and_what_was_typed():
    case = ApplicationFactory(judged=True)

    response = officer().post(grant_page(case), {**VOTES, "votes_education_for": "1", "remark": "Mooi."})

    page = text_of(response)
    assert response.status_code == 422
    assert "Laat de leden die mogen stemmen opnieuw beslissen." in page
    assert 'name="votes_education_for" value="1"' in page
    assert "Mooi." in page
    assert Application.objects.get(pk=case.pk).state == ApplicationState.IN_REVIEW


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param({"how": "vote"}, "Vul in hoeveel leden voor of tegen stemden", id="no votes"),
        pytest.param({**VOTES, "how": "mandate"}, "U vulde stemmen in.", id="votes under the mandate"),
        pytest.param(
            {"how": "vote", "votes_workers_against": "4"},
            "Niemand stemde voor deze beslissing.",
            id="against",
        ),
        pytest.param({**VOTES, "votes_workers_for": "drie"}, "Vul een aantal in", id="no number"),
        pytest.param({"how": "service"}, "service", id="a service in a sector"),
    ],
)
def test_what_was_typed_wrongly_about_the_votes_is_told(typed, words):
    case = ApplicationFactory(judged=True)

    response = officer().post(grant_page(case), typed)

    assert response.status_code == 422
    assert words in text_of(response)
    assert not outline(response).wrong
    assert Application.objects.get(pk=case.pk).state == ApplicationState.IN_REVIEW


def test_the_flemish_partnership_refuses_by_its_service():
    case = ApplicationFactory(judged=True, partnership=PartnershipFactory(flemish=True))
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")

    response = flemish().post(f"/dossiers/{case.reference}/weigeren/", {"how": "service"})

    assert response.status_code == 302
    assert "De dienst die de regering aanwees, besliste." in text_of(flemish().get(case_page(case)))
