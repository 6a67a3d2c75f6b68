"""Rows of trajectories: one learner in one programme at one provider."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from duaal.casework.trajectories.facts import Origin, Population, Route, SpecialForm
from duaal.casework.trajectories.models.learners import Learner
from duaal.casework.trajectories.states import ENROLLED, Destination, TrajectoryState
from duaal.register.organisations.models import Provider, Site
from duaal.register.programmes.models import Programme


def choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The members as choices of a column; their words stand in `labels.py`."""
    return [(one.value, one.value) for one in values]


class Trajectory(models.Model):
    """Trajectory (`traject`) of a learner in a dual programme or the start-up phase before it.

    `admission` keeps what was decided on entry: the facts, the conditions and the values they stand on.
    `first_lesson_on` is the first lesson attended after enrolment, as the provider recorded it. `site` is the
    place where the learner goes on since `site_since`, when the plan sends him to another one on the way.
    """

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="trajectories")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices(TrajectoryState))
    route = models.CharField(max_length=10, choices=choices(Route), default=Route.DUAL)
    population = models.CharField(max_length=10, choices=choices(Population), default=Population.SECONDARY)
    special_form = models.CharField(max_length=5, choices=choices(SpecialForm), blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    origin = models.CharField(max_length=30, choices=choices(Origin), default=Origin.FLEMISH_SECONDARY)
    counsellor_id = models.BigIntegerField(null=True)
    counsellor_name = models.CharField(max_length=200, blank=True)
    advised_on = models.DateField(null=True)
    enrolled_on = models.DateField(null=True)
    first_lesson_on = models.DateField(null=True)
    screen_by = models.DateField(null=True)
    dual_from = models.DateField(null=True)
    admission = models.JSONField(default=dict)
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    site_since = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)
    destination = models.CharField(max_length=20, choices=choices(Destination), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("learner",),
                condition=Q(state__in=sorted(ENROLLED)),
                name="trajectories_one_enrolment",
                violation_error_message="Deze leerling is al actief ingeschreven in een duale opleiding.",
            ),
            models.CheckConstraint(
                condition=Q(state=TrajectoryState.ADVISED) | Q(enrolled_on__isnull=False),
                name="trajectories_enrolled_on_a_day",
                violation_error_message="Een inschrijving heeft een dag nodig.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(enrolled_on__isnull=True)
                | Q(ended_on__gte=F("enrolled_on")),
                name="trajectories_period",
                violation_error_message="Het traject eindigt voor het begint.",
            ),
        ]
        indexes = [
            models.Index(fields=("provider", "state", "id"), name="trajectories_of_provider"),
            models.Index(fields=("learner", "id"), name="trajectories_of_learner"),
            models.Index(
                fields=("screen_by",),
                condition=Q(state=TrajectoryState.STARTUP_SCREENING),
                name="trajectories_to_screen",
            ),
        ]

    def __str__(self) -> str:
        return f"traject {self.pk}"
