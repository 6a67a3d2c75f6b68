"""Who is named as a mentor, checked before anything is kept: the number, and what rules somebody out."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duaal.casework.recognition.facts import Derogation, MentorFacts
from duaal.casework.recognition.models import MentorPosition
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.naming import Obstacle, obstacles_to_naming
from duaal.foundation.kernel.identifiers import WrongIdentifier, national_number
from duaal.foundation.kernel.sentences import sentence


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A national number that exists, with the birth date in it."""

    number: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class Named:
    """What a company says of a mentor whom it names today."""

    birth_date: date
    position: str
    experience_since: date
    extract_model: str
    extract_issued_on: date
    prior_training: str = ""
    derogation_asked: str = ""
    employer_number: str = ""

    def facts(self, *, on: date) -> MentorFacts:
        """The mentor as the rules look at one who is named on the day."""
        return MentorFacts(
            birth_date=self.birth_date,
            named_on=on,
            experience_since=self.experience_since,
            prior_training_proof=bool(self.prior_training.strip()),
            extract_model=self.extract_model,
            extract_issued_on=self.extract_issued_on,
            inside_undertaking=self.position != MentorPosition.OUTSIDE,
        )


def checked_number(typed: str) -> CheckedNumber:
    """The national number of a mentor; `ValidationError` when it does not exist or holds no birth date."""
    try:
        checked = national_number(typed)
    except WrongIdentifier as wrong:
        raise ValidationError(sentence(wrong)) from wrong
    if checked.birth_date is None:
        raise ValidationError(_("In dit rijksregisternummer staat geen geboortedatum. Bel het partnerschap."))
    return CheckedNumber(checked.number, checked.birth_date)


def what_rules_out(named: Named, *, on: date, law: RecognitionLaw) -> tuple[Obstacle, ...]:
    """What no partnership can accept of this mentor on the day; empty when one can judge."""
    asked = Derogation(named.derogation_asked) if named.derogation_asked else None
    return obstacles_to_naming(named.facts(on=on), asked, on, law)
