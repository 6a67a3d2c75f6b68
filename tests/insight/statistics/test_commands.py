"""`duaal snapshot` and `duaal tables`: last lines, exit codes and one sentence for what goes wrong."""

import argparse
import errno
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from duaal.insight.statistics import snapshots
from duaal.insight.statistics.models import CountedTable, Snapshot
from duaal.insight.statistics.publications import QUESTION_757
from duaal.insight.statistics.queries import tables_of
from duaal.insight.statistics.tables import KEYS
from duaal.interfaces.cli.commands import snapshot as snapshot_command
from duaal.interfaces.cli.commands import tables as tables_command
from duaal.interfaces.cli.stop import Stop
from tests.insight.statistics.builders import ANTWERP, CONSTRUCTION, Register
from tests.insight.statistics.official_csv_files import replace_in, write_published


def run(command: ModuleType, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(words)))


@pytest.fixture
def published(register: Register, tmp_path: Path) -> Path:
    register.agreement(register.recognised(ANTWERP, CONSTRUCTION))
    folder = tmp_path / "published"
    write_published(folder, tables_of(register.snapshot(date(2024, 1, 1)), publication=QUESTION_757))
    return folder


def test_the_last_line_of_a_snapshot_is_its_id(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    register.recognised()

    code = run(snapshot_command, "--as-of", "2023-06-29", "--write")

    snapshot = Snapshot.objects.get()
    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[-1] == snapshot.code
    assert "        1 recognitions" in lines
    assert set(CountedTable.objects.values_list("key", flat=True)) == set(KEYS)


def test_without_write_a_snapshot_only_says_what_it_would_hold(
    register: Register, snapshot_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.recognised()

    code = run(snapshot_command)

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert "        1 recognitions" in lines
    assert "Geef --write mee" in lines[-1]
    assert not snapshot_folder.exists()
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("day", ["29/06/2023", "2023-02-30", "vandaag"])
def test_a_wrong_day_stops_with_the_value(register: Register, day: str) -> None:
    with pytest.raises(Stop, match=day) as stop:
        run(snapshot_command, "--as-of", day, "--write")

    assert stop.value.code == 2


def test_a_day_in_the_future_stops_and_saves_nothing(register: Register) -> None:
    with pytest.raises(Stop, match="01/01/2999") as stop:
        run(snapshot_command, "--as-of", "2999-01-01", "--write")

    assert stop.value.code == 1
    assert not Snapshot.objects.exists()


def test_a_full_disk_stops_with_one_sentence(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(snapshots, "_to_disk", full)

    with pytest.raises(Stop, match="geen plaats meer"):
        run(snapshot_command, "--write")


def test_the_tables_are_printed_with_their_notes(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    register.recognised(ANTWERP, CONSTRUCTION)
    register.snapshot()

    code = run(tables_command)

    text = capsys.readouterr().out
    assert code == 0
    assert "Provincie Antwerpen                 0          0          0           1" in text
    assert "*Onvolledige cijfers, wegens schooljaar nog niet afgelopen." in text
    assert "Aantal unieke mentoren" in text


def test_an_older_snapshot_can_be_asked(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    older = register.snapshot(date(2021, 1, 1))
    register.snapshot(date(2022, 1, 1))

    run(tables_command, "--snapshot", older.code)

    assert older.code in capsys.readouterr().out


def test_an_unknown_snapshot_stops_and_names_the_latest(register: Register) -> None:
    known = register.snapshot()

    with pytest.raises(Stop, match=f"2020-01-01-x bestaat niet.*{known.code}"):
        run(tables_command, "--snapshot", "2020-01-01-x")


def test_without_any_snapshot_the_command_says_how_to_make_one(register: Register) -> None:
    with pytest.raises(Stop, match="duaal snapshot --write"):
        run(tables_command)


def test_equal_tables_end_with_the_number_of_cells_and_exit_0(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(tables_command, "--check", str(published))

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "25 of 25 cells equal"


def test_a_changed_cell_is_printed_and_exits_1(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(published / "recognised_companies_by_sector.csv", "Bouw,2022-2023,1", "Bouw,2022-2023,9")

    code = run(tables_command, "--check", str(published))

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert "T1b | Bouw | 2022-2023: verwacht 9, gevonden 1." in lines
    assert lines[-1] == "24 of 25 cells equal"


def test_a_wrong_file_stops_with_file_and_line(published: Path) -> None:
    replace_in(published / "recognised_companies_by_sector.csv", "Bouw,2022-2023,1", "Bouw,2022-2023,x")

    with pytest.raises(Stop, match=r"recognised_companies_by_sector.csv, regel \d+: .*x") as stop:
        run(tables_command, "--check", str(published))

    assert stop.value.code == 1


def test_a_missing_folder_stops_with_its_name(published: Path) -> None:
    with pytest.raises(Stop, match="nergens"):
        run(tables_command, "--check", str(published / "nergens"))


def test_a_snapshot_from_before_the_publication_cannot_be_checked(
    register: Register, published: Path
) -> None:
    early = register.snapshot(date(2023, 6, 28))

    with pytest.raises(Stop, match="29/06/2023"):
        run(tables_command, "--check", str(published), "--snapshot", early.code)


def test_lost_files_of_a_snapshot_stop_with_its_name(register: Register) -> None:
    snapshot = register.snapshot()
    (snapshots.path_of(snapshot) / "manifest.json").unlink()

    with pytest.raises(Stop, match=snapshot.code):
        run(tables_command)
