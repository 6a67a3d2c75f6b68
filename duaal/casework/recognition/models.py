"""Rows of recognition: request forms, applications, judged conditions, recognitions, mentors."""

from enum import StrEnum

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from duaal.casework.recognition.appeals.models import Appeal as Appeal
from duaal.casework.recognition.states import OPEN, ApplicationState, AssignmentState, RecognitionState
from duaal.foundation.documents.models import Document
from duaal.foundation.people.models import Person
from duaal.register.organisations.models import CLOSED, Company, DateRange, JointCommittee, Site
from duaal.register.partnerships.models import Partnership
from duaal.register.programmes.models import LegalBasis, Programme

OPEN_STATES = sorted(OPEN)


def choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """The states as choices of a column; their words stand in `labels.py`."""
    return [(state.value, state.value) for state in states]


class RequestForm(models.Model):
    """A request form (`aanvraagformulier`): one form, from which several applications come.

    `answers` is what was answered so far, `typed` what stands half typed on a page; national numbers stand in
    `answers` only encrypted and in `typed` never.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    author_id = models.BigIntegerField()
    author_name = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("company", "submitted_on"), name="recognition_form_by_company")]

    def __str__(self) -> str:
        return f"formulier {self.pk}"


class Application(models.Model):
    """Application for recognition (`erkenningsaanvraag`): one programme at one site.

    `deadline_on` is the last day of the term to decide, `flag` the state of the clock (empty, OVERDUE or
    OVERDUE_WAITING) as the periodic job last saw it. `decided_on` is the day of the first decision, also
    when an appeal changed it; `decision_read_on` the day on which the company said that it read it.
    """

    reference = models.CharField(max_length=20, unique=True)
    request_form = models.ForeignKey(
        RequestForm, null=True, on_delete=models.PROTECT, related_name="applications"
    )
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=5, choices=LegalBasis)
    joint_committee = models.ForeignKey(JointCommittee, null=True, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices(ApplicationState))
    submitted_by_id = models.BigIntegerField(null=True)
    received_on = models.DateField()
    deadline_on = models.DateField()
    flag = models.CharField(max_length=20, blank=True)
    flagged_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True)
    decision_read_on = models.DateField(null=True)
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=30)
    organisation_and_equipment = models.BooleanField()
    organisation_and_equipment_remark = models.TextField(blank=True)
    financial_strength = models.BooleanField()
    financial_strength_remark = models.TextField(blank=True)
    conviction = models.BooleanField()
    conviction_remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("site", "programme"),
                condition=Q(state__in=OPEN_STATES),
                name="recognition_one_open_application",
                violation_error_message="Voor deze opleiding op deze vestiging loopt al een aanvraag.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                name="recognition_decided_after_receipt",
                violation_error_message="De beslissing ligt voor de ontvangst van de aanvraag.",
            ),
            models.CheckConstraint(
                condition=Q(deadline_on__gte=F("received_on")),
                name="recognition_deadline_after_receipt",
                violation_error_message="De termijn eindigt voor de ontvangst van de aanvraag.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("partnership", "deadline_on", "id"),
                condition=Q(state__in=OPEN_STATES),
                name="recognition_queue",
            ),
            models.Index(
                fields=("deadline_on", "id"),
                condition=Q(state__in=OPEN_STATES),
                name="recognition_open_by_deadline",
            ),
            models.Index(fields=("company", "-received_on", "-id"), name="recognition_by_company"),
            models.Index(fields=("partnership", "-received_on", "-id"), name="recognition_by_partnership"),
            models.Index(fields=("-received_on", "-id"), name="recognition_by_receipt"),
        ]

    def __str__(self) -> str:
        return self.reference


class InformationRequest(models.Model):
    """A question for missing items (`vraag om aanvulling`) about one application, and its answer."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="information_requests"
    )
    items = models.TextField()
    asked_on = models.DateField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("asked_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(answered_on__isnull=True),
                name="recognition_one_open_question",
                violation_error_message="Er staat al een vraag open voor dit dossier.",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag van {self.asked_on:%d/%m/%Y}"


class Recognition(models.Model):
    """Recognition (`erkenning`) of one site for one programme, valid from the decision until `valid_to`.

    `ended_on` is the last day when it ended before `valid_to`.
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
        ]
        indexes = [
            models.Index(fields=("company", "-valid_from", "-id"), name="recognition_rec_by_company"),
            models.Index(fields=("state", "valid_to"), name="recognition_rec_by_end"),
        ]

    def __str__(self) -> str:
        return f"erkenning {self.pk}"


class ExtractEntries(models.TextChoices):
    """What the criminal record extract (`uittreksel strafregister`) holds, as the officer judged it."""

    UNKNOWN = "", "nog niet beoordeeld"
    NONE = "none", "niets"
    OTHER = "other", "andere feiten"
    MINORS = "minors", "feiten tegenover minderjarigen"


class MentorPosition(models.TextChoices):
    """Position of the mentor in the undertaking (`plaats in de onderneming`)."""

    OWNER = "owner", "eigenaar of zaakvoerder"
    EMPLOYEE = "employee", "werknemer"
    PARTNER = "partner", "werkende vennoot"
    OUTSIDE = "outside", "niet in dienst van de onderneming"


class Derogation(models.TextChoices):
    """Derogation (`afwijking`) on age or experience of a mentor."""

    NONE = "", "geen"
    AGE_23 = "AGE_23", "lagere leeftijd"
    EXPERIENCE = "EXPERIENCE", "minder ervaring"
    BOTH = "BOTH", "lagere leeftijd en minder ervaring"


class MentorAssignment(models.Model):
    """Assignment of a mentor (`aanwijzing van een mentor`) to one application and later its recognition."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assignments")
    recognition = models.ForeignKey(
        Recognition, null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices(AssignmentState))
    named_on = models.DateField()
    position = models.CharField(max_length=20, choices=MentorPosition)
    experience_since = models.DateField()
    prior_training = models.TextField(blank=True)
    derogation_asked = models.CharField(max_length=20, choices=Derogation, blank=True)
    derogation_granted = models.CharField(max_length=20, choices=Derogation, blank=True)
    extract_model = models.CharField(max_length=10)
    extract_issued_on = models.DateField()
    extract_entries = models.CharField(max_length=10, choices=ExtractEntries, blank=True)
    training_deadline_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "person"),
                name="recognition_mentor_once_per_application",
                violation_error_message="Deze mentor staat al bij deze aanvraag.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("training_deadline_on",),
                condition=Q(state=AssignmentState.ACTIVE_UNTRAINED),
                name="recognition_untrained",
            ),
        ]

    def __str__(self) -> str:
        return f"mentor {self.person_id} bij {self.application_id}"


