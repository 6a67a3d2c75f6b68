import argparse
from pathlib import Path

import pytest

from duaal.foundation.lawbook.errors import WrongFile
from duaal.interfaces.cli.commands import casebook
from duaal.interfaces.cli.main import main
from duaal.interfaces.cli.stop import Stop

ROOT = Path(__file__).parents[4]
FILES = sorted((ROOT / "casebook").rglob("*.yaml"))
GOOD = """\
- id: late
  rule: recognition.decision
  day: 2026-03-18
  facts: {received_on: 2026-03-03}
  expect: {deadline: 2026-03-17, blockers: [U4], flag: OVERDUE}
  source: recognition.md 7
  certainty: assumed
"""


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "cases.yaml"
        path.write_text(content)
        return str(path)

    return write


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_worked_case_of_the_project_comes_true(path, capsys):
    code = main(["casebook", str(path)])

    output = capsys.readouterr()
    assert code == 0, output.out + output.err
    assert output.err == ""
    assert output.out.splitlines()[-1].endswith(" passed, 0 failed")
    assert not output.out.startswith("0 passed")


def test_every_rule_of_the_registry_has_a_worked_case():
    text = "".join(path.read_text() for path in FILES)

    assert [name for name in casebook.REGISTRY if f"rule: {name}\n" not in text] == []


def test_a_case_that_passes_ends_with_exit_code_0(file, capsys):
    assert main(["casebook", file(GOOD)]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"


def test_a_case_that_fails_is_told_with_file_line_id_and_both_values(file, capsys):
    path = file(GOOD.replace("2026-03-17", "2026-03-18"))

    assert main(["casebook", path]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f'{path}, regel 1: late: deadline is "2026-03-17", verwacht "2026-03-18"',
        "0 passed, 1 failed",
    ]


def test_a_wrong_case_is_told_on_standard_error_with_file_id_and_key(file, capsys):
    path = file(GOOD + GOOD.replace("id: late", "id: odd").replace("received_on", "ontvangen_op"))

    assert main(["casebook", path]) == 2
    output = capsys.readouterr()
    assert output.err.startswith(f"{path}, regel 11: odd: facts.ontvangen_op: is hier niet bekend")
    assert output.out == "1 passed, 1 failed\n"


def test_a_file_that_does_not_exist_is_told_with_its_name(tmp_path, capsys):
    path = tmp_path / "nothing.yaml"

    assert main(["casebook", str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: bestaat niet; kijk de naam na\n"


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("received_on: 2026-03-03", "received_on: 2026-03-19", "ligt voor de ontvangst"),
        ("2026-03-03}", "2026-03-03, items_answered_on: 2026-03-05}", "zonder items_asked_on"),
        ("2026-03-03}", "2026-03-03, items_asked_on: 2026-03-02}", "ligt voor de ontvangst"),
        (
            "2026-03-03}",
            "2026-03-03, items_asked_on: 2026-03-06, items_answered_on: 2026-03-05}",
            "ligt voor de vraag",
        ),
        ("2026-03-03}", "2026-03-03, voters: [bakers]}", "'bakers'"),
        ("2026-03-03}", "2026-03-03, body: null}", "moet een van flemish, sectoral zijn"),
        ("2026-03-03}", "2026-03-03, undertaking: {excluded_until: soon}}", "'soon'"),
        ("2026-03-03}", "2026-03-03, mentors: [{birth_date: 1985-04-12}]}", "named_on: ontbreekt"),
    ],
)
def test_facts_that_cannot_be_are_an_error_and_no_pass(file, capsys, before, after, problem):
    assert main(["casebook", file(GOOD.replace(before, after))]) == 2

    output = capsys.readouterr()
    assert problem in output.err
    assert output.out == "0 passed, 1 failed\n"


def test_an_appeal_needs_a_day_of_receipt_or_of_sending(file, capsys):
    appeal = GOOD.replace("recognition.decision", "recognition.appeal").replace(
        "{received_on: 2026-03-03}", "{}"
    )
    expected = "{deadline: 2026-03-17, blockers: [U4], flag: OVERDUE}"

    assert main(["casebook", file(appeal.replace(expected, "{in_time: true}"))]) == 2
    assert "geef received_on of sent_on" in capsys.readouterr().err


def test_a_broken_lawbook_stops_the_command(file, monkeypatch):
    def broken(paths, registry):
        raise WrongFile(Path("parameters/days.yaml"), "versions", "ontbreekt", 3)

    monkeypatch.setattr(casebook, "run_files", broken)

    with pytest.raises(Stop, match=r"parameters/days\.yaml, regel 3: versions: ontbreekt") as stop:
        casebook.run(casebook_arguments(file(GOOD)))

    assert stop.value.code == 2


def casebook_arguments(path):
    parser = argparse.ArgumentParser()
    casebook.add_arguments(parser)
    return parser.parse_args([path])
