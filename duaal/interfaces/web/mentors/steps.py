"""The step by which a company says that a mentor stops."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duaal.casework.agreements.queries import running
from duaal.casework.recognition import policy
from duaal.casework.recognition.actions import mentors
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mentors.clocks import vacancy_days
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.states.mentors import MENTOR_LEAVES
from duaal.flows.processes.mentors import take_mentor_away
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import GONE, WRONG, keep_errors
from duaal.interfaces.web.mentors.forms import DIED, LEFT, StopForm
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.recognitions.files import recognition_or_404


@access(roles={Role.COMPANY})
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, recognition_id: int, assignment_id: int) -> HttpResponseBase:
    """Shows what follows when the mentor stops, and records it."""
    actor, on = actor_of(request), today()
    recognition = recognition_or_404(actor, recognition_id)
    policy.require(actor, MENTOR_LEAVES, recognition)
    assignment = recognition.assignments.select_related("person").filter(pk=assignment_id).first()
    if assignment is None:
        raise Http404
    standing = mentors.mentor_standing(recognition, assignment)
    against = MENTOR_LEAVES.reasons_against(recognition.state, standing, on=on)
    form = StopForm(request.POST or None, initial={"last_day": on})
    problems, status = problems_of(()), 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            try:
                _do(form, assignment, on)(actor)
            except Refused as refused:
                problems = problems_of([reason(code) for code in refused.reasons])
                status = GONE if WRONG_STATE in refused.reasons else WRONG
            except ValidationError as error:
                keep_errors(form, error)
            else:
                messages.success(request, _("We hebben het genoteerd. Uw partnerschap ziet het ook."))
                return redirect("recognitions:detail", recognition.pk)
    context = {
        "recognition": recognition,
        "assignment": assignment,
        "form": form,
        "problems": problems,
        "against": [reason(code) for code in against],
        "is_last": standing.is_last,
        "learners": running(on=on).filter(recognition=recognition).count(),
        "days": vacancy_days(on).value,
    }
    return render(request, "mentors/stop.html", context, status=status)


def _do(form: StopForm, assignment: MentorAssignment, on: date) -> Callable[..., object]:
    """The action that fits what happened."""
    cleaned = form.cleaned_data
    day, remark = cleaned["last_day"], cleaned["remark"]
    if cleaned["why"] == LEFT:
        return lambda actor: mentors.leave(assignment.pk, actor=actor, on=on, last_day=day, remark=remark)
    if cleaned["why"] == DIED:
        return lambda actor: mentors.die(assignment.pk, actor=actor, on=on, died_on=day, remark=remark)
    return lambda actor: take_mentor_away(assignment.pk, actor=actor, on=on, remark=remark)
