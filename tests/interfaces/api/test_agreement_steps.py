"""The whole life of an agreement over the API: the steps of the pages, the same refusals, done once."""

import json
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.test import Client

from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.models import Agreement, EndReport
from duaal.foundation.accounts.models import KeptAnswer
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.agreements import files
from tests.interfaces.api.asking import post, software, software_of_a_person

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"
ONE = f"{ROOT}/agreements"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def school(agreement_or_trajectory) -> Client:
    return software_of_a_person(Role.COUNSELLOR, agreement_or_trajectory.provider.number)


def company(agreement: Agreement) -> Client:
    return software(Role.COMPANY, agreement.company.enterprise_number)


def text(place, **changed) -> dict:
    """A text that nothing blocks but the plan: three days a week at work, twelve lessons."""
    workday = {
        "place": "workplace",
        "begins": "08:00",
        "ends": "17:00",
        "breaks": [{"begins": "12:00", "ends": "12:30"}, {"begins": "15:00", "ends": "15:30"}],
    }
    return {
        "recognition": place.pk,
        "first": "2026-03-23",
        "last": "2026-06-26",
        "mentors": list(place.assignments.values_list("pk", flat=True)),
        "weeks": [{"real_minutes": 1440, "lessons": 12}],
        "timetable": [{"weekday": weekday, **workday} for weekday in range(3)],
        "signers": [{"name": "Ann Peeters", "email": "zaak@voorbeeld.test"}],
        **changed,
    }


def drafted_over_the_api() -> tuple[Client, dict, object]:
    trajectory = files.searching()
    place = files.place_for(trajectory)
    client = school(trajectory)
    answer = post(client, f"{ROOT}/trajectories/{trajectory.pk}/agreements", text(place))
    assert answer.status_code == 201, answer.content
    return client, answer.json(), place


def codes(answer) -> list[str]:
    return [reason["code"] for reason in answer.json()["reasons"]]


def fields(answer) -> list[str]:
    return [reason["field"] for reason in answer.json()["reasons"]]


def test_a_school_drafts_and_the_kind_follows_from_the_hours():
    _client, made, place = drafted_over_the_api()

    agreement = Agreement.objects.get(pk=made["id"])
    assert (made["state"], made["kind"], made["company"]) == (
        "DRAFT",
        "OAO",
        place.company.enterprise_number,
    )
    terms = files.hash_of(agreement) and agreement.versions.get().terms
    assert [one.real for one in terms.blocks] == [1440]
    assert [(one.weekday, one.span.first, one.span.last) for one in terms.timetable] == [
        (day, 480, 1020) for day in range(3)
    ]
    assert Entry.objects.filter(file_kind="agreement", step="draft_agreement").count() == 1


def test_fewer_hours_give_another_kind():
    trajectory = files.searching()
    place = files.place_for(trajectory)

    made = post(
        school(trajectory),
        f"{ROOT}/trajectories/{trajectory.pk}/agreements",
        text(place, weeks=[{"real_minutes": 900, "lessons": 20}]),
    ).json()

    assert made["kind"] == "SAO"


