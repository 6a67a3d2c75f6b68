"""Rows of decisions on school holidays: the list of seasonal work, and fewer weeks of holiday."""

from django.db import models
from django.db.models import Q

from duaal.casework.agreements.states.holidays import HolidayDecisionState
from duaal.casework.trajectories.models.trajectories import choices
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import Partnership


class HolidayDecisionKind(models.TextChoices):
    """What was decided (`soort beslissing`): seasonal work on the list, or fewer weeks of holiday."""

    SEASONAL = "seasonal", "seizoenswerk in de schoolvakanties"
    REDUCTION = "reduction", "minder weken schoolvakantie"


class HolidayDecision(models.Model):
    """Decision (`beslissing`) for one company and one school year, named by the year in which it begins.

    Seasonal work is on the list once the Government approved it; `reference` says where that stands. A
    decision that is revoked allows nothing new, and stays.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=HolidayDecisionKind)
    school_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=choices(HolidayDecisionState))
    activity = models.TextField()
    reference = models.TextField()
    made_on = models.DateField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("-school_year", "company__sort_name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("partnership", "company", "kind", "school_year"),
                condition=Q(state=HolidayDecisionState.KEPT),
                name="agreements_holiday_decision_once",
                violation_error_message="Deze beslissing is er al voor die onderneming en dat schooljaar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.school_year} voor {self.company_id}"
