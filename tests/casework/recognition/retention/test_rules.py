"""Until when personal data are kept, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.retention.labels import FILE_KIND, HOLD
from duaal.casework.recognition.retention.rules import (
    YEARS,
    FileKind,
    Hold,
    RetentionFacts,
    closed_before,
    keep_until,
)
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Certainty, Version

FIVE = Version(5, date(2016, 7, 1), "project/test", Certainty.ASSUMED)


@pytest.mark.parametrize(
    ("closed_on", "until"),
    [
        pytest.param(date(2027, 6, 30), date(2032, 6, 30), id="edge 38"),
        pytest.param(date(2024, 2, 29), date(2029, 3, 1), id="29 February"),
        pytest.param(None, None, id="a file that runs"),
    ],
)
def test_personal_data_are_kept_for_the_years_of_the_law(closed_on, until):
    assert keep_until(RetentionFacts(closed_on), FIVE).until == until


def test_they_go_from_the_day_after_the_last_one():
    kept = keep_until(RetentionFacts(date(2027, 6, 30)), FIVE)

    assert not kept.is_over(date(2032, 6, 30))
    assert kept.is_over(date(2032, 7, 1))


@pytest.mark.parametrize("hold", Hold)
def test_what_still_runs_keeps_them_longer(hold):
    kept = keep_until(RetentionFacts(date(2020, 1, 1), frozenset({hold})), FIVE)

    assert not kept.is_over(date(2040, 1, 1))
    assert kept.holds == (hold,)
    assert HOLD[hold]


def test_a_file_that_runs_is_never_over():
    assert not keep_until(RetentionFacts(None), FIVE).is_over(date(2100, 1, 1))


@given(
    closed=st.dates(date(2016, 7, 1), date(2050, 1, 1)),
    late=st.integers(-800, 800),
    years=st.integers(1, 30),
)
def test_the_sieve_of_the_query_never_misses_a_file_that_is_over(closed, late, years):
    term = Version(years, date(2016, 7, 1), "project/test", Certainty.ASSUMED)
    kept = keep_until(RetentionFacts(closed), term)
    on = kept.until + timedelta(days=late)

    assert closed < closed_before(on, term) or not kept.is_over(on)


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_of_file_has_its_words_and_its_dated_term(kind):
    version = BOOK.value(YEARS[kind]).on(date(2026, 11, 21))

    assert version.value == 5
    assert version.certainty is Certainty.ASSUMED
    assert FILE_KIND[kind]
