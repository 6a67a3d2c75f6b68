"""What the form of a draft shows of terms or hours that are there already."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from duaal.casework.agreements.facts import WeekBlock
from duaal.casework.agreements.terms import Terms
from duaal.interfaces.web.contracts.draft_form import DAY, HOUR, ROWS
from duaal.interfaces.web.contracts.holiday_fields import typed_of


def typed_from(terms: Terms) -> dict[str, Any]:
    """What the form shows of terms that are there already."""
    typed: dict[str, Any] = {
        name: getattr(terms, name)
        for name in (
            *("first", "last", "part_time_asked", "maribel_or_143", "works_there", "simulated_in_school"),
            *("shift_work", "night_decree", "sector", "remarks"),
        )
    }
    typed |= typed_of(terms.holidays)
    typed["mentors"] = list(terms.mentors)
    typed["company_week"] = _hours(terms.company_week or 0)
    typed |= hours_from(terms.blocks)
    for one in terms.timetable:
        number = one.weekday
        typed |= {
            f"place_{number}": one.place.value,
            f"start_{number}": _clock(one.span.first),
            f"end_{number}": _clock(one.span.last),
            f"count_{number}": one.lessons or "",
        }
        for key, (start, end) in zip(("pause", "second"), one.breaks, strict=False):
            typed |= {f"{key}_{number}": _clock(start), f"{key}_end_{number}": _clock(end)}
    return typed


def hours_from(blocks: Iterable[WeekBlock]) -> dict[str, Any]:
    """What the form shows of hours by week."""
    typed: dict[str, Any] = {}
    for row, block in zip(ROWS, blocks, strict=False):
        typed |= {
            f"from_{row}": block.period.first,
            f"until_{row}": block.period.last,
            f"real_{row}": _hours(block.real),
            f"simulated_{row}": _hours(block.simulated),
            f"lessons_{row}": block.lessons or "",
        }
    return typed


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % (DAY), HOUR)
    return f"{hours:02}:{rest:02}"


def _hours(minutes: int) -> str:
    if minutes % HOUR == 0:
        return str(minutes // HOUR or "")
    return f"{Decimal(minutes) / HOUR:.2f}".rstrip("0").replace(".", ",")
