"""The lists of guidance files and of decisions on sanctions: their columns and filters."""

from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import Exclusion, Guidance, SanctionDecision
from duaal.casework.recognition.sanctions.labels import GUIDANCE_STATE
from duaal.casework.recognition.sanctions.states import ExclusionState, GuidanceState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.listing import partnership_choices
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.sanctions.section import shortcoming_words
from duaal.interfaces.web.templatetags.duaal import enterprise
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import matching

STATE, ALL = "toestand", "alle"
STATE_CHOICES: tuple[tuple[str, str | Promise], ...] = (
    (ALL, gettext_lazy("alle")),
    *((state.value, GUIDANCE_STATE[state]) for state in GuidanceState),
)
EXCLUDED = (("ja", gettext_lazy("ja, nog van kracht")), ("nee", gettext_lazy("nee")))


def guidance_rows(rows: QuerySet[Guidance], asked_state: str) -> QuerySet[Guidance]:
    """The rows the list starts from, with the first day on which an action has to be done (`due_on`)."""
    if asked_state not in dict(STATE_CHOICES):
        rows = rows.filter(state=GuidanceState.RUNNING)
    parts = ("company", "site__municipality", "programme", "partnership")
    return rows.select_related(*(f"recognition__{part}" for part in parts)).annotate(
        due_on=Min("actions__due_on", filter=Q(actions__closed_on__isnull=True))
    )


def guidance_listing(actor: Actor) -> Listing[Guidance]:
    """The list of guidance files: the first action due on top."""
    return Listing(
        columns=GUIDANCE_COLUMNS,
        order=("due_on",),
        filters=(
            Filter(STATE, gettext_lazy("Toestand"), _in_state, STATE_CHOICES, empty=gettext_lazy("loopt")),
            *_partnership(actor, "recognition__partnership_id"),
            Filter("zoek", gettext_lazy("Naam of ondernemingsnummer"), _guided_company),
        ),
    )


def decision_listing(actor: Actor) -> Listing[SanctionDecision]:
    """The list of decisions: the latest on top."""
    of_others = Filter("zoek", gettext_lazy("Naam of ondernemingsnummer"), _sanctioned_company)
    return Listing(
        columns=DECISION_COLUMNS,
        order=("-decided_on",),
        filters=(
            *_partnership(actor, "partnership_id"),
            Filter("uitsluiting", gettext_lazy("Met uitsluiting"), _excluding, EXCLUDED),
            *(() if actor.role == Role.COMPANY else (of_others,)),
        ),
    )


def _partnership(actor: Actor, field: str) -> tuple[Filter, ...]:
    if actor.role not in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}:
        return ()
    return (
        Filter(
            "partnerschap",
            gettext_lazy("Partnerschap"),
            lambda rows, code: rows.filter(**{field: code}),
            choices=partnership_choices,
        ),
    )


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows if state == ALL else rows.filter(state=state)


def _guided_company(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(recognition__company__in=matching(Company.objects.all(), text).values("pk"))


def _sanctioned_company(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(company__in=matching(Company.objects.all(), text).values("pk"))


def _excluding(rows: QuerySet[Any], answer: str) -> QuerySet[Any]:
    running = Exists(Exclusion.objects.filter(decision=OuterRef("pk"), state=ExclusionState.IN_FORCE))
    return rows.filter(running) if answer == "ja" else rows.filter(~running)


def what_was_decided(decision: SanctionDecision) -> tuple[int, int, int]:
    """How many withdrawals, exclusions and barred mentors there are in the decision."""
    return len(decision.withdrawals.all()), len(decision.exclusions.all()), len(decision.bars.all())


GUIDANCE_COLUMNS: tuple[Column[Guidance], ...] = (
    Column(
        "onderneming",
        gettext_lazy("Onderneming en vestiging"),
        ("recognition__company__sort_name",),
        lambda one: one.recognition.company.name,
    ),
    Column(
        "ondernemingsnummer",
        gettext_lazy("Ondernemingsnummer"),
        (),
        lambda one: enterprise(one.recognition.company.enterprise_number),
        in_page=False,
    ),
    Column("vestiging", gettext_lazy("Vestiging"), (), lambda one: one.recognition.site.name, in_page=False),
    Column(
        "opleiding",
        gettext_lazy("Opleiding"),
        ("recognition__programme__sort_name",),
        lambda one: one.recognition.programme.name,
    ),
    Column(
        "tekort",
        gettext_lazy("Wat moet in orde komen"),
        ("shortcoming",),
        lambda one: shortcoming_words(one.shortcoming),
    ),
    Column(
        "partnerschap",
        gettext_lazy("Partnerschap"),
        (),
        lambda one: one.recognition.partnership.name,
        in_page=False,
    ),
    Column("sinds", gettext_lazy("Sinds"), ("opened_on",), lambda one: one.opened_on),
    Column(
        "tegen", gettext_lazy("Eerste actie tegen"), ("due_on",), lambda one: getattr(one, "due_on", None)
    ),
    Column("toestand", gettext_lazy("Toestand"), (), lambda one: GUIDANCE_STATE[one.state]),
)

DECISION_COLUMNS: tuple[Column[SanctionDecision], ...] = (
    Column("beslissing", gettext_lazy("Beslissing"), ("reference",), lambda one: one.reference),
    Column("onderneming", gettext_lazy("Onderneming"), ("company__sort_name",), lambda one: one.company.name),
    Column(
        "ondernemingsnummer",
        gettext_lazy("Ondernemingsnummer"),
        (),
        lambda one: enterprise(one.company.enterprise_number),
        in_page=False,
    ),
    Column("partnerschap", gettext_lazy("Beslist door"), (), lambda one: one.partnership.name),
    Column("datum", gettext_lazy("Beslist op"), ("decided_on",), lambda one: one.decided_on),
    Column(
        "opheffingen", gettext_lazy("Opheffingen"), (), lambda one: what_was_decided(one)[0], numeric=True
    ),
    Column(
        "uitsluitingen", gettext_lazy("Uitsluitingen"), (), lambda one: what_was_decided(one)[1], numeric=True
    ),
    Column(
        "mentoren",
        gettext_lazy("Geweigerde mentoren"),
        (),
        lambda one: what_was_decided(one)[2],
        numeric=True,
    ),
)
