"""Writes of an agreement on paper: the draft, every new version of its text, and what makes it void."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.steps import check, lock_agreement, lock_recognition, move, newest
from duaal.casework.agreements.assessing import NOT_ENROLLED, Assessment, assess
from duaal.casework.agreements.contents import IDENTITY, with_text
from duaal.casework.agreements.facts import Kind, Population
from duaal.casework.agreements.identity import identity_of
from duaal.casework.agreements.models import (
    Agreement,
    AgreementKind,
    Capacity,
    Preparation,
    Signatory,
    SignerRole,
    Version,
)
from duaal.casework.agreements.rules.law import DurationLaw, law_on
from duaal.casework.agreements.states import (
    DISCARD,
    DRAFT_IT,
    NEW,
    ON_PAPER,
    REVISE,
    AgreementStanding,
    AgreementState,
)
from duaal.casework.agreements.terms import PartnerPart, Terms, as_json, content_hash
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.policy import may_enrol_at
from duaal.casework.trajectories.queries import guardians_on
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.anniversary import full_years
from duaal.foundation.kernel.reasons import Refused
from duaal.register.organisations.models import Representative
from duaal.register.programmes.models import Competence

DRAFT_EXISTS = "DRAFT_EXISTS"
EDITED = "edited"
DISCARDED = "discarded"
REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class CompanySigner:
    """Who signs for the company, in which capacity, and where the link goes.

    A legal representative is one of the register (`representative`); somebody else is `authorised`.
    """

    email: str
    name: str = ""
    representative: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft as it is handed in: the workplace, the terms, who signs for the company, and the addresses.

    `learner_email` and `guardian_email` replace what the file of the learner has; `guardian` is the
    representative who signs, the first one unless chosen. `partner_emails` are those of the partner companies
    of the terms, in their order.
    """

    recognition_id: int
    terms: Terms
    signers: tuple[CompanySigner, ...]
    learner_email: str = ""
    guardian_email: str = ""
    guardian: int | None = None
    partner_emails: tuple[str, ...] = ()


@transaction.atomic
def draft(
    trajectory_id: int, *, paper: Paper, actor: Actor, on: date, replaces: int | None = None
) -> Agreement:
    """Makes a draft for a learner who is enrolled, at a place that is recognised.

    Raises `Refused` with everything that keeps even a draft from being made, `ValidationError` for input that
    cannot be, `PermissionDenied` for staff of another school.
    """
    recognition = lock_recognition(paper.recognition_id)
    trajectory = lock_trajectory(trajectory_id)
    if not may_enrol_at(actor, trajectory.provider):
        raise PermissionDenied(f"{actor.role} mag geen overeenkomst maken voor {trajectory}")
    require_that_it_can_be(paper, recognition, trajectory)
    assessment = assess(paper.terms, trajectory=trajectory, recognition=recognition, on=on)
    found = assessment.at_the_door
    if trajectory.state not in ENROLLED:
        found = (NOT_ENROLLED, *found)
    if Agreement.objects.filter(trajectory=trajectory, state__in=sorted(ON_PAPER)).exists():
        found = (DRAFT_EXISTS, *found)
    DRAFT_IT.check(NEW, AgreementStanding(found=found), on=on)
    agreement = Agreement(
        trajectory=trajectory,
        provider=trajectory.provider,
        programme=trajectory.programme,
        learner_number=trajectory.learner.number,
        replaces_id=replaces,
        state=AgreementState.DRAFT,
    )
    _take_over(agreement, paper, recognition)
    agreement.save()
    Preparation.objects.create(agreement=agreement)
    write_version(agreement, paper, paper.terms, trajectory, recognition, actor=actor, on=on)
    move(agreement, DRAFT_IT, actor=actor, on=on, before=NEW, because=assessment.check.because)
    return agreement


