"""The list of learners of a school: its columns and filters."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories.labels import ROUTE, STATE
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.states import ENROLLED, TrajectoryState
from duaal.interfaces.web.listing import Column, Filter, Listing

STATE_FILTER, NAME, ALL = "toestand", "naam", "alle"
Trajectories = QuerySet[Trajectory]

LISTING: Listing[Trajectory] = Listing(
    columns=(
        Column(
            "naam",
            gettext_lazy("Leerling"),
            ("learner__person__family_name", "learner__person__given_name"),
            lambda one: str(one.learner.person),
        ),
        Column(
            "opleiding", gettext_lazy("Opleiding"), ("programme__sort_name",), lambda one: one.programme.name
        ),
        Column("traject", gettext_lazy("Traject"), cell=lambda one: ROUTE[one.route], in_page=False),
        Column("jaar", gettext_lazy("Jaar"), ("year",), lambda one: one.year or "", numeric=True),
        Column("toestand", gettext_lazy("Toestand"), ("state",), lambda one: STATE[one.state]),
        Column(
            "zoektijd",
            gettext_lazy("Zoektijd tot en met"),
            ("search_until",),
            lambda one: one.search_until,  # type: ignore[attr-defined]
        ),
        Column(
            "begeleider",
            gettext_lazy("Trajectbegeleider"),
            ("counsellor_name",),
            lambda one: one.counsellor_name,
        ),
        Column(
            "ingeschreven", gettext_lazy("Ingeschreven op"), ("enrolled_on",), lambda one: one.enrolled_on
        ),
    ),
    order=("search_until", "learner__person__family_name"),
    filters=(
        Filter(NAME, gettext_lazy("Naam"), lambda rows, text: _named(rows, text)),
        Filter(
            STATE_FILTER,
            gettext_lazy("Toestand"),
            lambda rows, state: rows if state == ALL else rows.filter(state=state),
            ((ALL, gettext_lazy("alle")), *STATE.items()),
            empty=gettext_lazy("ingeschreven of geadviseerd"),
        ),
    ),
)


def listed(rows: Trajectories, asked_state: str) -> Trajectories:
    """The rows with the last day of a search that runs; those that ended only when asked for."""
    running = Search.objects.filter(trajectory=OuterRef("pk"), stopped_on__isnull=True)
    rows = rows.select_related("learner__person", "programme", "provider").annotate(
        search_until=Subquery(running.values("last_day")[:1])
    )
    if asked_state in {ALL, *STATE}:
        return rows
    return rows.filter(state__in=sorted({*ENROLLED, TrajectoryState.ADVISED}))


def _named(rows: Trajectories, text: str) -> Trajectories:
    for word in text.split():
        rows = rows.filter(learner__person__family_name__icontains=word) | rows.filter(
            learner__person__given_name__icontains=word
        )
    return rows
