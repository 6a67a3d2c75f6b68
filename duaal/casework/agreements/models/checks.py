"""Rows of the checks around an agreement: the hold for the department, student jobs, and what was told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models.agreements import Agreement
from duaal.casework.agreements.rules.duties import Duty
from duaal.casework.agreements.states.checks import EndAppealState, HoldState, JobState
from duaal.casework.trajectories.models import Learner
from duaal.casework.trajectories.models.trajectories import choices


class StatusHold(models.Model):
    """Question to the department (`voorgelegd geval`) on an agreement without alternating learner.

    It is about one version of the text; `findings` are the criteria that fail. Until the department releases
    it, the agreement does not begin.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="status_holds")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=choices(HoldState))
    findings = ArrayField(models.CharField(max_length=30))
    asked_on = models.DateField()
    asked_by_name = models.CharField(max_length=200)
    remark = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "version"),
                condition=Q(state__in=[HoldState.HELD, HoldState.RELEASED]),
                name="agreements_one_hold",
                violation_error_message="Over deze tekst ligt er al een vraag bij het departement.",
            ),
            models.CheckConstraint(
                condition=Q(state=HoldState.HELD, decided_on__isnull=True)
                | (~Q(state=HoldState.HELD) & Q(decided_on__isnull=False) & ~Q(decision="")),
                name="agreements_hold_decided",
                violation_error_message="Een beslissing heeft een dag en redenen.",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag over overeenkomst {self.agreement_id}"


class StudentJob(models.Model):
    """Student job (`studentenovereenkomst`) of a learner beside an agreement, as somebody noted it.

    `weekdays` count from 0, Monday; hours are minutes of the day. `warnings` are what the check said besides.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    employer = models.CharField(max_length=200)
    employer_number = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=choices(JobState))
    first_on = models.DateField()
    last_on = models.DateField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    starts_at = models.PositiveSmallIntegerField()
    ends_at = models.PositiveSmallIntegerField()
    pause_from = models.PositiveSmallIntegerField(null=True)
    pause_until = models.PositiveSmallIntegerField(null=True)
    has_benefit = models.BooleanField(default=False)
    paid_leave = models.BooleanField(default=False)
    warnings = ArrayField(models.CharField(max_length=30), default=list)
    entered_on = models.DateField()
    entered_by_name = models.CharField(max_length=200)
    stopped_on = models.DateField(null=True)

    class Meta:
        ordering = ("first_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="agreements_job_period",
                violation_error_message="De studentenjob eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="agreements_job_hours",
                violation_error_message="Het einde van de werkdag ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.KEPT, stopped_on__isnull=True)
                | Q(state=JobState.STOPPED, stopped_on__isnull=False),
                name="agreements_job_stopped",
                violation_error_message="Een studentenjob die geschrapt is, heeft een dag.",
            ),
        ]
        indexes = [models.Index(fields=("learner", "first_on"), name="agreements_jobs_of_learner")]

    def __str__(self) -> str:
        return f"studentenjob vanaf {self.first_on}"


class Told(models.Model):
    """That something was told (`melding`), by whom, on which day, and the moment it was noted here.

    `about_on` is the first day of the suspension, or the last of the agreement.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="told")
    duty = models.CharField(max_length=20, choices=choices(Duty))
    about_on = models.DateField()
    by = models.CharField(max_length=15, choices=choices(Party))
    told_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("told_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "duty", "about_on"),
                name="agreements_told_once",
                violation_error_message="Deze melding is al genoteerd.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__gte=F("about_on")),
                name="agreements_told_after",
                violation_error_message="Niemand meldt iets voor het gebeurt.",
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.duty} van {self.told_on}"


class EndAppeal(models.Model):
    """Appeal to the Flemish Partnership against the end of an agreement, by one side (`beroep`)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="end_appeals")
    by = models.CharField(max_length=15, choices=choices(Party))
    state = models.CharField(max_length=15, choices=choices(EndAppealState))
    lodged_on = models.DateField()
    words = models.TextField()
    decided_on = models.DateField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ("lodged_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "by"),
                name="agreements_end_appeal_once",
                violation_error_message="Deze partij stelde al beroep in tegen dit einde.",
            ),
            models.CheckConstraint(
                condition=Q(state=EndAppealState.LODGED, decided_on__isnull=True)
                | (~Q(state=EndAppealState.LODGED) & Q(decided_on__isnull=False) & ~Q(decision="")),
                name="agreements_end_appeal_decided",
                violation_error_message="Een beslissing over een beroep heeft een dag en redenen.",
            ),
        ]

    def __str__(self) -> str:
        return f"beroep over overeenkomst {self.agreement_id}"
