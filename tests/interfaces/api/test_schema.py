"""The whole API as its document says: no server error, no undocumented status, answers of the right form."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from duaal.foundation.kernel.actor import Role
from tests.architecture.agreement_api import AGREEMENT_API
from tests.architecture.school_api import SCHOOL_API
from tests.architecture.test_api_permission_matrix import API_MATRIX
from tests.architecture.webhook_api import WEBHOOK_API
from tests.casework.recognition.bakery import bakery
from tests.casework.recognition.factories import ApplicationFactory
from tests.interfaces.api.asking import secret_of

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
NO_OPERATIONS = {"api:openapi", "api:docs", "api:unknown"}
MATRICES = (API_MATRIX, SCHOOL_API, WEBHOOK_API, AGREEMENT_API)
OPERATIONS = sum(len(matrix) for matrix in MATRICES) - len(NO_OPERATIONS)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keeps the connection of the test open over many requests, as the client of Django does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("on_10_march_2026", "one_connection")
@pytest.mark.parametrize("role", [Role.COMPANY, Role.PARTNERSHIP])
def test_every_operation_answers_as_documented(role, monkeypatch):
    monkeypatch.setattr("django.conf.settings.API_RATE_PER_MINUTE", 10**6)
    shop = bakery()
    case = ApplicationFactory(
        company=shop.company, site=shop.sites[0], partnership_id="voeding", waiting=True
    )
    organisation = shop.company.enterprise_number if role == Role.COMPANY else "voeding"
    headers = {"Authorization": f"Bearer {secret_of(role, organisation)}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0

    for result in schema.get_all_operations():
        operation = result.ok()
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
            if "reference" in (generated.path_parameters or {}):
                generated.path_parameters["reference"] = case.reference
            generated.call_and_validate(headers=headers, checks=CHECKS)

        given(generated=operation.as_strategy())(ask)()

    assert tried == OPERATIONS
