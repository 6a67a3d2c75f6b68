"""The steps of a contact: each a page with a form, and a POST that calls the action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.rescue import seeks
from duaal.casework.matching import policy
from duaal.casework.matching.actions import contacts as actions
from duaal.casework.matching.labels import reason
from duaal.casework.matching.models import Offer
from duaal.casework.matching.states import (
    DECLINE,
    PLAN_INTAKE,
    PROPOSE,
    SEND,
    SHOW_INTEREST,
    WITHDRAW,
    ContactStanding,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.matching import forms as own
from duaal.interfaces.web.matching.contacts import clock_of, contact_or_404, name_for
from duaal.interfaces.web.stepping import answer_step, typed_in

COMPANY = frozenset({Role.COMPANY})
COUNSELLORS = frozenset({Role.COUNSELLOR})


@access(roles=COUNSELLORS)
@both_ways
def ask(request: HttpRequest, trajectory_id: int, recognition_id: int) -> HttpResponseBase:
    """Asks a company about a learner, with the learner's consent."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    policy.require_seek_for(actor, trajectory)
    parts = ("recognition__company", "recognition__site", "recognition__programme")
    offers = Offer.objects.select_related(*parts).filter(programme_id=trajectory.programme_id)
    offer = offers.filter(recognition_id=recognition_id).first()
    if offer is None:
        raise Http404
    place = offer.recognition
    standing = actions.standing_to_send(trajectory, place, consents=True, on=on)
    form = own.AskForm(typed_in(request), initial={"consented_on": on})
    context = {
        "step_text": gettext_lazy("Vraag het aan de onderneming"),
        "title": f"{place.company.name}, {place.site.name}",
        "back_words": gettext_lazy("Werkplekken"),
        "against": [reason(code) for code in SEND.reasons_against("", standing, on=on)],
        "intro": [
            _("U vraagt of %(name)s hier %(programme)s kan leren.")
            % {"name": trajectory.learner.person, "programme": place.programme.name}
        ],
    }
    return answer_step(
        request,
        form,
        lambda: actions.send(trajectory.pk, place.pk, **form.question(), actor=actor, on=on),
        done=_("De vraag is verstuurd. U krijgt bericht zodra de onderneming antwoordt."),
        back=reverse("matching:workplaces", args=[trajectory.pk]),
        context=context,
        words=reason,
    )


@access(roles=COMPANY)
@both_ways
def interest(request: HttpRequest, contact_id: int) -> HttpResponseBase:
    """The company wants to meet the learner."""
    return _step(
        request,
        contact_id,
        SHOW_INTEREST,
        own.InterestForm(typed_in(request)),
        lambda keep: actions.show_interest(contact_id, **keep),
        text=gettext_lazy("Maak kennis met de leerling"),
        done=_("De school en de leerling krijgen bericht. Spreek samen een dag af voor het intakegesprek."),
        intro=[_("U belooft nog niets. U zegt dat u de leerling wilt leren kennen in een intakegesprek.")],
    )


@access(roles=COMPANY | COUNSELLORS)
@both_ways
def intake(request: HttpRequest, contact_id: int) -> HttpResponseBase:
    """Plans the interview, or moves it."""
    form = own.IntakeForm(typed_in(request))
    return _step(
        request,
        contact_id,
        PLAN_INTAKE,
        form,
        lambda keep: actions.plan_intake(contact_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Plan het intakegesprek"),
        done=_("Het intakegesprek is gepland. Iedereen krijgt bericht."),
    )


@access(roles=COMPANY | COUNSELLORS)
@both_ways
def propose(request: HttpRequest, contact_id: int) -> HttpResponseBase:
    """Company and learner go on after the interview."""
    return _step(
        request,
        contact_id,
        PROPOSE,
        own.InterestForm(typed_in(request)),
        lambda keep: actions.propose(contact_id, **keep),
        text=gettext_lazy("Ga samen verder"),
        done=_("Het voorstel is genoteerd. De school maakt het opleidingsplan en de overeenkomst op."),
        intro=[
            _("U zegt dat onderneming en leerling na het gesprek samen verder willen."),
            _("De leerling heeft pas een leerwerkplek als iedereen de overeenkomst ondertekende."),
        ],
    )


@access(roles=COMPANY)
@both_ways
def decline(request: HttpRequest, contact_id: int) -> HttpResponseBase:
    """The company does not take the learner."""
    form = own.ReasonForm(typed_in(request))
    return _step(
        request,
        contact_id,
        DECLINE,
        form,
        lambda keep: actions.decline(contact_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Weiger, met een reden"),
        done=_("Uw antwoord is verstuurd. De school leest de reden."),
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def withdraw(request: HttpRequest, contact_id: int) -> HttpResponseBase:
    """The school or the learner does not go on."""
    form = own.ReasonForm(typed_in(request))
    return _step(
        request,
        contact_id,
        WITHDRAW,
        form,
        lambda keep: actions.withdraw(contact_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Trek de vraag in"),
        done=_("De vraag is ingetrokken. De onderneming krijgt bericht."),
        kind="danger",
    )


def _step(
    request: HttpRequest,
    contact_id: int,
    step: Step[Any],
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    intro: list[str] | None = None,
    kind: str = "",
) -> HttpResponseBase:
    actor, on = actor_of(request), today()
    contact = contact_or_404(actor, contact_id, on=on)
    policy.require(actor, step, contact)
    standing = ContactStanding(
        searches=seeks(contact.trajectory), reason_given=True, intake_on=contact.intake_on
    )
    name = name_for(actor, contact)
    context = {
        "step_text": text,
        "title": _("%(name)s bij %(company)s") % {"name": name, "company": contact.recognition.company.name},
        "back_words": _("Contact"),
        "against": [reason(code) for code in step.reasons_against(contact.state, standing, on=on)],
        "intro": intro or [],
        "clock": clock_of(contact, on=on),
        "kind": kind,
    }
    return answer_step(
        request,
        form,
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=reverse("matching:contact", args=[contact_id]),
        context=context,
        words=reason,
    )
