"""How a recognition ends before its term: given up, closed with its site, or replaced by a new one.

Law: art. 4, 2° of the decree of 10 June 2016 (no new agreement without a recognition); that running
agreements go on until their own last day is derived (`recognition.md` 8). Not covered: the withdrawal.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from duaal.casework.recognition.actions.steps import check_recognition, lock_recognition, move_recognition
from duaal.casework.recognition.actions.stopping import stop_mentor_cases
from duaal.casework.recognition.models import (
    Application,
    Guidance,
    Recognition,
    WithdrawalProposal,
)
from duaal.casework.recognition.sanctions.states import GuidanceState, ProposalState
from duaal.casework.recognition.states import LIVE, AssignmentState
from duaal.casework.recognition.states.upkeep import CLOSE_SITE, GIVE_UP, SUPERSEDE, EndStanding
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.workflow import Step


@transaction.atomic
def give_up(
    recognition_id: int, *, actor: Actor, on: date, agreements_without_end: int, remark: str = ""
) -> Recognition:
    """The company gives the recognition up, from today on; there is no way back.

    How many agreements run without an agreed last day only the process above knows
    (`flows/processes/giving_up.py`): it calls this with the recognition locked.
    """
    recognition = lock_recognition(recognition_id)
    standing = EndStanding(agreements_without_end=agreements_without_end)
    check_recognition(GIVE_UP, recognition, standing, actor=actor, on=on)
    return end(recognition, GIVE_UP, last_day=on, actor=actor, on=on, remark=remark.strip())


@transaction.atomic
def close(
    recognition_id: int, *, actor: Actor, on: date, confirmed_closed_on: date | None = None, remark: str = ""
) -> Recognition:
    """Ends the recognition with its site, on the last day on which the site was open.

    That day is in the business register; before it is there, a partnership confirms the one reported.
    """
    recognition = lock_recognition(recognition_id)
    closed_on = closed_on_of(recognition) or confirmed_closed_on
    check_recognition(CLOSE_SITE, recognition, EndStanding(closed_on=closed_on), actor=actor, on=on)
    assert closed_on is not None
    return end(recognition, CLOSE_SITE, last_day=closed_on, actor=actor, on=on, remark=remark.strip())


def closed_on_of(recognition: Recognition) -> date | None:
    """The last day on which the site was open, as the business register has site and company."""
    days = (recognition.site.closed_on, recognition.company.ended_on)
    return min((day for day in days if day is not None), default=None)


def supersede(application: Application, *, actor: Actor, on: date) -> None:
    """Ends the recognition on which a renewal follows, the day before; within the step that grants it.

    One that ended in the meantime stays as it ended. Call it before the new recognition is made.
    """
    if application.recognition_concerned_id is None:
        return
    recognition = lock_recognition(application.recognition_concerned_id)
    if recognition.state not in LIVE:
        return
    SUPERSEDE.check(recognition.state, None, on=on)
    end(
        recognition,
        SUPERSEDE,
        last_day=on - ONE_DAY,
        actor=actor,
        on=on,
        remark=application.reference,
    )


def end(
    recognition: Recognition,
    step: Step[EndStanding] | Step[None],
    *,
    last_day: date,
    actor: Actor,
    on: date,
    remark: str = "",
    reasons: Iterable[str] = (),
) -> Recognition:
    """Ends a locked recognition with everything that runs on it: mentors, guidance, proposals and cases.

    The last day lies within its period, whatever the register says.
    """
    day = max(recognition.valid_from, min(last_day, recognition.valid_to))
    recognition.ended_on = day
    recognition.assignments.filter(ended_on__isnull=True).update(state=AssignmentState.ENDED, ended_on=day)
    Guidance.objects.filter(recognition=recognition, state=GuidanceState.RUNNING).update(
        state=GuidanceState.MOOT, closed_on=on
    )
    WithdrawalProposal.objects.filter(recognition=recognition, state=ProposalState.OPEN).update(
        state=ProposalState.MOOT, answered_on=on
    )
    stop_mentor_cases(recognition, on=on)
    return move_recognition(
        recognition, step, actor=actor, on=on, changed={"ended_on"}, remark=remark, reasons=reasons
    )
