"""The pages of the checks around an agreement: every address and everybody who could stand before it.

The columns are those of the pages of an agreement; the Flemish Partnership stands at the end. The student job
is one at another employer than the company of the agreement.
"""

from typing import Any

import pytest
import time_machine
from django.test import Client

from duaal.casework.agreements.models import EndAppeal, StatusHold, StudentJob
from tests.architecture.test_contract_permission_matrix import READERS as OF_AGREEMENTS
from tests.architecture.test_contract_permission_matrix import people as people_of_agreements
from tests.architecture.test_permission_matrix import IN, MARKS, address_of, addresses, met
from tests.casework.agreements import files
from tests.foundation.accounts.factories import UserFactory

READERS = (*OF_AGREEMENTS, "flemish")
SPACE = "checks:"
LIST = "l - - - - - - - - - + - -"
MATRIX = {
    "checks:job": "l + 0 + 0 + 0 + 0 - - - -",
    "checks:stop_job": "l + 0 + 0 + 0 0 0 - - - -",
    "checks:hold": "l + 0 - - - - - - - - - -",
    "checks:tell": "l + 0 - - - - + 0 - - - -",
    "checks:holds": LIST,
    "checks:holds_csv": LIST,
    "checks:held": LIST,
    "checks:release": LIST,
    "checks:reject": LIST,
    "checks:lodge": "l - - + 0 + 0 + 0 - - - -",
    "checks:end_appeals": "l - - - - - - - - - + - +",
    "checks:end_appeals_csv": "l - - - - - - - - - + - +",
    "checks:end_appeal": "l - - - - - - - - - + - +",
    "checks:decide_end_appeal": "l - - - - - - - - - - - +",
    "checks:early_ends": "l - - - - - - - - - + - +",
    "checks:early_ends_csv": "l - - - - - - - - - + - +",
}

agreement_people = people_of_agreements


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The people around an agreement, with a question to the department and a job of the learner."""
    found: dict[str, Any] = request.getfixturevalue("agreement_people")
    arguments = found["arguments"]["contracts:"]
    hold = StatusHold.objects.create(
        agreement_id=arguments["agreement_id"],
        version=1,
        state="HELD",
        findings=["TOO_FEW_LESSON_HOURS"],
        asked_on=files.MONDAY,
        asked_by_name="Begeleider Smets",
    )
    assert hold.agreement.trajectory is not None
    job = StudentJob.objects.create(
        learner=hold.agreement.trajectory.learner,
        employer="Frituur De Hoek",
        state="KEPT",
        first_on=files.START,
        last_on=files.START,
        weekdays=[0],
        starts_at=600,
        ends_at=720,
        entered_on=files.MONDAY,
        entered_by_name="An",
    )
    appeal = EndAppeal.objects.create(
        agreement=hold.agreement, by="learner", state="LODGED", lodged_on=files.START, words="Niet eens."
    )
    flemish = Client(raise_request_exception=False)
    flemish.force_login(UserFactory(flemish=True))
    more = {
        "job_id": job.pk,
        "hold_id": hold.pk,
        "appeal_id": appeal.pk,
        "duty": "EARLY_END",
        "about": "2026-03-16",
    }
    return {
        "arguments": {SPACE: {**arguments, **more}},
        "clients": {**found["clients"], "flemish": flemish},
    }


def test_every_page_of_the_checks_has_a_row():
    assert {name for name, _pattern in addresses() if name.startswith(SPACE)} == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_gets_in_and_who_does_not(name, people):
    address = address_of(name, dict(addresses())[name], people["arguments"])
    expected = dict(zip(READERS, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        found = {
            reader: met(client, address, allowed=expected[reader] == IN)
            for reader, client in people["clients"].items()
        }

    assert found == {reader: {mark} for reader, mark in expected.items()}
