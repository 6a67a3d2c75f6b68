from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Form, Kind, Party
from duaal.casework.agreements.rules.holidays import (
    Deviation,
    DeviationKind,
    HolidayFacts,
    check_holidays,
    check_start,
    holidays_between,
    suspensions,
)
from duaal.casework.agreements.rules.hours import is_holiday
from duaal.casework.agreements.rules.law import HolidayLaw, law_on
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.lawbook.dated import NotInForce
from tests.casework.agreements.rule_set import DAY, rules

LAW = law_on(HolidayLaw, DAY)
WHOLE_YEAR = Period(date(2025, 9, 1), date(2026, 8, 31))
AUTUMN, MADE_UP = date(2025, 10, 28), date(2025, 11, 12)
AGREED = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})
EIGHT = frozenset(
    {
        date(2025, 10, 27),
        date(2025, 12, 22),
        date(2025, 12, 29),
        date(2026, 2, 16),
        date(2026, 4, 6),
        date(2026, 4, 13),
        date(2026, 7, 6),
        date(2026, 7, 13),
    }
)


def facts(*deviations, kind=Kind.OAO, period=WHOLE_YEAR, **changed):
    return HolidayFacts(kind, period, deviations=deviations, workdays=frozenset({0, 1, 2}), **changed)


def deviation(*worked, made_up=(MADE_UP,), agreed=AGREED, kind=DeviationKind.INDIVIDUAL, **changed):
    return Deviation(kind, frozenset(worked or (AUTUMN,)), frozenset(made_up), agreed, **changed)


def test_an_agreement_lies_still_in_the_holidays_and_not_on_a_loose_free_day():
    found = suspensions(facts(), LAW)

    assert found[0] == Period(date(2025, 10, 27), date(2025, 11, 2))
    assert found[-1] == Period(date(2026, 7, 1), date(2026, 8, 31))
    assert len(found) == 5
    assert not any(one.contains(date(2025, 11, 11)) for one in found)


def test_a_holiday_on_the_edge_counts_only_within_the_agreement():
    period = Period(date(2025, 10, 29), date(2025, 12, 23))

    assert suspensions(facts(period=period), LAW) == (
        Period(date(2025, 10, 29), date(2025, 11, 2)),
        Period(date(2025, 12, 22), date(2025, 12, 23)),
    )


@pytest.mark.parametrize("kind", [Kind.DAO, Kind.LOCAL, Kind.ODO, Kind.ODOS, Kind.ODOW])
def test_other_kinds_do_not_lie_still_in_school_holidays(kind):
    assert suspensions(facts(kind=kind), LAW) == ()
    assert check_holidays(facts(deviation(made_up=()), kind=kind), LAW).findings == ()


def test_before_the_decree_of_2019_the_rule_does_not_hold():
    with pytest.raises(NotInForce):
        law_on(HolidayLaw, date(2019, 8, 31))


@pytest.mark.parametrize(
    ("one", "refused"),
    [
        pytest.param(deviation(), (), id="as it should be"),
        pytest.param(deviation(agreed=AGREED - {Party.PROVIDER}), ("CONSENT_MISSING",), id="no consent"),
        pytest.param(deviation(learning_opportunity=False), ("NO_LEARNING_OPPORTUNITY",), id="extra hands"),
        pytest.param(deviation(made_up=()), ("DAYS_NOT_MADE_UP",), id="not made up"),
        pytest.param(
            deviation(made_up=(date(2026, 9, 7),)),
            ("MADE_UP_ON_WRONG_DAY", "DAYS_NOT_MADE_UP"),
            id="made up in another school year",
        ),
        pytest.param(
            deviation(made_up=(date(2025, 12, 22),)), ("MADE_UP_ON_WRONG_DAY",), id="made up in a holiday"
        ),
        pytest.param(
            deviation(made_up=(date(2025, 11, 13),)), ("MADE_UP_ON_WRONG_DAY",), id="made up on a lesson day"
        ),
        pytest.param(deviation(date(2025, 10, 20)), ("DAY_NOT_IN_HOLIDAY",), id="no holiday"),
        pytest.param(
            deviation(kind=DeviationKind.STRUCTURAL), ("NOT_ON_THE_LIST",), id="season that is not approved"
        ),
        pytest.param(
            deviation(kind=DeviationKind.STRUCTURAL, on_the_list=True, agreed=frozenset()),
            (),
            id="approved season",
        ),
    ],
)
def test_work_in_a_holiday_needs_its_annex(one, refused):
    found = check_holidays(facts(one), LAW)

    assert found.refusals == refused
    assert all(finding.because for finding in found.findings)


def test_for_a_minor_the_representative_agrees_too():
    assert check_holidays(facts(deviation(), minor=True), LAW).refusals == ("CONSENT_MISSING",)
    with_parent = deviation(agreed=AGREED | {Party.REPRESENTATIVE})
    assert check_holidays(facts(with_parent, minor=True), LAW).refusals == ()


