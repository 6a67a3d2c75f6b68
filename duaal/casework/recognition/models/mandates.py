"""Rows of authorisations to apply in the name of a company."""

from django.db import models
from django.db.models import F, Q

from duaal.casework.recognition.models.columns import choices
from duaal.casework.recognition.states import SubmitterKind
from duaal.foundation.documents.models import Document
from duaal.register.organisations.models import Company


class Mandate(models.Model):
    """Authorisation (`machtiging`) of one company for one counsellor or sector employee, signed by it.

    `holder_organisation` is the number of the provider or the code of the partnership of the holder.
    `revoked_on` is the day on which it ended: by somebody (`revoked_by_name`), or because its time was over.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    holder_kind = models.CharField(max_length=10, choices=choices(SubmitterKind))
    holder_organisation = models.CharField(max_length=80)
    holder_id = models.BigIntegerField()
    holder_name = models.CharField(max_length=200)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signed_by_name = models.CharField(max_length=200)
    valid_to = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revoked_by_name = models.CharField(max_length=200, blank=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("company", "holder_id", "holder_organisation"),
                condition=Q(revoked_on__isnull=True),
                name="recognition_one_mandate",
                violation_error_message="Er is al een machtiging van deze onderneming voor deze persoon.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("signed_on")),
                name="recognition_mandate_period",
                violation_error_message="De machtiging eindigt voor ze ondertekend is.",
            ),
        ]
        indexes = [models.Index(fields=("holder_id",), name="recognition_mandates_of")]

    def __str__(self) -> str:
        return f"machtiging {self.pk}"

    @property
    def state(self) -> str:
        """LIVE until somebody ended it, or the clock did after its last day."""
        return "LIVE" if self.revoked_on is None else "ENDED"
