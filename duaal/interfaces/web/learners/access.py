"""Who may read along with a learner: the page of the school, and its steps."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions import access as actions
from duaal.casework.trajectories.labels import reason
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.casework.trajectories.rules.law import readable_after_end_months
from duaal.casework.trajectories.states import (
    CORRECT_EMAIL,
    END_GUARDIAN,
    INVITE,
    NAME_GUARDIAN,
    TAKE_ACCESS,
    WITHDRAW_INVITATION,
)
from duaal.flows.processes import access as process
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners import access_forms as own
from duaal.interfaces.web.learners.access_rows import INVITES, access_rows
from duaal.interfaces.web.learners.enrolling import COUNSELLORS
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.stepping import answer_step, typed_in


@access(roles=COUNSELLORS)
@require_GET
def overview(request: HttpRequest, trajectory_id: int) -> HttpResponse:
    """Who has access, who is invited, and on what that stands."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    against = actions.against_access(trajectory)
    context = {
        "trajectory": trajectory,
        "name": str(trajectory.learner.person),
        "against": [reason(code) for code in against],
        "rows": [] if against else access_rows(trajectory, on=on),
        "of_age": actions.is_of_age(trajectory.learner, on=on),
        "may_name": trajectory.state in INVITES,
        "months": readable_after_end_months(on).value,
    }
    return render(request, "learners/access.html", context)


