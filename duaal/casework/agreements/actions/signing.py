"""Writes of signing: offered, signed or refused by each, concluded when the last one signed.

A link holds a secret of which only the hash is kept. Opening it writes nothing. A signature binds the hash of
the text that was on the page: when the text is another one by now, nothing is signed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.amended import agree
from duaal.casework.agreements.actions.cooperation import keep_cooperation
from duaal.casework.agreements.actions.drafting import assessment_of, is_minor, void
from duaal.casework.agreements.actions.rounds import Round, lock_round
from duaal.casework.agreements.actions.steps import check, lock_agreement, move, newest
from duaal.casework.agreements.assessing import NOT_ENROLLED, Assessment
from duaal.casework.agreements.identity import identity_in
from duaal.casework.agreements.models import (
    Agreement,
    AgreementKind,
    Capacity,
    Method,
    SealedPaper,
    Signatory,
    Signature,
    SignerRole,
    Version,
)
from duaal.casework.agreements.rules.outcomes import together
from duaal.casework.agreements.states import (
    CONCLUDE,
    LINK_EXPIRED,
    NOT_REPRESENTATIVE,
    SIGNED_ALREADY,
    START_PASSES,
    TEXT_CHANGED,
    AgreementStanding,
)
from duaal.casework.trajectories.actions import searching
from duaal.casework.trajectories.queries import guardians_on
from duaal.casework.trajectories.states import AT_WORK, LOOKING, TrajectoryState
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused

SECRET_BYTES = 32  # of the machine: nobody guesses it
REPRESENTATIVE_MISSING = "REPRESENTATIVE_MISSING"
EMAIL_MISSING = "EMAIL_MISSING"
START_IS_PAST = "START_IS_PAST"
REFUSED_BY_PARTY = "refused"
START_PASSED = "start_passed"


@dataclass(frozen=True, slots=True)
class Link:
    """A link for one signatory; the secret is nowhere else."""

    signatory: Signatory
    secret: str


def hash_of(secret: str) -> bytes:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def signatory_with(secret: str) -> Signatory:
    """Who holds the link. Raises `Signatory.DoesNotExist`."""
    found = Signatory.objects.select_related("version__agreement__trajectory__learner__person", "signature")
    return found.get(link_hash=hash_of(secret))


@transaction.atomic
def propose(agreement_id: int, *, actor: Actor, on: date, at: datetime) -> tuple[Link, ...]:
    """Offers the newest version for signing after every check; gives a link for each who gets a mail."""
    agreement = lock_agreement(agreement_id)
    assessment = assessment_of(agreement, on=on)
    return offer(Round(agreement, newest(agreement)), assessment, actor=actor, on=on, at=at)


def offer(
    one: Round, assessment: Assessment, *, actor: Actor, on: date, at: datetime, found: tuple[str, ...] = ()
) -> tuple[Link, ...]:
    """Offers a locked text for signing; `found` is what stands in the way besides the rules."""
    version, row = one.version, one.amendment or one.agreement
    named = identity_in(version, one.agreement.trajectory, on=on)
    against = (*found, *assessment.refusals, *named.refusals, *_cannot_sign(one, on=on))
    one.check(one.steps.propose, AgreementStanding(found=against), actor=actor, on=on)
    version.proposed_at = at
    version.save(update_fields=["proposed_at"])
    links = tuple(
        _new_link(who, version) for who in version.signatories.exclude(role=SignerRole.SCHOOL) if who.email
    )
    row.proposed_on = on
    one.move(
        one.steps.propose,
        actor=actor,
        on=on,
        changed={"proposed_on"},
        reasons=assessment.warnings,
        because=together(assessment.check, named).because,
        remark=version.content_hash,
    )
    return links


@transaction.atomic
def correct_contact(signatory_id: int, *, email: str, actor: Actor, on: date) -> Link:
    """Corrects the address of who still has to sign; the link before it works no more, signatures stay."""
    one, signatory = lock_round(signatory_id)
    one.check(one.steps.contact, AgreementStanding(), actor=actor, on=on)
    if not one.is_current:
        raise Refused((TEXT_CHANGED,))
    if hasattr(signatory, "signature"):
        raise ValidationError({"email": _("%(name)s tekende al.") % {"name": signatory.name}})
    if signatory.role == SignerRole.SCHOOL:
        raise ValidationError({"email": _("De school tekent op deze site, zonder link.")})
    signatory.email = email
    signatory.save(update_fields=["email"])
    link = _new_link(signatory, signatory.version)
    one.move(one.steps.contact, actor=actor, on=on)
    return link


@transaction.atomic
def sign_with_link(secret: str, *, content_hash: str, on: date, at: datetime) -> Signature:
    """Signs for whoever holds the link; a second time gives the signature that is there already.

    Raises `Signatory.DoesNotExist` for a link that nobody got, and `Refused`.
    """
    signatory = signatory_with(secret)
    actor = Actor(Role.ANYONE, name=signatory.name)
    return _sign(signatory.pk, content_hash=content_hash, method=Method.LINK, actor=actor, on=on, at=at)


@transaction.atomic
def sign_as(signatory_id: int, *, content_hash: str, actor: Actor, on: date, at: datetime) -> Signature:
    """Signs with the own login. Raises `PermissionDenied` when the signature is somebody else's."""
    return _sign(signatory_id, content_hash=content_hash, method=Method.LOGIN, actor=actor, on=on, at=at)


