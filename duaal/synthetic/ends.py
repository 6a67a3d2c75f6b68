"""What the clocks told about recognitions that end: notices months before, and the alert to who is there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from duaal.casework.recognition.rules.validity import expiry_notices
from duaal.casework.recognition.states.upkeep import ALERT_OF_END, NOTICE_OF_END
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic.deeds import Who, deed
from duaal.synthetic.world import Case, Contract


class Ends:
    """Gives each recognition the notices and the alert that came by today."""

    def __init__(self, contracts: Iterable[Contract], today: date) -> None:
        self.today = today
        self.by_case: dict[int, list[Contract]] = defaultdict(list)
        for contract in contracts:
            if contract.starts_on is not None:
                self.by_case[id(contract.case)].append(contract)
        self.months = BOOK.value("recognition.expiry_notice_months").on(today)
        self.days = BOOK.value("recognition.expiry_alert_days").on(today)
        self._of_notice = as_rule_versions([self.months])
        self._of_alert = as_rule_versions([self.days])
        self._notices: dict[date, tuple[date, ...]] = {}

    def tell(self, case: Case) -> None:
        """Adds what was told while the recognition lived."""
        if case.valid_to is None or case.decided_on is None:
            return
        until = min(self.today, case.last_day)
        first = self.notices(case.valid_to)
        if first[0] > until:
            return
        told = list(zip(first, sorted(self.months.value, reverse=True), strict=True))
        for day, months in told[: bisect_right(first, until)]:
            if day < case.decided_on:
                continue
            case.notice_months = months
            reason = f"months_{months}"
            case.deeds.append(
                deed(NOTICE_OF_END, Who.SYSTEM, day, reasons=(reason,), versions=self._of_notice)
            )
        self._alert(case, until)
        case.deeds.sort(key=lambda one: one.on)

    def notices(self, valid_to: date) -> tuple[date, ...]:
        """The days of the notices, asked once per last day."""
        if valid_to not in self._notices:
            self._notices[valid_to] = expiry_notices(valid_to, self.months)
        return self._notices[valid_to]

    def _alert(self, case: Case, until: date) -> None:
        """Everybody with an agreement is told, the first day on which one runs in the last weeks."""
        contracts = self.by_case.get(id(case))
        if contracts is None or case.valid_to is None:
            return
        first = case.valid_to - timedelta(days=self.days.value)
        days = [max(first, one.concluded_on) for one in contracts]
        days = [day for day, one in zip(days, contracts, strict=True) if one.last_day >= day]
        on = min(days, default=date.max)
        if on > until:
            return
        number = sum(one.concluded_on <= on <= one.last_day for one in contracts)
        case.end_alerted_on = on
        case.deeds.append(
            deed(ALERT_OF_END, Who.SYSTEM, on, reasons=(f"agreements_{number}",), versions=self._of_alert)
        )
