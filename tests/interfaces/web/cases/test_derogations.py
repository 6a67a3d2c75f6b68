"""The judging page on a derogation: how far it can go, and whether the proof can be looked at."""

import pytest

from duaal.casework.recognition.models import Application, AssignmentDocument
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.lawbook.book import BOOK
from tests.casework.recognition.factories import ApplicationFactory, MentorAssignmentFactory
from tests.foundation.documents.factories import stored
from tests.interfaces.web.readers import officer, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

FLOOR = "Een afwijking kan vanaf 23 jaar, nooit eronder."
NO_FLOOR = "Voor dit partnerschap staat geen minimum aan ervaring vast."
NO_FILE = "De onderneming noemt een bewijs, maar laadde het niet op."
NO_PROOF = "Ze kan alleen met een bewijs van een opleiding in het beroep, en dat is er niet."
OPEN_IT = "Het bewijs staat hierboven bij de mentor"


@pytest.fixture(autouse=True)
def place(tmp_path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


def judging(case: Application) -> str:
    return text_of(officer().get(f"/dossiers/{case.reference}/beoordelen/"))


def case_with(**traits: object) -> Application:
    case = ApplicationFactory(mentor=None)
    MentorAssignmentFactory(application=case, **traits)
    return case


def test_a_mentor_who_meets_everything_needs_no_words_about_a_derogation():
    page = judging(ApplicationFactory())

    assert "Een afwijking kan" not in page


def test_a_young_mentor_with_a_named_proof_shows_the_floor_and_that_the_file_is_not_there():
    page = judging(case_with(too_young=True, with_proof=True))

    assert FLOOR in page
    assert NO_FILE in page


def test_a_proof_that_was_uploaded_can_be_opened_from_the_page():
    case = case_with(inexperienced=True, with_proof=True)
    document = stored(kind=DocumentKind.PRIOR_TRAINING)
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)

    page = judging(case)

    assert NO_FLOOR in page
    assert OPEN_IT in page
    assert f"/dossiers/{case.reference}/documenten/{document.pk}/" in page


def test_without_a_proof_the_page_says_that_no_derogation_is_possible():
    page = judging(case_with(inexperienced=True))

    assert NO_PROOF in page


def test_a_conviction_can_be_judged_irrelevant_with_a_reason():
    page = judging(ApplicationFactory(convicted=True))

    assert "U kunt beslissen dat de veroordeling niet meetelt." in page


def test_a_floor_of_the_joint_committee_stands_on_the_page():
    case = ApplicationFactory(
        mentor=None, joint_committee__code="226", partnership__code="bouw", reference="E2026-00000226"
    )
    MentorAssignmentFactory(application=case, inexperienced=True, with_proof=True)

    assert "vanaf 3 jaar ervaring voor dit paritair comité" in judging(case)


def test_the_proof_is_asked_kept_and_shown_beside_the_reason():
    case = case_with(too_young=True, with_proof=True)
    mentor, client = case.assignments.get().pk, officer()
    address = f"/dossiers/{case.reference}/beoordelen/"
    given = {f"verdict_m2_{mentor}": "derogated", f"reason_m2_{mentor}": "Kent het vak."}

    without = client.post(address, given)
    client.post(address, {**given, f"proof_m2_{mentor}": "Bachelor, 2019."})

    assert without.status_code == 422
    assert "Op welk bewijs steunt een afwijking op M2?" in text_of(without)
    assert "Bewijs: Bachelor, 2019." in text_of(client.get(f"/dossiers/{case.reference}/"))
    assert 'value="Bachelor, 2019."' in client.get(address).content.decode()


def test_where_no_derogation_can_be_chosen_no_proof_is_asked():
    assert "Op welk bewijs steunt" not in judging(case_with(inexperienced=True))


def test_the_age_on_the_page_is_that_of_the_law_book():
    assert f"vanaf {BOOK.value('recognition.mentor_min_age_derogated').versions[-1].value} jaar" in FLOOR
