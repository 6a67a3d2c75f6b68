"""The terms of an agreement: what the parties agree on, as one value with one hash. Pure.

Everything that a signature binds stands in the content of a version; e-mail addresses and telephone numbers
do not, so that they can be corrected. The hash is SHA-256 over canonical JSON: UTF-8, sorted keys, no spaces.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.rules.timetable import Pattern, Place, Span
from duaal.foundation.kernel.period import Period


@dataclass(frozen=True, slots=True)
class PlanValue:
    """The training plan (`opleidingsplan`) that belongs to the agreement, as the caller has it."""

    version: int
    hash: str
    text: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def period(self) -> Period | None:
        """The days that the plan covers, where both ends are known."""
        return Period(self.first, self.last) if self.first and self.last else None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed, apart from who the parties are.

    `mentors` are the assignments at the recognised place; `company_week` the minutes of a full week there.
    """

    kind: Kind
    first: date
    last: date
    mentors: tuple[int, ...] = ()
    blocks: tuple[WeekBlock, ...] = ()
    timetable: tuple[Pattern, ...] = ()
    company_week: int | None = None
    part_time_asked: bool = False
    maribel_or_143: bool = False
    works_there: bool = False
    simulated_in_school: bool = False
    sector: str = ""
    night_decree: bool = False
    shift_work: bool = False
    remarks: str = ""
    plan: PlanValue | None = None

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


FLAGS = (
    "part_time_asked",
    "maribel_or_143",
    "works_there",
    "simulated_in_school",
    "night_decree",
    "shift_work",
)
WORDS = ("sector", "remarks")


def as_json(terms: Terms) -> dict[str, Any]:
    """The terms as plain values."""
    return {
        "kind": terms.kind.value,
        "first": terms.first.isoformat(),
        "last": terms.last.isoformat(),
        "mentors": list(terms.mentors),
        "blocks": [
            {
                "first": block.period.first.isoformat(),
                "last": _last(block.period),
                "real": block.real,
                "simulated": block.simulated,
                "lessons": block.lessons,
            }
            for block in terms.blocks
        ],
        "timetable": [
            {
                "weekday": one.weekday,
                "from": one.span.first,
                "to": one.span.last,
                "breaks": [list(pause) for pause in one.breaks],
                "place": one.place.value,
                "lessons": one.lessons,
            }
            for one in terms.timetable
        ],
        "company_week": terms.company_week,
        **{name: getattr(terms, name) for name in (*FLAGS, *WORDS)},
        "plan": _plan_as_json(terms.plan),
    }


def from_json(value: Mapping[str, Any]) -> Terms:
    """The terms that `as_json` wrote."""
    first, last = date.fromisoformat(value["first"]), date.fromisoformat(value["last"])
    plan = value["plan"]
    return Terms(
        kind=Kind(value["kind"]),
        first=first,
        last=last,
        mentors=tuple(value["mentors"]),
        blocks=tuple(
            WeekBlock(
                Period(date.fromisoformat(one["first"]), date.fromisoformat(one["last"])),
                one["real"],
                one["simulated"],
                one["lessons"],
            )
            for one in value["blocks"]
        ),
        timetable=tuple(
            Pattern(
                one["weekday"],
                Span(one["from"], one["to"]),
                Period(first, last),
                tuple((start, end) for start, end in one["breaks"]),
                Place(one["place"]),
                one["lessons"],
            )
            for one in value["timetable"]
        ),
        company_week=value["company_week"],
        **{name: value[name] for name in (*FLAGS, *WORDS)},
        plan=_plan_from_json(plan) if plan else None,
    )


def _plan_as_json(plan: PlanValue | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "version": plan.version,
        "hash": plan.hash,
        "text": plan.text,
        "first": plan.first.isoformat() if plan.first else None,
        "last": plan.last.isoformat() if plan.last else None,
    }


def _plan_from_json(plan: Mapping[str, Any]) -> PlanValue:
    first, last = plan["first"], plan["last"]
    return PlanValue(
        plan["version"],
        plan["hash"],
        plan["text"],
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def content_hash(content: Mapping[str, Any]) -> str:
    """The hash that a signature binds."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _last(period: Period) -> str:
    assert period.last is not None
    return period.last.isoformat()
