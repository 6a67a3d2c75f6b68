"""A change of law from a date, without another release: the folder with later versions of an installation."""

from datetime import date
from pathlib import Path

import pytest

from duaal.foundation.lawbook.book import FOLDER, Book
from duaal.foundation.lawbook.errors import WrongFile
from tests.casework.recognition.law_of_tomorrow import FROM, write_law

EVE = date.fromordinal(FROM.toordinal() - 1)


def wrong(folder: Path) -> str:
    with pytest.raises(WrongFile) as problem:
        _ = Book(FOLDER, folder).values
    return str(problem.value)


def file_of(folder: Path, name: str) -> Path:
    return folder / "parameters" / "recognition" / f"{name}.yaml"


def test_a_value_changes_on_the_day_of_the_added_version_and_not_before(tmp_path):
    book = Book(FOLDER, write_law(tmp_path, mentor_later=True))
    switch = book.value("recognition.mentor_later")

    assert (switch.on(EVE).value, switch.on(FROM).value) == (False, True)
    assert switch.on(FROM).source == "hervorming/art. 3"
    assert [version.key for version in book.added_versions()] == ["recognition.mentor_later"]


def test_every_other_value_stays_as_it_is(tmp_path):
    plain, book = Book(FOLDER), Book(FOLDER, write_law(tmp_path, answer_days=21))

    changed = [key for key, dated in book.values.items() if dated != plain.values[key]]

    assert changed == ["recognition.answer_days"]


def test_a_partnership_can_get_versions_of_its_own_after_those_it_has(tmp_path):
    write_law(tmp_path, answer_days=21)
    file_of(tmp_path, "training_months").write_text(
        "checked_on: 2026-05-02\nper:\n"
        "  bouw:\n    2026-09-01: {value: 9, source: hervorming, certainty: certain}\n"
        "  horeca:\n    2026-09-01: {value: 3, source: hervorming, certainty: certain}\n"
    )

    months = Book(FOLDER, tmp_path).value("recognition.training_months")

    assert [months.for_partnership("bouw").on(day).value for day in (EVE, FROM)] == [6, 9]
    assert [months.for_partnership("horeca").on(day).value for day in (EVE, FROM)] == [12, 3]
    assert months.on(FROM).value == 12


@pytest.mark.parametrize(
    "switch", ["mentor_later", "external_mentor", "stepwise_recognition", "partial_plan"]
)
def test_a_reform_cannot_be_switched_on_without_an_act(switch, tmp_path):
    write_law(tmp_path, **{switch: True})
    sources = tmp_path / "sources.yaml"
    sources.write_text(sources.read_text().replace("kind: act", "kind: page"))

    assert "kan alleen met een wettekst" in wrong(tmp_path)


def test_an_act_that_is_passed_after_the_first_day_carries_nothing(tmp_path):
    assert "aangenomen op of voor 2026-04-01" in wrong(
        write_law(tmp_path, since=date(2026, 4, 1), mentor_later=True)
    )


@pytest.mark.parametrize("versions", ["versions", "per:\n  bouw"])
def test_a_switch_is_yes_or_no_and_nothing_else(versions, tmp_path):
    file = file_of(write_law(tmp_path, mentor_later="misschien"), "mentor_later")
    depth = "  " if "per" in versions else ""
    file.write_text(file.read_text().replace("versions:", f"{versions}:").replace("  2026", f"{depth}  2026"))

    assert "'misschien' is van een andere soort" in wrong(tmp_path)


def test_tacit_grants_cannot_be_set_without_an_act(tmp_path):
    write_law(tmp_path, lapse_policy="TACIT_GRANT")
    file = file_of(tmp_path, "lapse_policy")
    file.write_text(file.read_text().replace("hervorming/art. 3", "seed001/action 9"))

    assert "'TACIT_GRANT' kan alleen met een wettekst" in wrong(tmp_path)


def test_a_version_before_the_last_one_is_refused(tmp_path):
    folder = write_law(tmp_path, since=date(2023, 9, 1), training_content_version=3)

    assert "staat na 2023-09-01; zet de oudste versie eerst" in wrong(folder)


def test_a_value_that_duaal_does_not_know_is_refused(tmp_path):
    folder = write_law(tmp_path, mentor_latr=True)

    assert "mentor_latr.yaml: is geen waarde van duaal" in wrong(folder)


def test_a_file_without_the_day_it_was_read_is_refused(tmp_path):
    file = file_of(write_law(tmp_path, answer_days=21), "answer_days")
    file.write_text(file.read_text().replace("checked_on: 2026-05-02\n", ""))

    assert "checked_on: ontbreekt" in wrong(tmp_path)


def test_a_file_cannot_change_the_label_or_what_needs_an_act(tmp_path):
    file = file_of(write_law(tmp_path, mentor_later=True), "mentor_later")
    file.write_text("needs_act: []\n" + file.read_text())

    assert "needs_act: is hier niet bekend" in wrong(tmp_path)


def test_a_source_of_duaal_cannot_be_replaced(tmp_path):
    sources = write_law(tmp_path, answer_days=21) / "sources.yaml"
    sources.write_text(sources.read_text().replace("hervorming:", "d16:"))

    assert "d16: staat al in de bronnen van duaal" in wrong(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "is geen map" in wrong(tmp_path / "nergens")
