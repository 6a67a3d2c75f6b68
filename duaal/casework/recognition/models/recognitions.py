"""Rows of recognitions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from duaal.casework.recognition.models.applications import Application
from duaal.casework.recognition.models.columns import choices
from duaal.casework.recognition.states import LIVE, RecognitionState
from duaal.register.organisations.models import CLOSED, Company, DateRange, Site
from duaal.register.partnerships.models import Partnership
from duaal.register.programmes.models import LegalBasis, Programme


class Recognition(models.Model):
    """Recognition (`erkenning`) of one site for one programme, valid from the decision until `valid_to`.

    `ended_on` is the last day when it ended before `valid_to`. `incomplete_since` is the day from which no
    mentor works here, while that is so; `vacancy_alerted_on` and `vacancy_over_on` are the days on which the
    department was told of that vacancy, and on which its term was over. `end_notice_months` is the last
    notice of the end that was given, in months before it; `end_alerted_on` the day on which everybody with
    a running agreement was told. `covered_competences` are those of the programme that the place can teach;
    empty when it teaches them all. `erased_on` is the day on which the personal data of the file were erased.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="recognition")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=5, choices=LegalBasis)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices(RecognitionState))
    valid_from = models.DateField()
    valid_to = models.DateField()
    ended_on = models.DateField(null=True)
    incomplete_since = models.DateField(null=True)
    vacancy_alerted_on = models.DateField(null=True)
    vacancy_over_on = models.DateField(null=True)
    end_notice_months = models.PositiveSmallIntegerField(null=True)
    end_alerted_on = models.DateField(null=True)
    covered_competences = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="recognition_one_live_per_site_and_programme",
                expressions=[
                    (F("site"), RangeOperators.EQUAL),
                    (F("programme"), RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", Coalesce("ended_on", "valid_to"), CLOSED),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Deze vestiging is in die periode al erkend voor deze opleiding.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from"))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("valid_from"), ended_on__lte=F("valid_to"))),
                name="recognition_period",
                violation_error_message="De erkenning eindigt voor ze begint of na haar laatste dag.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RecognitionState.INCOMPLETE) | Q(incomplete_since__isnull=False),
                name="recognition_incomplete_since_a_day",
                violation_error_message="Een erkenning zonder mentor is dat sinds een bepaalde dag.",
            ),
        ]
        indexes = [
            models.Index(fields=("company", "-valid_from", "-id"), name="recognition_rec_by_company"),
            models.Index(fields=("state", "valid_to"), name="recognition_rec_by_end"),
            models.Index(
                fields=("valid_to", "id"), condition=Q(state__in=sorted(LIVE)), name="recognition_rec_ending"
            ),
            models.Index(
                fields=("partnership", "valid_to", "id"),
                condition=Q(state__in=sorted(LIVE)),
                name="recognition_rec_ending_at",
            ),
            models.Index(
                fields=("incomplete_since",),
                condition=Q(incomplete_since__isnull=False),
                name="recognition_without_mentor",
            ),
            models.Index(
                Coalesce("ended_on", "valid_to"),
                "id",
                condition=Q(erased_on__isnull=True) & ~Q(state__in=sorted(LIVE)),
                name="recognition_rec_to_erase",
            ),
        ]

    def __str__(self) -> str:
        return f"erkenning {self.pk}"
