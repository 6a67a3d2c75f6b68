from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.rules.law import SecurityLaw, StudentLaw, law_on
from duaal.casework.agreements.rules.security import (
    ChecklistFacts,
    DimonaFacts,
    StatusFacts,
    alternating_status,
    check_dimona,
    checklist,
    full_contributions_from,
    limited_contributions_until,
)
from duaal.casework.agreements.rules.student import Status, StudentFacts, check_student_contract
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.book import BOOK
from tests.casework.agreements.rule_set import DAY, rules

LAW = law_on(SecurityLaw, DAY)
GOOD = StatusFacts(DAY, date(2006, 1, 1), Fraction(20), Fraction(150))


@pytest.mark.parametrize(
    ("born", "last_day"),
    [
        (date(2008, 3, 3), date(2026, 12, 31)),
        (date(2008, 12, 31), date(2026, 12, 31)),
        (date(2009, 1, 1), date(2027, 12, 31)),
        (date(2008, 2, 29), date(2026, 12, 31)),
    ],
)
def test_contributions_are_limited_until_the_end_of_the_year_of_the_birthday(born, last_day):
    assert limited_contributions_until(born, LAW).day == last_day
    assert full_contributions_from(born, LAW).day == last_day + timedelta(days=1)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        pytest.param({}, (), id="all six"),
        pytest.param({"alternates": False}, ("NO_ALTERNATION",), id="one"),
        pytest.param({"leads_to_qualification": False}, ("NO_QUALIFICATION",), id="two"),
        pytest.param({"average": Fraction(1999, 100)}, ("TOO_FEW_WORK_HOURS",), id="three"),
        pytest.param({"lesson_hours": Fraction(149)}, ("TOO_FEW_LESSON_HOURS",), id="four"),
        pytest.param({"one_agreement": False}, ("NOT_ONE_AGREEMENT",), id="five"),
        pytest.param({"rewarded": False}, ("NO_REWARD",), id="six"),
        pytest.param({"birth_date": date(2007, 9, 2)}, ("TOO_FEW_LESSON_HOURS",), id="17 needs more lessons"),
        pytest.param({"birth_date": date(2007, 9, 1)}, (), id="18 on the first day"),
        pytest.param({"lesson_hours": Fraction(75), "share": Fraction(1, 2)}, (), id="half a year"),
    ],
)
def test_the_status_needs_all_six_criteria(changed, refused):
    found = alternating_status(replace(GOOD, **changed), LAW)

    assert (found.check.refusals, found.is_alternating) == (refused, not refused)
    assert set(LAW.criteria.values()) <= set(found.check.because)


def test_the_lesson_hours_are_in_proportion_and_of_the_lawbook():
    found = alternating_status(replace(GOOD, share=Fraction(1, 3)), rules(SecurityLaw, learning_hours=90))

    assert found.lesson_hours_asked == 30


def dimona(kind, declared, day, partnership="", **changed):
    types = BOOK.values.get(f"agreements.dimona.{kind.lower()}")
    law = law_on(SecurityLaw, day, partnership)
    return check_dimona(DimonaFacts(kind, day, declared, **changed), law, types)


@pytest.mark.parametrize(
    ("kind", "declared", "day", "refused", "warned"),
    [
        (Kind.OAO, "OTH", date(2023, 8, 31), (), ()),
        (Kind.OAO, "OTH", date(2023, 9, 1), (), ("DIMONA_OUTDATED",)),
        (Kind.OAO, "ALT", date(2023, 8, 31), ("DIMONA_WRONG",), ()),
        (Kind.OAO, "ALT", date(2023, 9, 1), (), ()),
        (Kind.OAO, "STU", DAY, ("DIMONA_WRONG",), ()),
        (Kind.OAO, "QQQ", DAY, ("DIMONA_UNKNOWN",), ()),
        (Kind.OAO, None, DAY, ("DIMONA_MISSING",), ()),
        (Kind.SAO, "DWD", date(2019, 12, 31), (), ()),
        (Kind.SAO, "DWD", date(2020, 1, 1), (), ("DIMONA_OUTDATED",)),
        (Kind.SAO, "STG", date(2020, 1, 1), (), ()),
        (Kind.ODOS, "ALT", DAY, (), ()),
        (Kind.LOCAL, None, DAY, (), ()),
    ],
)
def test_the_type_of_dimona_follows_from_the_kind_and_the_start(kind, declared, day, refused, warned):
    found = dimona(kind, declared, day).check

    assert (found.refusals, found.warnings) == (refused, warned)


def test_construction_has_a_second_type_for_alternating_learners_only():
    assert dimona(Kind.OAO, "RTA", DAY, "bouw").check.allowed
    assert not dimona(Kind.OAO, "RTA", DAY).check.allowed
    assert not dimona(Kind.SAO, "RTA", DAY, "bouw").check.allowed


def test_a_declaration_after_the_start_warns():
    late = dimona(Kind.OAO, "ALT", DAY, declared_on=date(2025, 9, 2))
    in_time = dimona(Kind.OAO, "ALT", DAY, declared_on=DAY)

    assert (late.check.warnings, in_time.check.warnings) == (("DIMONA_LATE",), ())


MINOR, ADULT = date(2008, 6, 14), date(2005, 1, 1)


