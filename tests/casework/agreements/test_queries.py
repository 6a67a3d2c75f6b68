"""Which agreements run on a day."""

from datetime import date

import pytest

from duaal.casework.agreements.queries import running
from tests.casework.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changed", "day", "runs"),
    [
        pytest.param({}, date(2026, 3, 10), True, id="between start and end"),
        pytest.param({}, date(2025, 8, 20), True, id="concluded, begins later"),
        pytest.param({}, date(2025, 8, 19), False, id="not concluded yet"),
        pytest.param({}, date(2026, 6, 30), True, id="last day"),
        pytest.param({}, date(2026, 7, 1), False, id="day after the last day"),
        pytest.param({"ended": True}, date(2026, 2, 14), True, id="day of an early end"),
        pytest.param({"ended": True}, date(2026, 2, 15), False, id="ended early"),
        pytest.param({"starts_on": None}, date(2026, 3, 10), False, id="never began"),
    ],
)
def test_an_agreement_runs_until_its_last_day(changed, day, runs):
    agreement = AgreementFactory(**changed)

    assert list(running(on=day)) == ([agreement] if runs else [])
