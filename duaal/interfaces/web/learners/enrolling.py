"""Enrolling a learner, and the free days of the school."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.actions.calendars import set_free_days
from duaal.casework.trajectories.actions.personal import keep_personal_data
from duaal.casework.trajectories.labels import reason
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.queries import active_enrolment, calendar_of, learner_with, taught_at
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, both_ways, keep_errors
from duaal.interfaces.web.learners.forms import EnrolForm, FreeDaysForm
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.stepping import typed_in
from duaal.register.organisations.models import Provider
from duaal.register.programmes.models import Programme

COUNSELLORS = frozenset({Role.COUNSELLOR})
YEAR = "schooljaar"


@access(roles=COUNSELLORS)
@both_ways
def enrol(request: HttpRequest) -> HttpResponseBase:
    """Enrols a learner at the school of the reader; what blocks it is listed, with what was typed."""
    actor, on = actor_of(request), today()
    provider = provider_of(actor)
    programmes = {one.code: one for one in taught_at(provider, on=on)}
    form = EnrolForm(typed_in(request), programmes=[(code, one.name) for code, one in programmes.items()])
    if request.method == "POST" and form.is_valid():
        try:
            trajectory = _enrol(form, provider, programmes[form.cleaned_data["programme"]], actor)
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
            context = {"form": form, "problems": problems, "conflict": _conflict(form, refused)}
            return render(request, "learners/enrol.html", context, status=WRONG)
        except ValidationError as wrong:
            keep_errors(form, wrong)
        else:
            words = _("%(name)s is ingeschreven. Noteer de eerste les zodra de leerling er is.")
            messages.success(request, words % {"name": trajectory.learner.person})
            return redirect("learners:detail", trajectory.pk)
    return render(request, "learners/enrol.html", {"form": form}, status=WRONG if form.is_bound else 200)


@transaction.atomic
def _enrol(form: EnrolForm, provider: Provider, programme: Programme, actor: Actor) -> Trajectory:
    """The learner and the enrolment, both or neither."""
    entry = form.entry(form.guardians())
    learner = enrolment.find_or_register_learner(
        form.who(), two_years_followed=entry.first_two_years_followed
    )
    on, data = today(), form.personal_data(with_number=False)
    trajectory = enrolment.enrol(
        learner.pk, provider=provider, programme=programme, entry=entry, actor=actor, on=on
    )
    if not data.is_empty:
        keep_personal_data(trajectory.pk, data=data.over(learner), actor=actor, on=on)
    return trajectory


def _conflict(form: EnrolForm, refused: Refused) -> str:
    """Where the learner is enrolled already, for who typed the national number of the learner."""
    number = form.cleaned_data["national_number"]
    if "enrolled_elsewhere" not in refused.reasons or not number:
        return ""
    learner = learner_with(number)
    other = active_enrolment(learner.pk) if learner else None
    if other is None:
        return ""
    words = _("Ingeschreven bij %(provider)s voor %(programme)s. Neem contact op met die school.")
    return words % {"provider": other.provider.name, "programme": other.programme.name}


@access(roles=COUNSELLORS)
@both_ways
def school_calendar(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """The free days that the school chose itself; a change counts every running search anew."""
    actor, on = actor_of(request), today()
    provider = provider_of(actor)
    year = _asked_year(request, SchoolYear.of(on))
    version = calendar_of(provider.pk, year)
    typed = "\n".join(f"{day:%d/%m/%Y}" for day in version.free_days) if version else ""
    form = FreeDaysForm(typed_in(request), initial={"free_days": typed})
    if request.method == "POST" and form.is_valid():
        try:
            set_free_days(provider, year, form.cleaned_data["free_days"], actor=actor, on=on)
        except ValidationError as wrong:
            keep_errors(form, wrong)
        else:
            messages.success(request, _("De vrije dagen zijn bewaard. De zoektijden zijn opnieuw geteld."))
            return redirect(f"{reverse('learners:calendar')}?{YEAR}={year.label}")
    context = {"form": form, "year": year, "others": (year.previous(), year.next()), "version": version}
    return render(request, "learners/calendar.html", context, status=WRONG if form.is_bound else 200)


def provider_of(actor: Actor) -> Provider:
    """The school or centre of which the reader is staff; page 404 when the register does not have it."""
    provider = Provider.objects.filter(number=actor.organisation).first()
    if provider is None:
        raise Http404
    return provider


def _asked_year(request: HttpRequest, current: SchoolYear) -> SchoolYear:
    """The school year of the address, when it is this one or a neighbour."""
    known = {one.label: one for one in (current.previous(), current, current.next())}
    return known.get(request.GET.get(YEAR, ""), current)
