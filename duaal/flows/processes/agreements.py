"""An agreement with the training plan that belongs to it, and the links that go out to sign it.

A link is mailed at once and kept nowhere: only its hash is. What could not be sent is told to the school, who
sends a new one.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions import amending, drafting, ending, living, signing
from duaal.casework.agreements.actions.drafting import Paper
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party, WeekBlock
from duaal.casework.agreements.models import Agreement, Signatory, Signature
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.states import WAITING, AgreementState
from duaal.casework.agreements.terms import PlanValue
from duaal.casework.matching.actions.clocks import close_for
from duaal.casework.progress.labels import UNMARKED, VENUE
from duaal.casework.progress.models import Plan
from duaal.casework.progress.states import AT_WORK
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import Period

AddressOf = Callable[[str], str]

READY = gettext_lazy("Er is een overeenkomst voor duaal leren klaar om te ondertekenen.")
READY_TITLE = gettext_lazy("Een overeenkomst om te ondertekenen")
CHANGED = gettext_lazy("Er is een wijziging van een overeenkomst voor duaal leren om te ondertekenen.")
CHANGED_TITLE = gettext_lazy("Een wijziging om te ondertekenen")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlannedTraining:
    """The newest plan that is fixed, as an agreement binds it, with its hours week by week."""

    plan: PlanValue
    blocks: tuple[WeekBlock, ...]


@dataclass(frozen=True, slots=True)
class LinksSent:
    """To whom a link went, and to whom it could not be sent."""

    sent: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def planned_training(trajectory_id: int, recognition_id: int | None = None) -> PlannedTraining | None:
    """The newest fixed plan of a trajectory; hours at another workplace are left out. None without a plan."""
    fixed = Plan.objects.filter(trajectory_id=trajectory_id, fixed_on__isnull=False)
    plan = fixed.prefetch_related("lines__competence", "blocks").last()
    if plan is None:
        return None
    text = "\n".join(f"{line.competence}: {VENUE.get(line.venue, UNMARKED)}" for line in plan.lines.all())
    here = [one for one in plan.blocks.all() if one.recognition_id in (None, recognition_id)]
    lines = [line for line in plan.lines.all() if line.venue in AT_WORK]
    other = [line for line in lines if line.recognition_id not in (None, recognition_id)]
    return PlannedTraining(
        PlanValue(
            plan.version,
            plan.content_hash,
            text,
            plan.starts_on,
            plan.ends_on,
            tuple(line.competence.code for line in lines),
            tuple(line.competence.code for line in other),
        ),
        tuple(
            WeekBlock(
                Period(one.starts_on, one.ends_on), one.real_minutes, one.simulated_minutes, one.lessons
            )
            for one in here
        ),
    )


def propose(agreement_id: int, *, actor: Actor, on: date, at: datetime, address_of: AddressOf) -> LinksSent:
    """Offers the agreement for signing, and once that stands mails each link; see `signing.propose`."""
    links = signing.propose(agreement_id, actor=actor, on=on, at=at)
    return _send(links, address_of)


def propose_amendment(
    amendment_id: int, *, actor: Actor, on: date, at: datetime, address_of: AddressOf
) -> LinksSent:
    """Offers an amendment for signing, and once that stands mails each link."""
    return _send(amending.propose_amendment(amendment_id, actor=actor, on=on, at=at), address_of)


def send_new_link(
    signatory_id: int, *, email: str, actor: Actor, on: date, address_of: AddressOf
) -> LinksSent:
    """Corrects the address of who still has to sign, and mails a new link there."""
    return _send([signing.correct_contact(signatory_id, email=email, actor=actor, on=on)], address_of)


@transaction.atomic
def sign_with_link(secret: str, *, content_hash: str, on: date, at: datetime) -> Signature:
    """Signs with a link; the last signature closes the contacts of the learner; see `signing`."""
    signature = signing.sign_with_link(secret, content_hash=content_hash, on=on, at=at)
    return _close_contacts(signature, on=on)


@transaction.atomic
def sign_as(signatory_id: int, *, content_hash: str, actor: Actor, on: date, at: datetime) -> Signature:
    """Signs with the own login; the last signature closes the contacts of the learner; see `signing`."""
    signature = signing.sign_as(signatory_id, content_hash=content_hash, actor=actor, on=on, at=at)
    return _close_contacts(signature, on=on)


def _close_contacts(signature: Signature, *, on: date) -> Signature:
    """Who is asked about a learner that found a place hears the same moment that nothing is left to do."""
    agreement = Agreement.objects.get(versions__signatories=signature.signatory_id)
    if agreement.state == AgreementState.SIGNED and agreement.trajectory_id is not None:
        close_for(agreement.trajectory_id, on=on)
    return signature


@transaction.atomic
def replace(
    agreement_id: int, *, paper: Paper, agreed: bool, reason: str, actor: Actor, on: date
) -> Agreement:
    """Calls an agreement off before its start and makes the draft that takes its place, both or neither."""
    old = living.cancel(agreement_id, agreed=agreed, reason=reason, actor=actor, on=on)
    assert old.trajectory_id is not None
    return drafting.draft(old.trajectory_id, paper=paper, actor=actor, on=on, replaces=old.pk)


@transaction.atomic
def end_and_draft(
    agreement_id: int, *, paper: Paper, agreed: bool, reason: str, actor: Actor, on: date
) -> Agreement:
    """Where a change would make it another kind: ends the agreement and drafts the new one, both or neither.

    One that runs ends today, with consent of the three; one that has to begin is called off.
    """
    if Agreement.objects.get(pk=agreement_id).state in WAITING:
        return replace(agreement_id, paper=paper, agreed=agreed, reason=reason, actor=actor, on=on)
    if paper.terms.first <= on:
        sentence = _("De vorige overeenkomst eindigt vandaag. Kies een dag na vandaag voor de nieuwe.")
        raise ValidationError({"first": sentence})
    parties = (Party.LEARNER, Party.COMPANY, Party.PROVIDER)
    wish = Wish(on, words=reason, agreed=frozenset(parties if agreed else ()))
    old = ending.end_at_once(agreement_id, end=End.MUTUAL, wish=wish, actor=actor, on=on)
    assert old.trajectory_id is not None
    return drafting.draft(old.trajectory_id, paper=paper, actor=actor, on=on, replaces=old.pk)


def _send(links: Iterable[signing.Link], address_of: AddressOf) -> LinksSent:
    """Mails each link; without a mail server nobody gets one, and who has a login signs with that."""
    sent, failed = [], []
    for link in links:
        if settings.EMAIL_HOST and _mailed(link.signatory, address_of(link.secret)):
            sent.append(link.signatory.name)
        else:
            failed.append(link.signatory.name)
    return LinksSent(tuple(sent), tuple(failed))


def _mailed(signatory: Signatory, address: str) -> bool:
    """The mail says what it is for and until when, and names no learner."""
    assert signatory.link_until is not None
    amends = "amends" in signatory.version.content
    what, title = (CHANGED, CHANGED_TITLE) if amends else (READY, READY_TITLE)
    text = _(
        "Dag %(name)s,\n\n"
        "%(what)s\n"
        "Lees ze eerst. Ondertekenen doet u met de knop onderaan die pagina, tot en met %(until)s:\n\n"
        "%(address)s\n\n"
        "Deze link is enkel voor u. Geef ze niet door.\n"
        "Klopt er iets niet? Kies dan op dezelfde pagina om niet te ondertekenen en schrijf waarom.\n"
    ) % {
        "name": signatory.name,
        "what": what,
        "until": date_format(signatory.link_until, "j F Y"),
        "address": address,
    }
    try:
        EmailMessage(str(title), text, to=[signatory.email]).send()
    except OSError:
        logger.warning("the link of signatory %s could not be mailed", signatory.pk)
        return False
    return True
