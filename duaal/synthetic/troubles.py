"""What can be wrong with a request, so that an officer has something to find: one trouble per case at most.

Each trouble names the condition that fails, what an officer writes when it is refused, and what makes the
facts of the case so. The facts agree with the rules of recognition: the rules find the same condition.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from duaal.casework.recognition.models import Derogation
from duaal.foundation.kernel.anniversary import add_years


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong. `on_mentor` tells whether the condition is one of a mentor."""

    code: str
    condition: str
    reason: str
    on_mentor: bool = True


OLD_EXTRACT = Trouble("old_extract", "M1", "Het uittreksel is te oud op de dag van de aanwijzing.")
LITTLE_EXPERIENCE = Trouble("little_experience", "M3", "De mentor heeft te weinig ervaring in het beroep.")
DEROGATION = Trouble("derogation", "M3", "De vooropleiding gaat niet over dit beroep: geen afwijking.")
OUTSIDE = Trouble("outside", "M5", "De mentor werkt niet in de onderneming.")
CONVICTION = Trouble(
    "conviction", "U3", "De veroordeling gaat over de arbeidswetgeving en telt mee.", on_mentor=False
)
NOT_EQUIPPED = Trouble(
    "not_equipped",
    "U1",
    "Op de vestiging ontbreken machines om het opleidingsplan uit te voeren.",
    on_mentor=False,
)
TROUBLES = (OLD_EXTRACT, LITTLE_EXPERIENCE, DEROGATION, OUTSIDE, CONVICTION, NOT_EQUIPPED)
BY_CODE = {trouble.code: trouble for trouble in TROUBLES}

CONVICTION_REMARK = "Boete in 2019 voor een laattijdige aangifte. We vragen om dit niet mee te tellen."
PRIOR_TRAINING = "Diploma secundair onderwijs in dezelfde richting, met stage."
FEW_YEARS = 3
TOO_OLD = timedelta(days=420)


def extract_issued_on(trouble: str, named_on: date, pk: int) -> date:
    """The day of the extract: some weeks before the naming, or far too long."""
    if trouble == OLD_EXTRACT.code:
        return named_on - TOO_OLD
    return named_on - timedelta(days=3 + pk % 60)


def experience_since(trouble: str, usual: date, named_on: date) -> date:
    """The day since which the mentor is in the occupation."""
    if trouble in (LITTLE_EXPERIENCE.code, DEROGATION.code):
        return add_years(named_on, -FEW_YEARS)
    return usual


def derogation_asked(trouble: str) -> str:
    return (Derogation.EXPERIENCE if trouble == DEROGATION.code else Derogation.NONE).value


def prior_training(trouble: str) -> str:
    return PRIOR_TRAINING if trouble == DEROGATION.code else ""
