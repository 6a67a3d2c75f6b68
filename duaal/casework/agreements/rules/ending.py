"""Ways to end an agreement: who may, on which ground, with which notice, and who is told by when.

Law: arts. 17 § 4 and 23-27 of the decree of 10 June 2016, arts. 21-25 of that of 25 March 2022; for an
internship agreement the same articles (art. 28). A part-time or local contract ends under labour law. Not
covered: the amount of the month that a company can owe, and the appeal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duaal.casework.agreements.facts import Kind, Party, Population
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw
from duaal.casework.agreements.rules.outcomes import Check, Day, Finding, Versions, used
from duaal.casework.agreements.rules.suspension import Suspension, early_window, long_stretches, may_end_from
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.lawbook.dated import Version

WRONG_PARTY = "WRONG_PARTY"
WINDOW_CLOSED = "WINDOW_CLOSED"
GROUND_MISSING = "GROUND_MISSING"
MEDIATION_RUNNING = "MEDIATION_RUNNING"
SUSPENSION_60 = "SUSPENSION_60"
REASONS_MISSING = "REASONS_MISSING"
CONSENT_MISSING = "CONSENT_MISSING"
LABOUR_LAW = "LABOUR_LAW"
BEFORE_START = "BEFORE_START"
AFTER_TERM = "AFTER_TERM"
NOT_REACHED = "NOT_REACHED"
ALREADY_STARTED = "ALREADY_STARTED"

ENDED_CONTRARY = "ENDED_CONTRARY"
VOID = "VOID"
RECEIPT = "RECEIPT"


class End(StrEnum):
    """The way an agreement ends; the name is that of its dated value."""

    TERM = "term"
    SUCCESS = "success"
    MENTOR = "mentor"
    FORCE = "force"
    TAKEOVER = "takeover"
    SUSPENSION = "suspension"
    EXCLUSION = "exclusion"
    STOPPED = "stopped"
    WITHDRAWAL = "withdrawal"
    ENROLMENT = "enrolment"
    FIRST_PERIOD = "first_period"
    GROUND = "ground"
    PROVIDER = "provider"
    MUTUAL = "mutual"
    VOID = "void"


class Reason(StrEnum):
    """A ground of art. 26 (company, learner) or art. 27 (provider)."""

    BREACH = "breach"
    HINDERED = "hindered"
    CHANGE_TRAINING = "change_training"
    CHANGE_WORKPLACE = "change_workplace"
    DANGER = "danger"


ENDED_AS = {
    End.TERM: "ENDED_TERM",
    End.SUCCESS: "ENDED_SUCCESS",
    End.MENTOR: "ENDED_MENTOR",
    End.FORCE: "ENDED_FORCE",
    End.TAKEOVER: "ENDED_TAKEOVER",
    End.SUSPENSION: "ENDED_SUSPENSION",
    End.EXCLUSION: "ENDED_TRAINING_STOPPED",
    End.STOPPED: "ENDED_TRAINING_STOPPED",
    End.WITHDRAWAL: "ENDED_RECOGNITION",
    End.ENROLMENT: "ENDED_ENROLMENT",
    End.FIRST_PERIOD: "ENDED_FIRST30",
    End.GROUND: "ENDED_GROUND",
    End.PROVIDER: "ENDED_PROVIDER",
    End.MUTUAL: "ENDED_MUTUAL",
    End.VOID: VOID,
}

SIDES = frozenset({Party.COMPANY, Party.LEARNER, Party.REPRESENTATIVE})
LEARNER_SIDE = frozenset({Party.LEARNER, Party.REPRESENTATIVE})
MAY = {
    End.MENTOR: frozenset({Party.COMPANY, Party.COUNSELLOR, Party.PROVIDER}),
    End.SUCCESS: frozenset({Party.PROVIDER, Party.COUNSELLOR}),
    End.TAKEOVER: LEARNER_SIDE,
    End.SUSPENSION: SIDES,
    End.EXCLUSION: frozenset({Party.PROVIDER, Party.COUNSELLOR}),
    End.STOPPED: LEARNER_SIDE | {Party.PROVIDER, Party.COUNSELLOR},
    End.WITHDRAWAL: frozenset({Party.BODY}),
    End.ENROLMENT: frozenset({Party.PROVIDER, Party.COUNSELLOR}),
    End.FIRST_PERIOD: SIDES,
    End.GROUND: SIDES,
    End.PROVIDER: frozenset({Party.PROVIDER, Party.COUNSELLOR}),
    End.VOID: frozenset({Party.PROVIDER, Party.COUNSELLOR}),
}
"""Who may end in this way; a way that is not listed is a fact that anybody records."""

REASONS_OF_COMPANY = frozenset({Reason.BREACH, Reason.HINDERED})
REASONS_OF_PROVIDER = frozenset({Reason.BREACH, Reason.DANGER, Reason.HINDERED})
NOT_EARLY = frozenset({End.TERM, End.SUCCESS, End.VOID})


@dataclass(frozen=True, slots=True)
class Mediation:
    """A mediation (`bemiddeling`): the written ground reached the counsellor, who may close it earlier."""

    received_on: date
    closed_on: date | None = None
    reconciled: bool = False


@dataclass(frozen=True, slots=True)
class EndFacts:
    """One wish or fact to end an agreement.

    `on` is the day the writing was received by the other side, or the day of the fact; for a withdrawal the
    day of effect in the decision. `in_fact` says that the company stopped without waiting. `holds` says
    that the fact itself is there: appeal exhausted, no other mentor, a take-over that nobody continues.
    """

    kind: Kind
    end: End
    by: Party
    on: date
    period: Period
    population: Population = Population.SECONDARY
    reason: Reason | None = None
    reasons_given: bool = True
    in_fact: bool = False
    holds: bool = True
    agreed: frozenset[Party] = frozenset()
    suspensions: tuple[Suspension, ...] = ()
    mediation: Mediation | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One duty to tell: who tells whom, and the last day for it."""

    by: Party
    to: Party
    due: Day