@transaction.atomic
def revise(agreement_id: int, *, paper: Paper, actor: Actor, on: date) -> Agreement:
    """Replaces the text before everybody signed; signatures under the text before it count no more.

    The remark of the audit entry says how many signatures fell away.
    """
    agreement = lock_agreement(agreement_id)
    trajectory = agreement.trajectory
    assert trajectory is not None
    recognition = Recognition.objects.select_related("company", "site", "programme").get(
        pk=paper.recognition_id
    )
    parties.require(actor, REVISE, agreement, on=on)
    require_that_it_can_be(paper, recognition, trajectory)
    assessment = assess(
        paper.terms, trajectory=trajectory, recognition=recognition, on=on, agreement_id=agreement_id
    )
    check(REVISE, agreement, AgreementStanding(found=assessment.at_the_door), actor=actor, on=on)
    fallen = void(newest(agreement), because=EDITED, on=on)
    _take_over(agreement, paper, recognition)
    agreement.save()
    write_version(agreement, paper, paper.terms, trajectory, recognition, actor=actor, on=on)
    remark = _("%(n)d handtekeningen vervallen") % {"n": fallen} if fallen else ""
    return move(agreement, REVISE, actor=actor, on=on, because=assessment.check.because, remark=remark)


@transaction.atomic
def discard(agreement_id: int, *, reason: str, actor: Actor, on: date) -> Agreement:
    """Throws away an agreement that not everybody signed."""
    agreement = lock_agreement(agreement_id)
    check(DISCARD, agreement, AgreementStanding(), actor=actor, on=on)
    void(newest(agreement), because=DISCARDED, on=on)
    return move(agreement, DISCARD, actor=actor, on=on, remark=reason.strip())


def assessment_of(agreement: Agreement, *, on: date) -> Assessment:
    """What the rules find on the newest version, on the day."""
    assert agreement.trajectory is not None
    return assess(
        newest(agreement).terms,
        trajectory=agreement.trajectory,
        recognition=agreement.recognition,
        on=on,
        agreement_id=agreement.pk,
    )


def void(version: Version, *, because: str, on: date) -> int:
    """Makes a version void; how many signatures fell away with it. One that is void stays as it is."""
    if version.voided_on is not None:
        return 0
    version.voided_on, version.voided_because = on, because
    version.save(update_fields=["voided_on", "voided_because"])
    return version.signatories.filter(signature__isnull=False).count()


def is_minor(trajectory: Trajectory, *, on: date) -> bool:
    """Whether a legal representative signs with the learner on the day."""
    law = law_on(DurationLaw, on)
    needed = law.representative_signs.value
    return needed and full_years(trajectory.learner.person.birth_date, on) < law.minor_until_age.value


def _take_over(agreement: Agreement, paper: Paper, recognition: Recognition) -> None:
    agreement.recognition, agreement.company, agreement.site = (
        recognition,
        recognition.company,
        recognition.site,
    )
    agreement.kind = AgreementKind(paper.terms.kind.value)
    agreement.planned_end_on = paper.terms.last
    agreement.version = (agreement.version or 0) + 1 if agreement.pk else 1


