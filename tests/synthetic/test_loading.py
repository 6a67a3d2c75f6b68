"""Loading is all or nothing, and says what does not fit."""

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection

from duaal.foundation.accounts.models import Membership
from duaal.foundation.people.models import Person
from duaal.register.organisations.models import JointCommittee
from duaal.synthetic import populate as subject
from duaal.synthetic.foreign_keys import set_aside
from duaal.synthetic.inventing import TooEarly, invent
from duaal.synthetic.loading import IncompleteRows, analyse, load
from duaal.synthetic.register_rows import MEMBERSHIP
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


def keys_of(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint "
            "WHERE contype = 'f' AND conrelid = %s::regclass ORDER BY 1",
            [table],
        )
        return cursor.fetchall()


@pytest.mark.django_db
def test_foreign_keys_are_put_back_as_they_were():
    before = keys_of("recognition_application")

    with set_aside(["recognition_application"]) as keys:
        during = keys_of("recognition_application")

    assert during == []
    assert len(keys) == len(before) > 0
    assert keys_of("recognition_application") == before


@pytest.mark.django_db
def test_a_row_that_refers_to_nothing_does_not_get_through():
    refers_to_nothing = Table(Membership, MEMBERSHIP, iter([(404, "company", "1900000091", TODAY, None)]))

    with pytest.raises(IntegrityError, match="accounts_membership"), set_aside(["accounts_membership"]):
        load([refers_to_nothing], report=silent)


class FullDisk:
    """Rows that stop halfway, as when the disk is full."""

    def __iter__(self):
        yield ("901", "Een")
        raise psycopg.errors.DiskFull("could not extend file")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_when_it_stops_halfway(monkeypatch):
    person = (1, "An", "Regen", date(1990, 1, 1), None, None, "2026-11-21", None)
    columns = tuple(field.column for field in Person._meta.concrete_fields)
    tables = [Table(Person, columns, iter([person])), Table(JointCommittee, COLUMNS, FullDisk())]
    monkeypatch.setattr(subject, "_invent", lambda *_given: (None, None, None))
    monkeypatch.setattr(subject, "_tables", lambda *_given, **_more: tables)

    with pytest.raises((psycopg.errors.DiskFull, DatabaseError)):
        subject.populate(scale=1, seed=1, today=TODAY, report=silent)

    assert not Person.objects.exists()
    assert not JointCommittee.objects.exists()


@pytest.mark.django_db
def test_a_day_before_the_official_tables_end_is_refused(surroundings):
    with pytest.raises(TooEarly, match="2023-06-29"):
        invent(surroundings, scale=1, seed=1, today=date(2023, 6, 29), report=silent)
