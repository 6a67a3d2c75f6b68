"""The public page behind an invitation. Opening it writes nothing; its button makes or links the login."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duaal.casework.trajectories.labels import reason
from duaal.casework.trajectories.models import Learner
from duaal.flows.processes import access as process
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.actions import switch_capacity
from duaal.foundation.accounts.invitations import InvitationState
from duaal.foundation.accounts.labels import REASON
from duaal.foundation.accounts.models import Invitation
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.learners.access_forms import PasswordForm
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.interfaces.web.stepping import typed_in


@access(public=True)
@both_ways
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What the invitation is for, and the one button that accepts it."""
    try:
        found = invitations.invitation_with(secret)
    except Invitation.DoesNotExist:
        return _private(render(request, "learners/invitation_unknown.html", status=404))
    return _private(_answer(request, found, secret))


def _answer(request: HttpRequest, found: Invitation, secret: str) -> HttpResponseBase:
    """The page; what was sent is done first, with the login that is used or with a new one."""
    on = today()
    has_login = invitations.login_of(found) is not None
    user_id = request.user.pk if request.user.is_authenticated else None
    form = PasswordForm(typed_in(request) if user_id is None else None)
    problems: tuple[Problem, ...] = ()
    status = 200
    if request.method == "POST" and (user_id is not None or form.is_valid()):
        password = "" if user_id is not None else form.cleaned_data["password"]
        try:
            membership = process.accept(secret, on=on, password=password, user_id=user_id)
        except Refused as refused:
            words = [REASON.get(code) or reason(code) for code in refused.reasons]
            problems, status = problems_of(words), GONE
        except ValidationError as weak:
            keep_errors(form, weak)
            status = WRONG
        else:
            if user_id is None:
                login(request, membership.user, backend=settings.AUTHENTICATION_BACKENDS[-1])
            switch_capacity(request.session, membership.pk, user_id=membership.user_id, on=on)
            messages.success(request, _("U hebt toegang. Hieronder ziet u het traject."))
            return redirect("learners:list")
    elif request.method == "POST":
        status = WRONG
    learner = Learner.objects.select_related("person").get(number=found.organisation)
    state = invitations.state_of(found, on=on)
    context: dict[str, Any] = {
        "invitation": found,
        "is_open": state == InvitationState.OPEN,
        "why": "" if state == InvitationState.OPEN else REASON[state.value],
        "is_guardian": found.role == Role.GUARDIAN,
        "learner": learner.person.given_name,
        "has_login": has_login,
        "user": request.user,
        "form": form,
        "problems": problems,
        "login_address": _login_address(secret),
    }
    return render(request, "learners/invitation.html", context, status=status)


def _login_address(secret: str) -> str:
    """The login page, and from there back to this invitation."""
    back = reverse("learners:invitation", args=[secret])
    return f"{reverse('account_login')}?{urlencode({'next': back})}"


def _private(response: Any) -> HttpResponse:
    """Kept by no browser, and the address goes to no other site.

    Not `no-referrer`: a browser then sends its own form without an origin, which the check on forms refuses.
    """
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    answer: HttpResponse = response
    return answer
