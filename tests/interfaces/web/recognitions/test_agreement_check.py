"""On which recognition may an agreement with one learner lean: the page that answers before it is signed."""

from datetime import date

import pytest

from tests.casework.recognition.upkeep.places import recognised
from tests.interfaces.web.readers import company, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.programmes.factories import ProgrammeFactory, ReplacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def address(recognition, programme=None, **changed) -> str:
    given = {
        "programme": recognition.programme_id if programme is None else programme,
        "concluded_on": "2026-03-10",
        "starts_on": "2026-03-16",
        **changed,
    }
    query = "&".join(f"{key}={value}" for key, value in given.items())
    return f"/ondernemingen/{recognition.company.enterprise_number}/leerling/nakijken/?{query}"


def asked(recognition, programme=None, **changed) -> str:
    response = company(recognition.company).get(address(recognition, programme, **changed))
    assert response.status_code == 200
    assert outline(response).wrong == []
    return text_of(response)


def test_the_page_asks_first_and_answers_nothing():
    recognition = recognised()
    number = recognition.company.enterprise_number

    page = text_of(company(recognition.company).get(f"/ondernemingen/{number}/leerling/nakijken/"))

    assert "Welke opleiding volgt de leerling?" in page
    assert "Het antwoord" not in page
    assert "leerling/nakijken/" in text_of(
        company(recognition.company).get(f"/ondernemingen/{number}/leerling/")
    )


def test_a_fitting_recognition_is_named():
    recognition = recognised()

    page = asked(recognition)

    assert "Ja, op 1 erkenning." in page
    assert f"/erkenningen/{recognition.pk}/" in page


def test_an_adult_learner_finds_no_recognition_and_reads_why():
    recognition = recognised()
    adult = ProgrammeFactory(adult=True)

    page = asked(recognition, adult.pk)

    assert "Nee, op geen enkele erkenning." in page
    assert "De erkenning is voor een ander soort onderwijs." in page


def test_a_learner_of_the_new_programme_comes_on_the_recognition_of_the_old_one_from_the_day_decided():
    recognition = recognised()
    new = ReplacementFactory(
        partnership=recognition.partnership, old=recognition.programme, since=date(2026, 3, 10)
    ).new

    page = asked(recognition, new.pk)
    before = asked(recognition, new.pk, concluded_on="2026-03-09")

    assert "Ja, op 1 erkenning." in page
    assert "telt voor de nieuwe" in page
    assert "Nee, op geen enkele erkenning." in before


def test_what_another_partnership_decided_does_not_count_here():
    recognition = recognised()
    new = ReplacementFactory(partnership__code="hout", old=recognition.programme).new

    assert "Nee, op geen enkele erkenning." in asked(recognition, new.pk)


def test_a_parent_as_mentor_is_flagged_on_the_page():
    page = asked(recognised(), mentor_is_parent="on")

    assert "Ja, op 1 erkenning." in page
    assert "De mentor is een ouder van de leerling." in page
    assert "Zeg het aan de school" in page


def test_a_start_after_the_recognition_is_refused_with_its_last_day():
    recognition = recognised()

    page = asked(recognition, starts_on=recognition.valid_to.replace(year=recognition.valid_to.year + 1))

    assert "De overeenkomst begint na de laatste dag van de erkenning." in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"programme": ""}, "Kies de opleiding van de leerling.", id="no programme"),
        pytest.param({"starts_on": "31/02/2026"}, "Dit is geen datum die bestaat.", id="no such day"),
        pytest.param({"concluded_on": "2001-01-01"}, "kennen we de regels niet", id="before the rules"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_wrong(changed, words):
    recognition = recognised()

    response = company(recognition.company).get(address(recognition, **changed))

    assert response.status_code == 422
    assert words in text_of(response)


def test_another_partnership_learns_nothing_of_the_recognitions_that_are_not_its_own():
    ours = recognised()
    theirs = recognised(application__site__company=ours.company, application__partnership__code="hout")

    page = text_of(officer().get(address(theirs)))

    assert f"/erkenningen/{theirs.pk}/" not in page


def test_many_recognitions_cost_as_many_queries_as_one():
    recognition = recognised()
    client = company(recognition.company)
    one = queries_of(client, address(recognition))
    for _ in range(3):
        recognised(application__site__company=recognition.company)

    assert queries_of(client, address(recognition)) == one


def test_the_page_of_a_recognition_says_what_its_programme_is_called_now():
    recognition = recognised()
    ReplacementFactory(
        partnership=recognition.partnership, old=recognition.programme, new__name="Ruwbouw nieuw duaal"
    )

    page = text_of(company(recognition.company).get(f"/erkenningen/{recognition.pk}/"))

    assert "Sinds 1 september 2025 heet deze opleiding Ruwbouw nieuw duaal." in page
    assert recognition.programme.name in page
