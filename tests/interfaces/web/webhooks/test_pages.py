"""The pages about messages to software: register, see the secret once, follow what was sent."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from duaal.flows.webhooks.kinds import DeliveryState
from duaal.flows.webhooks.models import Delivery, Hook
from tests.flows.webhooks.factories import AT, SCHOOL, DeliveryFactory, EventFactory, HookFactory
from tests.foundation.accounts.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

LIST = "/koppelingen/meldingen/"


@pytest.fixture
def client() -> Client:
    found = Client()
    found.force_login(UserFactory(counsellor=True, organisation=SCHOOL))
    return found


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page_of(hook: Hook) -> str:
    return f"{LIST}{hook.pk}/"


def test_a_school_registers_an_address_and_sees_the_secret_on_that_answer_only(client):
    answer = client.post(
        LIST, {"address": "https://pakket.voorbeeld.test/in", "subjects": ["learner", "plan"]}
    )

    hook = Hook.objects.get()
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]{44}", answer.content.decode())
    assert hook.subjects == ["learner", "plan"]
    for address in (LIST, page_of(hook)):
        shown = client.get(address).content.decode()
        assert "whsec_" not in shown
        assert "https://pakket.voorbeeld.test/in" in shown
    assert secret not in repr(vars(hook))
    assert answer.headers["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize(
    ("address", "subjects", "words"),
    [
        ("http://pakket.voorbeeld.test/", ["learner"], "Gebruik een adres dat begint met https://"),
        ("https://10.0.0.1/", ["learner"], "openbare internet"),
        ("", ["learner"], "Vul het adres van uw software in"),
        ("https://pakket.voorbeeld.test/", [], "Kies minstens één onderwerp"),
        ("https://pakket.voorbeeld.test/", ["iets"], "iets"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, address, subjects, words):
    answer = client.post(LIST, {"address": address, "subjects": subjects})

    assert answer.status_code == 422
    assert words in text(answer)
    assert f'value="{address}"' in answer.content.decode() or not address
    assert not Hook.objects.exists()


def test_too_many_addresses_are_refused_in_words(client, settings):
    settings.WEBHOOKS_PER_ORGANISATION = 1
    HookFactory()

    answer = client.post(LIST, {"address": "https://twee.voorbeeld.test/", "subjects": ["learner"]})

    assert "U hebt het hoogste aantal adressen. Verwijder er eerst een." in text(answer)


def test_the_page_of_links_leads_here_for_who_may_have_messages(client):
    assert LIST in client.get("/koppelingen/").content.decode()
    client.force_login(UserFactory(inspector=True))
    assert LIST not in client.get("/koppelingen/").content.decode()


def test_a_test_is_put_ready_and_the_worker_is_asked_for_it(client):
    hook = HookFactory()

    answer = client.post(f"{page_of(hook)}test/", follow=True)

    assert "De test vertrekt zo." in text(answer)
    assert "test wacht" in text(answer)
    assert Delivery.objects.get().event is None
    assert ProcrastinateJob.objects.filter(task_name="webhooks").count() == 1


def test_a_second_test_is_refused_in_words(client):
    hook = HookFactory()
    client.post(f"{page_of(hook)}test/")

    answer = client.post(f"{page_of(hook)}test/", follow=True)

    assert "Er staat al een test klaar. Wacht tot die verstuurd is." in text(answer)


def test_pausing_and_resuming_say_what_happens(client):
    hook = HookFactory()

    paused = client.post(f"{page_of(hook)}stilzetten/", follow=True)
    assert "We sturen niets meer naar dit adres tot u hervat." in text(paused)
    assert "U zette dit adres stil." in text(paused)
    resumed = client.post(f"{page_of(hook)}hervatten/", follow=True)

    assert "We sturen opnieuw meldingen naar dit adres." in text(resumed)


def test_an_address_that_was_paused_by_rule_says_why_and_how_to_go_on(client):
    hook = HookFactory(state="paused", paused_because="failing", paused_at=AT)

    shown = text(client.get(page_of(hook)))

    assert "Er kwam lang niets aan. Herstel uw software en hervat daarna." in shown
    assert "Hervat" in shown


def test_a_new_secret_is_shown_with_how_long_the_old_one_works(client):
    hook = HookFactory()

    answer = client.post(f"{page_of(hook)}nieuw-geheim/")

    assert "whsec_" in answer.content.decode()
    assert "Het vorige geheim ondertekent mee tot 13 maart 2026" in text(answer)


def test_other_subjects_are_kept_and_none_is_refused(client):
    hook = HookFactory()

    client.post(f"{page_of(hook)}onderwerpen/", {"subjects": ["contact"]})
    wrong = client.post(f"{page_of(hook)}onderwerpen/", {})

    hook.refresh_from_db()
    assert hook.subjects == ["contact"]
    assert wrong.status_code == 422
    assert "Kies minstens één onderwerp" in text(wrong)


def test_removing_goes_back_to_the_list(client):
    hook = HookFactory()

    answer = client.post(f"{page_of(hook)}verwijderen/", follow=True)

    assert f"Het adres {hook.address} is verwijderd." in text(answer)
    assert not Hook.objects.exists()


def test_the_log_shows_what_came_of_each_message_and_lets_one_be_sent_again(client):
    hook = HookFactory()
    failed = DeliveryFactory(
        hook=hook, state=DeliveryState.FAILED, tries=8, problem="status", status=500, milliseconds=31
    )

    shown = text(client.get(page_of(hook)))
    answer = client.post(f"{LIST}leveringen/{failed.pk}/opnieuw/", follow=True)

    assert "leerlingen: start_lessons opgegeven uw server weigerde (500) na 31 milliseconden 8" in shown
    assert "De melding vertrekt opnieuw" in text(answer)
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_the_log_is_filtered_and_given_as_csv(client):
    hook = HookFactory()
    DeliveryFactory(hook=hook, state=DeliveryState.DELIVERED, status=204)
    DeliveryFactory(hook=hook, event=EventFactory(subject="plan"))

    waiting = text(client.get(f"{page_of(hook)}?toestand=waiting"))
    lines = b"".join(client.get(f"{page_of(hook)}leveringen.csv").streaming_content).decode().splitlines()

    assert "opleidingsplannen: start_lessons" in waiting
    assert "leerlingen: start_lessons" not in waiting
    assert len(lines) == 3


def test_an_empty_log_says_what_to_do(client):
    assert "Er vertrok nog niets" in text(client.get(page_of(HookFactory())))


def test_the_log_costs_as_many_queries_for_many_messages_as_for_one(client):
    hook = HookFactory()
    DeliveryFactory(hook=hook)
    with CaptureQueriesContext(connection) as one:
        client.get(page_of(hook))
    for _number in range(20):
        DeliveryFactory(hook=hook)

    with CaptureQueriesContext(connection) as many:
        client.get(page_of(hook))

    assert len(many) == len(one)
