"""A measured figure, beside the reference it was measured with in the same run."""

import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the benchmark.

    `ratio` is `value` divided by `reference_value`, both in `unit`. `limit` is the bound of the project on
    the value, or on the ratio when `limit_on_ratio`; `at_least` turns it round. None: measured, not bounded.
    """

    name: str
    value: float
    unit: str
    reference: str
    reference_value: float
    limit: float | None = None
    limit_on_ratio: bool = False
    at_least: bool = False

    @property
    def ratio(self) -> float:
        return self.value / self.reference_value if self.reference_value else math.inf

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        measured = self.ratio if self.limit_on_ratio else self.value
        return measured >= self.limit if self.at_least else measured <= self.limit

    def line(self) -> str:
        ratio = f"{self.ratio:.2f} x {self.reference} ({self.reference_value:.4g} {self.unit})"
        return f"{self.name:<46} {self.value:>9.4g} {self.unit:<12} {ratio:<64} {self._verdict()}".rstrip()

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"ratio": self.ratio, "holds": self.holds}

    def _verdict(self) -> str:
        if self.limit is None:
            return ""
        bound = f"{self.limit:g}{' x' if self.limit_on_ratio else ''}"
        return f"{'ok' if self.holds else 'NOT OK'}, {'at least' if self.at_least else 'at most'} {bound}"


def hand_over(measured: dict[str, float]) -> None:
    """Gives what a process measured to the process that started it: the last line of its output."""
    sys.stdout.write(json.dumps(measured) + "\n")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work: Callable[[], object], *, times: int) -> float:
    return statistics.median(seconds(work) for _ in range(times))


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]
