"""Agreements on paper, for the software of a school: draft, change, replace, propose. Nobody signs here."""

from dataclasses import replace as changed
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.actions.drafting import Paper
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import kind_facts
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement, SignerRole, Version
from duaal.casework.agreements.rules.kind import kind_of
from duaal.casework.agreements.rules.law import KindLaw, TimetableLaw, law_on
from duaal.casework.agreements.states import CORRECT_CONTACT, PROPOSE
from duaal.casework.agreements.terms import Terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states.recognitions import TAKES_AGREEMENTS
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.policy import require_enrol_at
from duaal.casework.trajectories.queries import guardians_on, trajectories_visible_to
from duaal.flows.processes import agreements as process
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreement_schemas import (
    AgreementContactIn,
    AgreementIn,
    AgreementWhyIn,
    LinksOut,
    ReplacementIn,
    check_email,
)
from duaal.interfaces.api.agreements import AgreementOut, Number, agreement_out, visible
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["overeenkomsten"])

SCHOOLS = (Role.COUNSELLOR,)
ONE = "/agreements/{agreement_id}"
AroundTrajectory = Annotated[int, Field(ge=1, le=2**53, description="nummer van het traject")]
SignerNumber = Annotated[int, Field(ge=1, le=2**53, description="nummer van wie tekent")]


