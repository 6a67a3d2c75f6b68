"""Rows of cooperating companies: what a partnership allows, and the part of an agreement elsewhere."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from duaal.casework.agreements.models.agreements import Agreement
from duaal.casework.agreements.models.versions import Version
from duaal.casework.agreements.states.cooperation import CooperationRuleState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models.trajectories import choices
from duaal.register.partnerships.models import Partnership
from duaal.register.programmes.models import Programme


class CooperationRule(models.Model):
    """Rule (`regel`) of a partnership: the parts of a programme that may be learned at another company.

    `parts` are codes of competences, `max_days` the longest stay there; None where it set no limit. A rule is
    never changed: it ends on `valid_to`, and another one begins.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(CooperationRuleState))
    parts = ArrayField(models.CharField(max_length=30))
    max_days = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.TextField()
    made_on = models.DateField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("programme__sort_name", "-valid_from", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agreements_cooperation_period",
                violation_error_message="De regel eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=~Q(parts=[]) & (Q(max_days__isnull=True) | Q(max_days__gte=1)),
                name="agreements_cooperation_parts",
                violation_error_message="Een regel noemt minstens één competentie en minstens één dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"regel {self.pk} van {self.partnership_id}"


class Cooperation(models.Model):
    """Part of an agreement at a partner company (`samenwerking`), as the text in `version` says."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="cooperations")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    parts = ArrayField(models.CharField(max_length=30))

    class Meta:
        ordering = ("first_on", "pk")

    def __str__(self) -> str:
        return f"samenwerking bij {self.agreement_id}"
