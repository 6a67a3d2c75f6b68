from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from duaal.register.organisations.models import CLOSED, DateRange, EmployerKind, JointCommittee


def _never_twice(name: str, fields: tuple[str, ...], message: str) -> ExclusionConstraint:
    """No two rows with the same `fields` may have a day in common."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((F(field), RangeOperators.EQUAL) for field in fields),
            (DateRange("valid_from", "valid_to", CLOSED), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


def _no_end_before_start(name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message=message,
    )


class Certainty(models.TextChoices):
    """How sure a value is (`zekerheid`)."""

    CERTAIN = "certain", "zeker"
    DATED = "dated", "gedateerd"
    DERIVED = "derived", "afgeleid"
    ASSUMED = "assumed", "aangenomen"


class Partnership(models.Model):
    """Sector partnership (`sectoraal partnerschap`), or the Flemish Partnership (`Vlaams Partnerschap`).

    `certainty` and `source` are about its existence and its first and last day.
    """

    code = models.CharField(max_length=80, primary_key=True)
    name = models.CharField(max_length=200)
    is_flemish = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField()

    class Meta:
        ordering = ("name",)
        constraints = [
            _no_end_before_start("partnerships_period", "Het partnerschap eindigt voor het begint."),
            models.UniqueConstraint(
                fields=("is_flemish",),
                condition=Q(is_flemish=True),
                name="partnerships_one_flemish",
                violation_error_message="Er is maar één Vlaams Partnerschap.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportingSector(models.Model):
    """Reporting sector (`rapporteringssector`): a row of the official tables.

    `partnership` is the one of its latest `SectorPartnership` row, which sectors can share; who decided
    on a day, those rows tell.
    """

    code = models.CharField(max_length=80, primary_key=True)
    label = models.CharField(max_length=200)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reporting_sectors")

    class Meta:
        ordering = ("label",)

    def __str__(self) -> str:
        return self.label


class SectorPartnership(models.Model):
    """The partnership that decides for a reporting sector (`beslissend partnerschap`), by period."""

    reporting_sector = models.ForeignKey(
        ReportingSector, on_delete=models.CASCADE, related_name="deciding_partnerships"
    )
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="decided_sectors")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField()

    class Meta:
        constraints = [
            _never_twice(
                "partnerships_one_decider_per_sector",
                ("reporting_sector",),
                "Voor die sector beslist in die periode al een partnerschap.",
            ),
            _no_end_before_start("partnerships_decider_period", "De bevoegdheid eindigt voor ze begint."),
        ]

    def __str__(self) -> str:
        return f"{self.reporting_sector_id} -> {self.partnership_id}"


class MappingVersion(models.Model):
    """A version of the table that allots joint committees to sectors (`bevoegdheidsverdeling`).

    `is_official`: the published table itself, so that a committee without a row is certainly nobody's.
    """

    code = models.CharField(max_length=40, primary_key=True)
    published_on = models.DateField()
    is_official = models.BooleanField(default=False)
    source = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.code


class CommitteeAllocation(models.Model):
    """Allocation of a joint committee to a reporting sector, by period, within one mapping version.

    Committees without a row, and companies without a committee, fall to the Flemish Partnership.
    """

    mapping_version = models.ForeignKey(MappingVersion, on_delete=models.CASCADE, related_name="allocations")
    joint_committee = models.ForeignKey(JointCommittee, on_delete=models.PROTECT, related_name="+")
    reporting_sector = models.ForeignKey(
        ReportingSector, on_delete=models.PROTECT, related_name="allocations"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField()

    class Meta:
        constraints = [
            _never_twice(
                "partnerships_one_sector_per_committee",
                ("mapping_version", "joint_committee"),
                "Dit paritair comité is in die versie en die periode al toegewezen.",
            ),
            _no_end_before_start("partnerships_allocation_period", "De toewijzing eindigt voor ze begint."),
        ]

    def __str__(self) -> str:
        return f"PC {self.joint_committee_id} -> {self.reporting_sector_id}"


class EmployerAllocation(models.Model):
    """Allocation of a kind of employer without a joint committee to a reporting sector, as above."""

    mapping_version = models.ForeignKey(
        MappingVersion, on_delete=models.CASCADE, related_name="employer_allocations"
    )
    employer_kind = models.CharField(max_length=20, choices=EmployerKind)
    reporting_sector = models.ForeignKey(ReportingSector, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField()

    class Meta:
        constraints = [
            _never_twice(
                "partnerships_one_sector_per_employer_kind",
                ("mapping_version", "employer_kind"),
                "Deze soort werkgever is in die versie en die periode al toegewezen.",
            ),
            _no_end_before_start("partnerships_employer_period", "De toewijzing eindigt voor ze begint."),
        ]

    def __str__(self) -> str:
        return f"{self.employer_kind} -> {self.reporting_sector_id}"


class Power(models.TextChoices):
    """Power in a cooperation agreement (`samenwerkingsovereenkomst`)."""

    RECOGNISE = "RECOGNISE", "erkennen en opheffen"
    EXCLUDE = "EXCLUDE", "uitsluiten"
    CONTROL = "CONTROL", "controleren"
    REPORT = "REPORT", "rapporteren"
    INFORM = "INFORM", "informeren"
    MOBILISE = "MOBILISE", "mobiliseren"
    ADVISE = "ADVISE", "adviseren"


class Population(models.TextChoices):
    """Whose files a power covers."""

    SECONDARY = "SECONDARY", "secundair onderwijs"
    ADULT = "ADULT", "volwassenenonderwijs"


class PartnershipPower(models.Model):
    """A task handed to a partnership (`bevoegdheid`), per population and period."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="powers")
    power = models.CharField(max_length=20, choices=Power)
    population = models.CharField(max_length=20, choices=Population)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField()

    class Meta:
        constraints = [
            _never_twice(
                "partnerships_power_once",
                ("partnership", "power", "population"),
                "Deze bevoegdheid staat er in die periode al.",
            ),
            _no_end_before_start("partnerships_power_period", "De bevoegdheid eindigt voor ze begint."),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.power} {self.population}"
