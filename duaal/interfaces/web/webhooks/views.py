"""Messages to software: the addresses of the organisation, one of them with its log, and every step."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duaal.casework.recognition.labels import reason
from duaal.flows.webhooks import actions
from duaal.flows.webhooks.kinds import DeliveryState, HookState
from duaal.flows.webhooks.labels import DELIVERY_STATE, HOOK_STATE, PAUSED_BECAUSE, REASON, SUBJECT
from duaal.flows.webhooks.models import ROLES, Delivery, Hook
from duaal.flows.webhooks.queries import deliveries_visible_to, hooks_visible_to
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, keep_errors
from duaal.interfaces.web.notices.middleware import INFORM, ask_for
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.interfaces.web.webhooks.forms import HookForm, SubjectsForm
from duaal.interfaces.web.webhooks.listing import DELIVERIES, about, outcome

WITH_SOFTWARE = frozenset(ROLES)
TONE = {HookState.ACTIVE: "success", HookState.PAUSED: "warning"}


@access(roles=WITH_SOFTWARE)
@require_http_methods(["GET", "POST"])
def hook_list(request: HttpRequest) -> HttpResponseBase:
    """The addresses; the POST registers one and shows its secret, on this answer only."""
    actor = actor_of(request)
    form = HookForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _list(request, form)
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        try:
            made = actions.register(form.cleaned_data["address"], form.chosen(), actor=actor, on=today())
        except Refused as refused:
            problems = problems_of([REASON.get(code) or reason(code) for code in refused.reasons])
        except ValidationError as error:
            keep_errors(form, error)
        else:
            return _secret(request, made)
    return _list(request, form, problems, status=WRONG)


@access(roles=WITH_SOFTWARE)
@require_GET
def detail(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """One address: its state, its subjects, and the log of what was sent."""
    hook = _own(actor_of(request), hook_id)
    return _detail(request, hook, SubjectsForm(initial={"subjects": hook.subjects}))


@access(roles=WITH_SOFTWARE)
@require_GET
def deliveries_csv(request: HttpRequest, hook_id: int) -> StreamingHttpResponse:
    """The whole log of an address."""
    hook = _own(actor_of(request), hook_id)
    rows = hook.deliveries.select_related("event")
    return DELIVERIES.csv(request, rows, filename=f"leveringen-{hook.pk}.csv")


@access(roles=WITH_SOFTWARE)
@require_POST
def subjects(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """Keeps what the address wants."""
    actor = actor_of(request)
    hook = _own(actor, hook_id)
    form = SubjectsForm(request.POST)
    if not form.is_valid():
        return _detail(request, hook, form, status=WRONG)
    actions.choose_subjects(hook.pk, form.chosen(), actor=actor, on=today())
    messages.success(request, _("Uw keuze is bewaard. Ze geldt voor wat vanaf nu gebeurt."))
    return redirect("webhooks:detail", hook.pk)


@access(roles=WITH_SOFTWARE)
@require_POST
def rotate(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """Makes a new secret, and shows it on this answer only."""
    actor = actor_of(request)
    hook = _own(actor, hook_id)
    return _secret(request, actions.rotate(hook.pk, actor=actor, on=today(), at=timezone.now()))


@access(roles=WITH_SOFTWARE)
@require_POST
def pause(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """Sends nothing more until somebody resumes."""
    return _step(
        request,
        hook_id,
        lambda pk, actor: actions.pause(pk, actor=actor, on=today(), at=timezone.now()),
        _("We sturen niets meer naar dit adres tot u hervat."),
    )


@access(roles=WITH_SOFTWARE)
@require_POST
def resume(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """Sends again, what waited first."""
    return _step(
        request,
        hook_id,
        lambda pk, actor: actions.resume(pk, actor=actor, on=today(), at=timezone.now()),
        _("We sturen opnieuw meldingen naar dit adres."),
    )


@access(roles=WITH_SOFTWARE)
@require_POST
def test(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """Puts a test ready and asks the worker for it."""
    return _step(
        request,
        hook_id,
        lambda pk, actor: actions.send_test(pk, actor=actor, at=timezone.now()),
        _("De test vertrekt zo. Laad deze pagina over een minuut opnieuw om te zien of hij aankwam."),
    )


@access(roles=WITH_SOFTWARE)
@require_POST
def remove(request: HttpRequest, hook_id: int) -> HttpResponseBase:
    """Removes the address and its log."""
    actor = actor_of(request)
    hook = _own(actor, hook_id)
    actions.remove(hook.pk, actor=actor, on=today())
    messages.success(request, _("Het adres %(address)s is verwijderd.") % {"address": hook.address})
    return redirect("webhooks:list")


@access(roles=WITH_SOFTWARE)
@require_POST
def resend(request: HttpRequest, delivery_id: int) -> HttpResponseBase:
    """Sends one message again."""
    delivery = get_object_or_404(deliveries_visible_to(actor_of(request)), pk=delivery_id)
    return _step(
        request,
        delivery.hook_id,
        lambda pk, actor: actions.resend(delivery.pk, actor=actor, at=timezone.now()),
        _("De melding vertrekt opnieuw, met hetzelfde nummer."),
    )


def _own(actor: Actor, hook_id: int) -> Hook:
    found: Hook = get_object_or_404(hooks_visible_to(actor), pk=hook_id)
    return found


def _step(
    request: HttpRequest, hook_id: int, do: Callable[[int, Actor], object], done: str
) -> HttpResponseBase:
    """Does a step on an address of the reader, and goes back to its page with what came of it."""
    actor = actor_of(request)
    hook = _own(actor, hook_id)
    try:
        do(hook.pk, actor)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(REASON.get(code) or reason(code)))
    else:
        messages.success(request, done)
        ask_for(INFORM)
    return redirect("webhooks:detail", hook.pk)


def _secret(request: HttpRequest, made: actions.NewSecret) -> HttpResponse:
    return render(request, "webhooks/secret.html", {"hook": made.hook, "secret": made.secret})


def _list(
    request: HttpRequest, form: HookForm, problems: tuple[Problem, ...] = (), *, status: int = 200
) -> HttpResponse:
    rows = [
        {"hook": hook, "state": HOOK_STATE[hook.state], "tone": TONE[HookState(hook.state)], **_words(hook)}
        for hook in hooks_visible_to(actor_of(request))
    ]
    context = {"form": form, "rows": rows, "problems": problems}
    return render(request, "webhooks/list.html", context, status=status)


def _words(hook: Hook) -> dict[str, str]:
    return {
        "subjects": ", ".join(str(SUBJECT[code]) for code in hook.subjects),
        "why": str(PAUSED_BECAUSE[hook.paused_because]) if hook.paused_because else "",
    }


def _detail(request: HttpRequest, hook: Hook, form: SubjectsForm, *, status: int = 200) -> HttpResponse:
    page = DELIVERIES.page(request, hook.deliveries.select_related("event"), csv_address="leveringen.csv")
    context = {
        "hook": hook,
        "form": form,
        "page": page,
        "rows": [_row(one, hook) for one in page.rows],
        "state": HOOK_STATE[hook.state],
        "tone": TONE[HookState(hook.state)],
        "is_active": hook.state == HookState.ACTIVE,
        **_words(hook),
    }
    return render(request, "webhooks/detail.html", context, status=status)


def _row(delivery: Delivery, hook: Hook) -> dict[str, object]:
    waits = delivery.state == DeliveryState.WAITING
    return {
        "delivery": delivery,
        "about": about(delivery),
        "state": DELIVERY_STATE[delivery.state],
        "outcome": outcome(delivery),
        "waits": waits,
        "can_resend": not waits and hook.state == HookState.ACTIVE,
    }
