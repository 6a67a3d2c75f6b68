"""What an agreement puts on the start page of each party, and when it is gone."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.actions import ending, living, signing
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Signatory
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.interfaces.web.tasks import contracts as tasks
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY, NOON, START
from tests.casework.trajectories.actors import OTHER_SCHOOL
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db

ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def sentences(source, actor, on=MONDAY) -> list[str]:
    return [task.sentence for task in source(actor, on, 10).tasks]


def test_who_has_to_sign_has_it_among_the_tasks_until_it_is_done():
    agreement, _secrets = files.proposed()
    learner = files.learner_of(agreement)
    mine = Signatory.objects.get(role="learner")

    assert len(sentences(tasks.to_sign, learner)) == 1
    assert len(sentences(tasks.to_sign, files.guardian_of(agreement))) == 1
    assert len(sentences(tasks.to_sign, files.school_of(agreement))) == 1
    assert sentences(tasks.to_sign, OTHER_SCHOOL) == []
    signing.sign_as(mine.pk, content_hash=files.hash_of(agreement), actor=learner, on=MONDAY, at=NOON)

    assert sentences(tasks.to_sign, learner) == []


def test_a_draft_a_signed_and_a_started_agreement_each_have_their_task_for_the_school():
    draft = files.drafted()
    assert len(sentences(tasks.on_paper, files.school_of(draft))) == 1

    signed = files.signed(draft)
    staff = files.school_of(signed)
    assert sentences(tasks.on_paper, staff) == []
    assert len(sentences(tasks.to_register, staff)) == 1

    living.prepare(signed.pk, ready=living.Ready("V", "P", health_assessed_on=MONDAY), actor=staff, on=MONDAY)
    living.register(signed.pk, actor=staff, on=MONDAY)
    assert sentences(tasks.to_register, staff) == []
    assert sentences(tasks.not_begun, staff) == []
    assert len(sentences(tasks.not_begun, staff, on=START)) == 1
    assert len(sentences(tasks.not_begun, files.company_of(signed), on=START)) == 1


def test_a_mediation_is_a_task_until_it_is_closed():
    agreement = files.begun()
    staff = files.school_of(agreement)
    wish = Wish(START, reason=Reason.BREACH, words="Geen begeleiding.")
    ending.invoke_ground(agreement.pk, wish=wish, actor=files.learner_of(agreement), on=START)

    assert len(sentences(tasks.mediations, staff, on=START)) == 1
    ending.close_mediation(agreement.pk, actor=staff, on=START)
    assert sentences(tasks.mediations, staff, on=START) == []


def test_an_early_end_is_a_task_for_company_and_learner_until_each_reported_it():
    agreement = files.begun()
    wish = Wish(START, words="Samen.", agreed=ALL)
    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=START)
    company, learner = files.company_of(agreement), files.learner_of(agreement)

    ending.report_end(agreement.pk, words="Gestopt.", actor=company, on=START)

    assert sentences(tasks.ends_to_report, company, on=START) == []
    assert len(sentences(tasks.ends_to_report, learner, on=START)) == 1


def test_the_start_page_takes_as_many_queries_for_many_as_for_one():
    agreement, _secrets = files.proposed()
    client = _client(agreement)
    one = queries_of(client, reverse("tasks:start"))
    for _number in range(2):
        files.proposed(files.drafted(files.searching(provider=agreement.provider)))

    assert "wacht op uw handtekening" in text_of(client.get(reverse("tasks:start")))
    assert queries_of(client, reverse("tasks:start")) == one


def _client(agreement):
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=agreement.provider.number))
    return client
