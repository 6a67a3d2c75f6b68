"""Until when one can appeal against a decision, by the rules; asked often, so kept per day of decision."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from duaal.casework.recognition.rules.terms import appeal_deadline, receipt_of_decision
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic.deeds import Versions


@dataclass(frozen=True, slots=True)
class AppealTerm:
    """When a decision counts as received, the last day to appeal, and the dated values behind both."""

    received_on: date
    last_day: date
    rule_versions: Versions


@cache
def appeal_term(decided_on: date) -> AppealTerm:
    """The term against a decision that the company did not open in the platform."""
    receipt = receipt_of_decision(
        decided_on, None, BOOK.value("recognition.receipt_working_days").on(decided_on)
    )
    day = receipt.last_day
    term = appeal_deadline(
        day,
        BOOK.value("recognition.appeal_days").on(day),
        BOOK.value("recognition.appeal_last_day_moves").on(day),
    )
    return AppealTerm(day, term.last_day, _kept((*receipt.because, *term.because)))


_known: dict[tuple[int, ...], Versions] = {}


def _kept(used: tuple[object, ...]) -> Versions:
    """One list for the same dated values, which live as long as the lawbook."""
    key = tuple(map(id, used))
    if key not in _known:
        _known[key] = as_rule_versions(used)  # type: ignore[arg-type]
    return _known[key]
