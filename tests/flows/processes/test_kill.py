"""A process that is killed while it carries out a sanction leaves all of it done, or nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import MentorAssignment, Recognition, Withdrawal
from duaal.flows.processes import sanction as process
from duaal.foundation.audit.models import Entry
from tests.architecture.tree import ROOT
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    PRESUMED_EFFECT,
    agreement,
    proposed,
    sanction,
    workplace,
)

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30
AGREEMENTS = 5
CHILD = """
import sys
from datetime import date

import django

django.setup()

from django.db import connection

from duaal.casework.agreements.actions import withdrawal as agreements
from duaal.flows.processes import sanction

ended, slow = 0, int(sys.argv[2])
record = agreements.record


def record_and_stand_still(**said):
    global ended
    ended += 1
    found = record(**said)
    if ended == slow:
        print("halfway", flush=True)
        sys.stdin.read()
    return found


agreements.record = record_and_stand_still
connection.settings_dict["NAME"] = sys.argv[1]
sanction.carry_out_due(on=date.fromisoformat(sys.argv[3]))
print("done", flush=True)
"""


def worker(halfway_at: int) -> "subprocess.Popen[str]":
    """A real process on the database of the test that stands still after ending so many agreements."""
    command = [sys.executable, "-c", CHILD, connection.settings_dict["NAME"]]
    return subprocess.Popen(
        [*command, str(halfway_at), PRESUMED_EFFECT.isoformat()],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], **_database()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _database() -> dict[str, str]:
    """The address of the database server for the child."""
    used = connection.settings_dict
    host, port, user = used["HOST"], used["PORT"], used["USER"]
    return {"DATABASE_URL": f"postgresql://{user}@/{used['NAME']}?host={host}&port={port}"}


def what_is_there() -> dict[str, int]:
    """How much of the sanction stands in the database."""
    return {
        "withdrawals": Withdrawal.objects.filter(state="IN_EFFECT").count(),
        "recognitions": Recognition.objects.filter(state="WITHDRAWN").count(),
        "mentors": MentorAssignment.objects.filter(state="ENDED").count(),
        "agreements": Agreement.objects.filter(ended_on=PRESUMED_EFFECT).count(),
        "entries": Entry.objects.filter(step__in=("carry_out_withdrawal", "end_by_withdrawal")).count(),
    }


NOTHING = dict.fromkeys(("withdrawals", "recognitions", "mentors", "agreements", "entries"), 0)
ALL = {
    "withdrawals": 2,
    "recognitions": 2,
    "mentors": 2,
    "agreements": 2 * AGREEMENTS,
    "entries": 2 + 2 * AGREEMENTS,
}


@pytest.mark.parametrize("halfway_at", [1, AGREEMENTS + 1], ids=["in the first", "in the second"])
def test_a_killed_process_leaves_nothing_and_the_next_run_does_it_all(halfway_at):
    place = proposed(workplace())
    other = workplace(site=place.site)
    for one in (place, other):
        for _ in range(AGREEMENTS):
            agreement(one)
    proposed(other)
    process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place, other))

    with worker(halfway_at) as child:
        assert child.stdout is not None
        said = child.stdout.readline().strip()
        os.kill(child.pid, signal.SIGKILL)

    _until_its_locks_are_gone()
    assert said == "halfway"
    assert what_is_there() == NOTHING
    process.carry_out_due(on=PRESUMED_EFFECT + timedelta(days=1))
    assert what_is_there() == ALL


def _until_its_locks_are_gone() -> None:
    """Waits until the server noticed that the process is gone."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%%'"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"the server of {settings.DATABASES['default']['NAME']} kept the transaction")
