"""Rows of advice and screenings: dated records with an author, never a score."""

from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duaal.casework.trajectories.facts import Seat
from duaal.casework.trajectories.models.learners import Learner
from duaal.casework.trajectories.models.trajectories import Trajectory, choices
from duaal.casework.trajectories.rules.council import Matter


class Adviser(StrEnum):
    """Who gave an advice (`adviesgever`)."""

    CLASS_COUNCIL = "class_council"
    COUNSELLOR = "counsellor"
    VDAB = "vdab"
    OCMW = "ocmw"
    CLB = "clb"


class Advising(models.Model):
    """Advice (`advies`) on whether a learner is willing and ready to learn at work; it binds nobody.

    Law: arts. 357/9 and 357/10 of the Codex Secundair Onderwijs.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="advice")
    given_on = models.DateField()
    given_by = models.CharField(max_length=20, choices=choices(Adviser))
    is_willing = models.BooleanField()
    is_ready = models.BooleanField()
    remark = models.TextField(blank=True)
    author_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("given_on", "id")

    def __str__(self) -> str:
        return f"advies van {self.given_on}"

    @property
    def is_positive(self) -> bool:
        """Whether the dual programme itself is advised: willing and ready."""
        return self.is_willing and self.is_ready


class Item(StrEnum):
    """What a screening looks at (art. 357/47 of the Codex Secundair Onderwijs)."""

    READINESS = "readiness"
    WILLINGNESS = "willingness"
    ORIENTATION = "orientation"
    INTERESTS = "interests"
    MOTIVATION = "motivation"
    PRIOR_COMPETENCES = "prior_competences"


class Screening(models.Model):
    """Screening (`screening`) of a learner: a dated record of items with an author.

    In the start-up phase the class council decides on it: `decision` is True to go on, False to stop, None as
    long as, or where, nothing is decided.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="screenings")
    screened_on = models.DateField()
    author_name = models.CharField(max_length=200)
    instrument = models.CharField(max_length=200, blank=True)
    decision = models.BooleanField(null=True)
    decided_on = models.DateField(null=True)
    startup_part = models.TextField(blank=True)

    class Meta:
        ordering = ("screened_on", "id")

    def __str__(self) -> str:
        return f"screening van {self.screened_on}"


class Opinion(models.Model):
    """What a screening found on one item, in words."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="opinions")
    item = models.CharField(max_length=20, choices=choices(Item))
    finding = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("screening", "item"),
                name="trajectories_item_once",
                violation_error_message="Dit onderdeel staat al in de screening.",
            ),
        ]

    def __str__(self) -> str:
        return self.item


class Sitting(models.Model):
    """A decision of the class council (`beslissing van de klassenraad`) on a learner, with who sat in it."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="sittings")
    matter = models.CharField(max_length=20, choices=choices(Matter))
    decided_on = models.DateField()
    is_favourable = models.BooleanField()
    motivation = models.TextField(blank=True)
    seats = ArrayField(models.CharField(max_length=20, choices=choices(Seat)), default=list)
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("decided_on", "id")

    def __str__(self) -> str:
        return f"klassenraad van {self.decided_on}"
