"""Deadlines of guidance and sanctions kept by the periodic job: overdue actions, precautions, exclusions.

Withdrawals take effect by the process above the recognition (`flows/processes/sanction.py`). Each file is
handled in a transaction of its own; one that someone works on comes back with the next run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duaal.casework.recognition.actions.steps import move_recognition
from duaal.casework.recognition.models import Exclusion, GuidanceAction, Precaution, Recognition
from duaal.casework.recognition.sanctions.actions import end_exclusion
from duaal.casework.recognition.sanctions.assessing import standing_of
from duaal.casework.recognition.sanctions.files import come_to_rest
from duaal.casework.recognition.sanctions.precaution import end as end_precaution
from duaal.casework.recognition.sanctions.states import ExclusionState, GuidanceState
from duaal.casework.recognition.sanctions.steps import FLAG_ACTION, LAPSE_PRECAUTION
from duaal.casework.recognition.states import LIVE
from duaal.foundation.kernel.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class SanctionClockRun:
    """What one run of the job changed: numbers of files."""

    actions_overdue: int
    precautions_lapsed: int
    exclusions_ended: int


def recompute_sanction_clocks(*, on: date) -> SanctionClockRun:
    """Does what follows from the days that passed; a second run changes nothing."""
    return SanctionClockRun(
        actions_overdue=sum(_flag(pk, on=on) for pk in list(_overdue_actions(on))),
        precautions_lapsed=sum(_lapse(pk, on=on) for pk in list(_precautions_over(on))),
        exclusions_ended=sum(end_exclusion(pk, on=on) for pk in list(_exclusions_over(on))),
    )


def _overdue_actions(on: date) -> Iterable[int]:
    late = GuidanceAction.objects.filter(
        closed_on__isnull=True,
        overdue_since__isnull=True,
        due_on__lt=on,
        guidance__state=GuidanceState.RUNNING,
    )
    return late.order_by("pk").values_list("pk", flat=True)


def _precautions_over(on: date) -> Iterable[int]:
    over = Precaution.objects.filter(resolved_on__isnull=True, until__lt=on)
    return over.order_by("pk").values_list("recognition_id", flat=True)


def _exclusions_over(on: date) -> Iterable[int]:
    over = Exclusion.objects.filter(state=ExclusionState.IN_FORCE, until__lt=on)
    return over.order_by("pk").values_list("pk", flat=True)


@transaction.atomic
def _flag(action_id: int, *, on: date) -> bool:
    """Records once that an action was not closed in time."""
    recognition_id = GuidanceAction.objects.values_list("guidance__recognition_id", flat=True).get(
        pk=action_id
    )
    recognition = _locked(recognition_id)
    if recognition is None:
        return False
    late = GuidanceAction.objects.filter(pk=action_id, closed_on__isnull=True, overdue_since__isnull=True)
    if not late.update(overdue_since=on):
        return False
    move_recognition(recognition, FLAG_ACTION, actor=SYSTEM, on=on, remark=f"actie {action_id}")
    return True


@transaction.atomic
def _lapse(recognition_id: int, *, on: date) -> bool:
    """Ends a precaution that ran out; the recognition goes back to how it stood without it."""
    recognition = _locked(recognition_id)
    if recognition is None or LAPSE_PRECAUTION.reasons_against(
        recognition.state, standing_of(recognition), on=on
    ):
        return False
    end_precaution(recognition, "", on=on)
    come_to_rest(recognition, LAPSE_PRECAUTION, actor=SYSTEM, on=on)
    return True


def _locked(recognition_id: int) -> Recognition | None:
    """The recognition, locked, when it is still live and nobody works on it."""
    return (
        Recognition.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=recognition_id, state__in=LIVE)
        .first()
    )
