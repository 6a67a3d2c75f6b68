"""Asking for tables: what is kept, what is refused, and what does not exist."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from duaal.foundation.kernel.school_year import SchoolYear
from duaal.insight.statistics import queries, snapshots, tables
from duaal.insight.statistics.definitions import STATISTICS
from duaal.insight.statistics.models import CountedTable
from duaal.insight.statistics.publications import QUESTION_757
from duaal.insight.statistics.recounting import recount
from duaal.insight.statistics.tables import KEYS, count_for_pages, official_table, official_tables
from tests.insight.statistics.builders import (
    ANTWERP,
    CONSTRUCTION,
    EXTRACTION,
    GHENT,
    Register,
    column,
)


def test_by_default_all_school_years_up_to_the_extraction_day_are_counted(register: Register) -> None:
    snapshot = register.snapshot(date(2024, 9, 1))

    headings = [each.heading for each in official_table("T1a", snapshot).columns]

    assert headings == ["2019-2020", "2020-2021", "2021-2022", "2022-2023", "2023-2024", "2024-2025*"]


def test_years_may_be_chosen_and_stand_in_order_once(register: Register) -> None:
    snapshot = register.snapshot()

    found = official_table("T1a", snapshot, years=[SchoolYear(2022), SchoolYear(2020), SchoolYear(2022)])

    assert [each.school_year for each in found.columns] == ["2020-2021", "2022-2023"]


def test_a_table_says_where_it_comes_from(register: Register) -> None:
    register.company(is_synthetic=True)
    snapshot = register.snapshot()

    origin = official_table("T1b", snapshot).origin

    assert origin.snapshot == snapshot.code
    assert (origin.extraction, origin.mapping_version) == (EXTRACTION, "2023-06")
    assert origin.synthetic
    assert official_table("T1b", snapshot).definition is STATISTICS["T1b"]


def test_a_table_is_counted_once_and_then_read(register: Register, django_assert_num_queries) -> None:
    register.recognised()
    snapshot = register.snapshot()
    first = official_tables(snapshot)

    with django_assert_num_queries(1):
        again = official_tables(snapshot)

    assert again == first
    assert CountedTable.objects.count() == len(KEYS)


@pytest.mark.parametrize("companies", [1, 5])
def test_pages_read_the_tables_in_as_many_queries_for_a_large_register(
    register: Register, companies: int, django_assert_num_queries
) -> None:
    for _ in range(companies):
        register.agreement(register.recognised(GHENT, CONSTRUCTION))
    count_for_pages(register.snapshot(date(2024, 1, 1)))

    with django_assert_num_queries(3):
        latest = queries.latest_snapshot()
        now = queries.tables_of(latest)
        then = queries.tables_of(latest, publication=QUESTION_757)

    assert set(now) == set(then) == set(KEYS)


def test_nothing_is_read_from_the_files_for_a_page(register: Register) -> None:
    register.recognised()
    snapshot = register.snapshot()
    count_for_pages(snapshot)
    for file in snapshots.path_of(snapshot).iterdir():
        file.unlink()

    assert queries.tables_of(snapshot)["T1a"].row("total").cells[-1].value == 1


def test_another_question_on_the_same_snapshot_is_kept_apart(register: Register) -> None:
    register.recognised(first=date(2022, 1, 1))
    register.recognised(first=date(2023, 6, 1))
    snapshot = register.snapshot()

    assert column(snapshot, "T1a") == {"ant": 2, "total": 2}
    assert column(snapshot, "T1a", extraction=date(2023, 5, 1)) == {"ant": 1, "total": 1}
    assert column(snapshot, "T1a", years=[SchoolYear(2022)]) == {"ant": 2, "total": 2}
    assert CountedTable.objects.count() == 3


def test_a_new_version_of_a_definition_is_counted_anew_and_the_old_one_stays(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.recognised()
    snapshot = register.snapshot()
    column(snapshot, "T1a")
    CountedTable.objects.update(definition_version=0, cells={"rows": [], "total": [0, 0, 0, 0]})

    assert column(snapshot, "T1a") == {"ant": 1, "total": 1}
    assert set(CountedTable.objects.values_list("definition_version", flat=True)) == {0, 1}
    assert recount(snapshot) == ()


def test_a_recount_finds_the_cell_that_was_changed(register: Register) -> None:
    register.recognised(ANTWERP, CONSTRUCTION)
    snapshot = register.snapshot()
    official_tables(snapshot)
    kept = CountedTable.objects.get(key="T1b")
    next(row for row in kept.cells["rows"] if row[0] == "bouw")[2][3] = 7
    kept.save()

    [difference] = recount(snapshot)

    assert (difference.key, difference.row, difference.school_year) == ("T1b", "bouw", "2022-2023")
    assert (difference.kept, difference.found) == (7, 1)


def test_two_pages_that_count_at_the_same_time_keep_one_table(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.recognised()
    snapshot = register.snapshot()
    official_table("T1a", snapshot)
    chosen = tables.select(snapshot)

    tables._count_now(snapshot, [STATISTICS["T1a"]], chosen, at=snapshot.taken_at, folder=None)

    assert CountedTable.objects.count() == 1


def test_nothing_is_counted_on_files_that_were_changed(register: Register) -> None:
    snapshot = register.snapshot()
    file = snapshots.path_of(snapshot) / "companies.parquet"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    with pytest.raises(snapshots.Damaged, match="companies.parquet"):
        official_table("T3", snapshot)

    assert not CountedTable.objects.exists()


def test_lost_files_are_a_sentence_and_not_an_empty_table(register: Register) -> None:
    snapshot = register.snapshot()
    (snapshots.path_of(snapshot) / "manifest.json").unlink()

    with pytest.raises(snapshots.Damaged, match=snapshot.code):
        official_table("T1a", snapshot)

    assert not CountedTable.objects.exists()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param({"key": "T4"}, "T4", id="table"),
        pytest.param({"extraction": date(2023, 6, 30)}, "30/06/2023", id="after the snapshot"),
        pytest.param({"years": [SchoolYear(2023)]}, "2023-2024", id="year that has not started"),
        pytest.param({"mapping_version": "1999-01"}, "1999-01", id="mapping version"),
        pytest.param({"years": [SchoolYear(start) for start in range(1950, 2012)]}, "62", id="years"),
    ],
)
def test_what_a_snapshot_cannot_hold_is_refused_with_the_value(
    register: Register, asked: dict[str, object], words: str
) -> None:
    snapshot = register.snapshot()

    with pytest.raises(ValidationError) as refusal:
        official_table(**{"key": "T1a", "snapshot": snapshot, **asked})

    [sentence] = refusal.value.messages
    assert words in sentence
    assert not CountedTable.objects.exists()


def test_the_snapshot_before_the_publication_is_not_counted_as_of_it(register: Register) -> None:
    count_for_pages(register.snapshot(date(2023, 1, 1)))

    assert set(CountedTable.objects.values_list("extraction_date", flat=True)) == {date(2023, 1, 1)}


def test_the_latest_snapshot_is_that_of_the_latest_day(register: Register) -> None:
    assert queries.latest_snapshot() is None
    later = register.snapshot(date(2023, 7, 1))
    register.company()
    register.snapshot(date(2023, 6, 1))

    assert queries.latest_snapshot() == later
    assert [each.as_of.day for each in queries.snapshots()] == [1, 1]
