from django.db import models

from duaal.register.partnerships.models import Certainty, ReportingSector


class LegalBasis(models.TextChoices):
    """The decree under which a recognition is given (`rechtsgrond`): each level has its own."""

    D2016 = "D2016", "decreet van 10 juni 2016 (secundair)"
    D2022 = "D2022", "decreet van 25 maart 2022 (volwassenen)"


class Programme(models.Model):
    """Dual programme (`duale opleiding`, `structuuronderdeel`) under its official name."""

    code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200)
    level = models.CharField(max_length=30)
    grade = models.CharField(max_length=30, blank=True)
    finality = models.CharField(max_length=60, blank=True)
    education_form = models.CharField(max_length=30, blank=True)
    legal_basis = models.CharField(max_length=5, choices=LegalBasis)
    is_dual = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField(blank=True)
    sectors = models.ManyToManyField(ReportingSector, related_name="+")

    class Meta:
        ordering = ("sort_name", "code")

    def __str__(self) -> str:
        return self.name
