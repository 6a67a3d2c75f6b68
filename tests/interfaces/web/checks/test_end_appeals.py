"""The pages of an appeal against the end of an agreement."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from duaal.casework.agreements.actions import ending
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.models import Agreement, EndAppeal
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.tasks import checks as tasks
from tests.casework.agreements import files
from tests.interfaces.web.checks.test_pages import company, learner, of, page, school
from tests.interfaces.web.readers import department, flemish, queries_of, text_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
FLEMISH = Actor(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap", user_id=91)
WORDS = "Er is niet bemiddeld."


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    with time_machine.travel("2026-05-04T10:00:00+02:00", tick=False):
        yield


def stopped() -> Agreement:
    agreement = files.begun()
    ending.end_in_fact(agreement.pk, wish=Wish(DAY, words="Dicht."), actor=files.school_of(agreement), on=DAY)
    return Agreement.objects.get(pk=agreement.pk)


def test_from_the_page_of_the_learner_to_the_decision_that_everybody_reads():
    agreement = stopped()
    client = learner(agreement)
    assert of(agreement, "lodge") in text_of(client.get(page(agreement)))

    client.post(of(agreement, "lodge"), {"words": WORDS})
    appeal = EndAppeal.objects.get()
    (task,) = tasks.end_appeals_to_decide(FLEMISH, DAY, 10).tasks
    officer = flemish()
    shown = text_of(officer.get(task.href))
    assert WORDS in shown
    assert str(agreement.trajectory.learner.person) not in shown
    decide = reverse("checks:decide_end_appeal", args=[appeal.pk])
    assert officer.post(decide, {"state": "", "decision": "Ja."}).status_code == 422
    assert officer.post(decide, {"state": "LODGED", "decision": "Ja."}).status_code == 422
    officer.post(decide, {"state": "NOT_JUSTIFIED", "decision": "De bemiddeling ontbrak."})

    for reader in (client, company(agreement), school(agreement)):
        text = text_of(reader.get(page(agreement)))
        assert "het einde was niet gerechtvaardigd (04/05/2026). De bemiddeling ontbrak." in text
    assert "ja, zonder bedrag" in text_of(officer.get(task.href))
    assert tasks.end_appeals_to_decide(FLEMISH, DAY, 10).tasks == ()
    assert agreement.learner_number not in text_of(officer.get(reverse("checks:end_appeals")))


def test_what_the_learner_writes_is_not_for_the_company():
    agreement = stopped()
    learner(agreement).post(of(agreement, "lodge"), {"words": WORDS})

    text = text_of(company(agreement).get(page(agreement)))

    assert "door: leerling" in text
    assert WORDS not in text


def test_a_running_agreement_offers_no_appeal_and_refuses_one():
    agreement = files.begun()
    client = learner(agreement)

    assert of(agreement, "lodge") not in text_of(client.get(page(agreement)))
    assert client.post(of(agreement, "lodge"), {"words": WORDS}).status_code == 409
    assert not EndAppeal.objects.exists()


def test_the_department_reads_the_appeals_and_decides_none():
    agreement = stopped()
    learner(agreement).post(of(agreement, "lodge"), {"words": WORDS})
    officer, appeal = department(), EndAppeal.objects.get()

    lines = b"".join(officer.get(reverse("checks:end_appeals_csv"))).decode("utf-8-sig").splitlines()
    text = text_of(officer.get(reverse("checks:end_appeal", args=[appeal.pk])))

    assert agreement.learner_number in lines[1]
    assert "Beslis over het beroep" not in text


def test_the_list_takes_as_many_queries_for_many_as_for_one():
    officer, address = flemish(), reverse("checks:end_appeals")
    first = stopped()
    learner(first).post(of(first, "lodge"), {"words": WORDS})
    one = queries_of(officer, address)
    for _number in range(2):
        other = stopped()
        learner(other).post(of(other, "lodge"), {"words": WORDS})

    assert queries_of(officer, address) == one
