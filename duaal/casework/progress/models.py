"""Rows of training plans: which competences are learned where, version by version."""

from django.db import models
from django.db.models import F, Q

from duaal.casework.progress.states import AT_WORK, PlanState, Venue
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.models.trajectories import choices
from duaal.register.programmes.models import Competence


class Gap(models.Model):
    """A competence that cannot be learned at a recognised workplace (`hier niet aan te leren`), by period.

    A recognition holds for the whole programme, so without a gap everything in it is trainable there.
    `ended_on` is the day from which it can be learned there again.
    """

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="+")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("competence__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("recognition", "competence"),
                condition=Q(ended_on__isnull=True),
                name="progress_gap_once",
                violation_error_message="Deze competentie staat al als niet aan te leren op deze werkplek.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="progress_gap_period",
                violation_error_message="Wat niet aan te leren is, eindigt voor het begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence_id} niet op {self.recognition_id}"


TEXTS = (
    "contact_moments",
    "evaluation_form",
    "extra_guidance",
    "adjustments",
    "adjustments_at_work",
    "safety",
    "prior_competences",
)
"""The agreements in words of a plan, in the order of the page."""


class Plan(models.Model):
    """Training plan (`opleidingsplan`) of a trajectory in one version; a change makes the next one.

    `competences_on` is the day whose document of the programme says which competences stand in it.
    `content_hash` is the hash of everything the version says, once it is fixed: an agreement binds it. From
    then on the database refuses every change of the version, its lines, its weeks and its moments.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    competences_on = models.DateField()
    contact_moments = models.TextField(blank=True)
    evaluation_form = models.TextField(blank=True)
    extra_guidance = models.TextField(blank=True)
    adjustments = models.TextField(blank=True)
    adjustments_at_work = models.TextField(blank=True)
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
            models.CheckConstraint(
                condition=Q(fixed_on__isnull=True, content_hash="") | ~Q(fixed_on=None) & ~Q(content_hash=""),
                name="progress_fixed_with_hash",
                violation_error_message="Een vastgelegde versie heeft een vingerafdruk, een ontwerp niet.",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.version} van {self.trajectory_id}"

    @property
    def state(self) -> PlanState:
        return PlanState.DRAFT if self.fixed_on is None else PlanState.FIXED

    def texts(self) -> dict[str, str]:
        """The agreements in words, by the name of their column."""
        return {name: getattr(self, name) for name in TEXTS}


class Line(models.Model):
    """One competence in a plan: where it is learned, when, at which workplace; `venue` empty: not said."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    venue = models.CharField(max_length=10, choices=choices(Venue), blank=True)
    recognition = models.ForeignKey(Recognition, null=True, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(MentorAssignment, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

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
            models.CheckConstraint(
                condition=Q(mentor__isnull=True) | Q(recognition__isnull=False),
                name="progress_mentor_of_a_place",
                violation_error_message="Een mentor hoort bij een werkplek. Kies ook de werkplek.",
            ),
            models.CheckConstraint(
                condition=Q(recognition__isnull=True) | Q(venue__in=sorted(AT_WORK)),
                name="progress_place_of_work",
                violation_error_message="Wat op school of in een centrum wordt geleerd, heeft geen werkplek.",
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


class Reached(models.Model):
    """A competence that a learner reached (`behaald`), as the counsellor recorded it, over every version."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="+")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    reached_on = models.DateField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("trajectory", "competence"),
                name="progress_reached_once",
                violation_error_message="Deze competentie is al behaald.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence_id} behaald door {self.trajectory_id}"
