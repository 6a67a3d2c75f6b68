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
from django.utils.translation import gettext as _

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.actions.drafting import Paper
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import Assessment, assess, kind_facts
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.labels import KIND, reason
from duaal.casework.agreements.models import Agreement, SignerRole
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
from duaal.interfaces.web.contracts.prefilled import hours_from, typed_from
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, agreement_or_404
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.stepping import typed_in

PLACE, SEARCH, LOOK = "werkplek", "zoek", "kijk"
MOST_PLACES = 50

Keep = Callable[[Paper, Actor, date], Agreement]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page works with: the learner, the chosen workplace, and the plan that is fixed."""

    trajectory: Trajectory
    recognition: Recognition
    training: process.PlannedTraining | None
    on: date

    def form(self, data: Any, initial: dict[str, Any]) -> DraftForm:
        working = self.recognition.assignments.filter(state__in=sorted(WORKING)).select_related("person")
        guardians = guardians_on(self.on).filter(learner_id=self.trajectory.learner_id)
        people = self.recognition.company.representatives.select_related("person").order_by("pk")
        law = law_on(TimetableLaw, self.on, self.recognition.partnership_id)
        sectors = sorted({*law.minor_night_sectors.value, *law.minor_sunday_sectors.value})
        return DraftForm(
            data,
            initial=initial,
            mentors=[(one.pk, str(one.person)) for one in working],
            representatives=[
                (one.pk, str(one.person)) for one in people if one.valid_to is None or one.valid_to >= self.on
            ],
            guardians=[(one.pk, str(one.person)) for one in guardians.select_related("person")],
            sectors=[(one, one) for one in sectors],
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
    recognition = _chosen(request, trajectory)
    if recognition is None:
        return _choose_place(request, trajectory)
    desk = _desk(trajectory, recognition, on=on)
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
    recognition = _chosen(request, agreement.trajectory) or agreement.recognition
    return _page(
        request,
        _desk(agreement.trajectory, recognition, on=on),
        _typed_before(agreement),
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
    recognition = _chosen(request, agreement.trajectory) or agreement.recognition

    def keep(paper: Paper, who: Actor, day: date) -> Agreement:
        agreed = request.POST.get("agreed") == "on"
        words = _("vervangen door een nieuwe overeenkomst")
        return process.replace(agreement_id, paper=paper, agreed=agreed, reason=words, actor=who, on=day)

    return _page(
        request,
        _desk(agreement.trajectory, recognition, on=on),
        _typed_before(agreement),
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
        "place": PLACE,
        "look": LOOK,
    }
    looked = panel is not None and not problems and not form.errors
    status = WRONG if form.is_bound and not looked else 200
    return render(request, "contracts/draft.html", context, status=status)


def _choose_place(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    """The recognised places for the programme, by the name of the company or the municipality."""
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
        "place": PLACE,
        "search": SEARCH,
    }
    return render(request, "contracts/place.html", context)


def _chosen(request: HttpRequest, trajectory: Trajectory) -> Recognition | None:
    """The place of the address; page 404 when it is none for this programme."""
    asked = request.GET.get(PLACE, "")
    if not asked:
        return None
    found = places_for(trajectory).filter(pk=int(asked)) if asked.isdecimal() else None
    recognition = found.first() if found is not None else None
    if recognition is None:
        raise Http404
    return recognition


def _desk(trajectory: Trajectory, recognition: Recognition, *, on: date) -> Desk:
    return Desk(trajectory, recognition, process.planned_training(trajectory.pk, recognition.pk), on)


def _typed_before(agreement: Agreement) -> dict[str, Any]:
    """What the form shows of an agreement that is there."""
    version = newest(agreement)
    typed = typed_from(version.terms)
    signatories = list(version.signatories.all())
    for number, one in enumerate(one for one in signatories if one.role == SignerRole.COMPANY):
        typed[f"signer_{number}"], typed[f"email_{number}"] = one.name, one.email
        if one.person_id is not None:
            known = agreement.company.representatives.filter(person_id=one.person_id).first()
            typed[f"representative_{number}"] = known.pk if known is not None else None
            typed[f"signer_{number}"] = ""
    emails = {one.role: one.email for one in signatories}
    typed["learner_email"] = emails.get(SignerRole.LEARNER, "")
    typed["guardian_email"] = emails.get(SignerRole.GUARDIAN, "")
    return typed


def _signatures(agreement: Agreement | None) -> int:
    if agreement is None or agreement.concluded_on is not None:
        return 0
    return newest(agreement).signatories.filter(signature__isnull=False).count()
