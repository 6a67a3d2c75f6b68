"""`duaal clocks`: what it says, and that it keeps nothing unless asked."""

from datetime import date

import pytest

from duaal.casework.recognition.models import Application
from duaal.foundation.audit.models import Entry
from duaal.interfaces.cli.main import main
from tests.casework.recognition.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day_fifteen(monkeypatch):
    monkeypatch.setattr("duaal.interfaces.cli.commands.clocks.today", lambda: date(2026, 3, 17))


def test_a_dry_run_says_what_would_change_and_keeps_nothing(capsys):
    ApplicationFactory(received_on=date(2026, 3, 2))

    assert main(["clocks"]) == 0

    assert "1 termijnen bijgewerkt" in capsys.readouterr().out
    assert Application.objects.get().flag == ""
    assert not Entry.objects.exists()


def test_with_write_the_late_case_is_flagged_and_a_second_run_changes_nothing(capsys):
    ApplicationFactory(received_on=date(2026, 3, 2))

    main(["clocks", "--write"])
    main(["clocks", "--write"])

    first, second = (line for line in capsys.readouterr().out.splitlines() if "termijnen" in line)
    assert first.startswith("1 termijnen")
    assert second.startswith("0 termijnen")
    assert Application.objects.get().flag == "OVERDUE"
