"""Terms that change on the way: whatever the days, nothing before the first day of the new text changes."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.terms import Terms, amended, as_json, from_json, same_terms
from duaal.foundation.kernel.period import Period

START, LAST = date(2026, 1, 5), date(2026, 6, 26)
DAYS = (LAST - START).days
HOUR = 60
days = st.integers(min_value=0, max_value=DAYS).map(lambda number: START + timedelta(days=number))
hours = st.integers(min_value=1, max_value=38).map(lambda number: number * HOUR)


def hours_on(terms: Terms, day: date) -> list[int]:
    return [block.real for block in terms.blocks if block.period.contains(day)]


def terms_with(*blocks: WeekBlock) -> Terms:
    return Terms(Kind.OAO, START, LAST, blocks=blocks)


@given(cut=days, since=days, before=hours, after=hours, later=hours)
def test_the_days_before_keep_their_hours_and_the_days_after_have_the_new_ones(
    cut, since, before, after, later
):
    first = WeekBlock(Period(START, cut), before)
    rest = (WeekBlock(Period(cut + timedelta(days=1), LAST), after),) if cut < LAST else ()
    old = terms_with(first, *rest)
    new = replace(old, first=since, blocks=(WeekBlock(Period(since, LAST), later),))

    whole = amended(old, new)

    for number in range(DAYS + 1):
        day = START + timedelta(days=number)
        assert hours_on(whole, day) == ([later] if day >= since else hours_on(old, day))
    assert (whole.first, whole.holds_from) == (START, since)
    assert from_json(as_json(whole)) == whole


@given(cut=days, since=days, same=hours)
def test_where_a_block_is_cut_in_two_nothing_changes(cut, since, same):
    whole = terms_with(WeekBlock(Period(START, LAST), same))
    parts = [WeekBlock(Period(since, max(cut, since)), same)]
    if max(cut, since) < LAST:
        parts.append(WeekBlock(Period(max(cut, since) + timedelta(days=1), LAST), same))

    assert same_terms(whole, amended(whole, replace(whole, first=since, blocks=tuple(parts))))


@given(since=days, before=hours, after=hours)
def test_other_hours_from_any_day_on_are_a_change(since, before, after):
    old = terms_with(WeekBlock(Period(START, LAST), before))
    new = replace(old, first=since, blocks=(WeekBlock(Period(since, LAST), after),))

    assert same_terms(old, amended(old, new)) == (before == after)
