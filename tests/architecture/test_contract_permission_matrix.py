"""The pages of an agreement: every address and everybody who could stand before it.

The columns: nobody logged in; staff of the school; staff of another school; the learner; another learner;
the parent; somebody who was the parent once; the company; another company; the partnership; the department;
an inspector. The agreement is one that waits for signatures; what is signed has its own test.
"""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from duaal.casework.trajectories.models import Guardian
from tests.architecture.test_permission_matrix import IN, MARKS, address_of, addresses, met
from tests.casework.agreements import amendments, cooperating, files, seasonal
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory

READERS = (
    *("nobody", "school", "other school", "learner", "other learner", "parent", "former parent"),
    *("company", "other company", "partnership", "department", "inspector"),
)
SPACE = "contracts:"
STAFF = "l + 0 - - - - - - - - -"
WITH_COMPANY = "l + 0 - - - - + 0 - - -"
OTHERS = "l + 0 + 0 + 0 + 0 - - -"
LISTS = "l + + + + + + + + - - -"
BODIES = "l - - - - - - - - + - -"
MATRIX = {
    "contracts:list": LISTS,
    "contracts:csv": LISTS,
    "contracts:detail": OTHERS,
    "contracts:text": OTHERS,
    "contracts:paper": "l 0 0 0 0 0 0 0 0 - - -",
    "contracts:new": STAFF,
    "contracts:revise": STAFF,
    "contracts:replace": STAFF,
    "contracts:propose": STAFF,
    "contracts:new_link": STAFF,
    "contracts:sign": "l + 0 + 0 + 0 0 0 - - -",
    "contracts:refuse": "l + 0 + 0 + 0 0 0 - - -",
    "contracts:discard": STAFF,
    "contracts:prepare": WITH_COMPANY,
    "contracts:register": STAFF,
    "contracts:cancel": STAFF,
    "contracts:never_started": STAFF,
    "contracts:suspend": WITH_COMPANY,
    "contracts:resume": WITH_COMPANY,
    "contracts:give_notice": OTHERS,
    "contracts:take_notice_back": STAFF,
    "contracts:invoke_ground": OTHERS,
    "contracts:reconcile": STAFF,
    "contracts:close_mediation": STAFF,
    "contracts:drop_ground": STAFF,
    "contracts:end_on_ground": OTHERS,
    "contracts:end_in_fact": STAFF,
    "contracts:end_by_provider": STAFF,
    "contracts:end_at_once": STAFF,
    "contracts:end_under_labour_law": STAFF,
    "contracts:report_end": "l - - + 0 + 0 + 0 - - -",
    "contracts:versions": OTHERS,
    "contracts:amend": STAFF,
    "contracts:amendment": OTHERS,
    "contracts:revise_amendment": STAFF,
    "contracts:propose_amendment": STAFF,
    "contracts:withdraw_amendment": STAFF,
    "contracts:cooperations": BODIES,
    "contracts:new_cooperation": BODIES,
    "contracts:end_cooperation": BODIES,
    "contracts:holiday_decisions": BODIES,
    "contracts:new_holiday_decision": BODIES,
    "contracts:revoke_holiday_decision": BODIES,
    "contracts:by_link": "+ + + + + + + + + + + +",
    "contracts:genuine": "+ + + + + + + + + + + +",
    "contracts:paper_by_link": "0 0 0 0 0 0 0 0 0 0 0 0",
}


@pytest.fixture
def people() -> dict[str, Any]:
    """An agreement to sign, and a user for everybody around it."""
    agreement, secrets = files.proposed()
    amendment = amendments.in_signing(agreement)
    rule = cooperating.rule_for(agreement.recognition)
    decision = seasonal.decision_for(agreement.recognition)
    trajectory, other = agreement.trajectory, TrajectoryFactory()
    number, person = trajectory.learner.number, trajectory.learner.person
    parent = UserFactory(guardian=True, organisation=number, person=trajectory.learner.guardians.get().person)
    former = UserFactory(guardian=True, organisation=number)
    Guardian.objects.create(
        learner=trajectory.learner,
        person=former.person,
        valid_from=date(2020, 9, 1),
        valid_to=date(2024, 8, 31),
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
        "former parent": former,
        "company": UserFactory(company=True, organisation=agreement.company.enterprise_number),
        "other company": UserFactory(company=True),
        "partnership": UserFactory(partnership=True),
        "department": UserFactory(department=True),
        "inspector": UserFactory(inspector=True),
    }
    clients = {}
    for reader, user in users.items():
        clients[reader] = Client(raise_request_exception=False)
        if user is not None:
            clients[reader].force_login(user)
    arguments = {
        "agreement_id": agreement.pk,
        "amendment_id": amendment.pk,
        "rule_id": rule.pk,
        "decision_id": decision.pk,
        "trajectory_id": trajectory.pk,
        "signatory_id": agreement.versions.get(number=1).signatories.first().pk,
        "secret": secrets["learner"],
        "number": 1,
    }
    return {"arguments": {SPACE: arguments}, "clients": clients}


def test_every_page_of_an_agreement_has_a_row():
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
