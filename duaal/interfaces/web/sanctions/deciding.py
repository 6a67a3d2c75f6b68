"""The page of a decision: first what it would do, then the decision itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.facts import Body
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.sanctions import proposing
from duaal.casework.recognition.sanctions.decisions import (
    ExclusionWish,
    allowed_groups,
    longest_exclusion,
    may_withdraw,
    population_of,
)
from duaal.casework.recognition.sanctions.queries import recognitions_of_company, working_mentors
from duaal.casework.recognition.sanctions.states import ExclusionKind
from duaal.casework.recognition.sanctions.steps import ANSWER_EXCLUSION, DECIDE_SANCTION
from duaal.flows.processes.sanction import decide as decide_sanction
from duaal.flows.processes.sanction import effect_of_decision
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.next_steps import StepPage
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.parts import Problem
from duaal.interfaces.web.sanctions.decision_form import SanctionForm
from duaal.interfaces.web.sanctions.effects import shown_effects
from duaal.interfaces.web.sanctions.forms import ProposeExclusionForm, ReasonForm
from duaal.interfaces.web.sanctions.stepping import DECIDE_TEXT, EXCLUDE_PAGE, OFFICERS, SanctionStep
from duaal.register.partnerships.models import Partnership, Power
from duaal.register.partnerships.queries import has_power

DECIDE_PAGE = StepPage(DECIDE_SANCTION, "sanctions:decide", DECIDE_TEXT)
ANSWER_PAGE = StepPage(
    ANSWER_EXCLUSION, "sanctions:answer_exclusion", gettext_lazy("Volg het voorstel tot uitsluiting niet")
)
DECIDE, CHANGE = "decide", "change"


class DecisionStep(SanctionStep):
    """One request for the page of a decision: who decides, on what, and what is beyond this body."""

    def __init__(self, request: HttpRequest, recognition_id: int) -> None:
        super().__init__(request, recognition_id, DECIDE_PAGE)
        self.body = Partnership.objects.get(pk=self.actor.organisation)
        concerned = list(recognitions_of_company(self.recognition.company_id))
        self.mine = [one for one in concerned if self._in_reach(one)]
        self.others = [one for one in concerned if not self._in_reach(one)]
        self.may_exclude = has_power(self.body, Power.EXCLUDE, population_of(self.recognition), on=self.on)

    def form(self) -> SanctionForm:
        """The form, with what was typed; what it starts from is ticked."""
        return SanctionForm(
            self.typed,
            initial={f"withdrawal_{self.recognition.pk}": True},
            recognitions=self.mine,
            mentors=working_mentors(self.mine),
            sites=self.recognition.company.sites.select_related("municipality").order_by("name", "pk"),
            may_exclude=self.may_exclude,
            starts_from=self.recognition.pk,
            allowed=allowed_groups(self.recognition, self.body, on=self.on),
            body=Body.FLEMISH if self.body.is_flemish else Body.SECTORAL,
        )

    def show(self, form: SanctionForm, status: int = 200, **more: Any) -> HttpResponse:
        """The page with its form, or with what the decision would do."""
        gone = self.standing.is_withdrawn or self.recognition.state not in DECIDE_SANCTION.sources
        last, months = longest_exclusion(self.body, on=self.on)
        context = {
            **self._frame(),
            "form": form,
            "against": [reason("withdrawal_decided" if self.standing.is_withdrawn else WRONG_STATE)]
            if gone
            else [],
            "others": self.others,
            "last_exclusion": last,
            "rules": rule_lines([months]) if self.may_exclude else (),
            "effects": (),
            "problems": (),
            **more,
        }
        return render(self.request, "sanctions/decide.html", context, status=status)

    def _in_reach(self, one: Recognition) -> bool:
        return may_withdraw(self.body, one, excluding=True, on=self.on)


@access(roles=OFFICERS)
@both_ways
def decide(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Shows what the decision would do, and takes it when the officer says so."""
    step = DecisionStep(request, recognition_id)
    form = step.form()
    if step.typed is None or CHANGE in step.typed:
        return step.show(form)
    if not form.is_valid():
        return step.show(form, WRONG)
    pk, actor, on = step.recognition.pk, step.actor, step.on
    try:
        if DECIDE not in step.typed:
            effects = effect_of_decision(pk, actor=actor, on=on, sanction=form.sanction())
            return step.show(form, effects=shown_effects(effects), sanction=form.sanction(), is_preview=True)
        decision = decide_sanction(pk, actor=actor, on=on, sanction=form.sanction())
    except Refused as refused:
        status = GONE if WRONG_STATE in refused.reasons else WRONG
        return step.show(form, status, problems=_problems(form, refused))
    except ValidationError as error:
        keep_errors(form, error)
        return step.show(form, WRONG)
    messages.success(request, _("De beslissing is genomen. De onderneming ziet ze meteen."))
    return redirect("sanctions:decision", decision.reference)


def _problems(form: SanctionForm, refused: Refused) -> tuple[Problem, ...]:
    return tuple(Problem(reason(code), form.anchor_of(code)) for code in refused.reasons)


@access(roles={Role.PARTNERSHIP})
@both_ways
def propose_exclusion(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Proposes an exclusion to the Flemish Partnership."""
    step = SanctionStep(request, recognition_id, EXCLUDE_PAGE)
    sites = step.recognition.company.sites.select_related("municipality").order_by("name", "pk")
    form = ProposeExclusionForm(step.typed, sites=sites)
    last, months = longest_exclusion(step.recognition.partnership, on=step.on)

    def do() -> object:
        given = form.cleaned_data
        temporary = given["exclusion_kind"] == ExclusionKind.TEMPORARY
        wish = ExclusionWish(
            given["exclusion_kind"],
            given["exclusion_reason"],
            given["exclusion_until"] if temporary else None,
            int(given["exclusion_site"]) if given["exclusion_site"] else None,
        )
        return proposing.propose_exclusion(step.recognition.pk, actor=step.actor, on=step.on, exclusion=wish)

    return step.answer(
        form,
        do,
        done=_("Uw voorstel ligt bij het Vlaams Partnerschap."),
        intro=[
            _("Uw partnerschap mag zelf niet uitsluiten. Het Vlaams Partnerschap beslist over uw voorstel."),
            _("Een tijdelijke uitsluiting kan tot %(day)s.") % {"day": date_format(last, "j F Y")},
        ],
        rules=rule_lines([months]),
    )


@access(roles={Role.FLEMISH_PARTNERSHIP})
@both_ways
def answer_exclusion(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """The Flemish Partnership does not follow a proposal."""
    step = SanctionStep(request, recognition_id, ANSWER_PAGE)
    form = ReasonForm(step.typed)
    return step.answer(
        form,
        lambda: proposing.answer_exclusion(
            step.recognition.pk, actor=step.actor, on=step.on, reason=form.cleaned_data["reason"]
        ),
        done=_("Het partnerschap ziet uw antwoord."),
        intro=[_("Wilt u wel uitsluiten? Ga dan terug en kies “Beslis over een sanctie”.")],
    )
