"""Reading the published tables and comparing counted ones with them, cell by cell."""

from pathlib import Path

import pytest

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.official_files import FILES, compare, read_all
from duaal.insight.statistics.publications import QUESTION_757
from duaal.insight.statistics.queries import tables_of
from tests.insight.statistics.builders import (
    ANTWERP,
    CONSTRUCTION,
    FOOD,
    GHENT,
    HOTELS,
    Register,
)
from tests.insight.statistics.official_csv_files import replace_in, write_published

OFFICIAL = Path(__file__).parents[3] / "duaal/synthetic/reference"


@pytest.fixture
def tables(register: Register) -> dict[str, OfficialTable]:
    for municipality, committee in ((ANTWERP, CONSTRUCTION), (GHENT, HOTELS), (GHENT, FOOD)):
        register.agreement(register.recognised(municipality, committee))
    for _ in range(6):
        register.training("bouw")
    return tables_of(register.snapshot(), publication=QUESTION_757)


@pytest.fixture
def folder(tables: dict[str, OfficialTable], tmp_path: Path) -> Path:
    write_published(tmp_path / "published", tables)
    return tmp_path / "published"


def test_the_published_tables_have_250_cells() -> None:
    published = read_all(OFFICIAL)

    cells = {key: len(table.values) for key, table in published.items()}
    assert cells == {"T1a": 28, "T1b": 88, "T2a": 28, "T2b": 84, "T3": 22}
    assert published["T1a"].values["total", "2022-2023"] == 10225
    assert published["T3"].values["total", ""] == 10847
    assert ("textielverzorging", "2022-2023") not in published["T2b"].values
    assert (
        published["T2b"].labels["haartooi-fitness-schoonheidszorgen"]
        == "Haartooi - fitness - schoonheidszorgen"
    )


def test_equal_tables_have_no_difference(folder: Path, tables: dict[str, OfficialTable]) -> None:
    comparison = compare(read_all(folder), tables)

    assert comparison.all_equal
    assert comparison.equal == comparison.cells > 30


def test_a_changed_cell_is_named_with_table_row_year_and_both_values(
    folder: Path, tables: dict[str, OfficialTable]
) -> None:
    replace_in(
        folder / FILES["T1a"][0], "Provincie Antwerpen,2022-2023,1,", "Provincie Antwerpen,2022-2023,2,"
    )

    comparison = compare(read_all(folder), tables)

    assert comparison.differences == ("T1a | Provincie Antwerpen | 2022-2023: verwacht 2, gevonden 1.",)
    assert comparison.equal == comparison.cells - 1
    assert not comparison.all_equal


def test_a_changed_total_is_a_difference_too(folder: Path, tables: dict[str, OfficialTable]) -> None:
    replace_in(folder / FILES["T3"][0], "Eindtotaal,6,", "Eindtotaal,7,")

    comparison = compare(read_all(folder), tables)

    assert comparison.differences == ("T3 | Eindtotaal: verwacht 7, gevonden 6.",)


def test_a_row_that_should_not_be_printed_is_a_difference_in_each_cell(
    folder: Path, tables: dict[str, OfficialTable]
) -> None:
    file = folder / FILES["T2b"][0]
    for year in ("2019-2020", "2020-2021", "2021-2022", "2022-2023"):
        replace_in(file, f",category,horeca,Horeca,{year}", f",category_absent_in_seed,horeca,Horeca,{year}")

    comparison = compare(read_all(folder), tables)

    assert len(comparison.differences) == 4
    assert "T2b | Horeca | 2022-2023: verwacht geen cel, gevonden 1." in comparison.differences


def test_a_row_that_is_missing_in_the_table_is_a_difference(
    folder: Path, tables: dict[str, OfficialTable]
) -> None:
    file = folder / FILES["T3"][0]
    file.write_text(file.read_text() + "T3,9,category,textiel,Textiel,20,,,\n")

    comparison = compare(read_all(folder), tables)

    assert comparison.differences[0] == "T3 | Textiel: verwacht 20, gevonden geen cel."


def test_rows_cut_off_from_a_file_are_differences(folder: Path, tables: dict[str, OfficialTable]) -> None:
    file = folder / FILES["T1a"][0]
    file.write_text("\n".join(file.read_text().splitlines()[:-4]) + "\n")

    assert len(compare(read_all(folder), tables).differences) == 4


def test_another_label_is_a_difference(folder: Path, tables: dict[str, OfficialTable]) -> None:
    file = folder / FILES["T2b"][0]
    file.write_text(file.read_text().replace(",Horeca,", ",HoReCa,"))

    comparison = compare(read_all(folder), tables)

    assert comparison.differences == ("T2b | rij horeca: verwacht opschrift HoReCa, gevonden Horeca.",)
    assert not comparison.all_equal


def test_another_row_order_is_a_difference(folder: Path, tables: dict[str, OfficialTable]) -> None:
    file = folder / FILES["T1b"][0]
    head, *lines = file.read_text().splitlines()
    file.write_text("\n".join([head, *lines[4:], *lines[:4]]) + "\n")

    assert compare(read_all(folder), tables).differences == (
        "T1b: de rijen staan niet in de officiële volgorde.",
    )


@pytest.mark.parametrize(
    ("key", "old", "new", "words"),
    [
        pytest.param("T1a", "2022-2023,1,", "2022-2023,een,", "een", id="no number"),
        pytest.param("T1a", "2022-2023,1,", "2022-2023,1.5,", "1.5", id="half a company"),
        pytest.param("T1a", "2022-2023,1,", "2022-2023,-1,", "-1", id="negative"),
        pytest.param("T1a", "2022-2023,1,", "2022-2023,,", "leeg", id="empty"),
        pytest.param("T1a", ",2022-2023,", ",2022-23,", "2022-23", id="short school year"),
        pytest.param("T1a", ",category,ant,", ",category,nam,", "nam", id="province outside the six"),
        pytest.param("T1a", ",category,ant,", ",category,total,", "total", id="total as a province"),
        pytest.param("T1b", ",category,bouw,", ",category,total,", "total", id="total as a sector"),
        pytest.param(
            "T1a", "official_distinct_total,total", "official_distinct_total,ant", "ant", id="no total"
        ),
        pytest.param("T1a", ",category,ant,", ",categorie,ant,", "categorie", id="unknown row type"),
        pytest.param("T1a", "T1a,", "T2a,", "T2a", id="row of another table"),
        pytest.param("T1b", "T1b,1,", "T1b,1,1,", "cellen", id="comma too much"),
        pytest.param("T3", "row_type", "rowtype", "rowtype", id="wrong head"),
        pytest.param(
            "T1a", "Provincie Antwerpen,2020-2021", "Provincie Antwerpen,2019-2020", "twee keer", id="twice"
        ),
    ],
)
def test_a_wrong_row_stops_with_file_line_and_value(
    folder: Path, key: str, old: str, new: str, words: str
) -> None:
    name = FILES[key][0]
    line = replace_in(folder / name, old, new)

    with pytest.raises(WrongFile) as wrong:
        read_all(folder)

    assert wrong.value.sentence.startswith(f"{name}, regel {line}: ")
    assert words in wrong.value.sentence


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / FILES["T2a"][0]).unlink()

    with pytest.raises(WrongFile, match="companies_with_agreement_by_province.csv"):
        read_all(folder)
