"""The steps of an appeal: each a page with a form, and a POST that calls the action."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.assessing import term_of
from duaal.casework.recognition.appeals.contested import Contested, decided_on, kind_of
from duaal.casework.recognition.appeals.queries import sanctions_visible_to
from duaal.casework.recognition.appeals.states import AppealKind, AppealState
from duaal.casework.recognition.labels import reason
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.deciding import consequences_of, form_for
from duaal.interfaces.web.appeals.forms import AdmissibilityForm, LodgeForm, ReasonForm, RegisterForm
from duaal.interfaces.web.appeals.section import (
    ADMISSIBILITY_PAGE,
    DECIDE_PAGE,
    EXTEND_PAGE,
    LODGE_PAGE,
    REGISTER_PAGE,
    RETRACT_PAGE,
    SLUG,
    SUSPEND_PAGE,
)
from duaal.interfaces.web.appeals.steps import AppealRequest
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.page import case_or_404
from duaal.interfaces.web.cases.steps import both_ways

KIND_OF_SLUG = {slug: kind for kind, slug in SLUG.items()}


def sanction_or_404(actor: Actor, slug: str, pk: int) -> Contested:
    """The part of a sanction; page 404 when there is none or it is not for this reader."""
    if slug not in KIND_OF_SLUG:
        raise Http404
    try:
        return sanctions_visible_to(actor, KIND_OF_SLUG[slug]).get(pk=pk)
    except ObjectDoesNotExist:
        raise Http404 from None


@access(roles={Role.COMPANY})
@require_POST
def read(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company says that it read the refusal; asked twice it stays as it was."""
    actor, on = actor_of(request), today()
    application = case_or_404(actor, reference)
    try:
        actions.read_decision(application.pk, actor=actor, on=on)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, reason(code))
    else:
        messages.success(request, _("We noteerden dat u de beslissing vandaag las."))
    return redirect("cases:detail", reference)


