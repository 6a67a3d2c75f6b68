"""Who may enter a dual programme or a start-up phase, and when (`trajectory.md` 2).

Law: arts. 357/10-357/13, 357/45-357/49 and 357/65 of the Codex Secundair Onderwijs. Codes are those of
`trajectory.md` 2.5, in its order; every condition that fails is listed. Adults follow the admission
conditions of adult education, which are not covered.
"""

from datetime import date

from duaal.casework.trajectories.facts import (
    AdmissionFacts,
    Advice,
    CouncilDecision,
    Origin,
    Route,
    SpecialForm,
)
from duaal.casework.trajectories.rules.council import Matter, check_council
from duaal.casework.trajectories.rules.law import AdmissionLaw
from duaal.casework.trajectories.rules.outcomes import Admission, Condition
from duaal.foundation.kernel.anniversary import add_years, full_years
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear

NEVER = "NEVER"
UNTIL_DAY, NOVEMBER, SERIOUS_REASON, COUNCIL = "UNTIL_DAY", "NOVEMBER", "SERIOUS_REASON", "COUNCIL"

NO_ADVICE = "NO_ADVICE"
NEGATIVE_ADVICE = "NEGATIVE_ADVICE"
VDAB_ADVICE_MISSING = "VDAB_ADVICE_MISSING"


def admission(facts: AdmissionFacts, law: AdmissionLaw, *, on: date) -> Admission:
    """Whether the learner may enter on the day, with every condition and what only informs."""
    council = facts.council_decision == CouncilDecision.FAVOURABLE
    conditions = [
        *_compulsory_schooling(facts, law, on),
        *_ages(facts, law, on),
        *_council_decision(facts, law, council=council),
        *_entry(facts, law, on, council=council),
    ]
    refused = check_council(Matter.ADMISSION, facts.council_seats).refused
    conditions.extend(Condition(code, False) for code in refused)
    if facts.route == Route.DUAL:
        conditions.append(Condition("PRIOR_EDUCATION", facts.prior_education_met))
        conditions.append(Condition("NOT_OFFERED", _is_offered(facts)))
    return Admission(tuple(conditions), _notes(facts))


def full_time_schooling_ends_on(birth_date: date, law: AdmissionLaw, *, two_years_followed: bool) -> date:
    """The first day on which the learner fulfilled full-time compulsory education (`voltijdse leerplicht`).

    No agreement and no day at a workplace before it (art. 357/11, 1° of the Codex).
    """
    age = law.full_time_age_after_two_years if two_years_followed else law.full_time_age
    return add_years(birth_date, age.value)


def _compulsory_schooling(facts: AdmissionFacts, law: AdmissionLaw, on: date) -> list[Condition]:
    ends_on = full_time_schooling_ends_on(
        facts.birth_date, law, two_years_followed=facts.first_two_years_followed
    )
    because = (law.full_time_age, law.full_time_age_after_two_years)
    if ends_on <= on:
        return [Condition("COMPULSORY_SCHOOLING", True, because)]
    this_year = SchoolYear.of(on).contains(ends_on)
    if facts.route == Route.STARTUP and this_year:
        return [Condition("CLB_ADVICE_MISSING", facts.clb_advice, because)]
    early = law.early_entry_dual
    if facts.route == Route.DUAL and early.value != NEVER and this_year:
        allowed = facts.clb_advice and facts.board_permission
        return [Condition("COMPULSORY_SCHOOLING", allowed, (*because, early))]
    used = (*because, early) if facts.route == Route.DUAL else because
    return [Condition("COMPULSORY_SCHOOLING", False, used)]


