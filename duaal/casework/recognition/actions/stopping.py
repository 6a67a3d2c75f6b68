"""Cases about one more mentor whose recognition has ended: nothing can come of them, so they stop with it.

They are locked after the recognition, against the order of `steps.py`, so nobody is waited for: one that
somebody works on stays open and is stopped by the next run of the clocks.
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from duaal.casework.recognition.actions.steps import move
from duaal.casework.recognition.models import OPEN_STATES, Application, Recognition
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.casework.recognition.standing import RECOGNITION_ENDED
from duaal.casework.recognition.states import STOP_MENTOR_CASE, ApplicationKind, AssignmentState
from duaal.foundation.kernel.actor import SYSTEM


def stop_mentor_cases(recognition: Recognition, *, on: date) -> int:
    """Stops the open cases about one more mentor at a recognition that ends now; how many.

    Call it in the transaction of the step that ends the recognition.
    """
    return _stop(_open().filter(recognition_concerned=recognition), on=on)


@transaction.atomic
def stop_cases_left_open(*, on: date) -> int:
    """Stops those that somebody worked on when their recognition ended; how many."""
    ended = _open().filter(recognition_concerned__isnull=False)
    return _stop(ended.exclude(recognition_concerned__state__in=LIVE_STATES), on=on)


def _open() -> QuerySet[Application]:
    return Application.objects.filter(kind=ApplicationKind.ADD_MENTOR, state__in=OPEN_STATES)


def _stop(cases: QuerySet[Application], *, on: date) -> int:
    locked = list(cases.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    for application in locked:
        application.assignments.update(state=AssignmentState.ENDED, ended_on=on)
        words = f"erkenning {application.recognition_concerned_id}"
        move(application, STOP_MENTOR_CASE, actor=SYSTEM, on=on, reasons=[RECOGNITION_ENDED], remark=words)
    return len(locked)
