"""What changes from one text of an agreement to the next, side by side."""

from dataclasses import dataclass

from duaal.casework.agreements.contents import paragraphs
from duaal.casework.agreements.models import Version


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the text in which something changes: the lines that go and the lines that come."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes_between(old: Version, new: Version) -> tuple[Change, ...]:
    """Every part in which a line goes or comes, in the order of the new text."""
    before = {one.title: one for one in paragraphs(old)}
    after = {one.title: one for one in paragraphs(new)}
    found = []
    for title, part in {**before, **after}.items():
        was = before[title].lines if title in before else ()
        becomes = after[title].lines if title in after else ()
        gone = tuple(line for line in was if line not in becomes)
        come = tuple(line for line in becomes if line not in was)
        if gone or come:
            found.append(Change(part.title, gone, come))
    return tuple(found)
