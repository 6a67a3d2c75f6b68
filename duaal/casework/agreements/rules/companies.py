"""Several companies for one learner: part of the training at another company (`samenwerking`).

Law: art. 6bis of the decree of 10 June 2016, art. 7 of that of 25 March 2022: only with a recognised company,
for the period and the parts that the partnership set, and with the consent of all. Without such a rule there
is the other way: agreements that follow each other (`rules/duration.py`).
"""

from dataclasses import dataclass, field

from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.rules.outcomes import Check, Finding, used
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Version

NO_6BIS_RULE = "NO_6BIS_RULE"
CONSENT_MISSING = "CONSENT_MISSING"
PARTNER_NOT_RECOGNISED = "PARTNER_NOT_RECOGNISED"
NOT_COVERED = "NOT_COVERED"


@dataclass(frozen=True, slots=True)
class PartnershipRule:
    """What a partnership allows elsewhere: parts of a programme, for at most so many days, in a period."""

    parts: frozenset[str]
    period: Period
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class PartAtAnother:
    """The parts that a partner company teaches, and when; `recognised` for that programme and site."""

    parts: frozenset[str]
    period: Period
    recognised: bool = True


@dataclass(frozen=True, slots=True)
class CooperationFacts:
    """A cooperation of companies for one agreement; `plan` and `own_parts` are competences."""

    others: tuple[PartAtAnother, ...]
    rules: tuple[PartnershipRule, ...] = ()
    agreed: frozenset[Party] = frozenset()
    minor: bool = False
    plan: frozenset[str] = field(default_factory=frozenset)
    own_parts: frozenset[str] = field(default_factory=frozenset)


def check_cooperation(facts: CooperationFacts, rule: Version[bool]) -> Check:
    """Whether the cooperation can stand; every part of the plan has to be taught by one of the companies."""
    found = []
    for part in facts.others:
        if not any(_allows(allowed, part) for allowed in facts.rules):
            seen = used(parts=tuple(sorted(part.parts)))
            found.append(Finding(NO_6BIS_RULE, (rule,), seen, on=part.period.first))
    needed = {Party.LEARNER, Party.COMPANY, Party.PROVIDER}
    if facts.minor:
        needed.add(Party.REPRESENTATIVE)
    if missing := needed - facts.agreed:
        found.append(Finding(CONSENT_MISSING, (rule,), used(missing=tuple(sorted(missing)))))
    for part in facts.others:
        if not part.recognised:
            found.append(Finding(PARTNER_NOT_RECOGNISED, (rule,), on=part.period.first))
    taught = facts.own_parts.union(*(part.parts for part in facts.others))
    if left := facts.plan - taught:
        found.append(Finding(NOT_COVERED, (rule,), used(parts=tuple(sorted(left)))))
    return Check(tuple(found), (rule,))


def _allows(rule: PartnershipRule, part: PartAtAnother) -> bool:
    days = part.period.days
    long_enough = rule.max_days is None or (days is not None and days <= rule.max_days)
    return part.parts <= rule.parts and rule.period.covers(part.period) and long_enough
