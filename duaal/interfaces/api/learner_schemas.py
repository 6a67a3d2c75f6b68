"""What goes in and out around a learner. A national number goes in, never out."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from duaal.casework.trajectories.actions.enrolment import Entry, WhoIsIt
from duaal.casework.trajectories.facts import CouncilDecision, Origin, Route, Seat, SpecialForm
from duaal.casework.trajectories.models import Item
from duaal.casework.trajectories.models.advice import Adviser
from duaal.casework.trajectories.states import Destination
from duaal.interfaces.api.schemas import NO_NUL, Code, Given, Long, Remark, Rule

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2100, 12, 31), description="YYYY-MM-DD")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]
Email = Annotated[
    str, Field(max_length=254, pattern=r"^([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?$")
]


class PersonIn(Given):
    given_name: Name
    family_name: Name
    birth_date: Day
    national_number: Annotated[
        str, Field(max_length=20, pattern=r"^([0-9 .-]{11,20})?$", json_schema_extra={"writeOnly": True})
    ] = ""
    email: Email = ""

    def who(self) -> WhoIsIt:
        return WhoIsIt(self.given_name, self.family_name, self.birth_date, self.national_number, self.email)


class EntryIn(Given):
    """What the school declares on entry; every default is what holds for most learners."""

    year: Annotated[int, Field(ge=1, le=7)] | None = None
    route: Route = Route.DUAL
    special_form: SpecialForm | None = None
    origin: Origin = Origin.FLEMISH_SECONDARY
    first_two_years_followed: bool = True
    prior_education_met: bool = True
    council_decision: CouncilDecision | None = None
    council_seats: Annotated[list[Seat], Field(max_length=4)] = []
    serious_reason: bool = False
    previous_council_advice: bool = False
    clb_advice: bool = False

    def entry(self, guardians: tuple[WhoIsIt, ...] = ()) -> Entry:
        given = self.dict(include=set(EntryIn.model_fields))
        given["council_seats"] = tuple(given["council_seats"])
        return Entry(**given, guardians=guardians)


class EnrolIn(EntryIn):
    """A learner, a programme of the school, and what is declared on entry."""

    learner: PersonIn
    programme: Code
    guardians: Annotated[list[PersonIn], Field(max_length=4)] = []


class FirstLessonIn(Given):
    first_lesson_on: Day
    school_hours: Annotated[int, Field(ge=0, le=99)] | None = None


class AdviceIn(Given):
    given_on: Day
    given_by: Adviser
    is_willing: bool
    is_ready: bool
    remark: Remark = ""


class OpinionIn(Given):
    item: Item
    finding: Long


class ScreeningIn(Given):
    screened_on: Day
    instrument: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    opinions: Annotated[list[OpinionIn], Field(min_length=1, max_length=6)]


class CouncilIn(Given):
    """The decision on the newest screening: the start-up part when positive, where to when negative."""

    is_positive: bool
    startup_part: Annotated[str, Field(max_length=4000, pattern=NO_NUL)] = ""
    destination: Destination | None = None


class ExtensionIn(Given):
    ground: Long


class LeaveIn(Given):
    destination: Destination
    reason: Long


class FinishIn(Given):
    """The decision of the class council at the end: who sat in it, and on what it stands."""

    seats: Annotated[list[Seat], Field(min_length=1, max_length=4)]
    motivation: Long


class SiteIn(Given):
    """The recognised place of the training plan where the learner goes on."""

    recognition: Annotated[int, Field(ge=1, le=2**53)]
    since: Day


class FreeDaysIn(Given):
    school_year: Annotated[int, Field(ge=2020, le=2099)]
    free_days: Annotated[list[Day], Field(max_length=60)]


class LearnerOut(Schema):
    """A learner in one programme; never with a national number."""

    id: int
    learner: str
    given_name: str
    family_name: str
    birth_date: date
    programme_code: str
    programme_name: str
    state: str
    state_words: str
    route: str
    population: str
    special_form: str
    year: int | None
    enrolled_on: date | None
    first_lesson_on: date | None
    screen_by: date | None
    ended_on: date | None
    destination: str
    notes: list[str]


class LearnerPage(Schema):
    items: list[LearnerOut]
    next: str | None


class ClockOut(Schema):
    """The days to find a workplace. Without a search that runs everything is null or false."""

    runs: bool
    first_day: date | None
    last_day: date | None
    days_left: int | None
    is_over: bool
    is_extended: bool
    days_used_before: int
    calendar_version: int | None
    certainty: str | None
    rules: list[Rule]


class LearnerChangeOut(Schema):
    """A step on a trajectory: what, when, and the state after it."""

    cursor: int
    id: int
    step: str
    words: str
    on: date
    from_state: str
    to_state: str


class LearnerChangePage(Schema):
    """`next` is to be sent as `since` the next time, now or later."""

    items: list[LearnerChangeOut]
    next: int
    has_more: bool


class CalendarOut(Schema):
    school_year: int
    version: int
    free_days: list[date]
