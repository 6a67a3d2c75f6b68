"""The pages of proposals of withdrawal: a provider makes one, the body that recognised answers it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.recognition.labels import CONDITION, reason
from duaal.casework.recognition.models import Recognition, WithdrawalProposal
from duaal.casework.recognition.proposing import actions, policy
from duaal.casework.recognition.proposing.actions import PROPOSAL_FILE
from duaal.casework.recognition.proposing.labels import PROPOSAL_STATE, PROPOSAL_TONE
from duaal.casework.recognition.proposing.queries import proposals_visible_to
from duaal.casework.recognition.proposing.states import DISMISS_PROPOSAL, TAKE_UP_PROPOSAL
from duaal.casework.recognition.sanctions.labels import DUTY
from duaal.casework.recognition.sanctions.rules import SHORTCOMINGS
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.flows.processes import proposals as process
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.forms import ReasonForm, text_field
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.history import history_of
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Clock, problems_of
from duaal.interfaces.web.proposals.listing import PROPOSALS, STATE, listed

READERS = STAFF | {Role.COUNSELLOR}
WORDS = {**CONDITION, **DUTY}
BODIES = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})


class ProposeForm(forms.Form):
    """Why the provider proposes it."""

    reasons = text_field(
        gettext_lazy("Waarom stelt u de opheffing voor?"),
        gettext_lazy("Schrijf op waarom u de opheffing voorstelt."),
        gettext_lazy("Het partnerschap leest deze tekst. Noem geen leerlingen bij naam."),
        rows=8,
    )


class GuideForm(forms.Form):
    """The shortcoming that the guidance is about."""

    shortcoming = forms.ChoiceField(
        label=gettext_lazy("Wat is er niet in orde?"),
        choices=[("", ""), *((code, f"{code} {WORDS[code]}") for code in SHORTCOMINGS)],
        error_messages={"required": gettext_lazy("Kies wat er niet in orde is.")},
    )
    description = text_field(
        gettext_lazy("Wat moet er beter?"),
        gettext_lazy("Schrijf op wat er beter moet."),
        gettext_lazy("De onderneming leest deze tekst."),
    )


@access(roles=READERS)
@require_GET
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals that wait, the first last day first; others when the filter asks for them."""
    actor, on = actor_of(request), today()
    rows = listed(proposals_visible_to(actor), request.GET.get(STATE, ""))
    page = PROPOSALS.page(request, rows, csv_address=reverse("proposals:csv"))
    shown = [
        (one, _clock(one, on=on), PROPOSAL_STATE[one.state], PROPOSAL_TONE[one.state]) for one in page.rows
    ]
    context = {"page": page, "rows": shown, "may_propose": policy.may_propose(actor)}
    return render(request, "proposals/list.html", context)


@access(roles=READERS)
@require_GET
def proposal_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of proposals."""
    rows = listed(proposals_visible_to(actor_of(request)), request.GET.get(STATE, ""))
    return PROPOSALS.csv(request, rows, filename=f"voorstellen-{today():%Y-%m-%d}.csv")


@access(roles={Role.COUNSELLOR})
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """The recognised places of undertakings with which the provider has or had an agreement."""
    found = process.places_of(actor_of(request))
    return render(request, "proposals/places.html", {"places": found})


@access(roles={Role.COUNSELLOR})
@both_ways
def propose(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """A new proposal about one recognition."""
    actor, on = actor_of(request), today()
    try:
        place = process.places_of(actor).get(pk=recognition_id)
    except Recognition.DoesNotExist:
        raise Http404 from None
    form = ProposeForm(_typed(request))
    return _step(
        request,
        form,
        lambda: process.propose(place.pk, actor=actor, on=on, reasons=form.cleaned_data["reasons"]),
        text=_("Stel de opheffing voor"),
        place=place,
        back=reverse("proposals:places"),
        done=_("Uw voorstel is verstuurd. U leest hier het antwoord."),
        intro=_("U bent geen partij: u stemt niet mee en u kunt niet in beroep gaan."),
    )


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One proposal: its reasons, its clock, its answer."""
    actor, on = actor_of(request), today()
    proposal = _proposal_or_404(actor, proposal_id)
    open_ = proposal.state == ProposalState.OPEN
    context = {
        "proposal": proposal,
        "state": PROPOSAL_STATE[proposal.state],
        "tone": PROPOSAL_TONE[proposal.state],
        "clock": _clock(proposal, on=on),
        "may_answer": open_ and policy.may_answer(actor, TAKE_UP_PROPOSAL, proposal),
        "sees_recognition": actor.role in STAFF,
        "came": [
            *((_("Begeleiding begonnen"), each.opened_on) for each in proposal.guidances.all()),
            *((_("Sanctie voorgesteld"), each.invited_on) for each in proposal.hearings.all()),
        ],
        "history": history_of(trail(PROPOSAL_FILE, proposal.pk), actor=actor),
    }
    return render(request, "proposals/detail.html", context)


