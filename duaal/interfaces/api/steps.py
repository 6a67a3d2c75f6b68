"""What software may do: apply, answer, withdraw; for a partnership ask, judge, grant, refuse."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Router, Schema

from duaal.casework.recognition.actions import handling, judging
from duaal.casework.recognition.assessing import law_of
from duaal.casework.recognition.extracts import wrong_extract
from duaal.casework.recognition.facts import MentorFacts
from duaal.casework.recognition.models import Application, MentorAssignment
from duaal.casework.recognition.queries import visible_to
from duaal.foundation.accounts.repetition import once
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.applying import send
from duaal.interfaces.api.authentication import APPLICANTS, DECIDERS, Token
from duaal.interfaces.api.files import upload, upload_if_given
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import (
    AnswerIn,
    DecisionIn,
    Done,
    ExtractIn,
    GrantIn,
    JudgementIn,
    JudgementsIn,
    PaperIn,
    QuestionIn,
    RemarkIn,
    RequestIn,
    Sent,
)

router = Router(tags=["stappen"])

NO = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Problem)
KEY: Any = Header(
    None,
    alias="Idempotency-Key",
    pattern=r"^[A-Za-z0-9_.:-]{8,100}$",
    description="Een sleutel die u zelf kiest. Dezelfde vraag met dezelfde sleutel geeft 24 uur lang "
    "hetzelfde antwoord en gebeurt maar één keer.",
)


def answered(
    request: HttpRequest, key: str | None, do: Callable[[], Schema], *, status: int = 200
) -> JsonResponse:
    """Does the step, once for a key, and answers it."""

    def act() -> tuple[int, dict[str, Any]]:
        return status, do().model_dump(mode="json")

    if key is None:
        with transaction.atomic():
            code, body = act()
    else:
        asked = b"\n".join((str(request.method).encode(), request.path.encode(), request.body))
        code, body = once(request.api_token, key, asked, act, at=timezone.now())  # type: ignore[attr-defined]
    return JsonResponse(body, status=code)


def check_extracts(application_id: int, extracts: Sequence[handling.NewExtract], *, on: date) -> None:
    """Refuses an extract that no partnership can accept before anything is kept, as the page does."""
    named = {
        one.pk: one
        for one in MentorAssignment.objects.select_related("person", "application__partnership").filter(
            application_id=application_id
        )
    }
    wrong = {}
    for number, extract in enumerate(extracts):
        assignment = named.get(extract.assignment_id)
        if assignment is None:
            continue  # the step itself tells that this mentor belongs to another case
        facts = MentorFacts(
            birth_date=assignment.person.birth_date,
            named_on=assignment.named_on,
            experience_since=assignment.experience_since,
            extract_model=extract.model,
            extract_issued_on=extract.issued_on,
        )
        found = wrong_extract(facts, on, law_of(assignment.application))
        if found is not None:
            field, words = found
            wrong[f"extracts.{number}.{field.removeprefix('extract_')}"] = [words]
    if wrong:
        raise ValidationError(wrong)


def new_extracts(extracts: Sequence[ExtractIn], *, on: date) -> list[handling.NewExtract]:
    """The extracts of an answer, with their files. Raises `ValidationError` for a wrong one."""
    found = []
    for number, one in enumerate(extracts):
        file = upload_if_given(one.file, f"extracts.{number}.file", on=on)
        name, data = (file.name, file.data) if file else ("", b"")
        found.append(handling.NewExtract(one.mentor, one.model, one.issued_on, name, data))
    return found


def new_papers(papers: Sequence[PaperIn], *, on: date) -> list[handling.NewPaper]:
    """The documents of the undertaking of an answer. Raises as above."""
    found = []
    for number, one in enumerate(papers):
        file = upload(one.file, f"papers.{number}.file", on=on)
        found.append(handling.NewPaper(one.kind, file.name, file.data))
    return found


def judgements_of(said: Sequence[JudgementIn]) -> list[judging.Judgement]:
    """The verdicts for the action; raises `ValidationError` when a condition stands there twice."""
    judgements = [
        judging.Judgement(
            condition=one.condition,
            verdict=one.verdict,
            reason=one.reason,
            assignment_id=one.mentor,
            extract_entries=one.extract_entries,
            proof=one.proof,
        )
        for one in said
    ]
    if len({(one.condition, one.assignment_id) for one in judgements}) < len(judgements):
        raise ValidationError(
            {"judgements": _("Een voorwaarde staat twee keer in uw vraag. Laat er een weg.")}
        )
    return judgements


def done(application: Application) -> Done:
    return Done(reference=application.reference, state=application.state)


def key_of(request: HttpRequest, reference: str) -> int:
    """The row of a reference that the actor may see; raises `Application.DoesNotExist` for others."""
    return visible_to(request.auth).only("pk").get(reference=reference).pk  # type: ignore[attr-defined]


@router.post(
    "/requests",
    response={201: Sent, **NO},
    auth=Token(*APPLICANTS, with_files=True),
    summary="Erkenningen aanvragen",
)
def apply(request: HttpRequest, payload: RequestIn, key: str | None = KEY) -> JsonResponse:
    """Vraagt in één keer erkenningen aan. Per opleiding en vestiging komt er een dossier. Alles of niets."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> Sent:
        return Sent(applications=[done(one) for one in send(payload, actor=actor, on=today())])

    return answered(request, key, act, status=201)


