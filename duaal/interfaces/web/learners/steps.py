"""The steps on one trajectory: each a page with a form, and a POST that calls the action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.queries import still_under_agreement
from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions import advising, enrolment, searching
from duaal.casework.trajectories.facts import Origin
from duaal.casework.trajectories.labels import reason
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.models.advice import Adviser
from duaal.casework.trajectories.states import (
    DEREGISTER_EXPIRED,
    EXTEND_SEARCH,
    LEAVE,
    MOVE_TO_DUAL,
    RECOUNT_SEARCH,
    SCREEN,
    SCREEN_POSITIVE,
    START_LESSONS,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners import forms as own
from duaal.interfaces.web.learners.clocks import search_clock
from duaal.interfaces.web.learners.enrolling import COUNSELLORS
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.stepping import answer_step, typed_in


@access(roles=COUNSELLORS)
@both_ways
def first_lesson(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Records the first lesson attended."""
    form = own.FirstLessonForm(typed_in(request))
    return step_page(
        request,
        trajectory_id,
        START_LESSONS,
        form,
        lambda keep: enrolment.start_lessons(trajectory_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Noteer de eerste les"),
        done=_("De eerste les is genoteerd. De klok loopt voor school, leerling en ouders."),
    )


@access(roles=COUNSELLORS)
@both_ways
def advice(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Records an advice on the learner."""
    form = own.AdviceForm(typed_in(request))
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)

    def do(keep: dict[str, Any]) -> object:
        given = {**form.cleaned_data, "given_by": Adviser(form.cleaned_data["given_by"])}
        return advising.record_advice(
            trajectory.learner_id,
            provider=trajectory.provider,
            programme=trajectory.programme,
            **given,
            **keep,
        )

    return step_page(
        request,
        trajectory_id,
        SCREEN,
        form,
        do,
        text=gettext_lazy("Noteer een advies"),
        done=_("Het advies is genoteerd. Het bindt niet."),
    )


@access(roles=COUNSELLORS)
@both_ways
def screening(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Records a screening."""
    form = own.ScreeningForm(typed_in(request))
    return step_page(
        request,
        trajectory_id,
        SCREEN,
        form,
        lambda keep: advising.screen(
            trajectory_id,
            screened_on=form.cleaned_data["screened_on"],
            instrument=form.cleaned_data["instrument"],
            opinions=form.opinions(),
            **keep,
        ),
        text=gettext_lazy("Bewaar de screening"),
        done=_("De screening is bewaard."),
        intro=[_("Schrijf wat u vaststelde. Een screening is nooit een cijfer.")],
    )


@access(roles=COUNSELLORS)
@both_ways
def council(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Records what the class council decided on the newest screening."""
    form = own.CouncilForm(typed_in(request))

    def do(keep: dict[str, Any]) -> object:
        newest = Trajectory.objects.get(pk=trajectory_id).screenings.order_by("-pk").first()
        pk = newest.pk if newest is not None else 0
        return advising.decide_on_screening(pk, **form.decision(), **keep)

    return step_page(
        request,
        trajectory_id,
        SCREEN_POSITIVE,
        form,
        do,
        text=gettext_lazy("Noteer de beslissing van de klassenraad"),
        done=_("De beslissing is genoteerd. De leerling en de ouders krijgen bericht."),
    )


@access(roles=COUNSELLORS)
@both_ways
def to_dual(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Moves the learner from the start-up phase to the dual programme of the same name."""
    initial = {"origin": Origin.STARTUP_SAME_PROGRAMME.value}
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    initial |= {"year": str(trajectory.year or ""), "special_form": trajectory.special_form}
    form = own.EntryForm(typed_in(request), initial=initial)
    return step_page(
        request,
        trajectory_id,
        MOVE_TO_DUAL,
        form,
        lambda keep: enrolment.move_to_dual(trajectory_id, entry=form.entry(), **keep),
        text=gettext_lazy("Laat overstappen naar de duale opleiding"),
        done=_("De leerling volgt nu de duale opleiding. De zoektijd loopt vanaf vandaag."),
    )


@access(roles=COUNSELLORS)
@both_ways
def extend(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Lengthens the search."""
    form = own.ExtendForm(typed_in(request))
    return step_page(
        request,
        trajectory_id,
        EXTEND_SEARCH,
        form,
        lambda keep: searching.extend_search(trajectory_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Verleng de zoektijd"),
        done=_("De zoektijd is verlengd. De leerling en de ouders krijgen bericht."),
    )


@access(roles=COUNSELLORS)
@both_ways
def back_in_lessons(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Records the first lesson after the end of an agreement."""
    form = own.ReturnForm(typed_in(request))
    return step_page(
        request,
        trajectory_id,
        RECOUNT_SEARCH,
        form,
        lambda keep: searching.record_return(trajectory_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Noteer de terugkeer in de les"),
        done=_("De terugkeer is genoteerd. De zoektijd is opnieuw geteld."),
    )


@access(roles=COUNSELLORS)
@both_ways
def expired(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Confirms that a learner leaves whose days are used up."""
    form = own.LeaveForm(typed_in(request))
    return step_page(
        request,
        trajectory_id,
        DEREGISTER_EXPIRED,
        form,
        lambda keep: searching.deregister_expired(trajectory_id, **form.leaving(), **keep),
        text=gettext_lazy("Bevestig het einde van de zoektijd"),
        done=_("De leerling is uitgeschreven. De leerling en de ouders krijgen bericht."),
        intro=[
            _("Bespreek met de leerling en de ouders eerst wat nog kan."),
            _("Terug kan daarna alleen met een nieuwe inschrijving."),
        ],
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def leave(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Deregisters a learner who stops by choice."""
    form = own.LeaveForm(typed_in(request))
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    runs = still_under_agreement(trajectory.pk)
    return step_page(
        request,
        trajectory_id,
        LEAVE,
        form,
        lambda keep: enrolment.leave(trajectory_id, **form.leaving(), runs_agreement=runs, **keep),
        text=gettext_lazy("Schrijf uit"),
        done=_("De leerling is uitgeschreven. De leerling en de ouders krijgen bericht."),
        kind="danger",
    )


def step_page(
    request: HttpRequest,
    trajectory_id: int,
    step: Step[Any],
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    intro: list[str] | None = None,
    kind: str = "",
    against: tuple[str, ...] = (),
) -> HttpResponseBase:
    """The page of one step; once its form was sent the step, and back to the learner."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    policy.require(actor, step, trajectory)
    running = trajectory.searches.filter(stopped_on__isnull=True).select_related("calendar").first()
    codes = (WRONG_STATE,) if trajectory.state not in step.sources else against
    context = {
        "step_text": text,
        "title": str(trajectory.learner.person),
        "back_words": str(trajectory.learner.person),
        "against": [reason(code) for code in codes],
        "intro": intro or [],
        "clock": search_clock(running, trajectory, on=on),
        "kind": kind,
    }
    return answer_step(
        request,
        form,
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=reverse("learners:detail", args=[trajectory_id]),
        context=context,
        words=reason,
    )