@transaction.atomic
def refuse_with_link(secret: str, *, reason: str, on: date, at: datetime) -> Agreement:
    """Refuses to sign, with the reason, for whoever holds the link."""
    signatory = signatory_with(secret)
    actor = Actor(Role.ANYONE, name=signatory.name)
    return _refuse(signatory.pk, reason=reason, actor=actor, on=on, at=at)


@transaction.atomic
def refuse_as(signatory_id: int, *, reason: str, actor: Actor, on: date, at: datetime) -> Agreement:
    """Refuses to sign, with the reason, with the own login."""
    return _refuse(signatory_id, reason=reason, actor=actor, on=on, at=at)


def signs_for(actor: Actor, signatory: Signatory) -> bool:
    """Whether this login is the signatory: the same person, or staff for the school.

    Who signs for a partner company is no party with a page here, and signs with the link.
    """
    if signatory.role == SignerRole.SCHOOL:
        return actor.role == Role.COUNSELLOR
    if signatory.role == SignerRole.PARTNER:
        return False
    role = {
        SignerRole.LEARNER: Role.LEARNER,
        SignerRole.GUARDIAN: Role.GUARDIAN,
        SignerRole.COMPANY: Role.COMPANY,
    }[SignerRole(signatory.role)]
    same = signatory.person_id is not None and signatory.person_id == actor.person_id
    return actor.role == role and same


def send_back(agreement: Agreement, *, on: date) -> Agreement:
    """A locked agreement of which the start passed unsigned: a draft again, nobody works."""
    check(START_PASSES, agreement, AgreementStanding(), actor=SYSTEM, on=on)
    fallen = void(newest(agreement), because=START_PASSED, on=on)
    remark = _("%(n)d handtekeningen vervallen") % {"n": fallen} if fallen else ""
    return move(agreement, START_PASSES, actor=SYSTEM, on=on, reasons=(START_PASSED,), remark=remark)


def _sign(
    signatory_id: int, *, content_hash: str, method: Method, actor: Actor, on: date, at: datetime
) -> Signature:
    one, signatory = lock_round(signatory_id)
    if method == Method.LOGIN and not signs_for(actor, signatory):
        raise PermissionDenied(f"{actor.name} tekent niet voor {signatory.name}")
    parties.require(actor, one.steps.sign, one.agreement, on=on)
    if hasattr(signatory, "signature"):
        done: Signature = signatory.signature
        return done
    found = _against(one, signatory, content_hash=content_hash, on=on)
    one.check(one.steps.sign, AgreementStanding(found=found), actor=actor, on=on)
    if signatory.role == SignerRole.SCHOOL and actor.name != signatory.name:
        signatory.name = actor.name
        signatory.save(update_fields=["name"])
    signature = Signature.objects.create(
        signatory=signatory,
        signed_at=at,
        signed_on=on,
        method=method,
        content_hash=signatory.version.content_hash,
        user_id=actor.user_id,
    )
    one.move(one.steps.sign, actor=actor, on=on, remark=signatory.version.content_hash)
    if not signatory.version.signatories.filter(signature__isnull=True).exists():
        if one.amendment is not None:
            agree(one, on=on, at=at)
        else:
            _conclude(one.agreement, signatory.version, on=on, at=at)
    return signature


