"""Rule sets of the lawbook with some values replaced by invented ones, and facts that nothing blocks."""

from dataclasses import fields, replace
from datetime import date

from duaal.casework.agreements.facts import KindFacts, Population, RecognisedPlace, WeekBlock
from duaal.casework.agreements.rules.law import law_on
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty, Version

DAY = date(2025, 9, 1)
YEAR = Period(date(2025, 9, 1), date(2026, 6, 26))
"""A school year of 37 training weeks, from a Monday to a Friday."""

HOUR = 60


def version(key, value, certainty=Certainty.CERTAIN):
    return Version(value, date(2000, 1, 1), "act-a/art. 3", certainty, key)


def rules(rule_set, day=DAY, **changed):
    """The rule set of a day, with invented values for some of its names."""
    law = law_on(rule_set, day)
    assert set(changed) <= {one.name for one in fields(law)}
    return replace(law, **{name: version(name, value) for name, value in changed.items()})


def block(real=0, lessons=12, first=YEAR.first, last=YEAR.last, simulated=0):
    """A block with hours a week."""
    return WeekBlock(Period(first, last), round(real * HOUR), round(simulated * HOUR), lessons)


def kind_facts(*blocks, population=Population.SECONDARY, **changed):
    """A learner at a recognised place, with these blocks."""
    place = RecognisedPlace("x", "p", Period(date(2022, 9, 1), date(2027, 8, 31)), population.legal_basis)
    good = {
        "population": population,
        "concluded_on": DAY,
        "period": YEAR,
        "blocks": blocks or (block(24),),
        "establishment": "x",
        "programme": "p",
        "recognitions": (place,),
    }
    return KindFacts(**{**good, **changed})
