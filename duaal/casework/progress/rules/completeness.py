"""Whether a training plan is complete, and what is missing (`trajectory.md` 7).

Every competence of the programme stands in it once and is marked; what is learned at work has a recognised
place that can teach it, with a mentor who works there on those days; the hours reach the minimum of art.
357/3 of the Codex (art. 357/58 in special education).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from duaal.casework.progress.facts import BlockFacts, LineFacts, PlanFacts
from duaal.casework.progress.rules.hours import MINUTES, Week, YearHours, averages, weeks_of
from duaal.casework.progress.rules.law import PlanLaw
from duaal.casework.progress.states import Venue
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.dated import Version

MISSING = "competence_missing"
TWICE = "competence_twice"
FOREIGN = "competence_of_other_programme"
UNMARKED = "competence_unmarked"
OUTSIDE_PLAN = "line_outside_plan"
NO_PLACE = "line_without_place"
OUTSIDE_RECOGNITION = "line_outside_recognition"
NOT_TRAINABLE = "not_trainable_here"
NO_MENTOR = "line_without_mentor"
MENTOR_GONE = "mentor_not_there"
NO_HOURS = "plan_without_hours"
BLOCK_OUTSIDE_PLAN = "block_outside_plan"
BLOCK_NO_PLACE = "block_without_place"
BLOCK_OUTSIDE_RECOGNITION = "block_outside_recognition"
TOO_FEW_HOURS = "too_few_hours"
NO_EVALUATION = "no_evaluation_moment"
EVALUATION_OUTSIDE = "evaluation_outside_plan"
NO_FORM = "no_evaluation_form"
NO_CONTACT = "no_contact_moments"
BELOW_WORKPLACE_HOURS = "below_workplace_hours"
FEW_EVALUATIONS = "few_evaluations"
WEEKS_WITHOUT_HOURS = "weeks_without_hours"

FLAGS = frozenset({BELOW_WORKPLACE_HOURS, FEW_EVALUATIONS, WEEKS_WITHOUT_HOURS})
"""What only draws attention: the plan can be fixed with it."""


@dataclass(frozen=True, slots=True)
class Option:
    """Where a competence could go that cannot be learned at its place: another place, school or centre."""

    venue: Venue
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a plan; `subject` is the competence, the first day of the block, or the day."""

    code: str
    subject: str = ""
    options: tuple[Option, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.code not in FLAGS


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What was found in a plan, its average hours, and the dated values this stands on."""

    findings: tuple[Finding, ...]
    hours: tuple[YearHours, ...]
    because: tuple[Version[Any], ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes of what stands in the way of fixing the plan, each once."""
        return tuple(dict.fromkeys(finding.code for finding in self.findings if finding.blocks))

    def about(self, competence: str) -> tuple[Finding, ...]:
        """What was found about one competence."""
        return tuple(finding for finding in self.findings if finding.subject == competence)


def check_plan(plan: PlanFacts, law: PlanLaw, calendar: SchoolCalendar) -> PlanCheck:
    """Everything that is missing in the plan, and what draws attention."""
    weeks = weeks_of(plan, calendar, lesson_minutes=law.lesson_minutes.value)
    hours = averages(weeks)
    found = (
        *_of_competences(plan),
        *(finding for line in plan.lines for finding in _of_line(line, plan)),
        *(finding for block in plan.blocks for finding in _of_block(block, plan)),
        *_of_hours(plan, law, weeks, hours),
        *_of_follow_up(plan, law, weeks),
    )
    values = (law.lesson_minutes, law.min_total_hours, law.min_workplace_hours)
    return PlanCheck(found, hours, (law.evaluations_per_year, *(() if plan.is_adult else values)))


def where_else(line: LineFacts, plan: PlanFacts) -> tuple[Option, ...]:
    """Where a competence could go instead: other places of the plan that teach it, the school, a centre."""
    elsewhere = (
        Option(Venue.WORKPLACE, place.number)
        for place in plan.places.values()
        if place.number != line.place and place.can_teach(line.competence)
    )
    return (*elsewhere, Option(Venue.SCHOOL), Option(Venue.CENTRE))


def _of_competences(plan: PlanFacts) -> Iterator[Finding]:
    times = Counter(line.competence for line in plan.lines)
    yield from (Finding(MISSING, code) for code in plan.competences if code not in times)
    yield from (Finding(TWICE, code) for code, number in times.items() if number > 1)
    asked = set(plan.competences)
    yield from (Finding(FOREIGN, code) for code in times if code not in asked)


def _of_line(line: LineFacts, plan: PlanFacts) -> Iterator[Finding]:
    if line.venue is None:
        yield Finding(UNMARKED, line.competence)
    if line.is_reached:
        return  # it was learned; the place may have ended since
    if not plan.period.covers(line.period):
        yield Finding(OUTSIDE_PLAN, line.competence)
    if not line.at_work:
        return
    place = plan.places.get(line.place) if line.place is not None else None
    if place is None:
        yield Finding(NO_PLACE, line.competence, where_else(line, plan))
        return
    if not place.can_teach(line.competence):
        yield Finding(NOT_TRAINABLE, line.competence, where_else(line, plan))
    if not place.valid.covers(line.period):
        yield Finding(OUTSIDE_RECOGNITION, line.competence)
    if line.mentor is None:
        yield Finding(NO_MENTOR, line.competence)
    elif line.mentor.place != line.place or not line.mentor.works.covers(line.period):
        yield Finding(MENTOR_GONE, line.competence)


def _of_block(block: BlockFacts, plan: PlanFacts) -> Iterator[Finding]:
    subject = block.period.first.isoformat()
    if not plan.period.covers(block.period):
        yield Finding(BLOCK_OUTSIDE_PLAN, subject)
    if not block.real_minutes:
        return
    place = plan.places.get(block.place) if block.place is not None else None
    if place is None:
        yield Finding(BLOCK_NO_PLACE, subject)
    elif not place.valid.covers(block.period):
        yield Finding(BLOCK_OUTSIDE_RECOGNITION, subject)


def _of_hours(
    plan: PlanFacts, law: PlanLaw, weeks: tuple[Week, ...], hours: tuple[YearHours, ...]
) -> Iterator[Finding]:
    if not plan.blocks:
        yield Finding(NO_HOURS)
        return
    empty = next((week for week in weeks if not week.is_planned), None)
    if empty is not None:
        yield Finding(WEEKS_WITHOUT_HOURS, empty.first_day.isoformat())
    if plan.is_adult:
        return  # the Codex is for secondary education; the profile of the programme sets the share
    least = law.min_total_hours.value * MINUTES
    few = next((week for week in weeks if week.is_planned and week.total < least), None)
    if few is not None:
        yield Finding(TOO_FEW_HOURS, few.first_day.isoformat())
    for year in hours:
        if year.workplace < law.min_workplace_hours.value:
            yield Finding(BELOW_WORKPLACE_HOURS, year.school_year.label)


def _of_follow_up(plan: PlanFacts, law: PlanLaw, weeks: tuple[Week, ...]) -> Iterator[Finding]:
    if not plan.evaluations:
        yield Finding(NO_EVALUATION)
    for day, _form in plan.evaluations:
        if not plan.period.contains(day):
            yield Finding(EVALUATION_OUTSIDE, day.isoformat())
    if not plan.texts.get("evaluation_form", "").strip():
        yield Finding(NO_FORM)
    if not plan.texts.get("contact_moments", "").strip():
        yield Finding(NO_CONTACT)
    if plan.evaluations:
        years = sorted({SchoolYear.of(week.first_day).start for week in weeks})
        for year in map(SchoolYear, years):
            planned = sum(1 for day, _form in plan.evaluations if year.contains(day))
            if planned < law.evaluations_per_year.value:
                yield Finding(FEW_EVALUATIONS, year.label)
