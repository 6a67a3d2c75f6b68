"""The invented Flanders in memory: made once per worker, read by many tests."""

from datetime import date

import pytest
from django.db import transaction

from duaal.synthetic.inventing import invent
from duaal.synthetic.populate import load_reference
from duaal.synthetic.surroundings import read_surroundings

TODAY = date(2026, 11, 21)


def silent(progress):
    """Says nothing."""


@pytest.fixture(scope="session")
def surroundings(django_db_setup, django_db_blocker):
    """The reference tables, read and put back as they were. For tests that are marked `django_db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        found = read_surroundings()
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="session")
def world(surroundings):
    """Scale 1, seed 1. Tests do not change it."""
    return invent(surroundings, scale=1, seed=1, today=TODAY, report=silent)
