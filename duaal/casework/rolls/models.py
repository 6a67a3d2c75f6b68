"""Rows of class lists: the file as it was read, and what became of each line."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from duaal.casework.trajectories.models import Trajectory
from duaal.register.organisations.models import Provider


class RollState(StrEnum):
    """State of a class list (`klaslijst`): checked, ordered to be carried out, or done."""

    CHECKED = "checked"
    ORDERED = "ordered"
    DONE = "done"


class Outcome(StrEnum):
    """What a line comes to; `DONE` once its learner is enrolled."""

    NEW = "new"
    KNOWN = "known"
    PRESENT = "present"
    CONFLICT = "conflict"
    BLOCKED = "blocked"
    WRONG = "wrong"
    DONE = "done"


FINE = frozenset({Outcome.NEW, Outcome.KNOWN})
"""What is enrolled when the list is carried out."""
AGAINST = frozenset({Outcome.CONFLICT, Outcome.BLOCKED, Outcome.WRONG})
"""What has to be mended first."""


class Roll(models.Model):
    """Class list (`klaslijst`) that a member of staff brought in for one provider.

    `ordered_on` is the day of the enrolments. `headings` are the known columns of the file, in its order.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in RollState], default=RollState.CHECKED
    )
    file_name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=200)
    ordered_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RollState.CHECKED) | Q(ordered_on__isnull=False),
                name="rolls_ordered_on_a_day",
                violation_error_message="Een klaslijst die uitgevoerd wordt, heeft een dag nodig.",
            ),
            models.CheckConstraint(
                condition=Q(state=RollState.DONE, done_at__isnull=False)
                | (~Q(state=RollState.DONE) & Q(done_at__isnull=True)),
                name="rolls_done_at_a_moment",
                violation_error_message="Alleen een klaslijst die klaar is, heeft een einde.",
            ),
        ]
        indexes = [
            models.Index(fields=("id",), condition=Q(state=RollState.ORDERED), name="rolls_to_carry_out"),
            models.Index(fields=("provider", "-id"), name="rolls_of_provider"),
        ]

    def __str__(self) -> str:
        return f"klaslijst {self.pk}"


class Line(models.Model):
    """One line of a class list. The cells go as soon as its learner is enrolled.

    `cells` never hold a national number: that is kept protected, and goes with the cells.
    """

    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    protected = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    messages = models.JSONField(default=list)
    trajectory = models.ForeignKey(Trajectory, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("roll", "number"),
                name="rolls_line_once",
                violation_error_message="Deze lijn staat al in de klaslijst.",
            ),
        ]
        indexes = [models.Index(fields=("roll", "outcome", "number"), name="rolls_lines_by_outcome")]

    def __str__(self) -> str:
        return f"lijn {self.number}"
