import json
import re

from duaal.foundation.lawbook.book import BOOK, Book
from duaal.interfaces.cli.commands import rules
from duaal.interfaces.cli.main import main
from tests.casework.recognition.law_of_tomorrow import write_law

LAST_LINE = re.compile(
    r"([0-9]+) values: ([0-9]+) certain, ([0-9]+) dated, ([0-9]+) derived, ([0-9]+) assumed"
)
VERSIONS = sum(len(dated.versions) for dated in BOOK.rows())


def test_every_version_of_every_value_is_a_line_and_the_last_line_counts_them(capsys):
    assert main(["rules"]) == 0

    *lines, last = capsys.readouterr().out.splitlines()
    total, *marks = map(int, LAST_LINE.fullmatch(last).groups())
    assert total == len(lines) == VERSIONS
    assert sum(marks) == total


def test_a_line_has_key_value_since_source_certainty_and_reading_date(capsys):
    main(["rules", "--on", "2026-03-03"])

    assert (
        "recognition.decision_days: 14 dagen | sinds 2016-07-01 | d16/art. 7 § 2; d22/art. 8 § 2"
        " | certain | nagelezen op 2026-11-21" in capsys.readouterr().out.splitlines()
    )


def test_with_a_day_only_what_is_in_force_that_day_is_shown(capsys):
    main(["rules", "--on", "2020-03-31"])
    before = capsys.readouterr().out
    main(["rules", "--on", "2020-04-01"])
    after = capsys.readouterr().out

    assert "recognition.training_months: 18 maanden | sinds 2019-09-01" in before
    assert "recognition.training_months: 12 maanden | sinds 2020-04-01" in after
    assert "recognition.adult_recognitions" not in before + after
    assert "recognition.training_months[bouw]" not in before + after


def test_before_every_law_there_are_no_values(capsys):
    assert main(["rules", "--on", "1900-01-01"]) == 0
    assert capsys.readouterr().out == "0 values: 0 certain, 0 dated, 0 derived, 0 assumed\n"


def test_as_json_the_output_is_one_document_and_the_count_is_on_standard_error(capsys):
    assert main(["rules", "--on", "2026-03-03", "--json"]) == 0

    output = capsys.readouterr()
    rows = json.loads(output.out)
    found = next(row for row in rows if row["key"] == "recognition.expiry_notice_months")
    assert (found["value"], found["certainty"], found["since"]) == ([6, 3, 1], "assumed", "2016-07-01")
    assert set(found) == {
        "key",
        "value",
        "unit",
        "since",
        "source",
        "certainty",
        "checked_on",
        "label",
        "note",
    }
    assert output.err.startswith(f"{len(rows)} values: ")


def test_a_day_that_does_not_exist_is_refused_in_one_sentence(capsys):
    assert main(["rules", "--on", "2026-02-30"]) == 1

    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "2026-02-30 is geen datum. Schrijf een datum als 2026-01-31.\n")


def test_a_measure_that_stopped_is_shown_as_stopped(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(rules, "BOOK", book(tmp_path, "value: null, source: a, certainty: certain"))

    assert main(["rules"]) == 0
    assert "days: (gestopt) | sinds 2020-01-01" in capsys.readouterr().out


def test_a_broken_lawbook_is_told_with_file_line_and_key(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(rules, "BOOK", book(tmp_path, "value: 14, certainty: certain"))

    assert main(["rules"]) == 1
    path = tmp_path / "parameters" / "days.yaml"
    assert capsys.readouterr().err == f"{path}, regel 5: versions.2020-01-01.source: ontbreekt\n"


def test_a_folder_with_later_versions_is_checked_and_every_change_is_shown_with_its_day(tmp_path, capsys):
    folder = write_law(tmp_path, mentor_later=True, answer_days=21)

    assert main(["rules", "--check", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "recognition.answer_days: 14 dagen wordt 21 dagen vanaf 2026-09-01 | hervorming/art. 3 | certain",
        "recognition.mentor_later: nee wordt ja vanaf 2026-09-01 | hervorming/art. 3 | certain",
        f"2 nieuwe versies. Zet DUAAL_LAW={folder} en herstart `duaal serve` en `duaal worker`.",
    ]
    assert BOOK.value("recognition.answer_days").versions[-1].value == 14


def test_a_folder_that_cannot_be_used_is_refused_with_file_line_and_key(tmp_path, capsys):
    folder = write_law(tmp_path, mentor_later="misschien")

    assert main(["rules", "--check", str(folder)]) == 1
    path = folder / "parameters" / "recognition" / "mentor_later.yaml"
    assert capsys.readouterr().err.startswith(f"{path}, regel 3: versions.2026-09-01.value: 'misschien'")


def test_a_folder_without_later_versions_is_told(tmp_path, capsys):
    (tmp_path / "parameters").mkdir()

    assert main(["rules", "--check", str(tmp_path)]) == 1
    assert "Er verandert niets." in capsys.readouterr().err


def book(folder, row):
    (folder / "sources.yaml").write_text("a: {kind: page, title: A, address: x, dated: undated}\n")
    (folder / "parameters").mkdir()
    text = f"label: Dagen\nunit: dagen\nchecked_on: 2026-01-15\nversions:\n  2020-01-01: {{{row}}}\n"
    (folder / "parameters" / "days.yaml").write_text(text)
    return Book(folder)
