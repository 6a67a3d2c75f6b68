"""Fills an empty register with a whole invented Flanders, in one transaction."""

import gc
from collections.abc import Callable
from datetime import date
from itertools import chain

from django.db import transaction
from django.utils import timezone

from duaal.flows.notifications.outbox import say_nothing_of_what_follows
from duaal.foundation.audit.models import Chain, Entry
from duaal.foundation.documents import folder
from duaal.foundation.geography import loading as geography
from duaal.foundation.people.national_numbers import protect
from duaal.register.organisations import loading as organisations
from duaal.register.organisations.models import Company
from duaal.register.partnerships import loading as partnerships
from duaal.register.programmes import loading as programmes
from duaal.synthetic.agreement_rows import KeptAgreements
from duaal.synthetic.case_rows import case_tables
from duaal.synthetic.competing import competence_table
from duaal.synthetic.foreign_keys import set_aside
from duaal.synthetic.inventing import invent
from duaal.synthetic.learner_rows import learner_tables
from duaal.synthetic.loading import Loaded, analyse, load
from duaal.synthetic.mandating import Mandating, Store
from duaal.synthetic.matching_rows import matching_tables
from duaal.synthetic.officers import Officers
from duaal.synthetic.register_rows import register_tables
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.surroundings import read_surroundings
from duaal.synthetic.tables import Table
from duaal.synthetic.trail import trail_tables
from duaal.synthetic.world import World

LARGEST_SCALE = 40
"""Beyond this the invented national numbers of one birth date run out (`numbers.py`)."""

Report = Callable[[str], None]


class NotEmpty(Exception):
    """The register has companies already: invented ones are never put among others."""


def populate(*, scale: int, seed: int, today: date, report: Report) -> tuple[Loaded, ...]:
    """Loads the reference tables and an invented Flanders, `scale` times as large as the real one.

    All or nothing: when it stops halfway, nothing is there. Gives the rows per table. Raises `NotEmpty`
    when there are companies or entries already, `TooEarly` for a day too long ago, `WrongFile` for a
    corrupt reference file.
    """
    with transaction.atomic():
        refuse_filled()
        say_nothing_of_what_follows()
        load_reference()
        world, ruling, programmes = _invent(scale, seed, today, report)
        tables = _tables(world, ruling, programmes, seed, today, store=folder.write)
        with set_aside(table.name for table in tables):
            loaded = load(tables, report=report)
    analyse(each.table for each in loaded)
    return loaded


def count(*, scale: int, seed: int, today: date, report: Report) -> tuple[Loaded, ...]:
    """What `populate` would load, with nothing loaded: the reference tables are put back as they were."""
    with transaction.atomic():
        refuse_filled()
        load_reference()
        world, ruling, programmes = _invent(scale, seed, today, report)
        transaction.set_rollback(True)
    tables = _tables(world, ruling, programmes, seed, today, store=_nowhere)
    return tuple(Loaded(table.name, sum(1 for _row in table.rows)) for table in tables)


def refuse_filled() -> None:
    """Raises `NotEmpty` when the register is in use."""
    if Company.objects.exists() or Entry.objects.exists() or Chain.objects.exists():
        raise NotEmpty("the register has companies or entries already")


def load_reference() -> None:
    """Makes the reference tables equal to the files of the project."""
    for package in (geography, organisations, partnerships, programmes):
        package.load_all()


def _invent(scale: int, seed: int, today: date, report: Report) -> tuple[World, Ruling, tuple[str, ...]]:
    """The world in memory, and the codes of its programmes.

    Everything made here stays, so nothing is looked through for what could go.
    """
    surroundings = read_surroundings()
    gc.disable()
    try:
        world = invent(surroundings, scale=scale, seed=seed, today=today, report=report)
    finally:
        gc.enable()
    return world, Ruling(surroundings.competences), tuple(surroundings.trainings)


def _nowhere(_data: bytes) -> str:
    """Keeps nothing: what is only counted leaves no file behind."""
    return ""


def _tables(
    world: World, ruling: Ruling, programmes: tuple[str, ...], seed: int, today: date, *, store: Store
) -> list[Table]:
    """Every table in the order in which they refer to one another."""
    officers = Officers(world, seed)
    kept = KeptAgreements(world, programmes, today=today)
    mandating = Mandating(world, today=today)
    more = chain(kept.entries(), mandating.entries())
    return [
        competence_table(programmes),
        *register_tables(world, today=today, protect=protect),
        *case_tables(world, ruling, officers, today=today),
        *learner_tables(world),
        *matching_tables(world),
        *kept.tables(),
        *mandating.tables(store),
        *trail_tables(world, ruling, officers, more, today=today, sealed_at=timezone.now()),
    ]
