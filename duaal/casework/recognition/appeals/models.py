"""Rows of appeals. They name what they are against as text, because those modules import this one."""

from django.db import models
from django.db.models import F, Q

from duaal.casework.recognition.appeals.states import RUNNING, AppealKind, AppealState
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import Partnership

RUNNING_STATES = sorted(RUNNING)


class AppealWay(models.TextChoices):
    """How an appeal came in (`wijze van indienen`)."""

    FORM = "FORM", "formulier"
    EMAIL = "EMAIL", "e-mail"
    LETTER = "LETTER", "aangetekende brief"


class InadmissibleGround(models.TextChoices):
    """Why an appeal is not examined (`grond van onontvankelijkheid`)."""

    NONE = "", "geen"
    NOT_BY_UNDERTAKING = "NOT_BY_UNDERTAKING", "niet ingesteld door de onderneming zelf"
    LATE = "LATE", "te laat ingesteld"
    NO_REASONS = "NO_REASONS", "zonder redenen"
    NOT_APPEALABLE = "NOT_APPEALABLE", "niet gericht tegen een beslissing waartegen beroep kan"


KIND_COLUMN = {
    AppealKind.REFUSAL: "application",
    AppealKind.WITHDRAWAL: "withdrawal",
    AppealKind.EXCLUSION: "exclusion",
    AppealKind.BAR: "bar",
}
"""The column that holds what an appeal is against; exactly one of them is filled."""


def of_kind(kind: AppealKind) -> Q:
    """The appeals of one kind."""
    return Q(**{f"{KIND_COLUMN[kind]}__isnull": False})


def exactly_one_object() -> Q:
    """The check that an appeal is against one decision."""
    check = Q()
    for kind in AppealKind:
        check |= Q(**{f"{column}__isnull": one != kind for one, column in KIND_COLUMN.items()})
    return check


class Appeal(models.Model):
    """Appeal (`beroep`) of a company against one decision: a refusal, or one part of a sanction.

    `sent_on` is the day that counts (post date of a letter), `received_on` the day on which it stood in the
    file. `decision_received_on` and `last_day_on` are the receipt of the decision and the last day to appeal,
    as they were at that moment. `partnership` took the decision. `suspended_on` is the day on which the
    committee ordered that the sanction has no effect until the outcome. `remaining_grounds` are the
    conditions on which a refusal still stands after an appeal that was right in part.
    """

    application = models.ForeignKey(
        "recognition.Application", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    withdrawal = models.ForeignKey(
        "recognition.Withdrawal", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    exclusion = models.ForeignKey(
        "recognition.Exclusion", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    bar = models.ForeignKey(
        "recognition.MentorBar", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in AppealState])
    way = models.CharField(max_length=10, choices=AppealWay)
    sent_on = models.DateField()
    received_on = models.DateField()
    reasons = models.TextField(blank=True)
    decision_received_on = models.DateField()
    last_day_on = models.DateField()
    acknowledge_by = models.DateField()
    acknowledged_on = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    is_extended = models.BooleanField(default=False)
    inadmissible_ground = models.CharField(max_length=20, choices=InadmissibleGround, blank=True)
    outcome_reason = models.TextField(blank=True)
    remaining_grounds = models.JSONField(default=list)
    decided_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    suspension_reason = models.TextField(blank=True, db_default="")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(state__in=RUNNING_STATES),
                name="recognition_one_running_appeal",
                violation_error_message="Tegen deze weigering loopt al een beroep.",
            ),
            models.UniqueConstraint(
                fields=("withdrawal",),
                condition=Q(state__in=RUNNING_STATES),
                name="recognition_one_appeal_per_withdrawal",
                violation_error_message="Tegen deze opheffing loopt al een beroep.",
            ),
            models.UniqueConstraint(
                fields=("exclusion",),
                condition=Q(state__in=RUNNING_STATES),
                name="recognition_one_appeal_per_exclusion",
                violation_error_message="Tegen deze uitsluiting loopt al een beroep.",
            ),
            models.UniqueConstraint(
                fields=("bar",),
                condition=Q(state__in=RUNNING_STATES),
                name="recognition_one_appeal_per_bar",
                violation_error_message="Tegen deze weigering van een mentor loopt al een beroep.",
            ),
            models.CheckConstraint(
                condition=exactly_one_object(),
                name="recognition_appeal_against_one_decision",
                violation_error_message="Een beroep is gericht tegen precies één beslissing.",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__lte=F("received_on")),
                name="recognition_appeal_sent_before_receipt",
                violation_error_message="Het beroep is verstuurd na de dag waarop het binnenkwam.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("decide_by", "acknowledge_by"),
                condition=Q(state__in=RUNNING_STATES),
                name="recognition_appeals_due",
            )
        ]

    def __str__(self) -> str:
        return f"beroep {self.pk}"

    @property
    def is_late(self) -> bool:
        return self.sent_on > self.last_day_on

    @property
    def kind(self) -> AppealKind:
        """What the appeal is against."""
        return next(kind for kind, column in KIND_COLUMN.items() if getattr(self, f"{column}_id") is not None)