def write_version(
    agreement: Agreement,
    paper: Paper,
    terms: Terms,
    trajectory: Trajectory,
    recognition: Recognition,
    *,
    actor: Actor,
    on: date,
    number: int | None = None,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> Version:
    """A version with its content, its hash and who signs it; the newest of the agreement unless numbered."""
    content = with_text(
        {
            "terms": as_json(terms),
            "parties": _parties(trajectory, recognition, terms, on=on),
            **more,
        },
        on=on,
    )
    version = Version.objects.create(
        agreement=agreement,
        number=agreement.version if number is None else number,
        content=content,
        content_hash=content_hash(content),
        made_on=on,
        made_by_name=actor.name,
    )
    Signatory.objects.bulk_create(_signatories(version, paper, trajectory, recognition, actor=actor, on=on))
    return version


def _parties(trajectory: Trajectory, recognition: Recognition, terms: Terms, *, on: date) -> dict[str, Any]:
    """Who and where, as the text names it; without a national number or a way to reach them.

    Of an adult the text names the address and the nationality as well.
    """
    identity = identity_of(trajectory, terms.kind, on=on)
    person, site = trajectory.learner.person, recognition.site
    mentors = MentorAssignment.objects.filter(pk__in=terms.mentors).select_related("person").order_by("pk")
    return {
        "learner": str(person),
        "learner_number": trajectory.learner.number,
        "birth_date": person.birth_date.isoformat(),
        "population": trajectory.population,
        "programme": trajectory.programme.name,
        "programme_code": trajectory.programme.code,
        "provider": trajectory.provider.name,
        "provider_number": trajectory.provider.number,
        "counsellor": trajectory.counsellor_name,
        "company": recognition.company.name,
        "company_number": recognition.company.enterprise_number,
        "site": site.name,
        "site_number": site.establishment_number,
        "site_address": f"{site.street}, {site.postcode}",
        "recognition": recognition.pk,
        "mentors": [str(one.person) for one in mentors],
        **({IDENTITY: identity.as_json()} if identity is not None else {}),
        **({"partners": [_partner(one) for one in terms.partners]} if terms.partners else {}),
    }


def _partner(part: PartnerPart) -> dict[str, Any]:
    """A partner company as the text names it, with the competences by their names."""
    place = Recognition.objects.select_related("company", "site").get(pk=part.recognition)
    mentors = MentorAssignment.objects.filter(pk__in=part.mentors).select_related("person").order_by("pk")
    known = Competence.objects.filter(programme_id=place.programme_id, code__in=part.parts)
    names = dict(known.values_list("code", "name"))
    return {
        "company": place.company.name,
        "company_number": place.company.enterprise_number,
        "site": place.site.name,
        "site_address": f"{place.site.street}, {place.site.postcode}",
        "mentors": [str(one.person) for one in mentors],
        "parts": [names.get(code, code) for code in part.parts],
    }


def _signatories(
    version: Version,
    paper: Paper,
    trajectory: Trajectory,
    recognition: Recognition,
    *,
    actor: Actor,
    on: date,
) -> Iterable[Signatory]:
    """Who signs: the learner, who represents a minor, the company, and the school where it is a party."""
    learner = trajectory.learner
    yield Signatory(
        version=version,
        role=SignerRole.LEARNER,
        person=learner.person,
        name=str(learner.person),
        email=paper.learner_email or learner.email,
    )
    if is_minor(trajectory, on=on):
        guardians = guardians_on(on).filter(learner=learner).select_related("person").order_by("pk")
        chosen = guardians.filter(pk=paper.guardian) if paper.guardian else guardians
        guardian = chosen.first()
        if guardian is not None:
            yield Signatory(
                version=version,
                role=SignerRole.GUARDIAN,
                person=guardian.person,
                name=str(guardian.person),
                email=paper.guardian_email or guardian.email,
            )
    people = Representative.objects.filter(company=recognition.company).select_related("person")
    for signer in paper.signers:
        who = people.get(pk=signer.representative) if signer.representative is not None else None
        yield Signatory(
            version=version,
            role=SignerRole.COMPANY,
            person=who.person if who else None,
            name=str(who.person) if who else signer.name.strip(),
            capacity=Capacity.LEGAL_REPRESENTATIVE if who else Capacity.AUTHORISED,
            email=signer.email,
        )
    emails = (*paper.partner_emails, *("" for _part in paper.terms.partners))
    for part, email in zip(paper.terms.partners, emails, strict=False):
        yield Signatory(
            version=version,
            role=SignerRole.PARTNER,
            name=part.signer,
            capacity=Capacity.AUTHORISED,
            email=email,
        )
    if paper.terms.kind != Kind.DAO:
        yield Signatory(
            version=version, role=SignerRole.SCHOOL, name=trajectory.counsellor_name or actor.name
        )


def require_that_it_can_be(paper: Paper, recognition: Recognition, trajectory: Trajectory) -> None:
    """Raises `ValidationError` for input that no rule has to look at."""
    if recognition.programme_id != trajectory.programme_id:
        sentence = _("%(site)s is niet erkend voor %(programme)s. Kies een andere leerwerkplek.")
        words = {"site": recognition.site.name, "programme": trajectory.programme.name}
        raise ValidationError({"recognition": sentence % words})
    if not paper.signers:
        raise ValidationError({"signer_email": _("Vul in wie voor de onderneming tekent.")})
    for signer in paper.signers:
        if not signer.name.strip() and signer.representative is None:
            raise ValidationError({"signer_name": _("Vul de naam in van wie voor de onderneming tekent.")})
    for part in paper.terms.partners:
        if not part.signer.strip():
            raise ValidationError({"partner_signer": _("Vul in wie voor de partneronderneming tekent.")})
        if not Recognition.objects.filter(pk=part.recognition, programme_id=trajectory.programme_id).exists():
            sentence = _("De partneronderneming is niet erkend voor %(programme)s. Kies een andere.")
            words = {"programme": trajectory.programme.name}
            raise ValidationError({"partner_first": sentence % words})
    adult = trajectory.population == Population.ADULT
    law = recognition.legal_basis
    if law != (Population.ADULT if adult else Population.SECONDARY).legal_basis:
        raise Refused(("NO_RECOGNITION",))
