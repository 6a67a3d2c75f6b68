"""What a notice says of its file: names and days, read at once for all files of one kind."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions.appeals import END_APPEAL_FILE
from duaal.casework.agreements.actions.cooperation import COOPERATION_FILE
from duaal.casework.agreements.actions.holding import HOLD_FILE
from duaal.casework.agreements.actions.rounds import AMENDMENT_FILE
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.matching.actions.contacts import CONTACT_FILE
from duaal.casework.matching.actions.offers import OFFER_FILE
from duaal.casework.matching.models import Contact, Offer
from duaal.casework.progress.actions.steps import PLAN_FILE
from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.mandates.actions import MANDATE_FILE
from duaal.casework.recognition.mandates.drafts import FORM_FILE
from duaal.casework.recognition.mandates.holding import counts_still
from duaal.casework.recognition.models import (
    Application,
    Exclusion,
    Hearing,
    InformationRequest,
    Mandate,
    Recognition,
    ReportedChange,
    RequestForm,
    SanctionDecision,
    Transfer,
)
from duaal.casework.recognition.sanctions.actions import EXCLUSION_FILE, SANCTION_FILE
from duaal.casework.recognition.states import ApplicationKind, SubmitterKind
from duaal.casework.recognition.transfers.standing import max_transfers
from duaal.casework.recognition.upkeep.changes import CHANGE_FILE
from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.flows.notifications.agreed import agreements, amendments, cooperations
from duaal.flows.notifications.facts import FileFacts
from duaal.flows.notifications.kinds import Reader
from duaal.flows.webhooks.models import Hook
from duaal.flows.webhooks.pausing import HOOK_FILE
from duaal.foundation.kernel.actor import Role
from duaal.register.organisations.models import Company

PARTS = ("company", "site", "programme", "partnership", "mandate")
HOLDER_ROLE = {SubmitterKind.COUNSELLOR: Role.COUNSELLOR, SubmitterKind.SECTOR: Role.SECTOR}
ASKS: dict[ApplicationKind, Promise] = {
    ApplicationKind.NEW: gettext_lazy("een erkenning"),
    ApplicationKind.RENEWAL: gettext_lazy("een nieuwe erkenning"),
    ApplicationKind.ADD_MENTOR: gettext_lazy("een mentor meer"),
}


def facts_of(files: Iterable[tuple[str, int]]) -> dict[tuple[str, int], FileFacts]:
    """The facts of each of these files, by kind and number; a fixed number of queries per kind."""
    by_kind: dict[str, set[int]] = {}
    for kind, pk in files:
        by_kind.setdefault(kind, set()).add(pk)
    return {(kind, pk): facts for kind, keys in by_kind.items() for pk, facts in LOADERS[kind](keys).items()}


def _applications(keys: Collection[int]) -> dict[int, FileFacts]:
    questions = InformationRequest.objects.filter(application_id__in=keys).order_by("asked_on", "id")
    answer_by = {question.application_id: question.due_on for question in questions}
    found = Application.objects.filter(pk__in=keys).select_related(*PARTS)
    rows = {one.pk: one for one in found}
    facts = {pk: _of_application(one, answer_by=answer_by.get(pk)) for pk, one in rows.items()}
    wishes: dict[int, list[Transfer]] = {}
    transfers = Transfer.objects.filter(application_id__in=keys).order_by("asked_on", "id")
    for wish in transfers.select_related("from_partnership", "to_partnership"):
        wishes.setdefault(wish.application_id, []).append(wish)
    for pk, of_case in wishes.items():
        last, earlier = of_case[-1], len(of_case) - 1
        facts[pk] = replace(
            facts[pk],
            asked=last.to_partnership,
            former=last.from_partnership,
            needs_order=earlier >= max_transfers(rows[pk]).value,
        )
    return facts


def _of_application(application: Application, *, answer_by: date | None = None) -> FileFacts:
    mandate = application.mandate
    submitter = None
    if mandate is not None and application.submitter_kind != SubmitterKind.SELF and counts_still(mandate):
        role = HOLDER_ROLE[SubmitterKind(application.submitter_kind)]
        user_id = application.submitted_by_id or mandate.holder_id
        submitter = Reader(role, mandate.holder_organisation, user_id)
    return FileFacts(
        company=application.company.name,
        company_number=application.company.enterprise_number,
        page=("cases:detail", (application.reference,)),
        partnership=application.partnership,
        programme=application.programme.name,
        site=application.site.name,
        reference=application.reference,
        contact_email=application.contact_email,
        submitter=submitter,
        asks=str(ASKS[ApplicationKind(application.kind)]),
        days={"deadline": application.deadline_on, "answer_by": answer_by},
    )


def _recognitions(keys: Collection[int]) -> dict[int, FileFacts]:
    hearings = Hearing.objects.filter(recognition_id__in=keys).order_by("invited_on", "id")
    react_by = {hearing.recognition_id: hearing.react_by for hearing in hearings}
    found = Recognition.objects.filter(pk__in=keys).select_related(
        "company", "site", "programme", "partnership", "application"
    )
    return {one.pk: _of_recognition(one, react_by=react_by.get(one.pk)) for one in found}


def _of_recognition(recognition: Recognition, *, react_by: date | None = None) -> FileFacts:
    return FileFacts(
        company=recognition.company.name,
        company_number=recognition.company.enterprise_number,
        page=("recognitions:detail", (recognition.pk,)),
        partnership=recognition.partnership,
        programme=recognition.programme.name,
        site=recognition.site.name,
        contact_email=recognition.application.contact_email,
        days={"valid_to": recognition.valid_to, "react_by": react_by},
    )


def _appeals(keys: Collection[int]) -> dict[int, FileFacts]:
    against = [f"application__{part}" for part in PARTS]
    place = [f"withdrawal__recognition__{part}" for part in (*PARTS[:4], "application")]
    appeals = Appeal.objects.filter(pk__in=keys)
    found = appeals.select_related("company", "partnership", *against, *place)
    return {appeal.pk: _of_appeal(appeal) for appeal in found}


def _of_appeal(appeal: Appeal) -> FileFacts:
    days = {"acknowledge_by": appeal.acknowledge_by, "decide_by": appeal.decide_by}
    if appeal.application is not None:
        facts = _of_application(appeal.application)
        contested = _("de weigering voor %(programme)s op %(site)s")
    elif appeal.withdrawal is not None:
        facts = _of_recognition(appeal.withdrawal.recognition)
        contested = _("de opheffing van de erkenning voor %(programme)s op %(site)s")
    else:
        facts = _of_company(appeal.company)
        excluded = appeal.exclusion_id is not None
        contested = _("een uitsluiting") if excluded else _("de weigering van een mentor")
    words = {"programme": facts.programme, "site": facts.site}
    page = facts.page if appeal.application is not None else ("appeals:detail", (appeal.pk,))
    return replace(facts, page=page, partnership=appeal.partnership, contested=contested % words, days=days)


def _of_company(company: Company) -> FileFacts:
    number = company.enterprise_number
    return FileFacts(company.name, number, ("companies:detail", (number,)))


def _sanctions(keys: Collection[int]) -> dict[int, FileFacts]:
    found = SanctionDecision.objects.filter(pk__in=keys).select_related("company", "partnership")
    return {one.pk: _of_decision(one) for one in found}


def _of_decision(decision: SanctionDecision) -> FileFacts:
    page = ("sanctions:decision", (decision.reference,))
    facts = replace(_of_company(decision.company), page=page)
    return replace(facts, partnership=decision.partnership, reference=decision.reference)


def _exclusions(keys: Collection[int]) -> dict[int, FileFacts]:
    parts = ("decision__company", "decision__partnership")
    found = Exclusion.objects.filter(pk__in=keys).select_related(*parts)
    return {one.pk: _of_decision(one.decision) for one in found}


def _mandates(keys: Collection[int]) -> dict[int, FileFacts]:
    return {one.pk: _of_mandate(one) for one in Mandate.objects.filter(pk__in=keys).select_related("company")}


def _of_mandate(mandate: Mandate) -> FileFacts:
    role = HOLDER_ROLE[SubmitterKind(mandate.holder_kind)]
    holder = Reader(role, mandate.holder_organisation, mandate.holder_id)
    return replace(_of_company(mandate.company), holder=holder, holder_name=mandate.holder_name)


def _forms(keys: Collection[int]) -> dict[int, FileFacts]:
    found = RequestForm.objects.filter(pk__in=keys).select_related("company")
    return {form.pk: _of_company(form.company) for form in found}


def _changes(keys: Collection[int]) -> dict[int, FileFacts]:
    found = ReportedChange.objects.filter(pk__in=keys)
    return {one.pk: _of_change(one) for one in found.select_related("company", "site", "partnership")}


def _of_change(change: ReportedChange) -> FileFacts:
    site = change.site.name if change.site is not None else ""
    facts = replace(_of_company(change.company), partnership=change.partnership, site=site)
    return replace(facts, page=("changes:detail", (change.pk,)), holder_name=change.reported_by_name)


def _trajectories(keys: Collection[int]) -> dict[int, FileFacts]:
    running = Search.objects.filter(trajectory_id__in=keys, stopped_on__isnull=True)
    until = dict(running.values_list("trajectory_id", "last_day"))
    found = Trajectory.objects.filter(pk__in=keys)
    return {
        one.pk: FileFacts(
            company=one.programme.name,
            company_number="",
            page=("learners:detail", (one.pk,)),
            programme=one.programme.name,
            learner=str(one.learner.person),
            learner_number=one.learner.number,
            provider_number=one.provider.number,
            days={"search_until": until.get(one.pk)},
        )
        for one in found.select_related("learner__person", "provider", "programme")
    }


def _plans(keys: Collection[int]) -> dict[int, FileFacts]:
    """The plan of a learner is one file, under the key of the trajectory."""
    return {key: replace(facts, page=("learners:plan", (key,))) for key, facts in _trajectories(keys).items()}


def _offers(keys: Collection[int]) -> dict[int, FileFacts]:
    parts = ("company", "site", "programme", "partnership", "application")
    found = Offer.objects.filter(pk__in=keys).select_related(*(f"recognition__{part}" for part in parts))
    page = ("matching:offers", ())
    return {one.pk: replace(_of_recognition(one.recognition), page=page) for one in found}


def _contacts(keys: Collection[int]) -> dict[int, FileFacts]:
    parts = ("recognition__company", "recognition__site", "recognition__programme")
    found = Contact.objects.filter(pk__in=keys).select_related(
        *parts, "trajectory__learner__person", "trajectory__provider"
    )
    return {
        one.pk: FileFacts(
            company=one.recognition.company.name,
            company_number=one.recognition.company.enterprise_number,
            page=("matching:contact", (one.pk,)),
            programme=one.recognition.programme.name,
            site=one.recognition.site.name,
            learner=str(one.trajectory.learner.person),
            learner_number=one.trajectory.learner.number,
            provider_number=one.trajectory.provider.number,
            days={"answer_by": one.answer_by, "intake_on": one.intake_on},
        )
        for one in found
    }


def _hooks(keys: Collection[int]) -> dict[int, FileFacts]:
    found = {one.pk: Reader(Role(one.role), one.organisation) for one in Hook.objects.filter(pk__in=keys)}
    about, page = _("uw software"), "webhooks:detail"
    return {pk: FileFacts(about, "", (page, (pk,)), holder=owner) for pk, owner in found.items()}


LOADERS: Mapping[str, Callable[[Collection[int]], dict[int, FileFacts]]] = {
    APPLICATION_FILE: _applications,
    RECOGNITION_FILE: _recognitions,
    APPEAL_FILE: _appeals,
    SANCTION_FILE: _sanctions,
    EXCLUSION_FILE: _exclusions,
    MANDATE_FILE: _mandates,
    FORM_FILE: _forms,
    CHANGE_FILE: _changes,
    TRAJECTORY_FILE: _trajectories,
    AGREEMENT_FILE: agreements,
    HOLD_FILE: agreements,
    END_APPEAL_FILE: agreements,
    AMENDMENT_FILE: amendments,
    COOPERATION_FILE: cooperations,
    PLAN_FILE: _plans,
    OFFER_FILE: _offers,
    CONTACT_FILE: _contacts,
    HOOK_FILE: _hooks,
}
"""How the facts of each kind of file are read."""
