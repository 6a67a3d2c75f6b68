"""How long a recognition is valid, and when its holder is warned.

Law: art. 7 § 3 of the decree of 10 June 2016, art. 8 § 3 of that of 25 March 2022: 5 years from the date of
the decision. The exact last day and the notices are assumptions (`recognition.md` 8).
"""

from datetime import date, timedelta

from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.outcomes import Validity
from duaal.foundation.kernel.anniversary import add_months, add_years
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Version


def validity(decided_on: date, law: RecognitionLaw) -> Validity:
    """From the day of the decision to the day before it returns some years later.

    A recognition of 29 February ends on 28 February. Not covered: an earlier end by withdrawal or giving up.
    """
    years, days_before = law.validity_years, law.validity_days_before_anniversary
    last = add_years(decided_on, years.value) - timedelta(days=days_before.value)
    return Validity(Period(decided_on, last), (years, days_before))


def expiry_notices(valid_to: date, months_before: Version[tuple[int, ...]]) -> tuple[date, ...]:
    """The days on which the holder is told that the recognition ends, earliest first."""
    return tuple(sorted(add_months(valid_to, -months) for months in months_before.value))


def renewal_opens_on(valid_to: date, months_before: Version[int]) -> date:
    """The first day on which the file can be reused for a new request (an assumption of this project)."""
    return add_months(valid_to, -months_before.value)
