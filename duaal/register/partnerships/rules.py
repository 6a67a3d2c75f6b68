"""Who handles a file: from joint committee to reporting sector to partnership. `recognition.md` 13.

Not covered: the fallback from activity code to sector (rule 4), transfer between partnerships (rule 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import Certainty, weakest
from duaal.register.partnerships.facts import Competence, Competences, RouteFacts, Rows

UNKNOWN_COMMITTEE = "unknown_committee"
NOT_ROUTABLE = "not_routable"
COMMITTEE_NOT_CHOSEN = "committee_not_chosen"
COMMITTEE_NOT_OF_COMPANY = "committee_not_of_company"
DECREE_2016 = "decree of 10 June 2016, art. 2bis § 3"
OWN_ASSUMPTION = "assumption of this project"
REASONS = (UNKNOWN_COMMITTEE, NOT_ROUTABLE, COMMITTEE_NOT_CHOSEN, COMMITTEE_NOT_OF_COMPANY)


class GroundKind(StrEnum):
    """Which rule a step of the reasoning applied."""

    EMPLOYER_KIND = "employer_kind"
    COMMITTEE = "committee"
    PARENT_COMMITTEE = "parent_committee"
    ALL_SUBCOMMITTEES = "all_subcommittees"
    NO_ALLOCATION = "no_allocation"
    NO_COMMITTEE = "no_committee"
    DECIDER = "decider"
    NO_DECIDER = "no_decider"
    POWER = "power"
    NO_POWER = "no_power"
    CHOICE = "choice"
    OTHERS_STEP_BACK = "others_step_back"


@dataclass(frozen=True, slots=True)
class Ground:
    """One step of the reasoning: what (`subject`) led to what (`value`), since when and how certain."""

    kind: GroundKind
    subject: str
    value: str
    since: date | None
    certainty: Certainty
    source: str

    def as_rule_version(self) -> Mapping[str, object]:
        """The form in which the audit trail keeps it."""
        return {
            "key": f"partnerships.{self.kind}.{self.subject}",
            "since": self.since,
            "value": self.value,
            "source": self.source,
            "certainty": self.certainty,
        }


@dataclass(frozen=True, slots=True)
class Route:
    """Who handles the file, and in which row of the official tables the company counts for it."""

    partnership: str
    reporting_sector: str
    because: tuple[Ground, ...]

    @property
    def certainty(self) -> Certainty:
        return weakest(ground.certainty for ground in self.because)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A committee of the company with the route it would give, or the reason why it gives none."""

    committee: str
    route: Route | None
    reason: str = ""
    is_allotted: bool = False


def route(facts: RouteFacts, *, on: date) -> Route:
    """The partnership that handles a file on a day, and why.

    Raises `Refused` with one of `REASONS`: a committee that does not exist; one whose subcommittees go to
    different sectors; several with different outcomes and none chosen; a chosen one of another company.
    """
    by_kind = _in_force(facts.competences.employers.get(facts.employer_kind, ()), on)
    if by_kind is not None:
        ground = _ground(GroundKind.EMPLOYER_KIND, facts.employer_kind, by_kind)
        return _decided(facts, by_kind.value, (ground,), on)
    found = candidates(facts, on=on)
    if not found:
        ground = _rest(facts.competences, GroundKind.NO_COMMITTEE, "", Certainty.ASSUMED)
        return _decided(facts, facts.competences.rest_sector, (ground,), on)
    if facts.chosen_committee is not None:
        return _chosen(facts.chosen_committee, found)
    return _without_choice(found)


def candidates(facts: RouteFacts, *, on: date) -> tuple[Candidate, ...]:
    """The outcome for each committee of the company, in the order given; for the applicant to choose from."""
    return tuple(_candidate(facts, committee, on) for committee in facts.committees)


def reporting_sectors(facts: RouteFacts, *, on: date) -> tuple[str, ...]:
    """The rows of the official tables a company counts in on a day: one per sector it is allotted to, sorted.

    A committee that is allotted to nobody counts only when the company has no other. A committee that cannot
    be routed or does not exist counts as allotted to nobody.
    """
    by_kind = _in_force(facts.competences.employers.get(facts.employer_kind, ()), on)
    if by_kind is not None:
        return (by_kind.value,)
    found = candidates(facts, on=on)
    sectors = {each.route.reporting_sector for each in found if each.route and each.is_allotted}
    return tuple(sorted(sectors)) or (facts.competences.rest_sector,)


def _chosen(committee: str, found: tuple[Candidate, ...]) -> Route:
    """The outcome of the committee the applicant chose; the choice is an assumption when it matters."""
    candidate = next((each for each in found if each.committee == committee), None)
    if candidate is None:
        raise Refused((COMMITTEE_NOT_OF_COMPANY,))
    chosen = _route_of(candidate)
    if len({_outcome(each) for each in found}) == 1:
        return chosen
    return _with(chosen, GroundKind.CHOICE, " ".join(each.committee for each in found), committee)


