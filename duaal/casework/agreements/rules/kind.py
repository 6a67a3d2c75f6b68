"""Which kind of agreement follows from the facts, and for every other kind why it is not that one.

Law: arts. 3, 4 and 6bis of the decree of 10 June 2016, arts. 3 and 4 of that of 25 March 2022, art. 357/3 of
the Codex; the table of `agreements.md` 1, from top to bottom, the first row that fits. The parties do not
choose, except for a part-time contract at an employer in scope of the Social Maribel.

Several years each have to reach the threshold (an assumption). Not covered: learners of a school outside the
Flemish Community.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from duaal.casework.agreements.facts import Form, Kind, KindFacts, Population
from duaal.casework.agreements.rules.hours import HOUR, Average, Hours, Week
from duaal.casework.agreements.rules.law import KindLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, Versions, used
from duaal.foundation.lawbook.dated import Version

POPULATION_MISMATCH = "POPULATION_MISMATCH"
NO_RECOGNITION = "NO_RECOGNITION"
NO_RECOGNITION_ESTABLISHMENT = "NO_RECOGNITION_ESTABLISHMENT"
NO_RECOGNITION_TRAINING = "NO_RECOGNITION_TRAINING"
NO_EQUIVALENT_RECOGNITION = "NO_EQUIVALENT_RECOGNITION"
SIMULATED_IN_SCHOOL = "SIMULATED_IN_SCHOOL"
NOT_MARIBEL = "NOT_MARIBEL"
NO_KIND = "NO_KIND"
WEEK_LIMIT = "WEEK_LIMIT"
TOTAL_BELOW_28 = "TOTAL_BELOW_28"
TOTAL_BELOW_32 = "TOTAL_BELOW_32"
WEEKS_NOT_PLANNED = "WEEKS_NOT_PLANNED"
BELOW_14H = "BELOW_14H"
KIND_DIFFERS = "KIND_DIFFERS"

OUTSIDE_REGION = "OUTSIDE_REGION"
INSIDE_REGION = "INSIDE_REGION"
NOT_SECONDARY = "NOT_SECONDARY"
NOT_ADULT = "NOT_ADULT"
NOT_ONLY_SIMULATED = "NOT_ONLY_SIMULATED"
NO_REAL_WORKPLACE = "NO_REAL_WORKPLACE"
BELOW_THRESHOLD = "BELOW_THRESHOLD"
AT_THRESHOLD = "AT_THRESHOLD"
PART_TIME_NOT_ASKED = "PART_TIME_NOT_ASKED"
NOT_PART_TIME_VOCATIONAL = "NOT_PART_TIME_VOCATIONAL"
NOT_DUAL = "NOT_DUAL"
NOT_EMPLOYED_THERE = "NOT_EMPLOYED_THERE"
NO_ALTERNATING_STATUS = "NO_ALTERNATING_STATUS"
KIND_NOT_IN_FORCE = "KIND_NOT_IN_FORCE"
OTHER_KIND_FIRST = "OTHER_KIND_FIRST"


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts with what is computed from them: hours, and the lowest average at a real workplace."""

    facts: KindFacts
    law: KindLaw
    hours: Hours
    average: Average | None
    asked: bool

    @property
    def real(self) -> Fraction:
        return self.average.hours if self.average else Fraction(0)

    @property
    def simulated(self) -> bool:
        return any(week.simulated for week in self.hours.by_day.values())

    @property
    def is_outside(self) -> bool:
        return self.facts.region not in self.law.site_regions.value


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a row: the code for when it fails, the dated values and the fact it looks at."""

    code: str
    holds: Callable[[Situation], bool]
    values: tuple[str, ...] = ()
    fact: Callable[[Situation], Mapping[str, Any]] = lambda _situation: {}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its dated value in the lawbook, the kind, and what must hold."""

    name: str
    kind: Kind
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class KindOutcome:
    """The kind that follows (`soort`), None when something stands in the way; then `proposed` is the kind
    that the facts would give without the obstacle, where there is one.

    `why_not` says for every other kind which conditions fail, each with its source.
    """

    kind: Kind | None
    proposed: Kind | None
    check: Check
    averages: tuple[Average, ...]
    why_not: Mapping[Kind, tuple[Finding, ...]]


AVERAGED = ("hours_threshold", "hours_average_period")


def _hours(situation: Situation) -> Mapping[str, Any]:
    return {"average": situation.average, "threshold": situation.law.hours_threshold.value}


