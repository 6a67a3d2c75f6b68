"""Writes of an agreement on paper: the draft, every new version of its text, and what makes it void."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.steps import check, lock_agreement, lock_recognition, move, newest
from duaal.casework.agreements.assessing import NOT_ENROLLED, Assessment, assess
from duaal.casework.agreements.facts import Kind, Population
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
from duaal.casework.agreements.terms import Terms, as_json, content_hash
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
    representative who signs, the first one unless chosen.
    """

    recognition_id: int
    terms: Terms
    signers: tuple[CompanySigner, ...]
    learner_email: str = ""
    guardian_email: str = ""
    guardian: int | None = None


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
    _require_that_it_can_be(paper, recognition, trajectory)
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
    _write(agreement, paper, trajectory, recognition, actor=actor, on=on)
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
    _require_that_it_can_be(paper, recognition, trajectory)
    assessment = assess(
        paper.terms, trajectory=trajectory, recognition=recognition, on=on, agreement_id=agreement_id
    )
    check(REVISE, agreement, AgreementStanding(found=assessment.at_the_door), actor=actor, on=on)
    fallen = void(newest(agreement), because=EDITED, on=on)
    _take_over(agreement, paper, recognition)
    agreement.save()
    _write(agreement, paper, trajectory, recognition, actor=actor, on=on)
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


def _write(
    agreement: Agreement,
    paper: Paper,
    trajectory: Trajectory,
    recognition: Recognition,
    *,
    actor: Actor,
    on: date,
) -> Version:
    """The next version with its content, its hash and who signs it."""
    content = {
        "terms": as_json(paper.terms),
        "parties": _parties(trajectory, recognition, paper.terms),
    }
    version = Version.objects.create(
        agreement=agreement,
        number=agreement.version,
        content=content,
        content_hash=content_hash(content),
        made_on=on,
        made_by_name=actor.name,
    )
    Signatory.objects.bulk_create(_signatories(version, paper, trajectory, recognition, actor=actor, on=on))
    return version


def _parties(trajectory: Trajectory, recognition: Recognition, terms: Terms) -> dict[str, Any]:
    """Who and where, as the text names it; without a national number, an address or a way to reach them."""
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
    if paper.terms.kind != Kind.DAO:
        yield Signatory(
            version=version, role=SignerRole.SCHOOL, name=trajectory.counsellor_name or actor.name
        )


def _require_that_it_can_be(paper: Paper, recognition: Recognition, trajectory: Trajectory) -> None:
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
    adult = trajectory.population == Population.ADULT
    law = recognition.legal_basis
    if law != (Population.ADULT if adult else Population.SECONDARY).legal_basis:
        raise Refused(("NO_RECOGNITION",))