def test_drafting_with_the_same_key_makes_one():
    trajectory = files.searching()
    body, client = text(files.place_for(trajectory)), school(trajectory)
    address = f"{ROOT}/trajectories/{trajectory.pk}/agreements"

    first, second = (post(client, address, body, "sleutel-1") for _try in range(2))

    assert first.json() == second.json()
    assert Agreement.objects.filter(trajectory=trajectory).count() == 1
    assert "DRAFT_EXISTS" in codes(post(client, address, body))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last": "2026-03-01"}, "last"),
        ({"first": "1999-01-01"}, "first"),
        ({"first": "gisteren"}, "first"),
        ({"recognition": 999_999}, "recognition"),
        ({"mentors": []}, "mentors"),
        ({"signers": []}, "signers"),
        ({"signers": [{}]}, "signer_name"),
        ({"signers": [{"name": "Ann", "email": "geen adres"}]}, "signers.0.email"),
        ({"signers": [{"representative": 999_999}]}, "signers.0.representative"),
        ({"learner_email": "x"}, "learner_email"),
        ({"guardian": 999_999}, "guardian"),
        ({"sector": "iets"}, "sector"),
        ({"weeks": [{"first": "2026-01-01", "real_minutes": 60}]}, "weeks.0.first"),
        ({"weeks": [{"real_minutes": -1}]}, "weeks.0.real_minutes"),
        ({"timetable": [{"weekday": 7}]}, "timetable.0.weekday"),
        ({"kind": "OAO"}, "kind"),
    ],
    ids=str,
)
def test_wrong_input_is_said_per_field_and_nothing_is_made(changed, field):
    trajectory = files.searching()
    body = {**text(files.place_for(trajectory)), **changed}

    answer = post(school(trajectory), f"{ROOT}/trajectories/{trajectory.pk}/agreements", body)

    assert answer.status_code == 422
    assert field in fields(answer)
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "breaks", [[{"begins": "07:00", "ends": "07:30"}], [{"begins": "12:30", "ends": "12:00"}]], ids=str
)
def test_a_break_outside_its_day_is_refused(breaks):
    trajectory = files.searching()
    body = text(files.place_for(trajectory))
    body["timetable"][0]["breaks"] = breaks

    answer = post(school(trajectory), f"{ROOT}/trajectories/{trajectory.pk}/agreements", body)

    assert fields(answer) == ["timetable.0.breaks"]


def test_what_the_rules_find_comes_back_in_dutch_words():
    trajectory = files.searching()
    body = text(files.place_for(trajectory), weeks=[])

    answer = post(school(trajectory), f"{ROOT}/trajectories/{trajectory.pk}/agreements", body)

    assert answer.status_code == 422
    assert all(reason["words"] != reason["code"] for reason in answer.json()["reasons"])


