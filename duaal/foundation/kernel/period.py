"""Closed periods: the first and the last day both belong to it; an open end has no last day."""

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included. `last` None means: no known end."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"a period cannot end on {self.last} before it starts on {self.first}")

    def contains(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other period is also a day of this one."""
        return self.intersection(other) == other

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day belongs to both."""
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        """The days that belong to both, or None when there is no such day."""
        first = max(self.first, other.first)
        ends = [last for last in (self.last, other.last) if last is not None]
        last = min(ends, default=None)
        if last is not None and last < first:
            return None
        return Period(first, last)

    def touches(self, other: "Period") -> bool:
        """Whether the two overlap or follow each other without a day in between."""
        return self.overlaps(other) or self._is_right_before(other) or other._is_right_before(self)

    @property
    def days(self) -> int | None:
        """Number of days, first and last included; None without an end."""
        return None if self.last is None else (self.last - self.first).days + 1

    def _is_right_before(self, other: "Period") -> bool:
        return self.last is not None and self.last + ONE_DAY == other.first
