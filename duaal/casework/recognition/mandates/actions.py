"""Writes of authorisations: register, revoke, lapse, open the paper. Each is a file of its own in the ledger.

Who holds one keeps the signed paper here; the company sees it at once and can end it the same moment. Not
covered: that a person checks the signature before it counts (the rulebook asks the paper, not a check).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.opening import Opened
from duaal.casework.recognition.mandates import policy
from duaal.casework.recognition.mandates.holding import KIND, facts_of, mandate_from
from duaal.casework.recognition.mandates.states import (
    LAPSE,
    OPEN_PAPER,
    REGISTER,
    REPLACE,
    REVOKE,
    MandateState,
)
from duaal.casework.recognition.models import Mandate
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import read, store
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number, format_enterprise_number
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.models import Company

MANDATE_FILE = "mandate"


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The authorisation as it stands on paper: of which enterprise number, signed by whom, for how long."""

    enterprise_number: str
    signed_by_name: str
    signed_on: date
    valid_to: date | None
    file: Upload


@transaction.atomic
def register(
    paper: SignedPaper, *, actor: Actor, on: date, expected: str = "", holder_name: str = ""
) -> Mandate:
    """Keeps an authorisation that a company signed for the actor; an earlier one of it gives way to this one.

    `expected` is the enterprise number that the actor chose before, when he chose one; `holder_name` is the
    name of the person when software acts for him. Raises `PermissionDenied`, and `ValidationError` for a
    number that is none, is not in the register or is another one, for days that cannot be, and for a file
    that is refused.
    """
    policy.require_register(actor)
    if actor.user_id is None:
        raise PermissionDenied("een machtiging is van een persoon die aangemeld is")
    company = _company_on(paper, expected, on=on)
    _check_days(paper, on=on)
    if not paper.signed_by_name.strip():
        words = _("Vul in wie de machtiging namens de onderneming ondertekende. Nu is het veld leeg.")
        raise ValidationError({"signed_by_name": words})
    before = mandate_from(actor, company.pk)
    if before is not None:
        before = Mandate.objects.select_for_update().get(pk=before.pk)
        _end(before, REPLACE, actor=actor, on=on, by=actor.name)
    document = store(
        kind=DocumentKind.MANDATE, name=paper.file.name, data=paper.file.data, actor=actor, on=on
    )
    mandate = Mandate.objects.create(
        company=company,
        holder_kind=KIND[actor.role],
        holder_organisation=actor.organisation,
        holder_id=actor.user_id,
        holder_name=holder_name or actor.name,
        document=document,
        signed_on=paper.signed_on,
        signed_by_name=paper.signed_by_name.strip(),
        valid_to=paper.valid_to,
    )
    _record(mandate, REGISTER, before="", after=MandateState.LIVE, actor=actor, on=on)
    return mandate


def _company_on(paper: SignedPaper, expected: str, *, on: date) -> Company:
    """The company whose number stands on the paper, locked, so that two papers of it are put in order."""
    field = "enterprise_number"
    try:
        number = enterprise_number(paper.enterprise_number).number
    except WrongIdentifier as wrong:
        raise ValidationError({field: sentence(wrong)}) from wrong
    if expected and number != expected:
        words = _(
            "Op de machtiging staat het nummer %(paper)s, maar u koos de onderneming met nummer %(chosen)s. "
            "Kies de onderneming die de machtiging ondertekende."
        )
        numbers = {"paper": format_enterprise_number(number), "chosen": format_enterprise_number(expected)}
        raise ValidationError({field: words % numbers})
    company = Company.objects.select_for_update(no_key=True).filter(enterprise_number=number).first()
    if company is None:
        words = _("We vinden geen onderneming met het nummer %(number)s. Kijk het na op de machtiging.")
        raise ValidationError({field: words % {"number": format_enterprise_number(number)}})
    if company.ended_on is not None and company.ended_on < on:
        words = _("%(name)s stopte op %(day)s. U kunt voor deze onderneming niets meer aanvragen.")
        gone = {"name": company.name, "day": date_format(company.ended_on, "j F Y")}
        raise ValidationError({field: words % gone})
    return company


