"""Rows of what a company reports after its recognition.

They name the rows of recognition as text, because their module imports this one.
"""

from django.db import models
from django.db.models import Q

from duaal.casework.recognition.states.upkeep import ChangeKind, ChangeState
from duaal.register.organisations.models import Company, Site
from duaal.register.partnerships.models import Partnership


class ReportedChange(models.Model):
    """A change (`wijziging`) that a company reported, for one of the partnerships that recognised it.

    One report becomes a row per partnership: each closes its own task. Without `site` the change is about
    the whole company. `acquirer_number` is the enterprise number that takes over. `outcome` is what the
    partnership did with it. An address that changed asks for a visit: `visit` is the one that was planned,
    or it was waived, with a reason.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ChangeKind])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ChangeState])
    happens_on = models.DateField()
    description = models.TextField()
    acquirer_number = models.CharField(max_length=10, blank=True)
    reported_on = models.DateField()
    reported_by_id = models.BigIntegerField(null=True)
    reported_by_name = models.CharField(max_length=200)
    is_late = models.BooleanField(default=False)
    seen_on = models.DateField(null=True)
    seen_by_name = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    visit = models.ForeignKey("recognition.Visit", null=True, on_delete=models.PROTECT, related_name="+")
    visit_waived_on = models.DateField(null=True)
    visit_waived_because = models.TextField(blank=True, db_default="")
    visit_waived_by_name = models.CharField(max_length=200, blank=True, db_default="")
    erased_on = models.DateField(null=True)

    class Meta:
        ordering = ("reported_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ChangeState.REPORTED, seen_on__isnull=True)
                | (Q(state=ChangeState.SEEN, seen_on__isnull=False) & ~Q(outcome="")),
                name="recognition_change_seen_with_outcome",
                violation_error_message="Schrijf op wat u met de wijziging deed.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.TAKEOVER) | ~Q(acquirer_number=""),
                name="recognition_takeover_names_acquirer",
                violation_error_message="Vul het ondernemingsnummer in van wie overneemt.",
            ),
            models.CheckConstraint(
                condition=Q(visit_waived_on__isnull=True) | ~Q(visit_waived_because=""),
                name="recognition_change_visit_waived_because",
                violation_error_message="Schrijf op waarom een bezoek niet nodig is.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("partnership", "happens_on"),
                condition=Q(state=ChangeState.REPORTED),
                name="recognition_changes_to_see",
            ),
            models.Index(
                fields=("partnership", "happens_on"),
                condition=Q(kind=ChangeKind.ADDRESS, state=ChangeState.SEEN, visit_waived_on__isnull=True),
                name="recognition_changes_to_visit",
            ),
            models.Index(fields=("company", "-reported_on"), name="recognition_changes_of"),
            models.Index(
                fields=("acquirer_number",),
                condition=~Q(acquirer_number=""),
                name="recognition_taken_over_by",
            ),
        ]

    def __str__(self) -> str:
        return f"wijziging {self.pk}"
