"""The pages of a student job beside an agreement: ask, keep, and strike out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import jobs
from duaal.casework.agreements.jobs import Answer, jobs_visible_to
from duaal.casework.agreements.labels import KIND, reason
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.states.checks import ENTER_JOB, STOP_JOB
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.steps import WRONG, both_ways, keep_errors
from duaal.interfaces.web.checks.forms import JobForm
from duaal.interfaces.web.contracts.forms import NoForm
from duaal.interfaces.web.contracts.stepping import PARTIES, agreement_or_404, learner_name, step_page
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.stepping import typed_in

LOOK = "kijk"


@access(roles=PARTIES)
@both_ways
def new(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Asks whether a student job may be, and keeps it when it may."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    parties.require(actor, ENTER_JOB, agreement, on=on)
    form = JobForm(typed_in(request), own_company=_own_company(actor, agreement))
    answer: Answer | None = None
    problems: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["asked"]
        try:
            answer = jobs.ask(agreement, asked=asked, actor=actor, on=on)
            if LOOK not in request.POST:
                jobs.enter(agreement_id, asked=asked, actor=actor, on=on)
                messages.success(request, _("De studentenjob is genoteerd. De Dimona is van type STU."))
                return redirect("contracts:detail", agreement_id)
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as wrong:
            keep_errors(form, wrong)
    context = {
        "form": form,
        "problems": problems,
        "answer": answer,
        "against": [reason(code) for code in answer.refusals] if answer else [],
        "warnings": [reason(code) for code in answer.warnings] if answer else [],
        "rules": rule_lines(answer.outcome.check.because) if answer else (),
        "title": _("Studentenjob naast de overeenkomst"),
        "name": learner_name(agreement),
        "kind": KIND[agreement.kind],
        "back": reverse("contracts:detail", args=[agreement_id]),
        "look": LOOK,
    }
    status = WRONG if form.is_bound and (form.errors or problems) else 200
    return render(request, "checks/job.html", context, status=status)


@access(roles=PARTIES)
@both_ways
def stop(request: HttpRequest, agreement_id: int, job_id: int) -> HttpResponseBase:
    """Strikes out a student job that does not go on."""
    actor, on = actor_of(request), today()
    agreement = agreement_or_404(actor, agreement_id, on=on)
    job = jobs_visible_to(actor, agreement).filter(pk=job_id).first()
    if job is None:
        raise Http404
    return step_page(
        request,
        agreement_id,
        STOP_JOB,
        NoForm(typed_in(request)),
        lambda keep: jobs.stop(agreement_id, job_id, **keep),
        text=gettext_lazy("Schrap de studentenjob"),
        done=_("De studentenjob is geschrapt. De uren tellen niet meer mee."),
        intro=[
            _("Bij %(employer)s, van %(first)s tot en met %(last)s.")
            % {
                "employer": job.employer,
                "first": f"{job.first_on:%d/%m/%Y}",
                "last": f"{job.last_on:%d/%m/%Y}",
            }
        ],
        state=job.state,
    )


def _own_company(actor: Actor, agreement: Agreement) -> tuple[str, str] | None:
    """A company asks only about itself."""
    if actor.role != Role.COMPANY:
        return None
    return agreement.company.name, agreement.company.enterprise_number
