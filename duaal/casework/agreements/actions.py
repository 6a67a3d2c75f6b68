"""Writes of agreements that follow from what happens to the recognition under them."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from duaal.casework.agreements.models import Agreement, AgreementEnd
from duaal.casework.agreements.queries import ended_by
from duaal.casework.agreements.states import END_BY_WITHDRAWAL
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM

AGREEMENT_FILE = "agreement"


@transaction.atomic
def end_by_withdrawal(
    recognition_ids: Collection[int], *, effect_on: date, on: date, remark: str = ""
) -> tuple[Agreement, ...]:
    """Ends the agreements of withdrawn recognitions on the day of effect; one that had to start never starts.

    Law: art. 23, 9° of the decree of 10 June 2016 and art. 21, 9° of that of 25 March 2022, without a term of
    notice. A part-time contract goes on until the employer ends it.
    """
    ending = ended_by(recognition_ids, on=effect_on).select_for_update(of=("self",)).order_by("pk")
    ended = []
    for agreement in ending:
        if agreement.starts_on is not None and agreement.starts_on > effect_on:
            agreement.starts_on = None
        agreement.ended_on, agreement.end_reason = effect_on, AgreementEnd.WITHDRAWAL
        agreement.save(update_fields=["starts_on", "ended_on", "end_reason"])
        record(
            file_kind=AGREEMENT_FILE,
            file_id=agreement.pk,
            step=END_BY_WITHDRAWAL.name,
            from_state="",
            to_state=None,
            actor=SYSTEM,
            on=on,
            reasons=[AgreementEnd.WITHDRAWAL],
            remark=remark,
        )
        ended.append(agreement)
    return tuple(ended)
