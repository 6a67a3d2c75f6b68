"""Rows of appeals. They name the application as text, because its module imports this one."""

from django.db import models
from django.db.models import F, Q

from duaal.casework.recognition.appeals.states import RUNNING, AppealState

RUNNING_STATES = sorted(RUNNING)


class AppealWay(models.TextChoices):
    """How an appeal came in (`wijze van indienen`)."""

    FORM = "FORM", "formulier"
    EMAIL = "EMAIL", "e-mail"
    LETTER = "LETTER", "aangetekende brief"


class InadmissibleGround(models.TextChoices):
    """Why an appeal is not examined (`grond van onontvankelijkheid`)."""

    NONE = "", "geen"
    NOT_BY_UNDERTAKING = "NOT_BY_UNDERTAKING", "niet ingesteld door de onderneming zelf"
    LATE = "LATE", "te laat ingesteld"
    NO_REASONS = "NO_REASONS", "zonder redenen"
    NOT_APPEALABLE = "NOT_APPEALABLE", "niet gericht tegen de weigering"


class Appeal(models.Model):
    """Appeal (`beroep`) of a company against the refusal of one application.

    `sent_on` is the day that counts (post date of a letter), `received_on` the day on which it stood in the
    file. `decision_received_on` and `last_day_on` are the receipt of the refusal and the last day to appeal,
    as they were at that moment. `remaining_grounds` are the conditions on which a refusal still stands after
    an appeal that was right in part.
    """

    application = models.ForeignKey(
        "recognition.Application", on_delete=models.PROTECT, related_name="appeals"
    )
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in AppealState])
    way = models.CharField(max_length=10, choices=AppealWay)
    sent_on = models.DateField()
    received_on = models.DateField()
    reasons = models.TextField(blank=True)
    decision_received_on = models.DateField()
    last_day_on = models.DateField()
    acknowledge_by = models.DateField()
    acknowledged_on = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    is_extended = models.BooleanField(default=False)
    inadmissible_ground = models.CharField(max_length=20, choices=InadmissibleGround, blank=True)
    outcome_reason = models.TextField(blank=True)
    remaining_grounds = models.JSONField(default=list)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(state__in=RUNNING_STATES),
                name="recognition_one_running_appeal",
                violation_error_message="Tegen deze weigering loopt al een beroep.",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__lte=F("received_on")),
                name="recognition_appeal_sent_before_receipt",
                violation_error_message="Het beroep is verstuurd na de dag waarop het binnenkwam.",
            ),
        ]

    def __str__(self) -> str:
        return f"beroep {self.pk}"

    @property
    def is_late(self) -> bool:
        return self.sent_on > self.last_day_on
