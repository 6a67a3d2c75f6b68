"""Mentors who followed the training (T3), and the mean number of recognitions (R1)."""

from datetime import date
from decimal import Decimal

import pytest

from duaal.insight.statistics.layout import Status
from duaal.insight.statistics.tables import official_table
from tests.insight.statistics.builders import ADULT, ALTERNATING, DUAL, EXTRACTION, Register, mentors


def test_a_person_counts_once_however_many_trainings(register: Register) -> None:
    person = register.training("bouw", date(2018, 1, 1))
    register.training("bouw", date(2021, 1, 1), person=person)
    register.training("bouw", date(2021, 1, 1))

    assert mentors(register.snapshot()) == {"bouw": 2, "total": 2}


def test_a_person_with_trainings_in_two_sectors_counts_in_that_of_the_first(register: Register) -> None:
    person = register.training("horeca", date(2021, 1, 1))
    register.training("bouw", date(2018, 1, 1), person=person)

    assert mentors(register.snapshot()) == {"bouw": 1, "total": 1}


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        pytest.param(date(2015, 12, 31), False, id="before 2016"),
        pytest.param(date(2016, 1, 1), True, id="first day of 2016"),
        pytest.param(EXTRACTION, True, id="extraction day"),
        pytest.param(date(2023, 6, 30), False, id="day after the extraction"),
    ],
)
def test_trainings_count_from_2016_up_to_the_extraction_day(
    register: Register, day: date, counted: bool
) -> None:
    register.training("bouw", day)

    assert mentors(register.snapshot()) == ({"bouw": 1, "total": 1} if counted else {})


def test_a_mentor_counts_also_without_any_recognised_company(register: Register) -> None:
    register.training("vlaams-partnerschap")

    assert mentors(register.snapshot()) == {"vlaams-partnerschap": 1, "total": 1}


def mean_cell(register: Register, as_of: date = EXTRACTION):
    return official_table("R1", register.snapshot(as_of)).rows[0].cells[0]


def test_the_mean_is_rounded_half_up_to_two_decimals(register: Register) -> None:
    sites = [register.recognised().site for _ in range(8)]
    register.recognition(sites[0], programme=ADULT)

    cell = mean_cell(register)

    assert cell.value == Decimal("1.13")  # 9 / 8 = 1.125; rounding half to even would give 1.12
    assert cell.text == "1,13"


@pytest.mark.parametrize(
    ("first", "last", "valid"),
    [
        pytest.param(date(2022, 9, 1), EXTRACTION, True, id="last day is the extraction day"),
        pytest.param(EXTRACTION, date(2027, 1, 1), True, id="first day is the extraction day"),
        pytest.param(date(2022, 9, 1), date(2023, 6, 28), False, id="ended the day before"),
        pytest.param(date(2023, 6, 30), date(2027, 1, 1), False, id="starts the day after"),
    ],
)
def test_the_mean_counts_what_is_valid_on_the_day(
    register: Register, first: date, last: date, valid: bool
) -> None:
    register.recognised()
    register.recognised(first=first, last=last)
    register.recognition(register.site(register.company()), programme=DUAL)
    register.recognition(register.recognised().site, first, last, programme=ADULT)

    expected = Decimal("1.25") if valid else Decimal("1.00")
    assert mean_cell(register).value == expected


def test_the_mean_leaves_alternating_training_out(register: Register) -> None:
    register.recognition(register.recognised().site, programme=ALTERNATING)

    assert mean_cell(register).value == Decimal("1.00")


def test_without_a_recognised_company_the_mean_does_not_apply(register: Register) -> None:
    cell = mean_cell(register)

    assert (cell.value, cell.status) == (None, Status.NOT_APPLICABLE)


def test_the_mean_on_an_earlier_day_than_the_years_asked_does_not_depend_on_them(register: Register) -> None:
    register.recognised(first=date(2019, 9, 1), last=date(2020, 8, 31))
    register.recognised()

    snapshot = register.snapshot()

    assert official_table("R1", snapshot).rows[0].cells[0].value == Decimal("1.00")
    assert official_table("R1", snapshot, years=[]).rows[0].cells[0].value == Decimal("1.00")
