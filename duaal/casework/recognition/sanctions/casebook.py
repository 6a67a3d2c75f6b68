"""The rules of sanctions, for cases of the casebook: the day of effect, and what stands in the way."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from duaal.casework.recognition.sanctions.law import effect_law, value_on
from duaal.casework.recognition.sanctions.rules import (
    effect_of_withdrawal,
    hearing_term,
    last_end_of_exclusion,
)
from duaal.casework.recognition.sanctions.standing import (
    DecisionStanding,
    HearingStanding,
    WithdrawalStanding,
    blockers_to_decide,
)
from duaal.casework.recognition.sanctions.states import WithdrawalGround
from duaal.foundation.lawbook.case_facts import Fact, day, flag, list_of, one_of, optional, text, whole
from duaal.foundation.lawbook.casebook import Answer, CasebookRule

PARTNERSHIP = Fact(text, "vlaams-partnerschap")
EFFECT = {
    "read_on": Fact(optional(day), None),
    "in_danger": Fact(flag, False),
    "valid_to": Fact(day, date(2031, 3, 9)),
    "partnership": PARTNERSHIP,
}
DECISION = {
    "grounds": Fact(list_of(one_of(WithdrawalGround)), ()),
    "bars": Fact(whole, 0),
    "excludes": Fact(flag, False),
    "may_exclude": Fact(flag, True),
    "left_out": Fact(whole, 0),
    "proposed": Fact(flag, True),
    "in_danger": Fact(flag, False),
    "invited_on": Fact(optional(day), None),
    "reacted": Fact(flag, False),
    "partnership": PARTNERSHIP,
}


def work_out_effect(on: date, facts: Mapping[str, Any]) -> Answer:
    """What follows from a withdrawal decided on the day of the case."""
    law = effect_law(facts["partnership"], on)
    effect = effect_of_withdrawal(
        on, facts["read_on"], in_danger=facts["in_danger"], last_day=facts["valid_to"], law=law
    )
    months = value_on("exclusion_max_months", facts["partnership"], on)
    return Answer(
        {
            "received_on": effect.received_on,
            "effect_on": effect.day,
            "asked_again_from": effect.day + timedelta(days=1),
            "longest_exclusion": last_end_of_exclusion(on, months),
        },
        tuple(version.certainty for version in (*effect.because, months)),
    )


def judge_decision(on: date, facts: Mapping[str, Any]) -> Answer:
    """Whether the decision can be taken on the day of the case, and every reason why not."""
    days = value_on("hearing_days", facts["partnership"], on)
    invited_on = facts["invited_on"]
    hearings = (
        (HearingStanding(hearing_term(invited_on, days), is_answered=facts["reacted"]),) if invited_on else ()
    )
    standing = DecisionStanding(
        withdrawals=tuple(
            WithdrawalStanding(ground, site=1, is_proposed=facts["proposed"], in_power=True)
            for ground in facts["grounds"]
        ),
        bars=facts["bars"],
        excludes=facts["excludes"],
        may_exclude=facts["may_exclude"],
        left_out=facts["left_out"],
        in_danger=facts["in_danger"],
        hearings=hearings,
    )
    reasons = blockers_to_decide(standing, on)
    return Answer({"allowed": not reasons, "reasons": reasons}, (days.certainty,))


RULES = (
    CasebookRule(
        "recognition.withdrawal",
        EFFECT,
        frozenset({"received_on", "effect_on", "asked_again_from", "longest_exclusion"}),
        work_out_effect,
    ),
    CasebookRule("recognition.sanction", DECISION, frozenset({"allowed", "reasons"}), judge_decision),
)
"""The rules of this subject, for the registry of `duaal casebook`."""
