from datetime import date

import pytest
from django.db import IntegrityError

from duaal.foundation.geography.models import Municipality, Province, Region
from tests.foundation.geography.factories import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        pytest.param(
            {"valid_from": date(2025, 1, 2), "valid_to": date(2025, 1, 1)}, "municipality_period", id="period"
        ),
        pytest.param(
            {"region": Region.WALLONIA, "province": Province.LIMBURG},
            "province_outside",
            id="walloon province",
        ),
        pytest.param({"province": ""}, "province_outside", id="Flemish without province"),
    ],
)
def test_database_refuses_what_cannot_be(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        MunicipalityFactory(**fields)


def test_database_refuses_a_successor_of_a_municipality_that_goes_on():
    other = MunicipalityFactory()

    with pytest.raises(IntegrityError, match="successor_after_end"):
        MunicipalityFactory(successor=other)


def test_constraints_say_in_dutch_what_is_wrong():
    messages = [constraint.violation_error_message for constraint in Municipality._meta.constraints]

    assert all(message.endswith(".") for message in messages)


def test_rows_are_read_as_their_names():
    postcode = PostcodeFactory(code="3999", place_name="Plaats", municipality__name="Gemeente")

    assert (str(postcode), str(postcode.municipality)) == ("3999 Plaats", "Gemeente")
