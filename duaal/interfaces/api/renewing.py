"""Asking recognitions anew with the files that are there, for several at once: a request as any other."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.actions import submission
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.renewing import confirm, start_from
from duaal.casework.recognition.answers import (
    ContactAnswer,
    MentorAnswer,
    RequestAnswers,
    UndertakingAnswer,
)
from duaal.casework.recognition.extracts import wrong_extract
from duaal.casework.recognition.facts import MentorFacts
from duaal.casework.recognition.models import Application, Recognition
from duaal.casework.recognition.queries import companies_visible_to, recognitions_visible_to
from duaal.casework.recognition.rules.law import law_on
from duaal.casework.recognition.upkeep.following import askable_again, renewable, taken_over
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import Protected
from duaal.interfaces.api.answers import recognition_row
from duaal.interfaces.api.applying import add_papers
from duaal.interfaces.api.authentication import COMPANIES, Token, actor_of
from duaal.interfaces.api.changes import READ, SiteNumber, site_of
from duaal.interfaces.api.files import upload_if_given
from duaal.interfaces.api.schemas import (
    ContactIn,
    Day,
    FileIn,
    Given,
    PaperIn,
    RecognitionOut,
    Sent,
    UndertakingIn,
)
from duaal.interfaces.api.steps import KEY, NO, answered, done
from duaal.register.organisations.models import Company

router = Router(tags=["erkenningen"])

MOST = 200
Number = Annotated[int, Field(ge=1, le=2**53)]


class RenewableOut(Schema):
    """A recognition that can be asked anew: it ends soon, ended, or is of a company that is taken over."""

    why: Literal["ENDS_SOON", "ENDED", "TAKEN_OVER"]
    recognition: RecognitionOut


class NewExtractIn(Given):
    """A new extract of a mentor who stays, by the number `person` of the list of mentors."""

    person: Number
    model: Literal["596.2", "596.1", "595"]
    issued_on: Day
    file: FileIn | None = None


class RenewalIn(Given):
    """Which recognitions are asked anew. The mentors of their files stay, but for those in `leaving`.

    `site` for another site than the one of the recognition. What the company declares, it declares anew;
    without `contact` the one of the last file stays.
    """

    recognitions: Annotated[list[Number], Field(min_length=1, max_length=100)]
    site: SiteNumber | None = None
    leaving: Annotated[list[Number], Field(max_length=100)] = []
    extracts: Annotated[list[NewExtractIn], Field(max_length=100)] = []
    papers: Annotated[list[PaperIn], Field(max_length=10)] = []
    undertaking: UndertakingIn
    contact: ContactIn | None = None


@router.get(
    "/renewals",
    response={200: list[RenewableOut], **READ},
    auth=Token(*COMPANIES),
    summary="Wat u opnieuw kunt aanvragen",
)
def renewals(request: HttpRequest) -> list[RenewableOut]:
    """De erkenningen die u vandaag opnieuw kunt aanvragen; van elke reden hoogstens 200."""
    company, on = companies_visible_to(actor_of(request)).get(), today()
    found: tuple[tuple[Literal["ENDS_SOON", "ENDED", "TAKEN_OVER"], list[Recognition]], ...] = (
        ("ENDS_SOON", renewable(company, on=on)),
        ("ENDED", askable_again(company, on=on)),
        ("TAKEN_OVER", taken_over(company)),
    )
    return [
        RenewableOut(why=why, recognition=recognition_row(one)) for why, rows in found for one in rows[:MOST]
    ]


@router.post(
    "/renewals",
    response={201: Sent, **NO},
    auth=Token(*COMPANIES, with_files=True),
    summary="Erkenningen opnieuw aanvragen",
)
def renew(request: HttpRequest, payload: RenewalIn, key: str | None = KEY) -> JsonResponse:
    """Vraagt erkenningen opnieuw aan met wat er al is: mentoren, uittreksels, stukken. Alles of niets."""
    actor = actor_of(request)

    def act() -> Sent:
        return Sent(applications=[done(one) for one in _renew(payload, actor=actor, on=today())])

    return answered(request, key, act, status=201)


def _renew(asked: RenewalIn, *, actor: Actor, on: date) -> tuple[Application, ...]:
    """Drafts from the files, changes what was said, and sends it, in the transaction of the caller."""
    company: Company = companies_visible_to(actor).get()
    _check_visible(asked.recognitions, company, actor=actor)
    form = start_from(
        company.pk, asked.recognitions, actor=actor, on=on, site_id=site_of(company, asked.site)
    )
    answers = RequestAnswers.from_json(form.answers)
    mentors, extracts = _mentors(asked, answers, on=on)
    kept = answers.with_answer(
        mentors=tuple(mentors),
        undertaking=UndertakingAnswer(**asked.undertaking.dict()),
        contact=ContactAnswer(**asked.contact.dict()) if asked.contact else answers.contact,
    )
    confirm(form.pk, actor=actor, on=on, answers=kept, extracts=extracts)
    add_papers(form, asked.papers, actor=actor, on=on)
    return submission.submit(form.pk, actor=actor, on=on)


def _check_visible(recognition_ids: list[int], company: Company, *, actor: Actor) -> None:
    """Raises `Recognition.DoesNotExist` for one that is neither of the company nor of one it takes over."""
    own = recognitions_visible_to(actor).filter(pk__in=recognition_ids).values_list("pk", flat=True)
    acquired = {one.pk for one in taken_over(company)}
    if set(recognition_ids) - set(own) - acquired:
        raise Recognition.DoesNotExist


def _mentors(
    asked: RenewalIn, answers: RequestAnswers, *, on: date
) -> tuple[list[MentorAnswer], list[tuple[int, Upload]]]:
    """The mentors who stay, with their new extracts; the files of these by the place of their mentor."""
    persons = _persons(answers.mentors)
    new = {one.person: (number, one) for number, one in enumerate(asked.extracts)}
    _check_known(asked, persons)
    mentors: list[MentorAnswer] = []
    files = []
    for person, mentor in zip(persons, answers.mentors, strict=True):
        if person in asked.leaving:
            continue
        if person in new:
            number, extract = new[person]
            mentor = _with_extract(mentor, extract, f"extracts.{number}", on=on)
            file = upload_if_given(extract.file, f"extracts.{number}.file", on=on)
            files += [(len(mentors), file)] if file else []
        mentors.append(mentor)
    return mentors, files


def _persons(mentors: tuple[MentorAnswer, ...]) -> list[int]:
    """The number of the person of each mentor, in the same order."""
    keys = [Protected.from_text(mentor.national_number_protected).key for mentor in mentors]
    rows = Person.objects.filter(national_number_key__in=keys).values_list("national_number_key", "pk")
    known = {bytes(key): pk for key, pk in rows if key is not None}
    return [known[key] for key in keys]


def _check_known(asked: RenewalIn, persons: list[int]) -> None:
    """Raises `ValidationError` for somebody who is no mentor in these files."""
    words = _("Persoon %(number)d is geen mentor van deze erkenningen. Kijk het nummer na.")
    for field, numbers in (("leaving", asked.leaving), ("extracts", [one.person for one in asked.extracts])):
        for place, number in enumerate(numbers):
            if number not in persons:
                raise ValidationError({f"{field}.{place}": words % {"number": number}})


def _with_extract(mentor: MentorAnswer, extract: NewExtractIn, field: str, *, on: date) -> MentorAnswer:
    """The mentor with a new extract; `ValidationError` for one that no partnership can accept."""
    facts = MentorFacts(
        birth_date=mentor.birth_date,
        named_on=on,
        experience_since=mentor.experience_since,
        extract_model=extract.model,
        extract_issued_on=extract.issued_on,
    )
    if wrong := wrong_extract(facts, on, law_on(on, "")):
        name, words = wrong
        raise ValidationError({f"{field}.{name.removeprefix('extract_')}": words})
    return replace(
        mentor, extract_model=extract.model, extract_issued_on=extract.issued_on, extract_document=None
    )
