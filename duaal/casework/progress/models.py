"""Rows of training plans: which competences are learned where, version by version."""

from django.db import models
from django.db.models import F, Q

from duaal.casework.progress.states import Venue
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.models.trajectories import choices
from duaal.register.programmes.models import Competence


class Gap(models.Model):
    """A competence that cannot be learned at a recognised workplace (`hier niet aan te leren`).

    A recognition holds for the whole programme, so without a gap everything in it is trainable there.
    """

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="+")
    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("recognition", "competence"),
                name="progress_gap_once",
                violation_error_message="Deze competentie staat al als niet aan te leren op deze werkplek.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence_id} niet op {self.recognition_id}"


class Plan(models.Model):
    """Training plan (`opleidingsplan`) of a trajectory in one version; a change makes the next one.

    `content_hash` is the hash of everything the version says, once it is fixed: an agreement binds it.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    contact_moments = models.TextField(blank=True)
    evaluation_form = models.TextField(blank=True)
    extra_guidance = models.TextField(blank=True)
    adjustments = models.TextField(blank=True)
    safety = models.TextField(blank=True)
    prior_competences = models.TextField(blank=True)
    made_on = models.DateField()
    made_by_name = models.CharField(max_length=200)
    fixed_on = models.DateField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("version",)
        constraints = [
            models.UniqueConstraint(
                fields=("trajectory", "version"),
                name="progress_plan_version_once",
                violation_error_message="Deze versie van het opleidingsplan bestaat al.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="progress_plan_period",
                violation_error_message="Het opleidingsplan eindigt voor het begint.",
            ),
            models.UniqueConstraint(
                fields=("trajectory",),
                condition=Q(fixed_on__isnull=True),
                name="progress_one_draft_plan",
                violation_error_message="Er is al een ontwerp van dit opleidingsplan.",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.version} van {self.trajectory_id}"


class Line(models.Model):
    """One competence in a plan: where it is learned, when, and at which workplace."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    venue = models.CharField(max_length=10, choices=choices(Venue))
    recognition = models.ForeignKey(Recognition, null=True, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(MentorAssignment, null=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reached_on = models.DateField(null=True)

    class Meta:
        ordering = ("competence__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "competence"),
                name="progress_competence_once",
                violation_error_message="Elke competentie staat één keer in het opleidingsplan.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="progress_line_period",
                violation_error_message="De periode eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence_id} in plan {self.plan_id}"


class WeekBlock(models.Model):
    """So many weeks with the same hours (`weekblok`): at a real or simulated workplace and in lessons."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="blocks")
    recognition = models.ForeignKey(Recognition, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    real_minutes = models.PositiveIntegerField(default=0)
    simulated_minutes = models.PositiveIntegerField(default=0)
    lessons = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="progress_block_period",
                violation_error_message="Het weekblok eindigt voor het begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"weken vanaf {self.starts_on}"


class Evaluation(models.Model):
    """A planned moment of evaluation (`evaluatiemoment`) in a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="evaluations")
    planned_on = models.DateField()
    form = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("planned_on", "pk")

    def __str__(self) -> str:
        return f"evaluatie op {self.planned_on}"