@dataclass(frozen=True, slots=True)
class Ending:
    """What comes of it. `last_day` is the last day of the agreement and None when it goes on.

    `owes_month` is the month of allowance of a company that ended against the decree; `searches_again` opens
    the search for a new workplace when the learner stays enrolled. `instead` names the ways that are left.
    """

    check: Check
    ended_as: str | None
    last_day: date | None
    owes_month: bool
    searches_again: bool
    told: tuple[Told, ...]
    instead: tuple[End, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laws:
    ending: EndingLaw
    suspension: SuspensionLaw


def end_agreement(facts: EndFacts, law: EndingLaw, suspension_law: SuspensionLaw) -> Ending:
    """Whether the agreement can end in this way, every reason why not, and what follows from it."""
    laws = _Laws(law, suspension_law)
    row = law.grounds.get(facts.end)
    if facts.kind not in law.ending_kinds.value and facts.end not in (End.TERM, End.VOID):
        return _goes_on((Finding(LABOUR_LAW, (law.ending_kinds,), used(kind=facts.kind)),))
    if row is None or (facts.end == End.ENROLMENT and facts.population == Population.ADULT):
        because: Versions = (row,) if row else (law.ending_kinds,)
        return _goes_on((Finding(GROUND_MISSING, because, used(end=facts.end)),))
    found = [*_of_party(facts, row), *CHECKS.get(facts.end, _of_fact)(facts, laws, row)]
    if found and facts.in_fact and facts.by == Party.COMPANY:
        return _contrary(facts, laws, tuple(found))
    last_day = _last_day(facts, laws)
    found.extend(_of_days(facts, row, last_day))
    if found:
        left = (End.GROUND, End.MUTUAL) if facts.end == End.FIRST_PERIOD else ()
        return _goes_on(tuple(found), left)
    because = _values_of(facts, laws, row)
    return Ending(
        Check((), because),
        ENDED_AS[facts.end],
        last_day,
        owes_month=False,
        searches_again=_searches(facts),
        told=_told(facts, laws, last_day),
    )


def mediation_ends(received_on: date, law: EndingLaw) -> Day:
    """The last day of a mediation; its first is the day of receipt or the day after it."""
    first = received_on if law.mediation_first_day.value == RECEIPT else received_on + ONE_DAY
    last = first + timedelta(days=law.mediation_days.value) - ONE_DAY
    return Day(last, (law.mediation_days, law.mediation_first_day))


def notice_ends(received_on: date, law: SuspensionLaw) -> Day:
    """The last day after a notice in the first period; suspensions do not lengthen it."""
    days = law.early_end_notice_days
    return Day(received_on + timedelta(days=days.value), (days,))


def _of_party(facts: EndFacts, row: Version[bool]) -> tuple[Finding, ...]:
    if facts.by in MAY.get(facts.end, frozenset(Party)):
        return ()
    return (Finding(WRONG_PARTY, (row,), used(by=facts.by)),)


def _of_fact(facts: EndFacts, _laws: _Laws, row: Version[bool]) -> tuple[Finding, ...]:
    """A fact that has to be there, such as a successful end or an appeal that is exhausted."""
    return () if facts.holds else (Finding(GROUND_MISSING, (row,)),)


def _of_term(facts: EndFacts, _laws: _Laws, row: Version[bool]) -> tuple[Finding, ...]:
    last = facts.period.last
    if last is not None and facts.on < last:
        return (Finding(NOT_REACHED, (row,), used(last=last)),)
    return ()


def _of_first_period(facts: EndFacts, laws: _Laws, _row: Version[bool]) -> tuple[Finding, ...]:
    window = early_window(facts.period.first, facts.suspensions, laws.suspension)
    if window is None or facts.on <= window.day:
        return ()
    return (Finding(WINDOW_CLOSED, window.because, used(window=window.day)),)


def _of_suspension(facts: EndFacts, laws: _Laws, _row: Version[bool]) -> tuple[Finding, ...]:
    rules = laws.suspension
    for stretch in long_stretches(facts.suspensions, rules):
        since = may_end_from(stretch, rules)
        if since is not None and since.day <= facts.on and not stretch.is_over(facts.on):
            return ()
    because = (rules.long_suspension_days, rules.holidays_are_long_suspensions)
    return (Finding(SUSPENSION_60, because),)


def _of_ground(facts: EndFacts, laws: _Laws, row: Version[bool]) -> tuple[Finding, ...]:
    """A ground of art. 26, and a mediation that is closed without result or whose weeks have passed."""
    allowed = set(REASONS_OF_COMPANY)
    if facts.by in LEARNER_SIDE:
        allowed.add(Reason.CHANGE_TRAINING)
        if facts.population == Population.ADULT:
            allowed.add(Reason.CHANGE_WORKPLACE)
    mediation = facts.mediation
    if facts.reason not in allowed or mediation is None:
        return (Finding(GROUND_MISSING, (row,), used(reason=facts.reason)),)
    if mediation.reconciled:
        return (Finding(GROUND_MISSING, (row,), used(reconciled=True)),)
    term = mediation_ends(mediation.received_on, laws.ending)
    closed = mediation.closed_on is not None and mediation.closed_on <= facts.on
    if closed or facts.on > term.day:
        return ()
    return (Finding(MEDIATION_RUNNING, term.because, used(until=term.day)),)


def _of_provider(facts: EndFacts, _laws: _Laws, row: Version[bool]) -> tuple[Finding, ...]:
    found = []
    if facts.reason not in REASONS_OF_PROVIDER:
        found.append(Finding(GROUND_MISSING, (row,), used(reason=facts.reason)))
    if not facts.reasons_given:
        found.append(Finding(REASONS_MISSING, (row,)))
    return tuple(found)


def _of_mutual(facts: EndFacts, _laws: _Laws, row: Version[bool]) -> tuple[Finding, ...]:
    missing = {Party.LEARNER, Party.COMPANY, Party.PROVIDER} - facts.agreed
    return (Finding(CONSENT_MISSING, (row,), used(missing=tuple(sorted(missing)))),) if missing else ()


def _of_void(facts: EndFacts, _laws: _Laws, row: Version[bool]) -> tuple[Finding, ...]:
    """An agreement that never started: nothing was done under it."""
    return () if facts.holds else (Finding(ALREADY_STARTED, (row,)),)


Checker = Callable[[EndFacts, _Laws, Version[bool]], tuple[Finding, ...]]
CHECKS: dict[End, Checker] = {
    End.TERM: _of_term,
    End.FIRST_PERIOD: _of_first_period,
    End.SUSPENSION: _of_suspension,
    End.GROUND: _of_ground,
    End.PROVIDER: _of_provider,
    End.MUTUAL: _of_mutual,
    End.VOID: _of_void,
}


def _of_days(facts: EndFacts, row: Version[bool], last_day: date) -> tuple[Finding, ...]:
    """An end lies within the agreement; one that never started can be called off before its first day."""
    found = []
    if facts.end not in (End.VOID, End.WITHDRAWAL) and facts.on < facts.period.first:
        found.append(Finding(BEFORE_START, (row,), used(starts=facts.period.first)))
    notice_runs_out_after = facts.end in (End.FIRST_PERIOD, End.GROUND) and facts.period.contains(facts.on)
    if facts.period.last is not None and last_day > facts.period.last and not notice_runs_out_after:
        found.append(Finding(AFTER_TERM, (row,), used(ends=facts.period.last)))
    return tuple(found)


def _last_day(facts: EndFacts, laws: _Laws) -> date:
    """The last day of the agreement; never after its own last day when a notice would run longer."""
    day = facts.on
    if facts.end == End.FIRST_PERIOD:
        day = notice_ends(facts.on, laws.suspension).day
        if facts.period.last is not None and facts.period.contains(facts.on):
            day = min(day, facts.period.last)
    if facts.end == End.TERM and facts.period.last is not None:
        day = facts.period.last
    return day


def _contrary(facts: EndFacts, laws: _Laws, found: tuple[Finding, ...]) -> Ending:
    """The company stopped in fact: that day is the end, and it can owe a month of allowance."""
    law = laws.ending
    owes = law.month_owed.value and facts.kind in law.month_owed_kinds.value
    because: Versions = (
        law.month_owed,
        law.month_owed_kinds,
        *(one for finding in found for one in finding.because),
    )
    warned = tuple(Finding(one.code, one.because, one.facts, blocks=False, on=one.on) for one in found)
    return Ending(
        Check(warned, tuple(dict.fromkeys(because))),
        ENDED_CONTRARY,
        facts.on,
        owes_month=bool(owes),
        searches_again=_searches(facts),
        told=_told(facts, laws, facts.on),
    )


def _goes_on(found: tuple[Finding, ...], instead: tuple[End, ...] = ()) -> Ending:
    because = tuple(dict.fromkeys(one for finding in found for one in finding.because))
    return Ending(Check(found, because), None, None, False, False, (), instead)


def _values_of(facts: EndFacts, laws: _Laws, row: Version[bool]) -> Versions:
    found: Versions = (row,)
    if facts.end == End.FIRST_PERIOD:
        window = early_window(facts.period.first, facts.suspensions, laws.suspension)
        found += (*(window.because if window else ()), laws.suspension.early_end_notice_days)
    if facts.end == End.SUSPENSION:
        found += (laws.suspension.long_suspension_days, laws.suspension.holidays_are_long_suspensions)
    if facts.end == End.GROUND:
        found += (laws.ending.mediation_days, laws.ending.mediation_first_day)
    if facts.end == End.PROVIDER:
        found += (laws.ending.grounds.get("provider_last_day", row),)
    return found


def _searches(facts: EndFacts) -> bool:
    """A secondary learner who stays enrolled looks for a new workplace; adults have no search days."""
    stays = facts.end not in (*NOT_EARLY, End.EXCLUSION, End.STOPPED, End.ENROLMENT)
    return stays and facts.population == Population.SECONDARY


def _told(facts: EndFacts, laws: _Laws, last_day: date) -> tuple[Told, ...]:
    """Who reports an early end to whom, by when; a withdrawal is told the same day."""
    if facts.end in NOT_EARLY:
        return ()
    law = laws.ending
    report = Day(last_day + timedelta(days=law.end_report_days.value), (law.end_report_days,))
    register = Day(last_day + timedelta(days=law.end_register_days.value), (law.end_register_days,))
    found = [
        Told(Party.COMPANY, Party.COUNSELLOR, report),
        Told(Party.LEARNER, Party.COUNSELLOR, report),
        Told(Party.COUNSELLOR, Party.PARTNERSHIP, register),
    ]
    if facts.end == End.WITHDRAWAL:
        same_day = Day(last_day, (law.grounds[End.WITHDRAWAL],))
        found = [
            Told(Party.BODY, Party.PROVIDER, same_day),
            Told(Party.BODY, Party.LEARNER, same_day),
            *found,
        ]
    return tuple(found)
