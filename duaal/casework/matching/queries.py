"""What can be read of offers and contacts, always through the eyes of an actor."""

from datetime import date

from django.db.models import QuerySet

from duaal.casework.matching.models import Contact, Offer
from duaal.casework.matching.states import IN_TALKS, OPEN, OfferState
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import LIVE_STATES, recognitions_visible_to
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.kernel.actor import Actor, Role

OPEN_STATES = sorted(OPEN)
PARTS = ("recognition__company", "recognition__site", "recognition__programme")
OF_LEARNER = ("trajectory__learner__person", "trajectory__provider", "trajectory__programme")
AROUND = frozenset({Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN})


def offers_visible_to(actor: Actor) -> QuerySet[Offer]:
    """Offers the actor may see: a school those that are online, others those of the recognitions they see."""
    if not actor.is_logged_in:
        return Offer.objects.none()
    if actor.role == Role.COUNSELLOR:
        return Offer.objects.filter(state=OfferState.PUBLISHED, recognition__state__in=LIVE_STATES)
    return Offer.objects.filter(recognition__in=recognitions_visible_to(actor))


def offered_by(actor: Actor) -> QuerySet[Recognition]:
    """The recognitions on which the actor can publish places: those of its company that still stand."""
    if actor.role != Role.COMPANY or not actor.is_logged_in:
        return Recognition.objects.none()
    return recognitions_visible_to(actor).filter(state__in=LIVE_STATES)


def contacts_visible_to(actor: Actor, *, on: date) -> QuerySet[Contact]:
    """Contacts the actor may see: of its own company, or about a learner whose trajectory it sees.

    Nobody else: not another school or company, nor a partnership or the department.
    """
    if not actor.is_logged_in:
        return Contact.objects.none()
    if actor.role == Role.COMPANY:
        return Contact.objects.filter(recognition__company__enterprise_number=actor.organisation)
    if actor.role in AROUND:
        return Contact.objects.filter(trajectory__in=trajectories_visible_to(actor, on=on))
    return Contact.objects.none()


def with_parts(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Joins what a row or a page shows, in one query."""
    return contacts.select_related(*PARTS, *OF_LEARNER)


def open_contacts(trajectory_id: int) -> QuerySet[Contact]:
    """The contacts about a learner that are open."""
    return Contact.objects.filter(trajectory_id=trajectory_id, state__in=OPEN_STATES)


def in_talks(trajectory_id: int) -> QuerySet[Contact]:
    """The contacts in which an interview is planned or a proposal made."""
    return Contact.objects.filter(trajectory_id=trajectory_id, state__in=sorted(IN_TALKS))
