"""The steps of a contact with a company, each with the days that the law book gives it."""

from datetime import date, timedelta
from functools import lru_cache

from duaal.casework.matching.rules.law import ContactLaw, contact_law
from duaal.casework.matching.states import (
    CLOSE,
    DECLINE,
    PLAN_INTAKE,
    PROPOSE,
    REMIND,
    SEND,
    SHOW_INTEREST,
    WITHDRAW,
    Cause,
    ContactState,
)
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic.deeds import Versions, Who, deed
from duaal.synthetic.meeting import Contacted
from duaal.synthetic.world import Case, Pupil


class Talking:
    """Does the steps on contacts; what is called has to be allowed by the state of the contact."""

    def __init__(self, *, today: date) -> None:
        self.today = today

    def answer_days(self, on: date) -> int:
        return _law(on).contact_answer_days.value

    def intake_days(self, on: date) -> int:
        return _law(on).contact_intake_days.value

    def after_intake_days(self, on: date) -> int:
        return _law(on).contact_after_intake_days.value

    def send(self, pupil: Pupil, case: Case, message: str, consented_on: date, on: date) -> Contacted:
        law = _law(on)
        answer_by = on + timedelta(days=law.contact_answer_days.value)
        contact = Contacted(pupil, case, message, consented_on, on, answer_by)
        contact.remind_on = answer_by - timedelta(days=law.contact_reminder_days.value)
        contact.deeds.append(deed(SEND, Who.SCHOOL, on, versions=_versions(on, "answer")))
        return contact

    def remind(self, contact: Contacted) -> None:
        """The reminder of a question without an answer, when its day is there."""
        on = contact.remind_on
        if on is not None and on <= self.today:
            contact.remind_on = None
            contact.deeds.append(deed(REMIND, Who.SYSTEM, on))

    def show_interest(self, contact: Contacted, on: date) -> None:
        contact.state, contact.remind_on = ContactState.INTERESTED, None
        contact.answer_by = on + timedelta(days=self.intake_days(on))
        contact.deeds.append(deed(SHOW_INTEREST, Who.COMPANY, on, versions=_versions(on, "intake")))

    def meet(self, contact: Contacted, on: date, intake_on: date) -> None:
        """An interview is planned."""
        contact.state, contact.remind_on, contact.intake_on = ContactState.INTAKE, None, intake_on
        contact.answer_by = intake_on + timedelta(days=self.after_intake_days(on))
        contact.deeds.append(deed(PLAN_INTAKE, Who.SCHOOL, on, versions=_versions(on, "after")))

    def propose(self, contact: Contacted, on: date) -> None:
        contact.state = ContactState.PROPOSED
        contact.deeds.append(deed(PROPOSE, Who.COMPANY, min(on, self.today)))

    def decline(self, contact: Contacted, on: date, reason: str) -> None:
        contact.state, contact.reason = ContactState.DECLINED, reason
        contact.closed_on, contact.remind_on = on, None
        contact.deeds.append(deed(DECLINE, Who.COMPANY, on, remark=reason))

    def withdraw(self, contact: Contacted, on: date, reason: str) -> None:
        contact.state, contact.reason = ContactState.WITHDRAWN, reason
        contact.closed_on, contact.remind_on = on, None
        contact.deeds.append(deed(WITHDRAW, Who.SCHOOL, on, remark=reason))

    def close(self, contact: Contacted, on: date, cause: Cause) -> None:
        contact.state, contact.cause = ContactState.CLOSED, cause
        contact.closed_on, contact.remind_on = on, None
        contact.deeds.append(deed(CLOSE, Who.SYSTEM, on, reasons=(cause.value,)))


@lru_cache(maxsize=2000)
def _law(on: date) -> ContactLaw:
    return contact_law(on)


@lru_cache(maxsize=6000)
def _versions(on: date, term: str) -> Versions:
    """The dated values of one term, as the trail names them."""
    law = _law(on)
    stands_on = {
        "answer": (law.contact_answer_days, law.contact_reminder_days),
        "intake": (law.contact_intake_days,),
        "after": (law.contact_after_intake_days,),
    }[term]
    return as_rule_versions(stands_on)
