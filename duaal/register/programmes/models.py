from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from duaal.register.organisations.models import CLOSED, DateRange
from duaal.register.partnerships.models import Certainty, Partnership, ReportingSector
from duaal.register.programmes.states import ReplacementState


class LegalBasis(models.TextChoices):
    """The decree under which a recognition is given (`rechtsgrond`): each level has its own."""

    D2016 = "D2016", "decreet van 10 juni 2016 (secundair)"
    D2022 = "D2022", "decreet van 25 maart 2022 (volwassenen)"


class Level(models.TextChoices):
    """Level (`onderwijsniveau`) at which a programme is taught."""

    SECONDARY = "secondary", "secundair onderwijs"
    SPECIAL = "special", "buitengewoon secundair onderwijs"
    ADULT = "adult", "volwassenenonderwijs"


class Grade(models.TextChoices):
    """Grade or phase (`graad`, `fase`) of a secondary programme; empty when not known or not applicable."""

    GRADE_2 = "grade_2", "tweede graad"
    GRADE_3 = "grade_3", "derde graad"
    GRADE_3_YEAR_7 = "grade_3_year_7", "derde graad, zevende jaar"
    SENSE = "sense", "Se-n-Se"
    OV3 = "ov3", "opleidingsvorm 3"
    OV3_QUALIFICATION = "ov3_qualification", "opleidingsvorm 3, kwalificatiefase"
    OV3_INTEGRATION = "ov3_integration", "opleidingsvorm 3, integratiefase"


class Finality(models.TextChoices):
    """Finality (`finaliteit`) of a secondary programme; empty when not known or not applicable."""

    TRANSFER = "transfer", "doorstroomfinaliteit"
    DOUBLE = "double", "dubbele finaliteit"
    LABOUR_MARKET = "labour_market", "arbeidsmarktfinaliteit"


class EducationForm(models.TextChoices):
    """Education form (`onderwijsvorm`); empty when not known."""

    BSO = "bso", "beroepssecundair onderwijs (bso)"
    TSO = "tso", "technisch secundair onderwijs (tso)"
    BUSO = "buso", "buitengewoon secundair onderwijs (buso)"
    ADULT = "adult", "secundair volwassenenonderwijs"


class Programme(models.Model):
    """Dual programme (`duale opleiding`, `structuuronderdeel`) under its official name."""

    code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=250, db_collation="C")
    level = models.CharField(max_length=30, choices=Level)
    grade = models.CharField(max_length=30, choices=Grade, blank=True)
    finality = models.CharField(max_length=60, choices=Finality, blank=True)
    education_form = models.CharField(max_length=30, choices=EducationForm, blank=True)
    legal_basis = models.CharField(max_length=5, choices=LegalBasis)
    is_dual = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    source = models.TextField(blank=True)
    sectors = models.ManyToManyField(ReportingSector, related_name="+")
    sector_certainty = models.CharField(max_length=10, choices=Certainty)

    class Meta:
        ordering = ("sort_name", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="programmes_period",
                violation_error_message="De opleiding eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Competence(models.Model):
    """Competence (`competentie`) of a programme, as its standard trajectory or curriculum dossier has it.

    `is_vocational` tells the professional from the general ones; only the professional ones are learned at a
    workplace. A programme of which the document was not brought in has none. `replaces` are those of an older
    document that it takes over: together they count for it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="competences")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    is_vocational = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField(blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    is_synthetic = models.BooleanField(default=False, db_default=False)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="+")

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("programme", "code", "valid_from"),
                name="programmes_competence_once",
                violation_error_message="Deze competentie staat al bij de opleiding vanaf die dag.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="programmes_competence_period",
                violation_error_message="De competentie eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeReplacement(models.Model):
    """That one programme took the place of another (`vervanging`), as one partnership decided.

    A row of the conversion table (`omzettingstabel`). It counts from `since` until `until`, for the
    recognitions of that partnership; those keep the programme they were given for. One that was struck out
    never counted.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    old = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ReplacementState])
    since = models.DateField()
    until = models.DateField(null=True)
    decision = models.TextField()
    decided_on = models.DateField()
    decided_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("-since", "-id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="programmes_replacement_by_another",
                violation_error_message="Kies een andere opleiding dan die u vervangt.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="programmes_replacement_period",
                violation_error_message="De vervanging eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=""),
                name="programmes_replacement_with_decision",
                violation_error_message="Schrijf op waar dit beslist is.",
            ),
            ExclusionConstraint(
                name="programmes_replacement_once",
                expressions=[
                    (F("partnership"), RangeOperators.EQUAL),
                    (F("old"), RangeOperators.EQUAL),
                    (F("new"), RangeOperators.EQUAL),
                    (DateRange("since", "until", CLOSED), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=ReplacementState.STANDS),
                violation_error_message="Deze vervanging staat in die periode al in de lijst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} -> {self.new_id}"
