"""How long an agreement lasts, beside which others, when it is signed and registered, and at what age.

Law: arts. 4, 5, 6, 6bis and 10 of the decree of 10 June 2016, art. 357/11 of the Codex; the days of
registration and premium as `agreements.md` 2. An age limit holds on the day of the start.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duaal.casework.agreements.facts import Form, Kind, Party, Population, RecognisedPlace
from duaal.casework.agreements.rules.law import DurationLaw
from duaal.casework.agreements.rules.outcomes import Check, Day, Finding, Versions, used
from duaal.foundation.kernel.anniversary import add_months, add_years, full_years
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.school_year import SchoolYear

NO_LAST_DAY = "NO_LAST_DAY"
AFTER_TRAINING = "AFTER_TRAINING"
BEFORE_TRAINING = "BEFORE_TRAINING"
LONGER_THAN_TRAINING = "LONGER_THAN_TRAINING"
OVERLAP = "OVERLAP"
OVER_ADVISED_YEARS = "OVER_ADVISED_YEARS"
NO_RECOGNITION = "NO_RECOGNITION"
TOO_YOUNG = "TOO_YOUNG"
TOO_OLD = "TOO_OLD"
CLAUSE_NOT_ALLOWED = "CLAUSE_NOT_ALLOWED"
SIGNATURE_MISSING = "SIGNATURE_MISSING"
REPRESENTATIVE_MISSING = "REPRESENTATIVE_MISSING"
SIGNED_LATE = "SIGNED_LATE"
REGISTRATION_OVERDUE = "REGISTRATION_OVERDUE"


class Clause(StrEnum):
    """A clause (`beding`) that would ask more of the learner than the decree does."""

    TRIAL = "trial"
    LONGER_NOTICE = "longer_notice"
    PAY_IN_LIEU = "pay_in_lieu"
    OTHER_BURDEN = "other_burden"


@dataclass(frozen=True, slots=True)
class OtherAgreement:
    """Another agreement of the same learner; `linked` through a cooperation of companies (art. 6bis)."""

    period: Period
    linked: bool = False


@dataclass(frozen=True, slots=True)
class DurationFacts:
    """What is known of the time of one agreement.

    `training` runs from the first day to the end of the training; None where it is not known, and then
    nothing is measured against it. `extension_signed_on` is the day of the last signature under an extension.
    `two_years_secondary`: the learner followed the first two years of secondary education.
    """

    period: Period
    birth_date: date
    population: Population = Population.SECONDARY
    form: Form = Form.ORDINARY
    training: Period | None = None
    others: tuple[OtherAgreement, ...] = ()
    two_years_secondary: bool = True
    extension_signed_on: date | None = None
    recognitions: tuple[RecognisedPlace, ...] = ()
    establishment: str = ""
    programme: str = ""
    clauses: frozenset[Clause] = frozenset()


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """Who signed one agreement, and when; real days, never dated back."""

    kind: Kind
    starts_on: date
    birth_date: date
    signed: tuple[tuple[Party, date], ...] = ()
    registered_on: date | None = None


def check_duration(facts: DurationFacts, law: DurationLaw) -> Check:
    """Whether the agreement has a last day, lies within the training and beside no other one."""
    found: list[Finding] = []
    if facts.period.last is None:
        found.append(Finding(NO_LAST_DAY, (law.fixed_term,)))
    found.extend(_within_training(facts, law))
    for other in facts.others:
        if not other.linked and other.period.overlaps(facts.period):
            seen = used(first=other.period.first, last=other.period.last)
            found.append(Finding(OVERLAP, (law.no_overlap,), seen, on=other.period.first))
    last = facts.period.last
    if last is not None and last >= add_years(facts.period.first, law.advised_max_years.value):
        found.append(Finding(OVER_ADVISED_YEARS, (law.advised_max_years,), blocks=False))
    if facts.extension_signed_on is not None and law.needs_recognition.value and not _recognised(facts):
        seen = used(signed_on=facts.extension_signed_on)
        found.append(Finding(NO_RECOGNITION, (law.needs_recognition,), seen, on=facts.extension_signed_on))
    for clause in sorted(facts.clauses):
        found.append(Finding(CLAUSE_NOT_ALLOWED, (law.clauses,), used(clause=clause)))
    because: Versions = (law.fixed_term, *(one for finding in found for one in finding.because))
    return Check(tuple(found), tuple(dict.fromkeys(because)))


def check_age(facts: DurationFacts, law: DurationLaw) -> Check:
    """Whether the learner is old enough on the first day, and not yet too old; adults have no limit here.

    The upper limit is the end of the school year of that birthday; it does not hold for a 7th year, and for
    special education other limits come with the enrolment.
    """
    if facts.population == Population.ADULT:
        return Check((), (law.min_age,))
    start, because = facts.period.first, (law.min_age, law.min_age_two_years, law.max_age)
    least = law.min_age_two_years if facts.two_years_secondary else law.min_age
    age = full_years(facts.birth_date, start)
    found = []
    if age < least.value:
        found.append(Finding(TOO_YOUNG, (least,), used(age=age), on=start))
    limited = facts.form not in (Form.SEVENTH_YEAR, Form.OV3)
    if limited and SchoolYear.of(add_years(facts.birth_date, law.max_age.value)) < SchoolYear.of(start):
        found.append(Finding(TOO_OLD, (law.max_age,), used(age=age), on=start))
    return Check(tuple(found), because)


def check_signing(facts: SigningFacts, law: DurationLaw) -> Check:
    """Who still has to sign, and whether it came after the start: that is told, never dated back."""
    days = dict(facts.signed)
    needed = [Party.LEARNER, Party.COMPANY]
    if facts.kind not in (Kind.DAO, Kind.LOCAL):
        needed.append(Party.PROVIDER)
    found = []
    for party in needed:
        if party not in days:
            found.append(Finding(SIGNATURE_MISSING, (law.written_before_start,), used(party=party)))
    learner_signed_on = days.get(Party.LEARNER, facts.starts_on)
    minor = full_years(facts.birth_date, learner_signed_on) < law.minor_until_age.value
    because: Versions = (law.written_before_start,)
    if minor:
        because = (*because, law.representative_signs, law.minor_until_age)
        if Party.REPRESENTATIVE not in days:
            found.append(Finding(REPRESENTATIVE_MISSING, because))
    last = max(days.values(), default=None)
    if last is not None and last > facts.starts_on:
        seen = used(signed_on=last, starts_on=facts.starts_on)
        found.append(Finding(SIGNED_LATE, (law.written_before_start,), seen, blocks=False, on=last))
    return Check(tuple(found), because)


def registration_due(starts_on: date, law: DurationLaw) -> Day:
    """The last day to register in time."""
    days = law.registration_due_days
    return Day(starts_on + timedelta(days=days.value), (days,))


def premium_limit(starts_on: date, law: DurationLaw) -> Day:
    """The last day to register for the premium: a start on 1 September gives 30 November."""
    months = law.premium_limit_months
    return Day(add_months(starts_on, months.value) - ONE_DAY, (months,))


def check_registration(facts: SigningFacts, law: DurationLaw, *, on: date) -> Check:
    """A warning once the day to register passed without a registration, or with a later one."""
    due = registration_due(facts.starts_on, law)
    day = facts.registered_on or on
    if day <= due.day:
        return Check((), due.because)
    finding = Finding(REGISTRATION_OVERDUE, due.because, used(due=due.day), blocks=False, on=day)
    return Check((finding,), due.because)


def _within_training(facts: DurationFacts, law: DurationLaw) -> list[Finding]:
    """The agreement inside the training, and all together not longer than it.

    The length counts from the first day at a workplace; days that two linked agreements share count once.
    """
    training = facts.training
    if training is None or training.last is None or facts.period.last is None:
        return []
    found = []
    if facts.period.first < training.first:
        seen = used(training=training.first)
        found.append(Finding(BEFORE_TRAINING, (law.fixed_term,), seen, on=facts.period.first))
    if facts.period.last > training.last:
        seen = used(training=training.last)
        found.append(Finding(AFTER_TRAINING, (law.fixed_term,), seen, on=facts.period.last))
    periods = [facts.period, *(other.period for other in facts.others)]
    begun = min(period.first for period in periods)
    allowed = (training.last - max(begun, training.first)).days + 1
    if (length := _days_together(periods)) > allowed:
        seen = used(days=length, allowed=allowed)
        found.append(Finding(LONGER_THAN_TRAINING, (law.together_within_training,), seen))
    return found


def _days_together(periods: list[Period]) -> int:
    """How many days at least one of the periods covers."""
    days, until = 0, date.min
    for period in sorted(periods, key=lambda period: period.first):
        last = period.last or period.first
        first = max(period.first, until + ONE_DAY) if until > date.min else period.first
        if last >= first:
            days += (last - first).days + 1
            until = last
    return days


def _recognised(facts: DurationFacts) -> bool:
    return facts.extension_signed_on is not None and any(
        place.establishment == facts.establishment
        and place.programme == facts.programme
        and place.legal_basis == facts.population.legal_basis
        and place.period.contains(facts.extension_signed_on)
        for place in facts.recognitions
    )
