"""The rules on learners that cases of the casebook can name; facts and answers are those of `casebook.md`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duaal.casework.trajectories.facts import (
    AdmissionFacts,
    Advice,
    CouncilDecision,
    Origin,
    Population,
    Route,
    SearchFacts,
    Seat,
    SpecialForm,
)
from duaal.casework.trajectories.rules import (
    admission,
    admission_law,
    blockers_to_extend,
    screening_deadline,
    search_law,
    search_term,
)
from duaal.casework.trajectories.rules.law import school_hours_while_searching
from duaal.casework.trajectories.rules.school_hours import school_hours
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.lawbook.case_facts import (
    REQUIRED,
    Fact,
    day,
    flag,
    list_of,
    one_of,
    optional,
    text,
    whole,
)
from duaal.foundation.lawbook.casebook import Answer, CasebookRule
from duaal.foundation.lawbook.dated import Certainty, Version

Facts = Mapping[str, Any]

ADMISSION = {
    "route": Fact(one_of(Route), Route.DUAL),
    "year": Fact(whole, REQUIRED),
    "special_form": Fact(optional(one_of(SpecialForm)), None),
    "birth_date": Fact(day, REQUIRED),
    "first_two_years_followed": Fact(flag, True),
    "prior_education_met": Fact(flag, True),
    "origin": Fact(one_of(Origin), Origin.FLEMISH_SECONDARY),
    "council_decision": Fact(optional(one_of(CouncilDecision)), None),
    "council_seats": Fact(list_of(one_of(Seat)), ()),
    "advice": Fact(optional(one_of(Advice)), None),
    "serious_reason": Fact(flag, False),
    "previous_council_advice": Fact(flag, False),
    "clb_advice": Fact(flag, False),
    "board_permission": Fact(flag, False),
    "vdab_advice": Fact(optional(one_of(Advice)), None),
    "programme_min_age": Fact(optional(whole), None),
    "programme_offered": Fact(flag, True),
}
SEARCH = {
    "first_day": Fact(optional(day), None),
    "ended_on": Fact(optional(day), None),
    "extended": Fact(flag, False),
    "special_education": Fact(flag, False),
    "local_free_days": Fact(list_of(day), ()),
    "days_used_before": Fact(whole, 0),
    "population": Fact(one_of(Population), Population.SECONDARY),
}
EXTENSION = SEARCH | {"extensions": Fact(whole, 0), "ground": Fact(text, "")}
SCHOOL_HOURS = {
    "hours": Fact(whole, REQUIRED),
    "special_form": Fact(optional(one_of(SpecialForm)), None),
    "population": Fact(one_of(Population), Population.SECONDARY),
}
SCREENING = {"first_lesson_on": Fact(day, REQUIRED), "local_free_days": Fact(list_of(day), ())}


def decide_admission(on: date, facts: Facts) -> Answer:
    """The day of the case is the day of entry."""
    found = admission(AdmissionFacts(**facts), admission_law(on), on=on)
    answers = {"admitted": found.is_admitted, "blockers": found.blockers, "notes": found.notes}
    return Answer(answers, _marks(found.because))


def decide_search(on: date, facts: Facts) -> Answer:
    """The law is that of the first day of the count; the day of the case changes nothing."""
    found = search_term(_search_facts(facts), search_law(on))
    answers = {"last_day": found.last_day, "first_day": found.first_day, "days_left": found.days_left}
    return Answer(answers, _marks(found.because))


def decide_extension(on: date, facts: Facts) -> Answer:
    """The day of the case is that on which the extension is asked."""
    law = search_law(on)
    term = search_term(_search_facts(facts), law)
    refused = blockers_to_extend(term, law, extensions=facts["extensions"], ground=facts["ground"], on=on)
    because = (*term.because, law.max_extensions, law.extension_needs_ground)
    return Answer({"refused": refused}, _marks(because))


def decide_screening(on: date, facts: Facts) -> Answer:
    """Whether a screening on the day of the case is late; a late one has no effect by itself."""
    calendar = SchoolCalendar(frozenset(facts["local_free_days"]))
    found = screening_deadline(facts["first_lesson_on"], search_law(facts["first_lesson_on"]), calendar)
    return Answer({"last_day": found.last_day, "late": on > found.last_day}, _marks(found.because))


def decide_school_hours(on: date, facts: Facts) -> Answer:
    """Whether the hours a week at school are enough without an agreement, and how many are needed."""
    law = school_hours_while_searching(on, special_form=facts["special_form"])
    found = school_hours(facts["hours"], law, population=facts["population"])
    least = found.least
    answers = {"enough": found.is_enough, "least": None if least is None else least.value}
    return Answer(answers, _marks(() if least is None else (least,)))


def _search_facts(facts: Facts) -> SearchFacts:
    names = ("first_day", "ended_on", "extended", "special_education", "days_used_before", "population")
    calendar = SchoolCalendar(frozenset(facts["local_free_days"]))
    return SearchFacts(**{name: facts[name] for name in names}, calendar=calendar)


def _marks(because: Iterable[Version[Any]]) -> tuple[Certainty, ...]:
    return tuple(version.certainty for version in because)


RULES = tuple(
    CasebookRule(name, facts, frozenset(answers), function)
    for name, facts, answers, function in (
        ("trajectories.admission", ADMISSION, ("admitted", "blockers", "notes"), decide_admission),
        ("trajectories.search_deadline", SEARCH, ("last_day", "first_day", "days_left"), decide_search),
        ("trajectories.extension", EXTENSION, ("refused",), decide_extension),
        ("trajectories.school_hours", SCHOOL_HOURS, ("enough", "least"), decide_school_hours),
        ("trajectories.screening", SCREENING, ("last_day", "late"), decide_screening),
    )
)
"""The rules of this subject, for the registry of `duaal casebook`."""
