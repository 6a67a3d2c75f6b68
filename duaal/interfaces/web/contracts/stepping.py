"""What every page of a step on an agreement shares: the right, the state, the form, and back to the file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.steps import AROUND
from duaal.casework.agreements.labels import KIND, STATE, TONE, reason
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.stepping import answer_step

COUNSELLORS = frozenset({Role.COUNSELLOR})
PARTIES = COUNSELLORS | {Role.COMPANY, Role.LEARNER, Role.GUARDIAN}
SIDES = PARTIES - COUNSELLORS


def agreement_or_404(actor: Actor, agreement_id: int, *, on: date) -> Agreement:
    """The agreement with its names; page 404 when there is none or it is not for this reader."""
    found = agreements_visible_to(actor, on=on).select_related(*AROUND)
    try:
        return found.get(pk=agreement_id)
    except Agreement.DoesNotExist:
        raise Http404 from None


def learner_name(agreement: Agreement) -> str:
    assert agreement.trajectory is not None
    return str(agreement.trajectory.learner.person)


def step_page(
    request: HttpRequest,
    agreement_id: int,
    step: Step[Any],
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    intro: list[str] | None = None,
    kind: str = "",
) -> HttpResponseBase:
    """The page of one step; once its form was sent the step, and back to the agreement."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, step, agreement, on=on)
    wrong_state = agreement.state not in step.sources
    context = {
        "step_text": text,
        "title": learner_name(agreement),
        "back_words": KIND[agreement.kind],
        "against": [reason(WRONG_STATE)] if wrong_state else [],
        "intro": intro or [],
        "kind": kind,
        "state": STATE[agreement.state],
        "tone": TONE.get(agreement.state, "neutral"),
    }
    return answer_step(
        request,
        form,
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=reverse("contracts:detail", args=[agreement_id]),
        context=context,
        words=reason,
    )
