"""From a line of the ranked list to a draft: one button, and what came of it on the page that follows."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duaal.casework.agreements.labels import KIND, reason
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.policy import require_enrol_at
from duaal.flows.processes import rescue
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.learners.page import trajectory_or_404


@access(roles=frozenset({Role.COUNSELLOR}))
@require_POST
def take_over(request: HttpRequest, trajectory_id: int, recognition_id: int) -> HttpResponse:
    """Makes the draft at this place, with the plan; a refusal is said on the list it came from."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    require_enrol_at(actor, trajectory.provider)
    if not Recognition.objects.filter(pk=recognition_id, programme=trajectory.programme_id).exists():
        raise Http404
    try:
        done = rescue.take_over(trajectory_id, recognition_id, actor=actor, on=on)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(reason(code)))
        return redirect("matching:workplaces", trajectory_id)
    except ValidationError as wrong:
        for words in wrong.messages:
            messages.error(request, words)
        return redirect("matching:workplaces", trajectory_id)
    kept = _("Het ontwerp is klaar: %(kind)s. Kijk het na en leg het voor om te ondertekenen.")
    messages.success(request, kept % {"kind": KIND[done.agreement.kind]})
    if done.missing:
        words = _(
            "Het opleidingsplan is mee verhuisd, maar er ontbreekt nog iets. Hieronder staat wat, en waar "
            "het kan. Leg het plan vast en pas daarna de overeenkomst aan."
        )
        messages.warning(request, words)
        return redirect("learners:plan", trajectory_id)
    return redirect("contracts:detail", done.agreement.pk)
