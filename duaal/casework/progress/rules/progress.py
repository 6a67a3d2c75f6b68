"""Which competences are still open, also over a change of the document of the programme."""

from collections.abc import Collection, Mapping


def is_reached(competence: str, reached: Collection[str], replaces: Mapping[str, Collection[str]]) -> bool:
    """Whether it is reached itself, or through every competence of the older document that it replaces."""
    if competence in reached:
        return True
    older = replaces.get(competence, ())
    return bool(older) and all(one in reached for one in older)


def open_of(
    asked: Collection[str], reached: Collection[str], replaces: Mapping[str, Collection[str]]
) -> tuple[str, ...]:
    """Those of the asked competences that are not reached yet, in the same order."""
    return tuple(one for one in asked if not is_reached(one, reached, replaces))
