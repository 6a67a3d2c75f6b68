"""The days to find a workplace (art. 357/22 of the Codex Secundair Onderwijs; `trajectory.md` 5).

A learner of a dual programme needs no agreement on a number of training days of each school year. The count
runs from the first lesson attended after enrolment, stops when an agreement is concluded, and runs again
from the first lesson attended after its end, on what is left. Adults have no such term (decree of 25 March
2022).
"""

from datetime import date
from typing import Any

from duaal.casework.trajectories.facts import Population, SearchFacts
from duaal.casework.trajectories.rules.law import SearchLaw
from duaal.casework.trajectories.rules.outcomes import SearchTerm, Term
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.dated import Version

SCHOOL_YEAR = "SCHOOL_YEAR"

TERM_EXPIRED = "search_term_expired"
ALREADY_EXTENDED = "search_already_extended"
NO_GROUND = "extension_without_ground"
NO_TERM = "no_search_term"


def search_term(facts: SearchFacts, law: SearchLaw) -> SearchTerm:
    """What is left of the days of the school year from the first day of this search, and its last day.

    Raises `ValueError` when neither or both of the two ways to start are given.
    """
    if facts.population == Population.ADULT:
        return SearchTerm(None, None, None, False, (law.adult_search_budget,))
    first, because = _first_day(facts, law)
    days, why = _days(facts, law)
    because += why
    used = facts.days_used_before if law.search_budget_scope.value == SCHOOL_YEAR else 0
    left = max(days - used, 0)
    if not left:
        return SearchTerm(first, 0, None, False, because)
    year = SchoolYear.of(first)
    last = facts.calendar.nth_training_day(first, left)
    if last > year.last_day:
        again = facts.calendar.nth_training_day(year.next().first_day, law.search_days.value)
        return SearchTerm(first, left, again, True, because)
    return SearchTerm(first, left, last, False, because)


def days_used(first_day: date, until: date, calendar: SchoolCalendar) -> int:
    """How many days of the budget of the school year of `first_day` were used up to and including a day."""
    return calendar.count_training_days(first_day, min(until, SchoolYear.of(first_day).last_day))


def days_left(term: SearchTerm, calendar: SchoolCalendar, *, on: date) -> int | None:
    """How many days are left at the start of a day, that day included; None when nothing can run out."""
    if term.last_day is None:
        return term.days_left
    first = on if term.first_day is None else max(on, term.first_day)
    return calendar.count_training_days(first, term.last_day)


def warning_days(term: SearchTerm, calendar: SchoolCalendar, law: SearchLaw) -> dict[int, date]:
    """Per number of days that warns: the first day on which no more than so many days are left."""
    if term.last_day is None or term.first_day is None:
        return {}
    found = {}
    for number in law.search_warning_days.value:
        day = term.last_day
        for _ in range(number - 1):
            day = _training_day_before(day, calendar)
        if day >= term.first_day:
            found[number] = day
    return found


def blockers_to_extend(
    term: SearchTerm, law: SearchLaw, *, extensions: int, ground: str, on: date
) -> tuple[str, ...]:
    """What stands in the way of an extension asked on a day: at most one, with a ground, before expiry."""
    if term.days_left is None:
        return (NO_TERM,)
    found = []
    if term.last_day is None or on > term.last_day:
        found.append(TERM_EXPIRED)
    if extensions >= law.max_extensions.value:
        found.append(ALREADY_EXTENDED)
    if law.extension_needs_ground.value and not ground.strip():
        found.append(NO_GROUND)
    return tuple(found)


def is_late_loss(
    lost_on: date, year: int | None, since: Version[str], years: Version[tuple[int, ...]]
) -> bool:
    """Whether a workplace was lost so late in a last year that the certificate is at risk (E14).

    The days to search may then reach beyond the council of June: it is proposed that it decides before.
    """
    school_year = SchoolYear.of(lost_on)
    late = lost_on.year > school_year.start and f"{lost_on:%m-%d}" >= since.value
    return late and year in years.value


def screening_deadline(first_lesson_on: date, law: SearchLaw, calendar: SchoolCalendar) -> Term:
    """The last day to screen a learner of the start-up phase (art. 357/47); late has no effect by itself."""
    because = (law.screening_days, law.screening_count_first_day)
    days = law.screening_days.value
    if law.screening_count_first_day.value:
        return Term(calendar.nth_training_day(first_lesson_on, days), because)
    return Term(calendar.add_training_days(first_lesson_on, days), because)


def _first_day(facts: SearchFacts, law: SearchLaw) -> tuple[date, tuple[Version[Any], ...]]:
    if (facts.first_day is None) == (facts.ended_on is None):
        raise ValueError("geef de eerste lesdag, of de laatste dag van de overeenkomst")
    if facts.first_day is not None:
        return facts.calendar.training_day_from(facts.first_day), ()
    assert facts.ended_on is not None
    return facts.calendar.training_day_from(facts.ended_on + ONE_DAY), (law.search_restart,)


def _days(facts: SearchFacts, law: SearchLaw) -> tuple[int, tuple[Version[Any], ...]]:
    days, because = law.search_days.value, (law.search_days, law.search_budget_scope)
    if not facts.extended:
        return days, because
    more = law.extension_days_special if facts.special_education else law.extension_days
    return days + more.value, (*because, more)


def _training_day_before(day: date, calendar: SchoolCalendar) -> date:
    day -= ONE_DAY
    while not calendar.is_training_day(day):
        day -= ONE_DAY
    return day
