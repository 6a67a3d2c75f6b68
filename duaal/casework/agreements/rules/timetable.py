"""Whether a timetable (`uurrooster`) keeps to working time, night, Sunday, breaks and rest.

Law: the Labour Act of 16 March 1971 for young workers, until the 18th birthday (`agreements.md` 3); what is
found for them stands in the way. For adults the general limits only warn: a sector can deviate from them.
Every hour of every employer counts, and each lesson as one hour. Overtime is not planned, so that it has no
rule here.

Minutes count from midnight; a shift that ends the next morning ends after 24:00. Not covered: dangerous work,
and the exceptions for force majeure, which nobody plans.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from duaal.casework.agreements.rules.hours import HOUR, monday_of
from duaal.casework.agreements.rules.law import TimetableLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, Versions, used
from duaal.foundation.kernel.anniversary import add_years, full_years
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.school_calendar import public_holidays
from duaal.foundation.lawbook.dated import Version

NIGHT_MINOR = "NIGHT_MINOR"
DAY_LIMIT_MINOR = "DAY_LIMIT_MINOR"
SUNDAY_MINOR = "SUNDAY_MINOR"
WEEK_LIMIT_MINOR = "WEEK_LIMIT_MINOR"
BREAK_MINOR = "BREAK_MINOR"
REST_MINOR = "REST_MINOR"
PUBLIC_HOLIDAY_MINOR = "PUBLIC_HOLIDAY_MINOR"
EXTRA_REST_MINOR = "EXTRA_REST_MINOR"
INSPECTION_NOTICE = "INSPECTION_NOTICE"
NIGHT_ADULT = "NIGHT_ADULT"
DAY_LIMIT_ADULT = "DAY_LIMIT_ADULT"
SUNDAY_ADULT = "SUNDAY_ADULT"
WEEK_LIMIT_ADULT = "WEEK_LIMIT_ADULT"
BREAK_ADULT = "BREAK_ADULT"
REST_ADULT = "REST_ADULT"
PUBLIC_HOLIDAY_ADULT = "PUBLIC_HOLIDAY_ADULT"

DAY = timedelta(days=1) // timedelta(minutes=1)


class Place(StrEnum):
    """Where a learner is at that moment; `OTHER_EMPLOYER` is a student job."""

    WORKPLACE = "workplace"
    LESSONS = "lessons"
    OTHER_EMPLOYER = "other_employer"


@dataclass(frozen=True, slots=True)
class Span:
    """From one minute of the day to another; `last` is the first minute that is free again."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first < DAY or not self.first < self.last <= self.first + DAY:
            raise ValueError(f"minutes {self.first} to {self.last} are no part of a day")

    @property
    def minutes(self) -> int:
        return self.last - self.first

    def overlaps(self, first: int, last: int) -> bool:
        return self.first < last and first < self.last


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of presence (`aanwezigheid`) on a day, with its breaks as minutes of the same day.

    For lessons `lessons` is their number; each counts as the lawbook says, whatever it lasts.
    """

    on: date
    span: Span
    breaks: tuple[tuple[int, int], ...] = ()
    place: Place = Place.WORKPLACE
    lessons: int = 0

    def __post_init__(self) -> None:
        for first, last in self.breaks:
            if not self.span.first <= first < last <= self.span.last:
                raise ValueError(
                    f"the break from minute {first} to {last} lies outside the shift of {self.on}"
                )

    @property
    def worked(self) -> tuple[tuple[int, int], ...]:
        """The stretches between the breaks."""
        found, first = [], self.span.first
        for start, end in sorted(self.breaks):
            if start > first:
                found.append((first, start))
            first = max(first, end)
        if first < self.span.last:
            found.append((first, self.span.last))
        return tuple(found)

    def counted(self, lesson_minutes: int) -> int:
        if self.place == Place.LESSONS and self.lessons:
            return self.lessons * lesson_minutes
        return sum(last - first for first, last in self.worked)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shift that returns on a weekday (0 is Monday), every so many weeks, within a period."""

    weekday: int
    span: Span
    period: Period
    breaks: tuple[tuple[int, int], ...] = ()
    place: Place = Place.WORKPLACE
    lessons: int = 0
    every_weeks: int = 1

    def shifts(self, free: frozenset[date] = frozenset()) -> Iterator[Shift]:
        """The shifts themselves, without those on free days."""
        if self.period.last is None or self.every_weeks < 1:
            raise ValueError("a pattern needs a last day, and a number of weeks from one")
        ahead = (self.weekday - self.period.first.weekday()) % len(calendar.day_name)
        day = self.period.first + timedelta(days=ahead)
        while day <= self.period.last:
            if day not in free:
                yield Shift(day, self.span, self.breaks, self.place, self.lessons)
            day += timedelta(weeks=self.every_weeks)


