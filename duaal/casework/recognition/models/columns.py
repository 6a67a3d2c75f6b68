"""What the columns of several tables share."""

from enum import StrEnum


def choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """The states as choices of a column; their words stand in `labels.py`."""
    return [(state.value, state.value) for state in states]
