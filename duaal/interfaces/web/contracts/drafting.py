"""Making, changing and replacing a draft: the workplace first, then the terms, and the kind that follows."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.actions.drafting import Paper
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import Assessment, assess, kind_facts
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.labels import KIND, reason
from duaal.casework.agreements.models import Agreement, SignerRole, Version
from duaal.casework.agreements.rules.kind import kind_of
from duaal.casework.agreements.rules.law import KindLaw, TimetableLaw, law_on
from duaal.casework.agreements.states import CANCEL, REVISE
from duaal.casework.agreements.terms import Terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import WORKING
from duaal.casework.recognition.states.recognitions import TAKES_AGREEMENTS
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.policy import require_enrol_at
from duaal.casework.trajectories.queries import guardians_on
from duaal.flows.processes import agreements as process
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, both_ways, keep_errors
from duaal.interfaces.web.contracts.draft_form import DraftForm
from duaal.interfaces.web.contracts.kinds import KindPanel, kind_panel
from duaal.interfaces.web.contracts.partner_fields import Partner
from duaal.interfaces.web.contracts.prefilled import hours_from, typed_from
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, agreement_or_404
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.stepping import typed_in

PLACE, SEARCH, LOOK = "werkplek", "zoek", "kijk"
PARTNER, NO_PARTNER, CHOOSE_PARTNER = "partner", "geen", "kies-partner"
MOST_PLACES = 50

Keep = Callable[[Paper, Actor, date], Agreement]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page works with: the learner, the chosen workplace, and the plan that is fixed."""

    trajectory: Trajectory
    recognition: Recognition
    training: process.PlannedTraining | None
    on: date
    partner: Partner | None = None

    def form(self, data: Any, initial: dict[str, Any], form_class: type[DraftForm] = DraftForm) -> DraftForm:
        working = self.recognition.assignments.filter(state__in=sorted(WORKING)).select_related("person")
        guardians = guardians_on(self.on).filter(learner_id=self.trajectory.learner_id)
        people = self.recognition.company.representatives.select_related("person").order_by("pk")
        law = law_on(TimetableLaw, self.on, self.recognition.partnership_id)
        sectors = sorted({*law.minor_night_sectors.value, *law.minor_sunday_sectors.value})
        return form_class(
            data,
            initial=initial,
            mentors=[(one.pk, str(one.person)) for one in working],
            representatives=[
                (one.pk, str(one.person)) for one in people if one.valid_to is None or one.valid_to >= self.on
            ],
            guardians=[(one.pk, str(one.person)) for one in guardians.select_related("person")],
            sectors=[(one, one) for one in sectors],
            partner=self.partner,
        )

    def assessed(self, form: DraftForm, agreement_id: int | None) -> tuple[Terms, Assessment]:
        """The terms under the kind that follows from them, and what the rules find."""
        plan = self.training.plan if self.training else None
        terms = form.terms(plan, Kind.OAO)
        learner, place = self.trajectory, self.recognition
        law = law_on(KindLaw, self.on, self.recognition.partnership_id)
        outcome = kind_of(kind_facts(terms, trajectory=learner, recognition=place, on=self.on), law)
        if outcome.proposed is not None:
            terms = changed(terms, kind=outcome.proposed)
        return terms, assess(
            terms, trajectory=learner, recognition=place, on=self.on, agreement_id=agreement_id
        )


