"""Amending: the form, the page of one amendment with what changes side by side, and every text that held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import amending
from duaal.casework.agreements.actions.amended import assessment_of_amendment
from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.actions.rounds import AMENDMENT_FILE, Round
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import KIND_WOULD_CHANGE, Assessment
from duaal.casework.agreements.changes import changes_between
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.labels import AMENDMENT_STATE, AMENDMENT_TONE, KIND, reason
from duaal.casework.agreements.models import Agreement, Amendment, Version
from duaal.casework.agreements.states import WAITING
from duaal.casework.agreements.states.amendments import (
    CORRECT_AMENDMENT_CONTACT,
    DRAFT_AMENDMENT,
    PROPOSE_AMENDMENT,
    REVISE_AMENDMENT,
    UNSIGNED,
    WITHDRAW_AMENDMENT,
    AmendmentState,
)
from duaal.casework.agreements.terms import Terms
from duaal.flows.processes import agreements as process
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.steps import WRONG, both_ways, keep_errors
from duaal.interfaces.web.contracts import forms as own
from duaal.interfaces.web.contracts.amend_form import AmendForm, typed_for_amendment
from duaal.interfaces.web.contracts.amendments import amendment_or_404, steps_on
from duaal.interfaces.web.contracts.drafting import (
    CHOOSE_PARTNER,
    PARTNER,
    Desk,
    choose_place,
    chosen,
    desk_at,
    partner_address,
    signers_typed,
)
from duaal.interfaces.web.contracts.kinds import kind_panel
from duaal.interfaces.web.contracts.page import entry_line, signings_of
from duaal.interfaces.web.contracts.signing import link_address, tell_links
from duaal.interfaces.web.contracts.stepping import (
    COUNSELLORS,
    PARTIES,
    agreement_or_404,
    learner_name,
    step_page,
)
from duaal.interfaces.web.parts import Clock, problems_of
from duaal.interfaces.web.stepping import typed_in

LOOK, RENEW, TAKE_OVER = "kijk", "nieuw", "overname"
Keep = Callable[[Change, Actor, date], Amendment]


@dataclass(frozen=True, slots=True)
class Table:
    """What the page of the form is about: the agreement, the place, and where it goes back to."""

    agreement: Agreement
    desk: Desk
    title: str
    back: str
    signed_already: int = 0

    def judged(self, form: AmendForm) -> tuple[Terms, Assessment]:
        """The terms under the kind that the agreement has, and what the rules find."""
        plan = self.desk.training.plan if self.desk.training else None
        terms = form.terms(plan, Kind(self.agreement.kind))
        return terms, amending.judged(self.agreement, self.desk.recognition, terms, on=self.desk.on)


@access(roles=COUNSELLORS)
@both_ways
def amend(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """An amendment; `?werkplek=` names another place, when another company takes the agreement over."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, DRAFT_AMENDMENT, agreement, on=on)
    assert agreement.trajectory is not None
    other = chosen(request, agreement.trajectory)
    if other is None and TAKE_OVER in request.GET:
        return choose_place(request, agreement.trajectory)
    if CHOOSE_PARTNER in request.GET:
        return choose_place(request, agreement.trajectory, place=PARTNER)
    version = newest(agreement)
    recognition = other or agreement.recognition
    desk = desk_at(agreement.trajectory, recognition, on=on, request=request, before=version.terms)
    table = Table(
        agreement,
        desk,
        _("Wijzig de overeenkomst"),
        reverse("contracts:detail", args=[agreement_id]),
    )
    return _page(
        request,
        table,
        _typed(version, desk, on=on),
        lambda change, who, day: amending.amend(agreement_id, change=change, actor=who, on=day),
    )


