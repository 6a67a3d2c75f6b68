"""A request in one call: what the pages ask one by one, put to the same actions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions import drafting, submission
from duaal.casework.recognition.answers import ContactAnswer, MentorAnswer, Place, UndertakingAnswer
from duaal.casework.recognition.mentors.checking import Named, checked_number, what_rules_out
from duaal.casework.recognition.models import Application, MentorPosition
from duaal.casework.recognition.queries import companies_visible_to
from duaal.casework.recognition.rules.law import RecognitionLaw, law_on
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number, national_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.people.national_numbers import masked, protect
from duaal.interfaces.api.schemas import MentorIn, RequestIn

UNKNOWN_SITE = 0


def send(asked: RequestIn, *, actor: Actor, on: date) -> tuple[Application, ...]:
    """Drafts and sends the request; all or nothing, in the transaction of the caller.

    Raises `Refused` with every reason, and `ValidationError` for a national number that cannot be.
    """
    company = companies_visible_to(actor).get()
    mentors = tuple(_mentor(mentor, number, on=on) for number, mentor in enumerate(asked.mentors))
    _refuse_twice(asked.mentors)
    sites = dict(company.sites.values_list("establishment_number", "pk"))
    places = (Place(sites.get(place.site, UNKNOWN_SITE), place.programme) for place in asked.places)
    form = drafting.start(company.pk, actor=actor)
    drafting.keep(
        form.pk,
        actor=actor,
        places=tuple(dict.fromkeys(places)),
        committee=asked.committee,
        mentors=mentors,
        undertaking=UndertakingAnswer(**asked.undertaking.dict()),
        contact=ContactAnswer(**asked.contact.dict()),
    )
    return submission.submit(form.pk, actor=actor, on=on)


def _mentor(mentor: MentorIn, number: int, *, on: date) -> MentorAnswer:
    """The mentor as the request form keeps it; refused when it can never be granted, as on the page."""
    try:
        checked = checked_number(mentor.national_number)
    except ValidationError as wrong:
        raise ValidationError({f"mentors.{number}.national_number": wrong.messages}) from wrong
    refuse_hopeless(mentor, checked.birth_date, on=on, law=law_on(on, ""))
    return MentorAnswer(
        given_name=mentor.given_name.strip(),
        family_name=mentor.family_name.strip(),
        birth_date=checked.birth_date,
        national_number_protected=protect(checked.number).as_text(),
        national_number_shown=masked(checked.number),
        position=mentor.position,
        experience_since=mentor.experience_since,
        extract_model=mentor.extract_model,
        extract_issued_on=mentor.extract_issued_on,
        prior_training=mentor.prior_training.strip(),
        derogation_asked=mentor.derogation_asked,
        employer_number=_employer(mentor, f"mentors.{number}.employer_number", on=on),
    )


def _employer(mentor: MentorIn, field: str, *, on: date) -> str:
    """The employer of a mentor from outside, obligatory where the law lets such a mentor in."""
    if not law_on(on, "").external_mentor.value or MentorPosition(mentor.position) != MentorPosition.OUTSIDE:
        return ""
    try:
        return enterprise_number(mentor.employer_number).number
    except WrongIdentifier as wrong:
        raise ValidationError({field: sentence(wrong)}) from wrong


def refuse_hopeless(said: MentorIn, birth_date: date, *, on: date, law: RecognitionLaw) -> None:
    """Raises `Refused` on the extract, the age and the experience that no partnership can accept."""
    named = Named(
        birth_date=birth_date,
        position=said.position,
        experience_since=said.experience_since,
        extract_model=said.extract_model,
        extract_issued_on=said.extract_issued_on,
        prior_training=said.prior_training,
        derogation_asked=said.derogation_asked,
    )
    reasons = dict.fromkeys(obstacle.code for obstacle in what_rules_out(named, on=on, law=law))
    if reasons:
        raise Refused(tuple(reasons))


def _refuse_twice(mentors: list[MentorIn]) -> None:
    numbers = [national_number(mentor.national_number).number for mentor in mentors]
    if len(set(numbers)) < len(numbers):
        raise ValidationError({"mentors": _("Een mentor staat twee keer in uw aanvraag. Laat er een weg.")})
