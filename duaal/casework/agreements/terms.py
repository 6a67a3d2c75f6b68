"""The terms of an agreement: what the parties agree on, as one value with one hash. Pure.

Everything that a signature binds stands in the content of a version; e-mail addresses and telephone numbers
do not, so that they can be corrected. The hash is SHA-256 over canonical JSON: UTF-8, sorted keys, no spaces.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.rules.timetable import Pattern, Place, Span
from duaal.foundation.kernel.period import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class PlanValue:
    """The training plan (`opleidingsplan`) that belongs to the agreement, as the caller has it.

    `parts` are the competences that it puts at a workplace, `elsewhere` those at another company.
    """

    version: int
    hash: str
    text: str = ""
    first: date | None = None
    last: date | None = None
    parts: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def period(self) -> Period | None:
        """The days that the plan covers, where both ends are known."""
        return Period(self.first, self.last) if self.first and self.last else None


@dataclass(frozen=True, slots=True)
class PartnerPart:
    """Part of the training at a partner company (art. 6bis): the competences, the days and the mentors.

    `signer` is who signs for that company.
    """

    recognition: int
    first: date
    last: date
    parts: tuple[str, ...]
    mentors: tuple[int, ...]
    signer: str = ""


@dataclass(frozen=True, slots=True)
class HolidayAnnex:
    """Annex on school holidays: the days worked in them, the days in return, and what is learned by it.

    `free_weeks` are the Mondays of the weeks that stay free, in a 7th year or where there are fewer weeks of
    holiday (`reduced`). `seasonal` says that the work is on the list of the school year.
    """

    worked: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    why: str = ""
    free_weeks: tuple[date, ...] = ()
    seasonal: bool = False
    reduced: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed, apart from who the parties are.

    `mentors` are the assignments at the recognised place; `company_week` the minutes of a full week there.
    `since` is the first day of what an amendment changed: its timetable holds from then on, and the hours by
    week before it are those of the text it changes.
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
    since: date | None = None
    partners: tuple[PartnerPart, ...] = ()
    holidays: HolidayAnnex | None = None

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def holds_from(self) -> date:
        """The first day of this text."""
        return self.since or self.first


def amended(old: Terms, new: Terms) -> Terms:
    """The terms of an agreement from the first day of `new` on; until then the hours are those of `old`."""
    kept = (
        replace(block, period=within)
        for block in old.blocks
        if new.first > old.first
        and (within := block.period.intersection(Period(old.first, new.first - ONE_DAY))) is not None
    )
    return replace(new, first=old.first, since=new.first, blocks=(*kept, *new.blocks))


def same_terms(old: Terms, new: Terms) -> bool:
    """Whether nothing changes from the first day of the new terms on; hours are compared week by week."""
    since = new.holds_from
    rest = Period(min(since, old.last), old.last)
    return _without_time(old) == _without_time(new) and _hours_in(old, rest) == _hours_in(new, rest)


def _without_time(terms: Terms) -> Terms:
    """The terms with the time taken out of the timetable, and without the hours."""
    whole = terms.period
    timetable = tuple(replace(one, period=whole) for one in terms.timetable)
    return replace(terms, since=None, blocks=(), timetable=timetable)


def _hours_in(terms: Terms, period: Period) -> dict[date, tuple[int, int, int]]:
    """What every day of a period has of the hours of its week."""
    found: dict[date, tuple[int, int, int]] = {}
    for block in terms.blocks:
        within = block.period.intersection(period)
        for number in range((within.days or 0) if within else 0):
            assert within is not None
            day = within.first + timedelta(days=number)
            real, simulated, lessons = found.get(day, (0, 0, 0))
            found[day] = (real + block.real, simulated + block.simulated, lessons + block.lessons)
    return found


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
        **({"since": terms.since.isoformat()} if terms.since else {}),
        **({"partners": [_partner_as_json(one) for one in terms.partners]} if terms.partners else {}),
        **({"holidays": _annex_as_json(terms.holidays)} if terms.holidays else {}),
    }


def from_json(value: Mapping[str, Any]) -> Terms:
    """The terms that `as_json` wrote."""
    first, last = date.fromisoformat(value["first"]), date.fromisoformat(value["last"])
    plan = value["plan"]
    since = date.fromisoformat(value["since"]) if value.get("since") else None
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
                Period(since or first, last),
                tuple((start, end) for start, end in one["breaks"]),
                Place(one["place"]),
                one["lessons"],
            )
            for one in value["timetable"]
        ),
        company_week=value["company_week"],
        **{name: value[name] for name in (*FLAGS, *WORDS)},
        plan=_plan_from_json(plan) if plan else None,
        since=since,
        partners=tuple(_partner_from_json(one) for one in value.get("partners", ())),
        holidays=_annex_from_json(value["holidays"]) if value.get("holidays") else None,
    )


def _annex_as_json(annex: HolidayAnnex) -> dict[str, Any]:
    days = ("worked", "made_up", "free_weeks")
    return {
        "why": annex.why,
        "seasonal": annex.seasonal,
        "reduced": annex.reduced,
        **{name: [day.isoformat() for day in getattr(annex, name)] for name in days},
    }


def _annex_from_json(value: Mapping[str, Any]) -> HolidayAnnex:
    worked, made_up, free = (
        tuple(date.fromisoformat(day) for day in value[name]) for name in ("worked", "made_up", "free_weeks")
    )
    return HolidayAnnex(worked, made_up, value["why"], free, value["seasonal"], value["reduced"])


def _partner_as_json(part: PartnerPart) -> dict[str, Any]:
    return {
        "recognition": part.recognition,
        "first": part.first.isoformat(),
        "last": part.last.isoformat(),
        "parts": list(part.parts),
        "mentors": list(part.mentors),
        "signer": part.signer,
    }


def _partner_from_json(value: Mapping[str, Any]) -> PartnerPart:
    return PartnerPart(
        value["recognition"],
        date.fromisoformat(value["first"]),
        date.fromisoformat(value["last"]),
        tuple(value["parts"]),
        tuple(value["mentors"]),
        value["signer"],
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
        **({"parts": list(plan.parts)} if plan.parts else {}),
        **({"elsewhere": list(plan.elsewhere)} if plan.elsewhere else {}),
    }


def _plan_from_json(plan: Mapping[str, Any]) -> PlanValue:
    first, last = plan["first"], plan["last"]
    return PlanValue(
        plan["version"],
        plan["hash"],
        plan["text"],
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        tuple(plan.get("parts", ())),
        tuple(plan.get("elsewhere", ())),
    )


def canonical(content: Mapping[str, Any]) -> bytes:
    """The content in the one form of which the hash is taken."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def content_hash(content: Mapping[str, Any]) -> str:
    """The hash that a signature binds."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _last(period: Period) -> str:
    assert period.last is not None
    return period.last.isoformat()
