"""The rules on training plans that cases of the casebook can name."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duaal.casework.progress.facts import BlockFacts, PlanFacts
from duaal.casework.progress.rules import check_plan, open_of, plan_law
from duaal.casework.progress.rules.completeness import (
    BELOW_WORKPLACE_HOURS,
    NO_HOURS,
    TOO_FEW_HOURS,
    WEEKS_WITHOUT_HOURS,
)
from duaal.casework.trajectories.facts import SpecialForm
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.case_facts import REQUIRED, Fact, flag, list_of, one_of, optional, text, whole
from duaal.foundation.lawbook.casebook import Answer, CasebookRule
from duaal.foundation.lawbook.dated import Certainty, Version

Facts = Mapping[str, Any]
ABOUT_HOURS = (NO_HOURS, TOO_FEW_HOURS, BELOW_WORKPLACE_HOURS, WEEKS_WITHOUT_HOURS)
MINUTES = 60

HOURS = {
    "workplace_hours": Fact(whole, 0),
    "simulated_hours": Fact(whole, 0),
    "lessons": Fact(whole, REQUIRED),
    "special_form": Fact(optional(one_of(SpecialForm)), None),
    "adult": Fact(flag, False),
}
OPEN = {
    "asked": Fact(list_of(text), REQUIRED),
    "reached": Fact(list_of(text), ()),
    "replaces": Fact(list_of(text), ()),
}


def decide_hours(on: date, facts: Facts) -> Answer:
    """A plan over the school year of the day with the same hours every week: what is said of them."""
    year = SchoolYear.of(on)
    period = Period(year.first_day, year.last_day)
    block = BlockFacts(
        period,
        None,
        facts["workplace_hours"] * MINUTES,
        facts["simulated_hours"] * MINUTES,
        facts["lessons"],
    )
    plan = PlanFacts("", period, (), blocks=(block,), is_adult=facts["adult"])
    found = check_plan(plan, plan_law(on, special_form=facts["special_form"]), SchoolCalendar())
    codes = tuple(one.code for one in found.findings if one.code in ABOUT_HOURS)
    because = [one for one in found.because if one.key != "progress.evaluations_per_year"]
    return Answer({"findings": codes}, _marks(because))


def decide_open(on: date, facts: Facts) -> Answer:
    """Which competences are open; `replaces` are pairs written as `new<old`."""
    older: dict[str, list[str]] = {}
    for pair in facts["replaces"]:
        new, _sign, old = pair.partition("<")
        older.setdefault(new, []).append(old)
    return Answer({"open": open_of(facts["asked"], facts["reached"], older)}, (Certainty.ASSUMED,))


def _marks(because: Iterable[Version[Any]]) -> tuple[Certainty, ...]:
    return tuple(version.certainty for version in because) or (Certainty.ASSUMED,)


RULES = (
    CasebookRule("progress.hours", HOURS, frozenset({"findings"}), decide_hours),
    CasebookRule("progress.open_competences", OPEN, frozenset({"open"}), decide_open),
)
"""The rules of this subject, for the registry of `duaal casebook`."""
