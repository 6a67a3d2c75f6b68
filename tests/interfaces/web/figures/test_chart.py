"""Bars: on one scale, also when there is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from duaal.interfaces.web.figures.chart import chart

amounts = st.integers(0, 10**6)


@given(st.lists(st.tuples(st.text(max_size=5), amounts, st.none() | amounts), max_size=30))
def test_no_bar_is_longer_than_the_width_and_the_longest_fills_it(rows):
    widths = [
        float(width.rstrip("%"))
        for bar in chart(rows, whole="x").bars
        for width in (bar.whole_width, bar.part_width)
    ]

    assert all(0 <= width <= 100 for width in widths)
    if any(whole or inside for _label, whole, inside in rows):
        assert max(widths) == 100


def test_a_chart_of_nothing_is_drawn():
    assert chart([], whole="x").bars == ()
    assert chart([("a", 0, None)], whole="x").bars[0].whole_width == "0%"
