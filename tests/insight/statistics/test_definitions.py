import pytest

from duaal.insight.statistics.columns import FILES
from duaal.insight.statistics.definitions import STATISTICS, Dimension, Period, Statistic
from duaal.insight.statistics.labels import STATUS
from duaal.insight.statistics.layout import Status
from duaal.insight.statistics.wording import LAYOUTS


@pytest.mark.parametrize("statistic", STATISTICS.values(), ids=list(STATISTICS))
def test_a_definition_names_columns_that_a_snapshot_has(statistic: Statistic) -> None:
    file = next(file for file in FILES if file.name == statistic.source)

    assert {*statistic.during, statistic.distinct} <= {column.name for column in file.columns}


@pytest.mark.parametrize("statistic", STATISTICS.values(), ids=list(STATISTICS))
def test_a_definition_is_a_full_dutch_sentence_and_says_what_is_assumed(statistic: Statistic) -> None:
    assert str(statistic.counts).endswith(".")
    assert bool(statistic.assumes) is (statistic.period is not Period.ON_A_DAY)


def test_only_tables_by_province_and_of_mentors_have_a_total_and_a_label_for_it() -> None:
    with_total = {key for key, statistic in STATISTICS.items() if statistic.has_total}

    assert (
        with_total == {"T1a", "T2a", "T3"} == {key for key, layout in LAYOUTS.items() if layout.total_label}
    )


def test_only_the_table_of_mentors_adds_up() -> None:
    assert [key for key, statistic in STATISTICS.items() if statistic.additive] == ["T3"]


def test_dimensions_are_those_of_the_official_tables() -> None:
    province, sector = Dimension.PROVINCE_OF_SITE, Dimension.REPORTING_SECTOR

    assert {key: statistic.dimension for key, statistic in STATISTICS.items()} == {
        "T1a": province,
        "T1b": sector,
        "R1": Dimension.NONE,
        "T2a": province,
        "T2b": sector,
        "T3": sector,
    }


def test_every_status_has_a_word() -> None:
    assert set(STATUS) == set(Status)
