"""Amendments over the API: made, changed, offered, read with what changes, and taken back; never signed."""

import json

import pytest
import time_machine
from django.core import mail

from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.facts import WeekBlock
from duaal.casework.agreements.models import Amendment
from duaal.flows.processes.agreements import PlannedTraining
from duaal.foundation.accounts.models import KeptAnswer
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.period import Period
from tests.casework.agreements import amendments, cooperating, files
from tests.casework.trajectories.actors import staff_of
from tests.interfaces.api.asking import post, software_of_a_person
from tests.interfaces.api.test_agreement_steps import ONE, codes, company, fields, school, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def plan(monkeypatch):
    """A plan that is fixed, without hours of its own."""
    found = PlannedTraining(files.PLAN, ())
    monkeypatch.setattr("duaal.flows.processes.agreements.planned_training", lambda *_args: found)


@pytest.fixture
def running():
    """An agreement that runs, on 30 March 2026."""
    agreement = files.begun()
    with time_machine.travel("2026-03-30T10:00:00+02:00", tick=False):
        yield agreement


def new_text(agreement, **changed) -> dict:
    """An hour more at work every week, from 20 April 2026."""
    hours = [{"real_minutes": 1500, "lessons": 12}]
    said = {"first": "2026-04-20", "weeks": hours, "reason": "Meer uren.", **changed}
    return text(agreement.recognition, **said)


def address(agreement, amendment: Amendment | None = None, step: str = "") -> str:
    one = f"{ONE}/{agreement.pk}/amendments"
    one = f"{one}/{amendment.pk}" if amendment is not None else one
    return f"{one}/{step}" if step else one


def made_over_the_api(agreement, **changed) -> Amendment:
    answer = post(school(agreement), address(agreement), new_text(agreement, **changed))
    assert answer.status_code == 201, answer.content
    return Amendment.objects.get(pk=answer.json()["id"])


def test_a_school_amends_and_the_agreement_goes_on_under_its_own_text(running):
    made = made_over_the_api(running)

    running.refresh_from_db()
    terms = made.version.terms
    assert (made.state, made.holds_from.isoformat(), running.version) == ("DRAFT", "2026-04-20", 1)
    assert [(one.period.first.isoformat(), one.real) for one in terms.blocks] == [
        ("2026-03-23", 1440),
        ("2026-04-20", 1500),
    ]
    assert Entry.objects.filter(file_kind="amendment", step="draft_amendment").count() == 1


def test_amending_with_the_same_key_makes_one_and_another_while_it_is_open_none(running):
    body, client = new_text(running), school(running)

    first, second = (post(client, address(running), body, "sleutel-1") for _try in range(2))
    third = post(client, address(running), body)

    assert first.json() == second.json()
    assert (third.status_code, "AMENDMENT_OPEN" in codes(third)) == (422, True)
    assert Amendment.objects.count() == 1


def test_what_is_said_twice_changes_nothing_and_is_refused(running):
    same = new_text(running, weeks=[{"real_minutes": 1440, "lessons": 12}])

    answer = post(school(running), address(running), same)

    assert (answer.status_code, "NOTHING_CHANGES" in codes(answer)) == (422, True)


def test_hours_that_would_make_it_another_kind_are_refused(running):
    other = new_text(running, weeks=[{"real_minutes": 900, "lessons": 20}])

    answer = post(school(running), address(running), other)

    assert (answer.status_code, "KIND_WOULD_CHANGE" in codes(answer)) == (422, True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"first": "2026-03-01"}, "first"),
        ({"first": "2026-06-29", "last": "2026-06-30"}, "first"),
        ({"last": "2026-03-01"}, "last"),
        ({"reason": ""}, "reason"),
        ({"recognition": 999_999}, "recognition"),
        ({"signers": []}, "signers"),
        ({"kind": "OAO"}, "kind"),
    ],
    ids=str,
)
def test_wrong_input_is_said_per_field_and_nothing_is_made(running, changed, field):
    answer = post(school(running), address(running), new_text(running, **changed))

    assert (answer.status_code, field in fields(answer)) == (422, True)
    assert not Amendment.objects.exists()


def test_the_hours_of_the_plan_count_only_from_the_first_day(running, monkeypatch):
    hours = WeekBlock(Period(files.START, files.LAST), 1500, 0, 12)
    training = PlannedTraining(files.PLAN, (hours,))
    monkeypatch.setattr("duaal.flows.processes.agreements.planned_training", lambda *_args: training)

    made = made_over_the_api(running, weeks=[])

    assert [one.period.first.isoformat() for one in made.version.terms.blocks] == ["2026-03-23", "2026-04-20"]


def test_a_partner_company_that_was_agreed_on_stays_with_its_address():
    trajectory = files.searching()
    first, second = files.place_for(trajectory), files.place_for(trajectory)
    cooperating.competences_of(first)
    cooperating.rule_for(first)
    paper = cooperating.paper_for(first, cooperating.part_at(second))
    draft = drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=files.MONDAY)
    agreement = files.signed(draft)

    made = made_over_the_api(agreement, first="2026-03-23", remarks="Anders.")

    assert made.version.terms.partners == paper.terms.partners
    assert made.version.signatories.get(role="partner").email == "partner@voorbeeld.test"


