"""Days on which something was decided in the invented Flanders: working days, more of them in busy months."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from duaal.foundation.kernel.school_calendar import is_working_day

BUSY = {9: 1.6, 10: 1.2, 11: 0.9, 12: 0.6, 1: 0.8, 2: 0.9, 3: 1.1, 4: 1.0, 5: 1.2, 6: 1.3, 7: 0.5, 8: 0.9}
"""How busy a month is; an assumption."""


class NoWorkingDay(ValueError):
    """There is no working day between two days."""


class WorkingDays:
    """The working days from `first` to `last`."""

    def __init__(self, first: date, last: date) -> None:
        number = (last - first).days + 1
        self.days = [day for day in (first + timedelta(days=n) for n in range(number)) if is_working_day(day)]
        self._weights = [0.0, *accumulate(BUSY[day.month] for day in self.days)]

    def draw(self, first: date, last: date, rng: Random) -> date:
        """A working day of the period, more likely one of a busy month. Raises `NoWorkingDay`."""
        low, high = bisect_left(self.days, first), bisect_right(self.days, last)
        if low >= high:
            raise NoWorkingDay(f"no working day from {first} to {last}")
        point = rng.uniform(self._weights[low], self._weights[high])
        return self.days[min(max(bisect_right(self._weights, point) - 1, low), high - 1)]

    def on_or_after(self, day: date) -> date:
        """The day itself or the first working day after it. Raises `NoWorkingDay` beyond the last one."""
        place = bisect_left(self.days, day)
        if place == len(self.days):
            raise NoWorkingDay(f"no working day from {day} on")
        return self.days[place]