@router.post(
    "/applications/{reference}/answer",
    response={200: Done, **NO},
    auth=Token(*APPLICANTS, with_files=True),
    summary="Een vraag beantwoorden",
)
def answer(
    request: HttpRequest, reference: Reference, payload: AnswerIn, key: str | None = KEY
) -> JsonResponse:
    """Beantwoordt de open vraag van het partnerschap, met nieuwe uittreksels en stukken als dat moet."""

    def act() -> Done:
        pk, actor, on = key_of(request, reference), request.auth, today()  # type: ignore[attr-defined]
        extracts = new_extracts(payload.extracts, on=on)
        check_extracts(pk, extracts, on=on)
        papers = new_papers(payload.papers, on=on)
        return done(
            handling.answer(pk, actor=actor, on=on, text=payload.text, extracts=extracts, papers=papers)
        )

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/withdrawal",
    response={200: Done, **NO},
    auth=Token(*APPLICANTS),
    summary="Een aanvraag intrekken",
)
def withdraw(
    request: HttpRequest, reference: Reference, payload: RemarkIn, key: str | None = KEY
) -> JsonResponse:
    """Trekt een aanvraag in waarover nog niet beslist is."""

    def act() -> Done:
        pk, actor = key_of(request, reference), request.auth  # type: ignore[attr-defined]
        return done(handling.withdraw(pk, actor=actor, on=today(), remark=payload.remark))

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/question",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een aanvulling vragen",
)
def ask(
    request: HttpRequest, reference: Reference, payload: QuestionIn, key: str | None = KEY
) -> JsonResponse:
    """Vraagt de onderneming wat er ontbreekt."""

    def act() -> Done:
        pk, actor = key_of(request, reference), request.auth  # type: ignore[attr-defined]
        return done(handling.ask(pk, actor=actor, on=today(), items=payload.items))

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/judgements",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Voorwaarden beoordelen",
)
def judge(
    request: HttpRequest, reference: Reference, payload: JudgementsIn, key: str | None = KEY
) -> JsonResponse:
    """Bewaart het oordeel over voorwaarden. Een oordeel van voordien wordt vervangen."""
    judgements = judgements_of(payload.judgements)

    def act() -> Done:
        pk, actor = key_of(request, reference), request.auth  # type: ignore[attr-defined]
        return done(judging.judge(pk, actor=actor, on=today(), judgements=judgements))

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/grant",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een erkenning toekennen",
)
def grant(
    request: HttpRequest, reference: Reference, payload: GrantIn, key: str | None = KEY
) -> JsonResponse:
    """Kent de erkenning toe, vanaf vandaag."""

    def act() -> Done:
        pk, actor = key_of(request, reference), request.auth  # type: ignore[attr-defined]
        handling.grant(
            pk,
            actor=actor,
            on=today(),
            remark=payload.remark,
            ballot=payload.ballot(),
            covered=payload.covered,
        )
        return done(Application.objects.get(pk=pk))

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/refusal",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een erkenning weigeren",
)
def refuse(
    request: HttpRequest, reference: Reference, payload: DecisionIn, key: str | None = KEY
) -> JsonResponse:
    """Weigert de erkenning; elke voorwaarde die niet voldaan is, is een reden."""

    def act() -> Done:
        pk, actor = key_of(request, reference), request.auth  # type: ignore[attr-defined]
        refused = handling.refuse(pk, actor=actor, on=today(), remark=payload.remark, ballot=payload.ballot())
        return done(refused)

    return answered(request, key, act)
