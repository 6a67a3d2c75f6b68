"""What a school's software may ask, as the document says: no server error, no undocumented answer."""

from datetime import date

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from config.wsgi import application
from duaal.casework.trajectories.actions import enrolment
from duaal.foundation.kernel.actor import Role
from tests.architecture.school_api import SCHOOL_API
from tests.architecture.test_school_api_matrix import access_around
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.interfaces.api.asking import DAY, secret_of_a_person
from tests.interfaces.api.test_schema import CHECKS, one_connection

__all__ = ["one_connection"]


@pytest.mark.django_db
@pytest.mark.usefixtures("on_10_march_2026", "one_connection")
def test_every_operation_of_a_school_answers_as_documented(monkeypatch):
    monkeypatch.setattr("django.conf.settings.API_RATE_PER_MINUTE", 10**6)
    trajectory = TrajectoryFactory(enrolled_on=date(2026, 3, 9))
    enrolment.start_lessons(trajectory.pk, first_lesson_on=DAY, actor=staff_of(trajectory), on=DAY)
    values = {"trajectory_id": trajectory.pk, **access_around(trajectory)}
    secret = secret_of_a_person(Role.COUNSELLOR, trajectory.provider.number)
    headers = {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0

    for result in schema.get_all_operations():
        operation = result.ok()
        if not operation.path.startswith(("/api/v1/learners", "/api/v1/losses")):
            continue
        tried += 1

        @settings(
            max_examples=15,
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

    assert tried == len(SCHOOL_API)
