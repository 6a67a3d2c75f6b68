import shutil

import pytest

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.synthetic.official import REFERENCE, official_figures


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE, copy)
    return copy


def replace_once(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_totals_and_overlaps_are_those_of_the_answer():
    figures = official_figures()

    recognised = [(year.total, year.extra_provinces, year.extra_sectors) for year in figures.recognised]
    agreements = [(year.total, year.extra_provinces, year.extra_sectors) for year in figures.with_agreement]

    assert recognised == [(3646, 84, 19), (4828, 111, 34), (9348, 267, 133), (10225, 313, 143)]
    assert agreements == [(1329, 33, 4), (1474, 38, 6), (1879, 55, 7), (2824, 90, 16)]
    assert sum(figures.mentors.values()) == 10847


def test_a_row_that_was_not_printed_is_zero():
    figures = official_figures()

    assert figures.mentors["textielverzorging"] == 0
    assert [year.sectors["textielverzorging"] for year in figures.with_agreement] == [0, 0, 0, 0]


def test_scale_multiplies_every_cell_and_every_overlap():
    figures = official_figures().times(3)

    assert figures.recognised[3].total == 3 * 10225
    assert figures.recognised[3].extra_provinces == 3 * 313
    assert figures.with_agreement[0].sectors["textiel"] == 3 * 3
    assert sum(figures.mentors.values()) == 3 * 10847


@pytest.mark.parametrize(
    ("new", "message"),
    [
        pytest.param(",2019-2020,veel,no", "value is veel. Dat moet een aantal zijn.", id="no number"),
        pytest.param(",2019-2020,,no", "value is leeg. Vul een waarde in.", id="no value"),
        pytest.param(",2019-20,976,no", "school_year is 2019-20. Die waarde bestaat niet.", id="no year"),
        pytest.param(
            ",2018-2019,976,no", "school_year is 2018-2019. Die waarde bestaat niet.", id="other year"
        ),
        pytest.param(",2019-2020,976", "De rij heeft 12 cellen in plaats van 13.", id="cut off"),
    ],
)
def test_a_corrupt_file_is_named_with_its_line(folder, new, message):
    file = folder / "recognised_companies_by_province.csv"
    replace_once(file, ",2019-2020,976,no", new)

    with pytest.raises(WrongFile) as problem:
        official_figures(folder)

    assert str(problem.value).startswith(f"recognised_companies_by_province.csv, regel 6: {message}")


def test_a_row_that_stands_twice_is_named_with_its_line(folder):
    file = folder / "recognised_companies_by_province.csv"
    replace_once(file, ",2019-2020,976,no", ",2020-2021,976,no")

    with pytest.raises(WrongFile, match="regel 7: row_order, school_year 2 2020-2021 staat er twee keer in"):
        official_figures(folder)


def test_a_figure_that_is_missing_is_named(folder):
    file = folder / "companies_with_agreement_by_sector.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(line for line in lines if "T2b,2,category" not in line or "2021-2022" not in line)
    )

    with pytest.raises(WrongFile, match="binnenvaart 2021-2022"):
        official_figures(folder)
