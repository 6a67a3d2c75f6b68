"""Rows of stored files. The bytes lie in the folder `DOCUMENT_FOLDER`, under a name that says nothing."""

from django.db import models
from django.db.models import Q


class DocumentKind(models.TextChoices):
    """Kind of document (`soort document`)."""

    EXTRACT = "EXTRACT", "uittreksel uit het strafregister"
    PRIOR_TRAINING = "PRIOR_TRAINING", "bewijs van vooropleiding"
    TRAINING_CERTIFICATE = "TRAINING_CERTIFICATE", "attest van mentoropleiding"
    EXEMPTION_PROOF = "EXEMPTION_PROOF", "bewijs voor een vrijstelling"
    DEBT_CERTIFICATE = "DEBT_CERTIFICATE", "schuldenattest"
    REGISTRATION_PROOF = "REGISTRATION_PROOF", "bewijs van inschrijving bij de RSZ"
    ACTIVITY_LIST = "ACTIVITY_LIST", "activiteitenlijst"
    MANDATE = "MANDATE", "machtiging"
    DECLARATION = "DECLARATION", "verklaring op eer"
    AGREEMENT = "AGREEMENT", "ondertekende overeenkomst"


class Document(models.Model):
    """A stored document (`document`). When its file is erased the row stays, with `erased_on`."""

    kind = models.CharField(max_length=20, choices=DocumentKind)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_name = models.CharField(max_length=64, unique=True)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_name = models.CharField(max_length=200)
    uploaded_on = models.DateField()
    erased_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=("id",), condition=Q(erased_on__isnull=True), name="documents_not_erased"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="documents_not_empty",
                violation_error_message="Een document is nooit leeg.",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(file_name=""),
                name="documents_erased_without_name",
                violation_error_message="Van een gewist document blijft de bestandsnaam niet bewaard.",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_erased(self) -> bool:
        return self.erased_on is not None