def test_a_draft_is_changed_proposed_and_the_links_go_by_mail(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    draft = files.drafted()
    client = school(draft)

    links = post(client, f"{ONE}/{draft.pk}/proposal", {})

    assert links.status_code == 200
    assert (links.json()["state"], links.json()["failed"]) == ("TO_SIGN", [])
    assert len(links.json()["sent"]) == len(mail.outbox) == 3
    secret = mail.outbox[0].body.split("/ondertekenen/")[1].split("/")[0]
    assert secret not in json.dumps(links.json())
    assert secret not in json.dumps(list(KeptAnswer.objects.values_list("answer", flat=True)))
    again = post(client, f"{ONE}/{draft.pk}/proposal", {})
    assert (again.status_code, len(mail.outbox)) == (409, 3)


def test_changing_a_text_makes_signatures_fall_away():
    agreement, secrets = files.proposed()
    place = agreement.recognition

    answer = post(school(agreement), f"{ONE}/{agreement.pk}/revision", text(place, remarks="Anders."))

    assert (answer.status_code, answer.json()["state"]) == (200, "DRAFT")
    agreement.refresh_from_db()
    assert agreement.version == 2


def test_a_new_link_goes_to_who_still_signs_and_to_nobody_of_another_agreement(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    agreement, _secrets = files.proposed()
    client = school(agreement)
    found = client.get(f"{ONE}/{agreement.pk}").json()["signatories"]
    (learner,) = [one["id"] for one in found if one["role"] == "learner"]
    address = f"{ONE}/{agreement.pk}/signatories"

    sent = post(client, f"{address}/{learner}/link", {"email": "nieuw@voorbeeld.test"})
    wrong = post(client, f"{address}/{learner}/link", {"email": "nieuw"})
    unknown = post(client, f"{address}/{learner + 10_000}/link", {"email": "nieuw@voorbeeld.test"})

    assert mail.outbox[-1].to == ["nieuw@voorbeeld.test"]
    assert (sent.status_code, wrong.status_code, unknown.status_code) == (200, 422, 404)


def test_a_draft_is_thrown_away_with_a_reason():
    draft = files.drafted()

    answer = post(school(draft), f"{ONE}/{draft.pk}/discarding", {"reason": "Verkeerde werkplek."})

    assert answer.json()["state"] == "VOID"


def test_a_signed_agreement_is_replaced_in_one_go():
    agreement = files.signed()
    body = text(agreement.recognition, agreed=True)

    made = post(school(agreement), f"{ONE}/{agreement.pk}/replacement", body, "sleutel-1")
    again = post(school(agreement), f"{ONE}/{agreement.pk}/replacement", body)

    agreement.refresh_from_db()
    assert (made.status_code, made.json()["state"], agreement.state) == (201, "DRAFT", "VOID")
    assert Agreement.objects.get(pk=made.json()["id"]).replaces_id == agreement.pk
    assert again.status_code == 409


def test_a_replacement_nobody_agrees_on_changes_nothing():
    agreement = files.signed()

    answer = post(
        school(agreement), f"{ONE}/{agreement.pk}/replacement", text(agreement.recognition, agreed=False)
    )

    agreement.refresh_from_db()
    assert (answer.status_code, agreement.state) == (422, "SIGNED")


READY = {
    "insurer": "Verzekeraar",
    "insurance_policy": "P-1",
    "health_assessed_on": "2026-03-16",
    "dimona_type": "alt",
    "dimona_on": "2026-03-16",
    "dimona_reference": "D-1",
}


def test_an_agreement_is_prepared_by_its_company_registered_by_its_school_and_begins():
    agreement = files.signed()
    client = school(agreement)
    too_early = post(client, f"{ONE}/{agreement.pk}/registration", {})

    ready = post(company(agreement), f"{ONE}/{agreement.pk}/preparation", READY)
    registered = post(client, f"{ONE}/{agreement.pk}/registration", {}, "sleutel-1")

    assert (too_early.status_code, ready.status_code) == (422, 200)
    assert (registered.json()["state"], registered.json()["registered_on"]) == ("REGISTERED", "2026-03-16")
    keep_agreements(on=files.START)
    assert client.get(f"{ONE}/{agreement.pk}").json()["state"] == "ACTIVE"


def test_an_agreement_is_called_off_before_its_start_when_everybody_agrees():
    agreement = files.signed()
    address, client = f"{ONE}/{agreement.pk}/cancellation", school(agreement)

    alone = post(client, address, {"reason": "Verhuisd.", "agreed": False})
    together = post(client, address, {"reason": "Verhuisd.", "agreed": True})

    assert (alone.status_code, together.json()["state"]) == (422, "VOID")


def test_an_agreement_under_which_nobody_worked_is_noted_once_its_start_is_reached():
    agreement = files.signed()
    address = f"{ONE}/{agreement.pk}/never-started"
    early = post(school(agreement), address, {"reason": "Nooit gekomen."})

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        late = post(school(agreement), address, {"reason": "Nooit gekomen."})

    assert (early.status_code, late.json()["state"]) == (422, "VOID")


@pytest.fixture
def running():
    """An agreement that runs, on 30 March 2026."""
    agreement = files.begun()
    with time_machine.travel("2026-03-30T10:00:00+02:00", tick=False):
        yield agreement


def test_a_running_agreement_lies_still_and_goes_on(running):
    client = school(running)
    suspended = post(
        client, f"{ONE}/{running.pk}/suspension", {"ground": "sickness", "first_on": "2026-03-27"}
    )
    resumed = post(company(running), f"{ONE}/{running.pk}/resumption", {"resumed_on": "2026-03-30"})

    assert (suspended.json()["state"], resumed.json()["state"]) == ("SUSPENDED", "ACTIVE")


def test_a_suspension_in_the_future_or_on_no_ground_is_refused(running):
    address = f"{ONE}/{running.pk}/suspension"

    later = post(school(running), address, {"ground": "sickness", "first_on": "2026-04-27"})
    none = post(school(running), address, {"ground": "zin", "first_on": "2026-03-27"})

    assert fields(later) == ["first_on"]
    assert fields(none) == ["ground"]


def test_a_notice_in_the_first_days_is_noted_by_the_school_and_taken_back(running):
    client, one = school(running), f"{ONE}/{running.pk}"
    without = post(client, f"{one}/notice", {})
    given = post(client, f"{one}/notice", {"by": "learner", "received_on": "2026-03-27"})
    back = post(client, f"{one}/notice-withdrawal", {"agreed": True})

    assert sorted(fields(without)) == ["by", "received_on"]
    assert (given.json()["state"], back.json()["state"]) == ("NOTICE", "ACTIVE")


def test_a_company_gives_notice_for_itself_and_for_nobody_else(running):
    one = f"{ONE}/{running.pk}/notice"

    for_the_learner = post(company(running), one, {"by": "learner", "received_on": "2026-03-27"})
    for_itself = post(company(running), one, {})

    assert fields(for_the_learner) == ["by"]
    assert for_itself.json()["state"] == "NOTICE"


GROUND = {"by": "learner", "received_on": "2026-03-30", "reason": "breach", "words": "Geen begeleiding."}


def test_a_serious_ground_brings_mediation_that_reconciles_or_is_dropped(running):
    client, one = school(running), f"{ONE}/{running.pk}"

    states = []
    for closing in ("reconciliation", "ground-withdrawal"):
        states.append(post(client, f"{one}/ground", GROUND).json()["state"])
        states.append(post(client, f"{one}/{closing}", {}).json()["state"])

    assert states == ["MEDIATION", "ACTIVE", "MEDIATION", "ACTIVE"]


def test_after_a_mediation_without_result_it_ends_in_writing(running):
    client, one = school(running), f"{ONE}/{running.pk}"
    post(client, f"{one}/ground", GROUND)
    closed = post(client, f"{one}/mediation-closing", {})
    said = {"by": "learner", "received_on": "2026-03-30", "words": "Ik stop."}

    ended = post(client, f"{one}/ground-end", said)

    assert closed.json()["state"] == "MEDIATION"
    assert ended.json()["state"] == "ENDED"


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("factual-end", {}),
        ("provider-end", {"reason": "danger"}),
        ("end", {"end": "mutual", "by": "learner", "agreed": True}),
    ],
)
def test_an_end_is_recorded_with_its_words_once(running, address, body):
    client, one = school(running), f"{ONE}/{running.pk}"
    said = {"received_on": "2026-03-30", "words": "Zo stond het in de brief.", **body}

    silent = post(client, f"{one}/{address}", {**said, "words": ""})
    ended = post(client, f"{one}/{address}", said, "sleutel-1")
    again = post(client, f"{one}/{address}", said, "sleutel-1")
    other = post(client, f"{one}/{address}", said)

    assert fields(silent) == ["words"]
    assert (ended.status_code, ended.json()["state"], ended.json()["ended_on"]) == (
        200,
        "ENDED",
        "2026-03-30",
    )
    assert (again.json(), other.status_code) == (ended.json(), 409)


