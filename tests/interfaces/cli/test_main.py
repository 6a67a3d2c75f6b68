import argparse
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError

from duaal.foundation.lawbook.book import FOLDER, Book
from duaal.interfaces.cli import main as cli
from duaal.interfaces.cli.stop import Stop
from tests.casework.recognition.law_of_tomorrow import write_law


def duaal(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "duaal.interfaces.cli.main", *words],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def run_raising(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], int]:
    """Runs a command that ends with this exception, and gives the exit code."""

    def run(problem: BaseException) -> int:
        def fail(args: argparse.Namespace) -> int:
            raise problem

        module = SimpleNamespace(add_arguments=lambda parser: None, run=fail)
        monkeypatch.setattr(cli.Command, "load", lambda command: module)
        return cli.main(["rules"])

    return run


def caused_by(problem: Exception, cause: Exception) -> Exception:
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_the_overview_says_of_a_command_what_its_module_says(name: str) -> None:
    module = cli.COMMANDS[name].load()

    assert (name, cli.COMMANDS[name].help) == (module.NAME, module.HELP)


def test_an_installation_with_law_of_its_own_uses_it(tmp_path: Path) -> None:
    said = duaal("rules", "--on", "2026-09-01", DUAAL_LAW=str(write_law(tmp_path, mentor_later=True)))

    assert "recognition.mentor_later: ja | sinds 2026-09-01 | hervorming/art. 3 | certain" in said.stdout


def test_a_process_of_an_installation_does_not_start_with_law_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[argparse.Namespace] = []
    module = SimpleNamespace(add_arguments=lambda parser: None, run=started.append)
    monkeypatch.setattr(cli.Command, "load", lambda command: module)
    monkeypatch.setattr(cli, "BOOK", Book(FOLDER, tmp_path / "nergens"))

    assert cli.main(["worker"]) == 1
    assert started == []
    assert capsys.readouterr().err == (
        f"{tmp_path}/nergens: is geen map; geef de map met de nieuwe versies van de waarden\n"
    )


def test_without_a_command_the_overview_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main([])

    said = capsys.readouterr().out
    assert leaving.value.code == 0
    assert [name for name in cli.COMMANDS if name not in said] == []


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main(["verzin"])

    assert leaving.value.code == 2
    assert "verzin" in capsys.readouterr().err


def test_a_command_stops_with_its_sentence_and_its_code(run_raising, capsys) -> None:
    code = run_raising(Stop("Het bestand x bestaat niet: geef een ander.", code=2))

    assert code == 2
    assert capsys.readouterr().err == "Het bestand x bestaat niet: geef een ander.\n"


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="a file"),
        pytest.param(psycopg.errors.DiskFull("could not extend file"), id="the database"),
        pytest.param(
            caused_by(OperationalError("could not extend"), psycopg.errors.DiskFull("could not extend")),
            id="the database through Django",
        ),
        pytest.param(
            caused_by(RuntimeError("not saved"), OSError(errno.EDQUOT, "Quota exceeded")),
            id="a quota, wrapped",
        ),
    ],
)
def test_a_full_disk_is_one_sentence(problem: Exception, run_raising, capsys) -> None:
    code = run_raising(problem)

    said = capsys.readouterr().err
    assert code == 1
    assert said.startswith("De schijf is vol:")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        pytest.param(
            caused_by(OperationalError("connection refused"), psycopg.OperationalError("connection refused")),
            "niet bereikbaar (connection refused)",
            id="stopped",
        ),
        pytest.param(
            caused_by(OperationalError("shutting down"), psycopg.errors.AdminShutdown("shutting down")),
            "niet bereikbaar (shutting down)",
            id="stopped during the work",
        ),
        pytest.param(
            caused_by(ProgrammingError("no relation"), psycopg.errors.UndefinedTable("no relation")),
            "duaal migrate --write",
            id="without tables",
        ),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence(problem, words, run_raising, capsys) -> None:
    code = run_raising(problem)

    said = capsys.readouterr().err
    assert code == 1
    assert words in said
    assert said.count("\n") == 1


def test_a_database_that_stopped_because_the_disk_is_full_is_said_so(
    run_raising, capsys, monkeypatch
) -> None:
    monkeypatch.setattr(cli, "disk_is_full", lambda folder: True)
    lost = psycopg.OperationalError("consuming input failed: server closed the connection unexpectedly")

    run_raising(caused_by(OperationalError("server closed the connection unexpectedly"), lost))

    assert capsys.readouterr().err.startswith("De schijf is vol:")


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(ZeroDivisionError("mistake"), id="a mistake in the code"),
        pytest.param(FileNotFoundError(errno.ENOENT, "no such file"), id="a file that should be there"),
        pytest.param(
            caused_by(OperationalError("deadlock"), psycopg.errors.DeadlockDetected("deadlock")),
            id="a deadlock",
        ),
    ],
)
def test_what_nobody_expected_is_not_hidden(problem: Exception, run_raising) -> None:
    with pytest.raises(type(problem)):
        run_raising(problem)


def test_ctrl_c_is_no_traceback(run_raising, capsys) -> None:
    assert run_raising(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def test_a_stopped_database_makes_a_real_command_stop_with_one_sentence() -> None:
    outcome = duaal("audit", "verify", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")

    assert outcome.returncode == 1
    assert outcome.stderr.startswith("De databank is niet bereikbaar (")
    assert outcome.stderr.count("\n") == 1


def test_an_address_that_is_no_database_makes_a_command_stop_with_one_sentence() -> None:
    outcome = duaal("audit", "verify", DATABASE_URL="mysql://nobody@127.0.0.1/nothing")

    assert outcome.returncode == 1
    assert outcome.stderr.startswith("DATABASE_URL begint met 'mysql'")


def test_output_that_does_not_fit_on_the_disk_is_not_taken_for_done() -> None:
    with open("/dev/full", "w") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "duaal.interfaces.cli.main", "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )

    assert outcome.returncode == 1
    assert outcome.stderr.startswith("De schijf is vol:")


def test_a_production_process_does_not_start_without_its_secrets() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    outcome = subprocess.run(
        [sys.executable, "-m", "duaal.interfaces.cli.main", "serve"],
        env=environment,
        capture_output=True,
        text=True,
    )

    assert outcome.returncode == 1
    assert outcome.stderr == "DUAAL_SECRET_KEY ontbreekt in de omgeving. Zet een waarde en start opnieuw.\n"