def _ages(facts: AdmissionFacts, law: AdmissionLaw, on: date) -> list[Condition]:
    found = []
    if facts.programme_min_age is not None:
        old_enough = full_years(facts.birth_date, on) >= facts.programme_min_age
        found.append(Condition("PROGRAMME_AGE", old_enough))
    if facts.special_form is not None:
        last = _school_year_of_age(facts.birth_date, law.upper_age_special.value)
        last = SchoolYear(last.start + law.extra_years_special.value)
        because = (law.upper_age_special, law.extra_years_special)
        found.append(Condition("AGE_LIMIT", SchoolYear.of(on) <= last, because))
    elif facts.year not in law.years_without_upper_age.value:
        last = _school_year_of_age(facts.birth_date, law.upper_age.value)
        found.append(Condition("AGE_LIMIT", SchoolYear.of(on) <= last, (law.upper_age,)))
    return found


def _council_decision(facts: AdmissionFacts, law: AdmissionLaw, *, council: bool) -> list[Condition]:
    """Where a favourable class council is a condition in itself, not only after a last day of entry."""
    asked = (
        facts.route == Route.STARTUP
        or facts.origin in (Origin.OUTSIDE, Origin.OTHER_COMMUNITY)
        or (facts.origin == Origin.BUSO and facts.special_form != SpecialForm.OV4)
    )
    rule = law.entry_rule(facts)
    if not asked and not _enters_by_right(facts) and rule.value in (COUNCIL, SERIOUS_REASON):
        return [Condition("COUNCIL_DECISION_MISSING", council, (rule,))]
    return [Condition("COUNCIL_DECISION_MISSING", council)] if asked else []


def _entry(facts: AdmissionFacts, law: AdmissionLaw, on: date, *, council: bool) -> list[Condition]:
    if facts.route == Route.STARTUP or _enters_by_right(facts):
        return []
    rule = law.entry_rule(facts)
    if rule.value == SERIOUS_REASON:
        return [
            Condition("SERIOUS_REASON_MISSING", facts.serious_reason, (rule,)),
            Condition("PREVIOUS_COUNCIL_ADVICE_MISSING", facts.previous_council_advice, (rule,)),
        ]
    if rule.value == COUNCIL:
        return []
    because = (rule, law.last_day) if rule.value == UNTIL_DAY else (rule,)
    in_time = on <= last_day_by_right(rule.value, law, SchoolYear.of(on))
    return [Condition("ENTRY_WINDOW", in_time or council, because)]


def last_day_by_right(rule: str, law: AdmissionLaw, year: SchoolYear) -> date:
    """The last day of a school year on which a learner enters without a decision of the class council."""
    if rule == UNTIL_DAY:
        return _in_year(year, law.last_day.value)
    return SchoolCalendar().training_day_from(_in_year(year, law.first_lesson_from.value))


def _enters_by_right(facts: AdmissionFacts) -> bool:
    """Who comes from the start-up phase of the programme, or moves up in it, has no moment of entry."""
    return facts.origin in (Origin.STARTUP_SAME_PROGRAMME, Origin.SAME_PROGRAMME_LOWER_YEAR)


def _is_offered(facts: AdmissionFacts) -> bool:
    from_startup = facts.origin == Origin.STARTUP_SAME_PROGRAMME and facts.special_form is None
    return facts.programme_offered or from_startup


def _in_year(year: SchoolYear, month_and_day: str) -> date:
    """The day of the school year with this month and day, written `MM-DD`."""
    month, day = map(int, month_and_day.split("-"))
    first = date(year.start, month, day)
    return first if year.contains(first) else date(year.start + 1, month, day)


def _school_year_of_age(birth_date: date, age: int) -> SchoolYear:
    return SchoolYear.of(add_years(birth_date, age))


def _notes(facts: AdmissionFacts) -> tuple[str, ...]:
    found = []
    if facts.advice is None:
        found.append(NO_ADVICE)
    elif facts.advice == Advice.NEGATIVE:
        found.append(NEGATIVE_ADVICE)
    if facts.origin == Origin.OUTSIDE and facts.vdab_advice is None:
        found.append(VDAB_ADVICE_MISSING)
    return tuple(found)