OUTSIDE = Condition(
    INSIDE_REGION, lambda s: s.is_outside, ("site_regions",), lambda s: {"region": s.facts.region}
)
INSIDE = Condition(
    OUTSIDE_REGION, lambda s: not s.is_outside, ("site_regions",), lambda s: {"region": s.facts.region}
)
SECONDARY = Condition(NOT_SECONDARY, lambda s: s.facts.population == Population.SECONDARY)
ADULT = Condition(NOT_ADULT, lambda s: s.facts.population == Population.ADULT)
ONLY_SIMULATED = Condition(NOT_ONLY_SIMULATED, lambda s: s.simulated and not s.real)
REAL = Condition(NO_REAL_WORKPLACE, lambda s: s.real > 0)
ENOUGH = Condition(BELOW_THRESHOLD, lambda s: s.real >= s.law.hours_threshold.value, AVERAGED, _hours)
FEW = Condition(AT_THRESHOLD, lambda s: s.real < s.law.hours_threshold.value, AVERAGED, _hours)
MARIBEL = Condition(NOT_MARIBEL, lambda s: s.facts.maribel_or_143)
ASKED = Condition(PART_TIME_NOT_ASKED, lambda s: s.asked)
VOCATIONAL = Condition(NOT_PART_TIME_VOCATIONAL, lambda s: s.facts.part_time_vocational and not s.facts.dual)
DUAL = Condition(NOT_DUAL, lambda s: s.facts.dual)
EMPLOYED = Condition(NOT_EMPLOYED_THERE, lambda s: s.facts.works_there)
STATUS = Condition(NO_ALTERNATING_STATUS, lambda s: s.facts.alternating_status)

ROWS = (
    Row("local", Kind.LOCAL, (OUTSIDE,)),
    Row("simulated_only", Kind.SAO, (INSIDE, SECONDARY, ONLY_SIMULATED)),
    Row("maribel", Kind.DAO, (INSIDE, SECONDARY, REAL, MARIBEL, ASKED)),
    Row("dbso", Kind.DAO, (INSIDE, SECONDARY, REAL, FEW, VOCATIONAL)),
    Row("real_hours", Kind.OAO, (INSIDE, SECONDARY, REAL, ENOUGH)),
    Row("dual_few_hours", Kind.SAO, (INSIDE, SECONDARY, REAL, FEW, DUAL)),
    Row("own_employer", Kind.ODOW, (INSIDE, ADULT, REAL, EMPLOYED)),
    Row("adult_maribel", Kind.DAO, (INSIDE, ADULT, REAL, MARIBEL, ASKED)),
    Row("adult_real_hours", Kind.ODOS, (INSIDE, ADULT, REAL, ENOUGH, STATUS)),
    Row("adult_few_hours", Kind.ODO, (INSIDE, ADULT, REAL, FEW)),
)
"""The table of section 1 of the rulebook; its row 1, the recognition, is looked at apart."""


def kind_of(facts: KindFacts, law: KindLaw) -> KindOutcome:
    """The kind of agreement, every obstacle in the order of the reason codes, and why not each other kind."""
    hours = Hours(facts, law.lesson_minutes.value)
    period = law.hours_average_period.value
    averages = hours.averages(_real, period)
    asked = facts.part_time_asked and facts.maribel_or_143
    situation = Situation(facts, law, hours, hours.lowest(_real, period), asked)
    row = next((row for row in ROWS if not _failing(row, situation)), None)
    found = tuple(_obstacles(situation, row))
    looked_at: list[Version[Any]] = [law.needs_recognition, law.site_regions]
    if not situation.is_outside:
        looked_at += [law.hours_threshold, law.hours_average_period]
    if row is not None:
        looked_at.append(law.kinds[row.name])
    because = tuple(dict.fromkeys((*looked_at, *(one for finding in found for one in finding.because))))
    check = Check(found, because)
    proposed = row.kind if row else None
    return KindOutcome(
        kind=proposed if check.allowed else None,
        proposed=proposed,
        check=check,
        averages=averages,
        why_not={kind: _why_not(kind, proposed, situation) for kind in Kind if kind != proposed},
    )


def check_declared(declared: Kind, outcome: KindOutcome) -> Check:
    """Whether the kind on paper is the one that follows: before signing, and when hours change on the way.

    A running agreement never changes its kind by itself: its plan is corrected, or it ends and a new one
    starts.
    """
    if outcome.proposed == declared:
        return Check((), outcome.check.because)
    why = outcome.why_not.get(declared, ())
    used_there = (one for finding in why for one in finding.because)
    because = tuple(dict.fromkeys((*outcome.check.because, *used_there)))
    seen = used(declared=declared, follows=outcome.proposed)
    return Check((Finding(KIND_DIFFERS, because, seen),), because)


def _real(week: Week) -> int:
    return week.real


def _workplace(week: Week) -> int:
    return week.workplace


def _failing(row: Row, situation: Situation) -> tuple[Finding, ...]:
    """The conditions of a row that fail, each with the row itself as its source."""
    version = situation.law.kinds.get(row.name)
    if version is None or not version.value:
        because: Versions = (version,) if version else (situation.law.needs_recognition,)
        return (Finding(KIND_NOT_IN_FORCE, because),)
    return tuple(
        Finding(
            condition.code,
            (version, *(getattr(situation.law, name) for name in condition.values)),
            used(**condition.fact(situation)),
        )
        for condition in row.conditions
        if not condition.holds(situation)
    )


