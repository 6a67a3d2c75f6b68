"""What goes in and out of the API about training plans."""

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from duaal.interfaces.api.schemas import NO_NUL, Code, Day, Given, Rule

Trajectory = Annotated[int, Field(ge=1, le=2**53, description="nummer van het traject")]
Key = Annotated[int, Field(ge=1, le=2**53)]
Said = Annotated[str, Field(max_length=8000, pattern=NO_NUL)]
Minutes = Annotated[int, Field(ge=0, le=10080)]
Lessons = Annotated[int, Field(ge=0, le=168)]


class CompetenceOut(Schema):
    number: int
    code: str
    name: str
    vocational: bool
    valid_from: date
    valid_to: date | None
    certainty: str
    synthetic: bool


class LineOut(Schema):
    """One competence; `place` is the number of a recognition, `mentor` that of an assignment."""

    competence: str
    name: str
    venue: str
    place: int | None
    mentor: int | None
    starts_on: date
    ends_on: date
    reached_on: date | None


class WeeksOut(Schema):
    number: int
    place: int | None
    starts_on: date
    ends_on: date
    real_minutes: int
    simulated_minutes: int
    lessons: int


class EvaluationOut(Schema):
    number: int
    planned_on: date
    form: str


class OptionOut(Schema):
    venue: str
    place: int | None


class PlanFindingOut(Schema):
    """What is missing (`blocks`) or draws attention; `options` where a competence could be learned."""

    code: str
    subject: str
    blocks: bool
    options: list[OptionOut]


class PlanOut(Schema):
    """One version. `findings` and `rules` only for the school."""

    version: int
    fixed_on: date | None
    content_hash: str
    reason: str
    starts_on: date
    ends_on: date
    texts: dict[str, str]
    lines: list[LineOut]
    weeks: list[WeeksOut]
    evaluations: list[EvaluationOut]
    complete: bool | None
    findings: list[PlanFindingOut]
    rules: list[Rule]


class PlanDone(Schema):
    trajectory: int
    version: int
    fixed_on: date | None
    content_hash: str


class PeriodIn(Given):
    starts_on: Day
    ends_on: Day
    place: Key | None = None


class LinesIn(Given):
    """Where and when these competences are learned; without days their periods stay."""

    competences: Annotated[list[Code], Field(min_length=1, max_length=200)]
    venue: Literal["school", "workplace", "both", "centre"]
    place: Key | None = None
    mentor: Key | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class WeeksIn(Given):
    starts_on: Day
    ends_on: Day
    place: Key | None = None
    real_minutes: Minutes = 0
    simulated_minutes: Minutes = 0
    lessons: Lessons = 0


class MomentIn(Given):
    planned_on: Day
    form: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""


class TextsIn(Given):
    """The period and the agreements in words; a text that is left out stays as it is."""

    starts_on: Day
    ends_on: Day
    contact_moments: Said | None = None
    evaluation_form: Said | None = None
    extra_guidance: Said | None = None
    adjustments: Said | None = None
    adjustments_at_work: Said | None = None
    safety: Said | None = None
    prior_competences: Said | None = None


class FixIn(Given):
    reason: Said = ""


class MoveIn(Given):
    lost: Key
    to: Key | None = None
    from_day: Day


class ReachedIn(Given):
    competence: Code
    reached_on: Day


class TakenBackIn(Given):
    competence: Code


class GapIn(Given):
    competence: Code
    reason: Said = ""


class GapOut(Schema):
    number: int
    competence: str
    name: str
    since: date
    reason: str
