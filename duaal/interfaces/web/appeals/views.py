"""The steps of an appeal: each a page with a form, and a POST that calls the action."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duaal.casework.recognition.appeals import actions, policy
from duaal.casework.recognition.appeals.assessing import judged_failures, term_of
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.states import AppealKind, AppealState
from duaal.casework.recognition.labels import APPLICATION_TONE, reason, state_words
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.forms import (
    AdmissibilityForm,
    DecideForm,
    LodgeForm,
    ReasonForm,
    RegisterForm,
)
from duaal.interfaces.web.appeals.section import (
    ADMISSIBILITY_PAGE,
    DECIDE_PAGE,
    EXTEND_PAGE,
    LODGE_PAGE,
    REGISTER_PAGE,
    RETRACT_PAGE,
    AppealPage,
    against,
    clock_of_appeal,
    line_of,
    running_of,
)
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.cases.page import case_or_404, title_of
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.parts import Problem, problems_of


class AppealRequest:
    """One request for a step of an appeal: the case, its running appeal, who asks, and what is against it."""

    def __init__(self, request: HttpRequest, reference: str, page: AppealPage) -> None:
        self.request, self.page = request, page
        self.actor, self.on = actor_of(request), today()
        self.application = case_or_404(self.actor, reference)
        policy.require(self.actor, page.step, self.application)
        self.running = running_of(self.application.appeals.all())
        codes = against(page, self.application, actor=self.actor, on=self.on)
        self.against = tuple(reason(code) for code in codes)

    @property
    def typed(self) -> Any:
        """What was sent, or None when the page is only opened."""
        return self.request.POST if self.request.method == "POST" else None

    @property
    def appeal_id(self) -> int:
        """The running appeal; 0, which no row has, when it ended in the meantime."""
        return self.running.pk if self.running is not None else 0

    def answer(
        self,
        form: forms.Form,
        do: Callable[[], object],
        *,
        done: str,
        intro: Sequence[str] = (),
        rules: Sequence[RuleLine] = (),
        kind: str = "",
    ) -> HttpResponseBase:
        """The page with its form; or, once it was sent, the step and back to the case."""

        def show(problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
            context = {**self._frame(), "form": form, "intro": intro, "rules": rules, "kind": kind}
            return render(self.request, "appeals/step.html", {**context, "problems": problems}, status=status)

        if self.typed is None:
            return show()
        if not form.is_valid():
            return show(status=WRONG)
        try:
            do()
        except Appeal.DoesNotExist:
            return show(problems_of([reason(WRONG_STATE)]), GONE)
        except Refused as refused:
            status = GONE if WRONG_STATE in refused.reasons else WRONG
            return show(problems_of([reason(code) for code in refused.reasons]), status)
        except ValidationError as error:
            keep_errors(form, error)
            return show(status=WRONG)
        messages.success(self.request, done)
        return redirect("cases:detail", self.application.reference)

    def _frame(self) -> dict[str, Any]:
        return {
            "application": self.application,
            "title": title_of(self.application),
            "state": state_words(self.application.kind, self.application.state),
            "tone": APPLICATION_TONE[self.application.state],
            "clock": clock_of_appeal(self.application, self.running, on=self.on),
            "step_text": self.page.text,
            "against": self.against,
            "line": line_of(self.running) if self.running is not None else None,
        }


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


@access(roles={Role.COMPANY})
@both_ways
def lodge(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company appeals against the refusal."""
    step = AppealRequest(request, reference, LODGE_PAGE)
    form = LodgeForm(step.typed)
    decided = step.application.decided_on is not None
    return step.answer(
        form,
        lambda: actions.lodge(
            AppealKind.REFUSAL,
            step.application.pk,
            actor=step.actor,
            on=step.on,
            reasons=form.cleaned_data["reasons"],
        ),
        done=_("Uw beroep is ingesteld. U hoort of het ontvankelijk is."),
        intro=[
            _("Alleen uw onderneming zelf kan in beroep gaan, niet de school of de sector in uw naam."),
            _("Een beroep verandert de weigering nog niet. Een nieuwe aanvraag doen mag ook."),
        ],
        rules=rule_lines(term_of(step.application).because) if decided else (),
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def register(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Enters an appeal that came by post or e-mail."""
    step = AppealRequest(request, reference, REGISTER_PAGE)
    form = RegisterForm(step.typed)
    intro: list[str] = []
    rules: tuple[RuleLine, ...] = ()
    if step.application.decided_on is not None:
        term = term_of(step.application)
        day = date_format(term.last_day, "l j F Y")
        intro = [
            _("De laatste dag om beroep in te stellen is %(day)s. De dag van versturen telt.") % {"day": day}
        ]
        rules = rule_lines(term.because)
    return step.answer(
        form,
        lambda: actions.register(
            AppealKind.REFUSAL, step.application.pk, actor=step.actor, on=step.on, **form.cleaned_data
        ),
        done=_("Het beroep is ingeschreven."),
        intro=intro,
        rules=rules,
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def admissibility(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Acknowledges the appeal: admissible or not."""
    step = AppealRequest(request, reference, ADMISSIBILITY_PAGE)
    form = AdmissibilityForm(step.typed)

    def do() -> object:
        given = form.cleaned_data
        if given["answer"] == AdmissibilityForm.YES:
            return actions.admit(step.appeal_id, actor=step.actor, on=step.on)
        return actions.dismiss(
            step.appeal_id, actor=step.actor, on=step.on, ground=given["ground"], reason=given["reason"]
        )

    return step.answer(
        form,
        do,
        done=_("De onderneming ziet of het beroep ontvankelijk is."),
        rules=rule_lines([BOOK.value("recognition.appeal_acknowledgement_days").on(step.on)]),
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def extend(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Gives the committee more days, once."""
    step = AppealRequest(request, reference, EXTEND_PAGE)
    form = ReasonForm(step.typed)
    return step.answer(
        form,
        lambda: actions.extend(
            step.appeal_id, actor=step.actor, on=step.on, reason=form.cleaned_data["reason"]
        ),
        done=_("De termijn is verlengd."),
        rules=rule_lines([BOOK.value("recognition.appeal_extension_days").on(step.on)]),
    )


@access(roles={Role.DEPARTMENT})
@both_ways
def decide(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Records what the committee decided; it is carried out at once."""
    step = AppealRequest(request, reference, DECIDE_PAGE)
    failed = judged_failures(step.application)
    form = DecideForm(step.typed, assignments=step.application.assignments.all(), failed=failed)

    def do() -> object:
        given, pk, actor, on = form.cleaned_data, step.appeal_id, step.actor, step.on
        why = given["reason"]
        match given["outcome"]:
            case AppealState.UPHELD:
                return actions.uphold(pk, actor=actor, on=on, reason=why, mentor_ids=given["mentors"])
            case AppealState.PARTLY_UPHELD:
                return actions.uphold_partly(pk, actor=actor, on=on, reason=why, remaining=given["remaining"])
        return actions.reject(pk, actor=actor, on=on, reason=why)

    return step.answer(
        form,
        do,
        done=_("De beslissing over het beroep is bewaard."),
        intro=[_("De onderneming en het partnerschap zien de beslissing meteen.")],
    )


@access(roles={Role.COMPANY})
@both_ways
def retract(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company takes its appeal back."""
    step = AppealRequest(request, reference, RETRACT_PAGE)
    return step.answer(
        forms.Form(step.typed),
        lambda: actions.retract(step.appeal_id, actor=step.actor, on=step.on),
        done=_("Uw beroep is ingetrokken."),
        intro=[
            _("De commissie onderzoekt uw beroep niet meer."),
            _("Zolang de termijn loopt, kunt u opnieuw in beroep gaan. Daarna is de weigering definitief."),
        ],
        kind="danger",
    )
