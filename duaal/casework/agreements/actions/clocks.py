"""What an agreement does by itself: back to a draft unsigned, begin, go on, end after a notice, end at term.

Each agreement is a transaction of its own; a second run changes nothing.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from duaal.casework.agreements.actions.ending import notice_over, term_reached
from duaal.casework.agreements.actions.living import begin, resume_locked, running_interruption
from duaal.casework.agreements.actions.signing import send_back
from duaal.casework.agreements.actions.steps import lock_agreement, newest
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.states import RUNNING, AgreementState
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.kernel.reasons import Refused

Agreements = QuerySet[Agreement]
KEPT = Agreement.objects.exclude(state="")


def keep_agreements(*, on: date) -> dict[str, int]:
    """How many fell back to a draft, ended after a notice or at their term, went on, and began."""
    over = Q(state=AgreementState.NOTICE, notice_ends_on__lt=on)
    term = Q(state__in=sorted(RUNNING), planned_end_on__lt=on)
    still = Q(state=AgreementState.SUSPENDED, interruptions__last_on__lt=on)
    begins = Q(state=AgreementState.REGISTERED, starts_on__lte=on, planned_end_on__gte=on)
    return {
        "sent_back": _each(Q(state=AgreementState.TO_SIGN), _send_back, on),
        "notice_over": _each(over, lambda one, day: bool(notice_over(one, on=day)), on),
        "term_reached": _each(term, lambda one, day: bool(term_reached(one, on=day)), on),
        "resumed": _each(still, _resume, on),
        "begun": _each(begins, _begin, on),
    }


def _each(which: Q, do: Callable[[Agreement, date], bool], on: date) -> int:
    done = 0
    for key in list(KEPT.filter(which).order_by("pk").values_list("pk", flat=True).distinct()):
        with transaction.atomic():
            agreement = lock_agreement(key)
            if KEPT.filter(which, pk=key).exists():
                done += do(agreement, on)
    return done


def _send_back(agreement: Agreement, on: date) -> bool:
    if on <= newest(agreement).terms.first:
        return False
    send_back(agreement, on=on)
    return True


def _resume(agreement: Agreement, on: date) -> bool:
    last_on = running_interruption(agreement).last_on
    if last_on is None or last_on >= on:
        return False
    resume_locked(agreement, last_on=last_on, actor=SYSTEM, on=on)
    return True


def _begin(agreement: Agreement, on: date) -> bool:
    """Nobody begins while the Dimona, the insurance or the health assessment is missing."""
    try:
        begin(agreement, on=on)
    except Refused:
        return False
    return True
