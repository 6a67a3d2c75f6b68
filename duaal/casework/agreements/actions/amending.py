"""Writes of an amendment until it is offered: drafted, changed, taken back.

The agreement that everybody signed goes on under its own text. A contact address is no part of the text.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import drafting, signing
from duaal.casework.agreements.actions.amended import amending, assessment_of_amendment
from duaal.casework.agreements.actions.drafting import EDITED, Paper, void
from duaal.casework.agreements.actions.rounds import lock_amendment, move_amendment
from duaal.casework.agreements.actions.steps import lock_agreement, newest
from duaal.casework.agreements.assessing import KIND_WOULD_CHANGE, Assessment, assess
from duaal.casework.agreements.models import Agreement, Amendment, Version
from duaal.casework.agreements.states import AgreementStanding
from duaal.casework.agreements.states.amendments import (
    AMENDABLE,
    AMENDMENT_OPEN,
    DRAFT_AMENDMENT,
    NEW,
    NOT_AMENDABLE,
    OPEN,
    PROPOSE_AMENDMENT,
    REVISE_AMENDMENT,
    WITHDRAW_AMENDMENT,
    AmendmentState,
)
from duaal.casework.agreements.terms import Terms, amended, same_terms
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.actor import Actor

NOTHING_CHANGES = "NOTHING_CHANGES"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment as it is handed in: the paper, whose first day is that of the new text, and why."""

    paper: Paper
    reason: str


@transaction.atomic
def amend(agreement_id: int, *, change: Change, actor: Actor, on: date) -> Amendment:
    """Makes the draft of an amendment. A change of kind is refused: that takes another agreement.

    Raises `Refused`, `ValidationError` for days or words that cannot be, `PermissionDenied`.
    """
    agreement = lock_agreement(agreement_id, places=(change.paper.recognition_id,))
    parties.require(actor, DRAFT_AMENDMENT, agreement, on=on)
    if agreement.amendments.filter(state__in=sorted(OPEN)).exists():
        DRAFT_AMENDMENT.check(NEW, AgreementStanding(found=(AMENDMENT_OPEN,)), on=on)
    recognition, terms, assessment = _judged(agreement, change, on=on)
    found = _at_the_door(agreement, recognition, terms, assessment)
    DRAFT_AMENDMENT.check(NEW, AgreementStanding(found=found), on=on)
    version = _write(agreement, change, terms, recognition, actor=actor, on=on)
    amendment = Amendment(
        agreement=agreement,
        version=version,
        before=agreement.version,
        recognition=recognition,
        state=AmendmentState.DRAFT,
        reason=change.reason.strip(),
        holds_from=terms.holds_from,
        made_on=on,
        made_by_name=actor.name,
    )
    amendment.save()
    because = assessment.check.because
    return move_amendment(amendment, DRAFT_AMENDMENT, actor=actor, on=on, before=NEW, because=because)


@transaction.atomic
def revise_amendment(amendment_id: int, *, change: Change, actor: Actor, on: date) -> Amendment:
    """Replaces the new text before everybody signed; signatures that it had count no more."""
    one = lock_amendment(amendment_id)
    amendment = one.amendment
    assert amendment is not None
    parties.require(actor, REVISE_AMENDMENT, one.agreement, on=on)
    recognition, terms, assessment = _judged(one.agreement, change, on=on)
    found = _at_the_door(one.agreement, recognition, terms, assessment)
    one.check(REVISE_AMENDMENT, AgreementStanding(found=found), actor=actor, on=on)
    fallen = void(amendment.version, because=EDITED, on=on)
    amendment.version = _write(one.agreement, change, terms, recognition, actor=actor, on=on)
    amendment.recognition, amendment.holds_from = recognition, terms.holds_from
    amendment.reason = change.reason.strip()
    return move_amendment(
        amendment,
        REVISE_AMENDMENT,
        actor=actor,
        on=on,
        changed={"version", "recognition", "holds_from", "reason"},
        because=assessment.check.because,
        remark=_("%(n)d handtekeningen vervallen") % {"n": fallen} if fallen else "",
    )


