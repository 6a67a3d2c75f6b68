"""The paper of a signed agreement: everybody who could ask for it, and who gets it.

The readers are those of the pages of agreements; the agreement here is signed by everybody and sealed.
"""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.architecture.test_contract_permission_matrix import READERS, people
from tests.architecture.test_permission_matrix import MARKS, met
from tests.casework.agreements import files
from tests.casework.agreements.signing_for_real import made, use_seal

__all__ = ["people"]

MATRIX = {
    "contracts:paper": "l + 0 + 0 + 0 + 0 - - -",
    "contracts:paper_by_link": "+ + + + + + + + + + + +",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_gets_the_paper_and_who_does_not(
    name: str, people: dict[str, Any], monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    arguments = people["arguments"]["contracts:"]
    use_seal(settings, tmp_path)
    monkeypatch.setattr("duaal.flows.processes.papers._plan_of", lambda version, on: None)
    agreement = files.Agreement.objects.get(pk=arguments["agreement_id"])
    secrets = {"learner": arguments["secret"]}
    version = agreement.versions.get(number=agreement.version)
    for one in version.signatories.exclude(role__in=("learner", "school")):
        secrets[one.role] = files.signing._new_link(one, one.version).secret
    files.sign_all(agreement, secrets)
    assert made().made == 1
    given = [arguments["secret"]] if name.endswith("by_link") else [agreement.pk, 1]
    expected = dict(zip(READERS, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        found = {
            reader: met(client, reverse(name, args=given), allowed=True)
            for reader, client in people["clients"].items()
        }

    assert found == {reader: {mark} for reader, mark in expected.items()}


@pytest.mark.django_db
def test_nobody_guesses_a_link(client: Client) -> None:
    for secret in ("x", "a" * 43, "..", "%00"):
        assert client.get(reverse("contracts:paper_by_link", args=[secret])).status_code == 404
