"""Tasks of the start page: each a sentence with one action, put under late, this week or later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock

SHOWN = 10
"""Tasks of one kind on the start page; the rest stands behind the link to the full list."""

TOO_LATE = gettext_lazy("Te laat")
THIS_WEEK = gettext_lazy("Deze week")
LATER = gettext_lazy("Later")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: a sentence, the action, and the last day for it (None when there is none).

    `about` ends the words of the link for who hears only links.
    """

    sentence: str
    action: Promise
    href: str
    about: str
    day: date | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one title; `more` are the words of the link to all of them, empty when all are shown."""

    key: str
    title: Promise
    tasks: tuple[Task, ...]
    more: str = ""
    more_href: str = ""


def by_urgency(tasks: Iterable[Task], *, on: date) -> tuple[Group, ...]:
    """The tasks under late, this week and later, the earliest day first, without empty groups."""
    ordered = sorted(tasks, key=lambda task: task.day or date.max)
    late = [task for task in ordered if task.day is not None and task.day < on]
    week = [task for task in ordered if task.day is not None and on <= task.day <= on + WEEK]
    later = [task for task in ordered if task.day is None or task.day > on + WEEK]
    groups: Sequence[tuple[str, Promise, list[Task]]] = (
        ("laat", TOO_LATE, late),
        ("week", THIS_WEEK, week),
        ("later", LATER, later),
    )
    return tuple(Group(key, title, tuple(found)) for key, title, found in groups if found)
