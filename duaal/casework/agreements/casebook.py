"""The rules on the kind, the timetable and the holidays of agreements that cases of the casebook can name.

Hours stand in a case as people write them, `22.5`; a time of the day as `"07:30"`.
"""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from duaal.casework.agreements.facts import (
    Form,
    Kind,
    KindFacts,
    Party,
    Population,
    RecognisedPlace,
    WeekBlock,
)
from duaal.casework.agreements.rules.holidays import (
    Deviation,
    DeviationKind,
    HolidayFacts,
    check_holidays,
    check_start,
    suspensions,
)
from duaal.casework.agreements.rules.hours import HOUR
from duaal.casework.agreements.rules.kind import check_declared, kind_of
from duaal.casework.agreements.rules.law import HolidayLaw, KindLaw, TimetableLaw, law_on
from duaal.casework.agreements.rules.outcomes import Versions, together
from duaal.casework.agreements.rules.timetable import (
    DAY,
    Place,
    Shift,
    Span,
    TimetableFacts,
    check_timetable,
)
from duaal.casework.recognition.facts import LegalBasis, Region
from duaal.foundation.kernel.period import Period
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
from duaal.foundation.lawbook.dated import Certainty
from duaal.foundation.lawbook.reading import Place as InFile

Facts = Mapping[str, Any]


def hour(value: Any, place: InFile) -> int:
    """A time of the day, `"07:30"`, as minutes from midnight."""
    try:
        at = time.fromisoformat(value)
    except (TypeError, ValueError):
        raise place.wrong(f'moet een uur zijn zoals "07:30", niet {value!r}') from None
    return at.hour * HOUR + at.minute


SITE, PROGRAMME = "vestiging-x", "elektrotechnisch-installateur"
RECOGNITION = {
    "establishment": Fact(text, SITE),
    "programme": Fact(text, PROGRAMME),
    "from": Fact(day, date(2022, 9, 1)),
    "until": Fact(day, date(2027, 8, 31)),
    "legal_basis": Fact(optional(one_of(LegalBasis)), None),
}
BLOCK = {
    "from": Fact(optional(day), None),
    "until": Fact(optional(day), None),
    "real": Fact(number, Decimal(0)),
    "simulated": Fact(number, Decimal(0)),
    "lessons": Fact(whole, 0),
}
FIRST, LAST = Fact(day, date(2025, 9, 1)), Fact(day, date(2026, 6, 30))
KIND = {
    "declared": Fact(optional(one_of(Kind)), None),
    "population": Fact(one_of(Population), Population.SECONDARY),
    "first": FIRST,
    "last": LAST,
    "blocks": Fact(list_of(table_of(BLOCK))),
    "recognitions": Fact(optional(list_of(table_of(RECOGNITION))), None),
    "establishment": Fact(text, SITE),
    "programme": Fact(text, PROGRAMME),
    "region": Fact(one_of(Region), Region.FLANDERS),
    "equivalent_recognition": Fact(optional(flag), None),
    "simulated_in_school": Fact(flag, False),
    "dual": Fact(flag, True),
    "part_time_vocational": Fact(flag, False),
    "maribel_or_143": Fact(flag, False),
    "part_time_asked": Fact(flag, False),
    "works_there": Fact(flag, False),
    "alternating_status": Fact(flag, True),
    "form": Fact(one_of(Form), Form.ORDINARY),
    "company_week": Fact(optional(number), None),
    "lower_minimum": Fact(optional(number), None),
    "provider_teaches_adults_only": Fact(flag, False),
}
SHIFT = {
    "day": Fact(day),
    "from": Fact(hour),
    "until": Fact(hour),
    "breaks": Fact(list_of(list_of(hour)), ()),
    "place": Fact(one_of(Place), Place.WORKPLACE),
    "lessons": Fact(whole, 0),
}
TIMETABLE = {
    "birth_date": Fact(day),
    "shifts": Fact(list_of(table_of(SHIFT))),
    "sector": Fact(text, ""),
    "night_decree": Fact(flag, False),
    "shift_work": Fact(flag, False),
    "company_week": Fact(optional(number), None),
    "annexed": Fact(flag, False),
}
DEVIATION = {
    "kind": Fact(one_of(DeviationKind), DeviationKind.INDIVIDUAL),
    "worked": Fact(list_of(day)),
    "made_up": Fact(list_of(day), ()),
    "agreed": Fact(list_of(one_of(Party)), (Party.LEARNER, Party.COMPANY, Party.PROVIDER)),
    "learning_opportunity": Fact(flag, True),
    "on_the_list": Fact(flag, False),
}
HOLIDAYS = {
    "kind": Fact(one_of(Kind), Kind.OAO),
    "first": FIRST,
    "last": LAST,
    "minor": Fact(flag, False),
    "form": Fact(one_of(Form), Form.ORDINARY),
    "free_weeks": Fact(list_of(day), ()),
    "reduction_asked": Fact(flag, False),
    "reduction_allowed_for_training": Fact(flag, False),
    "reduction_decided": Fact(flag, False),
    "deviations": Fact(list_of(table_of(DEVIATION)), ()),
    "workdays": Fact(list_of(whole), (0, 1, 2)),
}


