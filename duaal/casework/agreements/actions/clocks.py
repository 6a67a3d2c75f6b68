"""What an agreement does by itself: back to a draft unsigned, begin, go on, end after a notice, end at term.

Each agreement is a transaction of its own; a second run changes nothing.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from duaal.casework.agreements.actions.amended import hold, late
from duaal.casework.agreements.actions.ending import notice_over, term_reached
from duaal.casework.agreements.actions.living import begin, resume_locked, running_interruption
from duaal.casework.agreements.actions.signing import send_back
from duaal.casework.agreements.actions.steps import lock_agreement, newest
from duaal.casework.agreements.models import Agreement, Amendment
from duaal.casework.agreements.states import CONCLUDED, RUNNING, AgreementState
from duaal.casework.agreements.states.amendments import OPEN, AmendmentState
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.kernel.reasons import Refused

Agreements = QuerySet[Agreement]
KEPT = Agreement.objects.exclude(state="")


def keep_agreements(*, on: date) -> dict[str, int]:
    """How many fell back to a draft, changed, ended after a notice or at their term, went on, and began."""
    over = Q(state=AgreementState.NOTICE, notice_ends_on__lt=on)
    term = Q(state__in=sorted(RUNNING), planned_end_on__lt=on)
    still = Q(state=AgreementState.SUSPENDED, interruptions__last_on__lt=on)
    late = Q(amendments__state=AmendmentState.TO_SIGN, amendments__holds_from__lt=on)
    agreed = Q(
        state__in=sorted(CONCLUDED),
        amendments__state=AmendmentState.AGREED,
        amendments__holds_from__lte=on,
    )
    begins = Q(state=AgreementState.REGISTERED, starts_on__lte=on, planned_end_on__gte=on)
    return {
        "sent_back": _each(Q(state=AgreementState.TO_SIGN), _send_back, on),
        "amendments_late": _each(late, _late, on),
        "amended": _each(agreed, _amended, on),
        "notice_over": _each(over, lambda one, day: bool(notice_over(one, on=day)), on),
        "term_reached": _each(term, lambda one, day: bool(term_reached(one, on=day)), on),
        "resumed": _each(still, _resume, on),
        "begun": _each(begins, _begin, on),
    }


def _each(which: Q, do: Callable[[Agreement, date], bool], on: date) -> int:
    done = 0
    for key in list(KEPT.filter(which).order_by("pk").values_list("pk", flat=True).distinct()):
        with transaction.atomic():
            open_ones = Amendment.objects.filter(agreement_id=key, state__in=sorted(OPEN))
            places = tuple(open_ones.values_list("recognition_id", flat=True))
            agreement = lock_agreement(key, places=places)
            if KEPT.filter(which, pk=key).exists():
                done += do(agreement, on)
    return done


def _send_back(agreement: Agreement, on: date) -> bool:
    if on <= newest(agreement).terms.first:
        return False
    send_back(agreement, on=on)
    return True


def _late(agreement: Agreement, on: date) -> bool:
    late(_amendment(agreement, AmendmentState.TO_SIGN), on=on)
    return True


def _amended(agreement: Agreement, on: date) -> bool:
    hold(_amendment(agreement, AmendmentState.AGREED), on=on)
    return True


def _amendment(agreement: Agreement, state: AmendmentState) -> Amendment:
    """The open amendment of a locked agreement; there is one at a time."""
    rows = Amendment.objects.select_related("version", "recognition__company", "recognition__site")
    amendment = rows.get(agreement=agreement, state=state)
    amendment.agreement = agreement
    return amendment


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