@router.post(
    "/trajectories/{trajectory_id}/agreements",
    response={201: AgreementOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een overeenkomst maken",
)
def draft_agreement(
    request: HttpRequest, trajectory_id: AroundTrajectory, payload: AgreementIn, key: str | None = KEY
) -> JsonResponse:
    """Maakt een ontwerp voor een leerling. De soort volgt uit de gegevens."""
    actor, on = actor_of(request), today()

    def act() -> AgreementOut:
        trajectory = _trajectory(actor, trajectory_id, on=on)
        require_enrol_at(actor, trajectory.provider)
        paper = paper_of(payload, trajectory, on=on)
        made = drafting.draft(trajectory.pk, paper=paper, actor=actor, on=on)
        return agreement_out(actor, made.pk)

    return answered(request, key, act, status=201)


@router.post(
    f"{ONE}/revision",
    response={200: AgreementOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een overeenkomst aanpassen",
)
def revise_agreement(
    request: HttpRequest, agreement_id: Number, payload: AgreementIn, key: str | None = KEY
) -> JsonResponse:
    """Vervangt de tekst voor iedereen tekende; handtekeningen vervallen. Partners en vakanties blijven."""
    actor, on = actor_of(request), today()

    def act() -> AgreementOut:
        agreement = visible(actor).get(pk=agreement_id)
        paper = with_annexes(paper_of(payload, trajectory_of(agreement), on=on), newest(agreement))
        drafting.revise(agreement.pk, paper=paper, actor=actor, on=on)
        return agreement_out(actor, agreement.pk)

    return answered(request, key, act)


@router.post(
    f"{ONE}/replacement",
    response={201: AgreementOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een overeenkomst vervangen",
)
def replace_agreement(
    request: HttpRequest, agreement_id: Number, payload: ReplacementIn, key: str | None = KEY
) -> JsonResponse:
    """Annuleert een getekende overeenkomst voor ze begint en maakt een nieuw ontwerp, allebei of geen."""
    actor, on = actor_of(request), today()

    def act() -> AgreementOut:
        agreement = visible(actor).get(pk=agreement_id)
        made = process.replace(
            agreement.pk,
            paper=paper_of(payload, trajectory_of(agreement), on=on),
            agreed=payload.agreed,
            reason=_("vervangen door een nieuwe overeenkomst"),
            actor=actor,
            on=on,
        )
        return agreement_out(actor, made.pk)

    return answered(request, key, act, status=201)


@router.post(
    f"{ONE}/discarding",
    response={200: AgreementOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een ontwerp van een overeenkomst weggooien",
)
def discard_agreement(
    request: HttpRequest, agreement_id: Number, payload: AgreementWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Gooit weg wat niet iedereen getekend heeft."""
    actor = actor_of(request)

    def act() -> AgreementOut:
        agreement = visible(actor).get(pk=agreement_id)
        drafting.discard(agreement.pk, reason=payload.reason, actor=actor, on=today())
        return agreement_out(actor, agreement.pk)

    return answered(request, key, act)


@router.post(
    f"{ONE}/proposal",
    response={200: LinksOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een overeenkomst voorleggen",
)
def propose_agreement(request: HttpRequest, agreement_id: Number) -> JsonResponse:
    """Legt de tekst voor en mailt de links. Een tweede keer is 409: daarom is er geen Idempotency-Key."""
    actor, on = actor_of(request), today()
    agreement = visible(actor).get(pk=agreement_id)
    parties.require(actor, PROPOSE, agreement, on=on)
    links = process.propose(agreement.pk, actor=actor, on=on, at=timezone.now(), address_of=link_address)
    return _links(actor, agreement.pk, links)


@router.post(
    f"{ONE}/signatories/{{signatory_id}}/link",
    response={200: LinksOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een nieuwe link sturen",
)
def renew_link(
    request: HttpRequest, agreement_id: Number, signatory_id: SignerNumber, payload: AgreementContactIn
) -> JsonResponse:
    """Verbetert een e-mailadres en mailt een nieuwe link; de vorige werkt niet meer."""
    actor, on = actor_of(request), today()
    agreement = visible(actor).get(pk=agreement_id)
    parties.require(actor, CORRECT_CONTACT, agreement, on=on)
    check_email(payload.email, "email")
    signatory = newest(agreement).signatories.only("pk").get(pk=signatory_id)
    links = process.send_new_link(
        signatory.pk, email=payload.email, actor=actor, on=on, address_of=link_address
    )
    return _links(actor, agreement.pk, links)


def paper_of(said: AgreementIn, trajectory: Trajectory, *, on: date) -> Paper:
    """The draft under the kind that follows from it.

    Raises `ValidationError` for what cannot be, and `Refused` when no kind of agreement fits.
    """
    recognition = place_of(said.recognition, trajectory)
    paper = text_of(said, trajectory, recognition, on=on)
    terms = _under_its_kind(paper.terms, trajectory, recognition, on=on)
    return changed(paper, terms=terms)


def text_of(said: AgreementIn, trajectory: Trajectory, recognition: Recognition, *, on: date) -> Paper:
    """The text as it was said, at a place that is known, under whatever kind. Raises `ValidationError`."""
    _check_people(said, trajectory, recognition, on=on)
    training = process.planned_training(trajectory.pk, recognition.pk)
    plan, planned = (training.plan, training.blocks) if training else (None, ())
    return Paper(
        recognition.pk,
        said.terms(plan, planned),
        said.company_signers(),
        said.learner_email,
        said.guardian_email,
        said.guardian,
    )


def with_annexes(paper: Paper, before: Version) -> Paper:
    """The paper with what cannot be said here: partner companies and holidays stay as they are in a text."""
    old = before.terms
    partners = before.signatories.filter(role=SignerRole.PARTNER).order_by("pk")
    return changed(
        paper,
        terms=changed(paper.terms, partners=old.partners, holidays=old.holidays),
        partner_emails=tuple(partners.values_list("email", flat=True)),
    )


def _under_its_kind(terms: Terms, trajectory: Trajectory, recognition: Recognition, *, on: date) -> Terms:
    facts = kind_facts(terms, trajectory=trajectory, recognition=recognition, on=on)
    outcome = kind_of(facts, law_on(KindLaw, on, recognition.partnership_id))
    if outcome.proposed is None or outcome.proposed == Kind.LOCAL:
        raise Refused(outcome.check.refusals)
    return changed(terms, kind=outcome.proposed)


def place_of(recognition_id: int, trajectory: Trajectory) -> Recognition:
    """The place that takes agreements for the programme. Raises `ValidationError` for another one."""
    found = Recognition.objects.filter(
        pk=recognition_id, programme_id=trajectory.programme_id, state__in=sorted(TAKES_AGREEMENTS)
    )
    place = found.select_related("company", "site", "programme").first()
    if place is None:
        sentence = _("Erkenning %(number)d kan niet voor %(programme)s. Kies een andere leerwerkplek.")
        words = {"number": recognition_id, "programme": trajectory.programme.name}
        raise ValidationError({"recognition": sentence % words})
    return place


def _check_people(said: AgreementIn, trajectory: Trajectory, place: Recognition, *, on: date) -> None:
    """Who is named by number is somebody of this company, or represents this learner."""
    known = place.company.representatives.all()
    people = {one.pk for one in known if one.valid_to is None or one.valid_to >= on}
    for number, signer in enumerate(said.signers):
        if signer.representative is not None and signer.representative not in people:
            words = _("Deze onderneming heeft geen vertegenwoordiger met nummer %(number)d.")
            raise ValidationError(
                {f"signers.{number}.representative": words % {"number": signer.representative}}
            )
    guardians = guardians_on(on).filter(learner_id=trajectory.learner_id)
    if said.guardian is not None and not guardians.filter(pk=said.guardian).exists():
        words = _("Deze leerling heeft geen ouder of voogd met nummer %(number)d.")
        raise ValidationError({"guardian": words % {"number": said.guardian}})
    law = law_on(TimetableLaw, on, place.partnership_id)
    sectors = {*law.minor_night_sectors.value, *law.minor_sunday_sectors.value}
    if said.sector and said.sector not in sectors:
        words = _("De sector %(sector)s kent geen uitzondering. Kies uit: %(known)s.")
        known_ones = ", ".join(sorted(sectors))
        raise ValidationError({"sector": words % {"sector": said.sector, "known": known_ones}})


def _trajectory(actor: Actor, trajectory_id: int, *, on: date) -> Trajectory:
    rows = trajectories_visible_to(actor, on=on).select_related("learner__person", "programme", "provider")
    return rows.get(pk=trajectory_id)


def trajectory_of(agreement: Agreement) -> Trajectory:
    """The trajectory that an agreement belongs to, with its learner."""
    assert agreement.trajectory_id is not None
    rows = Trajectory.objects.select_related("learner__person", "programme", "provider")
    return rows.get(pk=agreement.trajectory_id)


def link_address(secret: str) -> str:
    """The page where somebody signs with a link."""
    return f"{settings.SITE_ADDRESS}{reverse('contracts:by_link', args=[secret])}"


def _links(actor: Actor, agreement_id: int, links: process.LinksSent) -> JsonResponse:
    state = visible(actor).get(pk=agreement_id).state
    said: dict[str, Any] = {"id": agreement_id, "state": state}
    out = LinksOut(**said, sent=list(links.sent), failed=list(links.failed))
    return JsonResponse(out.model_dump(mode="json"))
