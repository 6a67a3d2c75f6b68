"""Rows of judged conditions."""

from django.db import models

from duaal.casework.recognition.models.applications import Application
from duaal.casework.recognition.models.mentors import MentorAssignment


class Verdict(models.TextChoices):
    """Verdict (`oordeel`) of an officer on one condition."""

    MET = "met", "voldaan"
    NOT_MET = "not_met", "niet voldaan"
    DEROGATED = "derogated", "afwijking toegestaan"


class ConditionJudgement(models.Model):
    """Judgement (`beoordeling`) of one condition of one application; for M-conditions of one mentor in it.

    `proof` is what a derogation on age or experience stands on: which document, or what was seen.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="judgements")
    assignment = models.ForeignKey(
        MentorAssignment, null=True, on_delete=models.CASCADE, related_name="judgements"
    )
    condition = models.CharField(max_length=4)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(blank=True)
    proof = models.TextField(blank=True, db_default="")
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=200)
    judged_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "assignment", "condition"),
                name="recognition_one_judgement_per_condition",
                nulls_distinct=False,
                violation_error_message="Deze voorwaarde is al beoordeeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition} {self.verdict}"
