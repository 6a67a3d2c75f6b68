"""Loading is all or nothing, and says what does not fit."""

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError

from duaal.foundation.people.models import Person
from duaal.register.organisations.models import JointCommittee
from duaal.synthetic import populate as subject
from duaal.synthetic.inventing import TooEarly, invent
from duaal.synthetic.loading import IncompleteRows, analyse, load
from duaal.synthetic.tables import Table
from tests.synthetic.conftest import TODAY, silent

COLUMNS = ("code", "name")


def committees(*rows):
    return Table(JointCommittee, COLUMNS, iter(rows))


@pytest.mark.django_db
def test_rows_are_counted_and_reported():
    said = []

    loaded = load([committees(("901", "Een"), ("902", "Twee"))], report=said.append)

    assert [(each.table, each.rows) for each in loaded] == [("organisations_jointcommittee", 2)]
    assert said == ["organisations_jointcommittee: 2"]
    assert JointCommittee.objects.count() == 2


@pytest.mark.django_db
def test_signs_that_mean_something_to_copy_arrive_as_they_are():
    name = "a\tb\\c\n\\N ‘é’"

    load([committees(("901", name))], report=silent)

    assert JointCommittee.objects.get().name == name


@pytest.mark.django_db
def test_rows_without_a_column_of_the_table_are_refused():
    table = Table(JointCommittee, ("code",), iter([("901",)]))

    with pytest.raises(IncompleteRows, match="organisations_jointcommittee: name is not filled"):
        load([table], report=silent)


@pytest.mark.django_db(transaction=True)
def test_the_planner_knows_the_tables_after_the_load():
    load([committees(("901", "Een"))], report=silent)

    analyse([JointCommittee._meta.db_table])

    assert JointCommittee.objects.count() == 1


class FullDisk:
    """Rows that stop halfway, as when the disk is full."""

    def __iter__(self):
        yield ("901", "Een")
        raise psycopg.errors.DiskFull("could not extend file")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_when_it_stops_halfway(monkeypatch):
    person = (1, "An", "Regen", date(1990, 1, 1), None, None, "2026-11-21")
    columns = tuple(field.column for field in Person._meta.concrete_fields)
    tables = [Table(Person, columns, iter([person])), Table(JointCommittee, COLUMNS, FullDisk())]
    monkeypatch.setattr(subject, "_invent", lambda *_given: (None, None))
    monkeypatch.setattr(subject, "_tables", lambda *_given: tables)

    with pytest.raises((psycopg.errors.DiskFull, DatabaseError)):
        subject.populate(scale=1, seed=1, today=TODAY, report=silent)

    assert not Person.objects.exists()
    assert not JointCommittee.objects.exists()


def test_a_day_before_the_official_tables_end_is_refused(surroundings):
    with pytest.raises(TooEarly, match="2023-06-29"):
        invent(surroundings, scale=1, seed=1, today=date(2023, 6, 29), report=silent)
