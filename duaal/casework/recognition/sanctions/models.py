"""Rows of guidance, hearings, precautions, sanctions, proposals of providers and controls.

They name the rows of recognition as text, because their module imports this one.
"""

from django.db import models
from django.db.models import F, Q, Value

from duaal.casework.recognition.sanctions.sourced import Sourced
from duaal.casework.recognition.sanctions.states import (
    ActionResult,
    BarState,
    ExclusionKind,
    ExclusionState,
    GuidanceState,
    ProposalState,
    WithdrawalGround,
    WithdrawalState,
)
from duaal.casework.recognition.states import DecisionMode, RecognitionState
from duaal.foundation.people.models import Person
from duaal.register.organisations.models import Company, Site
from duaal.register.partnerships.models import Partnership

RECOGNITION = "recognition.Recognition"


class Guidance(Sourced):
    """Guidance file (`begeleidingsdossier`) of one recognition: a shortcoming and the actions to mend it.

    `shortcoming` is the code of a condition (U1 to M5) or of a duty (D1 to D17).
    """

    recognition = models.ForeignKey(RECOGNITION, on_delete=models.PROTECT, related_name="guidances")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in GuidanceState])
    shortcoming = models.CharField(max_length=4)
    description = models.TextField()
    opened_on = models.DateField()
    opened_by_id = models.BigIntegerField(null=True)
    opened_by_name = models.CharField(max_length=200)
    closed_on = models.DateField(null=True)
    closing_remark = models.TextField(blank=True)

    class Meta:
        ordering = ("opened_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("recognition",),
                condition=Q(state=GuidanceState.RUNNING),
                name="recognition_one_running_guidance",
                violation_error_message="Voor deze erkenning loopt al een begeleiding.",
            ),
        ]

    def __str__(self) -> str:
        return f"begeleiding {self.pk}"


class GuidanceAction(models.Model):
    """Guidance action (`begeleidingsactie`): what, by whom, until when, and what came of it.

    `report` is what the company says of it. `overdue_since` is the day on which the periodic job saw that it
    was not closed in time.
    """

    guidance = models.ForeignKey(Guidance, on_delete=models.CASCADE, related_name="actions")
    description = models.TextField()
    responsible = models.CharField(max_length=200)
    due_on = models.DateField()
    follow_up = models.ForeignKey("recognition.Visit", null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=10, choices=[(r.value, r.value) for r in ActionResult], blank=True)
    result_remark = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    report = models.TextField(blank=True, db_default="")
    reported_on = models.DateField(null=True)
    overdue_since = models.DateField(null=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", closed_on__isnull=True) | (~Q(result="") & Q(closed_on__isnull=False)),
                name="recognition_action_closed_with_result",
                violation_error_message="Een afgesloten actie heeft een resultaat.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("due_on",), condition=Q(closed_on__isnull=True), name="recognition_action_due"
            ),
        ]

    def __str__(self) -> str:
        return f"actie {self.pk}"


class Hearing(Sourced):
    """Invitation to be heard (`uitnodiging om gehoord te worden`) before a sanction, and what was said."""

    recognition = models.ForeignKey(RECOGNITION, on_delete=models.PROTECT, related_name="hearings")
    reason = models.TextField()
    invited_on = models.DateField()
    invited_by_name = models.CharField(max_length=200)
    react_by = models.DateField()
    reaction = models.TextField(blank=True)
    reacted_on = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    report = models.TextField(blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("invited_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("recognition",),
                condition=Q(closed_on__isnull=True),
                name="recognition_one_open_hearing",
                violation_error_message="De onderneming is al uitgenodigd om gehoord te worden.",
            ),
        ]

    def __str__(self) -> str:
        return f"uitnodiging van {self.invited_on:%d/%m/%Y}"


class Precaution(models.Model):
    """Precaution (`voorzorgsmaatregel`): a warning without legal effect, with danger for a learner."""

    recognition = models.ForeignKey(RECOGNITION, on_delete=models.PROTECT, related_name="precautions")
    danger = models.TextField()
    since = models.DateField()
    until = models.DateField()
    taken_by_name = models.CharField(max_length=200)
    state_before = models.CharField(max_length=20, choices=[(s.value, s.value) for s in RecognitionState])
    resolved_on = models.DateField(null=True)
    resolution = models.TextField(blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("recognition",),
                condition=Q(resolved_on__isnull=True),
                name="recognition_one_running_precaution",
                violation_error_message="Voor deze erkenning loopt al een voorzorgsmaatregel.",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="recognition_precaution_period",
                violation_error_message="De voorzorgsmaatregel eindigt voor ze begint.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("until",),
                condition=Q(resolved_on__isnull=True),
                name="recognition_precaution_end",
            ),
        ]

    def __str__(self) -> str:
        return f"voorzorgsmaatregel {self.pk}"


