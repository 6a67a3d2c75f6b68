"""When the holder is told that a recognition ends (`recognition.md` 8; the months are an assumption)."""

from datetime import date, timedelta

from duaal.casework.recognition.rules.validity import expiry_notices
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.dated import Version


def months_of_notice(valid_to: date, on: date, months_before: Version[tuple[int, ...]]) -> int | None:
    """Which notice fits the day, as months before the end; None as long as it is too early, and after it.

    When several days of notice went by, the last of them counts.
    """
    if on > valid_to:
        return None
    days = expiry_notices(valid_to, months_before)
    given = [
        months
        for months, day in zip(sorted(months_before.value, reverse=True), days, strict=True)
        if day <= on
    ]
    return min(given, default=None)


def last_end_noticed(on: date, months: int) -> date:
    """The last day on which a recognition can end whose notice, so many months before, is due by the day.

    The last day of a month counts for all later days of a longer month: 28 February for 31 August.
    """
    if (on + timedelta(days=1)).day > 1:
        return add_months(on, months)
    return add_months(on + timedelta(days=1), months) - timedelta(days=1)
