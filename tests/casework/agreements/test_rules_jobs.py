"""A student job beside an agreement: rules without a database."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.rules.jobs import AgreementDays, Job, JobFacts, check_job
from duaal.casework.agreements.rules.law import StudentLaw, TimetableLaw, law_on
from duaal.casework.agreements.rules.timetable import Place, Shift, Span
from duaal.foundation.kernel.period import Period

HOUR = 60
WORK_DAY = Span(9 * HOUR, 17 * HOUR)
YEAR = Period(date(2025, 9, 1), date(2026, 8, 31))
SUMMER = Period(date(2026, 7, 1), date(2026, 8, 31))
ADULT, MINOR = date(2000, 1, 1), date(2009, 6, 1)
MONDAY, TUESDAY, SATURDAY = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 21)
AT_WORK = Shift(MONDAY, WORK_DAY, ((12 * HOUR, 13 * HOUR),))
IN_CLASS = Shift(TUESDAY, Span(8 * HOUR, 16 * HOUR), (), Place.LESSONS, 7)


def law_of(day: date) -> StudentLaw:
    return law_on(StudentLaw, day)


def job(first: date, last: date | None = None, span: Span = WORK_DAY, **changed) -> Job:
    last = last or first
    days = {(first + timedelta(days=number)).weekday() for number in range((last - first).days + 1)}
    good = {"pause": (12 * HOUR, 13 * HOUR) if span == WORK_DAY else None}
    return Job(Period(first, last), frozenset(days), span, **{**good, **changed})


def answer(asked: Job, *, same: bool = False, birth_date: date = ADULT, **changed):
    agreement = AgreementDays(YEAR, (SUMMER,), (AT_WORK, IN_CLASS), same)
    facts = replace(JobFacts(asked, (agreement,), birth_date), **changed)
    return check_job(facts, law_of, law_on(TimetableLaw, MONDAY))


def test_another_company_on_a_saturday_is_allowed_with_a_dimona_of_a_student():
    found = answer(job(SATURDAY))

    assert found.check.allowed
    assert found.dimona == "STU"


def test_on_a_workplace_day_the_learner_owes_presence_at_any_hour():
    assert answer(job(MONDAY)).check.refusals == ("PRESENCE_DUTY",)
    assert answer(job(MONDAY, span=Span(18 * HOUR, 20 * HOUR))).check.refusals == ("PRESENCE_DUTY",)


def test_on_a_lesson_day_only_the_hours_of_the_lessons_are_owed():
    assert answer(job(TUESDAY)).check.refusals == ("PRESENCE_DUTY",)
    assert answer(job(TUESDAY, span=Span(17 * HOUR, 19 * HOUR))).check.allowed


def test_at_the_own_company_only_in_the_summer_on_unpaid_days_and_with_a_warning():
    found = answer(job(date(2026, 8, 12), date(2026, 8, 14)), same=True)

    assert found.check.allowed
    assert "OWN_EMPLOYER_IN_SUMMER" in found.check.warnings
    assert answer(job(date(2025, 12, 22), date(2025, 12, 24)), same=True).check.refusals == ("SAME_EMPLOYER",)


def test_paid_leave_at_the_own_company_is_no_day_for_a_student_contract():
    asked = job(date(2026, 8, 12), date(2026, 8, 14))

    assert "PAID_LEAVE" in answer(asked, same=True, paid_leave=True).check.refusals
    assert answer(asked, paid_leave=True).check.allowed


def test_after_the_agreement_nothing_of_it_holds():
    assert answer(job(date(2026, 9, 7)), same=True).check.allowed


def test_a_benefit_stands_in_the_way_whatever_the_day():
    assert answer(job(SATURDAY), has_benefit=True).check.refusals == ("BENEFIT",)


def test_the_hours_over_the_tariff_only_warn_and_count_per_calendar_year():
    summer = job(date(2026, 7, 1), date(2026, 8, 31))
    new_year = job(date(2027, 1, 4), date(2027, 1, 8))

    found = answer(job(date(2026, 11, 7)), others=(summer, summer))

    assert found.check.allowed
    assert "HOURS_OVER_QUOTA" in found.check.warnings
    assert found.hours == ((2026, 2 * 62 * 7 + 7, 650),)
    assert "HOURS_OVER_QUOTA" not in answer(new_year, others=(summer, summer)).check.warnings


def test_for_a_minor_the_hours_of_all_employers_count_together():
    evening = job(TUESDAY, span=Span(17 * HOUR, 19 * HOUR))

    assert answer(evening, birth_date=MINOR).check.refusals == ("DAY_LIMIT_MINOR",)
    assert answer(evening, birth_date=ADULT).check.allowed


def test_the_limits_of_another_student_job_count_too():
    morning, afternoon = (
        job(SATURDAY, span=Span(8 * HOUR, 12 * HOUR)),
        job(SATURDAY, span=Span(13 * HOUR, 18 * HOUR)),
    )

    found = answer(afternoon, birth_date=MINOR, others=(morning,))

    assert "DAY_LIMIT_MINOR" in found.check.refusals


def test_what_the_agreement_itself_does_wrong_is_not_said_of_the_job():
    long_day = Shift(MONDAY, Span(6 * HOUR, 18 * HOUR))
    agreement = AgreementDays(YEAR, (), (long_day,), same_employer=False)

    found = check_job(
        JobFacts(job(SATURDAY, span=Span(10 * HOUR, 12 * HOUR)), (agreement,), MINOR),
        law_of,
        law_on(TimetableLaw, MONDAY),
    )

    assert "DAY_LIMIT_MINOR" not in found.check.refusals


@given(st.dates(date(2025, 9, 1), date(2026, 8, 31)), st.integers(0, 20))
def test_a_job_elsewhere_is_only_ever_refused_for_a_day_that_is_owed(first, length):
    asked = job(first, first + timedelta(days=length))

    found = answer(asked)

    owed = {AT_WORK.on, IN_CLASS.on} & set(asked.days)
    assert found.check.allowed == (not owed)
    assert {one.on for one in found.check.findings if one.blocks} == owed
