"""What every page of a step on an agreement shares: the right, the state, the form, and back to the file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.rounds import Round
from duaal.casework.agreements.actions.steps import AROUND
from duaal.casework.agreements.labels import AMENDMENT_STATE, AMENDMENT_TONE, KIND, STATE, TONE, reason
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
    one: Round | None = None,
    state: str | None = None,
) -> HttpResponseBase:
    """The page of one step; once its form was sent the step, and back to the agreement.

    `one` is given for a step of signing, which may be about an amendment: then back to that. `state` is that
    of the file the step is about, where that is neither.
    """
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, step, agreement, on=on)
    amendment = one.amendment if one is not None else None
    shown = amendment.state if amendment is not None else agreement.state
    words, tones = (AMENDMENT_STATE, AMENDMENT_TONE) if amendment is not None else (STATE, TONE)
    back = reverse("contracts:detail", args=[agreement_id])
    if amendment is not None:
        back = reverse("contracts:amendment", args=[agreement_id, amendment.pk])
    context = {
        "step_text": text,
        "title": learner_name(agreement),
        "back_words": KIND[agreement.kind],
        "against": [reason(WRONG_STATE)] if (shown if state is None else state) not in step.sources else [],
        "intro": intro or [],
        "kind": kind,
        "state": words[shown],
        "tone": tones.get(shown, "neutral"),
    }
    return answer_step(
        request,
        form,
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=back,
        context=context,
        words=reason,
    )
