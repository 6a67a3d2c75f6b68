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
from duaal.casework.agreements.actions.drafting import assessment_of, is_minor, void
from duaal.casework.agreements.actions.steps import check, lock_agreement, move, newest
from duaal.casework.agreements.assessing import NOT_ENROLLED
from duaal.casework.agreements.models import (
    Agreement,
    AgreementKind,
    Capacity,
    Method,
    Signatory,
    Signature,
    SignerRole,
    Version,
)
from duaal.casework.agreements.states import (
    CONCLUDE,
    CORRECT_CONTACT,
    LINK_EXPIRED,
    NOT_REPRESENTATIVE,
    PROPOSE,
    REFUSE_TO_SIGN,
    SIGN,
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

SECRET_BYTES = 32  # of the machine: nobody guesses it
REPRESENTATIVE_MISSING = "REPRESENTATIVE_MISSING"
EMAIL_MISSING = "EMAIL_MISSING"
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
    version = newest(agreement)
    assessment = assessment_of(agreement, on=on)
    found = (*assessment.refusals, *_cannot_sign(agreement, version, on=on))
    check(PROPOSE, agreement, AgreementStanding(found=found), actor=actor, on=on)
    version.proposed_at = at
    version.save(update_fields=["proposed_at"])
    links = tuple(
        _new_link(one, version) for one in version.signatories.exclude(role=SignerRole.SCHOOL) if one.email
    )
    agreement.proposed_on = on
    move(
        agreement,
        PROPOSE,
        actor=actor,
        on=on,
        changed={"proposed_on"},
        reasons=assessment.warnings,
        because=assessment.check.because,
        remark=version.content_hash,
    )
    return links


@transaction.atomic
def correct_contact(signatory_id: int, *, email: str, actor: Actor, on: date) -> Link:
    """Corrects the address of who still has to sign; the link before it works no more, signatures stay."""
    agreement, signatory = _lock(signatory_id)
    check(CORRECT_CONTACT, agreement, AgreementStanding(), actor=actor, on=on)
    if hasattr(signatory, "signature"):
        raise ValidationError({"email": _("%(name)s tekende al.") % {"name": signatory.name}})
    if signatory.role == SignerRole.SCHOOL:
        raise ValidationError({"email": _("De school tekent op deze site, zonder link.")})
    signatory.email = email
    signatory.save(update_fields=["email"])
    link = _new_link(signatory, signatory.version)
    move(agreement, CORRECT_CONTACT, actor=actor, on=on)
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
    """Whether this login is the signatory: the same person, or staff for the school."""
    if signatory.role == SignerRole.SCHOOL:
        return actor.role == Role.COUNSELLOR
    role = {
        SignerRole.LEARNER: Role.LEARNER,
        SignerRole.GUARDIAN: Role.GUARDIAN,
        SignerRole.COMPANY: Role.COMPANY,
    }[SignerRole(signatory.role)]
    same = signatory.person_id is not None and signatory.person_id == actor.person_id
    return actor.role == role and same


def send_back(agreement: Agreement, *, on: date) -> Agreement:
    """A locked agreement of which the start passed unsigned: a draft again, nobody works."""
    fallen = void(newest(agreement), because=START_PASSED, on=on)
    remark = _("%(n)d handtekeningen vervallen") % {"n": fallen} if fallen else ""
    return move(agreement, START_PASSES, actor=SYSTEM, on=on, reasons=(START_PASSED,), remark=remark)


def _sign(
    signatory_id: int, *, content_hash: str, method: Method, actor: Actor, on: date, at: datetime
) -> Signature:
    agreement, signatory = _lock(signatory_id)
    if method == Method.LOGIN and not signs_for(actor, signatory):
        raise PermissionDenied(f"{actor.name} tekent niet voor {signatory.name}")
    parties.require(actor, SIGN, agreement, on=on)
    if hasattr(signatory, "signature"):
        done: Signature = signatory.signature
        return done
    found = _against(agreement, signatory, content_hash=content_hash, on=on)
    check(SIGN, agreement, AgreementStanding(found=found), actor=actor, on=on)
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
    move(agreement, SIGN, actor=actor, on=on, remark=signatory.version.content_hash)
    if not signatory.version.signatories.filter(signature__isnull=True).exists():
        _conclude(agreement, signatory.version, on=on, at=at)
    return signature


def _refuse(signatory_id: int, *, reason: str, actor: Actor, on: date, at: datetime) -> Agreement:
    agreement, signatory = _lock(signatory_id)
    if actor.is_logged_in and not signs_for(actor, signatory):
        raise PermissionDenied(f"{actor.name} tekent niet voor {signatory.name}")
    found = [*_against(agreement, signatory, content_hash=signatory.version.content_hash, on=on)]
    if hasattr(signatory, "signature"):
        found.append(SIGNED_ALREADY)
    standing = AgreementStanding(found=tuple(found), reason_given=bool(reason.strip()))
    check(REFUSE_TO_SIGN, agreement, standing, actor=actor, on=on)
    signatory.refused_at, signatory.refusal = at, reason.strip()
    signatory.save(update_fields=["refused_at", "refusal"])
    void(signatory.version, because=REFUSED_BY_PARTY, on=on)
    return move(agreement, REFUSE_TO_SIGN, actor=actor, on=on, remark=reason.strip())


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


def _cannot_sign(agreement: Agreement, version: Version, *, on: date) -> tuple[str, ...]:
    """A minor without a representative who signs, or somebody without an address for the link."""
    assert agreement.trajectory is not None
    signatories = list(version.signatories.all())
    roles = {one.role for one in signatories}
    found = []
    if is_minor(agreement.trajectory, on=on) and SignerRole.GUARDIAN not in roles:
        found.append(REPRESENTATIVE_MISSING)
    if any(not _represents(one, agreement, on=on) for one in signatories):
        found.append(NOT_REPRESENTATIVE)
    if any(not one.email for one in signatories if one.role != SignerRole.SCHOOL):
        found.append(EMAIL_MISSING)
    return tuple(found)


def _against(agreement: Agreement, signatory: Signatory, *, content_hash: str, on: date) -> tuple[str, ...]:
    """What keeps this signature from being put under the text that was on the page."""
    version, found = signatory.version, []
    current = version.number == agreement.version and version.voided_on is None
    if not current or version.content_hash != content_hash:
        found.append(TEXT_CHANGED)
    if signatory.link_until is not None and on > signatory.link_until:
        found.append(LINK_EXPIRED)
    if not _represents(signatory, agreement, on=on):
        found.append(NOT_REPRESENTATIVE)
    return tuple(found)


def _represents(signatory: Signatory, agreement: Agreement, *, on: date) -> bool:
    """Whether the signatory still is who he signs for, that day."""
    assert agreement.trajectory is not None
    person = signatory.person_id or 0
    if signatory.role == SignerRole.GUARDIAN:
        mine = guardians_on(on).filter(learner_id=agreement.trajectory.learner_id)
        return mine.filter(person_id=person).exists()
    if signatory.capacity == Capacity.LEGAL_REPRESENTATIVE:
        rows = agreement.company.representatives.filter(person_id=person)
        return any(Period(one.valid_from, one.valid_to).contains(on) for one in rows)
    return True


def _new_link(signatory: Signatory, version: Version) -> Link:
    """A new secret, good until the first day of the agreement: after it the text is a draft again."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    signatory.link_hash, signatory.link_until = hash_of(secret), version.terms.first
    signatory.save(update_fields=["link_hash", "link_until"])
    return Link(signatory, secret)


def _lock(signatory_id: int) -> tuple[Agreement, Signatory]:
    """The signatory with its locked agreement."""
    key = Signatory.objects.values_list("version__agreement_id", flat=True).get(pk=signatory_id)
    agreement = lock_agreement(key)
    return agreement, Signatory.objects.select_related("version", "signature").get(pk=signatory_id)
