import logging
import re

import pytest
from django.core.exceptions import ValidationError
from procrastinate.contrib.django import app

from duaal.foundation.audit.models import Seal
from duaal.interfaces.cli import jobs


def test_every_job_has_its_place_in_the_timetable() -> None:
    app.perform_import_paths()

    planned = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert planned == {
        "notices": jobs.EVERY_MINUTE,
        "deadlines": jobs.EVERY_HOUR,
        "papers": jobs.EVERY_MINUTE,
        "rolls": jobs.EVERY_MINUTE,
        "seal": jobs.EVERY_QUARTER,
        "documents": jobs.EVERY_HOUR,
        "idle_drafts": jobs.EVERY_NIGHT,
        "kept_answers": jobs.EVERY_HOUR,
        "retention": jobs.EVERY_HOUR,
        "snapshot": jobs.EVERY_NIGHT,
        "webhooks": jobs.EVERY_MINUTE,
    }


def test_a_job_waits_at_most_once() -> None:
    app.perform_import_paths()

    for periodic in app.periodic_registry.periodic_tasks.values():
        assert periodic.task.queueing_lock == periodic.task.name
        assert periodic.task.lock is None  # a worker that was killed may not hold up the next run


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_twice_does_no_harm(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    for _ in range(2):
        jobs.keep_deadlines(timestamp=0)
        jobs.discard_idle_drafts(timestamp=0)
        jobs.tell(timestamp=0)
        jobs.inform_software(timestamp=0)
        jobs.seal_the_audit_trail(timestamp=0)

    runs = re.findall(r"deadlines: ClockRun\((.*)\)", caplog.text)
    assert len(runs) == 2
    assert all(count.endswith("=0") for run in runs for count in run.split(", "))
    assert not Seal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_of_a_register_without_reference_data_fails_loudly() -> None:
    with pytest.raises(ValidationError, match="bevoegdheidsverdeling"):
        jobs.take_the_nightly_snapshot(timestamp=0)
