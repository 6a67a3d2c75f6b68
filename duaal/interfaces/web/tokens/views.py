"""Links with software: the list, a new one with its secret shown once, and revoking."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duaal.flows.webhooks.policy import may_manage
from duaal.foundation.accounts import tokens
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.accounts.labels import ROLE
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.navigation import FOR_OTHERS
from duaal.interfaces.web.tokens.forms import TokenForm

MANAGERS = FOR_OTHERS | {Role.COMPANY, Role.INSPECTOR, Role.DEPARTMENT}
MOST = 200


@access(roles=MANAGERS)
@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest) -> HttpResponseBase:
    """The links of the organisation; the POST makes one and shows its secret, on this answer only."""
    actor = actor_of(request)
    form = TokenForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = tokens.create(**form.values(), actor=actor, on=today())
        except ValidationError as wrong:
            for field, errors in wrong.error_dict.items():
                form.add_error(field if field in form.fields else None, errors)
        else:
            return _page(request, TokenForm(actor=actor), made=made)
    return _page(request, form, status=422 if form.is_bound else 200)


@access(roles=MANAGERS)
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponseBase:
    """Revokes a link; its software is refused from now on."""
    actor = actor_of(request)
    token = get_object_or_404(tokens.tokens_visible_to(actor), pk=token_id)
    tokens.revoke(token.pk, actor=actor, on=today())
    messages.success(request, _("De koppeling %(name)s werkt niet meer.") % {"name": token.name})
    return redirect("tokens:list")


def _page(
    request: HttpRequest, form: TokenForm, *, made: tokens.NewToken | None = None, status: int = 200
) -> HttpResponse:
    on = today()
    rows = [
        {"token": token, "role": ROLE[token.role], "works": token.revoked_on is None and token.valid_to >= on}
        for token in tokens.tokens_visible_to(actor_of(request))[:MOST]
    ]
    context = {"form": form, "rows": rows, "made": made, "sends_messages": may_manage(actor_of(request))}
    return render(request, "tokens/list.html", context, status=status)
