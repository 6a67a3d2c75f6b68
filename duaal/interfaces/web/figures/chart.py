"""Bars: the geometry of a chart, worked out on the server; a template draws it as SVG."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a whole and, inside it, a part (None when there is none); widths in percent of the longest."""

    label: str
    whole: int
    part: int | None
    whole_width: str
    part_width: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars on one scale; `part` is empty when the bars have no parts."""

    title: Words
    whole: Words
    part: Words
    bars: tuple[Bar, ...]


def chart(
    rows: Iterable[tuple[str, int, int | None]], *, whole: Words, title: Words = "", part: Words = ""
) -> Chart:
    """A chart of (label, whole, part) rows in their order; the longest bar fills the width."""
    kept = list(rows)
    longest = max((max(amount, inside or 0) for _label, amount, inside in kept), default=0)
    bars = tuple(
        Bar(label, amount, inside, _width(amount, longest), _width(inside or 0, longest))
        for label, amount, inside in kept
    )
    return Chart(title, whole, part, bars)


def _width(amount: int, longest: int) -> str:
    return f"{100 * amount / longest:.2f}%" if longest else "0%"