@access(roles=COUNSELLORS)
@both_ways
def new(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """A draft for a learner: `?werkplek=` names the recognised place, which is chosen first."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    require_enrol_at(actor, trajectory.provider)
    recognition = chosen(request, trajectory)
    if recognition is None:
        return choose_place(request, trajectory)
    if CHOOSE_PARTNER in request.GET:
        return choose_place(request, trajectory, place=PARTNER)
    desk = desk_at(trajectory, recognition, on=on, request=request)
    initial: dict[str, Any] = {"learner_email": trajectory.learner.email}
    if desk.training is not None:
        initial |= hours_from(desk.training.blocks)
    return _page(
        request,
        desk,
        initial,
        lambda paper, who, day: drafting.draft(trajectory_id, paper=paper, actor=who, on=day),
        title=_("Nieuwe overeenkomst"),
        back=reverse("learners:detail", args=[trajectory_id]),
    )


@access(roles=COUNSELLORS)
@both_ways
def revise(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Changes the text before everybody signed; signatures that are there fall away, and the page says so."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, REVISE, agreement, on=on)
    assert agreement.trajectory is not None
    recognition = chosen(request, agreement.trajectory) or agreement.recognition
    if CHOOSE_PARTNER in request.GET:
        return choose_place(request, agreement.trajectory, place=PARTNER)
    before = newest(agreement).terms
    desk = desk_at(agreement.trajectory, recognition, on=on, request=request, before=before)
    return _page(
        request,
        desk,
        _typed_before(agreement, desk.partner),
        lambda paper, who, day: drafting.revise(agreement_id, paper=paper, actor=who, on=day),
        title=_("Pas de overeenkomst aan"),
        back=reverse("contracts:detail", args=[agreement_id]),
        agreement=agreement,
    )


@access(roles=COUNSELLORS)
@both_ways
def replace(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Calls a signed agreement off before its start and makes another draft, in one go."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, CANCEL, agreement, on=on)
    assert agreement.trajectory is not None
    recognition = chosen(request, agreement.trajectory) or agreement.recognition
    before = newest(agreement).terms
    desk = desk_at(agreement.trajectory, recognition, on=on, request=request, before=before)

    def keep(paper: Paper, who: Actor, day: date) -> Agreement:
        agreed = request.POST.get("agreed") == "on"
        words = _("vervangen door een nieuwe overeenkomst")
        return process.replace(agreement_id, paper=paper, agreed=agreed, reason=words, actor=who, on=day)

    return _page(
        request,
        desk,
        _typed_before(agreement, desk.partner),
        keep,
        title=_("Vervang de overeenkomst"),
        back=reverse("contracts:detail", args=[agreement_id]),
        agreement=agreement,
        asks_consent=True,
    )


def places_for(trajectory: Trajectory) -> QuerySet[Recognition]:
    """The recognised places for the programme of the learner where an agreement can be concluded."""
    found = Recognition.objects.filter(
        programme_id=trajectory.programme_id, state__in=sorted(TAKES_AGREEMENTS)
    )
    return found.select_related("company", "site", "programme")


def _page(
    request: HttpRequest,
    desk: Desk,
    initial: dict[str, Any],
    keep: Keep,
    *,
    title: str,
    back: str,
    agreement: Agreement | None = None,
    asks_consent: bool = False,
) -> HttpResponse | HttpResponseBase:
    form = desk.form(typed_in(request), initial)
    panel: KindPanel | None = None
    problems: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        terms, assessment = desk.assessed(form, agreement.pk if agreement is not None else None)
        panel = kind_panel(assessment)
        can_be_kept = assessment.kind.proposed is not None and assessment.kind.proposed != Kind.LOCAL
        if not can_be_kept:
            problems = problems_of([reason(code) for code in assessment.kind.check.refusals])
        elif LOOK not in request.POST:
            try:
                made = keep(form.paper(desk.recognition.pk, terms), actor_of(request), desk.on)
            except Refused as refused:
                problems = problems_of([reason(code) for code in refused.reasons])
            except ValidationError as wrong:
                keep_errors(form, wrong)
            else:
                words = _("Het ontwerp is bewaard: %(kind)s.") % {"kind": KIND[made.kind]}
                messages.success(request, words)
                return redirect("contracts:detail", made.pk)
    context = {
        "form": form,
        "problems": problems,
        "panel": panel,
        "title": title,
        "back": back,
        "name": str(desk.trajectory.learner.person),
        "recognition": desk.recognition,
        "training": desk.training,
        "signed_already": _signatures(agreement),
        "asks_consent": asks_consent,
        "partner_address": partner_address(request, desk),
        "look": LOOK,
    }
    looked = panel is not None and not problems and not form.errors
    status = WRONG if form.is_bound and not looked else 200
    return render(request, "contracts/draft.html", context, status=status)


def choose_place(request: HttpRequest, trajectory: Trajectory, *, place: str = PLACE) -> HttpResponse:
    """The recognised places for the programme, by the name of the company or the municipality.

    `place` is the part of the address that the choice goes into.
    """
    kept = [(PLACE, request.GET[PLACE])] if place != PLACE and PLACE in request.GET else []
    typed = request.GET.get(SEARCH, "").strip()
    rows = places_for(trajectory)
    for word in typed.split():
        rows = rows.filter(company__name__icontains=word) | rows.filter(site__name__icontains=word)
    found = list(rows.order_by("company__sort_name", "pk")[: MOST_PLACES + 1])
    context = {
        "trajectory": trajectory,
        "name": str(trajectory.learner.person),
        "places": found[:MOST_PLACES],
        "is_more": len(found) > MOST_PLACES,
        "most": MOST_PLACES,
        "typed": typed,
        "place": place,
        "kept": f"{urlencode(kept)}&" if kept else "",
        "hidden": [*kept, *([(CHOOSE_PARTNER, "ja")] if place == PARTNER else [])],
        "search": SEARCH,
    }
    return render(request, "contracts/place.html", context)


def chosen(request: HttpRequest, trajectory: Trajectory) -> Recognition | None:
    """The place of the address; page 404 when it is none for this programme."""
    asked = request.GET.get(PLACE, "")
    if not asked:
        return None
    found = places_for(trajectory).filter(pk=int(asked)) if asked.isdecimal() else None
    recognition = found.first() if found is not None else None
    if recognition is None:
        raise Http404
    return recognition


def desk_at(
    trajectory: Trajectory,
    recognition: Recognition,
    *,
    on: date,
    request: HttpRequest,
    before: Terms | None = None,
) -> Desk:
    """What the page works with; `before` is the text that is changed, of which a partner company stays.

    Another partner company is named in the address; `?partner=geen` takes it out. Page 404 for one that is
    none for this programme.
    """
    training = process.planned_training(trajectory.pk, recognition.pk)
    asked = request.GET.get(PARTNER, "")
    kept = before.partners[0].recognition if before is not None and before.partners else None
    place = None
    if asked.isdecimal():
        place = places_for(trajectory).filter(pk=int(asked)).first()
    elif not asked and kept is not None:
        place = Recognition.objects.select_related("company", "site", "programme").get(pk=kept)
    if place is None and asked not in {"", NO_PARTNER}:
        raise Http404
    parts = training.plan.parts if training is not None else ()
    return Desk(trajectory, recognition, training, on, Partner(place, parts) if place is not None else None)


def partner_address(request: HttpRequest, desk: Desk) -> str:
    """Where a partner company is chosen, or taken out again."""
    kept = [(PLACE, request.GET[PLACE])] if PLACE in request.GET else []
    own = (PARTNER, NO_PARTNER) if desk.partner is not None else (CHOOSE_PARTNER, "ja")
    return f"?{urlencode([*kept, own])}"


def _typed_before(agreement: Agreement, partner: Partner | None) -> dict[str, Any]:
    """What the form shows of an agreement that is there."""
    version = newest(agreement)
    return {**typed_from(version.terms), **signers_typed(version, agreement.recognition, partner=partner)}


def signers_typed(
    version: Version,
    recognition: Recognition,
    *,
    with_company: bool = True,
    partner: Partner | None = None,
) -> dict[str, Any]:
    """What the form shows of who signed or has to sign a text; the company only when it stays the same."""
    typed: dict[str, Any] = {}
    signatories = list(version.signatories.all())
    company = [one for one in signatories if one.role == SignerRole.COMPANY] if with_company else []
    for number, one in enumerate(company):
        typed[f"signer_{number}"], typed[f"email_{number}"] = one.name, one.email
        if one.person_id is not None:
            known = recognition.company.representatives.filter(person_id=one.person_id).first()
            typed[f"representative_{number}"] = known.pk if known is not None else None
            typed[f"signer_{number}"] = ""
    emails = {one.role: one.email for one in signatories}
    typed["learner_email"] = emails.get(SignerRole.LEARNER, "")
    typed["guardian_email"] = emails.get(SignerRole.GUARDIAN, "")
    if partner is not None:
        typed |= partner.typed(version.terms, {one.name: one.email for one in signatories})
    return typed


def _signatures(agreement: Agreement | None) -> int:
    if agreement is None or agreement.concluded_on is not None:
        return 0
    return newest(agreement).signatories.filter(signature__isnull=False).count()
