"""Rows of the sealed paper of a text that everybody signed."""

from django.db import models
from django.db.models import Q

from duaal.casework.agreements.models.versions import Version
from duaal.foundation.documents.models import Document


class SealedPaper(models.Model):
    """Sealed paper (`verzegelde overeenkomst`) of one concluded version.

    The row is made with the last signature, in the same transaction, so that no signed text is forgotten. The
    worker makes the file, and when that fails tries again at `next_try_at`. Once there is a file the database
    refuses every change of the row: nothing is ever sealed twice. `file_hash` is the SHA-256 of the file.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="paper")
    document = models.OneToOneField(Document, null=True, on_delete=models.PROTECT, related_name="+")
    file_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 none is not the same as empty
    sealed_at = models.DateTimeField(null=True)
    seal_owner = models.CharField(max_length=200, blank=True)
    seal_fingerprint = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    document__isnull=True, file_hash__isnull=True, sealed_at__isnull=True, seal_fingerprint=""
                )
                | (
                    Q(document__isnull=False, file_hash__isnull=False, sealed_at__isnull=False)
                    & ~Q(seal_fingerprint="")
                ),
                name="agreements_paper_with_its_seal",
                violation_error_message="Een verzegelde tekst heeft een bestand, een moment en een zegel.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("next_try_at",), condition=Q(document__isnull=True), name="agreements_paper_to_make"
            ),
        ]

    def __str__(self) -> str:
        return f"papier van {self.version_id}"

    @property
    def is_ready(self) -> bool:
        return self.document_id is not None
