"""What every page of a step of an appeal shares: the decision, who asks, what is against it, the answer."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from duaal.casework.recognition.appeals import policy
from duaal.casework.recognition.appeals.contested import Contested, company_of, contested_of, words_of
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.queries import appeals_visible_to, with_what_they_are_against
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import Application
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.appeals.section import (
    AppealPage,
    against_opening,
    against_step,
    clock_of_appeal,
    clock_of_decision,
    line_of,
    running_of,
)
from duaal.interfaces.web.cases.explaining import RuleLine
from duaal.interfaces.web.cases.steps import GONE, WRONG, keep_errors
from duaal.interfaces.web.parts import Problem, problems_of


def appeal_or_404(actor: Actor, appeal_id: int) -> Appeal:
    """The appeal with what it is against; page 404 when there is none or it is not for this reader."""
    try:
        return with_what_they_are_against(appeals_visible_to(actor)).get(pk=appeal_id)
    except Appeal.DoesNotExist:
        raise Http404 from None


def title_of(contested: Contested) -> str:
    """The title of every page of an appeal against the decision."""
    return _("Beroep tegen %(decision)s") % {"decision": words_of(contested)}


class AppealRequest:
    """One request for a step: against a decision without an appeal, or of the appeal that is given."""

    def __init__(
        self, request: HttpRequest, page: AppealPage, contested: Contested, appeal: Appeal | None = None
    ) -> None:
        self.request, self.page, self.contested, self.appeal = request, page, contested, appeal
        self.actor, self.on = actor_of(request), today()
        policy.require(self.actor, page.step, contested)
        if appeal is None:
            codes = against_opening(page, contested, on=self.on)
        else:
            codes = against_step(page, appeal, contested, actor=self.actor, on=self.on)
        self.against = tuple(reason(code) for code in codes)

    @classmethod
    def going_on(cls, request: HttpRequest, page: AppealPage, appeal_id: int) -> "AppealRequest":
        """A step of an appeal that was lodged."""
        appeal = appeal_or_404(actor_of(request), appeal_id)
        return cls(request, page, contested_of(appeal), appeal)

    @property
    def typed(self) -> Any:
        """What was sent, or None when the page is only opened."""
        return self.request.POST if self.request.method == "POST" else None

    def answer(
        self,
        form: forms.Form,
        do: Callable[[], Appeal],
        *,
        done: str,
        intro: Sequence[str] = (),
        rules: Sequence[RuleLine] = (),
        kind: str = "",
    ) -> HttpResponseBase:
        """The page with its form; or, once it was sent, the step and on to the page of the appeal."""

        def show(problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
            context = {**self._frame(), "form": form, "intro": intro, "rules": rules, "kind": kind}
            return render(self.request, "appeals/step.html", {**context, "problems": problems}, status=status)

        if self.typed is None:
            return show()
        if not form.is_valid():
            return show(status=WRONG)
        try:
            appeal = do()
        except Refused as refused:
            status = GONE if WRONG_STATE in refused.reasons else WRONG
            return show(problems_of([reason(code) for code in refused.reasons]), status)
        except ValidationError as error:
            keep_errors(form, error)
            return show(status=WRONG)
        messages.success(self.request, done)
        return redirect("appeals:detail", appeal.pk)

    def _frame(self) -> dict[str, Any]:
        appeal = self.appeal
        return {
            "title": title_of(self.contested),
            "caption": company_of(self.contested).name,
            "clock": clock_of_appeal(appeal, on=self.on)
            if appeal is not None
            else clock_of_decision(self.contested, running_of(()), on=self.on),
            "step_text": self.page.text,
            "against": self.against,
            "line": line_of(appeal) if appeal is not None else None,
            "back": self._back(),
        }

    def _back(self) -> str:
        if self.appeal is not None:
            return reverse("appeals:detail", args=[self.appeal.pk])
        if isinstance(self.contested, Application):
            return reverse("cases:detail", args=[self.contested.reference])
        return reverse("appeals:list")
