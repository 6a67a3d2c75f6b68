import csv
import io

import pytest

from duaal.insight.statistics.definitions import STATISTICS
from duaal.insight.statistics.exports import MACHINE_COLUMNS, machine_csv, notes, official_csv
from duaal.insight.statistics.tables import official_table
from tests.insight.statistics.builders import ADULT, ANTWERP, CONSTRUCTION, GHENT, Register


def machine_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_machine_file_has_one_line_per_cell_with_its_origin(register: Register) -> None:
    register.company(is_synthetic=True)
    register.recognised(ANTWERP, CONSTRUCTION)
    snapshot = register.snapshot()

    rows = machine_rows(machine_csv(official_table("T1a", snapshot)))

    assert tuple(rows[0]) == MACHINE_COLUMNS
    assert rows[-1] == {
        "indicator": "T1a",
        "school_year": "2022-2023",
        "dimension": "province_of_site",
        "code": "total",
        "label_nl": "Totaal Vlaamse gemeenschap",
        "value": "1",
        "status": "provisional",
        "provisional": "true",
        "additive": "false",
        "extraction_date": "2023-06-29",
        "mapping_version": "2023-06",
        "snapshot": snapshot.code,
        "synthetic": "true",
        "is_total": "true",
        "definition_version": "1",
    }
    assert rows[0]["is_total"] == "false"


def test_a_mean_has_a_point_for_machines_and_a_comma_for_people(register: Register) -> None:
    register.recognition(register.recognised().site, programme=ADULT)
    register.recognised()
    found = official_table("R1", register.snapshot())

    assert machine_rows(machine_csv(found))[0]["value"] == "1.50"
    assert "1,50" in official_csv(found)


def test_a_hidden_value_is_empty_with_its_status(register: Register) -> None:
    register.training("bouw")

    [bouw, total] = machine_rows(machine_csv(official_table("T3", register.snapshot())))

    assert (bouw["value"], bouw["status"]) == ("", "confidential")
    assert (total["value"], total["status"]) == ("", "confidential")


def test_the_official_form_prints_title_headings_rows_and_everything_below(register: Register) -> None:
    register.recognised(GHENT, CONSTRUCTION)
    found = official_table("T1b", register.snapshot())

    text = official_csv(found)

    assert text.startswith("\ufeff")
    lines = text.removeprefix("\ufeff").split("\r\n")
    assert lines[0] == f"{found.title};2019-2020;2020-2021;2021-2022;2022-2023*"
    assert lines[1] == "Bouw;0;0;0;1"
    assert lines[3] == "*Onvolledige cijfers, wegens schooljaar nog niet afgelopen."
    assert [line.strip('"') for line in lines[3:-1]] == list(notes(found))


@pytest.mark.parametrize("key", STATISTICS)
def test_every_table_prints_its_definition_and_its_origin(register: Register, key: str) -> None:
    register.company(is_synthetic=True)
    snapshot = register.snapshot()

    lines = notes(official_table(key, snapshot, suppress_empty_rows=False))

    assert str(STATISTICS[key].counts) in lines
    assert any(snapshot.code in line and "29/06/2023" in line and "2023-06" in line for line in lines)
    assert lines[-1].startswith("Synthetische gegevens")


@pytest.mark.parametrize(
    ("key", "words"),
    [("T1a", "meer dan het totaal"), ("T1b", "Tel de rijen niet op"), ("T3", ""), ("R1", "")],
)
def test_a_table_says_when_its_rows_do_not_add_up(register: Register, key: str, words: str) -> None:
    text = " ".join(notes(official_table(key, register.snapshot(), suppress_empty_rows=False)))

    said = "meer dan het totaal" in text or "Tel de rijen niet op" in text
    assert said is bool(words)
    assert words in text


def test_a_table_with_hidden_groups_says_from_which_number(register: Register) -> None:
    register.training("bouw")

    lines = notes(official_table("T3", register.snapshot()))

    assert "Groepen van minder dan 5 personen zijn verborgen." in lines


def test_a_real_register_is_not_called_synthetic(register: Register) -> None:
    assert not any("Synthetische" in line for line in notes(official_table("T1a", register.snapshot())))
