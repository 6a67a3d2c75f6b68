"""Logging in and out, and choosing a capacity. In the demo also one press for each of its accounts."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from duaal.foundation.accounts.actions import switch_capacity
from duaal.foundation.accounts.queries import demo_accounts
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.login.forms import OwnLoginForm


class OwnLoginView(LoginView):
    """The login page; the demo lists its accounts on it."""

    form_class = OwnLoginForm
    template_name = "login/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        target = self.request.GET.get("next") or self.request.POST.get("next", "")
        return context | {"next": target, "demo_accounts": demo_accounts()}


log_in = access(public=True)(OwnLoginView.as_view())
log_out = access(public=True)(LogoutView.as_view(next_page="/"))


@access(public=True)
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Logs in as a demo account; outside the demo there are none, so nobody gets in this way."""
    user = get_object_or_404(demo_accounts(), pk=number_in(request, "account"))
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return redirect(safe_target(request, request.POST.get("next", "")))


@access(roles=frozenset(Role))
@require_POST
def choose_capacity(request: HttpRequest) -> HttpResponse:
    """Goes on in another capacity of the same user, from its start page."""
    if request.user.pk is None:
        raise PermissionDenied
    switch_capacity(request.session, number_in(request, "membership"), user_id=request.user.pk, on=today())
    return redirect(str(settings.LOGIN_REDIRECT_URL))


def number_in(request: HttpRequest, name: str) -> int:
    """A number that the form sent; 0, which no row has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def safe_target(request: HttpRequest, target: str) -> str:
    """Where to go after logging in: the address asked for if it is one of this site, else the start page."""
    own = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if own else str(settings.LOGIN_REDIRECT_URL)
