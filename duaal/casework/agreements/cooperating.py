"""A part of the training at another company (art. 6bis), as the rule on companies looks at it."""

from collections.abc import Iterable
from datetime import date

from duaal.casework.agreements.facts import Kind, Party
from duaal.casework.agreements.models import CooperationRule
from duaal.casework.agreements.rules.companies import (
    CooperationFacts,
    PartAtAnother,
    PartnershipRule,
    check_cooperation,
)
from duaal.casework.agreements.rules.outcomes import Check, Finding
from duaal.casework.agreements.terms import PartnerPart, Terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import WORKING
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.book import BOOK

MENTOR_NOT_AT_PARTNER = "MENTOR_NOT_AT_PARTNER"
PARTNER_IS_FIRST = "PARTNER_IS_FIRST"
PART_OUTSIDE = "PART_OUTSIDE"


def rules_for(recognition: Recognition) -> tuple[PartnershipRule, ...]:
    """The rules that the partnership of a recognition set for its programme."""
    rows = CooperationRule.objects.filter(
        partnership_id=recognition.partnership_id, programme_id=recognition.programme_id
    )
    return tuple(
        PartnershipRule(frozenset(one.parts), Period(one.valid_from, one.valid_to), one.max_days)
        for one in rows
    )


def check_partners(
    terms: Terms,
    valid: Iterable[int],
    *,
    trajectory: Trajectory,
    recognition: Recognition,
    on: date,
) -> Check:
    """What the rules find on the parts at partner companies; `valid` are recognitions good for their part.

    The parties consent by signing the text; in a part-time contract the school does not sign.
    """
    rule = BOOK.value("agreements.cooperation_rule").on(on)
    if not terms.partners:
        return Check((), ())
    good, plan = frozenset(valid), terms.plan
    consenting = {Party.LEARNER, Party.REPRESENTATIVE, Party.COMPANY}
    if terms.kind != Kind.DAO:
        consenting.add(Party.PROVIDER)
    needed = frozenset(plan.parts) if plan else frozenset()
    elsewhere = frozenset(plan.elsewhere) if plan else frozenset()
    facts = CooperationFacts(
        others=tuple(
            PartAtAnother(frozenset(one.parts), Period(one.first, one.last), one.recognition in good)
            for one in terms.partners
        ),
        rules=rules_for(recognition),
        agreed=frozenset(consenting),
        minor=True,
        plan=needed,
        own_parts=needed - elsewhere,
    )
    found = check_cooperation(facts, rule)
    more = [
        Finding(code, (rule,), on=one.first)
        for one in terms.partners
        for code in _of_one(one, terms, trajectory=trajectory, recognition=recognition)
    ]
    return Check((*found.findings, *more), found.because)


def _of_one(
    part: PartnerPart, terms: Terms, *, trajectory: Trajectory, recognition: Recognition
) -> Iterable[str]:
    """A part at the first company itself, outside the agreement, or without a mentor who works there."""
    place = Recognition.objects.filter(pk=part.recognition, programme_id=trajectory.programme_id).first()
    if place is not None and place.company_id == recognition.company_id:
        yield PARTNER_IS_FIRST
    if not terms.period.covers(Period(part.first, part.last)):
        yield PART_OUTSIDE
    mentors = place.assignments.filter(state__in=sorted(WORKING), pk__in=part.mentors) if place else None
    if not part.mentors or mentors is None or mentors.count() != len(set(part.mentors)):
        yield MENTOR_NOT_AT_PARTNER