@transaction.atomic
def propose_amendment(amendment_id: int, *, actor: Actor, on: date, at: datetime) -> tuple[signing.Link, ...]:
    """Offers the new text for signing after every check, as an agreement is offered."""
    one = lock_amendment(amendment_id)
    assert one.amendment is not None
    parties.require(actor, PROPOSE_AMENDMENT, one.agreement, on=on)
    if one.amendment.holds_from < on and one.amendment.state == AmendmentState.DRAFT:
        raise ValidationError({"first": _past(one.amendment.holds_from)})
    assessment = assessment_of_amendment(one.amendment, on=on)
    found = () if one.agreement.state in AMENDABLE else (NOT_AMENDABLE,)
    return signing.offer(one, assessment, found=found, actor=actor, on=on, at=at)


@transaction.atomic
def withdraw_amendment(amendment_id: int, *, reason: str, actor: Actor, on: date) -> Amendment:
    """Takes an amendment back that not everybody signed; the old text stays."""
    one = lock_amendment(amendment_id)
    assert one.amendment is not None
    one.check(WITHDRAW_AMENDMENT, AgreementStanding(), actor=actor, on=on)
    void(one.version, because=WITHDRAWN, on=on)
    return move_amendment(one.amendment, WITHDRAW_AMENDMENT, actor=actor, on=on, remark=reason.strip())


def judged(agreement: Agreement, recognition: Recognition, new: Terms, *, on: date) -> Assessment:
    """What the rules find on the terms with which an agreement goes on, were they signed on the day.

    Raises `ValidationError` for a first day that cannot be.
    """
    assert agreement.trajectory is not None
    old = newest(agreement).terms
    _require_days(old, new, on=on)
    return assess(
        amended(old, new),
        trajectory=agreement.trajectory,
        recognition=recognition,
        on=on,
        agreement_id=agreement.pk,
        amending=amending(agreement, recognition.pk),
    )


def _judged(agreement: Agreement, change: Change, *, on: date) -> tuple[Recognition, Terms, Assessment]:
    """The place, the whole new terms, and what the rules find."""
    assert agreement.trajectory is not None
    recognition = Recognition.objects.select_related("company", "site", "programme").get(
        pk=change.paper.recognition_id
    )
    drafting.require_that_it_can_be(change.paper, recognition, agreement.trajectory)
    old, new = newest(agreement).terms, change.paper.terms
    if not change.reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom de overeenkomst verandert.")})
    return recognition, amended(old, new), judged(agreement, recognition, new, on=on)


def _require_days(old: Terms, new: Terms, *, on: date) -> None:
    """The first day of the new text is not past, and lies within the agreement."""
    if new.first < on:
        raise ValidationError({"first": _past(new.first)})
    if not old.first <= new.first <= old.last:
        sentence = _("%(day)s ligt buiten de overeenkomst. Kies een dag van %(first)s tot %(last)s.")
        words = {
            "day": f"{new.first:%d/%m/%Y}",
            "first": f"{old.first:%d/%m/%Y}",
            "last": f"{old.last:%d/%m/%Y}",
        }
        raise ValidationError({"first": sentence % words})


def _past(day: date) -> str:
    sentence = _("%(day)s is voorbij. Kies een dag vanaf vandaag: een wijziging geldt nooit vroeger.")
    return sentence % {"day": f"{day:%d/%m/%Y}"}


def _at_the_door(
    agreement: Agreement, recognition: Recognition, terms: Terms, assessment: Assessment
) -> tuple[str, ...]:
    """What keeps even the draft of an amendment from being made."""
    found = [code for code in assessment.refusals if code == KIND_WOULD_CHANGE]
    if agreement.state not in AMENDABLE:
        found.append(NOT_AMENDABLE)
    same_place = recognition.pk == agreement.recognition_id
    if same_place and same_terms(newest(agreement).terms, terms):
        found.append(NOTHING_CHANGES)
    return (*assessment.at_the_door, *found)


def _write(
    agreement: Agreement, change: Change, terms: Terms, recognition: Recognition, *, actor: Actor, on: date
) -> Version:
    """The next version, with the hash of the text it changes in its own."""
    assert agreement.trajectory is not None
    before = newest(agreement)
    return drafting.write_version(
        agreement,
        change.paper,
        terms,
        agreement.trajectory,
        recognition,
        actor=actor,
        on=on,
        number=agreement.versions.order_by("-number").values_list("number", flat=True)[0] + 1,
        more={
            "amends": {
                "version": before.number,
                "hash": before.content_hash,
                "reason": change.reason.strip(),
            }
        },
    )
