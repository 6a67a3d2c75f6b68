"""Rows of what a partnership does while it handles a file: transfers and visits."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from duaal.casework.recognition.models.applications import Application
from duaal.casework.recognition.models.columns import choices
from duaal.casework.recognition.models.recognitions import Recognition
from duaal.register.partnerships.models import Partnership


class TransferState(StrEnum):
    """State of a transfer (`overdracht`)."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    ORDERED = "ORDERED"


class Transfer(models.Model):
    """Transfer (`overdracht`) of a case from one partnership to another; the term to decide runs on.

    ORDERED: the Flemish Partnership decided who handles the case, after a refusal or a second wish.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="transfers")
    from_partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    to_partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(TransferState))
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by_name = models.CharField(max_length=200)
    answered_on = models.DateField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(state=TransferState.ASKED),
                name="recognition_one_open_transfer",
                violation_error_message="Voor dit dossier is al een overdracht gevraagd.",
            ),
            models.CheckConstraint(
                condition=~Q(from_partnership=F("to_partnership")),
                name="recognition_transfer_to_another",
                violation_error_message="Een dossier gaat over naar een ander partnerschap.",
            ),
        ]

    def __str__(self) -> str:
        return f"overdracht van {self.application_id} naar {self.to_partnership_id}"

    @property
    def is_asked(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == TransferState.ASKED


class Visit(models.Model):
    """Visit (`plaatsbezoek`) for a case, or to a recognised workplace, planned or held, with its report."""

    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE, related_name="visits")
    recognition = models.ForeignKey(Recognition, null=True, on_delete=models.CASCADE, related_name="visits")
    planned_on = models.DateField()
    planned_at = models.TimeField(null=True)
    visitor_name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    planned_by_id = models.BigIntegerField(null=True)
    held_on = models.DateField(null=True)
    report = models.TextField(blank=True)
    reported_by_name = models.CharField(max_length=200, blank=True)
    cancelled_on = models.DateField(null=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        ordering = ("planned_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, recognition__isnull=True)
                | Q(application__isnull=True, recognition__isnull=False),
                name="recognition_visit_of_one_file",
                violation_error_message="Een bezoek hoort bij een aanvraag of bij een erkenning.",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | ~Q(report=""),
                name="recognition_visit_with_report",
                violation_error_message="Een bezoek dat plaatsvond, heeft een verslag.",
            ),
        ]

    def __str__(self) -> str:
        return f"bezoek van {self.planned_on:%d/%m/%Y}"
