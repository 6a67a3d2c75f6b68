from django.db import models
from django.db.models import F, Q

from duaal.register.organisations.models import JointCommittee


class Certainty(models.TextChoices):
    """How sure a value is (`zekerheid`)."""

    CERTAIN = "certain", "zeker"
    DATED = "dated", "gedateerd"
    DERIVED = "derived", "afgeleid"
    ASSUMED = "assumed", "aangenomen"


class Partnership(models.Model):
    """Sector partnership (`sectoraal partnerschap`), or the Flemish Partnership (`Vlaams Partnerschap`)."""

    code = models.CharField(max_length=80, primary_key=True)
    name = models.CharField(max_length=200)
    is_flemish = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("name",)
        constraints = [
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
    """Reporting sector (`rapporteringssector`): a row of the official tables. Several may share one partnership."""

    code = models.CharField(max_length=80, primary_key=True)
    label = models.CharField(max_length=200)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reporting_sectors")

    class Meta:
        ordering = ("label",)

    def __str__(self) -> str:
        return self.label


class MappingVersion(models.Model):
    """A version of the table that allots joint committees to sectors (`bevoegdheidsverdeling`)."""

    code = models.CharField(max_length=40, primary_key=True)
    published_on = models.DateField()
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
            models.UniqueConstraint(
                fields=("mapping_version", "joint_committee", "valid_from"),
                name="partnerships_one_sector_per_committee",
                violation_error_message="Dit paritair comité is in die versie al toegewezen vanaf die dag.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="partnerships_allocation_period",
                violation_error_message="De toewijzing eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"PC {self.joint_committee_id} -> {self.reporting_sector_id}"


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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("partnership", "power", "population", "valid_from"),
                name="partnerships_power_once",
                violation_error_message="Deze bevoegdheid staat er al vanaf die dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.power} {self.population}"
