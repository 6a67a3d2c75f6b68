from django.db import models
from django.db.models import F, Q


class Region(models.TextChoices):
    """Region (`gewest`) of a municipality."""

    FLANDERS = "flanders", "Vlaams Gewest"
    BRUSSELS = "brussels", "Brussels Hoofdstedelijk Gewest"
    WALLONIA = "wallonia", "Waals Gewest"


class Province(models.TextChoices):
    """Province (`provincie`) of the official tables; the Brussels-Capital Region counts as one."""

    BRUSSELS = "bru", "Brussels H. Gewest"
    ANTWERPEN = "ant", "Provincie Antwerpen"
    LIMBURG = "lim", "Provincie Limburg"
    OOST_VLAANDEREN = "ovl", "Provincie Oost-Vlaanderen"
    VLAAMS_BRABANT = "vbr", "Provincie Vlaams-Brabant"
    WEST_VLAANDEREN = "wvl", "Provincie West-Vlaanderen"


class Municipality(models.Model):
    """Municipality (`gemeente`) under one NIS code, for the period in which the code was in force.

    A merger ends the old codes and starts the new one; `successor` is the municipality it went into.
    """

    nis_code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=100)
    sort_name = models.CharField(max_length=120, db_collation="C")
    region = models.CharField(max_length=10, choices=Region)
    province = models.CharField(max_length=3, choices=Province, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("sort_name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="geography_municipality_period",
                violation_error_message="De gemeente eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=Q(region=Region.WALLONIA, province="")
                | (~Q(region=Region.WALLONIA) & ~Q(province="")),
                name="geography_province_outside_wallonia",
                violation_error_message="Alleen een gemeente in het Waals Gewest heeft geen provincie.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False),
                name="geography_successor_after_end",
                violation_error_message="Een gemeente met een opvolger heeft een einddatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """Postcode (`postcode`) with its point and the municipality it lies in today."""

    code = models.CharField(max_length=4, primary_key=True)
    place_name = models.CharField(max_length=100)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return f"{self.code} {self.place_name}"
