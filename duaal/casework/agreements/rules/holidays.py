"""School holidays in an agreement: when it lies still, and when a learner may work in them.

Law: art. 19 of the decree of 10 June 2016 as replaced by that of 5 April 2019; for an internship agreement by
art. 28, except the reduction to fewer weeks. Adults and part-time contracts have no school holidays here.

A loose free day, such as 11 November, is a public holiday and no suspension: a holiday holds at least one
whole week. Not covered: which days are paid leave.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duaal.casework.agreements.facts import Form, Kind, Party
from duaal.casework.agreements.rules.hours import is_holiday, is_training_week, monday_of
from duaal.casework.agreements.rules.law import HolidayLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, Versions, used
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear

WEEKS_NOT_CHOSEN = "WEEKS_NOT_CHOSEN"
WEEKS_TOO_FEW = "WEEKS_TOO_FEW"
WEEK_NOT_HOLIDAY = "WEEK_NOT_HOLIDAY"
REDUCTION_NOT_FOR_KIND = "REDUCTION_NOT_FOR_KIND"
REDUCTION_NOT_FOR_TRAINING = "REDUCTION_NOT_FOR_TRAINING"
REDUCTION_NOT_DECIDED = "REDUCTION_NOT_DECIDED"
CONSENT_MISSING = "CONSENT_MISSING"
NO_LEARNING_OPPORTUNITY = "NO_LEARNING_OPPORTUNITY"
NOT_ON_THE_LIST = "NOT_ON_THE_LIST"
DAY_NOT_IN_HOLIDAY = "DAY_NOT_IN_HOLIDAY"
DAYS_NOT_MADE_UP = "DAYS_NOT_MADE_UP"
MADE_UP_ON_WRONG_DAY = "MADE_UP_ON_WRONG_DAY"
SUMMER_NOT_FREE = "SUMMER_NOT_FREE"
START_IN_HOLIDAY = "START_IN_HOLIDAY"


class DeviationKind(StrEnum):
    """Why somebody works in a school holiday: one learner learns by it, or a season brings the work."""

    INDIVIDUAL = "individual"
    STRUCTURAL = "structural"


@dataclass(frozen=True, slots=True)
class Deviation:
    """An annex on work in school holidays (`afwijking van de schoolvakanties`).

    `worked` are the days in a holiday, `made_up` the days in return; `free` is the stretch of the summer that
    stays free. `on_the_list` says that the Government approved the seasonal work for that school year.
    """

    kind: DeviationKind
    worked: frozenset[date]
    made_up: frozenset[date] = frozenset()
    agreed: frozenset[Party] = frozenset()
    learning_opportunity: bool = True
    on_the_list: bool = False


@dataclass(frozen=True, slots=True)
class HolidayFacts:
    """What the holidays of one agreement follow from.

    `free_weeks` are the Mondays that the annex leaves free where fewer weeks are holidays: in a 7th year, or
    after a decision that reduces them. `workdays` are the weekdays of the workplace, 0 is Monday.
    """

    kind: Kind
    period: Period
    minor: bool = False
    form: Form = Form.ORDINARY
    free_weeks: frozenset[date] = frozenset()
    reduction_asked: bool = False
    reduction_allowed_for_training: bool = False
    reduction_decided: bool = False
    deviations: tuple[Deviation, ...] = ()
    workdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StartShift:
    """A start in a school holiday: whether it can stay, and the day that is proposed instead."""

    check: Check
    proposed: date


def holidays_between(first: date, last: date) -> tuple[Period, ...]:
    """The school holidays that touch these days, whole; each holds at least one whole week."""
    found: list[Period] = []
    day = first
    while day <= last:
        if not is_holiday(day):
            day += ONE_DAY
            continue
        run = _run_around(day)
        found.append(run)
        day = _end_of(run) + ONE_DAY
    return tuple(run for run in found if _has_a_week(run))


def suspensions(facts: HolidayFacts, law: HolidayLaw) -> tuple[Period, ...]:
    """The stretches in which the agreement lies still by law, within its own period.

    In a 7th year, and after a decision that reduces the holidays, only the weeks that were chosen.
    """
    if facts.kind not in law.holiday_kinds.value or facts.period.last is None:
        return ()
    if facts.form == Form.SEVENTH_YEAR or _reduced(facts):
        whole = [Period(monday, monday + timedelta(weeks=1) - ONE_DAY) for monday in sorted(facts.free_weeks)]
    else:
        whole = list(holidays_between(facts.period.first, facts.period.last))
    inside = (facts.period.intersection(period) for period in whole)
    return tuple(period for period in inside if period is not None)


def check_holidays(facts: HolidayFacts, law: HolidayLaw) -> Check:
    """Whether the holidays of the agreement and its deviations hold."""
    if facts.kind not in law.holiday_kinds.value:
        return Check((), (law.holiday_kinds,))
    found: list[Finding] = []
    if facts.reduction_asked:
        found.extend(_reduction(facts, law))
    if facts.form == Form.SEVENTH_YEAR or _reduced(facts):
        found.extend(_chosen_weeks(facts, law))
    for deviation in facts.deviations:
        found.extend(_of_deviation(deviation, facts, law))
    because: Versions = (law.holiday_kinds, *(one for finding in found for one in finding.because))
    if facts.form == Form.SEVENTH_YEAR:
        because = (*because, law.holiday_weeks_seventh_year)
    return Check(tuple(found), tuple(dict.fromkeys(because)))


def check_start(
    facts: HolidayFacts, law: HolidayLaw, school_calendar: SchoolCalendar | None = None
) -> StartShift:
    """Whether the agreement may start on its first day, and the first training day from then on."""
    start = facts.period.first
    calendar_of_school = school_calendar or SchoolCalendar()
    lies_still = any(period.contains(start) for period in suspensions(facts, law))
    works = any(start in deviation.worked for deviation in facts.deviations)
    if not lies_still or works:
        return StartShift(Check((), (law.holiday_kinds,)), start)
    because: Versions = (law.holiday_kinds, law.holiday_deviation)
    proposed = calendar_of_school.training_day_from(start)
    finding = Finding(START_IN_HOLIDAY, because, used(proposed=proposed), on=start)
    return StartShift(Check((finding,), because), proposed)


def _reduced(facts: HolidayFacts) -> bool:
    return facts.reduction_asked and facts.reduction_decided


def _reduction(facts: HolidayFacts, law: HolidayLaw) -> Iterable[Finding]:
    """Who may have fewer weeks of holiday, and only after a decision."""
    kinds, reduced = law.holiday_reduction_kinds, law.holiday_weeks_reduced
    if facts.kind not in kinds.value:
        yield Finding(REDUCTION_NOT_FOR_KIND, (kinds,), used(kind=facts.kind))
    if not facts.reduction_allowed_for_training:
        yield Finding(REDUCTION_NOT_FOR_TRAINING, (law.holiday_reduction_years, reduced))
    if not facts.reduction_decided:
        yield Finding(REDUCTION_NOT_DECIDED, (reduced,))


def _chosen_weeks(facts: HolidayFacts, law: HolidayLaw) -> Iterable[Finding]:
    """The weeks that stay free where fewer of them are holidays: whole holidays, and enough of them.

    For an agreement that does not last the whole school year too few weeks only warn.
    """
    least = law.holiday_weeks_seventh_year if facts.form == Form.SEVENTH_YEAR else law.holiday_weeks_reduced
    if not facts.free_weeks:
        yield Finding(WEEKS_NOT_CHOSEN, (least,))
    for monday in sorted(facts.free_weeks):
        if monday != monday_of(monday) or is_training_week(monday):
            yield Finding(WEEK_NOT_HOLIDAY, (least,), on=monday)
    for year in sorted({SchoolYear.of(monday) for monday in facts.free_weeks}):
        chosen = sum(year.contains(monday) for monday in facts.free_weeks)
        whole_year = facts.period.covers(Period(year.first_day, year.last_day))
        if chosen < least.value:
            seen = used(year=year.label, chosen=chosen, least=least.value)
            yield Finding(WEEKS_TOO_FEW, (least,), seen, blocks=whole_year)


def _of_deviation(deviation: Deviation, facts: HolidayFacts, law: HolidayLaw) -> Iterable[Finding]:
    annex = law.holiday_deviation
    needed = {Party.LEARNER, Party.PROVIDER, Party.COMPANY}
    if facts.minor:
        needed.add(Party.REPRESENTATIVE)
    if deviation.kind == DeviationKind.INDIVIDUAL:
        if missing := needed - deviation.agreed:
            yield Finding(CONSENT_MISSING, (annex,), used(missing=tuple(sorted(missing))))
        if not deviation.learning_opportunity:
            yield Finding(NO_LEARNING_OPPORTUNITY, (annex,))
        yield from _summer(deviation, law)
    elif not deviation.on_the_list:
        yield Finding(NOT_ON_THE_LIST, (annex,))
    for day in sorted(deviation.worked):
        if not any(period.contains(day) for period in suspensions(facts, law)):
            yield Finding(DAY_NOT_IN_HOLIDAY, (annex,), on=day)
    yield from _made_up(deviation, facts, law)


def _made_up(deviation: Deviation, facts: HolidayFacts, law: HolidayLaw) -> Iterable[Finding]:
    """As many days in return, in the same school year, in lesson weeks, on days of the workplace."""
    rule = law.holiday_made_up
    if not rule.value:
        return
    for day in sorted(deviation.made_up):
        fits = facts.period.contains(day) and not is_holiday(day) and day.weekday() in facts.workdays
        if not fits:
            yield Finding(MADE_UP_ON_WRONG_DAY, (rule,), on=day)
    for year in sorted({SchoolYear.of(day) for day in (*deviation.worked, *deviation.made_up)}):
        worked = sum(year.contains(day) for day in deviation.worked)
        returned = sum(year.contains(day) for day in deviation.made_up)
        if returned < worked:
            seen = used(year=year.label, worked=worked, made_up=returned)
            yield Finding(DAYS_NOT_MADE_UP, (rule,), seen)


def _summer(deviation: Deviation, law: HolidayLaw) -> Iterable[Finding]:
    """So many weeks in a row without work, in every summer in which a day is worked."""
    weeks = law.summer_free_weeks
    for year in sorted({day.year for day in deviation.worked}):
        first, last = summer_of(year, law)
        worked = sorted(day for day in deviation.worked if first <= day <= last)
        edges = [first - ONE_DAY, *worked, last + ONE_DAY]
        longest = max((after - before).days - 1 for before, after in zip(edges, edges[1:], strict=False))
        if worked and longest < timedelta(weeks=weeks.value).days:
            because: Versions = (weeks, law.summer_from, law.summer_until)
            yield Finding(SUMMER_NOT_FREE, because, used(year=year, longest=longest), on=worked[0])


def summer_of(year: int, law: HolidayLaw) -> tuple[date, date]:
    """The first and last day of the summer holiday of a calendar year."""
    return (
        date.fromisoformat(f"{year:04d}-{law.summer_from.value}"),
        date.fromisoformat(f"{year:04d}-{law.summer_until.value}"),
    )


def _run_around(day: date) -> Period:
    first = last = day
    while is_holiday(first - ONE_DAY):
        first -= ONE_DAY
    while is_holiday(last + ONE_DAY):
        last += ONE_DAY
    return Period(first, last)


def _has_a_week(run: Period) -> bool:
    last = _end_of(run)
    monday = monday_of(run.first)
    while monday <= last:
        if not is_training_week(monday):
            return True
        monday += timedelta(weeks=1)
    return False


def _end_of(period: Period) -> date:
    return period.last if period.last is not None else period.first
