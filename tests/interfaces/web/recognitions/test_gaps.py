"""What cannot be learned at a place, on the page of its recognition; and the competences of a programme."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.progress.models import Gap
from tests.casework.progress.factories import CompetenceFactory, GapFactory, mentor_at
from tests.casework.recognition.factories import RecognitionFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel("2026-04-01T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def place():
    place = RecognitionFactory()
    mentor_at(place)
    return place


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


@pytest.fixture
def company(place) -> Client:
    return client_of(company=True, organisation=place.company.enterprise_number)


def page_of(place, name="detail", *more) -> str:
    return reverse(f"recognitions:{name}", args=[place.pk, *more])


def test_a_company_records_a_gap_and_ends_it(place, company):
    oven = CompetenceFactory(programme=place.programme, name="Een oven instellen")
    assert "Noteer wat hier niet aan te leren is" in text_of(company.get(page_of(place)))

    sent = {"competence": oven.pk, "reason": "Geen oven."}
    recorded = text_of(company.post(page_of(place, "gap_record"), sent, follow=True))
    assert "Een oven instellen" in recorded
    assert "Geen oven." in recorded
    gap = Gap.objects.get()
    ended = text_of(company.post(page_of(place, "gap_end", gap.pk), follow=True))

    gap.refresh_from_db()
    assert gap.ended_on is not None
    assert "Wat hier niet aan te leren is</h2>" not in ended
    assert company.post(page_of(place, "gap_end", gap.pk)).status_code == 404


def test_a_gap_that_is_there_already_says_so_and_keeps_what_was_typed(place, company):
    gap = GapFactory(recognition=place)

    answer = company.post(page_of(place, "gap_record"), {"competence": gap.competence.pk, "reason": "Toch."})

    assert answer.status_code == 422
    assert "staat al als niet aan te leren op deze werkplek" in text_of(answer)
    assert "Toch." in text_of(answer)


def test_without_competences_nothing_is_offered(place, company):
    assert "niet aan te leren" not in text_of(company.get(page_of(place)))


def test_the_department_reads_the_gaps_and_ends_none(place):
    GapFactory(recognition=place)

    page = text_of(client_of(department=True).get(page_of(place)))

    assert "Wat hier niet aan te leren is" in page
    assert "Weer aan te leren" not in page


def test_the_competences_of_a_programme_say_when_they_are_invented(place):
    officer = client_of(partnership=True, organisation=place.partnership_id)
    address = reverse("competences:programme", args=[place.programme_id])
    assert "Nog geen competenties" in text_of(officer.get(address))

    old = CompetenceFactory(programme=place.programme, code="OUD", is_synthetic=True)
    new = CompetenceFactory(programme=place.programme, code="NIEUW")
    new.replaces.add(old)

    page = text_of(officer.get(address))
    assert "Deze competenties zijn verzonnen, voor de demo." in page
    assert "in de plaats van" in page
    assert officer.get(reverse("competences:programme", args=["Q999999"])).status_code == 404


def test_the_list_of_programmes_asks_the_same_queries_for_one_and_for_many(place):
    officer = client_of(partnership=True, organisation=place.partnership_id)
    CompetenceFactory(programme=place.programme)
    address = reverse("competences:list")
    officer.get(address)
    one = queries_of(officer, address)
    CompetenceFactory.create_batch(5)

    assert queries_of(officer, address) == one
    assert place.programme.name in text_of(officer.get(address))
