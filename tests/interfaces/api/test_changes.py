"""Reported changes by software: reported to each partnership, seen off by it, read by both."""

import pytest

from duaal.casework.recognition.models import Recognition, ReportedChange
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.upkeep.places import recognised
from tests.interfaces.api.asking import post, software
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

CHANGES = "/api/v1/changes"
SAID = {"kind": "ADDRESS", "happens_on": "2026-03-09", "description": "Nummer 5."}


@pytest.fixture
def recognition() -> Recognition:
    return recognised()


@pytest.fixture
def client(recognition):
    return software(Role.COMPANY, recognition.company.enterprise_number)


@pytest.fixture
def bouw():
    return software(Role.PARTNERSHIP, "bouw")


def codes(answer) -> list[str]:
    return [reason["code"] for reason in answer.json()["reasons"]]


def fields(answer) -> list[str]:
    return [reason["field"] for reason in answer.json()["reasons"]]


def test_a_change_is_reported_once_for_a_key_and_seen_off(recognition, client, bouw):
    body = {**SAID, "site": recognition.site.establishment_number}

    reported, again = (post(client, CHANGES, body, key="melding-0001") for _ in range(2))
    (change,) = reported.json()["changes"]
    (listed,) = bouw.get(CHANGES + "?state=REPORTED").json()["items"]
    seen = post(bouw, f"{CHANGES}/{change['id']}/seen", {"outcome": "Bezoek gepland."})
    twice = post(bouw, f"{CHANGES}/{change['id']}/seen", {"outcome": "Nog eens."})

    assert (reported.status_code, again.json()) == (201, reported.json())
    assert listed == change
    assert change["site_number"] == recognition.site.establishment_number
    assert (seen.status_code, seen.json()["state"]) == (200, "SEEN")
    assert (twice.status_code, codes(twice)) == (409, ["wrong_state"])
    assert client.get(f"{CHANGES}/{change['id']}").json()["outcome"] == "Bezoek gepland."
    assert Entry.objects.filter(file_kind="reported_change").count() == 2


def test_a_closure_stops_the_recognitions_and_another_change_does_not(recognition, client, bouw):
    closing, moving = (
        post(client, CHANGES, {**SAID, "kind": kind}).json()["changes"][0]["id"]
        for kind in ("CLOSURE", "MOVE")
    )
    stop = {"outcome": "Gesloten.", "stop_recognitions": True}

    refused = post(bouw, f"{CHANGES}/{moving}/seen", stop)
    closed = post(bouw, f"{CHANGES}/{closing}/seen", stop)

    recognition.refresh_from_db()
    assert (refused.status_code, fields(refused)) == (422, ["stop_recognitions"])
    assert closed.status_code == 200, closed.content
    assert recognition.state == RecognitionState.ENDED_CLOSED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"site": "2999999999"}, "site", id="a site of nobody"),
        pytest.param({"kind": "TAKEOVER"}, "acquirer_number", id="a take-over by nobody"),
        pytest.param({"description": "  "}, "description", id="nothing said"),
    ],
)
def test_what_is_wrong_in_a_report_is_told_with_its_field(client, changed, field):
    answer = post(client, CHANGES, {**SAID, **changed})

    assert (answer.status_code, fields(answer)) == (422, [field])
    assert not ReportedChange.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_no_server_error(client, day):
    assert post(client, CHANGES, {**SAID, "happens_on": day}).status_code == 201


def test_a_company_without_recognitions_has_nothing_to_report():
    company = CompanyFactory()

    answer = post(software(Role.COMPANY, company.enterprise_number), CHANGES, SAID)

    assert (answer.status_code, codes(answer)) == (422, ["nothing_recognised"])


def test_another_partnership_and_another_company_do_not_see_it(client):
    (change,) = post(client, CHANGES, SAID).json()["changes"]
    others = (software(Role.PARTNERSHIP, "hout"), software(Role.COMPANY, CompanyFactory().enterprise_number))

    assert [one.get(f"{CHANGES}/{change['id']}").status_code for one in others] == [404, 404]
    assert [one.get(CHANGES).json()["items"] for one in others] == [[], []]


def test_a_supervisor_reads_and_does_not_see_off_what_was_told_to_a_partnership(client):
    (change,) = post(client, CHANGES, SAID).json()["changes"]
    flemish = software(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap")

    assert flemish.get(f"{CHANGES}/{change['id']}").status_code == 200
    assert post(flemish, f"{CHANGES}/{change['id']}/seen", {"outcome": "Gezien."}).status_code == 403
