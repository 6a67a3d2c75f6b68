"""Agreements, events and messages as the document says: no server error, no undocumented answer."""

from datetime import date

import pytest
import schemathesis
import time_machine
from hypothesis import HealthCheck, Phase, given, settings

from config.wsgi import application
from duaal.casework.agreements.models import Agreement, Amendment
from duaal.foundation.kernel.actor import Role
from tests.architecture.agreement_api import AGREEMENT_API
from tests.architecture.test_agreement_api_matrix import job_of
from tests.architecture.webhook_api import WEBHOOK_API
from tests.casework.agreements import amendments, files
from tests.flows.webhooks.factories import DeliveryFactory
from tests.interfaces.api.asking import secret_of, secret_of_a_person
from tests.interfaces.api.test_schema import CHECKS, one_connection

__all__ = ["one_connection"]

READ = {
    "/api/v1/agreements",
    "/api/v1/agreements/{agreement_id}",
    "/api/v1/agreements/{agreement_id}/paper",
}
OURS = ("/api/v1/agreements", "/api/v1/trajectories/{trajectory_id}/agreements")
TO_SOFTWARE = ("/api/v1/events", "/api/v1/webhooks", "/api/v1/deliveries")


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.COMPANY])
@pytest.mark.parametrize("state", ["TO_SIGN", "ACTIVE"])
def test_every_operation_on_an_agreement_answers_as_documented(role, state, monkeypatch):
    monkeypatch.setattr("django.conf.settings.API_RATE_PER_MINUTE", 10**6)
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        agreement = files.begun() if state == "ACTIVE" else files.proposed()[0]
    with time_machine.travel("2026-03-30T10:00:00+02:00", tick=False):
        owner = agreement.provider.number if role == Role.COUNSELLOR else agreement.company.enterprise_number
        secret = secret_of_a_person(role, owner) if role == Role.COUNSELLOR else secret_of(role, owner)
        values = {
            "agreement_id": agreement.pk,
            "trajectory_id": agreement.trajectory_id,
            "signatory_id": agreement.versions.get(number=1).signatories.get(role="learner").pk,
            "job_id": job_of(agreement).pk,
            "amendment_id": amendment_of(agreement).pk,
        }
        tried = ask_everything(OURS, secret, values)

    assert tried == len(AGREEMENT_API) + len(READ)


def amendment_of(agreement: Agreement) -> Amendment:
    """An amendment that waits for signatures, also where the agreement itself still does."""
    if agreement.state == "ACTIVE":
        return amendments.proposed(agreement, on=date(2026, 3, 30))[0]
    return amendments.in_signing(agreement)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection", "on_10_march_2026")
def test_every_operation_about_messages_answers_as_documented(monkeypatch):
    monkeypatch.setattr("django.conf.settings.API_RATE_PER_MINUTE", 10**6)
    delivery = DeliveryFactory(state="failed")
    values = {"hook_id": delivery.hook_id, "delivery_id": delivery.pk}

    tried = ask_everything(
        TO_SOFTWARE, secret_of_a_person(Role.COUNSELLOR, delivery.hook.organisation), values
    )

    assert tried == len(WEBHOOK_API)


def ask_everything(roots: tuple[str, ...], secret: str, values: dict[str, int]) -> int:
    """Asks every operation under these addresses, mostly about what is there; how many operations."""
    headers = {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        if not operation.path.startswith(roots) or operation.path.endswith("removal"):
            tried += operation.path.startswith(roots)
            continue
        tried += 1

        @settings(
            max_examples=8,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(generated):
            for name in generated.path_parameters or {}:
                generated.path_parameters[name] = values[name]
            generated.call_and_validate(headers=headers, checks=CHECKS)

        given(generated=operation.as_strategy())(ask)()
    return tried
