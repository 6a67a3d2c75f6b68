"""Rows of amendments: a new text for an agreement that everybody signed."""

from django.db import models
from django.db.models import Q

from duaal.casework.agreements.models.agreements import Agreement
from duaal.casework.agreements.models.versions import Version
from duaal.casework.agreements.states.amendments import OPEN, AmendmentState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models.trajectories import choices


class Amendment(models.Model):
    """Amendment (`wijziging`): the new text in `version`, which holds from `holds_from`.

    `before` is the number of the text it changes. `recognition` is the place under the new text, another one
    after a take-over by another company. `agreed_on` is the day on which everybody had signed.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="amendments")
    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="amendment")
    before = models.PositiveSmallIntegerField()
    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(AmendmentState))
    reason = models.TextField()
    holds_from = models.DateField()
    made_on = models.DateField()
    made_by_name = models.CharField(max_length=200)
    proposed_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("agreement",),
                condition=Q(state__in=sorted(OPEN)),
                name="agreements_one_open_amendment",
                violation_error_message="Er is al een wijziging van deze overeenkomst die nog open staat.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=False)
                | ~Q(state__in=[AmendmentState.AGREED, AmendmentState.IN_FORCE]),
                name="agreements_amendment_agreed_on_a_day",
                violation_error_message="Een wijziging die getekend is, heeft een dag van ondertekening.",
            ),
        ]

    def __str__(self) -> str:
        return f"wijziging {self.pk} van {self.agreement_id}"
