"""Every address of the API that changes an agreement, and what a token of each role meets there."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.models import Agreement, StudentJob
from duaal.casework.agreements.states.checks import JobState
from duaal.foundation.kernel.actor import Role
from tests.architecture.agreement_api import AGREEMENT_API, BODIES, READ_API, READERS
from tests.architecture.test_permission_matrix import addresses
from tests.casework.agreements import amendments, files
from tests.interfaces.api.asking import post, software, software_of_a_person
from tests.register.organisations.factories import CompanyFactory, ProviderFactory

MARKS = {"+": "in", "l": 401, "-": 403, "0": 404}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(AGREEMENT_API))
def test_who_gets_in_and_who_does_not(name: str) -> None:
    expected = dict(zip(READERS, (MARKS[mark] for mark in AGREEMENT_API[name].split()), strict=True))

    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        agreement, _secrets = files.proposed()
        # Who gets in comes last: it may change the agreement.
        found = {reader: met(name, reader, agreement) for reader in sorted(READERS, key=_gets_in(name))}

    assert found == expected


def test_no_address_of_the_api_signs() -> None:
    named = [str(pattern.pattern) for name, pattern in addresses() if name.startswith("api:")]

    assert not [path for path in named if "signature" in path or "signing" in path or "refus" in path[:12]]


def _gets_in(name: str):
    marks = dict(zip(READERS, AGREEMENT_API[name].split(), strict=True))
    return lambda reader: marks[reader] == "+"


def met(name: str, reader: str, agreement: Agreement) -> object:
    """What the reader meets at the address of the agreement."""
    clients = {
        "nobody": lambda: Client(),
        "school": lambda: software_of_a_person(Role.COUNSELLOR, agreement.provider.number),
        "other school": lambda: software_of_a_person(Role.COUNSELLOR, ProviderFactory().number),
        "company": lambda: software(Role.COMPANY, agreement.company.enterprise_number),
        "other company": lambda: software(Role.COMPANY, CompanyFactory().enterprise_number),
        "sector": lambda: software_of_a_person(Role.SECTOR, "voeding"),
        "partnership": lambda: software(Role.PARTNERSHIP, "voeding"),
        "department": lambda: software(Role.DEPARTMENT, "wewis"),
    }
    values = {
        "agreement_id": agreement.pk,
        "trajectory_id": agreement.trajectory_id,
        "signatory_id": agreement.versions.get(number=1).signatories.get(role="learner").pk,
    }
    if "amendment" in name and name != "api:amend_agreement":
        amendment = agreement.amendments.first() or amendments.in_signing(agreement)
        signatories = amendment.version.signatories
        signatory = signatories.first() or signatories.create(role="learner", name="Lotte Claes")
        values |= {"amendment_id": amendment.pk, "signatory_id": signatory.pk}
    if name == "api:strike_student_job":
        values |= {"job_id": job_of(agreement).pk}
    converters = dict(addresses())[name].pattern.converters
    address = reverse(name, args=[values[one] for one in converters])
    client = clients[reader]()
    answer = client.get(address) if name in READ_API else post(client, address, BODIES.get(name, {}))
    if answer.status_code in (401, 403, 404):
        return answer.status_code
    return "in" if answer.status_code < 500 else "broken"


def job_of(agreement: Agreement) -> StudentJob:
    """A student job of the learner at the company of the agreement."""
    return StudentJob.objects.create(
        learner=agreement.trajectory.learner,
        employer=agreement.company.name,
        employer_number=agreement.company.enterprise_number,
        state=JobState.KEPT,
        first_on=files.LAST,
        last_on=files.LAST,
        weekdays=[files.LAST.weekday()],
        starts_at=540,
        ends_at=780,
        entered_on=files.MONDAY,
    )