@pytest.mark.parametrize(
    ("born", "changed", "holds_up"),
    [
        (MINOR, {}, {"health_assessment", "accident_insurance"}),
        (ADULT, {}, {"accident_insurance"}),
        (ADULT, {"risk_found": True}, {"health_assessment", "accident_insurance"}),
        (ADULT, {"sole_trader_without_staff": True}, {"accident_insurance", "prevention_service"}),
        (ADULT, {"done": frozenset({"accident_insurance"})}, set()),
    ],
)
def test_only_hard_confirmations_hold_up_the_start(born, changed, holds_up):
    found = checklist(ChecklistFacts(Kind.OAO, DAY, born, **changed), LAW)

    waiting = {one.facts[0].value for one in found.check.findings if one.blocks}
    assert waiting == holds_up
    assert found.check.allowed == (not holds_up)
    assert all(item.because for item in found.items)


def test_an_internship_is_insured_as_the_lawbook_says():
    facts = ChecklistFacts(Kind.SAO, DAY, ADULT)

    assert checklist(facts, LAW).insurer == "company"
    assert checklist(facts, rules(SecurityLaw, sao_insurer="provider")).insurer == "provider"
    assert checklist(replace(facts, kind=Kind.OAO), rules(SecurityLaw, sao_insurer="provider")).insurer == (
        "company"
    )


AUGUST, OCTOBER = date(2025, 8, 12), date(2025, 10, 4)


def student(first, last=None, same_employer=False, law=None, **changed):
    facts = StudentFacts(Period(first, last or first), same_employer, **changed)
    return check_student_contract(facts, law or law_on(StudentLaw, first))


@pytest.mark.parametrize(
    ("first", "status", "same", "refused", "warned"),
    [
        pytest.param(AUGUST, Status.UNPAID_SUSPENSION, True, (), ("OWN_EMPLOYER_IN_SUMMER",), id="summer"),
        pytest.param(AUGUST, Status.PAID_LEAVE, True, ("PAID_LEAVE",), (), id="paid leave"),
        pytest.param(AUGUST, Status.FREE, True, ("SAME_EMPLOYER",), (), id="not suspended"),
        pytest.param(OCTOBER, Status.UNPAID_SUSPENSION, True, ("SAME_EMPLOYER",), (), id="autumn"),
        pytest.param(OCTOBER, Status.FREE, False, (), (), id="another company on a free day"),
        pytest.param(OCTOBER, Status.PRESENT, False, ("PRESENCE_DUTY",), (), id="presence is owed"),
        pytest.param(
            OCTOBER, Status.PRESENT, True, ("SAME_EMPLOYER", "PRESENCE_DUTY"), (), id="both at once"
        ),
    ],
)
def test_a_student_contract_beside_an_agreement(first, status, same, refused, warned):
    found = student(first, same_employer=same, days=((first, status),))

    assert found.refusals == refused
    assert set(warned) <= set(found.warnings)


def test_one_day_outside_the_summer_is_enough_to_refuse_the_own_company():
    days = ((date(2025, 8, 31), Status.UNPAID_SUSPENSION),)

    assert student(date(2025, 8, 31), same_employer=True, days=days).allowed
    assert student(date(2025, 8, 31), date(2025, 9, 1), same_employer=True, days=days).refusals == (
        "SAME_EMPLOYER",
    )


def test_one_day_that_is_not_suspended_is_enough_to_refuse_the_own_company():
    found = student(
        AUGUST, AUGUST + timedelta(days=1), same_employer=True, days=((AUGUST, Status.UNPAID_SUSPENSION),)
    )

    assert [(one.code, one.on) for one in found.findings if one.blocks] == [
        ("SAME_EMPLOYER", AUGUST + timedelta(days=1))
    ]


def test_a_benefit_forbids_student_work():
    assert student(OCTOBER, has_benefit=True).refusals == ("BENEFIT",)


@pytest.mark.parametrize(
    ("day", "hours", "warned"),
    [
        (date(2022, 12, 31), 476, True),
        (date(2023, 1, 1), 476, False),
        (date(2024, 12, 31), 601, True),
        (date(2025, 1, 1), 601, False),
        (date(2025, 1, 1), 650, False),
        (date(2025, 1, 1), 651, True),
    ],
)
def test_hours_over_the_quota_warn_and_never_refuse(day, hours, warned):
    found = student(day, hours_used=hours)

    assert found.allowed
    assert found.warnings == (("HOURS_OVER_QUOTA",) if warned else ())


def test_a_student_contract_has_a_last_day():
    with pytest.raises(ValueError, match="has a last day"):
        check_student_contract(StudentFacts(Period(AUGUST), False), law_on(StudentLaw, AUGUST))


@given(first=st.dates(date(2025, 1, 1), date(2026, 12, 31)), length=st.integers(0, 90))
def test_the_own_company_is_only_possible_wholly_in_the_summer(first, length):
    last = first + timedelta(days=length)
    days = tuple((first + timedelta(days=number), Status.UNPAID_SUSPENSION) for number in range(length + 1))

    found = student(first, last, same_employer=True, days=days)

    assert found.allowed == (first.year == last.year and first.month in (7, 8) and last.month in (7, 8))
