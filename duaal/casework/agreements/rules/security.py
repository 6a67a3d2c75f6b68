"""Social security, Dimona, and what has to be ready before the start.

Law: the notion of alternating learner of the social security (six criteria, since 1 July 2015), the types of
Dimona by date, the welfare act (`agreements.md` 7). Not covered: contributions and insurance premiums.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.rules.law import SecurityLaw
from duaal.casework.agreements.rules.outcomes import Check, Day, Finding, Versions, used
from duaal.foundation.kernel.anniversary import add_years, full_years
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.lawbook.dated import Dated

NO_ALTERNATION = "NO_ALTERNATION"
NO_QUALIFICATION = "NO_QUALIFICATION"
TOO_FEW_WORK_HOURS = "TOO_FEW_WORK_HOURS"
TOO_FEW_LESSON_HOURS = "TOO_FEW_LESSON_HOURS"
NOT_ONE_AGREEMENT = "NOT_ONE_AGREEMENT"
NO_REWARD = "NO_REWARD"

DIMONA_UNKNOWN = "DIMONA_UNKNOWN"
DIMONA_OUTDATED = "DIMONA_OUTDATED"
DIMONA_WRONG = "DIMONA_WRONG"
DIMONA_MISSING = "DIMONA_MISSING"
DIMONA_LATE = "DIMONA_LATE"

NOT_READY = "NOT_READY"

COMPANY_KINDS = frozenset({Kind.OAO, Kind.ODOS})


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the six criteria look at; `share` is the part of a year that the training lasts.

    `lesson_hours` are those of the whole path in it, exempted hours included.
    """

    starts_on: date
    birth_date: date
    average: Fraction
    lesson_hours: Fraction
    share: Fraction = Fraction(1)
    alternates: bool = True
    leads_to_qualification: bool = True
    one_agreement: bool = True
    rewarded: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the learner is an alternating learner for the social security; the hours that are asked."""

    check: Check
    lesson_hours_asked: Fraction

    @property
    def is_alternating(self) -> bool:
        return self.check.allowed


@dataclass(frozen=True, slots=True)
class DimonaFacts:
    """A Dimona declaration: its type and its day, None as long as it is not there."""

    kind: Kind
    starts_on: date
    declared: str | None = None
    declared_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dimona:
    """The type that is expected, and what is wrong with the one that was declared."""

    expected: str | None
    check: Check


@dataclass(frozen=True, slots=True)
class ChecklistFacts:
    """What decides which items have to be ready; `done` are their names in the lawbook."""

    kind: Kind
    starts_on: date
    birth_date: date
    risk_found: bool = False
    sole_trader_without_staff: bool = False
    done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list before the start; `confirmed_hard` has to be there before the agreement runs."""

    name: str
    done: bool
    confirmed_hard: bool
    because: Versions


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items (`checklist`), and those that still hold up the start."""

    items: tuple[Item, ...]
    check: Check
    insurer: str


def full_contributions_from(birth_date: date, law: SecurityLaw) -> Day:
    """The first day of full contributions: 1 January after the year of the birthday; limited until then."""
    age = law.limited_contributions_age
    return Day(date(add_years(birth_date, age.value).year + 1, 1, 1), (age,))


def limited_contributions_until(birth_date: date, law: SecurityLaw) -> Day:
    """The last day of limited contributions: 31 December of the year of the birthday."""
    found = full_contributions_from(birth_date, law)
    return Day(found.day - ONE_DAY, found.because)


def alternating_status(facts: StatusFacts, law: SecurityLaw) -> Status:
    """The six criteria, all together; lesson hours in proportion to how long the path lasts."""
    compulsory = full_years(facts.birth_date, facts.starts_on) < law.compulsory_until_age.value
    asked = law.learning_hours_compulsory if compulsory else law.learning_hours
    least = asked.value * facts.share
    failing: tuple[tuple[bool, str, str, Versions], ...] = (
        (facts.alternates, NO_ALTERNATION, "alternation", ()),
        (facts.leads_to_qualification, NO_QUALIFICATION, "qualification", ()),
        (
            facts.average >= law.hours_threshold.value,
            TOO_FEW_WORK_HOURS,
            "work_hours",
            (law.hours_threshold,),
        ),
        (
            facts.lesson_hours >= least,
            TOO_FEW_LESSON_HOURS,
            "lesson_hours",
            (asked, law.compulsory_until_age),
        ),
        (facts.one_agreement, NOT_ONE_AGREEMENT, "one_agreement", ()),
        (facts.rewarded, NO_REWARD, "reward", ()),
    )
    found = tuple(
        Finding(code, (law.criteria[name], *because), used(asked=least, given=facts.lesson_hours))
        for holds, code, name, because in failing
        if not holds
    )
    because: Versions = (
        *law.criteria.values(),
        law.hours_threshold,
        asked,
        law.compulsory_until_age,
    )
    return Status(Check(found, because), least)


def check_dimona(facts: DimonaFacts, law: SecurityLaw, types: Dated[str] | None) -> Dimona:
    """The type of the declaration against the one that the kind and the start ask; `types` is the dated
    value of the kind, None for a local contract.

    An unknown type and the type of another kind stand in the way; the type that held before only warns.
    """
    if types is None:
        return Dimona(None, Check((), (law.dimona["known"],)))
    expected = types.on(facts.starts_on)
    because: Versions = (expected, law.dimona["before_start"])
    if facts.declared is None:
        return Dimona(expected.value, Check((Finding(DIMONA_MISSING, because),), because))
    known, also = law.dimona["known"], law.dimona.get("also")
    accepted = {expected.value}
    if also is not None and facts.kind in COMPANY_KINDS:
        accepted.update(also.value)
    earlier = {version.value for version in types.versions if version.since < expected.since}
    seen = used(declared=facts.declared, expected=expected.value)
    found = []
    if facts.declared not in known.value:
        found.append(Finding(DIMONA_UNKNOWN, (known,), seen))
    elif facts.declared not in accepted:
        outdated = facts.declared in earlier
        found.append(
            Finding(DIMONA_OUTDATED if outdated else DIMONA_WRONG, because, seen, blocks=not outdated)
        )
    if facts.declared_on is not None and facts.declared_on > facts.starts_on:
        late = used(declared_on=facts.declared_on)
        found.append(Finding(DIMONA_LATE, because, late, blocks=False, on=facts.declared_on))
    return Dimona(expected.value, Check(tuple(found), (*because, known)))


def checklist(facts: ChecklistFacts, law: SecurityLaw) -> Checklist:
    """What has to be ready, also at a sole trader without staff, who becomes an employer with the learner.

    Only what the rulebook calls a hard confirmation holds up the start; the rest is shown.
    """
    minor = full_years(facts.birth_date, facts.starts_on) < law.minor_until_age.value
    wanted: dict[str, bool] = {"risk_analysis": False}
    if minor or facts.risk_found:
        wanted["health_assessment"] = True
    wanted["welcome"] = False
    if minor:
        wanted["forbidden_work"] = False
    wanted["accident_insurance"] = True
    wanted["work_rules"] = False
    if facts.sole_trader_without_staff:
        wanted["prevention_service"] = True
    items = tuple(
        Item(name, name in facts.done, hard, (law.checklist[name],))
        for name, hard in wanted.items()
        if name in law.checklist and law.checklist[name].value
    )
    found = tuple(
        Finding(NOT_READY, item.because, used(item=item.name), blocks=item.confirmed_hard)
        for item in items
        if not item.done
    )
    because: Versions = (
        law.minor_until_age,
        law.sao_insurer,
        *(one for item in items for one in item.because),
    )
    insurer = law.sao_insurer.value if facts.kind == Kind.SAO else "company"
    return Checklist(items, Check(found, because), insurer)
