"""Writes of agreements that follow from what happens to the recognition under them."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from duaal.casework.agreements.actions.amended import lapse_open
from duaal.casework.agreements.actions.living import goes_on
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE, check, lock_agreement, move
from duaal.casework.agreements.models import Agreement, AgreementEnd
from duaal.casework.agreements.queries import ended_by
from duaal.casework.agreements.rescue import at_closed_places
from duaal.casework.agreements.rules.ending import ENDED_AS, End
from duaal.casework.agreements.states import (
    CONCLUDED,
    END_BY_CLOSURE,
    END_BY_WITHDRAWAL,
    AgreementStanding,
    AgreementState,
)
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.states import AT_WORK
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.lawbook.book import BOOK

CLOSURE_ENDS = "END"
ENDED_CLOSED = "ENDED_CLOSED"


@transaction.atomic
def end_by_withdrawal(
    recognition_ids: Collection[int], *, effect_on: date, on: date, remark: str = ""
) -> tuple[Agreement, ...]:
    """Ends the agreements of withdrawn recognitions on the day of effect; one that had to start never starts.

    Law: art. 23, 9° of the decree of 10 June 2016 and art. 21, 9° of that of 25 March 2022, without a term of
    notice. A part-time contract goes on until the employer ends it.
    """
    ending = ended_by(recognition_ids, on=effect_on)
    kept = ending.filter(trajectory__isnull=False).order_by("trajectory__learner_id")
    for trajectory_id in kept.values_list("trajectory_id", flat=True):
        lock_trajectory(trajectory_id)
    ended = []
    for agreement in ending.select_for_update(of=("self",)).order_by("pk"):
        was = agreement.state
        if agreement.starts_on is not None and agreement.starts_on > effect_on:
            agreement.starts_on = None
        agreement.ended_on, agreement.end_reason = effect_on, AgreementEnd.WITHDRAWAL
        if was in CONCLUDED:
            agreement.state, agreement.ended_as = AgreementState.ENDED, ENDED_AS[End.WITHDRAWAL]
            lapse_open(agreement, on=on)
        agreement.save(update_fields=["starts_on", "ended_on", "end_reason", "state", "ended_as"])
        lying = agreement.interruptions.filter(last_on__isnull=True, first_on__lte=effect_on)
        lying.update(last_on=effect_on)
        agreement.mediations.filter(closed_on__isnull=True).update(closed_on=on)
        record(
            file_kind=AGREEMENT_FILE,
            file_id=agreement.pk,
            step=END_BY_WITHDRAWAL.name,
            from_state=was,
            to_state=agreement.state or None,
            actor=SYSTEM,
            on=on,
            reasons=[AgreementEnd.WITHDRAWAL],
            remark=remark,
        )
        _search_again(agreement, cause=ENDED_AS[End.WITHDRAWAL], on=on)
        ended.append(agreement)
    return tuple(ended)


@transaction.atomic
def end_by_closure(agreement_id: int, *, on: date) -> bool:
    """Ends an agreement at a site that closed, on the last day it was open; whether it did.

    The decrees name no such end: a dated value says whether the closure ends it, or whether it goes on until
    somebody ends it. A part-time contract is ended by the employer, whatever the value.
    """
    agreement = lock_agreement(agreement_id)
    effect = BOOK.value("agreements.closure_effect").on(on)
    due = at_closed_places().filter(pk=agreement_id).exists()
    last_day = agreement.recognition.ended_on
    if effect.value != CLOSURE_ENDS or not due or last_day is None:
        return False
    check(END_BY_CLOSURE, agreement, AgreementStanding(), actor=SYSTEM, on=on)
    if agreement.starts_on is not None and agreement.starts_on > last_day:
        agreement.starts_on = None
    agreement.ended_on, agreement.ended_as = last_day, ENDED_CLOSED
    agreement.interruptions.filter(last_on__isnull=True, first_on__lte=last_day).update(last_on=last_day)
    agreement.mediations.filter(closed_on__isnull=True).update(closed_on=on)
    move(
        agreement,
        END_BY_CLOSURE,
        actor=SYSTEM,
        on=on,
        changed={"starts_on", "ended_on", "ended_as"},
        reasons=(ENDED_CLOSED,),
        because=(effect,),
    )
    _search_again(agreement, cause=ENDED_CLOSED, on=on)
    return True


def _search_again(agreement: Agreement, *, cause: str, on: date) -> None:
    """The learner of an agreement that is kept here searches again from the day after the last one."""
    trajectory = agreement.trajectory
    assert agreement.ended_on is not None
    if trajectory is not None and trajectory.state in AT_WORK and not goes_on(agreement):
        searching.lose_workplace(trajectory.pk, ended_on=agreement.ended_on, on=on, cause=cause)
