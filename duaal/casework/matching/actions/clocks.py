"""What contacts do by themselves: remind, and close when their term is over or there is nothing left to ask.

Each contact is a transaction of its own; one that somebody else holds is left to the next run, and a second
run changes nothing.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from duaal.casework.agreements.rescue import seeks
from duaal.casework.matching.actions.contacts import leave_talks, move
from duaal.casework.matching.models import Contact
from duaal.casework.matching.queries import OPEN_STATES
from duaal.casework.matching.states import CLOSE, OPEN, REMIND, WITH_A_TERM, Cause, ContactState
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Learner
from duaal.casework.trajectories.states import AT_WORK, LOOKING
from duaal.foundation.kernel.actor import SYSTEM

WITH_TERM = sorted(WITH_A_TERM)
AFTER: dict[str, Cause] = {
    ContactState.SENT: Cause.NO_ANSWER,
    ContactState.INTERESTED: Cause.NOT_PLANNED,
    ContactState.INTAKE: Cause.NOT_FOLLOWED,
}
"""Why a contact closes when the term of its state is over."""


def keep_contacts(*, on: date) -> dict[str, int]:
    """How many contacts were closed, and of how many the company was reminded."""
    open_ones = Contact.objects.filter(state__in=OPEN_STATES)
    over = Q(state__in=WITH_TERM, answer_by__lt=on)
    pointless = ~Q(trajectory__state__in=sorted(LOOKING)) | ~Q(recognition__state__in=LIVE_STATES)
    closed = sum(_close(pk, on=on) for pk in _keys(open_ones.filter(over | pointless)))
    waiting = Contact.objects.filter(state=ContactState.SENT, remind_on__lte=on)
    reminded = sum(_remind(pk, on=on) for pk in _keys(waiting))
    return {"closed": closed, "reminded": reminded}


def close_for(trajectory_id: int, *, on: date) -> int:
    """Closes the open contacts of a learner who does not search any more; how many."""
    found = Contact.objects.filter(trajectory_id=trajectory_id, state__in=OPEN_STATES)
    return sum(_close(pk, on=on) for pk in _keys(found))


@transaction.atomic
def _close(contact_id: int, *, on: date) -> bool:
    contact = _lock_free(contact_id)
    cause = None if contact is None else cause_to_close(contact, on=on)
    if contact is None or cause is None:
        return False
    contact.cause, contact.closed_on, contact.remind_on = cause, on, None
    changed = ("cause", "closed_on", "remind_on")
    move(contact, CLOSE, actor=SYSTEM, on=on, changed=changed, reasons=(cause,))
    leave_talks(contact.trajectory, on=on)
    return True


def cause_to_close(contact: Contact, *, on: date) -> Cause | None:
    """Why an open contact closes by itself now; None when it does not."""
    state = contact.trajectory.state
    if contact.state not in OPEN:
        return None
    if not seeks(contact.trajectory):
        return Cause.FOUND_PLACE if state in AT_WORK else Cause.SEARCH_STOPPED
    if contact.recognition.state not in LIVE_STATES:
        return Cause.PLACE_GONE
    return AFTER[contact.state] if contact.state in WITH_TERM and contact.answer_by < on else None


@transaction.atomic
def _remind(contact_id: int, *, on: date) -> bool:
    contact = _lock_free(contact_id)
    if contact is None or contact.state != ContactState.SENT or contact.remind_on is None:
        return False
    contact.remind_on = None
    move(contact, REMIND, actor=SYSTEM, on=on, changed=("remind_on",))
    return True


def _lock_free(contact_id: int) -> Contact | None:
    """The contact, locked after its learner and trajectory, when nobody else holds the learner."""
    learner_id, trajectory_id = Contact.objects.values_list("trajectory__learner_id", "trajectory_id").get(
        pk=contact_id
    )
    free = Learner.objects.select_for_update(skip_locked=True).filter(pk=learner_id)
    if free.first() is None:
        return None
    trajectory = lock_trajectory(trajectory_id)
    contact = Contact.objects.select_for_update(of=("self",)).select_related("recognition").get(pk=contact_id)
    contact.trajectory = trajectory
    return contact


def _keys(contacts: QuerySet[Contact]) -> list[int]:
    return list(contacts.order_by("pk").values_list("pk", flat=True))
