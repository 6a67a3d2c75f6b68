"""What a guidance file or an invitation began with, as columns."""

from django.db import models


class Sourced(models.Model):
    """A row that began with a finding of a control or a proposal of a provider, or with neither."""

    finding = models.ForeignKey(
        "recognition.Finding", null=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    proposal = models.ForeignKey(
        "recognition.WithdrawalProposal", null=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
