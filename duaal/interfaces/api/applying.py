"""A request in one call: what the pages ask one by one, put to the same actions."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions import drafting, submission
from duaal.casework.recognition.answers import (
    ContactAnswer,
    Place,
    RequestAnswers,
    UndertakingAnswer,
)
from duaal.casework.recognition.mandates import drafts
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import Application, RequestForm
from duaal.casework.recognition.papers import requirement_of
from duaal.casework.recognition.proposals import propose
from duaal.casework.recognition.queries import companies_visible_to
from duaal.casework.recognition.rules.documents import asked_by
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.api.files import upload
from duaal.interfaces.api.naming import SaidMentor, known_one, new_one, refuse_hopeless, refuse_twice
from duaal.interfaces.api.schemas import PaperIn, RequestIn
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import visible_to as find_companies

UNKNOWN_SITE = 0


def send(asked: RequestIn, *, actor: Actor, on: date) -> tuple[Application, ...]:
    """Drafts and sends the request; all or nothing, in the transaction of the caller.

    Raises `Refused` with every reason, and `ValidationError` for a national number that cannot be or a file
    that we do not take.
    """
    company = _company(asked, actor=actor)
    mentors = _mentors(asked, company, actor=actor, on=on)
    sites = dict(company.sites.values_list("establishment_number", "pk"))
    declarations = {
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
        places=tuple(declarations),
        committee=asked.committee,
        undertaking=UndertakingAnswer(**asked.undertaking.dict()),
        contact=ContactAnswer(**asked.contact.dict()),
    )
    for mentor in mentors:
        drafting.keep_mentor(
            form.pk,
            actor=actor,
            on=on,
            number=0,
            mentor=mentor.answer(),
            extract=mentor.extract,
            proof=mentor.proof,
        )
    for place, paper in declarations.items():
        if paper is not None:
            file = upload(paper, "declaration", on=on)
            drafts.keep_declaration(form.pk, place, actor=actor, on=on, file=file)
    add_papers(form, asked.papers, actor=actor, on=on)
    return submission.submit(form.pk, actor=actor, on=on)


def add_papers(form: RequestForm, papers: Sequence[PaperIn], *, actor: Actor, on: date) -> None:
    """Puts documents of the undertaking on the form, for those partnerships that would decide.

    Raises `ValidationError` for one that none of them asks, two that answer to the same, or a wrong file.
    """
    if not papers:
        return
    form.refresh_from_db(fields=["answers"])
    cases = propose(form.company, RequestAnswers.from_json(form.answers), on=on).cases
    asked = asked_by([case.route.partnership for case in cases if case.route is not None], on)
    kept: dict[str, tuple[str, drafting.Upload]] = {}
    for number, paper in enumerate(papers):
        requirement = requirement_of(paper.kind, asked)
        if not requirement:
            words = _("Dit stuk wordt bij deze aanvraag niet gevraagd. Laat het weg.")
            raise ValidationError({f"papers.{number}.kind": words})
        if requirement in kept:
            words = _("Eén van deze stukken volstaat. Kies er maar één.")
            raise ValidationError({f"papers.{number}.kind": words})
        kept[requirement] = (paper.kind, upload(paper.file, f"papers.{number}.file", on=on))
    drafting.keep_papers(form.pk, actor=actor, on=on, papers=kept)


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


def _mentors(asked: RequestIn, company: Company, *, actor: Actor, on: date) -> list[SaidMentor]:
    """The mentors of the request. Only the company itself sees the numbers of those it named before."""
    if asked.known_mentors and actor.role in HOLDERS:
        words = _("Alleen de onderneming zelf noemt een mentor met een nummer. Vul de gegevens in.")
        raise ValidationError({"known_mentors": words})
    mentors = [new_one(mentor, f"mentors.{number}", on=on) for number, mentor in enumerate(asked.mentors)]
    mentors += [
        known_one(mentor, f"known_mentors.{number}", company=company, on=on)
        for number, mentor in enumerate(asked.known_mentors)
    ]
    refuse_hopeless(mentors, on=on)
    refuse_twice(mentors)
    return mentors
