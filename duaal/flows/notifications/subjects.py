"""What a notice says of its file: names and days, read at once for all files of one kind."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Application, InformationRequest, Recognition
from duaal.casework.recognition.states import SubmitterKind
from duaal.flows.notifications.texts.text import CASE_PAGE, RECOGNITION_PAGE
from duaal.foundation.kernel.actor import Role
from duaal.register.partnerships.models import Partnership

PARTS = (
    "company",
    "site",
    "programme",
    "partnership",
    "mandate",
)
SUBMITTER_ROLE = {SubmitterKind.COUNSELLOR: Role.COUNSELLOR, SubmitterKind.SECTOR: Role.SECTOR}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a notice is for: an organisation in a role, or one user of it."""

    role: Role
    organisation: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What can be said of one file, and who stands around it.

    `pages` are the arguments of the pages of the file; `days` the days that count, by the name a text uses.
    """

    company: str
    company_number: str
    programme: str
    site: str
    reference: str
    partnership: Partnership
    contact_email: str
    submitter: Reader | None
    pages: Mapping[str, tuple[str | int, ...]]
    days: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """The file in one line, as a list of a mail has it."""
        return ", ".join(part for part in (self.reference, self.programme, self.site) if part)

    def words(self) -> dict[str, str]:
        """What a sentence may name."""
        days = {name: date_format(day, "j F Y") if day else "" for name, day in self.days.items()}
        return {
            "company": self.company,
            "programme": self.programme,
            "site": self.site,
            "reference": self.reference,
            "partnership": spoken_partnership(self.partnership),
            **days,
        }


def spoken_partnership(partnership: Partnership) -> str:
    """The partnership as a sentence begins with it."""
    if partnership.is_flemish:
        return _("Het Vlaams Partnerschap")
    return _("Het partnerschap %(name)s") % {"name": partnership.name}


def facts_of(files: Iterable[tuple[str, int]]) -> dict[tuple[str, int], FileFacts]:
    """The facts of each of these files, by kind and number; a fixed number of queries per kind."""
    by_kind: dict[str, set[int]] = {}
    for kind, pk in files:
        by_kind.setdefault(kind, set()).add(pk)
    return {(kind, pk): facts for kind, keys in by_kind.items() for pk, facts in LOADERS[kind](keys).items()}


def _applications(keys: Collection[int]) -> dict[int, FileFacts]:
    found = _with_parts(Application.objects.filter(pk__in=keys))
    questions = InformationRequest.objects.filter(application_id__in=keys).order_by("asked_on", "id")
    answer_by = {question.application_id: question.due_on for question in questions}
    return {
        application.pk: _of_application(application, answer_by=answer_by.get(application.pk))
        for application in found
    }


def _recognitions(keys: Collection[int]) -> dict[int, FileFacts]:
    parts = [f"application__{part}" for part in PARTS]
    found = Recognition.objects.filter(pk__in=keys).select_related("partnership", "application", *parts)
    return {recognition.pk: _of_recognition(recognition) for recognition in found}


def _of_recognition(recognition: Recognition) -> FileFacts:
    facts = _of_application(recognition.application)
    pages = {**facts.pages, RECOGNITION_PAGE: (recognition.pk,)}
    days = {**facts.days, "valid_to": recognition.valid_to}
    return replace(facts, partnership=recognition.partnership, submitter=None, pages=pages, days=days)


def _appeals(keys: Collection[int]) -> dict[int, FileFacts]:
    appeals = Appeal.objects.filter(pk__in=keys)
    found = appeals.select_related("application", *(f"application__{part}" for part in PARTS))
    return {appeal.pk: _of_appeal(appeal) for appeal in found}


def _of_appeal(appeal: Appeal) -> FileFacts:
    facts = _of_application(appeal.application)
    own = {"acknowledge_by": appeal.acknowledge_by, "decide_by": appeal.decide_by}
    return replace(facts, days={**facts.days, **own})


def _with_parts(applications: QuerySet[Application]) -> QuerySet[Application]:
    return applications.select_related(*PARTS)


def _of_application(application: Application, *, answer_by: date | None = None) -> FileFacts:
    return FileFacts(
        company=application.company.name,
        company_number=application.company.enterprise_number,
        programme=application.programme.name,
        site=application.site.name,
        reference=application.reference,
        partnership=application.partnership,
        contact_email=application.contact_email,
        submitter=_submitter(application),
        pages={CASE_PAGE: (application.reference,)},
        days={"deadline": application.deadline_on, "answer_by": answer_by},
    )


def _submitter(application: Application) -> Reader | None:
    """Who applied in the name of the company; None when it did so itself."""
    mandate = application.mandate
    if mandate is None or application.submitter_kind == SubmitterKind.SELF:
        return None
    role = SUBMITTER_ROLE[SubmitterKind(application.submitter_kind)]
    user_id = application.submitted_by_id or mandate.holder_id
    return Reader(role, mandate.holder_organisation, user_id)


LOADERS: Mapping[str, Callable[[Collection[int]], dict[int, FileFacts]]] = {
    APPLICATION_FILE: _applications,
    RECOGNITION_FILE: _recognitions,
    APPEAL_FILE: _appeals,
}
"""How the facts of each kind of file are read."""
