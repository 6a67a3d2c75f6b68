"""A step on a page of its own: the page with its form, and once it was sent the step and back to the file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from duaal.casework.recognition.labels import reason
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.interfaces.web.cases.steps import GONE, WRONG, keep_errors
from duaal.interfaces.web.parts import Problem, Words, problems_of

STEP_PAGE = "parts/step_page.html"


def typed_in(request: HttpRequest) -> Any:
    """What was sent, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def answer_step(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], object],
    *,
    done: str,
    back: str,
    context: Mapping[str, Any],
    template: str = STEP_PAGE,
    words: Callable[[str], Words] = reason,
) -> HttpResponseBase:
    """The page of the step; or, once its form was sent, the step and back to `back`.

    The page comes back with every reason and with what was typed when the step is refused. The template finds
    what `context` holds, and `form`, `problems` and `back`; `words` are those of a reason.
    """

    def show(problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
        frame = {**context, "form": form, "problems": problems, "back": back}
        return render(request, template, frame, status=status)

    if request.method != "POST":
        return show()
    if not form.is_valid():
        return show(status=WRONG)
    try:
        do()
    except ObjectDoesNotExist:
        return show(problems_of([words(WRONG_STATE)]), GONE)
    except Refused as refused:
        status = GONE if WRONG_STATE in refused.reasons else WRONG
        return show(problems_of([words(code) for code in refused.reasons]), status)
    except ValidationError as error:
        keep_errors(form, error)
        return show(status=WRONG)
    messages.success(request, done)
    return redirect(back)
