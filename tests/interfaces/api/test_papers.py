"""The sealed paper for software: the same bytes as on the page, for the parties and nobody else."""

import pytest
import time_machine
from django.test import Client

from duaal.foundation.documents.actions import read
from duaal.foundation.kernel.actor import Role
from tests.casework.agreements.signing_for_real import made, paper_of, signed_with_a_plan, use_seal
from tests.interfaces.api.asking import software, software_of_a_person
from tests.register.organisations.factories import CompanyFactory, ProviderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday(settings, tmp_path):
    use_seal(settings, tmp_path)
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def test_the_software_of_both_parties_gets_the_sealed_bytes_once_they_are_there():
    agreement = signed_with_a_plan()
    address = f"/api/v1/agreements/{agreement.pk}/paper"
    company = software(Role.COMPANY, agreement.company.enterprise_number)
    school = software_of_a_person(Role.COUNSELLOR, agreement.provider.number)
    assert company.get(address).status_code == 404

    made()

    for client in (company, school):
        answer = client.get(address)
        assert answer.content == read(paper_of(agreement).document)
        assert answer["Content-Type"] == "application/pdf"
        assert "no-store" in answer["Cache-Control"]


def test_the_software_of_others_gets_nothing():
    agreement = signed_with_a_plan()
    made()
    address = f"/api/v1/agreements/{agreement.pk}/paper"

    assert Client().get(address).status_code == 401
    assert software(Role.COMPANY, CompanyFactory().enterprise_number).get(address).status_code == 404
    other = software_of_a_person(Role.COUNSELLOR, ProviderFactory().number)
    assert other.get(address).status_code == 404
    assert software(Role.PARTNERSHIP, "voeding").get(address).status_code == 403
