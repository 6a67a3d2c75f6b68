from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.rules.law import SuspensionLaw, law_on
from duaal.casework.agreements.rules.suspension import (
    Ground,
    Stretch,
    Suspension,
    check_suspension,
    early_window,
    long_stretches,
    may_end_from,
    notice_day,
    resumption_due,
    warnings_on,
)
from tests.casework.agreements.rule_set import DAY, YEAR, rules

LAW = law_on(SuspensionLaw, DAY)
START = date(2025, 9, 1)
HOLIDAY = Suspension(Ground.SCHOOL_HOLIDAY, date(2025, 9, 20), date(2025, 9, 28))


def ill(first, last=None):
    return Suspension(Ground.SICKNESS, first, last)


@pytest.mark.parametrize("ground", list(Ground))
def test_every_ground_has_its_value_in_the_lawbook(ground):
    assert LAW.grounds[ground].source
    assert set(LAW.grounds) == set(Ground)


@pytest.mark.parametrize(
    ("suspension", "kind", "refused", "pay"),
    [
        pytest.param(ill(START), Kind.OAO, (), "KEPT", id="illness"),
        pytest.param(ill(START), Kind.SAO, (), "NO_PAY", id="an internship has no allowance"),
        pytest.param(ill(START), Kind.DAO, ("LABOUR_LAW",), None, id="part-time contract"),
        pytest.param(ill(START), Kind.LOCAL, ("LABOUR_LAW",), None, id="local contract"),
        pytest.param(
            Suspension(Ground.PREVENTIVE_SUSPENSION, START), Kind.OAO, (), "UNPAID", id="discipline"
        ),
        pytest.param(ill(date(2025, 8, 31)), Kind.OAO, ("OUTSIDE_AGREEMENT",), "KEPT", id="before the start"),
    ],
)
def test_a_suspension_needs_a_ground_within_an_agreement_of_the_decrees(suspension, kind, refused, pay):
    found = check_suspension(suspension, kind=kind, period=YEAR, law=LAW)

    assert (found.check.refusals, found.pay) == (refused, pay)


def test_a_ground_of_2022_does_not_exist_the_day_before():
    day = date(2022, 8, 31)
    leave = Suspension(Ground.PROPHYLACTIC_LEAVE, START)

    found = check_suspension(leave, kind=Kind.OAO, period=YEAR, law=law_on(SuspensionLaw, day))

    assert found.check.refusals == ("GROUND_NOT_KNOWN",)


def test_a_suspension_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        ill(START, date(2025, 8, 31))


@pytest.mark.parametrize(
    ("days", "notice", "resumption"),
    [
        (14, None, None),
        (15, date(2025, 9, 15), date(2025, 9, 19)),
        (16, date(2025, 9, 15), date(2025, 9, 20)),
    ],
)
def test_the_company_tells_a_suspension_of_more_than_14_days_and_its_end(days, notice, resumption):
    stretch = Stretch(START, START + timedelta(days=days - 1))

    told, due = notice_day(stretch, LAW), resumption_due(stretch, LAW)

    assert (told.day if told else None, due.day if due else None) == (notice, resumption)


def test_a_suspension_that_lasts_has_no_day_of_resumption():
    assert resumption_due(Stretch(START, None), LAW) is None
    assert may_end_from(Stretch(START, None), LAW).day == date(2025, 10, 31)
    assert may_end_from(Stretch(START, date(2025, 10, 30)), LAW) is None


def test_suspensions_that_touch_are_one_and_holidays_are_none():
    first, second = ill(START, date(2025, 9, 10)), ill(date(2025, 9, 11), date(2025, 9, 19))
    later = ill(date(2025, 10, 1))

    assert long_stretches([later, HOLIDAY, second, first], LAW) == (
        Stretch(START, date(2025, 9, 19)),
        Stretch(date(2025, 10, 1), None),
    )
    counted = rules(SuspensionLaw, holidays_are_long_suspensions=True)
    assert long_stretches([first, second, HOLIDAY], counted) == (Stretch(START, date(2025, 9, 28)),)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2025, 9, 14), ()),
        (date(2025, 9, 15), ("NOTICE_DUE",)),
        (date(2025, 10, 30), ("NOTICE_DUE",)),
        (date(2025, 10, 31), ("NOTICE_DUE", "MAY_END")),
    ],
)
def test_a_long_suspension_warns_from_its_days_on(day, codes):
    assert warnings_on([ill(START)], LAW, on=day).warnings == codes
    assert warnings_on([ill(START, date(2025, 9, 13))], LAW, on=day).warnings == ()
    assert warnings_on([ill(date(2026, 1, 1))], LAW, on=day).warnings == ()


def test_the_window_is_30_days_and_grows_by_the_days_of_a_suspension():
    assert early_window(START, [], LAW).day == date(2025, 9, 30)
    assert early_window(START, [ill(date(2025, 9, 8), date(2025, 9, 14))], LAW).day == date(2025, 10, 7)
    assert early_window(START, [ill(date(2025, 9, 30), date(2025, 10, 2))], LAW).day == date(2025, 10, 3)
    assert early_window(START, [ill(date(2025, 10, 1), date(2025, 10, 20))], LAW).day == date(2025, 9, 30)


def test_the_window_has_no_end_as_long_as_a_suspension_has_none():
    assert early_window(START, [ill(date(2025, 9, 8))], LAW) is None
    assert early_window(START, [ill(date(2025, 10, 1))], LAW).day == date(2025, 9, 30)


def test_a_holiday_lengthens_the_window_or_not_as_the_lawbook_says():
    without = rules(SuspensionLaw, holidays_lengthen_window=False)

    assert early_window(START, [HOLIDAY], LAW).day == date(2025, 10, 9)
    assert early_window(START, [HOLIDAY], without).day == date(2025, 9, 30)


SUSPENSIONS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=5)


@given(rows=SUSPENSIONS)
def test_the_window_always_holds_30_days_that_are_not_suspended(rows):
    suspensions = [
        ill(START + timedelta(days=first), START + timedelta(days=first + length)) for first, length in rows
    ]

    window = early_window(START, suspensions, LAW)

    days = [START + timedelta(days=number) for number in range((window.day - START).days + 1)]
    assert sum(not any(one.period.contains(day) for one in suspensions) for day in days) == 30


@given(rows=SUSPENSIONS)
def test_stretches_never_touch_and_cover_the_same_days(rows):
    suspensions = [
        ill(START + timedelta(days=first), START + timedelta(days=first + length)) for first, length in rows
    ]

    found = long_stretches(suspensions, LAW)

    for before, after in zip(found, found[1:], strict=False):
        assert after.first > before.last + timedelta(days=1)
    for number in range(90):
        day = START + timedelta(days=number)
        assert any(one.period.contains(day) for one in suspensions) == any(
            one.first <= day <= one.last for one in found
        )
