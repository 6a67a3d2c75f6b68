"""The things of the invented Flanders, before they become rows. Plain objects that point to one another.

`pk` is 0 until the rows are numbered (`numbering.py`); a case is an application with what came of it.
"""

from dataclasses import dataclass, field
from datetime import date

from duaal.casework.recognition.states import (
    ApplicationKind,
    ApplicationState,
    RecognitionState,
)
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.anniversary import full_years
from duaal.synthetic.deeds import Deed
from duaal.synthetic.keeping import Kept
from duaal.synthetic.measures import Measures
from duaal.synthetic.meeting import Contacted, Offered
from duaal.synthetic.schooling import School
from duaal.synthetic.surroundings import PostalPlace, Town, Training

REFUSALS = frozenset(
    {ApplicationState.REFUSED, ApplicationState.REFUSED_FINAL, ApplicationState.REFUSED_UNDER_APPEAL}
)


@dataclass(slots=True, eq=False)
class Someone:
    """A person, with an invented national number in clear: it is encrypted when it is loaded.

    Pupils of secondary education and their parents have none.
    """

    given_name: str
    family_name: str
    birth_date: date
    national_number: str
    pk: int = 0

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(slots=True, eq=False)
class Guide:
    """A mentor of one company: since when in the occupation, and the training if followed."""

    person: Someone
    position: str
    experience_since: date
    sector: str
    trained_on: date | None = None


@dataclass(slots=True)
class Vacancy:
    """Nobody works at a recognition since a day: its last mentor left on the day before, or lapsed.

    `over_on` and `alerted_on` are the days on which the term was over and the department was told.
    """

    since: date
    left_on: date | None = None
    over_on: date | None = None
    alerted_on: date | None = None


@dataclass(slots=True, eq=False)
class Place:
    """A site of a company."""

    company: "Undertaking"
    number: str
    name: str
    street: str
    postal: PostalPlace
    town: Town
    opened_on: date
    closed_on: date | None = None
    pk: int = 0


@dataclass(slots=True)
class Belonging:
    """A membership of a joint committee, open-ended or until a day."""

    committee: str
    valid_from: date
    valid_to: date | None = None


@dataclass(slots=True, eq=False)
class Undertaking:
    """A company with everything that hangs on it. `provinces` are those of its recognised sites."""

    number: str
    name: str
    trade_name: str
    is_natural_person: bool
    sectors: tuple[str, ...]
    provinces: tuple[str, ...]
    started_on: date
    belongings: list[Belonging]
    seat: Town | None = None
    ended_on: date | None = None
    sites: list[Place] = field(default_factory=list)
    representatives: list[Someone] = field(default_factory=list)
    guides: list[Guide] = field(default_factory=list)
    cases: list["Case"] = field(default_factory=list)
    pk: int = 0

    @property
    def sector(self) -> str:
        return self.sectors[0]

    @property
    def committee(self) -> str | None:
        """The joint committee that its requests name."""
        return self.belongings[0].committee if self.belongings else None


@dataclass(slots=True)
class Asked:
    """A question for missing items and its answer."""

    items: str
    asked_on: date
    due_on: date
    answer: str = ""
    answered_on: date | None = None
    reminded_on: date | None = None


