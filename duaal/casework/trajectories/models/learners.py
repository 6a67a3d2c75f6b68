"""Rows of learners and of those who decide with them while they are minors."""

from django.db import models
from django.db.models import F, Q

from duaal.casework.trajectories.facts import Ground, Relation
from duaal.foundation.people.models import Person


class Learner(models.Model):
    """Learner (`leerling`; in adult education `cursist`): one person, known outside by a number of its own.

    `number` is pseudonymous; figures and agreements name the learner by it. `two_years_on` is the day on
    which the first two years of secondary education were followed, as far as known. `nationality` is asked of
    adults only, whose agreement names it; a foreign address has its country after the `town`.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=100, blank=True, db_default="")
    nationality = models.CharField(max_length=60, blank=True, db_default="")
    two_years_followed = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.number


class Guardian(models.Model):
    """Legal representative (`wettelijk vertegenwoordiger`) of a learner who is a minor, by period.

    `relation` and `ground` say on what it stands, as `recorded_by_name` wrote it down; empty as long as
    nobody did, and then nobody is invited on it.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="guardians")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    relation = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in Relation], blank=True, db_default=""
    )
    ground = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in Ground], blank=True, db_default=""
    )
    ground_remark = models.CharField(max_length=300, blank=True, db_default="")
    recorded_on = models.DateField(null=True)
    recorded_by_name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("learner", "person", "valid_from"),
                name="trajectories_guardian_once",
                violation_error_message="Deze persoon vertegenwoordigt de leerling al vanaf die dag.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="trajectories_guardian_period",
                violation_error_message="De vertegenwoordiging eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} voor {self.learner_id}"


class ReadingRight(models.Model):
    """Leave to read along (`meelezen`) that a learner who is of age gives to who was the representative.

    It gives no right to sign or to decide, and the learner takes it back on any day.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="reading_rights")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("learner", "person"),
                condition=Q(valid_to__isnull=True),
                name="trajectories_reads_once",
                violation_error_message="Deze persoon mag al meelezen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} leest mee met {self.learner_id}"
