import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.insight.statistics.disclosure import hidden


@pytest.mark.parametrize(
    ("values", "places", "total"),
    [
        pytest.param([10, 20, 30], set(), False, id="nothing small"),
        pytest.param([0, 20, 30], set(), False, id="zero stays zero"),
        pytest.param([4, 20, 5], {0, 2}, False, id="one small: the next smallest too"),
        pytest.param([4, 3, 5], {0, 1}, False, id="two small protect each other"),
        pytest.param([5, 20], set(), False, id="the threshold itself is shown"),
        pytest.param([4, 0, 0], {0}, True, id="only one group: the total too"),
        pytest.param([1, 2, 0], {0, 1}, True, id="the total is small itself"),
        pytest.param([0, 0], set(), False, id="nobody at all"),
    ],
)
def test_which_groups_are_hidden(values: list[int], places: set[int], total: bool) -> None:
    assert hidden(values, total=sum(values), threshold=5) == (frozenset(places), total)


def test_companies_are_never_hidden_under_a_threshold_of_one() -> None:
    assert hidden([1, 2, 3, 4], total=10, threshold=1) == (frozenset(), False)


def test_without_a_total_only_the_small_groups_are_hidden() -> None:
    assert hidden([1, 20, 30], total=None, threshold=5) == (frozenset({0}), False)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.integers(1, 6))
def test_no_small_group_can_be_found_by_subtracting(values: list[int], threshold: int) -> None:
    places, hides_total = hidden(values, total=sum(values), threshold=threshold)

    small = {place for place, value in enumerate(values) if 0 < value < threshold}
    assert small <= places
    assert all(values[place] > 0 for place in places)
    assert len(places) != 1 or hides_total
    assert bool(places) == bool(small) or not small
