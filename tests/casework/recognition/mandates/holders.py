"""Who acts in the name of a company in the tests, and the mandates they hold."""

from datetime import date

import factory

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.mandates import drafts
from duaal.casework.recognition.models import Application, Mandate, RequestForm
from duaal.casework.recognition.states import SubmitterKind
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.bakery import Bakery, complete_answers
from tests.foundation.documents.factories import stored
from tests.foundation.documents.files import pdf
from tests.register.organisations.factories import CompanyFactory

DAY = date(2026, 3, 3)
SCHOOL = "045678"
COUNSELLOR = Actor(Role.COUNSELLOR, SCHOOL, user_id=501, name="Lotte Begeleider")
COLLEAGUE = Actor(Role.COUNSELLOR, SCHOOL, user_id=502, name="Wout Collega")
ELSEWHERE = Actor(Role.COUNSELLOR, "099999", user_id=501, name="Lotte Begeleider")
SECTOR = Actor(Role.SECTOR, "voeding", user_id=503, name="Sara Sectorconsulent")
PAPER = Upload("machtiging.pdf", pdf())
DECLARATION = Upload("verklaring.pdf", pdf())


class MandateFactory(factory.django.DjangoModelFactory[Mandate]):
    """A mandate of `COUNSELLOR` that counts; `sector=True` for one of `SECTOR`."""

    class Meta:
        model = Mandate

    class Params:
        sector = factory.Trait(
            holder_kind=SubmitterKind.SECTOR,
            holder_organisation=SECTOR.organisation,
            holder_id=SECTOR.user_id,
            holder_name=SECTOR.name,
        )
        revoked = factory.Trait(revoked_on=date(2026, 2, 20), revoked_by_name="Ann Peeters")

    company = factory.SubFactory(CompanyFactory)
    holder_kind = SubmitterKind.COUNSELLOR
    holder_organisation = SCHOOL
    holder_id = COUNSELLOR.user_id
    holder_name = COUNSELLOR.name
    document = factory.LazyFunction(lambda: stored(kind=DocumentKind.MANDATE, name="machtiging.pdf"))
    signed_on = date(2026, 1, 5)
    signed_by_name = "Mieke Verzonnen"


def draft_for(shop: Bakery, *, actor: Actor = COUNSELLOR, papers: bool = True, on: date = DAY) -> RequestForm:
    """A complete draft in the name of the bakery, with a declaration for each case unless told otherwise."""
    form = drafts.start_for(shop.company.pk, actor=actor, on=on)
    answers = complete_answers(shop)
    drafting.keep(
        form.pk,
        actor=actor,
        places=answers.places,
        mentors=answers.mentors,
        undertaking=answers.undertaking,
        contact=answers.contact,
    )
    if papers:
        for place in answers.places:
            drafts.keep_declaration(form.pk, place, actor=actor, on=on, file=DECLARATION)
    form.refresh_from_db()
    return form


def sent_for(shop: Bakery, *, actor: Actor = COUNSELLOR, on: date = DAY) -> tuple[Application, ...]:
    """The cases of a complete draft that was sent in the name of the bakery."""
    return submit(draft_for(shop, actor=actor, on=on).pk, actor=actor, on=on)


def answers_of(form: RequestForm) -> RequestAnswers:
    form.refresh_from_db()
    return RequestAnswers.from_json(form.answers)
