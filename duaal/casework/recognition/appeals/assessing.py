"""How a decision and the appeal against it stand: the term, and what the guards need to know."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from duaal.casework.recognition.appeals.contested import (
    Contested,
    appeals_of,
    decided_on,
    deciders_of,
    is_open_to_appeal,
    kind_of,
    read_on,
    reference_of,
)
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.states import ANSWERED, RUNNING, AppealStanding
from duaal.casework.recognition.assessing import is_active, verdicts
from duaal.casework.recognition.models import Application, Recognition, Withdrawal
from duaal.casework.recognition.queries import pairs_recognised
from duaal.casework.recognition.rules.terms import appeal_deadline, receipt_of_decision
from duaal.casework.recognition.sanctions.queries import excluded_until
from duaal.casework.recognition.standing import CaseStanding, MentorStanding, failed_conditions
from duaal.casework.recognition.states import LIVE, ApplicationKind
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version


@dataclass(frozen=True, slots=True)
class AppealTerm:
    """When a decision counts as received, the last day to appeal, and the dated values behind both."""

    received_on: date
    last_day: date
    because: tuple[Version[Any], ...]


def term_of(contested: Contested) -> AppealTerm:
    """The term to appeal against the decision; until its last day no decision is final.

    Raises `ValueError` when there is no decision.
    """
    decided = decided_on(contested)
    if decided is None:
        raise ValueError(f"{reference_of(contested)} has no decision")
    working_days = BOOK.value("recognition.receipt_working_days").on(decided)
    receipt = receipt_of_decision(decided, read_on(contested), working_days)
    term = appeal_deadline(
        receipt.last_day,
        BOOK.value("recognition.appeal_days").on(receipt.last_day),
        BOOK.value("recognition.appeal_last_day_moves").on(receipt.last_day),
    )
    return AppealTerm(receipt.last_day, term.last_day, (*receipt.because, *term.because))


def is_final(contested: Contested, *, on: date) -> bool:
    """Whether nothing can change the decision here any more: the term is over, or an appeal had its outcome.

    While the term or an appeal runs no decision is final.
    """
    states = {appeal.state for appeal in appeals_of(contested)}
    if states & RUNNING or decided_on(contested) is None:
        return False
    return bool(states & ANSWERED) or term_of(contested).last_day < on


def standing_before(contested: Contested, *, sent_on: date) -> AppealStanding:
    """How an appeal sent on the day would stand."""
    states = {appeal.state for appeal in appeals_of(contested)}
    return AppealStanding(
        kind=kind_of(contested),
        open_to_appeal=is_open_to_appeal(contested),
        last_day=term_of(contested).last_day if decided_on(contested) is not None else sent_on,
        sent_on=sent_on,
        runs=bool(states & RUNNING),
        was_answered=bool(states & ANSWERED),
    )


def standing_of_appeal(appeal: Appeal, contested: Contested, *, actor: Actor, on: date) -> AppealStanding:
    """How the appeal stands on the day, for the guards of its steps."""
    return AppealStanding(
        kind=kind_of(contested),
        open_to_appeal=is_open_to_appeal(contested),
        last_day=appeal.last_day_on,
        sent_on=appeal.sent_on,
        decide_by=appeal.decide_by,
        is_extended=appeal.is_extended,
        by_who_decided=actor.user_id is not None and actor.user_id in deciders_of(contested),
        is_suspended=appeal.suspended_on is not None,
        blocks_upholding=blocks_upholding(contested, on=on),
    )


def blocks_upholding(contested: Contested, *, on: date) -> tuple[str, ...]:
    """Why what was refused or taken away cannot be given (back) on the day, whatever the committee finds."""
    match contested:
        case Application():
            return _blocks_grant(contested, on=on)
        case Withdrawal():
            return ("recognised_anew",) if _is_recognised_anew(contested.recognition) else ()
    return ()


def judged_failures(application: Application) -> tuple[str, ...]:
    """The conditions that were judged as not met: the grounds of the refusal, whatever the rules say by now.

    Asks the law book nothing, so that a case from before its first rules has grounds too.
    """
    judgements = list(application.judgements.all())
    mentors = tuple(MentorStanding(a.pk, verdicts(judgements, a.pk)) for a in application.assignments.all())
    return failed_conditions(CaseStanding(undertaking=verdicts(judgements, None), mentors=mentors))


def _blocks_grant(application: Application, *, on: date) -> tuple[str, ...]:
    found = []
    concerned = application.recognition_concerned
    if application.kind == ApplicationKind.ADD_MENTOR:
        if concerned is None or concerned.state not in LIVE:
            found.append("recognition_ended")
    elif application.kind == ApplicationKind.NEW:
        pair = (application.site_id, application.programme_id)
        if pair in pairs_recognised([application.site_id], on=on):
            found.append("already_recognised")
    if excluded_until(application.company_id, [application.site_id], received_on=on, on=on):
        found.append("U6")
    if not is_active(application.company, application.site, on=on):
        found.append("U7")
    return tuple(found)


def _is_recognised_anew(recognition: Recognition) -> bool:
    """Whether the same place got another recognition since, in the years that this one would have again."""
    others = Recognition.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=F("valid_from")),
        site=recognition.site_id,
        programme=recognition.programme_id,
        valid_from__gt=recognition.valid_from,
        valid_from__lte=recognition.valid_to,
    )
    return others.exclude(pk=recognition.pk).exists()
