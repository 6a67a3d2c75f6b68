"""Mentors as they come in: with all details, or known already by their number; checked as on the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.renewing import KNOWN_NUMBER
from duaal.casework.recognition.answers import MentorAnswer
from duaal.casework.recognition.mentors import queries
from duaal.casework.recognition.mentors.checking import CheckedNumber, Named, checked_number, what_rules_out
from duaal.casework.recognition.mentors.naming import NewMentor, NewPerson
from duaal.casework.recognition.models import MentorPosition
from duaal.casework.recognition.rules.law import RecognitionLaw, law_on
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import Protected, masked, protect
from duaal.interfaces.api.files import upload_if_given
from duaal.interfaces.api.schemas import KnownMentorIn, MentorIn
from duaal.register.organisations.models import Company


@dataclass(frozen=True, slots=True)
class SaidMentor:
    """A mentor of one request: who, what is said, and the files; `kept_*` are files that serve again."""

    person: CheckedNumber | Person
    given_name: str
    family_name: str
    said: Named
    extract: Upload | None
    proof: Upload | None
    kept_extract: int | None = None
    kept_proof: int | None = None

    @property
    def protected(self) -> Protected:
        """The national number as it is kept."""
        if isinstance(self.person, CheckedNumber):
            return protect(self.person.number)
        known = self.person
        return Protected(bytes(known.national_number_cipher or b""), bytes(known.national_number_key or b""))

    def answer(self) -> MentorAnswer:
        """The mentor as the request form keeps it."""
        said, known = self.said, isinstance(self.person, Person)
        return MentorAnswer(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=said.birth_date,
            national_number_protected=self.protected.as_text(),
            national_number_shown=KNOWN_NUMBER
            if isinstance(self.person, Person)
            else masked(self.person.number),
            position=said.position,
            experience_since=said.experience_since,
            extract_model=said.extract_model,
            extract_issued_on=said.extract_issued_on,
            prior_training=said.prior_training,
            derogation_asked=said.derogation_asked,
            extract_document=self.kept_extract if known else None,
            prior_training_document=self.kept_proof if known else None,
            employer_number=said.employer_number,
        )

    def new_mentor(self) -> NewMentor:
        """The mentor as it is named for recognitions that exist."""
        if isinstance(self.person, Person):
            return NewMentor(self.person.pk, self.said, self.extract, self.proof)
        who = NewPerson(self.given_name, self.family_name, self.person)
        return NewMentor(who, self.said, self.extract, self.proof)


def new_one(mentor: MentorIn, field: str, *, on: date) -> SaidMentor:
    """A mentor with all details. Raises `ValidationError` on the number, the employer or a file."""
    try:
        checked = checked_number(mentor.national_number)
    except ValidationError as wrong:
        raise ValidationError({f"{field}.national_number": wrong.messages}) from wrong
    said = Named(
        birth_date=checked.birth_date,
        position=mentor.position,
        experience_since=mentor.experience_since,
        extract_model=mentor.extract_model,
        extract_issued_on=mentor.extract_issued_on,
        prior_training=mentor.prior_training.strip(),
        derogation_asked=mentor.derogation_asked,
        employer_number=_employer(mentor.position, mentor.employer_number, field, law_on(on, "")),
    )
    return SaidMentor(
        checked,
        mentor.given_name.strip(),
        mentor.family_name.strip(),
        said,
        upload_if_given(mentor.extract, f"{field}.extract", on=on),
        upload_if_given(mentor.proof, f"{field}.proof", on=on),
    )


def known_one(mentor: KnownMentorIn, field: str, *, company: Company, on: date) -> SaidMentor:
    """A mentor whom the company named before: what is left out stays as it was said last. Raises as above."""
    person = queries.persons_of(company).filter(pk=mentor.person).first()
    latest = queries.latest_of(company, person) if person is not None else None
    if person is None or latest is None:
        words = _("Deze persoon was nog geen mentor bij uw onderneming. Vul de gegevens in.")
        raise ValidationError({f"{field}.person": words})
    if person.national_number_key is None:
        words = _("Van deze persoon bewaren we het rijksregisternummer niet meer. Vul de gegevens in.")
        raise ValidationError({f"{field}.person": words})
    law = law_on(on, "")
    model, issued_on, kept = _extract_of(mentor, field, company, person, on=on, law=law)
    position = mentor.position or latest.position
    employer = latest.employer_number if mentor.employer_number is None else mentor.employer_number
    training = latest.prior_training if mentor.prior_training is None else mentor.prior_training
    said = Named(
        birth_date=person.birth_date,
        position=position,
        experience_since=mentor.experience_since or latest.experience_since,
        extract_model=model,
        extract_issued_on=issued_on,
        prior_training=training.strip(),
        derogation_asked=mentor.derogation_asked,
        employer_number=_employer(position, employer, field, law),
    )
    proof = queries.proof_on_file(company, person) if mentor.derogation_asked else None
    return SaidMentor(
        person,
        person.given_name,
        person.family_name,
        said,
        upload_if_given(mentor.extract, f"{field}.extract", on=on),
        upload_if_given(mentor.proof, f"{field}.proof", on=on),
        kept,
        proof.document_id if proof else None,
    )


def refuse_twice(mentors: Sequence[SaidMentor]) -> None:
    """Raises `ValidationError` when one person stands twice in a request."""
    keys = [mentor.protected.key for mentor in mentors]
    if len(set(keys)) < len(keys):
        raise ValidationError({"mentors": _("Een mentor staat twee keer in uw aanvraag. Laat er een weg.")})


def _extract_of(
    mentor: KnownMentorIn, field: str, company: Company, person: Person, *, on: date, law: RecognitionLaw
) -> tuple[str, date, int | None]:
    """Model and day of the extract, and the file that serves again when no new one is given."""
    if mentor.extract_model is not None and mentor.extract_issued_on is not None:
        return mentor.extract_model, mentor.extract_issued_on, None
    if mentor.extract_model or mentor.extract_issued_on or mentor.extract:
        missing = "extract_issued_on" if mentor.extract_model else "extract_model"
        words = _("Vul het model en de dag van het nieuwe uittreksel allebei in.")
        raise ValidationError({f"{field}.{missing}": words})
    kept = queries.extract_on_file(company, person, on=on, law=law)
    if kept is None:
        words = _("Het uittreksel van deze mentor dient niet meer. Geef het model en de dag van een nieuw.")
        raise ValidationError({f"{field}.extract_model": words})
    return kept.assignment.extract_model, kept.assignment.extract_issued_on, kept.document_id


def _employer(position: str, typed: str, field: str, law: RecognitionLaw) -> str:
    """The employer of a mentor from outside, obligatory where the law lets such a mentor in."""
    if not law.external_mentor.value or position != MentorPosition.OUTSIDE:
        return ""
    try:
        return enterprise_number(typed).number
    except WrongIdentifier as wrong:
        raise ValidationError({f"{field}.employer_number": sentence(wrong)}) from wrong


def refuse_hopeless(mentors: Sequence[SaidMentor], *, on: date) -> None:
    """Raises `Refused` on the extract, the age and the experience that no partnership can accept."""
    law = law_on(on, "")
    found = (what_rules_out(mentor.said, on=on, law=law) for mentor in mentors)
    reasons = dict.fromkeys(obstacle.code for obstacles in found for obstacle in obstacles)
    if reasons:
        raise Refused(tuple(reasons))