@access(roles=COUNSELLORS)
@both_ways
def invite(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Invites the learner, or sends a new link."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    form = own.InviteForm(typed_in(request), initial={"email": trajectory.learner.email})
    return _invitation(
        request,
        trajectory,
        form,
        lambda keep: process.invite_learner(trajectory_id, **form.cleaned_data, **keep),
        title=gettext_lazy("Nodig de leerling uit"),
        intro=_("De leerling ziet daarna de klok, het opleidingsplan, de contacten en de overeenkomst."),
    )


@access(roles=COUNSELLORS)
@both_ways
def invite_guardian(request: HttpRequest, trajectory_id: int, guardian_id: int) -> HttpResponseBase:
    """Invites who represents the learner, or sends a new link."""
    trajectory, guardian = _guardian_or_404(request, trajectory_id, guardian_id)
    form = own.InviteForm(typed_in(request), initial={"email": guardian.email})
    return _invitation(
        request,
        trajectory,
        form,
        lambda keep: process.invite_guardian(trajectory_id, guardian_id, **form.cleaned_data, **keep),
        title=gettext_lazy("Nodig de ouder of voogd uit"),
        intro=_("%(name)s ziet daarna hetzelfde als de leerling, tot die meerderjarig is.")
        % {"name": guardian.person},
    )


@access(roles=COUNSELLORS)
@both_ways
def guardian_new(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Writes down who represents the learner."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    form = own.GuardianForm(typed_in(request), initial={"valid_from": today()})
    return _step(
        request,
        trajectory,
        NAME_GUARDIAN,
        form,
        lambda keep: actions.name_guardian(trajectory_id, who=form.who(), right=form.right(), **keep),
        text=gettext_lazy("Noteer een ouder of voogd"),
        done=_("De ouder of voogd is genoteerd. U kunt nu uitnodigen."),
    )


@access(roles=COUNSELLORS)
@both_ways
def guardian_right(request: HttpRequest, trajectory_id: int, guardian_id: int) -> HttpResponseBase:
    """Writes down on what the right of somebody stands who was named before."""
    trajectory, guardian = _guardian_or_404(request, trajectory_id, guardian_id)
    initial = {
        "relation": guardian.relation,
        "ground": guardian.ground,
        "remark": guardian.ground_remark,
        "valid_from": guardian.valid_from,
        "valid_to": guardian.valid_to,
    }
    form = own.RightForm(typed_in(request), initial=initial)
    return _step(
        request,
        trajectory,
        NAME_GUARDIAN,
        form,
        lambda keep: actions.record_right(trajectory_id, guardian_id, right=form.right(), **keep),
        text=gettext_lazy("Noteer waarop de vertegenwoordiging steunt"),
        done=_("Bewaard. U kunt nu uitnodigen."),
        intro=[_("Het gaat om %(name)s.") % {"name": guardian.person}],
    )


@access(roles=COUNSELLORS)
@both_ways
def guardian_end(request: HttpRequest, trajectory_id: int, guardian_id: int) -> HttpResponseBase:
    """The representation ends."""
    trajectory, guardian = _guardian_or_404(request, trajectory_id, guardian_id)
    form = own.EndForm(typed_in(request), initial={"last_day": today()})
    return _step(
        request,
        trajectory,
        END_GUARDIAN,
        form,
        lambda keep: actions.end_guardian(trajectory_id, guardian_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Stop de vertegenwoordiging"),
        done=_("Genoteerd. Na die dag kan deze persoon niets meer lezen of tekenen."),
        intro=[
            _("Na de laatste dag leest en tekent %(name)s niets meer voor deze leerling.")
            % {"name": guardian.person}
        ],
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def withdraw_invitation(request: HttpRequest, trajectory_id: int, invitation_id: int) -> HttpResponseBase:
    """The link works no more."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    mine = invitations.invitations_to(trajectory.learner.number).filter(role__in=actions.AT_HOME)
    invitation = mine.select_related("person").filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    return _step(
        request,
        trajectory,
        WITHDRAW_INVITATION,
        own.NoForm(typed_in(request)),
        lambda keep: actions.withdraw_invitation(trajectory_id, invitation_id, **keep),
        text=gettext_lazy("Trek de uitnodiging in"),
        done=_("De uitnodiging is ingetrokken. De link werkt niet meer."),
        intro=[_("De link die %(name)s kreeg, werkt daarna niet meer.") % {"name": invitation.person}],
    )


@access(roles=COUNSELLORS)
@both_ways
def take_access(request: HttpRequest, trajectory_id: int, membership_id: int) -> HttpResponseBase:
    """Takes the access of somebody away."""
    on = today()
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=on)
    mine = invitations.capacities_in(trajectory.learner.number, actions.AT_HOME, on=on)
    member = mine.filter(pk=membership_id).first()
    if member is None:
        raise Http404
    form = own.TakeForm(typed_in(request))
    return _step(
        request,
        trajectory,
        TAKE_ACCESS,
        form,
        lambda keep: actions.take_access(trajectory_id, membership_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Neem de toegang weg"),
        done=_("De toegang is weg, vanaf nu. Opnieuw uitnodigen kan altijd."),
        intro=[_("%(name)s ziet daarna niets meer van deze leerling.") % {"name": member.user.person}],
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def email(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Corrects the address of the learner."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    form = own.AddressForm(typed_in(request), initial={"email": trajectory.learner.email})
    return _step(
        request,
        trajectory,
        CORRECT_EMAIL,
        form,
        lambda keep: actions.correct_email(trajectory_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Verbeter het e-mailadres"),
        done=_("Het e-mailadres is bewaard."),
        intro=[
            _("Een login houdt het adres waarmee hij gemaakt is. Kan de leerling daar niet meer bij?"),
            _("Neem dan de toegang weg en nodig uit op het nieuwe adres."),
        ],
    )


def address_of(secret: str) -> str:
    """The address of an invitation, as it goes out."""
    return f"{settings.SITE_ADDRESS}{reverse('learners:invitation', args=[secret])}"


def tell(request: HttpRequest, sent: list[process.Sent]) -> None:
    """Says whether the mail left; only a demo without a mail server shows the link itself."""
    for one in sent:
        if one.left:
            messages.success(request, _("De uitnodiging is gestuurd naar %(email)s.") % {"email": one.email})
        else:
            words = _("De mail naar %(email)s is niet vertrokken. Stuur later een nieuwe uitnodiging.")
            messages.warning(request, words % {"email": one.email})
        if one.address:
            shown = _("Alleen in deze demo ziet u hier de link: %(address)s")
            messages.info(request, shown % {"address": one.address})


def _invitation(
    request: HttpRequest,
    trajectory: Trajectory,
    form: forms.Form,
    do: Callable[[dict[str, Any]], process.Sent],
    *,
    title: Promise,
    intro: str,
) -> HttpResponseBase:
    sent: list[process.Sent] = []
    answer = _step(
        request,
        trajectory,
        INVITE,
        form,
        lambda keep: sent.append(do({**keep, "address_of": address_of})),
        text=title,
        done=_("De uitnodiging is gemaakt. Een vorige link werkt niet meer."),
        intro=[intro, _("De link in de mail werkt één keer. Een mail openen verandert niets.")],
    )
    tell(request, sent)
    return answer


def _guardian_or_404(
    request: HttpRequest, trajectory_id: int, guardian_id: int
) -> tuple[Trajectory, Guardian]:
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    mine = trajectory.learner.guardians.select_related("person").filter(pk=guardian_id)
    guardian = mine.first()
    if guardian is None:
        raise Http404
    return trajectory, guardian


def _step(
    request: HttpRequest,
    trajectory: Trajectory,
    step: Step[Any],
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    intro: list[str] | None = None,
    kind: str = "",
) -> HttpResponseBase:
    actor, on = actor_of(request), today()
    policy.require(actor, step, trajectory)
    against = [*actions.against_access(trajectory)]
    if trajectory.state not in step.sources:
        against.append(WRONG_STATE)
    context = {
        "step_text": text,
        "title": str(trajectory.learner.person),
        "back_words": _("Wie leest mee?"),
        "against": [reason(code) for code in against],
        "intro": intro or [],
        "kind": kind,
    }
    return answer_step(
        request,
        form,
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=reverse("learners:access", args=[trajectory.pk]),
        context=context,
        words=reason,
    )
