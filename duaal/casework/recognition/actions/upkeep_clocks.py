"""Clocks that keep recognitions in order: sites that closed, notices of the end, renewals that are awaited.

Each recognition in a transaction of its own; one that someone works on is skipped until the next run.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from duaal.casework.recognition.actions.ending import close, closed_on_of
from duaal.casework.recognition.actions.steps import move_recognition
from duaal.casework.recognition.models import OPEN_STATES, Application, Recognition
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.casework.recognition.rules.ending import last_end_noticed, months_of_notice
from duaal.casework.recognition.states import ApplicationKind
from duaal.casework.recognition.states.upkeep import ALERT_OF_END, NOTICE_OF_END
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version, as_rule_versions


def close_with_their_site(*, on: date) -> int:
    """Ends the recognitions of which site or company closed in the business register; how many."""
    closed = Recognition.objects.filter(
        Q(site__closed_on__lt=on) | Q(company__ended_on__lt=on), state__in=LIVE_STATES
    )
    return sum(_close(pk, on=on) for pk in _keys(closed))


@transaction.atomic
def _close(recognition_id: int, *, on: date) -> bool:
    recognition = _locked(recognition_id)
    if recognition is None:
        return False
    closed_on = closed_on_of(recognition)
    if closed_on is None or closed_on >= on:
        return False
    close(recognition_id, actor=SYSTEM, on=on)
    return True


def give_notice_of_ends(*, on: date) -> int:
    """Records each notice that a recognition ends, months before it; how many. Once each.

    Who was told nothing yet gets the notice that fits the day, not those whose day went by.
    """
    months = BOOK.value("recognition.expiry_notice_months").on(on)
    told = 0
    for number in sorted(months.value):
        due = Recognition.objects.filter(
            Q(end_notice_months__isnull=True) | Q(end_notice_months__gt=number),
            state__in=LIVE_STATES,
            valid_to__gte=on,
            valid_to__lte=last_end_noticed(on, number),
        )
        told += sum(_notice(pk, months, on=on) for pk in _keys(due))
    return told


@transaction.atomic
def _notice(recognition_id: int, months: Version[tuple[int, ...]], *, on: date) -> bool:
    recognition = _locked(recognition_id)
    if recognition is None:
        return False
    number = months_of_notice(recognition.valid_to, on, months)
    given = recognition.end_notice_months
    if number is None or (given is not None and given <= number):
        return False
    recognition.end_notice_months = number
    move_recognition(
        recognition,
        NOTICE_OF_END,
        actor=SYSTEM,
        on=on,
        changed={"end_notice_months"},
        reasons=[f"months_{number}"],
        rule_versions=as_rule_versions([months]),
    )
    return True


@transaction.atomic
def alert_of_end(recognition_id: int, *, agreements: int, days: Version[int], on: date) -> bool:
    """Records that provider, learner and company are told of the end, with so many running agreements."""
    recognition = _locked(recognition_id)
    if recognition is None or recognition.end_alerted_on is not None:
        return False
    recognition.end_alerted_on = on
    move_recognition(
        recognition,
        ALERT_OF_END,
        actor=SYSTEM,
        on=on,
        changed={"end_alerted_on"},
        reasons=[f"agreements_{agreements}"],
        rule_versions=as_rule_versions([days]),
    )
    return True


def run_out(*, on: date) -> QuerySet[Recognition]:
    """Live recognitions of which the term is over. An awaited renewal keeps one alive only where the law
    book says so (`bridge_pending_renewal`).
    """
    ended = Recognition.objects.filter(state__in=LIVE_STATES, valid_to__lt=on)
    return ended.exclude(awaited_renewal()) if bridges(on) else ended


def bridges(on: date) -> bool:
    """Whether a renewal that is asked keeps the old recognition alive until it is decided."""
    return bool(BOOK.value("recognition.bridge_pending_renewal").on(on).value)


def awaited_renewal() -> Any:
    """The condition that a renewal of the recognition was sent before its end and is not decided yet."""
    asked = Application.objects.filter(
        recognition_concerned=OuterRef("pk"),
        kind=ApplicationKind.RENEWAL,
        state__in=OPEN_STATES,
        received_on__lte=OuterRef("valid_to"),
    )
    return Exists(asked)


def _keys(recognitions: QuerySet[Recognition]) -> Iterable[int]:
    return list(recognitions.order_by("pk").values_list("pk", flat=True))


def _locked(recognition_id: int) -> Recognition | None:
    """The recognition, locked, when it is still live and nobody works on it."""
    return (
        Recognition.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("company", "site")
        .filter(pk=recognition_id, state__in=LIVE_STATES)
        .first()
    )