@access(roles=COUNSELLORS)
@both_ways
def revise(request: HttpRequest, agreement_id: int, amendment_id: int) -> HttpResponseBase:
    """Changes an amendment before everybody signed; signatures that are there fall away."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, REVISE_AMENDMENT, agreement, on=on)
    amendment = amendment_or_404(agreement, amendment_id, actor)
    assert agreement.trajectory is not None
    if CHOOSE_PARTNER in request.GET:
        return choose_place(request, agreement.trajectory, place=PARTNER)
    recognition = chosen(request, agreement.trajectory) or amendment.recognition
    before = amendment.version.terms
    desk = desk_at(agreement.trajectory, recognition, on=on, request=request, before=before)
    table = Table(
        agreement,
        desk,
        _("Pas de wijziging aan"),
        reverse("contracts:amendment", args=[agreement_id, amendment_id]),
        amendment.version.signatories.filter(signature__isnull=False).count(),
    )
    typed = _typed(amendment.version, desk, on=amendment.holds_from)
    return _page(
        request,
        table,
        {**typed, "first": amendment.holds_from, "reason": amendment.reason},
        lambda change, who, day: amending.revise_amendment(amendment_id, change=change, actor=who, on=day),
    )


@access(roles=PARTIES)
@require_GET
def amendment(request: HttpRequest, agreement_id: int, amendment_id: int) -> HttpResponse:
    """One amendment: what changes side by side, who signed, and what can be done now."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    one = amendment_or_404(agreement, amendment_id, actor)
    is_staff = actor.role == Role.COUNSELLOR
    waits = one.state == AmendmentState.TO_SIGN
    can_mail = waits and parties.may(actor, CORRECT_AMENDMENT_CONTACT, agreement, on=on)
    then = _("Tekent niet iedereen voor die dag voorbij is, dan blijft de vorige tekst gelden.")
    looked = kind_panel(assessment_of_amendment(one, on=on)) if is_staff and one.state in UNSIGNED else None
    context = {
        "agreement": agreement,
        "amendment": one,
        "name": learner_name(agreement),
        "state": AMENDMENT_STATE[one.state],
        "tone": AMENDMENT_TONE.get(one.state, "neutral"),
        "clock": Clock.until(one.holds_from, on=on, warn_days=WEEK.days, then=then) if waits else None,
        "steps": steps_on(one, actor=actor, on=on),
        "changes": changes_between(agreement.versions.get(number=one.before), one.version),
        "panel": looked,
        "signings": signings_of(agreement, one.version, can_mail=can_mail),
        "history": [entry_line(entry) for entry in reversed(list(trail(AMENDMENT_FILE, one.pk)))],
    }
    return render(request, "contracts/amendment.html", context)


@access(roles=COUNSELLORS)
@both_ways
def propose(request: HttpRequest, agreement_id: int, amendment_id: int) -> HttpResponseBase:
    """Offers the new text for signing and mails the links."""
    sent: list[process.LinksSent] = []
    answer = _step(
        request,
        agreement_id,
        amendment_id,
        PROPOSE_AMENDMENT,
        own.NoForm(typed_in(request)),
        lambda keep: sent.append(
            process.propose_amendment(
                amendment_id,
                **keep,
                at=timezone.now(),
                address_of=link_address,
            )
        ),
        text=gettext_lazy("Leg voor om te ondertekenen"),
        done=_("De wijziging ligt klaar om te ondertekenen. U tekent zelf ook, voor de school."),
        intro=[
            _("Iedereen die de overeenkomst tekende, krijgt een link om de wijziging te tekenen."),
            _("Tot iedereen getekend heeft, blijft de vorige tekst gelden."),
        ],
    )
    tell_links(request, sent)
    return answer


