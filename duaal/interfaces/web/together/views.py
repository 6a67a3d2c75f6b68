"""Several cases at once: what can be done with each is shown before anything is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.recognition.actions import together
from duaal.casework.recognition.actions.together import RefusedTogether
from duaal.casework.recognition.labels import reason
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.forms import AskForm
from duaal.interfaces.web.cases.steps import GONE, OFFICERS, WRONG, keep_errors
from duaal.interfaces.web.parts import Problem
from duaal.interfaces.web.together.chosen import CHOSEN, ChosenCase, chosen_cases
from duaal.interfaces.web.together.forms import CompanyForm, TogetherForm


@dataclass
class Page:
    """The page of one request: the chosen cases with its three forms."""

    request: HttpRequest
    actor: Actor
    on: date
    cases: list[ChosenCase]
    decide: TogetherForm
    ask: AskForm
    judge: CompanyForm

    @property
    def to_ask(self) -> list[int]:
        return [one.application.pk for one in self.cases if one.can_ask]

    @property
    def to_judge(self) -> list[int]:
        """The cases of one company that can be judged; none when they are of several companies."""
        if len({one.application.company_id for one in self.cases}) > 1:
            return []
        return [one.application.pk for one in self.cases if one.can_judge]

    @property
    def address(self) -> str:
        chosen = [(CHOSEN, one.application.reference) for one in self.cases]
        return f"{reverse('together:chosen')}?{urlencode(chosen)}"

    def show(
        self, form: forms.Form | None = None, problems: tuple[Problem, ...] = (), status: int = 200
    ) -> HttpResponse:
        context = {
            "cases": self.cases,
            "rows": self.decide.rows(),
            "decide": self.decide,
            "ask": self.ask,
            "judge": self.judge if self.to_judge else None,
            "asked": len(self.to_ask),
            "judged": len(self.to_judge),
            "form": form,
            "problems": problems,
        }
        return render(self.request, "together/cases.html", context, status=status)

    def send(self, form: forms.Form, do: Callable[[], None], *, done: str, back: str) -> HttpResponseBase:
        """Does it and goes on; else the page again, with everything against it per case."""
        try:
            do()
        except RefusedTogether as refused:
            return self.show(form, self._problems(refused), GONE)
        except ValidationError as error:
            keep_errors(form, error)
            return self.show(form, status=WRONG)
        messages.success(self.request, done)
        return redirect(back)

    def _problems(self, refused: RefusedTogether) -> tuple[Problem, ...]:
        names = {one.application.pk: one.application.reference for one in self.cases}
        words = [
            Problem(f"{names[pk]}: {reason(code)}", self.decide.anchor_of_case(pk))
            for pk, codes in refused.reasons.items()
            for code in codes
        ]
        return (Problem(_("Er is niets bewaard, ook niet voor de andere dossiers.")), *words)


@access(roles=OFFICERS)
@require_GET
def chosen(request: HttpRequest) -> HttpResponseBase:
    """The chosen cases, with what can be done with each and together."""
    page = _page(request)
    return page.show() if page else _none_chosen(request)


@access(roles=OFFICERS)
@require_POST
def decide(request: HttpRequest) -> HttpResponseBase:
    """Grants and refuses; each case with its own remark, all or nothing."""
    page = _page(request, decide=request.POST)
    if page is None:
        return _none_chosen(request)
    form = page.decide
    if not form.is_valid():
        return page.show(form, status=WRONG)
    decisions = form.decisions()
    number = len(decisions)
    words = ngettext("%(n)d dossier is beslist.", "%(n)d dossiers zijn samen beslist.", number)
    return page.send(
        form,
        lambda: together.decide_together(decisions, actor=page.actor, on=page.on, ballot=form.ballot()),
        done=words % {"n": number},
        back=reverse("cases:list"),
    )


@access(roles=OFFICERS)
@require_POST
def ask(request: HttpRequest) -> HttpResponseBase:
    """Asks the same question about every case on which a question can be asked."""
    page = _page(request, ask=request.POST)
    if page is None:
        return _none_chosen(request)
    form, keys = page.ask, page.to_ask
    if not form.is_valid():
        return page.show(form, status=WRONG)
    words = ngettext(
        "De vraag is gesteld over %(n)d dossier.", "De vraag is gesteld over %(n)d dossiers.", len(keys)
    )
    return page.send(
        form,
        lambda: together.ask_together(keys, actor=page.actor, on=page.on, items=form.cleaned_data["items"]),
        done=words % {"n": len(keys)},
        back=page.address,
    )


@access(roles=OFFICERS)
@require_POST
def judge(request: HttpRequest) -> HttpResponseBase:
    """Keeps the same verdicts on the company in all its cases."""
    page = _page(request, judge=request.POST)
    if page is None:
        return _none_chosen(request)
    form, keys = page.judge, page.to_judge
    if not form.is_valid():
        return page.show(form, status=WRONG)
    words = ngettext(
        "Uw oordeel is bewaard in %(n)d dossier.", "Uw oordeel is bewaard in %(n)d dossiers.", len(keys)
    )
    return page.send(
        form,
        lambda: together.judge_together(keys, actor=page.actor, on=page.on, judgements=form.judgements()),
        done=words % {"n": len(keys)},
        back=page.address,
    )


def _page(request: HttpRequest, *, decide: Any = None, ask: Any = None, judge: Any = None) -> Page | None:
    """The page of the chosen cases; None when none of them is the actor's to decide."""
    actor, on = actor_of(request), today()
    asked = request.POST if request.method == "POST" else request.GET
    cases = chosen_cases(asked.getlist(CHOSEN), actor=actor, on=on)
    if not cases:
        return None
    return Page(
        request, actor, on, cases, TogetherForm(decide, cases=cases), AskForm(ask), CompanyForm(judge)
    )


def _none_chosen(request: HttpRequest) -> HttpResponseBase:
    messages.warning(request, _("Kies eerst de dossiers die u samen wilt behandelen."))
    return redirect("cases:list")