@access(roles={Role.COMPANY, Role.COUNSELLOR, Role.SECTOR})
@both_ways
def lodge(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company appeals against a refusal; who applied in its name reads why it cannot."""
    return _lodge(request, case_or_404(actor_of(request), reference))


@access(roles={Role.COMPANY})
@both_ways
def lodge_against(request: HttpRequest, slug: str, sanction_id: int) -> HttpResponseBase:
    """The company appeals against a part of a sanction."""
    return _lodge(request, sanction_or_404(actor_of(request), slug, sanction_id))


def _lodge(request: HttpRequest, contested: Contested) -> HttpResponseBase:
    step = AppealRequest(request, LODGE_PAGE, contested)
    form = LodgeForm(step.typed)
    kind = kind_of(contested)
    return step.answer(
        form,
        lambda: actions.lodge(
            kind, contested.pk, actor=step.actor, on=step.on, reasons=form.cleaned_data["reasons"]
        ),
        done=_("Uw beroep is ingesteld. U hoort of het ontvankelijk is."),
        intro=[
            _("Alleen uw onderneming zelf kan in beroep gaan, niet de school of de sector in uw naam."),
            _effect_of_lodging(kind, step.on),
        ],
        rules=rule_lines(term_of(contested).because) if decided_on(contested) is not None else (),
    )


def _effect_of_lodging(kind: AppealKind, on: Any) -> str:
    if kind == AppealKind.REFUSAL:
        return _("Een beroep verandert de weigering nog niet. Een nieuwe aanvraag doen mag ook.")
    if BOOK.value(f"recognition.appeal_suspends_{kind.lower()}").on(on).value:
        return _("Zolang het beroep loopt, heeft de beslissing geen gevolg.")
    return _(
        "Een beroep stopt het gevolg van de beslissing niet. De commissie kan dat wel beslissen: "
        "vraag het in uw tekst en zeg waarom u niet kunt wachten."
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def register(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Enters an appeal against a refusal that came by post or e-mail."""
    return _register(request, case_or_404(actor_of(request), reference))


@access(roles={Role.DEPARTMENT})
@both_ways
def register_against(request: HttpRequest, slug: str, sanction_id: int) -> HttpResponseBase:
    """Enters an appeal against a part of a sanction that came by post or e-mail."""
    return _register(request, sanction_or_404(actor_of(request), slug, sanction_id))


def _register(request: HttpRequest, contested: Contested) -> HttpResponseBase:
    step = AppealRequest(request, REGISTER_PAGE, contested)
    form = RegisterForm(step.typed)
    intro, rules = [], rule_lines(())
    if decided_on(contested) is not None:
        term = term_of(contested)
        words = _("De laatste dag om beroep in te stellen is %(day)s. De dag van versturen telt.")
        intro, rules = [words % {"day": date_format(term.last_day, "l j F Y")}], rule_lines(term.because)
    return step.answer(
        form,
        lambda: actions.register(
            kind_of(contested), contested.pk, actor=step.actor, on=step.on, **form.cleaned_data
        ),
        done=_("Het beroep is ingeschreven."),
        intro=intro,
        rules=rules,
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def admissibility(request: HttpRequest, appeal_id: int) -> HttpResponseBase:
    """Acknowledges the appeal: admissible or not."""
    step = AppealRequest.going_on(request, ADMISSIBILITY_PAGE, appeal_id)
    form = AdmissibilityForm(step.typed)

    def do() -> Any:
        given = form.cleaned_data
        if given["answer"] == AdmissibilityForm.YES:
            return actions.admit(appeal_id, actor=step.actor, on=step.on)
        return actions.dismiss(
            appeal_id, actor=step.actor, on=step.on, ground=given["ground"], reason=given["reason"]
        )

    return step.answer(
        form,
        do,
        done=_("De onderneming ziet of het beroep ontvankelijk is."),
        rules=rule_lines([BOOK.value("recognition.appeal_acknowledgement_days").on(step.on)]),
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def suspend(request: HttpRequest, appeal_id: int) -> HttpResponseBase:
    """Records that the committee lets the sanction wait for the outcome."""
    step = AppealRequest.going_on(request, SUSPEND_PAGE, appeal_id)
    form = ReasonForm(step.typed)
    return step.answer(
        form,
        lambda: actions.suspend_effect(
            appeal_id, actor=step.actor, on=step.on, reason=form.cleaned_data["reason"]
        ),
        done=_("De beslissing heeft geen gevolg tot de uitspraak over het beroep."),
        intro=[
            _("De commissie besliste dat de sanctie geen gevolg heeft zolang het beroep loopt."),
            _("Wat al eindigde, zoals een overeenkomst, herleeft daardoor niet."),
        ],
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def extend(request: HttpRequest, appeal_id: int) -> HttpResponseBase:
    """Gives the committee more days, once."""
    step = AppealRequest.going_on(request, EXTEND_PAGE, appeal_id)
    form = ReasonForm(step.typed)
    return step.answer(
        form,
        lambda: actions.extend(appeal_id, actor=step.actor, on=step.on, reason=form.cleaned_data["reason"]),
        done=_("De termijn is verlengd."),
        rules=rule_lines([BOOK.value("recognition.appeal_extension_days").on(step.on)]),
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def decide(request: HttpRequest, appeal_id: int) -> HttpResponseBase:
    """Records what the committee decided; it is carried out at once."""
    step = AppealRequest.going_on(request, DECIDE_PAGE, appeal_id)
    form = form_for(step.contested, step.typed)

    def do() -> Any:
        given = form.cleaned_data
        known = {"actor": step.actor, "on": step.on, "reason": given["reason"]}
        match given["outcome"]:
            case AppealState.UPHELD:
                return actions.uphold(appeal_id, mentor_ids=given.get("mentors", ()), **known)
            case AppealState.PARTLY_UPHELD:
                return actions.uphold_partly(
                    appeal_id, remaining=given.get("remaining", ()), until=given.get("until"), **known
                )
        return actions.reject(appeal_id, **known)

    return step.answer(
        form,
        do,
        done=_("De beslissing over het beroep is bewaard."),
        intro=[
            *consequences_of(step.contested),
            _("De onderneming en het partnerschap zien de beslissing meteen."),
        ],
    )


@access(roles={Role.COMPANY})
@both_ways
def retract(request: HttpRequest, appeal_id: int) -> HttpResponseBase:
    """The company takes its appeal back."""
    step = AppealRequest.going_on(request, RETRACT_PAGE, appeal_id)
    return step.answer(
        forms.Form(step.typed),
        lambda: actions.retract(appeal_id, actor=step.actor, on=step.on),
        done=_("Uw beroep is ingetrokken."),
        intro=[
            _("De commissie onderzoekt uw beroep niet meer."),
            _("Zolang de termijn loopt, kunt u opnieuw in beroep gaan. Daarna is de beslissing definitief."),
        ],
        kind="danger",
    )
