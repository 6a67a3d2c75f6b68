"""Writes of agreements that follow from what happens to the recognition under them."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from duaal.casework.agreements.actions.living import goes_on
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import Agreement, AgreementEnd
from duaal.casework.agreements.queries import ended_by
from duaal.casework.agreements.rules.ending import ENDED_AS, End
from duaal.casework.agreements.states import CONCLUDED, END_BY_WITHDRAWAL, AgreementState
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.states import AT_WORK
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM


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
        agreement.save(update_fields=["starts_on", "ended_on", "end_reason", "state", "ended_as"])
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
        _search_again(agreement, on=on)
        ended.append(agreement)
    return tuple(ended)


def _search_again(agreement: Agreement, *, on: date) -> None:
    """The learner of an agreement that is kept here searches again from the day of effect."""
    trajectory = agreement.trajectory
    assert agreement.ended_on is not None
    if trajectory is not None and trajectory.state in AT_WORK and not goes_on(agreement):
        cause = ENDED_AS[End.WITHDRAWAL]
        searching.lose_workplace(trajectory.pk, ended_on=agreement.ended_on, on=on, cause=cause)
