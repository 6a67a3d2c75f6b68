"""What the rules on learners look at: frozen facts, without a database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.school_calendar import SchoolCalendar


class Route(StrEnum):
    """Route (`traject`): the dual programme itself, or the start-up phase before it (`aanloopfase`)."""

    DUAL = "dual"
    STARTUP = "startup"


class Population(StrEnum):
    """Whether the learner is a pupil (`leerling`) or a student of adult education (`cursist`)."""

    SECONDARY = "secondary"
    ADULT = "adult"


class SpecialForm(StrEnum):
    """Form of special secondary education (`opleidingsvorm`); none for ordinary education."""

    OV3 = "ov3"
    OV4 = "ov4"


class Origin(StrEnum):
    """Where the learner comes from (`herkomst`), as far as admission asks it."""

    FLEMISH_SECONDARY = "flemish_secondary"
    OUTSIDE = "outside"
    OTHER_COMMUNITY = "other_community"
    BUSO = "buso"
    STARTUP_SAME_PROGRAMME = "startup_same_programme"
    SAME_PROGRAMME_LOWER_YEAR = "same_programme_lower_year"


class CouncilDecision(StrEnum):
    """Decision of the admission class council (`toelatingsklassenraad`)."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"


class Advice(StrEnum):
    """Advice on readiness and willingness to learn at work (`advies arbeidsrijp en arbeidsbereid`)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Seat(StrEnum):
    """Who sits in a class council (`klassenraad`)."""

    CHAIR = "chair"
    TEACHERS = "teachers"
    COUNSELLOR = "counsellor"
    MENTOR = "mentor"


class Relation(StrEnum):
    """What somebody is to the learner whom he represents (`band met de leerling`)."""

    PARENT = "parent"
    LEGAL_GUARDIAN = "legal_guardian"
    FOSTER_CARER = "foster_carer"
    OTHER = "other"


class Ground(StrEnum):
    """On what the right to represent a learner stands (`grond van de vertegenwoordiging`)."""

    PARENTAL_AUTHORITY = "parental_authority"
    COURT = "court"
    GUARDIANSHIP = "guardianship"
    FOSTER_CARE = "foster_care"


@dataclass(frozen=True, slots=True)
class AdmissionFacts:
    """One learner at the door of one programme (`toelating`), on the day of entry."""

    year: int
    birth_date: date
    route: Route = Route.DUAL
    special_form: SpecialForm | None = None
    first_two_years_followed: bool = True
    prior_education_met: bool = True
    origin: Origin = Origin.FLEMISH_SECONDARY
    council_decision: CouncilDecision | None = None
    council_seats: tuple[Seat, ...] = ()
    advice: Advice | None = None
    serious_reason: bool = False
    previous_council_advice: bool = False
    clb_advice: bool = False
    board_permission: bool = False
    vdab_advice: Advice | None = None
    programme_min_age: int | None = None
    programme_offered: bool = True


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """One search for a workplace (`zoektocht`): where its count starts and what of the year is used.

    Either `first_day`, the first lesson attended, or `ended_on`, the last day of the agreement before it,
    when no attendance is recorded. `days_used_before` are the days of the same school year.
    """

    first_day: date | None = None
    ended_on: date | None = None
    extended: bool = False
    special_education: bool = False
    days_used_before: int = 0
    population: Population = Population.SECONDARY
    calendar: SchoolCalendar = SchoolCalendar()
