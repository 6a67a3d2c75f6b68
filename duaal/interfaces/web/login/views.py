"""Logging in and out. In the demo also one press for each of its accounts."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from duaal.foundation.accounts.models import User
from duaal.interfaces.web.access import access
from duaal.interfaces.web.login.forms import OwnLoginForm


def is_demo() -> bool:
    """Whether this is a demo, the only place where accounts may be listed and entered without a password."""
    return bool(getattr(settings, "DEMO", False))


class OwnLoginView(LoginView):
    """The login page; the demo lists its accounts on it."""

    form_class = OwnLoginForm
    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        target = self.request.GET.get("next") or self.request.POST.get("next", "")
        accounts = User.objects.filter(is_demo=True, is_active=True).order_by("pk") if is_demo() else ()
        return context | {"next": target, "demo_accounts": accounts}


log_in = access(public=True)(OwnLoginView.as_view())
log_out = access(public=True)(LogoutView.as_view(next_page="/"))


@access(public=True)
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Logs in as a demo account; there is no such page outside the demo, and never for another account."""
    if not is_demo():
        raise Http404
    account = request.POST.get("account", "")
    user = get_object_or_404(User, pk=int(account) if account.isdigit() else 0, is_demo=True, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return redirect(safe_target(request, request.POST.get("next", "")))


def safe_target(request: HttpRequest, target: str) -> str:
    """Where to go after logging in: the address asked for if it is one of this site, else the start page."""
    own = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if own else str(settings.LOGIN_REDIRECT_URL)