@access(roles=COUNSELLORS)
@both_ways
def withdraw(request: HttpRequest, agreement_id: int, amendment_id: int) -> HttpResponseBase:
    """Takes an amendment back."""
    form = own.WhyForm(typed_in(request))
    return _step(
        request,
        agreement_id,
        amendment_id,
        WITHDRAW_AMENDMENT,
        form,
        lambda keep: amending.withdraw_amendment(amendment_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Trek de wijziging in"),
        done=_("De wijziging is ingetrokken. De overeenkomst gaat verder zoals ze was."),
        kind="danger",
    )


@access(roles=PARTIES)
@require_GET
def versions(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Every text that everybody signed, the newest first, each with what changed."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    rows = list(agreement.versions.filter(concluded_at__isnull=False).order_by("number"))
    before = [None, *rows]
    found = [
        {
            "version": row,
            "holds": row.number == agreement.version,
            "changes": changes_between(old, row) if old is not None else (),
        }
        for old, row in zip(before, rows, strict=False)
    ]
    context = {"agreement": agreement, "name": learner_name(agreement), "versions": found[::-1]}
    return render(request, "contracts/versions.html", context)


def _page(
    request: HttpRequest, table: Table, initial: dict[str, Any], keep: Keep
) -> HttpResponse | HttpResponseBase:
    form = table.desk.form(typed_in(request), initial, AmendForm)
    assert isinstance(form, AmendForm)
    found: tuple[str, ...] = ()
    panel = None
    if request.method == "POST" and form.is_valid():
        try:
            terms, assessment = table.judged(form)
            panel = kind_panel(assessment)
            if RENEW in request.POST:
                return _end_and_draft(request, table, form)
            if LOOK not in request.POST:
                made = keep(form.change(table.desk.recognition.pk, terms), actor_of(request), table.desk.on)
                messages.success(request, _("Het ontwerp van de wijziging is bewaard. Leg het nu voor."))
                return redirect("contracts:amendment", table.agreement.pk, made.pk)
            found = tuple(code for code in assessment.refusals if code == KIND_WOULD_CHANGE)
        except Refused as refused:
            found = refused.reasons
        except ValidationError as wrong:
            keep_errors(form, wrong)
    looked = panel is not None and not found and not form.errors
    context = {
        "form": form,
        "problems": problems_of([reason(code) for code in found]),
        "panel": panel,
        "title": table.title,
        "back": table.back,
        "name": learner_name(table.agreement),
        "recognition": table.desk.recognition,
        "training": table.desk.training,
        "takes_over": table.desk.recognition.pk != table.agreement.recognition_id,
        "signed_already": table.signed_already,
        "flips": KIND_WOULD_CHANGE in found,
        "partner_address": partner_address(request, table.desk),
        "look": LOOK,
        "renew": RENEW,
        "take_over": TAKE_OVER,
    }
    status = WRONG if form.is_bound and not looked else 200
    return render(request, "contracts/amend.html", context, status=status)


def _end_and_draft(request: HttpRequest, table: Table, form: AmendForm) -> HttpResponse:
    """Where the kind would change: the agreement ends, all consenting, and a new draft takes its place."""
    agreement, desk = table.agreement, table.desk
    terms, _assessment = desk.assessed(form, agreement.pk)
    made = process.end_and_draft(
        agreement.pk,
        paper=form.paper(desk.recognition.pk, terms),
        agreed=request.POST.get("agreed") == "on",
        reason=form.cleaned_data["reason"],
        actor=actor_of(request),
        on=desk.on,
    )
    if agreement.state in WAITING:
        words = _("De vorige overeenkomst gaat niet door. Het ontwerp is bewaard: %(kind)s.")
    else:
        words = _("De vorige overeenkomst eindigt vandaag. Het ontwerp van de nieuwe is bewaard: %(kind)s.")
    messages.success(request, words % {"kind": KIND[made.kind]})
    return redirect("contracts:detail", made.pk)


def _typed(version: Version, desk: Desk, *, on: date) -> dict[str, Any]:
    """What the form shows: the text that holds, with its signers unless another company takes over."""
    typed = typed_for_amendment(version.terms, on=on)
    same = desk.recognition.pk == version.parties["recognition"]
    if not same:
        typed["mentors"] = []
    return {**typed, **signers_typed(version, desk.recognition, with_company=same, partner=desk.partner)}


def _step(
    request: HttpRequest,
    agreement_id: int,
    amendment_id: int,
    step: Any,
    form: Any,
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    **more: Any,
) -> HttpResponseBase:
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, step, agreement, on=on)
    one = amendment_or_404(agreement, amendment_id, actor)
    return step_page(
        request,
        agreement_id,
        step,
        form,
        do,
        text=text,
        done=done,
        one=Round(agreement, one.version, one),
        **more,
    )