def test_labour_law_ends_a_part_time_contract_only(running):
    said = {"received_on": "2026-03-30", "words": "Ontslag."}

    answer = post(school(running), f"{ONE}/{running.pk}/labour-end", said)

    assert (answer.status_code, codes(answer)) == (422, ["NOT_LABOUR_LAW"])


def test_an_end_that_lies_in_the_future_is_refused(running):
    said = {"received_on": "2026-04-30", "words": "Later."}

    answer = post(school(running), f"{ONE}/{running.pk}/factual-end", said)

    assert fields(answer) == ["received_on"]


def test_a_company_reports_the_end_once(running):
    said = {"received_on": "2026-03-30", "words": "Zo stond het in de brief."}
    post(school(running), f"{ONE}/{running.pk}/factual-end", said)
    address = f"{ONE}/{running.pk}/end-report"

    first = post(company(running), address, {"words": "Het liep niet."})
    second = post(company(running), address, {"words": "Nog eens."})

    assert (first.status_code, first.json()["reported_on"]) == (201, "2026-03-30")
    assert second.status_code == 422
    assert EndReport.objects.get().reported_on == date(2026, 3, 30)


def test_another_school_changes_nothing(running):
    other = software_of_a_person(Role.COUNSELLOR, "099999")

    answer = post(other, f"{ONE}/{running.pk}/factual-end", {"received_on": "2026-03-30", "words": "Weg."})

    running.refresh_from_db()
    assert (answer.status_code, running.state) == (404, "ACTIVE")