def _without_choice(found: tuple[Candidate, ...]) -> Route:
    """The one outcome: committees that are allotted to nobody step back when another one is allotted."""
    serious = tuple(each for each in found if each.is_allotted or each.reason) or found
    if len({_outcome(each) for each in serious}) > 1:
        raise Refused((COMMITTEE_NOT_CHOSEN,))
    only = _route_of(serious[0])
    if len(serious) == len(found):
        return only
    back = " ".join(each.committee for each in found if each not in serious)
    return _with(only, GroundKind.OTHERS_STEP_BACK, back, serious[0].committee)


def _outcome(candidate: Candidate) -> tuple[str, str, str]:
    route = candidate.route
    return (candidate.reason, *((route.partnership, route.reporting_sector) if route else ("", "")))


def _with(route: Route, kind: GroundKind, subject: str, value: str) -> Route:
    """The same route with one more ground that no source gives: an assumption of this project."""
    ground = Ground(kind, subject, value, None, Certainty.ASSUMED, OWN_ASSUMPTION)
    return Route(route.partnership, route.reporting_sector, (ground, *route.because))


def _route_of(candidate: Candidate) -> Route:
    if candidate.route is None:
        raise Refused((candidate.reason,))
    return candidate.route


def _candidate(facts: RouteFacts, committee: str, on: date) -> Candidate:
    table = facts.competences
    if committee not in table.committees:
        return Candidate(committee, None, UNKNOWN_COMMITTEE)
    allocation = _allocation(table, committee, on)
    if allocation is not None:
        decided = _decided(facts, allocation.value, (allocation,), on)
        return Candidate(committee, decided, is_allotted=True)
    if any(_in_force(table.allocations.get(sub, ()), on) for sub in _subcommittees(table, committee)):
        return Candidate(committee, None, NOT_ROUTABLE)
    certainty = Certainty.CERTAIN if table.is_official else Certainty.ASSUMED
    ground = _rest(table, GroundKind.NO_ALLOCATION, committee, certainty)
    return Candidate(committee, _decided(facts, table.rest_sector, (ground,), on))


def _allocation(table: Competences, committee: str, on: date) -> Ground | None:
    """The exact row wins over that of the parent; a parent without one follows its subcommittees."""
    exact = _in_force(table.allocations.get(committee, ()), on)
    parent = _in_force(table.allocations.get(committee.partition(".")[0], ()), on)
    if exact is not None:
        ground = _ground(GroundKind.COMMITTEE, committee, exact)
        disputed = parent is not None and parent.value != exact.value
        return replace(ground, certainty=Certainty.ASSUMED) if disputed else ground
    if parent is not None:
        ground = _ground(GroundKind.PARENT_COMMITTEE, committee, parent)
        return replace(ground, certainty=Certainty.ASSUMED)
    subs = [_in_force(table.allocations.get(sub, ()), on) for sub in _subcommittees(table, committee)]
    rows = [row for row in subs if row is not None]
    if rows and len(rows) == len(subs) and len({row.value for row in rows}) == 1:
        ground = _ground(GroundKind.ALL_SUBCOMMITTEES, committee, max(rows, key=lambda row: row.period.first))
        return replace(ground, certainty=Certainty.ASSUMED)
    return None


def _subcommittees(table: Competences, committee: str) -> list[str]:
    return sorted(code for code in table.committees if code.startswith(f"{committee}."))


def _decided(facts: RouteFacts, sector: str, because: tuple[Ground, ...], on: date) -> Route:
    """The partnership of the sector that day if its agreement covers the task; else the Flemish one."""
    table = facts.competences
    decider = _in_force(table.deciders.get(sector, ()), on)
    if decider is None:
        ground = _rest(table, GroundKind.NO_DECIDER, sector, Certainty.CERTAIN)
        return Route(table.flemish, sector, (*because, ground))
    because = (*because, _ground(GroundKind.DECIDER, sector, decider))
    if decider.value == table.flemish:
        return Route(table.flemish, sector, because)
    subject = f"{decider.value} {facts.power} {facts.population}"
    power = _in_force(table.powers.get((decider.value, facts.power, facts.population), ()), on)
    if power is None:
        ground = _rest(table, GroundKind.NO_POWER, subject, Certainty.ASSUMED)
        return Route(table.flemish, sector, (*because, ground))
    return Route(decider.value, sector, (*because, _ground(GroundKind.POWER, subject, power)))


def _in_force(rows: Rows, on: date) -> Competence | None:
    return next((row for row in rows if row.period.contains(on)), None)


def _ground(kind: GroundKind, subject: str, row: Competence) -> Ground:
    return Ground(kind, subject, row.value, row.period.first, row.certainty, row.source)


def _rest(table: Competences, kind: GroundKind, subject: str, certainty: Certainty) -> Ground:
    """What is given to nobody stays with the Flemish Partnership, since it exists."""
    own = table.deciders.get(table.rest_sector, ())
    since = own[0].period.first if own else table.published_on
    source = f"{DECREE_2016}; {table.source}" if table.source else DECREE_2016
    return Ground(kind, subject, table.flemish, since, certainty, source)
