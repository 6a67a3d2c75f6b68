"""An agreement with the training plan that belongs to it, and the links that go out to sign it.

A link is mailed at once and kept nowhere: only its hash is. What could not be sent is told to the school, who
sends a new one.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions import drafting, living, signing
from duaal.casework.agreements.actions.drafting import Paper
from duaal.casework.agreements.facts import WeekBlock
from duaal.casework.agreements.models import Agreement, Signatory
from duaal.casework.agreements.terms import PlanValue
from duaal.casework.progress.models import Plan
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import Period

AddressOf = Callable[[str], str]

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
    text = "\n".join(f"{line.competence}: {line.venue}" for line in plan.lines.all())
    here = [one for one in plan.blocks.all() if one.recognition_id in (None, recognition_id)]
    return PlannedTraining(
        PlanValue(plan.version, plan.content_hash, text, plan.starts_on, plan.ends_on),
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


def send_new_link(
    signatory_id: int, *, email: str, actor: Actor, on: date, address_of: AddressOf
) -> LinksSent:
    """Corrects the address of who still has to sign, and mails a new link there."""
    return _send([signing.correct_contact(signatory_id, email=email, actor=actor, on=on)], address_of)


@transaction.atomic
def replace(
    agreement_id: int, *, paper: Paper, agreed: bool, reason: str, actor: Actor, on: date
) -> Agreement:
    """Calls an agreement off before its start and makes the draft that takes its place, both or neither."""
    old = living.cancel(agreement_id, agreed=agreed, reason=reason, actor=actor, on=on)
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
    text = _(
        "Dag %(name)s,\n\n"
        "Er is een overeenkomst voor duaal leren klaar om te ondertekenen.\n"
        "Lees ze eerst. Ondertekenen doet u met de knop onderaan die pagina, tot en met %(until)s:\n\n"
        "%(address)s\n\n"
        "Deze link is enkel voor u. Geef ze niet door.\n"
        "Klopt er iets niet? Kies dan op dezelfde pagina om niet te ondertekenen en schrijf waarom.\n"
    ) % {
        "name": signatory.name,
        "until": date_format(signatory.link_until, "j F Y"),
        "address": address,
    }
    try:
        EmailMessage(_("Een overeenkomst om te ondertekenen"), text, to=[signatory.email]).send()
    except OSError:
        logger.warning("the link of signatory %s could not be mailed", signatory.pk)
        return False
    return True