@dataclass(frozen=True, slots=True)
class TimetableFacts:
    """Who works when. `sector` is the one whose royal decree or exception is claimed, `night_decree` says
    that a royal decree on night work was selected; in a `tourist_period` Sundays are free to plan.
    """

    birth_date: date
    shifts: tuple[Shift, ...]
    sector: str = ""
    night_decree: bool = False
    shift_work: bool = False
    tourist_periods: tuple[Period, ...] = ()
    company_week: int | None = None
    annexed: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    """All shifts that start on one day, and their worked stretches in order."""

    on: date
    shifts: tuple[Shift, ...]
    worked: tuple[tuple[int, int], ...]
    minutes: int


def check_timetable(facts: TimetableFacts, law: TimetableLaw) -> Check:
    """Everything that is wrong, day by day; the rules for young workers stop on the birthday."""
    grown_up = add_years(facts.birth_date, law.minor_until_age.value)
    found: list[Finding] = []
    days = _days(facts.shifts, law.lesson_minutes.value)
    for before, day in zip((None, *days), days, strict=False):
        if day.on < grown_up:
            found.extend(_of_minor(facts, law, before, day, days))
        else:
            found.extend(_of_adult(facts, law, before, day))
    found.extend(_of_weeks(facts, law, days, grown_up))
    found.sort(key=lambda finding: finding.on or date.min)
    because = dict.fromkeys(version for finding in found for version in finding.because)
    return Check(tuple(found), tuple(because) or (law.minor_until_age, law.minor_day_hours))


def _days(shifts: Iterable[Shift], lesson_minutes: int) -> tuple[_Day, ...]:
    by_day: dict[date, list[Shift]] = {}
    for shift in shifts:
        by_day.setdefault(shift.on, []).append(shift)
    return tuple(
        _Day(
            day,
            tuple(by_day[day]),
            tuple(sorted(stretch for shift in by_day[day] for stretch in shift.worked)),
            sum(shift.counted(lesson_minutes) for shift in by_day[day]),
        )
        for day in sorted(by_day)
    )


def _of_minor(
    facts: TimetableFacts, law: TimetableLaw, before: _Day | None, day: _Day, days: tuple[_Day, ...]
) -> Iterator[Finding]:
    base = law.minor_until_age
    if because := _night_of_minor(facts, law, day):
        yield Finding(NIGHT_MINOR, (base, *because), used(worked=day.worked), on=day.on)
    if day.minutes > law.minor_day_hours.value * HOUR:
        yield Finding(DAY_LIMIT_MINOR, (base, law.minor_day_hours), used(minutes=day.minutes), on=day.on)
    if because := _break_of_minor(law, day):
        yield Finding(BREAK_MINOR, (base, *because), used(worked=day.worked), on=day.on)
    rest = law.minor_daily_rest_hours
    if (minutes := _rest(before, day)) is not None and minutes < rest.value * HOUR:
        yield Finding(REST_MINOR, (base, rest), used(minutes=minutes), on=day.on)
    if day.on in public_holidays(day.on.year) and _at_work(day) and not _in_season(facts, day.on):
        yield Finding(PUBLIC_HOLIDAY_MINOR, (base, law.minor_free_public_holidays), on=day.on)
    if day.on.weekday() == calendar.SUNDAY and _at_work(day):
        yield from _sunday_of_minor(facts, law, day, days)