def _why_not(kind: Kind, proposed: Kind | None, situation: Situation) -> tuple[Finding, ...]:
    """What fails in the row of a kind that comes nearest, the later one of two; a row that is no longer in
    force only when there is no other. A row that fits comes after the one that won.
    """
    failing = [(row, _failing(row, situation)) for row in ROWS if row.kind == kind]
    row, findings = min(reversed(failing), key=lambda one: (_is_gone(one[1]), len(one[1])))
    if findings:
        return findings
    return (Finding(OTHER_KIND_FIRST, (situation.law.kinds[row.name],), used(kind=proposed)),)


def _is_gone(findings: tuple[Finding, ...]) -> bool:
    return any(finding.code == KIND_NOT_IN_FORCE for finding in findings)


def _obstacles(situation: Situation, row: Row | None) -> tuple[Finding, ...]:
    """Everything that stands in the way or warns, in the order of the reason codes."""
    facts, law = situation.facts, situation.law
    found = []
    if facts.provider_teaches_adults_only and facts.population == Population.SECONDARY:
        found.append(Finding(POPULATION_MISMATCH, _row_version(law, "adult_few_hours")))
    found.extend(_of_recognition(situation))
    if facts.simulated_in_school and situation.simulated and facts.population == Population.SECONDARY:
        found.append(Finding(SIMULATED_IN_SCHOOL, _row_version(law, "simulated_only")))
    if facts.part_time_asked and not facts.maribel_or_143 and not situation.is_outside:
        name = "maribel" if facts.population == Population.SECONDARY else "adult_maribel"
        found.append(Finding(NOT_MARIBEL, _row_version(law, name), used(maribel_or_143=False)))
    if row is None:
        found.append(Finding(NO_KIND, (law.hours_threshold, law.hours_average_period)))
    found.extend(_of_hours(situation))
    return tuple(found)


def _row_version(law: KindLaw, name: str) -> Versions:
    version = law.kinds.get(name)
    return (version,) if version else (law.needs_recognition,)


def _of_recognition(situation: Situation) -> tuple[Finding, ...]:
    """Row 1: a recognition for this programme and this establishment on the day of conclusion; or row 0."""
    facts, law = situation.facts, situation.law
    if situation.is_outside:
        if facts.equivalent_recognition:
            return ()
        because = (law.site_regions, *_row_version(law, "local"))
        return (Finding(NO_EQUIVALENT_RECOGNITION, because, used(region=facts.region)),)
    if not law.needs_recognition.value:
        return ()
    because = (law.needs_recognition,)
    valid = [
        place
        for place in facts.recognitions
        if place.legal_basis == facts.population.legal_basis and place.period.contains(facts.concluded_on)
    ]
    if not valid:
        return (Finding(NO_RECOGNITION, because, used(concluded_on=facts.concluded_on)),)
    here = [place for place in valid if place.establishment == facts.establishment]
    found = []
    if not here:
        found.append(Finding(NO_RECOGNITION_ESTABLISHMENT, because, used(establishment=facts.establishment)))
    if all(place.programme != facts.programme for place in here or valid):
        found.append(Finding(NO_RECOGNITION_TRAINING, because, used(programme=facts.programme)))
    return tuple(found)


def _of_hours(situation: Situation) -> tuple[Finding, ...]:
    """The limits of a week: the company's, and the minimum size of a dual programme."""
    facts, law, hours = situation.facts, situation.law, situation.hours
    found = []
    if facts.company_week is not None and not situation.is_outside and (fullest := hours.fullest()):
        day, week = fullest
        if week.total > facts.company_week:
            because: Versions = (law.week_limit, law.lesson_minutes)
            seen = used(total=week.total, company_week=facts.company_week)
            found.append(Finding(WEEK_LIMIT, because, seen, on=day))
    sized = facts.dual and facts.population == Population.SECONDARY
    if sized and (emptiest := hours.emptiest()):
        day, week = emptiest
        ov3 = facts.form == Form.OV3
        least = law.min_total_hours_ov3 if ov3 else law.min_total_hours
        if week.total < least.value * HOUR:
            code = TOTAL_BELOW_32 if ov3 else TOTAL_BELOW_28
            found.append(Finding(code, (least, law.lesson_minutes), used(total=week.total), on=day))
    if hours.unplanned:
        found.append(
            Finding(
                WEEKS_NOT_PLANNED,
                (law.hours_average_period,),
                used(days=len(hours.unplanned)),
                on=hours.unplanned[0],
            )
        )
    if sized:
        found.extend(_few_workplace_hours(situation))
    return tuple(found)


def _few_workplace_hours(situation: Situation) -> tuple[Finding, ...]:
    """A warning: the list of programmes with a lower minimum has to be looked at."""
    facts, least = situation.facts, situation.law.min_workplace_hours
    of = _real if facts.simulated_in_school else _workplace
    average = situation.hours.lowest(of, "SCHOOL_YEAR")
    minutes = least.value * HOUR if facts.lower_minimum is None else facts.lower_minimum
    if average is None or average.hours * HOUR >= minutes:
        return ()
    return (Finding(BELOW_14H, (least,), used(average=average), blocks=False),)
