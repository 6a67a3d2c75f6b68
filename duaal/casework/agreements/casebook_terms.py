"""The rules on the time, the suspension and the end of agreements, for cases of the casebook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duaal.casework.agreements.casebook import FIRST, PROGRAMME, SITE, marks
from duaal.casework.agreements.facts import Form, Kind, Party, Population, RecognisedPlace
from duaal.casework.agreements.rules.companies import (
    CooperationFacts,
    PartAtAnother,
    PartnershipRule,
    check_cooperation,
)
from duaal.casework.agreements.rules.duration import (
    Clause,
    DurationFacts,
    OtherAgreement,
    SigningFacts,
    check_age,
    check_duration,
    check_registration,
    check_signing,
    premium_limit,
    registration_due,
)
from duaal.casework.agreements.rules.ending import (
    End,
    EndFacts,
    Mediation,
    Reason,
    end_agreement,
    mediation_ends,
)
from duaal.casework.agreements.rules.law import (
    DurationLaw,
    EndingLaw,
    SuspensionLaw,
    adult_mediation,
    law_on,
)
from duaal.casework.agreements.rules.outcomes import together
from duaal.casework.agreements.rules.suspension import (
    Ground,
    Suspension,
    check_suspension,
    early_window,
    long_stretches,
    may_end_from,
    notice_day,
    resumption_due,
)
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.case_facts import (
    Fact,
    day,
    flag,
    list_of,
    one_of,
    optional,
    table_of,
    text,
    whole,
)
from duaal.foundation.lawbook.casebook import Answer, CasebookRule

Facts = Mapping[str, Any]

OTHER = {"first": Fact(day), "last": Fact(day), "linked": Fact(flag, False)}
DURATION = {
    "first": FIRST,
    "last": Fact(optional(day), date(2026, 6, 30)),
    "birth_date": Fact(day, date(2008, 6, 14)),
    "population": Fact(one_of(Population), Population.SECONDARY),
    "form": Fact(one_of(Form), Form.ORDINARY),
    "training_first": Fact(day, date(2025, 9, 1)),
    "training_last": Fact(optional(day), None),
    "others": Fact(list_of(table_of(OTHER)), ()),
    "two_years_secondary": Fact(flag, True),
    "extension_signed_on": Fact(optional(day), None),
    "recognised_until": Fact(day, date(2027, 8, 31)),
    "clauses": Fact(list_of(one_of(Clause)), ()),
}
SIGNATURE = {"by": Fact(one_of(Party)), "day": Fact(day)}
SIGNING = {
    "kind": Fact(one_of(Kind), Kind.OAO),
    "starts_on": Fact(day, date(2025, 9, 1)),
    "birth_date": Fact(day, date(2008, 6, 14)),
    "signed": Fact(list_of(table_of(SIGNATURE)), ()),
    "registered_on": Fact(optional(day), None),
}
PART = {"parts": Fact(list_of(text)), "first": Fact(day), "last": Fact(day), "recognised": Fact(flag, True)}
RULE = {
    "parts": Fact(list_of(text)),
    "first": Fact(day),
    "last": Fact(day),
    "max_days": Fact(optional(whole), None),
}
COOPERATION = {
    "others": Fact(list_of(table_of(PART))),
    "rules": Fact(list_of(table_of(RULE)), ()),
    "agreed": Fact(list_of(one_of(Party)), (Party.LEARNER, Party.COMPANY, Party.PROVIDER)),
    "minor": Fact(flag, False),
    "plan": Fact(list_of(text), ()),
    "own_parts": Fact(list_of(text), ()),
}


SUSPENSION = {
    "ground": Fact(one_of(Ground), Ground.SICKNESS),
    "first": Fact(day),
    "last": Fact(optional(day), None),
}
SUSPENSIONS = {
    "kind": Fact(one_of(Kind), Kind.OAO),
    "first": FIRST,
    "last": Fact(day, date(2026, 6, 30)),
    "suspensions": Fact(list_of(table_of(SUSPENSION))),
}
END = {
    "kind": Fact(one_of(Kind), Kind.OAO),
    "end": Fact(one_of(End)),
    "by": Fact(one_of(Party)),
    "first": FIRST,
    "last": Fact(day, date(2026, 6, 30)),
    "population": Fact(one_of(Population), Population.SECONDARY),
    "reason": Fact(optional(one_of(Reason)), None),
    "reasons_given": Fact(flag, True),
    "in_fact": Fact(flag, False),
    "holds": Fact(flag, True),
    "agreed": Fact(list_of(one_of(Party)), ()),
    "suspensions": Fact(list_of(table_of(SUSPENSION)), ()),
    "ground_received_on": Fact(optional(day), None),
    "mediation_closed_on": Fact(optional(day), None),
    "reconciled": Fact(flag, False),
}


def judge_duration(on: date, facts: Facts) -> Answer:
    """The day of the case is that of the conclusion."""
    law = law_on(DurationLaw, on)
    training = Period(facts["training_first"], facts["training_last"])
    place = RecognisedPlace(SITE, PROGRAMME, Period(date(2022, 9, 1), facts["recognised_until"]))
    one = DurationFacts(
        Period(facts["first"], facts["last"]),
        facts["birth_date"],
        facts["population"],
        facts["form"],
        training if training.last else None,
        tuple(
            OtherAgreement(Period(other["first"], other["last"]), other["linked"])
            for other in facts["others"]
        ),
        facts["two_years_secondary"],
        facts["extension_signed_on"],
        (place,),
        SITE,
        PROGRAMME,
        frozenset(facts["clauses"]),
    )
    check = together(check_duration(one, law), check_age(one, law))
    answers = {"reasons": check.refusals, "warnings": check.warnings}
    return Answer(answers, marks(check.because))


def judge_signing(on: date, facts: Facts) -> Answer:
    """The day of the case is today; `complete` says that the agreement is concluded."""
    law = law_on(DurationLaw, facts["starts_on"])
    one = SigningFacts(
        facts["kind"],
        facts["starts_on"],
        facts["birth_date"],
        tuple((given["by"], given["day"]) for given in facts["signed"]),
        facts["registered_on"],
    )
    check, registration = check_signing(one, law), check_registration(one, law, on=on)
    due, limit = registration_due(one.starts_on, law), premium_limit(one.starts_on, law)
    answers = {
        "complete": check.allowed,
        "reasons": check.refusals,
        "warnings": check.warnings + registration.warnings,
        "registration_due": due.day,
        "premium_limit": limit.day,
    }
    return Answer(answers, marks((*check.because, *registration.because, *limit.because)))


def judge_cooperation(on: date, facts: Facts) -> Answer:
    rule = BOOK.value("agreements.cooperation_rule").on(on)
    check = check_cooperation(
        CooperationFacts(
            tuple(
                PartAtAnother(frozenset(one["parts"]), Period(one["first"], one["last"]), one["recognised"])
                for one in facts["others"]
            ),
            tuple(
                PartnershipRule(frozenset(one["parts"]), Period(one["first"], one["last"]), one["max_days"])
                for one in facts["rules"]
            ),
            frozenset(facts["agreed"]),
            facts["minor"],
            frozenset(facts["plan"]),
            frozenset(facts["own_parts"]),
        ),
        rule,
    )
    return Answer({"reasons": check.refusals}, marks(check.because))


def judge_suspension(on: date, facts: Facts) -> Answer:
    """The last suspension of the case, with those that touch it; the day of the case chooses the values."""
    law = law_on(SuspensionLaw, on)
    suspensions = _suspensions(facts)
    period = Period(facts["first"], facts["last"])
    last = suspensions[-1]
    found = check_suspension(last, kind=facts["kind"], period=period, law=law)
    stretch = next(
        (one for one in long_stretches(suspensions, law) if Period(one.first, one.last).contains(last.first)),
        None,
    )
    days = [rule(stretch, law) if stretch else None for rule in (notice_day, resumption_due, may_end_from)]
    window = early_window(period.first, suspensions, law)
    answers = {
        "reasons": found.check.refusals,
        "pay": found.pay,
        "notice_on": days[0].day if days[0] else None,
        "resumption_due": days[1].day if days[1] else None,
        "may_end_from": days[2].day if days[2] else None,
        "window_ends": window.day if window else None,
    }
    used = [version for one in days if one for version in one.because]
    return Answer(answers, marks((*found.check.because, *used)))


def judge_ending(on: date, facts: Facts) -> Answer:
    """The day of the case is that of receipt, of the fact or of effect."""
    law = law_on(EndingLaw, on)
    if facts["population"] == Population.ADULT:
        law = adult_mediation(law, on)
    received_on = facts["ground_received_on"]
    mediation = (
        Mediation(received_on, facts["mediation_closed_on"], facts["reconciled"]) if received_on else None
    )
    one = EndFacts(
        facts["kind"],
        facts["end"],
        facts["by"],
        on,
        Period(facts["first"], facts["last"]),
        facts["population"],
        facts["reason"],
        facts["reasons_given"],
        facts["in_fact"],
        facts["holds"],
        frozenset(facts["agreed"]),
        _suspensions(facts),
        mediation,
    )
    found = end_agreement(one, law, law_on(SuspensionLaw, on))
    answers = {
        "ended_as": found.ended_as,
        "last_day": found.last_day,
        "reasons": found.check.refusals,
        "owes_month": found.owes_month,
        "searches_again": found.searches_again,
        "mediation_until": mediation_ends(received_on, law).day if received_on else None,
        "told": [[one.by, one.to, one.due.day] for one in found.told],
        "instead": found.instead,
    }
    return Answer(answers, marks(found.check.because))


def _suspensions(facts: Facts) -> tuple[Suspension, ...]:
    return tuple(Suspension(one["ground"], one["first"], one["last"]) for one in facts["suspensions"])


RULES = tuple(
    CasebookRule(f"agreements.{name}", facts, frozenset(answers), function)
    for name, facts, answers, function in (
        ("duration", DURATION, ("reasons", "warnings"), judge_duration),
        (
            "signing",
            SIGNING,
            ("complete", "reasons", "warnings", "registration_due", "premium_limit"),
            judge_signing,
        ),
        ("cooperation", COOPERATION, ("reasons",), judge_cooperation),
        (
            "suspension",
            SUSPENSIONS,
            ("reasons", "pay", "notice_on", "resumption_due", "may_end_from", "window_ends"),
            judge_suspension,
        ),
        (
            "ending",
            END,
            (
                "ended_as",
                "last_day",
                "reasons",
                "owes_month",
                "searches_again",
                "mediation_until",
                "told",
                "instead",
            ),
            judge_ending,
        ),
    )
)
"""The rules of this module, for the registry of `duaal casebook`."""