def _of_adult(facts: TimetableFacts, law: TimetableLaw, before: _Day | None, day: _Day) -> Iterator[Finding]:
    """Warnings only; night and Sunday are fine once they have their line in the annex."""
    if not facts.annexed:
        window = _minutes(law.adult_night_from), _minutes(law.adult_night_until)
        if _at_night(day, *window):
            because: Versions = (law.adult_night_from, law.adult_night_until)
            yield Finding(NIGHT_ADULT, because, used(worked=day.worked), blocks=False, on=day.on)
        if day.on.weekday() == calendar.SUNDAY and _at_work(day):
            yield Finding(SUNDAY_ADULT, (law.adult_day_hours,), blocks=False, on=day.on)
        if day.on in public_holidays(day.on.year) and _at_work(day):
            yield Finding(PUBLIC_HOLIDAY_ADULT, (law.adult_day_hours,), blocks=False, on=day.on)
    if day.minutes > law.adult_day_hours.value * HOUR:
        seen = used(minutes=day.minutes)
        yield Finding(DAY_LIMIT_ADULT, (law.adult_day_hours,), seen, blocks=False, on=day.on)
    after, pause = law.adult_break_after_hours, law.adult_break_minutes
    if _longest_stretch(day, pause.value) > after.value * HOUR:
        yield Finding(BREAK_ADULT, (after, pause), used(worked=day.worked), blocks=False, on=day.on)
    rest = law.adult_daily_rest_hours
    if (minutes := _rest(before, day)) is not None and minutes < rest.value * HOUR:
        yield Finding(REST_ADULT, (rest,), used(minutes=minutes), blocks=False, on=day.on)


def _night_of_minor(facts: TimetableFacts, law: TimetableLaw, day: _Day) -> Versions:
    """The values that forbid this day, empty when it is allowed.

    From 16 years shift work may last longer, and a royal decree of a sector may open the night; never the
    hours right after midnight.
    """
    first, last = _minutes(law.minor_night_from), _minutes(law.minor_night_until)
    if not _at_night(day, first, last):
        return ()
    general: Versions = (law.minor_night_from, law.minor_night_until)
    if full_years(facts.birth_date, day.on) < law.minor_night_exception_age.value:
        return (*general, law.minor_night_exception_age)
    if facts.shift_work:
        windows = (
            (law.minor_shift_night_from, law.minor_night_until),
            (law.minor_shift_late_night_from, law.minor_shift_late_night_until),
        )
        if any(not _at_night(day, _minutes(since), _minutes(until)) for since, until in windows):
            return ()
        general = (*general, law.minor_shift_night_from, law.minor_shift_late_night_from)
    if facts.night_decree and facts.sector in law.minor_night_sectors.value:
        if not _at_night(day, DAY, _minutes(law.minor_never_until)):
            return ()
        return (*general, law.minor_never_until)
    return (*general, law.minor_night_sectors)


def _break_of_minor(law: TimetableLaw, day: _Day) -> Versions:
    """A break after a stretch of work, and on a long day more of them together, one in a single piece."""
    single, after = law.minor_break_minutes, law.minor_break_after_minutes
    if _longest_stretch(day, single.value) > after.value:
        return (after, single)
    worked = sum(last - first for first, last in day.worked)
    if worked <= law.minor_long_day_hours.value * HOUR:
        return ()
    pauses = _pauses(day)
    if sum(pauses) < law.minor_long_break_minutes.value or max(pauses, default=0) < single.value:
        return (law.minor_long_day_hours, law.minor_long_break_minutes, single)
    return ()


def _sunday_of_minor(
    facts: TimetableFacts, law: TimetableLaw, day: _Day, days: tuple[_Day, ...]
) -> Iterator[Finding]:
    """Only in some sectors and one Sunday in so many, or in the season of a tourist centre; then the
    inspection is told before.
    """
    sectors, interval = law.minor_sunday_sectors, law.minor_sunday_interval_weeks
    in_season = _in_season(facts, day.on)
    if not in_season and facts.sector not in sectors.value:
        yield Finding(SUNDAY_MINOR, (sectors,), used(sector=facts.sector), on=day.on)
        return
    near = {day.on - timedelta(weeks=number) for number in range(1, interval.value)}
    if not in_season and any(other.on in near and _at_work(other) for other in days):
        yield Finding(SUNDAY_MINOR, (sectors, interval), used(sector=facts.sector), on=day.on)
        return
    notice = law.minor_inspection_notice_days
    by = day.on - timedelta(days=notice.value)
    yield Finding(INSPECTION_NOTICE, (notice,), used(by=by), blocks=False, on=day.on)


