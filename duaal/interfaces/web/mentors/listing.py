"""The register of mentors: one row per mentor and place, what is due first on top."""

from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.queries import running
from duaal.casework.recognition.labels import ASSIGNMENT_STATE
from duaal.casework.recognition.mentors.queries import mentors_visible_to
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.models.mentors import TRAINING_DUE
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.casework.recognition.states import RUNNING, WORKING, AssignmentState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.listing import partnership_choices
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.templatetags.duaal import enterprise
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import matching

ALL = "alle"
STATE = "toestand"
LATE, THIS_WEEK, OPEN = "laat", "week", "open"
RUNNING_STATES = sorted(state.value for state in RUNNING)

STATES = tuple(
    (state.value, ASSIGNMENT_STATE[state])
    for state in (
        AssignmentState.ACTIVE_UNTRAINED,
        AssignmentState.ACTIVE,
        AssignmentState.LAPSED,
        AssignmentState.ENDED,
        AssignmentState.BARRED,
    )
)
TRAININGS = (
    (OPEN, gettext_lazy("nog te volgen")),
    (THIS_WEEK, gettext_lazy("deze week uiterlijk")),
    (LATE, gettext_lazy("te laat")),
)


def mentors_listing(actor: Actor, *, on: date) -> Listing[MentorAssignment]:
    """The list for this actor; supervisors can also choose a partnership."""
    supervises = actor.role in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}
    partnership = Filter(
        "partnerschap",
        gettext_lazy("Partnerschap"),
        lambda rows, code: rows.filter(recognition__partnership_id=code),
        choices=partnership_choices,
    )
    company = Filter("zoek", gettext_lazy("Naam of ondernemingsnummer"), of_company)
    return Listing(
        columns=COLUMNS,
        order=("due_on",),
        filters=(
            Filter(
                STATE,
                gettext_lazy("Toestand"),
                lambda rows, state: rows if state == ALL else rows.filter(state=state),
                choices=((ALL, gettext_lazy("alle")), *STATES),
                empty=gettext_lazy("mentor nu"),
            ),
            Filter("opleiding", gettext_lazy("Mentoropleiding"), in_training(on), TRAININGS),
            *((partnership,) if supervises else ()),
            *(() if actor.role == Role.COMPANY else (company,)),
            Filter("mentor", gettext_lazy("Familienaam van de mentor"), named),
        ),
    )


def rows_for(actor: Actor, *, asked_state: str, on: date) -> QuerySet[Any]:
    """The assignments that the actor may see, with the day of the training and the learners there now.

    Learners are counted per recognition: an agreement here names its place, not its mentor. So is how many
    mentors work there, because with one of them the learners are his.
    """
    rows = mentors_visible_to(actor)
    if not asked_state:
        rows = rows.filter(state__in=RUNNING_STATES, recognition__state__in=LIVE_STATES)
    learners = (
        running(on=on)
        .filter(recognition=OuterRef("recognition"), starts_on__lte=on)
        .order_by()
        .values("recognition")
        .annotate(n=Count("learner_number", distinct=True))
        .values("n")
    )
    working = (
        MentorAssignment.objects.filter(recognition=OuterRef("recognition"), state__in=sorted(WORKING))
        .order_by()
        .values("recognition")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return rows.annotate(
        due_on=TRAINING_DUE,
        committee=F("recognition__application__joint_committee_id"),
        mentors_here=Coalesce(Subquery(working, output_field=IntegerField()), 0),
        learners=Coalesce(Subquery(learners, output_field=IntegerField()), 0),
    ).select_related("person", "recognition__programme", "recognition__site", "recognition__company")


def in_training(on: date) -> Any:
    """The filter on the training, as of the day."""

    def apply(rows: QuerySet[Any], asked: str) -> QuerySet[Any]:
        if asked == LATE:
            return rows.filter(state=AssignmentState.LAPSED)
        untrained = rows.filter(state=AssignmentState.ACTIVE_UNTRAINED)
        return untrained.filter(training_deadline_on__lte=on + WEEK) if asked == THIS_WEEK else untrained

    return apply


def of_company(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Mentors at the company with this number, or at those whose name begins so."""
    companies = matching(Company.objects.all(), text)
    return rows.filter(recognition__company__in=companies.values("pk"))


def named(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Mentors whose family name begins so."""
    return rows.filter(Q(person__family_name__istartswith=text))


def due(row: Any) -> object:
    """The last day of the training, while it is still to follow or was missed."""
    return row.due_on


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "mentor",
        gettext_lazy("Mentor"),
        ("person__family_name", "person__given_name"),
        lambda one: str(one.person),
    ),
    Column(
        "plek",
        gettext_lazy("Waar"),
        ("recognition__company__sort_name", "recognition__site__name"),
        lambda one: one.recognition.company.name,
    ),
    Column(
        "nummer",
        gettext_lazy("Ondernemingsnummer"),
        (),
        lambda one: enterprise(one.recognition.company.enterprise_number),
        in_page=False,
    ),
    Column("vestiging", gettext_lazy("Vestiging"), (), lambda one: one.recognition.site.name, in_page=False),
    Column(
        "opleiding", gettext_lazy("Opleiding"), (), lambda one: one.recognition.programme.name, in_page=False
    ),
    Column("leerlingen", gettext_lazy("Leerlingen daar nu"), (), lambda one: one.learners, numeric=True),
    Column("uiterlijk", gettext_lazy("Mentoropleiding uiterlijk"), ("due_on",), due),
    Column("toestand", gettext_lazy("Toestand"), ("state",), lambda one: ASSIGNMENT_STATE[one.state]),
    Column("aangeduid", gettext_lazy("Aangeduid op"), (), lambda one: one.named_on, in_page=False),
    Column("gestopt", gettext_lazy("Gestopt op"), (), lambda one: one.ended_on, in_page=False),
)
