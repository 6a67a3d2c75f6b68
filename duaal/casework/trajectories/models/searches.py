"""Rows of the search for a workplace: the calendar of a provider, each search, each extension."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from duaal.casework.trajectories.models.learners import Learner
from duaal.casework.trajectories.models.trajectories import Trajectory
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.register.organisations.models import Provider


class CalendarVersion(models.Model):
    """School calendar (`schoolkalender`) of a provider for one school year; each change is a new version.

    `free_days` are the days it chose itself (`facultatieve verlofdagen`); the school holidays are those of
    Flanders.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    free_days = ArrayField(models.DateField(), default=list)
    made_on = models.DateField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("provider", "school_year", "number"),
                name="trajectories_calendar_version_once",
                violation_error_message="Deze versie van de kalender bestaat al.",
            ),
        ]

    def __str__(self) -> str:
        return f"kalender {self.school_year} versie {self.number}"

    def calendar(self) -> SchoolCalendar:
        return SchoolCalendar(frozenset(self.free_days))


class Search(models.Model):
    """Search (`zoektocht`) of a learner for a workplace, from its day 1 until an agreement or the end.

    `school_year` is the one in which it starts; the days of all searches of a learner in it count together.
    `last_day` is kept with the calendar it was counted on: `calendar` (none: no local free days) and
    `calendar_source`, the version of the school holidays. It is None for an adult. `days_used` is set when
    the search stops. `school_hours` are the hours a week that the provider gives meanwhile, as far as noted.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="searches")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    days_used_before = models.PositiveSmallIntegerField(default=0)
    is_extended = models.BooleanField(default=False)
    last_day = models.DateField(null=True)
    calendar = models.ForeignKey(CalendarVersion, null=True, on_delete=models.PROTECT, related_name="+")
    calendar_source = models.CharField(max_length=60)
    warn_on = models.DateField(null=True)
    expired_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    days_used = models.PositiveSmallIntegerField(null=True)
    school_hours = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("first_day", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("trajectory",),
                condition=Q(stopped_on__isnull=True),
                name="trajectories_one_open_search",
                violation_error_message="Voor dit traject loopt al een zoektocht.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="trajectories_search_period",
                violation_error_message="De zoektocht eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True, days_used__isnull=True)
                | Q(stopped_on__isnull=False, days_used__isnull=False),
                name="trajectories_search_stopped_and_counted",
                violation_error_message="Een zoektocht die stopt, heeft een aantal gebruikte dagen.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("warn_on",),
                condition=Q(stopped_on__isnull=True, warn_on__isnull=False),
                name="trajectories_search_to_warn",
            ),
            models.Index(
                fields=("last_day",),
                condition=Q(stopped_on__isnull=True, expired_on__isnull=True),
                name="trajectories_search_to_expire",
            ),
            models.Index(fields=("learner", "school_year"), name="trajectories_search_of_year"),
        ]

    def __str__(self) -> str:
        return f"zoektocht vanaf {self.first_day}"

    def school_calendar(self) -> SchoolCalendar:
        """The calendar on which the days of this search are counted."""
        return SchoolCalendar() if self.calendar is None else self.calendar.calendar()


class Extension(models.Model):
    """Extension (`verlenging`) of a search, with its ground; decided by the class council."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="extensions")
    asked_on = models.DateField()
    ground = models.TextField()
    days = models.PositiveSmallIntegerField()
    decided_by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"verlenging van {self.search_id}"