def _of_weeks(
    facts: TimetableFacts, law: TimetableLaw, days: tuple[_Day, ...], grown_up: date
) -> Iterator[Finding]:
    """The limit of each week, and for young workers a free Saturday or Monday beside the Sunday."""
    weeks: dict[date, list[_Day]] = {}
    for day in days:
        weeks.setdefault(monday_of(day.on), []).append(day)
    by_day = {day.on: day for day in days}
    for monday, of_week in weeks.items():
        minor = monday < grown_up
        counted = [day for day in of_week if not minor or day.on < grown_up]
        limit = law.minor_week_hours if minor else law.adult_week_hours
        most = limit.value * HOUR
        if facts.company_week is not None:
            most = min(most, facts.company_week)
        total = sum(day.minutes for day in counted)
        if total > most:
            code = WEEK_LIMIT_MINOR if minor else WEEK_LIMIT_ADULT
            seen = used(minutes=total, most=most)
            yield Finding(code, (law.minor_until_age, limit), seen, blocks=minor, on=monday)
        if minor:
            yield from _extra_rest(law, by_day, monday, grown_up)


def _extra_rest(
    law: TimetableLaw, by_day: dict[date, _Day], monday: date, grown_up: date
) -> Iterator[Finding]:
    """Saturday and the Monday after it both taken; when one of them only has lessons it is a warning."""
    saturday = by_day.get(monday + timedelta(days=calendar.SATURDAY))
    after = by_day.get(monday + timedelta(weeks=1))
    if saturday and after and after.on < grown_up:
        blocks = _at_work(saturday) and _at_work(after)
        because = (law.minor_until_age, law.minor_extra_rest)
        yield Finding(EXTRA_REST_MINOR, because, blocks=blocks, on=saturday.on)


def _in_season(facts: TimetableFacts, day: date) -> bool:
    return any(period.contains(day) for period in facts.tourist_periods)


def _at_work(day: _Day) -> bool:
    return any(shift.place != Place.LESSONS for shift in day.shifts)


def _at_night(day: _Day, first: int, last: int) -> bool:
    """Whether work falls between the two hours, of this night or of the night before."""
    until = last if last >= first else last + DAY
    first, until = (first, until) if first < DAY else (first - DAY, last)
    windows = ((first, until), (first - DAY, until - DAY), (first + DAY, until + DAY))
    return any(
        start < window_end and window_start < end
        for start, end in day.worked
        for window_start, window_end in windows
    )


def _pauses(day: _Day) -> list[int]:
    """The free minutes between two stretches of work of the day."""
    found, until = [], day.worked[0][1] if day.worked else 0
    for first, last in day.worked[1:]:
        if first > until:
            found.append(first - until)
        until = max(until, last)
    return found


def _longest_stretch(day: _Day, pause: int) -> int:
    """The longest work without a pause of at least so many minutes; shorter pauses are no interruption."""
    longest = worked = until = 0
    for first, last in day.worked:
        worked = last - first if first - until >= pause else worked + last - max(first, until)
        until = max(until, last)
        longest = max(longest, worked)
    return longest


def _rest(before: _Day | None, day: _Day) -> int | None:
    """Minutes between the end of the day before and the start of this one; None when nothing came before."""
    if before is None or not before.worked or not day.worked:
        return None
    apart = (day.on - before.on) // ONE_DAY * DAY
    return apart + day.worked[0][0] - max(last for _first, last in before.worked)


def _minutes(hour: Version[str]) -> int:
    at = time.fromisoformat(hour.value)
    return at.hour * HOUR + at.minute
