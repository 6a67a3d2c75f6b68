"""The pages of workplaces, contacts and offers: every address and everybody who could stand before it.

The columns: nobody logged in; staff of the school; staff of another school; the learner; another learner;
the parent; the company; another company; the partnership; the department; an inspector.
"""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from duaal.casework.trajectories.models import Guardian
from duaal.foundation.kernel.anniversary import add_years
from duaal.foundation.kernel.today import today
from tests.architecture.test_permission_matrix import IN, MARKS, address_of, addresses, met
from tests.casework.matching.factories import ContactFactory, OfferFactory
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory
from tests.register.organisations.factories import CompanyFactory

READERS = (
    *("nobody", "school", "other school", "learner", "other learner", "parent"),
    *("company", "other company", "partnership", "department", "inspector"),
)
SPACE = "matching:"
MATRIX = {
    "matching:workplaces": "l + 0 + 0 + - - - - -",
    "matching:ask": "l + 0 - - - - - - - -",
    "matching:contacts": "l + + + + + + + - - -",
    "matching:contacts_csv": "l + + + + + + + - - -",
    "matching:contact": "l + 0 + 0 + + 0 - - -",
    "matching:interest": "l - - - - - + 0 - - -",
    "matching:intake": "l + 0 - - - + 0 - - -",
    "matching:propose": "l + 0 - - - + 0 - - -",
    "matching:decline": "l - - - - - + 0 - - -",
    "matching:withdraw": "l + 0 - - - - - - - -",
    "matching:offers": "l - - - - - + + - - -",
    "matching:offers_csv": "l - - - - - + + - - -",
    "matching:publish": "l - - - - - + 0 - - -",
    "matching:cap": "l - - - - - + 0 - - -",
    "matching:pause": "l - - - - - + 0 - - -",
    "matching:resume": "l - - - - - + 0 - - -",
    "matching:confirm": "l - - - - - + 0 - - -",
}


@pytest.fixture
def people() -> dict[str, Any]:
    """A contact about a learner with a company, and a user for everybody around it."""
    place = OfferFactory()
    recognition = place.recognition
    minor = add_years(today(), -16)
    contact = ContactFactory(at=place, trajectory__learner__person__birth_date=minor)
    trajectory, other = contact.trajectory, TrajectoryFactory()
    number, person = trajectory.learner.number, trajectory.learner.person
    parent = UserFactory(guardian=True, organisation=number)
    Guardian.objects.create(learner=trajectory.learner, person=parent.person, valid_from=date(2020, 9, 1))
    company = recognition.company.enterprise_number
    bare = RecognitionFactory(
        application__site=recognition.site, application__partnership=recognition.partnership
    )
    users = {
        "nobody": None,
        "school": UserFactory(counsellor=True, organisation=trajectory.provider.number),
        "other school": UserFactory(counsellor=True, organisation=other.provider.number),
        "learner": UserFactory(learner=True, organisation=number, person=person),
        "other learner": UserFactory(
            learner=True, organisation=other.learner.number, person=other.learner.person
        ),
        "parent": parent,
        "company": UserFactory(company=True, organisation=company),
        "other company": UserFactory(company=True, organisation=CompanyFactory().enterprise_number),
        "partnership": UserFactory(partnership=True, organisation=recognition.partnership_id),
        "department": UserFactory(department=True),
        "inspector": UserFactory(inspector=True),
    }
    clients = {}
    for reader, user in users.items():
        clients[reader] = Client(raise_request_exception=False)
        if user is not None:
            clients[reader].force_login(user)
    values = {
        "trajectory_id": trajectory.pk,
        "contact_id": contact.pk,
        "recognition_id": recognition.pk,
        "offer_id": place.pk,
    }
    return {
        "arguments": {SPACE: values, "matching:publish": {"recognition_id": bare.pk}},
        "clients": clients,
    }


def test_every_page_of_workplaces_has_a_row():
    assert {name for name, _pattern in addresses() if name.startswith(SPACE)} == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_gets_in_and_who_does_not(name, people):
    address = address_of(name, dict(addresses())[name], people["arguments"])
    expected = dict(zip(READERS, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    found = {
        reader: met(client, address, allowed=expected[reader] == IN)
        for reader, client in people["clients"].items()
    }

    assert found == {reader: {mark} for reader, mark in expected.items()}
