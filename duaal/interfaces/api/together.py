"""Several cases in one call, for a partnership: decided, asked or judged together, all or nothing."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from pydantic import Field

from duaal.casework.recognition.actions import together
from duaal.casework.recognition.actions.together import Decision, Outcome, RefusedTogether
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import visible_to
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import DECIDERS, Token, actor_of
from duaal.interfaces.api.problems import Reason, problem, words_of
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import DecisionIn, Given, JudgementIn, Long, Remark, Sent
from duaal.interfaces.api.steps import KEY, NO, answered, done, judgements_of

router = Router(tags=["samen behandelen"])

MOST = 100
References = Annotated[list[Reference], Field(min_length=1, max_length=MOST)]


class CaseOutcomeIn(Given):
    """What is decided on one case, with its own remark."""

    reference: Reference
    outcome: Literal["grant", "refuse"]
    remark: Remark = ""


class DecisionsIn(DecisionIn):
    """Decisions on several cases; how the body decided (`mode`, `votes`) holds for all of them.

    `remark` is for the cases without a remark of their own.
    """

    decisions: Annotated[list[CaseOutcomeIn], Field(min_length=1, max_length=MOST)]


class QuestionsIn(Given):
    references: References
    items: Long


class CompanyJudgementIn(JudgementIn):
    """A verdict on a condition of the undertaking itself."""

    condition: Literal["U1", "U2", "U3"]
    mentor: None = None


class CompanyJudgementsIn(Given):
    references: References
    judgements: Annotated[list[CompanyJudgementIn], Field(min_length=1, max_length=3)]


@router.post(
    "/together/decisions",
    response={200: Sent, **NO},
    auth=Token(*DECIDERS),
    summary="Over meer dossiers samen beslissen",
)
def decide_several(request: HttpRequest, payload: DecisionsIn, key: str | None = KEY) -> HttpResponse:
    """Kent toe en weigert in één keer, alles of niets. Elk dossier houdt zijn eigen opmerking en redenen."""

    def do(actor: Actor, keys: dict[str, int]) -> None:
        decisions = [
            Decision(keys[one.reference], Outcome(one.outcome), one.remark or payload.remark)
            for one in payload.decisions
        ]
        together.decide_together(decisions, actor=actor, on=today(), ballot=payload.ballot())

    return _together(request, key, (one.reference for one in payload.decisions), do)


@router.post(
    "/together/questions",
    response={200: Sent, **NO},
    auth=Token(*DECIDERS),
    summary="Over meer dossiers hetzelfde vragen",
)
def ask_several(request: HttpRequest, payload: QuestionsIn, key: str | None = KEY) -> HttpResponse:
    """Stelt dezelfde vraag bij elk dossier, alles of niets."""
    return _together(
        request,
        key,
        payload.references,
        lambda actor, keys: together.ask_together(
            list(keys.values()), actor=actor, on=today(), items=payload.items
        ),
    )


@router.post(
    "/together/judgements",
    response={200: Sent, **NO},
    auth=Token(*DECIDERS),
    summary="Een onderneming in meer dossiers samen beoordelen",
)
def judge_several(request: HttpRequest, payload: CompanyJudgementsIn, key: str | None = KEY) -> HttpResponse:
    """Bewaart dezelfde oordelen over de onderneming in al deze dossiers van haar, alles of niets."""
    judgements = judgements_of(payload.judgements)
    return _together(
        request,
        key,
        payload.references,
        lambda actor, keys: together.judge_together(
            list(keys.values()), actor=actor, on=today(), judgements=judgements
        ),
    )


def _together(
    request: HttpRequest,
    key: str | None,
    references: Iterable[str],
    do: Callable[[Actor, dict[str, int]], Any],
) -> HttpResponse:
    """Does it on the cases that the actor sees, once for a key; a refusal names the case of each reason."""
    actor, asked = actor_of(request), list(dict.fromkeys(references))
    rows = visible_to(actor).filter(reference__in=asked)
    keys = dict(rows.values_list("reference", "pk"))
    if len(keys) < len(asked):
        raise Application.DoesNotExist

    def act() -> Sent:
        do(actor, keys)
        cases = Application.objects.only("reference", "state").filter(pk__in=keys.values())
        return Sent(applications=[done(one) for one in cases.order_by("pk")])

    try:
        found: JsonResponse = answered(request, key, act)
    except RefusedTogether as refused:
        return _refused(refused, {pk: reference for reference, pk in keys.items()})
    return found


def _refused(refused: RefusedTogether, names: dict[int, str]) -> HttpResponse:
    """Every reason of every case; `field` is the reference of the case."""
    reasons = [
        Reason(code=code, words=words_of(code), field=names[pk])
        for pk, codes in refused.reasons.items()
        for code in codes
    ]
    return problem(409 if any(one.code == WRONG_STATE for one in reasons) else 422, reasons)