def judge_kind(on: date, facts: Facts) -> Answer:
    """The day of the case is that of the conclusion."""
    law = law_on(KindLaw, on)
    period = Period(facts["first"], facts["last"])
    places: tuple[Facts, ...] | None = facts["recognitions"]
    if places is None:
        places = ({name: fact.default for name, fact in RECOGNITION.items()},)
    basis = facts["population"].legal_basis
    same = {name: facts[name] for name in KIND if name in KindFacts.__dataclass_fields__}
    same.update(
        concluded_on=on,
        period=period,
        blocks=tuple(_block(block, period) for block in facts["blocks"]),
        recognitions=tuple(
            RecognisedPlace(
                place["establishment"],
                place["programme"],
                Period(place["from"], place["until"]),
                place["legal_basis"] or basis,
            )
            for place in places
        ),
        company_week=_minutes(facts["company_week"]),
        lower_minimum=_minutes(facts["lower_minimum"]),
    )
    found = kind_of(KindFacts(**same), law)
    check = found.check
    if facts["declared"] is not None:
        check = together(check, check_declared(facts["declared"], found))
    lowest = min(found.averages, key=lambda average: average.hours, default=None)
    answers: dict[str, Any] = {
        "kind": found.kind,
        "proposed": found.proposed,
        "average": lowest.shown if lowest else None,
        "reasons": check.refusals,
        "warnings": check.warnings,
        "why_not": {kind.value: [one.code for one in why] for kind, why in found.why_not.items()},
    }
    return Answer(answers, marks(check.because))


def judge_timetable(on: date, facts: Facts) -> Answer:
    """`days` names what was found on each day."""
    shifts = tuple(_shift(given) for given in facts["shifts"])
    check = check_timetable(
        TimetableFacts(
            facts["birth_date"],
            shifts,
            facts["sector"],
            facts["night_decree"],
            facts["shift_work"],
            company_week=_minutes(facts["company_week"]),
            annexed=facts["annexed"],
        ),
        law_on(TimetableLaw, on),
    )
    days: dict[str, list[str]] = {}
    for finding in check.findings:
        days.setdefault(str(finding.on), []).append(finding.code)
    answers = {"reasons": check.refusals, "warnings": check.warnings, "days": days}
    return Answer(answers, marks(check.because))


def judge_holidays(on: date, facts: Facts) -> Answer:
    """The suspensions by law, whether the deviations hold, and the first day that the start can have."""
    law = law_on(HolidayLaw, on)
    same = {name: facts[name] for name in HOLIDAYS if name in HolidayFacts.__dataclass_fields__}
    same.update(
        period=Period(facts["first"], facts["last"]),
        free_weeks=frozenset(facts["free_weeks"]),
        workdays=frozenset(facts["workdays"]),
        deviations=tuple(
            Deviation(
                given["kind"],
                frozenset(given["worked"]),
                frozenset(given["made_up"]),
                frozenset(given["agreed"]),
                given["learning_opportunity"],
                given["on_the_list"],
            )
            for given in facts["deviations"]
        ),
    )
    one = HolidayFacts(**same)
    start = check_start(one, law)
    check = together(check_holidays(one, law), start.check)
    answers = {
        "suspended": [[period.first, period.last] for period in suspensions(one, law)],
        "reasons": check.refusals,
        "warnings": check.warnings,
        "start": start.proposed,
    }
    return Answer(answers, marks(check.because))


def _block(given: Facts, period: Period) -> WeekBlock:
    """A block of a case; without days it lasts as long as the agreement."""
    days = Period(given["from"] or period.first, given["until"] or period.last)
    real, simulated = (int(given[name] * HOUR) for name in ("real", "simulated"))
    return WeekBlock(days, real, simulated, given["lessons"])


def _shift(given: Facts) -> Shift:
    first, last = given["from"], given["until"]
    if last <= first:
        last += DAY
    breaks = tuple((start, end) for start, end in given["breaks"])
    return Shift(given["day"], Span(first, last), breaks, given["place"], given["lessons"])


def _minutes(hours: Decimal | None) -> int | None:
    return None if hours is None else int(hours * HOUR)


def marks(versions: Versions) -> tuple[Certainty, ...]:
    return tuple(version.certainty for version in versions)


RULES = tuple(
    CasebookRule(f"agreements.{name}", facts, frozenset(answers), function)
    for name, facts, answers, function in (
        ("kind", KIND, ("kind", "proposed", "average", "reasons", "warnings", "why_not"), judge_kind),
        ("timetable", TIMETABLE, ("reasons", "warnings", "days"), judge_timetable),
        ("holidays", HOLIDAYS, ("suspended", "reasons", "warnings", "start"), judge_holidays),
    )
)
"""The rules of this module, for the registry of `duaal casebook`."""
