"""Rows of agreements: as the register counts them, with the state of those that are kept here."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from duaal.casework.agreements.states import CONCLUDED, ON_PAPER, AgreementState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.models.trajectories import choices
from duaal.register.organisations.models import CLOSED, Company, DateRange, Provider, Site
from duaal.register.programmes.models import Programme


class AgreementKind(models.TextChoices):
    """Kind of agreement (`soort overeenkomst`); the codes stay Dutch."""

    OAO = "OAO", "overeenkomst alternerende opleiding"
    SAO = "SAO", "stageovereenkomst alternerende opleiding"
    DAO = "DAO", "deeltijdse arbeidsovereenkomst"
    ODO = "ODO", "overeenkomst duale opleiding"
    ODOS = "ODOS", "overeenkomst duale opleiding zonder vergoeding"
    ODOW = "ODOW", "overeenkomst duale opleiding voor werknemers"


ENDS_WITH_RECOGNITION = (
    AgreementKind.OAO,
    AgreementKind.SAO,
    AgreementKind.ODO,
    AgreementKind.ODOS,
    AgreementKind.ODOW,
)
"""Kinds that end when the recognition is withdrawn: art. 23, 9° of the decree of 10 June 2016 for the first
two, art. 21, 9° of that of 25 March 2022 for the others. A part-time contract is ended by the employer.
"""


class AgreementEnd(models.TextChoices):
    """Why an agreement ended early (`reden van het vroegtijdige einde`), as far as a file here says so."""

    NONE = "", "niet bekend"
    WITHDRAWAL = "WITHDRAWAL", "erkenning opgeheven"


class SearchOutcome(models.TextChoices):
    """What became of a learner who lost the workplace (`afloop van de zoektocht`)."""

    NEW_PLACE = "NEW_PLACE", "de leerling heeft een nieuwe werkplek"
    AT_SCHOOL = "AT_SCHOOL", "de leerling gaat zonder werkplek verder op school"
    LEFT = "LEFT", "de leerling is weg bij onze school of ons centrum"


class Agreement(models.Model):
    """Agreement (`overeenkomst`) of a learner at a recognised site, from its start until its real end.

    The learner stands here under a pseudonymous number. An agreement without `starts_on` never started.
    `provider` is the school or centre that concluded it, where that is known. An agreement that is kept here
    has a `trajectory` and a `state`; until everybody signed it has no `concluded_on`, its dates stand in the
    newest version and nobody counts it. `version` is the number of that version. `notice_ends_on` is
    the last day after a notice; `ended_as` the way it ended; `owes_month` whether the company owes a month.
    The provider of an agreement that is not kept here looks for a new workplace when this one is lost with
    its recognition; `search_ended_on` is the day on which it said how that ended.
    """

    trajectory = models.ForeignKey(Trajectory, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=choices(AgreementState), blank=True, db_default="")
    version = models.PositiveSmallIntegerField(db_default=0)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    notice_ends_on = models.DateField(null=True)
    ended_as = models.CharField(max_length=30, blank=True, db_default="")
    owes_month = models.BooleanField(db_default=False)

    kind = models.CharField(max_length=4, choices=AgreementKind)
    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="+")
    learner_number = models.CharField(max_length=20)
    concluded_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    planned_end_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=AgreementEnd, blank=True, db_default="")
    search_ended_on = models.DateField(null=True)
    search_outcome = models.CharField(max_length=10, choices=SearchOutcome, blank=True, db_default="")
    search_ended_by_name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | (
                    Q(planned_end_on__gte=F("starts_on"))
                    & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")))
                ),
                name="agreements_period",
                violation_error_message="De overeenkomst eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=Q(search_ended_on__isnull=True, search_outcome="")
                | (Q(search_ended_on__isnull=False) & ~Q(search_outcome="")),
                name="agreements_search_outcome",
                violation_error_message="Een zoektocht die voorbij is, heeft een dag en een afloop.",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=False)
                | Q(state__in=sorted({*ON_PAPER, AgreementState.VOID}), starts_on__isnull=True),
                name="agreements_concluded_on_a_day",
                violation_error_message="Een overeenkomst die getekend is, heeft een dag van ondertekening.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(AgreementState)) | Q(trajectory__isnull=False),
                name="agreements_kept_for_a_trajectory",
                violation_error_message="Een overeenkomst hoort bij het traject van een leerling.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.ENDED) | Q(ended_on__isnull=False),
                name="agreements_ended_on_a_day",
                violation_error_message="Een overeenkomst die beëindigd is, heeft een laatste dag.",
            ),
            models.UniqueConstraint(
                fields=("trajectory",),
                condition=Q(state__in=sorted(ON_PAPER)),
                name="agreements_one_on_paper",
                violation_error_message="Voor deze leerling is er al een ontwerp van een overeenkomst.",
            ),
            ExclusionConstraint(
                name="agreements_one_at_a_time",
                expressions=[
                    (F("learner_number"), RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", Coalesce("ended_on", "planned_end_on"), CLOSED),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(
                    trajectory__isnull=False,
                    starts_on__isnull=False,
                    state__in=sorted({*CONCLUDED, AgreementState.ENDED}),
                ),
                violation_error_message="De leerling heeft in die periode al een overeenkomst.",
            ),
        ]
        indexes = [
            models.Index(fields=("company", "starts_on"), name="agreements_by_company"),
            models.Index(
                fields=("state", "provider", "id"),
                condition=~Q(state=""),
                name="agreements_of_provider",
            ),
            models.Index(
                fields=("trajectory", "id"),
                condition=Q(trajectory__isnull=False),
                name="agreements_of_trajectory",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
