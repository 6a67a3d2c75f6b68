"""The official layout to the letter (`statistics.md` 3.1), and the marks that must be explained."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from duaal.foundation.geography.models import Province
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.insight.statistics.counts import COMPANIES, RECOGNITIONS, CountedRow, Counts, Selection
from duaal.insight.statistics.definitions import STATISTICS
from duaal.insight.statistics.layout import (
    OfficialTable,
    Origin,
    Status,
    UnexplainedMark,
    arrange,
    check_marks,
)

YEARS = tuple(SchoolYear(start) for start in range(2019, 2023))
JUNE = Selection(date(2023, 6, 29), YEARS, "2023-06")
ORIGIN = Origin(
    "2023-06-29-0123456789", datetime(2026, 11, 21, tzinfo=UTC), date(2023, 6, 29), "2023-06", True
)
STAR = "*Onvolledige cijfers, wegens schooljaar nog niet afgelopen."
PROVINCES = (
    "** Indien een onderneming verschillende vestigingen heeft in verschillende provincies, wordt deze "
    "onderneming in elk van deze provincies meegeteld."
)
SECTORS = (
    "** Indien een onderneming uitzonderlijk tot verschillende paritaire comités behoort, wordt deze in "
    "verschillende sectoren meegeteld."
)


def provinces() -> Counts:
    rows = tuple(CountedRow(code, label, (1, 2, 3, 4)) for code, label in Province.choices)
    return Counts(rows, total=(6, 12, 18, 24))


def sectors(*values: tuple[int, ...]) -> Counts:
    return Counts(tuple(CountedRow(f"s{place}", f"Sector {place}", row) for place, row in enumerate(values)))


def table(key: str, counts: Counts, selection: Selection = JUNE, *, suppress: bool = True) -> OfficialTable:
    return arrange(STATISTICS[key], counts, selection, ORIGIN, threshold=1, suppress_empty_rows=suppress)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (
            "T1a",
            "Aantal unieke ondernemingen met een erkenning voor een duale opleiding per provincie van de "
            "vestiging **",
        ),
        (
            "T2a",
            "Aantal unieke ondernemingen met een gelopen overeenkomst duaal leren per provincie van de "
            "vestiging**",
        ),
    ],
)
def test_the_tables_by_province_are_as_printed(key: str, title: str) -> None:
    found = table(key, provinces())

    assert found.title == title
    assert [column.heading for column in found.columns] == [
        "2019-2020",
        "2020-2021",
        "2021-2022",
        "2022-2023*",
    ]
    assert [row.label for row in found.rows] == [
        "Brussels H. Gewest",
        "Provincie Antwerpen",
        "Provincie Limburg",
        "Provincie Oost-Vlaanderen",
        "Provincie Vlaams-Brabant",
        "Provincie West-Vlaanderen",
        "Totaal Vlaamse gemeenschap",
    ]
    assert [row.is_total for row in found.rows] == [False] * 6 + [True]
    assert [cell.text for cell in found.rows[-1].cells] == ["6", "12", "18", "24"]
    assert [footnote.printed for footnote in found.footnotes] == [STAR, PROVINCES]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("T1b", "Aantal unieke ondernemingen met een erkenning voor een duale opleiding per sector**"),
        ("T2b", "Aantal unieke ondernemingen met een gelopen overeenkomst duaal leren per sector**"),
    ],
)
def test_the_tables_by_sector_have_no_total_and_both_footnotes(key: str, title: str) -> None:
    found = table(key, sectors((1, 2, 3, 4), (0, 0, 0, 1)))

    assert found.title == title
    assert [row.label for row in found.rows] == ["Sector 0", "Sector 1"]
    assert found.columns[-1].heading == "2022-2023*"
    assert [footnote.printed for footnote in found.footnotes] == [STAR, SECTORS]


def test_the_table_of_mentors_has_one_column_without_star_and_its_final_total() -> None:
    counts = Counts(
        (CountedRow("bouw", "Bouw", (2320,)), CountedRow("textiel", "Textiel", (20,))), total=(2340,)
    )

    found = table("T3", counts)

    assert found.title == "Aantal unieke mentoren die de mentoropleiding gevolgd hebben per partnerschap"
    assert [column.heading for column in found.columns] == ["mentoropleiding gevolgd"]
    assert [(row.label, row.cells[0].text) for row in found.rows] == [
        ("Bouw", "2320"),
        ("Textiel", "20"),
        ("Eindtotaal", "2340"),
    ]
    assert found.footnotes == ()
    assert found.remark == "Het is niet mogelijk een overzicht te geven per provincie of schooljaar."
    assert not found.provisional


def test_the_mean_reads_as_in_the_answer() -> None:
    counts = Counts(
        (CountedRow(RECOGNITIONS, "", (36299,)), CountedRow(COMPANIES, "", (10225,))),
    )

    found = table("R1", counts)

    assert found.remark == (
        "Het aantal erkenningen per unieke onderneming kan erg uiteenlopen. Het gemiddelde op datum "
        "29/06/2023 ligt op 3,55 erkenningen per unieke onderneming."
    )
    assert found.rows[0].cells[0].value == Decimal("3.55")


def test_rows_that_are_empty_in_all_years_disappear_unless_asked() -> None:
    counts = sectors((0, 0, 0, 0), (0, 0, 0, 1), (1, 0, 0, 0))

    assert [row.code for row in table("T2b", counts).rows] == ["s1", "s2"]
    assert [row.code for row in table("T2b", counts, suppress=False).rows] == ["s0", "s1", "s2"]
    assert [cell.text for cell in table("T2b", counts, suppress=False).rows[0].cells] == ["0"] * 4


def test_the_total_stays_when_everything_is_zero() -> None:
    empty = Counts(provinces().rows[:0], total=(0, 0, 0, 0))

    assert [row.label for row in table("T1a", empty).rows] == ["Totaal Vlaamse gemeenschap"]


@pytest.mark.parametrize(
    ("day", "headings", "provisional"),
    [
        pytest.param(date(2023, 8, 31), ["2021-2022", "2022-2023*"], True, id="last day of the year"),
        pytest.param(date(2023, 9, 1), ["2021-2022", "2022-2023"], False, id="first day of the next"),
    ],
)
def test_a_year_is_provisional_until_the_first_of_september(
    day: date, headings: list[str], provisional: bool
) -> None:
    selection = Selection(day, YEARS[2:], "2023-06")

    found = table("T1b", sectors((1, 2)), selection)

    assert [column.heading for column in found.columns] == headings
    assert found.provisional is provisional
    assert [cell.status for cell in found.rows[0].cells] == [
        Status.FINAL,
        Status.PROVISIONAL if provisional else Status.FINAL,
    ]
    assert (STAR in [footnote.printed for footnote in found.footnotes]) is provisional


def test_a_star_without_footnote_is_refused_as_in_the_printed_table_of_agreements() -> None:
    printed = table("T2b", sectors((1, 2, 3, 4)))
    as_published = replace(printed, footnotes=printed.footnotes[1:])

    with pytest.raises(UnexplainedMark, match=r"T2b.*without a footnote: \['\*'\]"):
        check_marks(as_published)


def test_a_footnote_without_text_explains_nothing() -> None:
    printed = table("T1b", sectors((1, 2, 3, 4)))
    empty = replace(printed.footnotes[0], text=" ")

    with pytest.raises(UnexplainedMark):
        check_marks(replace(printed, footnotes=(empty, printed.footnotes[1])))


def test_a_footnote_that_no_star_points_to_is_refused() -> None:
    printed = table("T1b", sectors((1, 2, 3, 4)))
    without_star = tuple(replace(column, heading=column.school_year) for column in printed.columns)

    with pytest.raises(UnexplainedMark, match=r"without a mark: \['\*'\]"):
        check_marks(replace(printed, columns=without_star))


def test_small_groups_of_persons_are_hidden_in_the_table_and_never_as_zero() -> None:
    counts = Counts(
        (
            CountedRow("a", "A", (4,)),
            CountedRow("b", "B", (9,)),
            CountedRow("c", "C", (20,)),
            CountedRow("d", "D", (0,)),
        ),
        total=(33,),
    )

    found = arrange(STATISTICS["T3"], counts, JUNE, ORIGIN, threshold=5, suppress_empty_rows=False)

    cells = {row.code: row.cells[0] for row in found.rows}
    assert [cells[code].text for code in "abcd"] == ["<5", "verborgen", "20", "0"]
    assert [cells[code].value for code in "ab"] == [None, None]
    assert cells["a"].status is cells["b"].status is Status.CONFIDENTIAL
    assert cells["total"].value == 33
    assert found.has_confidential
