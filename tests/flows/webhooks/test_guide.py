"""What the guide for software makers says is so."""

import json
import re

import pytest
import time_machine
from django.conf import settings as of_django

from duaal.flows.webhooks import actions
from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.sending import WAITS, send_due
from duaal.interfaces.api.api import document
from tests.architecture.tree import ROOT
from tests.flows.webhooks.factories import AT, DAY, DeliveryFactory, HookFactory, counsellor

GUIDE = (ROOT / "docs/how-to/meldingen.md").read_text()
SOFTWARE = (ROOT / "docs/how-to/software.md").read_text()
EXAMPLES = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL)


def example_that_verifies():
    """The function of the guide, as somebody would copy it."""
    (source,) = [text for language, text in EXAMPLES if language == "python"]
    found: dict = {}
    exec(compile(source, "guide", "exec"), found)  # noqa: S102
    return found["comes_from_duaal"]


@pytest.mark.django_db
def test_the_example_takes_a_message_of_ours_and_refuses_any_other(server):
    made = actions.register(server.address, list(Subject), actor=counsellor(), on=DAY)
    other = actions.rotate(made.hook.pk, actor=counsellor(), on=DAY, at=AT)
    actions.send_test(made.hook.pk, actor=counsellor(), at=AT)
    send_due(at=AT)
    (message,) = server.received
    verify = example_that_verifies()

    with time_machine.travel(AT, tick=False):
        assert verify(made.secret, message.headers, message.body)
        assert verify(other.secret, message.headers, message.body)
        assert not verify(made.secret, message.headers, message.body + b" ")
        assert not verify("whsec_AAAA", message.headers, message.body)
        assert not verify(made.secret, {**message.headers, "webhook-id": "msg_0"}, message.body)
    with time_machine.travel(AT.replace(minute=6), tick=False):
        assert not verify(made.secret, message.headers, message.body)


@pytest.mark.django_db
def test_the_message_of_the_guide_has_the_fields_of_a_real_one(server):
    delivery = DeliveryFactory(hook=HookFactory(address=server.address))
    send_due(at=AT)
    (said,) = [json.loads(text) for language, text in EXAMPLES if language == "json" and '"type"' in text]

    real = json.loads(server.received[0].body)

    assert (list(real), list(real["data"])) == (list(said), list(said["data"]))
    assert real["data"]["cursor"] == delivery.event_id


def test_the_page_of_events_of_the_guide_has_the_fields_of_the_document():
    schemas = document()["components"]["schemas"]
    (said,) = [json.loads(text) for language, text in EXAMPLES if language == "json" and '"items"' in text]

    assert list(said) == list(schemas["EventPage"]["properties"])
    assert list(said["items"][0]) == list(schemas["EventOut"]["properties"])


def test_every_address_of_the_guide_is_in_the_document():
    known = {re.sub(r"\{\w+\}", "{id}", path.removeprefix("/api/v1")) for path in document()["paths"]}
    asked = set(re.findall(r"`(?:GET|POST) (/[a-z/{}]+)`", GUIDE))

    assert asked
    assert asked <= known


def test_every_address_about_agreements_of_the_other_guide_is_in_the_document_and_the_other_way_round():
    section = SOFTWARE.partition("## Agreements")[2]
    told = set(re.findall(r"`(?:POST )?(/(?:agreements|trajectories)/[a-z/{}-]+)`", section))
    known = {
        re.sub(r"\{\w+\}", "{id}", path.removeprefix("/api/v1"))
        for path in document()["paths"]
        if "agreements" in path and "/plan/" not in path
    }

    assert told == known - {"/agreements"}


def test_the_draft_of_the_other_guide_has_fields_that_the_document_knows():
    (source,) = re.findall(r"```json\n(.*?)```", SOFTWARE.partition("## Agreements")[2], re.DOTALL)
    given, schemas = json.loads(source), document()["components"]["schemas"]

    assert set(given) <= set(schemas["AgreementIn"]["properties"])
    assert set(schemas["AgreementIn"]["required"]) <= set(given)


def test_the_guide_names_every_subject_every_pause_and_the_terms_of_the_settings():
    assert [one for one in Subject if f"`{one.value}`" not in GUIDE] == []
    hours = [f"{wait.total_seconds() / 3600:g} uur" for wait in WAITS if wait.total_seconds() >= 3600]
    minutes = [f"{wait.total_seconds() / 60:g} m" for wait in WAITS if wait.total_seconds() < 3600]
    positions = [GUIDE.index(words, GUIDE.index("We proberen opnieuw")) for words in (*minutes, *hours)]
    assert positions == sorted(positions)
    assert f"nog {of_django.WEBHOOK_OLD_SECRET_HOURS} uur mee" in GUIDE
    assert f"binnen {of_django.WEBHOOK_SECONDS} seconden" in GUIDE
