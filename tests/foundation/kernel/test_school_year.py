from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.school_year import NOT_CONSECUTIVE, WRONG_FORM, SchoolYear, WrongSchoolYear

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        pytest.param(date(2023, 8, 31), "2022-2023", id="last day"),
        pytest.param(date(2023, 9, 1), "2023-2024", id="first day of the next"),
        pytest.param(date(2023, 1, 1), "2022-2023", id="New Year"),
    ],
)
def test_a_day_belongs_to_the_school_year_that_started_last(day, label):
    assert SchoolYear.of(day).label == label


def test_a_school_year_runs_from_1_september_to_31_august():
    year = SchoolYear.parse("2022-2023")

    assert (year.first_day, year.last_day) == (date(2022, 9, 1), date(2023, 8, 31))
    assert str(year) == "2022-2023"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("2022-23", WRONG_FORM, id="short second year"),
        pytest.param("2022/2023", WRONG_FORM, id="slash"),
        pytest.param("2022 - 2023", WRONG_FORM, id="spaces"),
        pytest.param("2022-2023-2024", WRONG_FORM, id="three years"),
        pytest.param("2022", WRONG_FORM, id="one year"),
        pytest.param("", WRONG_FORM, id="nothing"),
        pytest.param("0000-0001", WRONG_FORM, id="year zero"),
        pytest.param("٢٠٢٢-٢٠٢٣", WRONG_FORM, id="digits of another script"),
        pytest.param("2022-2024", NOT_CONSECUTIVE, id="two years apart"),
        pytest.param("2023-2022", NOT_CONSECUTIVE, id="backwards"),
        pytest.param("2022-2022", NOT_CONSECUTIVE, id="the same year twice"),
    ],
)
def test_another_way_of_writing_is_refused_with_code_and_value(text, code):
    with pytest.raises(WrongSchoolYear) as refusal:
        SchoolYear.parse(text)

    assert (refusal.value.code, refusal.value.value) == (code, text)


@given(DAYS)
def test_every_day_lies_in_its_school_year_and_in_no_other(day):
    year = SchoolYear.of(day)

    assert year.contains(day)
    assert not year.next().contains(day)
    assert not year.previous().contains(day)
    assert SchoolYear.parse(year.label) == year


@given(DAYS)
def test_school_years_follow_each_other_without_a_gap_and_in_order(day):
    year = SchoolYear.of(day)

    assert year.last_day + timedelta(days=1) == year.next().first_day
    assert year < year.next()
    assert year.next().previous() == year