@access(roles=BODIES)
@both_ways
def guide(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """Takes the proposal up with guidance."""
    actor, on = actor_of(request), today()
    proposal = _proposal_or_404(actor, proposal_id)
    policy.require_answer(actor, TAKE_UP_PROPOSAL, proposal)
    form = GuideForm(_typed(request), initial={"description": proposal.reasons})
    return _step(
        request,
        form,
        lambda: actions.take_up_with_guidance(proposal.pk, actor=actor, on=on, **form.cleaned_data),
        text=_("Begin een begeleiding"),
        place=proposal.recognition,
        back=reverse("proposals:detail", args=[proposal.pk]),
        done=_("Het voorstel is opgenomen. De begeleiding is begonnen."),
        intro=_(
            "De tekst van het voorstel staat al ingevuld. De onderneming leest wat u bewaart: pas hem aan. "
            "De school of het centrum ziet dat u het voorstel opnam."
        ),
    )


@access(roles=BODIES)
@both_ways
def sanction(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """Takes the proposal up with a sanction that is proposed."""
    actor, on = actor_of(request), today()
    proposal = _proposal_or_404(actor, proposal_id)
    policy.require_answer(actor, TAKE_UP_PROPOSAL, proposal)
    form = ReasonForm(_typed(request), initial={"reason": proposal.reasons})
    return _step(
        request,
        form,
        lambda: actions.take_up_with_sanction(
            proposal.pk, actor=actor, on=on, reason=form.cleaned_data["reason"]
        ),
        text=_("Stel een sanctie voor"),
        place=proposal.recognition,
        back=reverse("proposals:detail", args=[proposal.pk]),
        done=_("Het voorstel is opgenomen. De onderneming is uitgenodigd om gehoord te worden."),
        intro=_(
            "De tekst van het voorstel staat al ingevuld. De onderneming leest wat u bewaart: pas hem aan. "
            "Ze wordt uitgenodigd om gehoord te worden. Pas daarna kunt u beslissen."
        ),
    )


@access(roles=BODIES)
@both_ways
def dismiss(request: HttpRequest, proposal_id: int) -> HttpResponseBase:
    """Does not follow the proposal."""
    actor, on = actor_of(request), today()
    proposal = _proposal_or_404(actor, proposal_id)
    policy.require_answer(actor, DISMISS_PROPOSAL, proposal)
    form = ReasonForm(_typed(request))
    form.fields["reason"].help_text = _("De school of het centrum leest deze reden.")
    return _step(
        request,
        form,
        lambda: actions.dismiss(proposal.pk, actor=actor, on=on, reason=form.cleaned_data["reason"]),
        text=_("Volg het voorstel niet"),
        place=proposal.recognition,
        back=reverse("proposals:detail", args=[proposal.pk]),
        done=_("De school of het centrum leest waarom u het voorstel niet volgt."),
        intro=_("Aan de erkenning verandert niets."),
    )


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _step(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], WithdrawalProposal],
    *,
    text: str,
    place: Recognition,
    back: str,
    done: str,
    intro: str,
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "form": form,
        "step_text": text,
        "place": place,
        "back": back,
        "intro": intro,
        "problems": (),
    }
    status = 200
    if form.is_bound:
        status = WRONG
        if form.is_valid():
            try:
                proposal = do()
            except Refused as refused:
                context["problems"] = problems_of([reason(code) for code in refused.reasons])
                status = GONE if WRONG_STATE in refused.reasons else WRONG
            except ValidationError as error:
                keep_errors(form, error)
            else:
                messages.success(request, done)
                return redirect("proposals:detail", proposal.pk)
    return render(request, "proposals/step.html", context, status=status)


def _proposal_or_404(actor: Actor, proposal_id: int) -> WithdrawalProposal:
    try:
        return proposals_visible_to(actor).get(pk=proposal_id)
    except WithdrawalProposal.DoesNotExist:
        raise Http404 from None


def _clock(proposal: WithdrawalProposal, *, on: Any) -> Clock | None:
    if proposal.state != ProposalState.OPEN:
        return None
    then = _("Zo lang heeft het partnerschap om te antwoorden.")
    return Clock.until(proposal.answer_by, on=on, warn_days=WEEK.days, then=then)
