"""What software may read of one recognition, and do with it: is it free for a learner, and give it up."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import (
    companies_visible_to,
    recognition_file,
    recognitions_visible_to,
)
from duaal.casework.recognition.rules.availability import Availability, Obstacle
from duaal.casework.recognition.upkeep.labels import OBSTACLE, OBSTACLE_ADVICE
from duaal.flows.processes.availability import availability_of, company_availability
from duaal.flows.processes.giving_up import give_up
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.interfaces.api.answers import recognition_row
from duaal.interfaces.api.authentication import COMPANIES, READERS, Token
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import RecognitionOut, RemarkIn, Rule
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["erkenningen"])

NOT_READ = dict.fromkeys((401, 403, 404, 413, 422, 429), Problem)
Number = Annotated[int, Field(ge=1, le=2**53, description="nummer van de erkenning")]


class ObstacleOut(Schema):
    """A reason: its code and words, since and until when, what to do, and the rules behind it."""

    code: str
    words: str
    since: date | None
    until: date | None
    number: int | None
    advice: str
    certainty: str
    rules: list[Rule]


class AvailabilityOut(Schema):
    """Whether a place can take a learner today, with every reason."""

    recognition: int | None
    visible: bool
    takes_learner: bool
    obstacles: list[ObstacleOut]
    warnings: list[ObstacleOut]


class CompanyAvailabilityOut(Schema):
    """The recognitions of the company that count; without any, one answer that says so."""

    total: int
    taking: int
    places: list[AvailabilityOut]


class RecognitionDone(Schema):
    """The recognition after a step."""

    id: int
    state: str


def obstacle_out(one: Obstacle) -> ObstacleOut:
    return ObstacleOut(
        code=one.code,
        words=str(OBSTACLE[one.code]),
        since=one.since,
        until=one.until,
        number=one.number,
        advice=str(OBSTACLE_ADVICE[one.code]),
        certainty=one.certainty.value,
        rules=[
            Rule.model_validate({**version, "value": str(version["value"])})
            for version in as_rule_versions(one.because)
        ],
    )


def availability_out(found: Availability, recognition_id: int | None) -> AvailabilityOut:
    return AvailabilityOut(
        recognition=recognition_id,
        visible=found.visible,
        takes_learner=found.takes_learner,
        obstacles=[obstacle_out(one) for one in found.obstacles],
        warnings=[obstacle_out(one) for one in found.warnings],
    )


def done(recognition: Recognition) -> RecognitionDone:
    return RecognitionDone(id=recognition.pk, state=recognition.state)


@router.get(
    "/recognitions/{recognition_id}",
    response={200: RecognitionOut, **NOT_READ},
    auth=Token(*READERS),
    summary="Eén erkenning",
)
def recognition(request: HttpRequest, recognition_id: Number) -> RecognitionOut:
    """Een erkenning die u mag zien."""
    return recognition_row(recognition_file(request.auth, recognition_id))  # type: ignore[attr-defined]


@router.get(
    "/recognitions/{recognition_id}/availability",
    response={200: AvailabilityOut, **NOT_READ},
    auth=Token(*READERS),
    summary="Kan hier een leerling komen?",
)
def availability(request: HttpRequest, recognition_id: Number) -> AvailabilityOut:
    """Of er vandaag een overeenkomst kan op deze erkenning, met elke reden waarom niet en wat u kunt doen."""
    found = recognition_file(request.auth, recognition_id)  # type: ignore[attr-defined]
    return availability_out(availability_of(found, on=today()), found.pk)


@router.get(
    "/company/availability",
    response={200: CompanyAvailabilityOut, **NOT_READ},
    auth=Token(*COMPANIES),
    summary="Waar kan een leerling komen?",
)
def of_company(request: HttpRequest) -> CompanyAvailabilityOut:
    """Hetzelfde antwoord voor elke erkenning van uw onderneming die geldt."""
    actor = request.auth  # type: ignore[attr-defined]
    found = company_availability(companies_visible_to(actor).get(), actor=actor, on=today())
    places = [availability_out(one.answer, one.recognition.pk) for one in found.places]
    none = [availability_out(found.none, None)] if found.none else []
    return CompanyAvailabilityOut(total=len(found.places), taking=found.taking, places=places or none)


@router.post(
    "/recognitions/{recognition_id}/giving-up",
    response={200: RecognitionDone, **NO},
    auth=Token(*COMPANIES),
    summary="Een erkenning stopzetten",
)
def give_it_up(
    request: HttpRequest, recognition_id: Number, payload: RemarkIn, key: str | None = KEY
) -> JsonResponse:
    """Zet de erkenning vandaag stop. Dat kan niet zolang er een overeenkomst zonder einddatum loopt."""

    def act() -> RecognitionDone:
        actor = request.auth  # type: ignore[attr-defined]
        pk = recognitions_visible_to(actor).only("pk").get(pk=recognition_id).pk
        return done(give_up(pk, actor=actor, on=today(), remark=payload.remark))

    return answered(request, key, act)