class SanctionDecision(models.Model):
    """One decision (`sanctiebeslissing`) on one company: withdrawals, and with them an exclusion or a bar.

    The company is told once of everything that was decided together. `read_on` is the day on which it said
    that it read the decision.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    reasons = models.TextField()
    in_danger = models.BooleanField(default=False)
    decided_on = models.DateField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200)
    decision_mode = models.CharField(
        max_length=20, choices=[(m.value, m.value) for m in DecisionMode], blank=True
    )
    voters = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    read_on = models.DateField(null=True)
    erased_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("company", "-decided_on"), name="recognition_sanctions_of")]

    def __str__(self) -> str:
        return self.reference


class Withdrawal(models.Model):
    """Withdrawal (`opheffing`) of one recognition, art. 7 § 4: on its own ground, in effect from a day."""

    decision = models.ForeignKey(SanctionDecision, on_delete=models.PROTECT, related_name="withdrawals")
    recognition = models.ForeignKey(RECOGNITION, on_delete=models.PROTECT, related_name="withdrawals")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in WithdrawalState])
    ground = models.CharField(max_length=20, choices=[(g.value, g.value) for g in WithdrawalGround])
    code = models.CharField(max_length=4)
    reason = models.TextField()
    effect_on = models.DateField()
    annulled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("recognition",),
                condition=~Q(state=WithdrawalState.ANNULLED),
                name="recognition_one_withdrawal",
                violation_error_message="Over de opheffing van deze erkenning is al beslist.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("effect_on",),
                condition=Q(state=WithdrawalState.DECIDED),
                name="recognition_withdrawal_due",
            )
        ]

    def __str__(self) -> str:
        return f"opheffing {self.pk}"


class Exclusion(models.Model):
    """Exclusion (`uitsluiting`), art. 7 § 6, of an undertaking, or in practice of one site (`site` given)."""

    decision = models.ForeignKey(SanctionDecision, on_delete=models.PROTECT, related_name="exclusions")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ExclusionKind])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ExclusionState])
    reason = models.TextField()
    from_day = models.DateField()
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ExclusionKind.DEFINITIVE, until__isnull=True)
                | Q(kind=ExclusionKind.TEMPORARY, until__gte=F("from_day")),
                name="recognition_exclusion_period",
                violation_error_message="Enkel een tijdelijke uitsluiting heeft een einddatum.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("company",), condition=Q(state=ExclusionState.IN_FORCE), name="recognition_excluded"
            ),
            models.Index(
                fields=("until",),
                condition=Q(state=ExclusionState.IN_FORCE),
                name="recognition_exclusion_end",
            ),
        ]

    def __str__(self) -> str:
        return f"uitsluiting {self.pk}"


class MentorBar(models.Model):
    """Bar (`weigering`) of a mentor at one company as a sanction, for some programmes or for all.

    `programmes` are codes; empty means every programme.
    """

    decision = models.ForeignKey(SanctionDecision, on_delete=models.PROTECT, related_name="bars")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    programmes = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in BarState])
    reason = models.TextField()
    from_day = models.DateField()
    annulled_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=("person",), condition=Q(state=BarState.IN_FORCE), name="recognition_barred")
        ]

    def __str__(self) -> str:
        return f"weigering van mentor {self.person_id}"


class ExclusionProposal(models.Model):
    """Proposal of an exclusion (`voorstel tot uitsluiting`) to the Flemish Partnership.

    A sector partnership makes it that may recognise and withdraw, and has no power to exclude. With `site`
    for an exclusion of that site only, without `until` for a definitive one.
    """

    recognition = models.ForeignKey(RECOGNITION, on_delete=models.PROTECT, related_name="exclusion_proposals")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ExclusionKind])
    until = models.DateField(null=True)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ProposalState])
    proposed_on = models.DateField()
    proposed_by_name = models.CharField(max_length=200)
    answered_on = models.DateField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("proposed_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("recognition",),
                condition=Q(state=ProposalState.OPEN),
                name="recognition_one_exclusion_proposal",
                violation_error_message="Voor deze erkenning wacht al een voorstel tot uitsluiting.",
            ),
            models.CheckConstraint(
                condition=Q(kind=ExclusionKind.DEFINITIVE, until__isnull=True)
                | Q(kind=ExclusionKind.TEMPORARY, until__gte=F("proposed_on")),
                name="recognition_exclusion_proposal_period",
                violation_error_message="Enkel een tijdelijke uitsluiting heeft een einddatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel tot uitsluiting {self.pk}"


class WithdrawalProposal(models.Model):
    """Proposal of withdrawal by a provider (`voorstel tot opheffing`), art. 27; the provider is no party.

    `agreement_number` is the number of the agreement of that provider at the company.
    """

    recognition = models.ForeignKey(RECOGNITION, on_delete=models.PROTECT, related_name="proposals")
    provider_number = models.CharField(max_length=80)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200)
    agreement_number = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ProposalState])
    reasons = models.TextField()
    proposed_on = models.DateField()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True)
    answer_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("recognition", "provider_number"),
                condition=Q(state=ProposalState.OPEN),
                name="recognition_one_open_proposal",
                violation_error_message="Uw voorstel over deze erkenning wacht al op een antwoord.",
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk}"


class Control(models.Model):
    """Control (`controle`) of one undertaking by an inspector, with a reason and a last day, art. 30."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    inspector_id = models.BigIntegerField()
    inspector_name = models.CharField(max_length=200)
    reason = models.TextField()
    opened_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("opened_on")),
                name="recognition_control_period",
                violation_error_message="De controle eindigt voor ze begint.",
            ),
        ]
        indexes = [models.Index(fields=("inspector_id", "company"), name="recognition_controls_of")]

    def __str__(self) -> str:
        return f"controle {self.pk}"


class Finding(models.Model):
    """Finding (`vaststelling`) of a control; it never changes a state by itself."""

    control = models.ForeignKey(Control, on_delete=models.CASCADE, related_name="findings")
    recognition = models.ForeignKey(RECOGNITION, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    found_on = models.DateField()

    class Meta:
        ordering = ("found_on", "id")

    def __str__(self) -> str:
        return f"vaststelling {self.pk}"
