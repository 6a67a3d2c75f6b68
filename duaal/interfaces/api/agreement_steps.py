"""The life of an agreement for software: ready, registered, lying still, ended. As on the pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router

from duaal.casework.agreements.actions import ending, living
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.rules.ending import Reason
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreement_drafts import ONE, SCHOOLS
from duaal.interfaces.api.agreement_schemas import (
    AgreementAgreedIn,
    AgreementCancelIn,
    AgreementWhyIn,
    EndAtOnceIn,
    EndReportIn,
    EndReportOut,
    GroundOfEndIn,
    NoticeOfEndIn,
    ProviderEndIn,
    ReadyIn,
    RecordedEndIn,
    ResumptionIn,
    SuspensionIn,
    WrittenEndIn,
    WrittenIn,
    written,
)
from duaal.interfaces.api.agreements import PARTIES, AgreementOut, Number, agreement_out, visible
from duaal.interfaces.api.authentication import COMPANIES, Token, actor_of
from duaal.interfaces.api.matching import Nothing
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["overeenkomsten"])

DONE: dict[Any, Any] = {200: AgreementOut, **NO}
EVERYBODY = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


@router.post(f"{ONE}/preparation", response=DONE, auth=Token(*PARTIES), summary="Bewaren wat klaar is")
def prepare_agreement(
    request: HttpRequest, agreement_id: Number, payload: ReadyIn, key: str | None = KEY
) -> JsonResponse:
    """Bewaart wat klaar is voor de start: verzekering, gezondheidsbeoordeling, Dimona, checklist."""
    return _stepped(
        request,
        agreement_id,
        key,
        lambda pk, keep: living.prepare(pk, ready=payload.ready(), **keep),
    )


@router.post(f"{ONE}/registration", response=DONE, auth=Token(*SCHOOLS), summary="Registreren")
def register_agreement(
    request: HttpRequest, agreement_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Registreert een getekende overeenkomst. Wat ontbreekt, komt in één keer terug."""
    return _stepped(request, agreement_id, key, lambda pk, keep: living.register(pk, **keep))


@router.post(f"{ONE}/cancellation", response=DONE, auth=Token(*SCHOOLS), summary="Annuleren voor de start")
def cancel_agreement(
    request: HttpRequest, agreement_id: Number, payload: AgreementCancelIn, key: str | None = KEY
) -> JsonResponse:
    """Annuleert de overeenkomst voor ze begint, als iedereen akkoord is."""
    return _stepped(request, agreement_id, key, lambda pk, keep: living.cancel(pk, **payload.dict(), **keep))


