"""Terms of an application: to decide, to answer, to appeal; and when an open file is late.

Law: art. 7 § 2 of the decree of 10 June 2016 and art. 8 § 2 of that of 25 March 2022: 14 days from receipt
of the request, without a stop and without a consequence when they lapse. The other terms are those of
`recognition.md` 7 and 12.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from duaal.casework.recognition.facts import Question
from duaal.casework.recognition.rules.law import WORKING, RecognitionLaw
from duaal.casework.recognition.rules.outcomes import Deadline, Term
from duaal.foundation.kernel.school_calendar import add_working_days, on_working_day
from duaal.foundation.lawbook.dated import Version


class Overdue(StrEnum):
    """Flag of a file of which the term to decide passed (`termijn verstreken`)."""

    OVERDUE = "OVERDUE"
    OVERDUE_WAITING = "OVERDUE_WAITING"


def decision_deadline(
    received_on: date, law: RecognitionLaw, *, on: date, questions: Iterable[Question] = ()
) -> Deadline:
    """The last day to decide on a request received that day, counted from the day after receipt.

    A question moves the legal end only when the law of the day lets the clock stop; otherwise it gives a
    working target. A question still open counts as waiting up to `on`. A question asked after the term ran
    out changes nothing. A lapse has no legal effect: a late decision is valid.
    """
    because = (law.decision_days, law.decision_day_kind, law.clock_stops_on_info_request)
    if law.decision_day_kind.value == WORKING:
        end = add_working_days(received_on, law.decision_days.value)
    else:
        end = received_on + timedelta(days=law.decision_days.value)
    extended = _without_waiting(end, questions, on)
    waiting = (extended - end).days
    if law.clock_stops_on_info_request.value:
        return Deadline(extended, None, waiting, because)
    return Deadline(end, extended if waiting else None, waiting, because)


def overdue_flag(
    deadline: Deadline, *, on: date, questions: Iterable[Question] = (), decided_on: date | None = None
) -> Overdue | None:
    """Whether the file is late on a day, or was when it was decided; None as long as it is in time.

    `OVERDUE_WAITING` when an item asked was still open at the end of the last day.
    """
    day = on if decided_on is None else min(on, decided_on)
    if day <= deadline.last_day:
        return None
    if any(_is_open_at_end_of(deadline.last_day, question) for question in questions):
        return Overdue.OVERDUE_WAITING
    return Overdue.OVERDUE


def answer_deadline(asked_on: date, law: RecognitionLaw) -> Term:
    """The last day on which the applicant can answer a question; then the file is discontinued."""
    return Term(asked_on + timedelta(days=law.answer_days.value), (law.answer_days,))


def completeness_deadline(received_on: date, working_days: Version[int]) -> Term:
    """The last day to see whether a request is complete; after it the request counts as complete."""
    return Term(add_working_days(received_on, working_days.value), (working_days,))


def answer_reminder(asked_on: date, law: RecognitionLaw) -> Term:
    """The day of the one reminder to the applicant."""
    return Term(asked_on + timedelta(days=law.answer_reminder_day.value), (law.answer_reminder_day,))


def receipt_of_decision(sent_on: date, opened_on: date | None, working_days: Version[int]) -> Term:
    """The day on which a decision counts as received: first opened, or some working days after sending."""
    presumed = add_working_days(sent_on, working_days.value)
    return Term(presumed if opened_on is None else min(presumed, opened_on), (working_days,))


def appeal_deadline(decision_received_on: date, days: Version[int], moves: Version[bool]) -> Term:
    """The last day to appeal; one on a weekend or a public holiday moves to the next working day when so
    set.
    """
    last = decision_received_on + timedelta(days=days.value)
    return Term(on_working_day(last) if moves.value else last, (days, moves))


def _without_waiting(end: date, questions: Iterable[Question], on: date) -> date:
    """The end moved by the days between each question and its answer; days waited twice count once."""
    waited_until = date.min
    for question in sorted(questions, key=lambda question: question.asked_on):
        if question.asked_on > end:
            break
        answered_on = question.answered_on if question.answered_on is not None else max(on, question.asked_on)
        first = max(question.asked_on, waited_until)
        if answered_on > first:
            end += answered_on - first
            waited_until = answered_on
    return end


def _is_open_at_end_of(day: date, question: Question) -> bool:
    return question.asked_on <= day and (question.answered_on is None or question.answered_on > day)
