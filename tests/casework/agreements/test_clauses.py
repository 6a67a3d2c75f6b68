"""What every agreement says of rights, duties, suspension and ending, with the terms of the lawbook."""

from datetime import date

import pytest

from duaal.casework.agreements.clauses import clauses_of
from duaal.casework.agreements.facts import Kind, Population
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw, law_on

DAY = date(2026, 3, 16)
SECONDARY = (Kind.OAO, Kind.SAO)
ADULT = (Kind.ODO, Kind.ODOS, Kind.ODOW)
KINDS = [
    *((kind, Population.SECONDARY) for kind in SECONDARY),
    *((kind, Population.ADULT) for kind in ADULT),
]


def text_of(kind: Kind, population: Population, on: date = DAY) -> str:
    return "\n".join(line for clause in clauses_of(kind, population, on=on) for line in clause.lines)


@pytest.mark.parametrize(("kind", "population"), KINDS)
def test_every_term_of_suspension_and_ending_stands_in_the_text(kind, population):
    text = text_of(kind, population)
    ending, suspension = law_on(EndingLaw, DAY), law_on(SuspensionLaw, DAY)
    for days in (
        ending.mediation_days,
        suspension.suspension_notice_days,
        suspension.resumption_report_days,
        suspension.long_suspension_days,
        suspension.early_end_window_days,
        suspension.early_end_notice_days,
    ):
        assert f" {days.value} dagen" in text


@pytest.mark.parametrize(
    ("kind", "owes"),
    [(Kind.OAO, True), (Kind.SAO, False), (Kind.ODO, True), (Kind.ODOS, True), (Kind.ODOW, False)],
)
def test_a_month_is_promised_only_where_the_decree_gives_one(kind, owes):
    population = Population.SECONDARY if kind in SECONDARY else Population.ADULT
    assert ("een maand leervergoeding" in text_of(kind, population)) is owes


def test_a_part_time_contract_leaves_suspension_and_ending_to_labour_law():
    text = text_of(Kind.DAO, Population.SECONDARY)
    assert "arbeidsrecht" in text
    assert "bemiddelt" not in text


def test_a_learner_in_an_internship_is_promised_no_allowance():
    assert "geen leervergoeding" in text_of(Kind.SAO, Population.SECONDARY)
    assert "leervergoeding die het decreet vraagt" in text_of(Kind.OAO, Population.SECONDARY)


def test_disciplinary_suspension_is_said_to_learners_of_secondary_education_only():
    assert "preventief schorst" in text_of(Kind.OAO, Population.SECONDARY)
    assert "preventief schorst" not in text_of(Kind.ODO, Population.ADULT)


def test_changing_workplace_is_a_ground_for_adults_only():
    assert "van opleiding of werkplek" in text_of(Kind.ODO, Population.ADULT)
    assert "van opleiding of werkplek" not in text_of(Kind.OAO, Population.SECONDARY)


def test_school_holidays_suspend_only_the_kinds_of_the_decree_on_secondary_education():
    assert "In de schoolvakanties" in text_of(Kind.SAO, Population.SECONDARY)
    assert "In de schoolvakanties" not in text_of(Kind.ODOS, Population.ADULT)