def _refuse(signatory_id: int, *, reason: str, actor: Actor, on: date, at: datetime) -> Agreement:
    one, signatory = lock_round(signatory_id)
    if actor.is_logged_in and not signs_for(actor, signatory):
        raise PermissionDenied(f"{actor.name} tekent niet voor {signatory.name}")
    found = [*_against(one, signatory, content_hash=signatory.version.content_hash, on=on)]
    if hasattr(signatory, "signature"):
        found.append(SIGNED_ALREADY)
    standing = AgreementStanding(found=tuple(found), reason_given=bool(reason.strip()))
    one.check(one.steps.refuse, standing, actor=actor, on=on)
    signatory.refused_at, signatory.refusal = at, reason.strip()
    signatory.save(update_fields=["refused_at", "refusal"])
    void(signatory.version, because=REFUSED_BY_PARTY, on=on)
    one.move(one.steps.refuse, actor=actor, on=on, remark=reason.strip())
    return one.agreement


def _conclude(agreement: Agreement, version: Version, *, on: date, at: datetime) -> None:
    """Everybody signed: the rules hold today as well, the days to search stop, the agreement counts."""
    assessment = assessment_of(agreement, on=on)
    trajectory = agreement.trajectory
    assert trajectory is not None
    searches = trajectory.state in LOOKING | {TrajectoryState.STARTUP}
    enrolled = searches or trajectory.state in AT_WORK
    found = assessment.refusals if enrolled else (NOT_ENROLLED, *assessment.refusals)
    check(CONCLUDE, agreement, AgreementStanding(found=found), actor=SYSTEM, on=on)
    if searches:
        searching.conclude(trajectory.pk, concluded_on=on, on=on)
    version.concluded_at = at
    version.save(update_fields=["concluded_at"])
    SealedPaper.objects.create(version=version, next_try_at=at)
    terms = version.terms
    agreement.kind = AgreementKind(terms.kind.value)
    agreement.concluded_on, agreement.starts_on, agreement.planned_end_on = on, terms.first, terms.last
    move(
        agreement,
        CONCLUDE,
        actor=SYSTEM,
        on=on,
        changed={"kind", "concluded_on", "starts_on", "planned_end_on"},
        because=assessment.check.because,
        remark=version.content_hash,
    )
    keep_cooperation(agreement, version, on=on)


def _cannot_sign(one: Round, *, on: date) -> tuple[str, ...]:
    """The first day is past (art. 5: written at the latest then), a minor without a representative who signs,
    or somebody without an address for the link.
    """
    assert one.agreement.trajectory is not None
    signatories = list(one.version.signatories.all())
    roles = {who.role for who in signatories}
    found = [START_IS_PAST] if one.version.terms.holds_from < on else []
    if is_minor(one.agreement.trajectory, on=on) and SignerRole.GUARDIAN not in roles:
        found.append(REPRESENTATIVE_MISSING)
    if any(not _represents(who, one, on=on) for who in signatories):
        found.append(NOT_REPRESENTATIVE)
    if any(not who.email for who in signatories if who.role != SignerRole.SCHOOL):
        found.append(EMAIL_MISSING)
    return tuple(found)


def _against(one: Round, signatory: Signatory, *, content_hash: str, on: date) -> tuple[str, ...]:
    """What keeps this signature from being put under the text that was on the page."""
    version, found = signatory.version, []
    if not one.is_current or version.content_hash != content_hash:
        found.append(TEXT_CHANGED)
    if signatory.link_until is not None and on > signatory.link_until:
        found.append(LINK_EXPIRED)
    if not _represents(signatory, one, on=on):
        found.append(NOT_REPRESENTATIVE)
    return tuple(found)


def _represents(signatory: Signatory, one: Round, *, on: date) -> bool:
    """Whether the signatory still is who he signs for, that day."""
    assert one.agreement.trajectory is not None
    person = signatory.person_id or 0
    if signatory.role == SignerRole.GUARDIAN:
        mine = guardians_on(on).filter(learner_id=one.agreement.trajectory.learner_id)
        return mine.filter(person_id=person).exists()
    if signatory.capacity == Capacity.LEGAL_REPRESENTATIVE:
        rows = one.recognition.company.representatives.filter(person_id=person)
        return any(Period(row.valid_from, row.valid_to).contains(on) for row in rows)
    return True


def _new_link(signatory: Signatory, version: Version) -> Link:
    """A new secret, good until the first day of the text: after it the text is a draft again."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    signatory.link_hash, signatory.link_until = hash_of(secret), version.terms.holds_from
    signatory.save(update_fields=["link_hash", "link_until"])
    return Link(signatory, secret)
