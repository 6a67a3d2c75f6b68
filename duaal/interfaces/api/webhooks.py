"""The addresses that messages are sent to, and the log of what was sent, for software."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Path, Router, Schema
from pydantic import Field

from duaal.flows.webhooks import actions
from duaal.flows.webhooks.kinds import DeliveryState, HookState, Subject
from duaal.flows.webhooks.messages import message_id
from duaal.flows.webhooks.models import HOST_LENGTH, Delivery, Hook
from duaal.flows.webhooks.queries import deliveries_visible_to, hooks_visible_to
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.events import NOT_READ, WITH_SOFTWARE
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.schemas import NO_NUL, Given
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["gebeurtenissen"])

HookId: Any = Path(ge=1, le=2**53, description="nummer van het adres")
DeliveryId: Any = Path(ge=1, le=2**53, description="nummer van de levering")
Subjects = Annotated[list[Subject], Field(min_length=1, max_length=len(Subject))]


class WebhookIn(Given):
    """An address over HTTPS, and the subjects it wants."""

    address: Annotated[str, Field(min_length=1, max_length=HOST_LENGTH, pattern=NO_NUL)]
    subjects: Subjects


class WebhookSubjectsIn(Given):
    subjects: Subjects


class WebhookOut(Schema):
    """An address; `old_secret_until` as long as the secret of before a change signs along."""

    id: int
    address: str
    subjects: list[Subject]
    state: HookState
    paused_because: str
    made_on: date
    failing_since: datetime | None
    old_secret_until: datetime | None


class WebhookSecretOut(WebhookOut):
    """An address with its new secret, which is not shown again."""

    secret: str


class WebhookList(Schema):
    items: list[WebhookOut]


class RemovedWebhook(Schema):
    id: int


class DeliveryOut(Schema):
    """What was sent; `cursor` is that of the event, empty for a test. Of an answer we keep the status."""

    id: int
    message_id: str
    cursor: int | None
    state: DeliveryState
    made_at: datetime
    tries: int
    last_try_at: datetime | None
    next_try_at: datetime | None
    status: int | None
    milliseconds: int | None
    problem: str


class DeliveryPage(Schema):
    items: list[DeliveryOut]
    next: str | None


def shown(one: Hook) -> WebhookOut:
    return WebhookOut(
        id=one.pk,
        address=one.address,
        subjects=[Subject(code) for code in one.subjects],
        state=HookState(one.state),
        paused_because=one.paused_because,
        made_on=one.made_on,
        failing_since=one.failing_since,
        old_secret_until=one.old_until,
    )


def sent(one: Delivery) -> DeliveryOut:
    waits = one.state == DeliveryState.WAITING
    return DeliveryOut(
        id=one.pk,
        message_id=message_id(one),
        cursor=one.event_id,
        state=DeliveryState(one.state),
        made_at=one.made_at,
        tries=one.tries,
        last_try_at=one.last_try_at,
        next_try_at=one.next_try_at if waits else None,
        status=one.status,
        milliseconds=one.milliseconds,
        problem=one.problem,
    )


@router.get(
    "/webhooks", response={200: WebhookList, **NOT_READ}, auth=Token(*WITH_SOFTWARE), summary="Uw adressen"
)
def webhook_list(request: HttpRequest) -> WebhookList:
    """De adressen van uw organisatie waar we meldingen heen sturen."""
    return WebhookList(items=[shown(one) for one in hooks_visible_to(actor_of(request))])


@router.post(
    "/webhooks",
    response={201: WebhookSecretOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een adres registreren",
)
def register_webhook(request: HttpRequest, payload: WebhookIn) -> JsonResponse:
    """Registreert een adres. Het geheim staat alleen in dit antwoord; daarom is er geen Idempotency-Key."""
    made = actions.register(payload.address, payload.subjects, actor=actor_of(request), on=today())
    return _with_secret(made, status=201)


@router.get(
    "/webhooks/{hook_id}",
    response={200: WebhookOut, **NOT_READ},
    auth=Token(*WITH_SOFTWARE),
    summary="Eén adres",
)
def one_webhook(request: HttpRequest, hook_id: int = HookId) -> WebhookOut:
    """Een adres van uw organisatie."""
    return shown(hooks_visible_to(actor_of(request)).get(pk=hook_id))


@router.post(
    "/webhooks/{hook_id}/subjects",
    response={200: WebhookOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Onderwerpen kiezen",
)
def choose_webhook_subjects(
    request: HttpRequest, payload: WebhookSubjectsIn, hook_id: int = HookId, key: str | None = KEY
) -> JsonResponse:
    """Kiest waarover het adres vanaf nu meldingen krijgt."""
    actor = actor_of(request)
    return _stepped(
        request, key, lambda: actions.choose_subjects(hook_id, payload.subjects, actor=actor, on=today())
    )


@router.post(
    "/webhooks/{hook_id}/secret",
    response={200: WebhookSecretOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een nieuw geheim",
)
def rotate_webhook_secret(request: HttpRequest, hook_id: int = HookId) -> JsonResponse:
    """Maakt een nieuw geheim, dat alleen in dit antwoord staat. Het vorige ondertekent nog een tijd mee."""
    made = actions.rotate(hook_id, actor=actor_of(request), on=today(), at=timezone.now())
    return _with_secret(made, status=200)


@router.post(
    "/webhooks/{hook_id}/pause",
    response={200: WebhookOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een adres stilzetten",
)
def pause_webhook(request: HttpRequest, hook_id: int = HookId, key: str | None = KEY) -> JsonResponse:
    """Stuurt niets meer tot u hervat. Lees daarna bij met `GET /events`."""
    actor = actor_of(request)
    return _stepped(request, key, lambda: actions.pause(hook_id, actor=actor, on=today(), at=timezone.now()))


@router.post(
    "/webhooks/{hook_id}/resumption",
    response={200: WebhookOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een adres hervatten",
)
def resume_webhook(request: HttpRequest, hook_id: int = HookId, key: str | None = KEY) -> JsonResponse:
    """Stuurt opnieuw, eerst wat nog wachtte."""
    actor = actor_of(request)
    return _stepped(request, key, lambda: actions.resume(hook_id, actor=actor, on=today(), at=timezone.now()))


@router.post(
    "/webhooks/{hook_id}/removal",
    response={200: RemovedWebhook, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een adres verwijderen",
)
def remove_webhook(request: HttpRequest, hook_id: int = HookId, key: str | None = KEY) -> JsonResponse:
    """Verwijdert het adres en zijn logboek."""
    actor = actor_of(request)

    def act() -> RemovedWebhook:
        actions.remove(hook_id, actor=actor, on=today())
        return RemovedWebhook(id=hook_id)

    return answered(request, key, act)


@router.post(
    "/webhooks/{hook_id}/test",
    response={201: DeliveryOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een test sturen",
)
def try_webhook(request: HttpRequest, hook_id: int = HookId, key: str | None = KEY) -> JsonResponse:
    """Stuurt binnen een minuut een melding zonder inhoud, met een geldige handtekening."""
    actor = actor_of(request)
    return answered(
        request,
        key,
        lambda: sent(actions.send_test(hook_id, actor=actor, at=timezone.now())),
        status=201,
    )


@router.get(
    "/webhooks/{hook_id}/deliveries",
    response={200: DeliveryPage, **NOT_READ},
    auth=Token(*WITH_SOFTWARE),
    summary="Het logboek van een adres",
)
def delivery_list(request: HttpRequest, hook_id: int = HookId, cursor: int | None = CURSOR) -> DeliveryPage:
    """Wat er naar het adres vertrok, de jongste eerst; per bladzijde 50."""
    hook = hooks_visible_to(actor_of(request)).only("pk").get(pk=hook_id)
    found, following = page_of(hook.deliveries.all(), cursor)
    return DeliveryPage(items=[sent(one) for one in found], next=following)


@router.post(
    "/deliveries/{delivery_id}/resending",
    response={200: DeliveryOut, **NO},
    auth=Token(*WITH_SOFTWARE),
    summary="Een melding opnieuw sturen",
)
def resend_delivery(
    request: HttpRequest, delivery_id: int = DeliveryId, key: str | None = KEY
) -> JsonResponse:
    """Stuurt een melding opnieuw die aankwam of opgegeven werd, met hetzelfde nummer."""
    actor = actor_of(request)

    def act() -> DeliveryOut:
        found = deliveries_visible_to(actor).only("pk").get(pk=delivery_id)
        return sent(actions.resend(found.pk, actor=actor, at=timezone.now()))

    return answered(request, key, act)


def _stepped(request: HttpRequest, key: str | None, do: Callable[[], Hook]) -> JsonResponse:
    return answered(request, key, lambda: shown(do()))


def _with_secret(made: actions.NewSecret, *, status: int) -> JsonResponse:
    said = WebhookSecretOut(**shown(made.hook).model_dump(), secret=made.secret)
    return JsonResponse(said.model_dump(mode="json"), status=status)
