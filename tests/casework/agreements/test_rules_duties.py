"""Who has to tell what about an agreement, and by when: rules without a database."""

from dataclasses import replace
from datetime import date

import pytest

from duaal.casework.agreements.facts import Kind, Party
from duaal.casework.agreements.rules.duties import Due, Duty, DutyFacts, duties
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw
from duaal.casework.agreements.rules.suspension import Ground, Suspension
from tests.casework.agreements.rule_set import rules

SUSPENSION = rules(SuspensionLaw, suspension_notice_days=14, resumption_report_days=3)
ENDING = rules(EndingLaw, end_report_days=1, end_register_days=5)
LATER = date(2026, 12, 31)
ILL = Suspension(Ground.SICKNESS, date(2025, 10, 1), date(2025, 10, 19))


def found(on: date = LATER, **changed) -> dict[Duty, Due]:
    facts = replace(DutyFacts(Kind.OAO), **changed)
    return {one.duty: one for one in duties(facts, SUSPENSION, ENDING, on=on)}


def test_a_long_suspension_is_told_on_the_fifteenth_day_and_its_end_within_three_days():
    told = found(suspensions=(ILL,))

    assert told[Duty.LONG_SUSPENSION].last.day == date(2025, 10, 15)
    assert told[Duty.RESUMPTION].last.day == date(2025, 10, 23)
    assert (told[Duty.RESUMPTION].by, told[Duty.RESUMPTION].to) == (Party.COMPANY, Party.COUNSELLOR)


def test_a_suspension_of_fourteen_days_asks_nothing_not_even_when_it_is_over():
    assert found(suspensions=(replace(ILL, last=date(2025, 10, 14)),)) == {}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2025, 10, 14), set(), id="the day before"),
        pytest.param(date(2025, 10, 15), {Duty.LONG_SUSPENSION}, id="the day itself"),
        pytest.param(date(2025, 10, 19), {Duty.LONG_SUSPENSION}, id="its last day"),
        pytest.param(date(2025, 10, 20), {Duty.LONG_SUSPENSION, Duty.RESUMPTION}, id="back at work"),
    ],
)
def test_a_duty_shows_from_the_day_on_which_it_is_one(on, expected):
    assert set(found(on, suspensions=(ILL,))) == expected


def test_who_does_not_come_back_before_the_end_has_no_resumption_to_tell():
    told = found(suspensions=(ILL,), ended_on=date(2025, 10, 19), ended_as="ENDED_SUSPENSION")

    assert Duty.LONG_SUSPENSION in told
    assert Duty.RESUMPTION not in told


def test_an_early_end_is_told_by_company_and_learner_in_a_day_and_by_the_school_in_five():
    told = found(ended_on=date(2026, 5, 11), ended_as="ENDED_MUTUAL")

    assert {duty: one.last.day for duty, one in told.items()} == {
        Duty.END_BY_COMPANY: date(2026, 5, 12),
        Duty.END_BY_LEARNER: date(2026, 5, 12),
        Duty.EARLY_END: date(2026, 5, 16),
    }
    assert told[Duty.EARLY_END].to == Party.PARTNERSHIP


@pytest.mark.parametrize("way", ["ENDED_TERM", "ENDED_SUCCESS", ""])
def test_a_planned_end_is_told_to_nobody(way):
    assert found(ended_on=date(2026, 5, 11), ended_as=way) == {}


def test_the_partnership_that_withdrew_the_recognition_is_not_told_of_the_end():
    assert set(found(ended_on=date(2026, 5, 11), ended_as="ENDED_RECOGNITION")) == {
        Duty.END_BY_COMPANY,
        Duty.END_BY_LEARNER,
    }


def test_a_part_time_contract_has_none_of_these_duties():
    assert found(kind=Kind.DAO, suspensions=(ILL,), ended_on=LATER, ended_as="ENDED_MUTUAL") == {}