@router.post(f"{ONE}/never-started", response=DONE, auth=Token(*SCHOOLS), summary="Nooit begonnen")
def agreement_never_started(
    request: HttpRequest, agreement_id: Number, payload: AgreementWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat er nooit gewerkt is onder de overeenkomst."""
    return _stepped(
        request, agreement_id, key, lambda pk, keep: living.never_started(pk, reason=payload.reason, **keep)
    )


@router.post(f"{ONE}/suspension", response=DONE, auth=Token(*PARTIES), summary="Schorsen")
def suspend_agreement(
    request: HttpRequest, agreement_id: Number, payload: SuspensionIn, key: str | None = KEY
) -> JsonResponse:
    """Laat de overeenkomst stilliggen, tot een dag of tot ze hervat wordt."""
    said = {name: getattr(payload, name) for name in ("ground", "first_on", "last_on", "remark")}
    return _stepped(request, agreement_id, key, lambda pk, keep: living.suspend(pk, **said, **keep))


@router.post(f"{ONE}/resumption", response=DONE, auth=Token(*PARTIES), summary="Hervatten")
def resume_agreement(
    request: HttpRequest, agreement_id: Number, payload: ResumptionIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert de eerste dag waarop de leerling weer werkt."""
    return _stepped(
        request, agreement_id, key, lambda pk, keep: living.resume(pk, resumed_on=payload.resumed_on, **keep)
    )


@router.post(f"{ONE}/notice", response=DONE, auth=Token(*PARTIES), summary="Opzeggen in de eerste periode")
def give_notice_of_agreement(
    request: HttpRequest, agreement_id: Number, payload: NoticeOfEndIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert een opzegging in de eerste periode; een reden is niet nodig."""
    return _written(request, agreement_id, key, payload, ending.give_notice)


@router.post(
    f"{ONE}/notice-withdrawal", response=DONE, auth=Token(*SCHOOLS), summary="De opzegging intrekken"
)
def take_notice_of_agreement_back(
    request: HttpRequest, agreement_id: Number, payload: AgreementAgreedIn, key: str | None = KEY
) -> JsonResponse:
    """De overeenkomst gaat toch verder, als iedereen akkoord is."""
    return _stepped(
        request,
        agreement_id,
        key,
        lambda pk, keep: ending.take_notice_back(pk, agreed=payload.agreed, **keep),
    )


@router.post(f"{ONE}/ground", response=DONE, auth=Token(*PARTIES), summary="Een ernstige reden melden")
def invoke_ground_of_agreement(
    request: HttpRequest, agreement_id: Number, payload: GroundOfEndIn, key: str | None = KEY
) -> JsonResponse:
    """Meldt een ernstige reden; de bemiddeling begint en de overeenkomst loopt intussen door."""
    return _written(request, agreement_id, key, payload, ending.invoke_ground)


@router.post(f"{ONE}/reconciliation", response=DONE, auth=Token(*SCHOOLS), summary="Verzoend")
def reconcile_agreement(
    request: HttpRequest, agreement_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat ze verzoend zijn: de overeenkomst gaat verder."""
    return _stepped(request, agreement_id, key, lambda pk, keep: ending.reconcile(pk, **keep))


@router.post(f"{ONE}/mediation-closing", response=DONE, auth=Token(*SCHOOLS), summary="Geen verzoening")
def close_mediation_of_agreement(
    request: HttpRequest, agreement_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Sluit de bemiddeling zonder verzoening."""
    return _stepped(request, agreement_id, key, lambda pk, keep: ending.close_mediation(pk, **keep))


@router.post(f"{ONE}/ground-withdrawal", response=DONE, auth=Token(*SCHOOLS), summary="Reden ingetrokken")
def drop_ground_of_agreement(
    request: HttpRequest, agreement_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat de reden ingetrokken is: de overeenkomst gaat verder."""
    return _stepped(request, agreement_id, key, lambda pk, keep: ending.drop_ground(pk, **keep))


@router.post(f"{ONE}/ground-end", response=DONE, auth=Token(*PARTIES), summary="Einde na de bemiddeling")
def end_agreement_on_ground(
    request: HttpRequest, agreement_id: Number, payload: WrittenEndIn, key: str | None = KEY
) -> JsonResponse:
    """Beëindigt de overeenkomst na een bemiddeling zonder resultaat."""
    return _written(request, agreement_id, key, payload, ending.end_on_ground)


@router.post(f"{ONE}/factual-end", response=DONE, auth=Token(*SCHOOLS), summary="De onderneming stopte")
def end_agreement_in_fact(
    request: HttpRequest, agreement_id: Number, payload: RecordedEndIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat de onderneming stopte zonder te wachten."""
    return _recorded(request, agreement_id, key, payload, ending.end_in_fact)


@router.post(f"{ONE}/provider-end", response=DONE, auth=Token(*SCHOOLS), summary="De school beëindigt")
def end_agreement_by_provider(
    request: HttpRequest, agreement_id: Number, payload: ProviderEndIn, key: str | None = KEY
) -> JsonResponse:
    """De school beëindigt, met een reden uit het decreet."""
    return _recorded(
        request, agreement_id, key, payload, ending.end_by_provider, reason=Reason(payload.reason)
    )


@router.post(f"{ONE}/end", response=DONE, auth=Token(*SCHOOLS), summary="Een ander einde")
def end_agreement_at_once(
    request: HttpRequest, agreement_id: Number, payload: EndAtOnceIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert een einde zonder opzegging: akkoord, overmacht, lange schorsing, einde van de opleiding."""
    wish = Wish(
        payload.received_on,
        payload.by,
        None,
        payload.words,
        EVERYBODY if payload.agreed else frozenset(),
    )
    return _stepped(
        request,
        agreement_id,
        key,
        lambda pk, keep: ending.end_at_once(pk, end=payload.end, wish=wish, **keep),
    )


@router.post(f"{ONE}/labour-end", response=DONE, auth=Token(*SCHOOLS), summary="Einde onder arbeidsrecht")
def end_agreement_under_labour_law(
    request: HttpRequest, agreement_id: Number, payload: RecordedEndIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert het einde van een deeltijdse arbeidsovereenkomst."""
    return _recorded(request, agreement_id, key, payload, ending.end_under_labour_law)


@router.post(
    f"{ONE}/end-report",
    response={201: EndReportOut, **NO},
    auth=Token(*COMPANIES),
    summary="Het einde melden",
)
def report_end_of_agreement(
    request: HttpRequest, agreement_id: Number, payload: EndReportIn, key: str | None = KEY
) -> JsonResponse:
    """De onderneming meldt het einde aan de trajectbegeleider, in haar eigen woorden."""
    actor = actor_of(request)

    def act() -> EndReportOut:
        agreement = visible(actor).get(pk=agreement_id)
        made = ending.report_end(agreement.pk, words=payload.words, actor=actor, on=today())
        return EndReportOut(id=made.pk, by=made.by, reported_on=made.reported_on)

    return answered(request, key, act, status=201)


def _stepped(
    request: HttpRequest, agreement_id: int, key: str | None, do: Callable[[int, dict[str, Any]], object]
) -> JsonResponse:
    """Does the step on an agreement that the token may see, and answers how it is after it."""
    actor = actor_of(request)

    def act() -> AgreementOut:
        agreement = visible(actor).get(pk=agreement_id)
        do(agreement.pk, {"actor": actor, "on": today()})
        return agreement_out(actor, agreement.pk)

    return answered(request, key, act)


def _written(
    request: HttpRequest, agreement_id: int, key: str | None, said: WrittenIn, action: Callable[..., object]
) -> JsonResponse:
    """A step on what somebody wrote."""
    by_staff = actor_of(request).role == Role.COUNSELLOR

    def do(pk: int, keep: dict[str, Any]) -> object:
        return action(pk, wish=written(said, by_staff=by_staff, on=keep["on"]), **keep)

    return _stepped(request, agreement_id, key, do)


def _recorded(
    request: HttpRequest,
    agreement_id: int,
    key: str | None,
    said: RecordedEndIn,
    action: Callable[..., object],
    reason: Reason | None = None,
) -> JsonResponse:
    """An end that the school records."""
    received: date = said.received_on
    wish = Wish(received_on=received, reason=reason, words=said.words)
    return _stepped(request, agreement_id, key, lambda pk, keep: action(pk, wish=wish, **keep))
