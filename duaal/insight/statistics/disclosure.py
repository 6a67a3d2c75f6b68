"""Hiding small groups (`statistics.md` 5): one function, one threshold.

The threshold is a dated value per unit: `statistics.min_cell_persons`, and `statistics.min_cell_companies`,
which is 1 because the official answer prints groups of one company.
"""

from collections.abc import Sequence


def hidden(values: Sequence[int], *, total: int | None, threshold: int) -> tuple[frozenset[int], bool]:
    """Which positions of one column may not be shown, and whether the total may not be shown either.

    A group from 1 up to below the threshold is hidden; zero stays zero. When exactly one group is hidden it
    could be found by subtracting from the total: then the next smallest group that is not empty is hidden as
    well, and when there is none, the total. A total below the threshold is hidden like a group.
    Not covered: comparing with other tables or with an earlier edition of the same table.
    """
    small = {place for place, value in enumerate(values) if 0 < value < threshold}
    if total is None:
        return frozenset(small), False
    hide_total = 0 < total < threshold
    if len(small) == 1 and not hide_total:
        others = [place for place, value in enumerate(values) if value >= threshold]
        if others:
            small.add(min(others, key=lambda place: values[place]))
        else:
            hide_total = True
    return frozenset(small), hide_total