def test_a_draft_that_is_changed_keeps_its_partner_company_too():
    trajectory = files.searching()
    first, second = files.place_for(trajectory), files.place_for(trajectory)
    cooperating.competences_of(first)
    paper = cooperating.paper_for(first, cooperating.part_at(second))
    draft = drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=files.MONDAY)

    answer = post(school(draft), f"{ONE}/{draft.pk}/revision", text(first, remarks="Anders."))

    version = draft.versions.latest("number")
    assert (answer.status_code, version.number) == (200, 2)
    assert version.terms.partners == paper.terms.partners
    assert version.signatories.get(role="partner").email == "partner@voorbeeld.test"


def test_an_amendment_is_read_with_what_changes_and_the_state_of_each_signature(running):
    amendment, secrets = amendments.proposed(running)
    client = school(running)
    files.signing.sign_with_link(
        secrets["learner"],
        content_hash=amendment.version.content_hash,
        on=amendments.FROM.replace(month=3, day=30),
        at=files.NOON,
    )

    found = client.get(address(running, amendment)).json()

    assert (found["state"], found["changes_version"], found["version"]) == ("TO_SIGN", 1, 2)
    assert any("25" in line for part in found["changes"] for line in part["after"])
    signed = {one["role"]: one["signed_on"] for one in found["signatories"]}
    assert (signed["learner"], signed["company"], signed["school"]) == ("2026-03-30", None, None)
    listed = client.get(address(running)).json()["items"]
    assert [one["id"] for one in listed] == [amendment.pk]


def test_a_company_reads_what_was_proposed_and_no_draft(running):
    draft = made_over_the_api(running)
    hidden = company(running).get(address(running, draft))
    nothing = company(running).get(address(running)).json()["items"]

    post(school(running), address(running, draft, "proposal"), {})
    shown = company(running).get(address(running, draft))

    assert (hidden.status_code, nothing, shown.status_code) == (404, [], 200)
    assert post(company(running), address(running, draft, "withdrawal"), {"reason": "x"}).status_code == 403


def test_an_amendment_is_offered_once_by_mail_and_no_secret_is_answered_or_kept(running, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    draft, client = made_over_the_api(running), school(running)

    links = post(client, address(running, draft, "proposal"), {}, "sleutel-1")
    again = post(client, address(running, draft, "proposal"), {}, "sleutel-1")

    assert (links.json()["state"], links.json()["failed"], links.json()["id"]) == ("TO_SIGN", [], draft.pk)
    assert len(links.json()["sent"]) == len(mail.outbox) == 3
    secret = mail.outbox[0].body.split("/ondertekenen/")[1].split("/")[0]
    assert secret not in json.dumps(links.json())
    assert secret not in json.dumps(list(KeptAnswer.objects.values_list("answer", flat=True)))
    assert again.status_code == 409


def test_a_new_link_goes_to_who_still_signs_the_amendment(running, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    amendment, _secrets = amendments.proposed(running)
    client, learner = school(running), amendment.version.signatories.get(role="learner").pk
    first = running.versions.get(number=1).signatories.get(role="learner").pk

    sent, wrong, of_the_old_text = (
        post(client, address(running, amendment, f"signatories/{number}/link"), {"email": email})
        for number, email in ((learner, "nieuw@voorbeeld.test"), (learner, "x@"), (first, "a@voorbeeld.test"))
    )

    assert (sent.status_code, wrong.status_code, of_the_old_text.status_code) == (200, 422, 404)
    assert mail.outbox[-1].to == ["nieuw@voorbeeld.test"]


def test_changing_the_new_text_takes_it_back_to_a_draft(running):
    amendment, _secrets = amendments.proposed(running)
    body = new_text(running, reason="Nog meer uren.", weeks=[{"real_minutes": 1560, "lessons": 12}])

    answer = post(school(running), address(running, amendment, "revision"), body)

    assert (answer.status_code, answer.json()["state"], answer.json()["reason"]) == (
        200,
        "DRAFT",
        "Nog meer uren.",
    )


def test_an_amendment_is_taken_back_once_with_a_reason(running):
    amendment, _secrets = amendments.proposed(running)
    client = school(running)

    silent = post(client, address(running, amendment, "withdrawal"), {"reason": ""})
    back = post(client, address(running, amendment, "withdrawal"), {"reason": "Toch niet."})
    again = post(client, address(running, amendment, "withdrawal"), {"reason": "Toch niet."})

    assert fields(silent) == ["reason"]
    assert (back.json()["state"], again.status_code) == ("WITHDRAWN", 409)


def test_another_school_finds_no_amendment(running):
    amendment, _secrets = amendments.proposed(running)
    other = software_of_a_person(Role.COUNSELLOR, "099999")

    met = [
        other.get(address(running)),
        other.get(address(running, amendment)),
        post(other, address(running), new_text(running)),
        post(other, address(running, amendment, "withdrawal"), {"reason": "Weg."}),
    ]

    amendment.refresh_from_db()
    assert {answer.status_code for answer in met} == {404}
    assert amendment.state == "TO_SIGN"


def test_an_amendment_is_found_only_under_its_own_agreement(running):
    amendment, _secrets = amendments.proposed(running)
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        other = files.drafted(files.searching(provider=running.provider))

    assert school(running).get(address(other, amendment)).status_code == 404