class Verdict(models.TextChoices):
    """Verdict (`oordeel`) of an officer on one condition."""

    MET = "met", "voldaan"
    NOT_MET = "not_met", "niet voldaan"
    DEROGATED = "derogated", "afwijking toegestaan"


class ConditionJudgement(models.Model):
    """Judgement (`beoordeling`) of one condition of one application; for M-conditions of one mentor in it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="judgements")
    assignment = models.ForeignKey(
        MentorAssignment, null=True, on_delete=models.CASCADE, related_name="judgements"
    )
    condition = models.CharField(max_length=4)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(blank=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=200)
    judged_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "assignment", "condition"),
                name="recognition_one_judgement_per_condition",
                nulls_distinct=False,
                violation_error_message="Deze voorwaarde is al beoordeeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition} {self.verdict}"


class MentorTraining(models.Model):
    """A mentor training (`mentoropleiding`) that a person followed; it serves all later recognitions."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    reporting_sector = models.ForeignKey(
        "partnerships.ReportingSector", on_delete=models.PROTECT, related_name="+"
    )
    followed_on = models.DateField()
    course = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    provider_registered = models.BooleanField()
    hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("person", "course", "followed_on"),
                name="recognition_training_once",
                violation_error_message="Deze opleiding staat al bij deze mentor.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} op {self.followed_on:%d/%m/%Y}"


class FormDocument(models.Model):
    """A document that was uploaded on a request form and was not sent yet."""

    request_form = models.ForeignKey(RequestForm, on_delete=models.CASCADE, related_name="documents")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.document_id} bij formulier {self.request_form_id}"


class AssignmentDocument(models.Model):
    """A document about a mentor, at one assignment; the cases of one request form share their documents.

    When a new document takes the place of this one, `replaced_on` says when.
    """

    assignment = models.ForeignKey(MentorAssignment, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    replaced_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("assignment", "document"),
                name="recognition_document_once_per_assignment",
                violation_error_message="Dit document staat al bij deze mentor.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} bij {self.assignment_id}"
