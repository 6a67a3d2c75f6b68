"""What a training plan says, as one hash: the same content has the same hash, whatever its order."""

import hashlib
import json
from typing import Any

from duaal.casework.progress.facts import BlockFacts, LineFacts, PlanFacts
from duaal.foundation.kernel.period import Period


def content_hash(plan: PlanFacts) -> str:
    """The SHA-256 of everything the plan says; a name or a state elsewhere in the register changes nothing.

    Not in it: which competences are reached, what the programme asks, and until when a place counts.
    """
    return hashlib.sha256(canonical(plan).encode()).hexdigest()


def canonical(plan: PlanFacts) -> str:
    """The content in one form only: sorted, without spaces, with texts stripped of outer white space."""
    content = {
        "programme": plan.programme,
        "period": _period(plan.period),
        "lines": sorted((_line(line) for line in plan.lines), key=_written),
        "blocks": sorted((_block(block) for block in plan.blocks), key=_written),
        "evaluations": sorted([day.isoformat(), form.strip()] for day, form in plan.evaluations),
        "texts": {name: text.strip() for name, text in plan.texts.items() if text.strip()},
    }
    return _written(content)


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _line(line: LineFacts) -> dict[str, Any]:
    return {
        "competence": line.competence,
        "venue": line.venue.value if line.venue else "",
        "period": _period(line.period),
        "place": line.place,
        "mentor": line.mentor.number if line.mentor else None,
    }


def _block(block: BlockFacts) -> dict[str, Any]:
    return {
        "period": _period(block.period),
        "place": block.place,
        "real": block.real_minutes,
        "simulated": block.simulated_minutes,
        "lessons": block.lessons,
    }


def _period(period: Period) -> list[str]:
    return [period.first.isoformat(), period.last.isoformat() if period.last else ""]
