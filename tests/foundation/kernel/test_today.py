from datetime import UTC, date, datetime

import time_machine

from duaal.foundation.kernel.today import today


def test_just_before_midnight_in_london_it_is_already_tomorrow_in_brussels():
    with time_machine.travel(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), tick=False):
        assert today() == date(2026, 3, 29)


def test_in_summer_the_day_starts_two_hours_before_midnight_in_utc():
    with time_machine.travel(datetime(2026, 7, 1, 22, 0, tzinfo=UTC), tick=False):
        assert today() == date(2026, 7, 2)


def test_in_winter_it_is_still_the_same_day_at_half_past_ten_in_utc():
    with time_machine.travel(datetime(2026, 1, 1, 22, 30, tzinfo=UTC), tick=False):
        assert today() == date(2026, 1, 1)
