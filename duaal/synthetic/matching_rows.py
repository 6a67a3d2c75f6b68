"""Rows and audit entries of published places and of contacts."""

from collections.abc import Iterator

from duaal.casework.matching.actions.contacts import CONTACT_FILE
from duaal.casework.matching.actions.offers import OFFER_FILE
from duaal.casework.matching.models import Contact, Offer
from duaal.foundation.audit.ledger import EntryFacts
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.synthetic.deeds import Deed, Who
from duaal.synthetic.happenings import Happening, written
from duaal.synthetic.learner_rows import COUNSELLOR
from duaal.synthetic.meeting import Contacted, Offered
from duaal.synthetic.officers import submitter
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.world import Case, Pupil, World

OFFER = (
    *("id", "recognition_id", "state", "places", "starts_from", "description", "confirmed_on", "warned_on"),
    *("programme_id", "latitude", "longitude"),
)
CONTACT = (
    *("id", "trajectory_id", "recognition_id", "state", "message", "consented_on", "sent_on", "answer_by"),
    *("remind_on", "intake_on", "reason", "cause", "sent_by_name", "closed_on"),
)


def matching_tables(world: World) -> list[Table]:
    """Offers, then contacts; trajectories have the number of their pupil."""
    return [
        Table(Offer, OFFER, map(_offer, world.offers)),
        Table(Contact, CONTACT, map(_contact, world.contacts)),
    ]


def entries_of_offer(offer: Offered) -> Iterator[EntryFacts]:
    """The entries of an offer, in order."""
    yield from written(OFFER_FILE, offer.pk, (_told(one, offer.case, None) for one in offer.deeds))


def entries_of_contact(contact: Contacted) -> Iterator[EntryFacts]:
    """The entries of a contact, in order."""
    told = (_told(one, contact.case, contact.pupil) for one in contact.deeds)
    yield from written(CONTACT_FILE, contact.pk, told)


def staff_of(pupil: Pupil) -> Actor:
    """Who counsels a pupil."""
    return Actor(Role.COUNSELLOR, pupil.school.number, name=COUNSELLOR)


def _told(one: Deed, case: Case, pupil: Pupil | None) -> Happening:
    actor = SYSTEM
    if one.who == Who.COMPANY:
        actor = submitter(case)
    elif one.who == Who.SCHOOL and pupil is not None:
        actor = staff_of(pupil)
    return Happening(one.step, one.target, actor, one.on, one.reasons, one.rule_versions, one.remark)


def _offer(offer: Offered) -> Row:
    case, place = offer.case, offer.case.site.postal
    return (
        *(offer.pk, case.recognition_pk, offer.state.value, offer.places, offer.starts_from),
        *(offer.description, offer.confirmed_on, offer.warned_on),
        *(case.programme.code, place.latitude, place.longitude),
    )


def _contact(contact: Contacted) -> Row:
    cause = contact.cause.value if contact.cause else ""
    return (
        *(contact.pk, contact.pupil.pk, contact.case.recognition_pk, contact.state.value, contact.message),
        *(contact.consented_on, contact.sent_on, contact.answer_by, contact.remind_on, contact.intake_on),
        *(contact.reason, cause, COUNSELLOR, contact.closed_on),
    )
