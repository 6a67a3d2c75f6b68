"""Rows of what happens to an agreement: ready before the start, lying still, mediation, its end."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models.agreements import Agreement
from duaal.casework.agreements.rules.ending import Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.trajectories.models.trajectories import choices


class Preparation(models.Model):
    """What has to be ready before the start (`klaar voor de start`); `done` are items of the checklist."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="preparation")
    insurer = models.CharField(max_length=200, blank=True)
    insurance_policy = models.CharField(max_length=60, blank=True)
    health_assessed_on = models.DateField(null=True)
    risk_found = models.BooleanField(default=False)
    without_staff = models.BooleanField(default=False)
    dimona_type = models.CharField(max_length=3, blank=True)
    dimona_on = models.DateField(null=True)
    dimona_reference = models.CharField(max_length=40, blank=True)
    done = ArrayField(models.CharField(max_length=30), default=list)
    exempted_hours = models.PositiveSmallIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"voorbereiding van {self.agreement_id}"


class Interruption(models.Model):
    """Suspension (`schorsing`) of an agreement; `last_on` is None as long as nobody knows the end."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="interruptions")
    ground = models.CharField(max_length=25, choices=choices(Ground))
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("first_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="agreements_interruption_period",
                violation_error_message="De schorsing eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"schorsing vanaf {self.first_on}"


class MediationRow(models.Model):
    """Mediation (`bemiddeling`) by the counsellor after a written ground of one side."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="mediations")
    by = models.CharField(max_length=15, choices=choices(Party))
    reason = models.CharField(max_length=20, choices=choices(Reason))
    words = models.TextField()
    received_on = models.DateField()
    until = models.DateField()
    closed_on = models.DateField(null=True)
    is_reconciled = models.BooleanField(default=False)

    class Meta:
        ordering = ("received_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agreement",),
                condition=Q(closed_on__isnull=True),
                name="agreements_one_open_mediation",
                violation_error_message="Er loopt al een bemiddeling over deze overeenkomst.",
            ),
        ]

    def __str__(self) -> str:
        return f"bemiddeling vanaf {self.received_on}"


class EndReport(models.Model):
    """Report of the end (`melding van het einde`) to the counsellor, by the company and by the learner."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="end_reports")
    by = models.CharField(max_length=15, choices=choices(Party))
    reported_on = models.DateField()
    words = models.TextField()

    class Meta:
        ordering = ("reported_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "by"),
                name="agreements_end_reported_once",
                violation_error_message="Deze partij meldde het einde al.",
            ),
        ]

    def __str__(self) -> str:
        return f"melding van {self.reported_on}"
