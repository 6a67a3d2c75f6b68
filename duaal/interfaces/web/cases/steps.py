"""The steps on one case: each a page with a form, and a POST that calls the action.

A step that cannot be set now shows every reason: on the page when it is opened, and in the error summary with
what was typed when somebody else was quicker.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions import handling, judging
from duaal.casework.recognition.assessing import law_of, standing_of
from duaal.casework.recognition.labels import APPLICATION_TONE, reason, state_words
from duaal.casework.recognition.papers import papers_of
from duaal.casework.recognition.rules.reform import granted_in_principle
from duaal.casework.recognition.rules.terms import answer_deadline
from duaal.casework.recognition.rules.training import training_deadline
from duaal.casework.recognition.rules.validity import validity
from duaal.casework.recognition.states import ApplicationKind
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import clock_of
from duaal.interfaces.web.cases.conditions import Audience, CaseConditions, conditions_of
from duaal.interfaces.web.cases.deciding import DecisionForm
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.forms import AnswerForm, AskForm, JudgeForm, RemarkForm
from duaal.interfaces.web.cases.granting import GrantForm
from duaal.interfaces.web.cases.next_steps import (
    ANSWER_PAGE,
    ASK_PAGE,
    GRANT_PAGE,
    JUDGE_PAGE,
    REFUSE_PAGE,
    WITHDRAW_PAGE,
    StepPage,
    reasons_against,
)
from duaal.interfaces.web.cases.page import case_or_404, failed_lines, title_of
from duaal.interfaces.web.cases.papers import kinds_asked, papers_section
from duaal.interfaces.web.parts import Problem

OFFICERS = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
GONE, WRONG = 409, 422
"""HTTP statuses of a page that comes back: the file has moved on, or the input is not right."""

both_ways = require_http_methods(["GET", "POST"])


class StepRequest:
    """One request for a step page: the case, who asks, on which day, and whether the step can be set."""

    def __init__(self, request: HttpRequest, reference: str, page: StepPage) -> None:
        self.request, self.page = request, page
        self.actor, self.on = actor_of(request), today()
        self.application = case_or_404(self.actor, reference)
        policy.require(self.actor, page.step, self.application)
        self.standing = standing_of(self.application, actor=self.actor, on=self.on)
        self.against = reasons_against(page, self.application, self.standing, on=self.on)

    @property
    def adds_mentor(self) -> bool:
        return self.application.kind == ApplicationKind.ADD_MENTOR

    @property
    def typed(self) -> Any:
        """What was sent, or None when the page is only opened."""
        return self.request.POST if self.request.method == "POST" else None

    @property
    def files(self) -> Any:
        """The files that were sent along, or None when the page is only opened."""
        return self.request.FILES if self.request.method == "POST" else None

    def conditions(self) -> CaseConditions:
        return conditions_of(self.application, self.standing, on=self.on, audience=Audience.DECIDERS)

    def show(
        self,
        form: forms.Form,
        context: Mapping[str, Any],
        *,
        problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> HttpResponse:
        """The page of the step; without its form when the step cannot be set and nothing was typed."""
        name = self.page.name.removeprefix("cases:")
        frame = {
            "application": self.application,
            "title": title_of(self.application),
            "state": state_words(self.application.kind, self.application.state),
            "tone": APPLICATION_TONE[self.application.state],
            "clock": clock_of(self.application, on=self.on),
            "step_text": self.page.words(self.application),
            "against": self.against,
            "form": form,
            "problems": problems,
        }
        return render(self.request, f"cases/{name}.html", {**frame, **context}, status=status)

    def send(
        self,
        form: forms.Form,
        context: Mapping[str, Any],
        do: Callable[[], object],
        *,
        done: str,
        anchor_of: Callable[[str], str] = lambda reason: "",
    ) -> HttpResponseBase:
        """Sets the step and goes back to the case; else the page again with everything against it."""
        try:
            do()
        except Refused as refused:
            return self.show(
                form, context, problems=self._problems(refused, anchor_of), status=self._status(refused)
            )
        except ValidationError as error:
            keep_errors(form, error)
            return self.show(form, context, status=WRONG)
        messages.success(self.request, done)
        return redirect("cases:detail", self.application.reference)

    def _status(self, refused: Refused) -> int:
        return GONE if WRONG_STATE in refused.reasons else WRONG

    def _problems(self, refused: Refused, anchor_of: Callable[[str], str]) -> list[Problem]:
        problems = [Problem(reason(code), anchor_of(code)) for code in refused.reasons]
        if WRONG_STATE in refused.reasons:
            # Somebody else was quicker: the page says how the file stands by now.
            self.application.refresh_from_db(fields=["state"])
            now = _("Het dossier heeft nu deze toestand: %(state)s.")
            problems.append(
                Problem(now % {"state": state_words(self.application.kind, self.application.state)})
            )
        return problems


def keep_errors(form: forms.Form, error: ValidationError) -> None:
    """Puts the errors of an action on the fields of the form they name; others on the form as a whole."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        for one in errors:
            form.add_error(field if field in form.fields else None, one)


