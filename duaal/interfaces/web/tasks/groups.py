"""Tasks of the start page: each a sentence with one action, put under late, this week or later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock

M = TypeVar("M", bound=Model)

SHOWN = 10
"""Tasks that one source puts under one title of the page; the rest stands behind a link to the full list."""

LATE, THIS_WEEK, LATER = "laat", "week", "later"
TITLES: dict[str, Promise] = {
    LATE: gettext_lazy("Te laat"),
    THIS_WEEK: gettext_lazy("Deze week"),
    LATER: gettext_lazy("Later"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: a sentence, the action, and the last day for it (None when there is none).

    `about` ends the words of the link for who hears only links. `waits_for_reader` puts a task first among
    those of later: somebody answered, so that the work can go on.
    """

    sentence: str
    action: Promise
    href: str
    about: str
    day: date | None = None
    clock: Clock | None = None
    waits_for_reader: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """The way to the tasks of a source that the page does not show: the words and the address of the link."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one title, with the ways to those that are not shown."""

    key: str
    title: Promise
    tasks: tuple[Task, ...]
    mores: tuple[More, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a source found: its tasks, and per title (LATE, THIS_WEEK, LATER) the way to the rest."""

    tasks: tuple[Task, ...] = ()
    mores: dict[str, More] = field(default_factory=dict)


def first_of(rows: QuerySet[M], *parts: str, limit: int) -> list[M]:
    """The first of these rows and one more, with the parts that their sentences name.

    Most readers have nothing of most kinds, and the database plans a join of ten tables longer than it needs
    to answer it: so the keys come first, without the parts. One query for nothing, two for one row or many.
    """
    keys = list(rows.values_list("pk", flat=True)[: limit + 1])
    if not keys:
        return []
    found = rows.model._default_manager.select_related(*parts).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def place_of(task: Task, *, on: date) -> str:
    """The title under which the task stands on the day."""
    if task.day is None or task.day > on + WEEK:
        return LATER
    return LATE if task.day < on else THIS_WEEK


def by_urgency(found: Iterable[Found], *, on: date) -> tuple[Group, ...]:
    """The tasks of all sources under late, this week and later, the earliest day first; no empty groups."""
    sources = list(found)
    tasks = sorted((task for each in sources for task in each.tasks), key=_order)
    under: dict[str, list[Task]] = {key: [] for key in TITLES}
    for task in tasks:
        under[place_of(task, on=on)].append(task)
    under[LATER].sort(key=lambda task: not task.waits_for_reader)
    return tuple(
        Group(key, title, tuple(under[key]), tuple(each.mores[key] for each in sources if key in each.mores))
        for key, title in TITLES.items()
        if under[key]
    )


def _order(task: Task) -> tuple[date, str]:
    return task.day or date.max, task.about
