"""The pages of an officer when a reform is switched on: in principle, a part of the plan, no M5."""

import pytest
import time_machine

from duaal.casework.recognition.models import Recognition
from tests.casework.recognition.factories import ApplicationFactory
from tests.casework.recognition.law_of_tomorrow import FROM, switch_on
from tests.interfaces.web.readers import officer, text_of

pytestmark = pytest.mark.django_db
__all__ = ("switch_on",)

IN_PRINCIPLE = "Dit is een erkenning in principe"
PART = "Welke competenties kan deze werkplek aanleren?"


@pytest.fixture(autouse=True)
def _on_4_september_2026():
    with time_machine.travel("2026-09-04T10:00:00+02:00", tick=False):
        yield


def address(case, step: str = "") -> str:
    return f"/dossiers/{case.reference}/{step}"


def test_a_grant_without_a_mentor_is_announced_as_one_in_principle(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(mentor=None, judged=True, received_on=FROM)
    client = officer()

    page = text_of(client.get(address(case, "toekennen/")))
    client.post(address(case, "toekennen/"), {"remark": ""})

    assert IN_PRINCIPLE in page
    assert Recognition.objects.get().state == "INCOMPLETE"


def test_a_grant_with_a_mentor_says_nothing_about_principle(switch_on):
    switch_on("stepwise_recognition")
    case = ApplicationFactory(judged=True, received_on=FROM)

    assert IN_PRINCIPLE not in text_of(officer().get(address(case, "toekennen/")))


def test_the_competences_are_asked_and_kept_only_when_the_law_knows_a_part_of_a_plan(switch_on):
    case = ApplicationFactory(judged=True, received_on=FROM)
    client = officer()
    before = text_of(client.get(address(case, "toekennen/")))
    switch_on("partial_plan")

    page = text_of(client.get(address(case, "toekennen/")))
    client.post(address(case, "toekennen/"), {"remark": "", "covered": "bakken\n\n deeg \nbakken"})

    assert (PART in before, PART in page) == (False, True)
    recognition = Recognition.objects.get()
    assert recognition.covered_competences == ["bakken", "deeg"]
    shown = text_of(client.get(f"/erkenningen/{recognition.pk}/"))
    assert "Leert een deel van het opleidingsplan" in shown
    assert "<li>bakken</li><li>deeg</li>" in shown


def test_m5_is_not_asked_any_more_when_a_mentor_may_come_from_outside(switch_on):
    switch_on("external_mentor")
    case = ApplicationFactory(judged=True, received_on=FROM)
    case.judgements.filter(condition="M5").delete()

    page = text_of(officer().get(address(case)))

    assert "niet meer gevraagd" in page
