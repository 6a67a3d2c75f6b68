"""What the school knows of a learner besides the name: the page on which it is filled in."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.access import against_access
from duaal.casework.trajectories.actions.personal import keep_personal_data
from duaal.casework.trajectories.facts import Population
from duaal.casework.trajectories.labels import reason
from duaal.casework.trajectories.states import KEEP_PERSONAL
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners.enrolling import COUNSELLORS
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.learners.personal_forms import PersonalForm
from duaal.interfaces.web.stepping import answer_step, typed_in


@access(roles=COUNSELLORS)
@both_ways
def personal(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Keeps address, nationality and national number of the learner; a number that is known is not shown."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    policy.require(actor, KEEP_PERSONAL, trajectory)
    learner, is_adult = trajectory.learner, trajectory.population == Population.ADULT
    against = against_access(trajectory)
    form = PersonalForm(typed_in(request), learner=learner, is_adult=is_adult)
    if is_adult:
        intro = [
            _("De overeenkomst noemt adres en nationaliteit van een cursist. Zonder kan niemand tekenen.")
        ]
    else:
        intro = [_("Met de postcode berekenen we hoe ver een werkplek is. De rest mag leeg blijven.")]
    if learner.person.national_number_key is not None:
        intro.append(_("Het rijksregisternummer is bekend. We tonen het niet."))
    return answer_step(
        request,
        form,
        lambda: keep_personal_data(trajectory_id, data=form.personal_data(), actor=actor, on=on),
        done=_("De gegevens zijn bewaard. Is er al een ontwerp van overeenkomst? Bewaar dat dan opnieuw."),
        back=reverse("learners:detail", args=[trajectory.pk]),
        context={
            "step_text": gettext_lazy("Bewaar de gegevens van de leerling"),
            "title": str(learner.person),
            "back_words": str(learner.person),
            "against": [reason(code) for code in against],
            "intro": [] if against else intro,
        },
        words=reason,
    )