@dataclass(slots=True, eq=False)
class Case:
    """One request for recognition: one programme at one site, with what came of it.

    `valid_to` is the last day of the term of a granted one; `ended_on` its last day when it ended earlier.
    `closed_on` is the day of the decision or of the end without one. Of `is_recent` cases the conditions were
    judged one by one; `trouble` is what is wrong in a living or refused one (see `living.py`).
    A renewal names the one that it `follows`, and
    once granted that one names it (`renewed_by`). `refused_on` is the day of a refusal that an appeal
    annulled: the recognition then begins on `decided_on`. `deeds` and `request_deeds` are the steps beyond
    the usual ones on the recognition and on the request, in the order of their days. `barred` is a mentor
    whom a sanction took away, while another goes on.
    """

    company: Undertaking
    site: Place
    programme: Training
    received_on: date
    state: ApplicationState
    partnership: str = ""
    committee: str | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    deadline_on: date | None = None
    flag: str = ""
    flagged_on: date | None = None
    outcome: RecognitionState | None = None
    valid_to: date | None = None
    ended_on: date | None = None
    guides: tuple[Guide, ...] = ()
    questions: tuple[Asked, ...] = ()
    trouble: str = ""
    is_recent: bool = False
    submitted_by: int | None = None
    kind: ApplicationKind = ApplicationKind.NEW
    follows: "Case | None" = None
    renewed_by: "Case | None" = None
    final_on: date | None = None
    refused_on: date | None = None
    vacancy: Vacancy | None = None
    notice_months: int | None = None
    end_alerted_on: date | None = None
    deeds: list[Deed] = field(default_factory=list)
    request_deeds: list[Deed] = field(default_factory=list)
    barred: Guide | None = None
    barred_on: date | None = None
    pk: int = 0
    recognition_pk: int = 0
    first_assignment: int = 0

    @property
    def was_refused(self) -> bool:
        """Whether the partnership refused it, also when an appeal changed that."""
        return self.state in REFUSALS or self.refused_on is not None

    @property
    def last_day(self) -> date:
        """The last day of a granted recognition."""
        last = self.ended_on or self.valid_to
        if last is None:
            raise ValueError("only a granted case has a last day")
        return last

    def is_valid_on(self, day: date) -> bool:
        return (
            self.decided_on is not None
            and self.outcome is not None
            and self.decided_on <= day <= self.last_day
        )


@dataclass(slots=True, eq=False)
class Contract:
    """An agreement of a learner at a recognised site. `starts_on` None: it never started, or not everybody
    signed; `kept` is its file when it is kept on the platform.
    """

    case: Case
    kind: str
    concluded_on: date
    starts_on: date | None
    planned_end_on: date
    ended_on: date | None
    learner: int = 0
    school: School | None = None
    end_reason: str = ""
    kept: Kept | None = None
    pk: int = 0

    @property
    def last_day(self) -> date:
        return self.ended_on or self.planned_end_on


@dataclass(slots=True, eq=False)
class DemoUser:
    """An account for visitors of the demo: its person, and in which capacities it acts (role,
    organisation).
    """

    email: str
    description: str
    person: Someone
    capacities: tuple[tuple[Role, str], ...] = ()
    company: Undertaking | None = None
    pk: int = 0


@dataclass(slots=True)
class Looking:
    """The days to find a workplace of one pupil: from day 1 on, stopped or not."""

    first_day: date
    last_day: date | None
    warn_on: date | None = None
    expired_on: date | None = None
    stopped_on: date | None = None
    days_used: int | None = None
    days_used_before: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One step on the trajectory of a pupil. `target` None: the state stays."""

    step: str
    target: str | None
    on: date
    by_rule: bool = False


@dataclass(slots=True, eq=False)
class Pupil:
    """A learner in one programme at one school, with what happened so far. `learner` is the number behind
    `number`.
    """

    person: Someone
    number: str
    school: School
    programme: Training
    year: int | None
    route: str
    state: str
    enrolled_on: date
    origin: str
    first_lesson_on: date | None = None
    screen_by: date | None = None
    searches: list[Looking] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    parents: tuple[Someone, ...] = ()
    ended_on: date | None = None
    destination: str = ""
    email: str = ""
    home: PostalPlace | None = None
    street: str = ""
    learner: int = 0
    pk: int = 0

    def age_on(self, day: date) -> int:
        """Full years on the day."""
        return full_years(self.person.birth_date, day)


@dataclass(slots=True)
class World:
    """Everything that was invented, as of one day."""

    companies: list[Undertaking]
    contracts: list[Contract]
    users: list[DemoUser]
    cases: list[Case] = field(default_factory=list)
    persons: list[Someone] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    measures: Measures = field(default_factory=Measures)
    pupils: list[Pupil] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)
    contacts: list[Contacted] = field(default_factory=list)
