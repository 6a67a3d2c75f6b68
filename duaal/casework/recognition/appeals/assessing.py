"""How a refusal and the appeal against it stand: the term, and what the guards need to know."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.states import ANSWERED, RUNNING, AppealStanding
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import pairs_recognised
from duaal.casework.recognition.rules.terms import appeal_deadline, receipt_of_decision
from duaal.casework.recognition.states import REFUSE
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version


@dataclass(frozen=True, slots=True)
class AppealTerm:
    """When a refusal counts as received, the last day to appeal, and the dated values behind both."""

    received_on: date
    last_day: date
    because: tuple[Version[Any], ...]


def term_of(application: Application) -> AppealTerm:
    """The term to appeal against the refusal of the application.

    Raises `ValueError` when the application has no decision.
    """
    if application.decided_on is None:
        raise ValueError(f"{application.reference} has no decision")
    working_days = BOOK.value("recognition.receipt_working_days").on(application.decided_on)
    receipt = receipt_of_decision(application.decided_on, application.decision_read_on, working_days)
    term = appeal_deadline(
        receipt.last_day,
        BOOK.value("recognition.appeal_days").on(receipt.last_day),
        BOOK.value("recognition.appeal_last_day_moves").on(receipt.last_day),
    )
    return AppealTerm(receipt.last_day, term.last_day, (*receipt.because, *term.because))


def standing_before(application: Application, *, sent_on: date) -> AppealStanding:
    """How an appeal sent on the day would stand."""
    states = {appeal.state for appeal in application.appeals.all()}
    decided = application.decided_on is not None
    return AppealStanding(
        application_state=application.state,
        last_day=term_of(application).last_day if decided else sent_on,
        sent_on=sent_on,
        runs=bool(states & RUNNING),
        was_answered=bool(states & ANSWERED),
    )


def standing_of_appeal(appeal: Appeal, *, actor: Actor, on: date) -> AppealStanding:
    """How the appeal stands on the day, for the guards of its steps."""
    application = appeal.application
    pair = (application.site_id, application.programme_id)
    return AppealStanding(
        application_state=application.state,
        last_day=appeal.last_day_on,
        sent_on=appeal.sent_on,
        decide_by=appeal.decide_by,
        is_extended=appeal.is_extended,
        by_who_refused=actor.user_id is not None and actor.user_id in _who_refused(application),
        already_recognised=pair in pairs_recognised([application.site_id], on=on),
    )


def _who_refused(application: Application) -> set[int | None]:
    refusals = trail(APPLICATION_FILE, application.pk).filter(step=REFUSE.name)
    return set(refusals.values_list("actor_user_id", flat=True))
