"""One step on one recognition: a page with a form, and a POST that calls the action."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import RECOGNITION_STATE, RECOGNITION_TONE, reason
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.cases.explaining import RuleLine
from duaal.interfaces.web.cases.steps import GONE, WRONG, keep_errors
from duaal.interfaces.web.parts import Problem, Words, problems_of
from duaal.interfaces.web.recognitions.clocks import full_clock_of_end
from duaal.interfaces.web.recognitions.files import recognition_or_404, title_of


class RecognitionStep:
    """One request for a step on a recognition: the file, who asks, and on which day.

    404 when the reader may not see the recognition, 403 when the step is not theirs.
    """

    template = "recognitions/step.html"

    def __init__(self, request: HttpRequest, recognition_id: int, step: Step[Any], text: Words) -> None:
        self.request, self.step, self.text = request, step, text
        self.actor, self.on = actor_of(request), today()
        self.recognition = recognition_or_404(self.actor, recognition_id)
        policy.require(self.actor, step, self.recognition)

    @property
    def typed(self) -> Any:
        """What was sent, or None when the page is only opened."""
        return self.request.POST if self.request.method == "POST" else None

    def against(self, facts: Any) -> tuple[str, ...]:
        """In words, every reason why the step cannot be set now."""
        codes = self.step.reasons_against(self.recognition.state, facts, on=self.on)
        return tuple(reason(code) for code in codes)

    def answer(
        self,
        form: forms.Form,
        do: Callable[[], object],
        *,
        done: str,
        against: Sequence[str] = (),
        intro: Iterable[Words] = (),
        rules: Sequence[RuleLine] = (),
        kind: str = "",
        more: Mapping[str, Any] | None = None,
    ) -> HttpResponseBase:
        """The page with its form; or, once it was sent, the step and back to the recognition."""
        context = {
            **self._frame(),
            "form": form,
            "against": against,
            "intro": tuple(intro),
            "rules": rules,
            "kind": kind,
            **(more or {}),
        }

        def show(problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
            return render(self.request, self.template, {**context, "problems": problems}, status=status)

        if self.typed is None:
            return show()
        if not form.is_valid():
            return show(status=WRONG)
        try:
            do()
        except Refused as refused:
            status = GONE if WRONG_STATE in refused.reasons else WRONG
            return show(problems_of([reason(code) for code in refused.reasons]), status)
        except ValidationError as error:
            keep_errors(form, error)
            return show(status=WRONG)
        messages.success(self.request, done)
        return redirect("recognitions:detail", self.recognition.pk)

    def _frame(self) -> dict[str, Any]:
        return {
            "recognition": self.recognition,
            "title": title_of(self.recognition),
            "state": RECOGNITION_STATE[self.recognition.state],
            "tone": RECOGNITION_TONE[self.recognition.state],
            "clock": full_clock_of_end(self.recognition, on=self.on),
            "step_text": self.text,
        }
