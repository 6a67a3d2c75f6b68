"""Facts on which an agreement is decided: what the rules may know, and nothing else.

Hours are kept in minutes, lessons as a number; what is not known is None.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.casework.recognition.facts import LegalBasis, Region
from duaal.foundation.kernel.period import Period


class Kind(StrEnum):
    """Kind of agreement (`soort overeenkomst`); `LOCAL` is a contract of the place, outside the decrees."""

    LOCAL = "LOCAL"
    SAO = "SAO"
    DAO = "DAO"
    OAO = "OAO"
    ODOW = "ODOW"
    ODOS = "ODOS"
    ODO = "ODO"


class Population(StrEnum):
    """Who learns: in secondary education (`leerling`) or in adult education (`cursist`)."""

    SECONDARY = "secondary"
    ADULT = "adult"

    @property
    def legal_basis(self) -> LegalBasis:
        return LegalBasis.D2016 if self == Population.SECONDARY else LegalBasis.D2022


class Form(StrEnum):
    """Form of education that changes a rule: special education (`OV3`, `OV4`), or the 7th year."""

    ORDINARY = "ordinary"
    OV3 = "ov3"
    OV4 = "ov4"
    SEVENTH_YEAR = "seventh_year"


class Party(StrEnum):
    """Who acts, signs or is told; `BODY` decides on recognitions, `PARTNERSHIP` is the Flemish one."""

    LEARNER = "learner"
    REPRESENTATIVE = "representative"
    COMPANY = "company"
    PROVIDER = "provider"
    COUNSELLOR = "counsellor"
    BODY = "body"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True, slots=True)
class WeekBlock:
    """A stretch of time in which every week is planned alike (`weekblok`).

    `real` and `simulated` are the minutes a week at a real and at a simulated workplace, `lessons` the number
    of lessons or equivalent activities. Blocks that overlap add up.
    """

    period: Period
    real: int = 0
    simulated: int = 0
    lessons: int = 0

    def __post_init__(self) -> None:
        if self.period.last is None:
            raise ValueError(f"a block from {self.period.first} needs a last day")
        if min(self.real, self.simulated, self.lessons) < 0:
            raise ValueError("a block cannot have fewer than no hours")


@dataclass(frozen=True, slots=True)
class RecognisedPlace:
    """A recognition of the company: for one programme at one establishment, under one decree.

    `period` ends on the day before a withdrawal takes effect, or on its last day of validity.
    """

    establishment: str
    programme: str
    period: Period
    legal_basis: LegalBasis = LegalBasis.D2016


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What the kind of one agreement follows from.

    `concluded_on` is the day of the last signature, or today as long as there is none. `part_time_asked`: the
    parties want a part-time contract (`deeltijdse arbeidsovereenkomst`), which `maribel_or_143` allows: an
    employer in scope of the Social Maribel or in joint committee 143. `works_there` says that an adult
    is an employee of the company, under a contract that is not suspended and in working time. `lower_minimum`
    are the minutes that the Government set for a programme instead of the general minimum.
    """

    population: Population
    concluded_on: date
    period: Period
    blocks: tuple[WeekBlock, ...]
    establishment: str = ""
    programme: str = ""
    recognitions: tuple[RecognisedPlace, ...] = ()
    region: Region = Region.FLANDERS
    equivalent_recognition: bool | None = None
    simulated_in_school: bool = False
    dual: bool = True
    part_time_vocational: bool = False
    maribel_or_143: bool = False
    part_time_asked: bool = False
    works_there: bool = False
    alternating_status: bool = True
    form: Form = Form.ORDINARY
    company_week: int | None = None
    lower_minimum: int | None = None
    provider_teaches_adults_only: bool = False

    def __post_init__(self) -> None:
        if self.period.last is None:
            raise ValueError("an agreement has a last day")
        if outside := [block for block in self.blocks if not self.period.covers(block.period)]:
            first = outside[0].period
            raise ValueError(f"the block from {first.first} to {first.last} lies outside the agreement")
