"""The rules on social security, the start and student contracts, for cases of the casebook."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from duaal.casework.agreements.casebook import marks
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
from duaal.foundation.lawbook.case_facts import (
    Fact,
    day,
    flag,
    list_of,
    number,
    one_of,
    optional,
    table_of,
    text,
    whole,
)
from duaal.foundation.lawbook.casebook import Answer, CasebookRule

Facts = Mapping[str, Any]

STATUS = {
    "birth_date": Fact(day),
    "average": Fact(number, Decimal(24)),
    "lesson_hours": Fact(number),
    "share": Fact(number, Decimal(1)),
    "alternates": Fact(flag, True),
    "leads_to_qualification": Fact(flag, True),
    "one_agreement": Fact(flag, True),
    "rewarded": Fact(flag, True),
}
DIMONA = {
    "kind": Fact(one_of(Kind), Kind.OAO),
    "declared": Fact(optional(text), None),
    "declared_on": Fact(optional(day), None),
    "partnership": Fact(text, "vlaams-partnerschap"),
}
CHECKLIST = {
    "kind": Fact(one_of(Kind), Kind.OAO),
    "birth_date": Fact(day),
    "risk_found": Fact(flag, False),
    "sole_trader_without_staff": Fact(flag, False),
    "done": Fact(list_of(text), ()),
}
STUDENT_DAY = {"day": Fact(day), "is": Fact(one_of(Status))}
STUDENT = {
    "first": Fact(day),
    "last": Fact(day),
    "same_employer": Fact(flag),
    "days": Fact(list_of(table_of(STUDENT_DAY)), ()),
    "has_benefit": Fact(flag, False),
    "hours_used": Fact(optional(whole), None),
}


def judge_contributions(on: date, facts: Facts) -> Answer:
    law = law_on(SecurityLaw, on)
    limited = limited_contributions_until(facts["birth_date"], law)
    answers = {
        "limited_until": limited.day,
        "full_from": full_contributions_from(facts["birth_date"], law).day,
    }
    return Answer(answers, marks(limited.because))


def judge_status(on: date, facts: Facts) -> Answer:
    """The day of the case is the start of the agreement."""
    same = {name: facts[name] for name in STATUS}
    for name in ("average", "lesson_hours", "share"):
        same[name] = Fraction(same[name])
    found = alternating_status(StatusFacts(starts_on=on, **same), law_on(SecurityLaw, on))
    asked = found.lesson_hours_asked
    answers = {
        "alternating": found.is_alternating,
        "reasons": found.check.refusals,
        "lesson_hours_asked": int(asked) if asked.denominator == 1 else str(asked),
    }
    return Answer(answers, marks(found.check.because))


def judge_dimona(on: date, facts: Facts) -> Answer:
    """The day of the case is the start of the agreement."""
    kind: Kind = facts["kind"]
    types = BOOK.values.get(f"agreements.dimona.{kind.lower()}")
    one = DimonaFacts(kind, on, facts["declared"], facts["declared_on"])
    found = check_dimona(one, law_on(SecurityLaw, on, facts["partnership"]), types)
    answers = {
        "expected": found.expected,
        "reasons": found.check.refusals,
        "warnings": found.check.warnings,
    }
    return Answer(answers, marks(found.check.because))


def judge_checklist(on: date, facts: Facts) -> Answer:
    """The day of the case is the start of the agreement; `missing` holds it up, `advised` does not."""
    one = ChecklistFacts(
        facts["kind"],
        on,
        facts["birth_date"],
        facts["risk_found"],
        facts["sole_trader_without_staff"],
        frozenset(facts["done"]),
    )
    found = checklist(one, law_on(SecurityLaw, on))
    left = [item for item in found.items if not item.done]
    answers = {
        "missing": [item.name for item in left if item.confirmed_hard],
        "advised": [item.name for item in left if not item.confirmed_hard],
        "insurer": found.insurer,
    }
    return Answer(answers, marks(found.check.because))


def judge_student(on: date, facts: Facts) -> Answer:
    one = StudentFacts(
        Period(facts["first"], facts["last"]),
        facts["same_employer"],
        tuple((given["day"], given["is"]) for given in facts["days"]),
        facts["has_benefit"],
        facts["hours_used"],
    )
    check = check_student_contract(one, law_on(StudentLaw, on))
    answers = {"reasons": check.refusals, "warnings": check.warnings}
    return Answer(answers, marks(check.because))


RULES = tuple(
    CasebookRule(f"agreements.{name}", facts, frozenset(answers), function)
    for name, facts, answers, function in (
        (
            "contributions",
            {"birth_date": Fact(day)},
            ("limited_until", "full_from"),
            judge_contributions,
        ),
        ("status", STATUS, ("alternating", "reasons", "lesson_hours_asked"), judge_status),
        ("dimona", DIMONA, ("expected", "reasons", "warnings"), judge_dimona),
        ("checklist", CHECKLIST, ("missing", "advised", "insurer"), judge_checklist),
        ("student", STUDENT, ("reasons", "warnings"), judge_student),
    )
)
"""The rules of this module, for the registry of `duaal casebook`."""
