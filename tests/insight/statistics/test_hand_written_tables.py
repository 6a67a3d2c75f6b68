"""The plain queries that the benchmark compares with give the same figures, from code of their own."""

from datetime import date

from bench.hand_written_tables import all_tables
from duaal.insight.statistics.official_files import FILES
from duaal.insight.statistics.snapshots import path_of
from duaal.insight.statistics.tables import official_tables
from tests.insight.statistics.builders import (
    ADULT,
    ALTERNATING,
    ANTWERP,
    CONSTRUCTION,
    FOOD,
    GHENT,
    HOTELS,
    NOBODYS,
    ZWIJNDRECHT,
    Register,
)


def test_both_ways_of_counting_agree_on_every_cell(register: Register) -> None:
    for committees in ((CONSTRUCTION,), (HOTELS, FOOD), (NOBODYS,), ()):
        recognition = register.recognised(ANTWERP, *committees, first=date(2020, 9, 1))
        register.recognition(register.site(recognition.company, GHENT), programme=ADULT)
        register.agreement(recognition)
    register.recognised(ZWIJNDRECHT, FOOD)
    register.recognised(GHENT, FOOD, programme=ALTERNATING)
    register.recognition(register.site(register.company(CONSTRUCTION, kind="local_authority")))
    stopped = register.company(ended_on=date(2021, 5, 1))
    register.member(stopped, HOTELS, last=date(2021, 5, 1))
    register.recognition(register.site(stopped), date(2020, 9, 1), date(2021, 5, 1))
    for sector in ("bouw",) * 6 + ("horeca",) * 7:
        register.training(sector)
    snapshot = register.snapshot(date(2025, 3, 1))

    tables = official_tables(snapshot, keys=FILES)
    by_hand = all_tables(
        path_of(snapshot),
        extraction=snapshot.as_of,
        first_years=tuple(range(2019, 2025)),
        mapping_version=snapshot.mapping_version,
    )

    for key, table in tables.items():
        ours = {
            (row.code, column.school_year): cell.value
            for row in table.rows
            for column, cell in zip(table.columns, row.cells, strict=True)
            if cell.value
        }
        assert ours == by_hand[key], key
