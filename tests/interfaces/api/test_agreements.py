"""Agreements as software reads them: the same files as on the pages, without a national number."""

import pytest
import time_machine

from duaal.foundation.kernel.actor import Role
from tests.casework.agreements import files
from tests.interfaces.api.asking import software

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/agreements"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def test_a_company_reads_who_signed_once_it_was_proposed():
    draft = files.drafted()
    client = software(Role.COMPANY, draft.company.enterprise_number)
    assert client.get(ROOT).json() == {"items": [], "next": None}
    assert client.get(f"{ROOT}/{draft.pk}").status_code == 404

    agreement = files.signed(draft)

    found = client.get(f"{ROOT}/{agreement.pk}").json()
    assert (found["state"], found["kind"], found["learner"]) == ("SIGNED", "OAO", agreement.learner_number)
    assert found["content_hash"] == files.hash_of(agreement)
    assert {one["role"]: one["signed_on"] for one in found["signatories"]} == dict.fromkeys(
        ("learner", "guardian", "company", "school"), "2026-03-16"
    )
    assert [one["id"] for one in client.get(f"{ROOT}?state=SIGNED").json()["items"]] == [agreement.pk]
    assert client.get(f"{ROOT}?state=ENDED").json()["items"] == []