@access(roles=OFFICERS)
@both_ways
def judge(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Judges the conditions one by one; what is left open stays open for the next time."""
    step = StepRequest(request, reference, JUDGE_PAGE)
    conditions = step.conditions()
    form = JudgeForm(step.typed, application=step.application, conditions=conditions)
    papers = papers_section(step.application, actor=step.actor, on=step.on)
    context = {"conditions": conditions, "papers": papers}
    if step.typed is None:
        return step.show(form, context)
    if not form.is_valid():
        return step.show(form, context, status=WRONG)
    judgements = form.judgements()
    return step.send(
        form,
        context,
        lambda: judging.judge(step.application.pk, actor=step.actor, on=step.on, judgements=judgements),
        done=_("Uw oordeel is bewaard."),
        anchor_of=form.anchor_of,
    )


@access(roles=OFFICERS)
@both_ways
def ask(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Asks the company for what is missing."""
    step = StepRequest(request, reference, ASK_PAGE)
    law = law_of(step.application)
    term = answer_deadline(step.on, law)
    context = {
        "due_on": term.last_day,
        "rules": rule_lines((*term.because, law.clock_stops_on_info_request)),
        "clock_stops": law.clock_stops_on_info_request.value,
    }
    form = AskForm(step.typed)
    if step.typed is None:
        return step.show(form, context)
    if not form.is_valid():
        return step.show(form, context, status=WRONG)
    items = form.cleaned_data["items"]
    return step.send(
        form,
        context,
        lambda: handling.ask(step.application.pk, actor=step.actor, on=step.on, items=items),
        done=_("De vraag is gesteld. De onderneming ziet ze in haar takenlijst."),
    )


@access(roles={Role.COMPANY})
@both_ways
def answer(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Answers the open question, with new extracts of mentors."""
    step = StepRequest(request, reference, ANSWER_PAGE)
    assignments = list(step.application.assignments.all())
    form = AnswerForm(
        step.typed,
        step.files,
        assignments=assignments,
        papers=kinds_asked(papers_of(step.application)),
        law=law_of(step.application),
        on=step.on,
    )
    questions = list(step.application.information_requests.all())
    context = {"question": questions[-1] if questions else None}
    if step.typed is None:
        return step.show(form, context)
    if not form.is_valid():
        return step.show(form, context, status=WRONG)
    return step.send(
        form,
        context,
        lambda: handling.answer(
            step.application.pk,
            actor=step.actor,
            on=step.on,
            text=form.cleaned_data["text"],
            extracts=form.extracts(),
            papers=form.papers(),
        ),
        done=_("Uw antwoord is verstuurd. Het partnerschap gaat verder met uw aanvraag."),
    )


@access(roles=OFFICERS)
@both_ways
def grant(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Shows everything once more, and grants the recognition."""
    step = StepRequest(request, reference, GRANT_PAGE)
    papers = papers_section(step.application, actor=step.actor, on=step.on)
    context = {"conditions": step.conditions(), "papers": papers, **_what_comes(step)}
    hint = _("De onderneming leest deze opmerking bij de beslissing.")
    form = GrantForm(step.typed, application=step.application, hint=hint)
    if step.typed is None:
        return step.show(form, context)
    if not form.is_valid():
        return step.show(form, context, status=WRONG)
    remark = form.cleaned_data["remark"]
    return step.send(
        form,
        context,
        lambda: handling.grant(
            step.application.pk,
            actor=step.actor,
            on=step.on,
            remark=remark,
            ballot=form.ballot(),
            covered=form.competences(),
        ),
        done=_("De mentor is aanvaard.") if step.adds_mentor else _("De erkenning is toegekend."),
        anchor_of=form.anchor_of,
    )


def _what_comes(step: StepRequest) -> dict[str, Any]:
    """What a grant leads to: a recognition for some years, or a mentor with a term for the training."""
    law = law_of(step.application)
    if not step.adds_mentor:
        valid = validity(step.on, law)
        accepted = sum(mentor.qualifies for mentor in step.standing.mentors)
        return {
            "valid": valid,
            "rules": rule_lines(valid.because),
            "in_principle": granted_in_principle(accepted, law),
            "mentor_follows": not accepted,
        }
    term = training_deadline(step.on, step.application.received_on, law.training)
    replaced = [one.replaces for one in step.application.assignments.all() if one.replaces_id]
    return {
        "valid": None,
        "rules": rule_lines(term.because),
        "replaced": replaced[0].person if replaced and replaced[0] else None,
    }


@access(roles=OFFICERS)
@both_ways
def refuse(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Names every failed condition with its reason, and refuses the recognition."""
    step = StepRequest(request, reference, REFUSE_PAGE)
    appeal = BOOK.value("recognition.appeal_days").on(step.on)
    context = {"failed": failed_lines(step.conditions(), step.standing), "appeal": rule_lines([appeal])}
    form = DecisionForm(
        step.typed,
        application=step.application,
        hint=_("Komt boven de redenen te staan die u bij de voorwaarden gaf."),
    )
    if step.typed is None:
        return step.show(form, context)
    if not form.is_valid():
        return step.show(form, context, status=WRONG)
    remark = form.cleaned_data["remark"]
    return step.send(
        form,
        context,
        lambda: handling.refuse(
            step.application.pk, actor=step.actor, on=step.on, remark=remark, ballot=form.ballot()
        ),
        done=_("De mentor is niet aanvaard. De onderneming ziet elke reden.")
        if step.adds_mentor
        else _("De erkenning is geweigerd. De onderneming ziet elke reden."),
        anchor_of=form.anchor_of,
    )


@access(roles={Role.COMPANY})
@both_ways
def withdraw(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company takes its application back."""
    step = StepRequest(request, reference, WITHDRAW_PAGE)
    form = RemarkForm(step.typed, hint=_("U hoeft geen reden te geven."))
    if step.typed is None:
        return step.show(form, {})
    if not form.is_valid():
        return step.show(form, {}, status=WRONG)
    remark = form.cleaned_data["remark"]
    return step.send(
        form,
        {},
        lambda: handling.withdraw(step.application.pk, actor=step.actor, on=step.on, remark=remark),
        done=_("Uw aanvraag is ingetrokken."),
    )
