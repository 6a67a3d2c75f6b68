"""A request in one call: what the pages ask one by one, put to the same actions."""

import base64
import binascii
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions import drafting, submission
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.answers import ContactAnswer, MentorAnswer, Place, UndertakingAnswer
from duaal.casework.recognition.mandates import drafts
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.mentors.checking import Named, checked_number, what_rules_out
from duaal.casework.recognition.models import Application, MentorPosition
from duaal.casework.recognition.queries import companies_visible_to
from duaal.casework.recognition.rules.law import RecognitionLaw, law_on
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number, national_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.people.national_numbers import masked, protect
from duaal.interfaces.api.schemas import FileIn, MentorIn, RequestIn
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import visible_to as find_companies

UNKNOWN_SITE = 0


def send(asked: RequestIn, *, actor: Actor, on: date) -> tuple[Application, ...]:
    """Drafts and sends the request; all or nothing, in the transaction of the caller.

    Raises `Refused` with every reason, and `ValidationError` for a national number that cannot be.
    """
    company = _company(asked, actor=actor)
    mentors = tuple(_mentor(mentor, number, on=on) for number, mentor in enumerate(asked.mentors))
    _refuse_twice(asked.mentors)
    sites = dict(company.sites.values_list("establishment_number", "pk"))
    papers = {
        Place(sites.get(place.site, UNKNOWN_SITE), place.programme): place.declaration
        for place in asked.places
    }
    if actor.role in HOLDERS:
        form = drafts.start_for(company.pk, actor=actor, on=on)
    else:
        form = drafting.start(company.pk, actor=actor)
    drafting.keep(
        form.pk,
        actor=actor,
        places=tuple(papers),
        committee=asked.committee,
        mentors=mentors,
        undertaking=UndertakingAnswer(**asked.undertaking.dict()),
        contact=ContactAnswer(**asked.contact.dict()),
    )
    for place, paper in papers.items():
        if paper is not None:
            drafts.keep_declaration(form.pk, place, actor=actor, on=on, file=upload(paper, "declaration"))
    return submission.submit(form.pk, actor=actor, on=on)


def upload(file: FileIn, field: str) -> Upload:
    """The document with its bytes; `ValidationError` when it is no base64."""
    try:
        return Upload(file.name, base64.b64decode(file.content, validate=False))
    except binascii.Error as wrong:
        words = _("Het bestand %(name)s is geen base64. Stuur het opnieuw.") % {"name": file.name}
        raise ValidationError({field: words}) from wrong


def _company(asked: RequestIn, *, actor: Actor) -> Company:
    """The company of the token; for who applies in the name of others the one that the request names."""
    if actor.role not in HOLDERS:
        company: Company = companies_visible_to(actor).get()
        if asked.company not in (None, company.enterprise_number):
            raise PermissionDenied(f"{company.enterprise_number} vraagt niets aan voor {asked.company}")
        return company
    if asked.company is None:
        raise ValidationError({"company": _("Vul het nummer in van de onderneming waarvoor u aanvraagt.")})
    return find_companies(actor).get(enterprise_number=asked.company)


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