def _check_days(paper: SignedPaper, *, on: date) -> None:
    if paper.signed_on > on:
        words = _("De dag %(day)s ligt in de toekomst. Vul de dag in waarop de machtiging ondertekend is.")
        raise ValidationError({"signed_on": words % {"day": date_format(paper.signed_on, "j F Y")}})
    if paper.valid_to is None:
        return
    day = date_format(paper.valid_to, "j F Y")
    if paper.valid_to < paper.signed_on:
        words = _("De machtiging eindigt op %(day)s, voor ze ondertekend is. Verbeter een van de twee dagen.")
        raise ValidationError({"valid_to": words % {"day": day}})
    if paper.valid_to < on:
        words = _("De machtiging eindigde al op %(day)s. Vraag de onderneming om een nieuwe te ondertekenen.")
        raise ValidationError({"valid_to": words % {"day": day}})


@transaction.atomic
def revoke(mandate_id: int, *, actor: Actor, on: date) -> Mandate:
    """Ends an authorisation at once: the company takes it back, or its holder gives it up.

    Cases that were sent go on; who sent them sees them no more. Raises `Refused` when it ended already.
    """
    mandate = _locked(mandate_id)
    policy.require(actor, REVOKE, mandate)
    REVOKE.check(mandate.state, None, on=on)
    return _end(mandate, REVOKE, actor=actor, on=on, by=actor.name)


def ended_by_their_day(*, on: date) -> list[int]:
    """The authorisations that still count although their last day is over; for the periodic job."""
    over = Mandate.objects.filter(revoked_on__isnull=True, valid_to__lt=on)
    return list(over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def lapse(mandate_id: int, *, on: date) -> bool:
    """Ends one authorisation whose last day is over. One that someone works on is left for the next run."""
    mandate = (
        Mandate.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("company")
        .filter(pk=mandate_id, revoked_on__isnull=True)
        .first()
    )
    facts = facts_of(mandate)
    if mandate is None or facts is None or LAPSE.reasons_against(mandate.state, facts, on=on):
        return False
    _end(mandate, LAPSE, actor=SYSTEM, on=on, by="")
    return True


def open_paper(mandate_id: int, *, actor: Actor, on: date) -> Opened:
    """The bytes of the signed paper, for the company and the holder; the look is an entry of the file.

    As `opening.open_document`: not inside a transaction, and `Refused` or `FileLost` when the file is gone.
    """
    with transaction.atomic(durable=True):
        mandate = Mandate.objects.select_related("company", "document").get(pk=mandate_id)
        policy.require(actor, OPEN_PAPER, mandate)
        opened = Opened(mandate.document, read(mandate.document))
        state = mandate.state
        _record(mandate, OPEN_PAPER, before=state, after=state, actor=actor, on=on)
    return opened


def _locked(mandate_id: int) -> Mandate:
    return (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("company", "document")
        .get(pk=mandate_id)
    )


def _end(mandate: Mandate, step: Step[Any], *, actor: Actor, on: date, by: str) -> Mandate:
    mandate.revoked_on, mandate.revoked_by_name = on, by
    mandate.save(update_fields=["revoked_on", "revoked_by_name"])
    _record(mandate, step, before=MandateState.LIVE, after=MandateState.ENDED, actor=actor, on=on)
    return mandate


def _record(mandate: Mandate, step: Step[Any], *, before: str, after: str, actor: Actor, on: date) -> None:
    record(
        file_kind=MANDATE_FILE,
        file_id=mandate.pk,
        step=step.name,
        from_state=before,
        to_state=after,
        actor=actor,
        on=on,
        remark=f"{mandate.holder_kind} {mandate.holder_organisation}",
    )