@pytest.mark.parametrize(
    ("worked", "refused"),
    [
        ((date(2026, 7, 1), date(2026, 7, 30)), ()),
        ((date(2026, 7, 1), date(2026, 7, 29), date(2026, 8, 25)), ("SUMMER_NOT_FREE",)),
        ((date(2026, 8, 3),), ()),
        ((date(2026, 7, 29), date(2026, 8, 27)), ()),
        ((date(2026, 7, 28), date(2026, 8, 25)), ("SUMMER_NOT_FREE",)),
    ],
)
def test_four_weeks_of_the_summer_stay_free(worked, refused):
    lessons = [date(2026, 5, 4) + timedelta(days=number) for number in range(len(worked))]

    assert check_holidays(facts(deviation(*worked, made_up=lessons)), LAW).refusals == refused


@pytest.mark.parametrize(
    ("weeks", "refused"),
    [
        pytest.param(EIGHT, (), id="eight"),
        pytest.param(EIGHT - {date(2026, 7, 13)}, ("WEEKS_TOO_FEW",), id="seven"),
        pytest.param(frozenset(), ("WEEKS_NOT_CHOSEN",), id="none"),
        pytest.param(EIGHT | {date(2025, 11, 10)}, ("WEEK_NOT_HOLIDAY",), id="no holiday"),
        pytest.param(EIGHT | {date(2026, 7, 21)}, ("WEEK_NOT_HOLIDAY",), id="no Monday"),
    ],
)
def test_a_seventh_year_has_the_weeks_of_its_annex(weeks, refused):
    one = facts(form=Form.SEVENTH_YEAR, free_weeks=weeks)

    assert check_holidays(one, LAW).refusals == refused
    if not refused:
        assert [period.first for period in suspensions(one, LAW)] == sorted(EIGHT)


def test_the_weeks_of_a_seventh_year_are_those_of_the_lawbook():
    one = facts(form=Form.SEVENTH_YEAR, free_weeks=EIGHT - {date(2026, 7, 13)})

    assert check_holidays(one, rules(HolidayLaw, holiday_weeks_seventh_year=6)).refusals == ()


def test_part_of_a_school_year_with_fewer_weeks_only_warns():
    half = Period(date(2026, 2, 1), date(2026, 8, 31))
    one = facts(form=Form.SEVENTH_YEAR, period=half, free_weeks=frozenset({date(2026, 4, 6)}))

    found = check_holidays(one, LAW)

    assert (found.refusals, found.warnings) == ((), ("WEEKS_TOO_FEW",))


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        pytest.param({"reduction_allowed_for_training": True}, ("REDUCTION_NOT_DECIDED",), id="undecided"),
        pytest.param(
            {"reduction_decided": True}, ("REDUCTION_NOT_FOR_TRAINING", "WEEKS_NOT_CHOSEN"), id="no"
        ),
        pytest.param(
            {"reduction_allowed_for_training": True, "kind": Kind.SAO},
            ("REDUCTION_NOT_FOR_KIND", "REDUCTION_NOT_DECIDED"),
            id="internship",
        ),
    ],
)
def test_fewer_weeks_need_a_decision_and_the_right_training(changed, refused):
    assert check_holidays(facts(reduction_asked=True, **changed), LAW).refusals == refused


def test_a_start_in_a_holiday_moves_to_the_first_training_day_of_the_school():
    one = facts(period=Period(AUTUMN, date(2026, 6, 30)))
    free = SchoolCalendar(local_free_days=frozenset({date(2025, 11, 3)}))

    assert check_start(one, LAW).check.refusals == ("START_IN_HOLIDAY",)
    assert check_start(one, LAW).proposed == date(2025, 11, 3)
    assert check_start(one, LAW, free).proposed == date(2025, 11, 4)


def test_a_start_in_a_holiday_can_stay_with_its_annex_and_any_other_day_stays():
    with_annex = facts(deviation(), period=Period(AUTUMN, date(2026, 6, 30)))
    term = facts(period=Period(date(2025, 11, 5), date(2026, 6, 30)))

    assert (check_start(with_annex, LAW).check.refusals, check_start(with_annex, LAW).proposed) == (
        (),
        AUTUMN,
    )
    assert check_start(term, LAW).proposed == date(2025, 11, 5)


@given(first=st.dates(date(2024, 1, 1), date(2026, 12, 31)), length=st.integers(0, 400))
def test_every_suspended_day_is_a_holiday_and_stretches_never_overlap(first, length):
    period = Period(first, first + timedelta(days=length))

    found = suspensions(facts(period=period), LAW)

    assert all(period.covers(one) and is_holiday(one.first) and is_holiday(one.last) for one in found)
    assert all(before.last < after.first for before, after in zip(found, found[1:], strict=False))


def test_a_bridge_day_is_no_holiday_of_a_week():
    assert holidays_between(date(2026, 5, 1), date(2026, 5, 31)) == ()
