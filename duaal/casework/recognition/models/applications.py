"""Rows of request forms and applications, with what is asked and sent along."""

from django.db import models
from django.db.models import F, Q, Value

from duaal.casework.recognition.models.columns import choices
from duaal.casework.recognition.states import (
    CLOSED,
    OPEN,
    ApplicationKind,
    ApplicationState,
    DecisionMode,
    SubmitterKind,
)
from duaal.foundation.documents.models import Document
from duaal.register.organisations.models import Company, JointCommittee, Site
from duaal.register.partnerships.models import Partnership
from duaal.register.programmes.models import LegalBasis, Programme

OPEN_STATES = sorted(OPEN)
CLOSED_STATES = sorted(CLOSED)


class RequestForm(models.Model):
    """A request form (`aanvraagformulier`): one form, from which several applications come.

    `answers` is what was answered so far, `typed` what stands half typed on a page; national numbers stand in
    `answers` only encrypted and in `typed` never. A form that somebody makes in the name of the company
    stands on a `mandate`; from `handed_over_on` it is the company's.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    author_id = models.BigIntegerField()
    author_name = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_on = models.DateField(null=True)
    mandate = models.ForeignKey("recognition.Mandate", null=True, on_delete=models.PROTECT, related_name="+")
    handed_over_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("company", "submitted_on"), name="recognition_form_by_company")]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_over_on__isnull=True) | Q(mandate__isnull=False),
                name="recognition_handed_over_with_mandate",
                violation_error_message="Alleen een ontwerp op een machtiging kan naar de onderneming gaan.",
            ),
        ]

    def __str__(self) -> str:
        return f"formulier {self.pk}"


class Application(models.Model):
    """Application for recognition (`erkenningsaanvraag`): one programme at one site.

    `deadline_on` is the last day of the term to decide, `flag` the state of the clock (empty, OVERDUE or
    OVERDUE_WAITING) as the periodic job last saw it. `complete_on` is the day on which an officer
    found that everything was there. `decided_on` is the day of the first decision, also
    when an appeal changed it; `decision_read_on` the day on which the company said that it read it.
    `recognition_concerned` is the one that a renewal follows on or a new mentor joins. A case sent in the
    name of the company carries its `mandate` and its own `declaration` on honour; `taken_over_on` is the day
    on which the company took it over.
    `voters` are the votes cast: rows of group, way (for or against) and number. `erased_on` is the day on
    which the personal data of the file were erased.
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
    kind = models.CharField(
        max_length=10,
        choices=choices(ApplicationKind),
        default=ApplicationKind.NEW,
        db_default=ApplicationKind.NEW.value,
    )
    recognition_concerned = models.ForeignKey(
        "recognition.Recognition", null=True, on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(max_length=20, choices=choices(ApplicationState))
    submitter_kind = models.CharField(
        max_length=10,
        choices=choices(SubmitterKind),
        default=SubmitterKind.SELF,
        db_default=SubmitterKind.SELF.value,
    )
    mandate = models.ForeignKey("recognition.Mandate", null=True, on_delete=models.PROTECT, related_name="+")
    declaration = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    taken_over_on = models.DateField(null=True)
    submitted_by_id = models.BigIntegerField(null=True)
    received_on = models.DateField()
    deadline_on = models.DateField()
    complete_on = models.DateField(null=True)
    flag = models.CharField(max_length=20, blank=True)
    flagged_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True)
    decision_read_on = models.DateField(null=True)
    decision_mode = models.CharField(max_length=20, choices=choices(DecisionMode), blank=True, db_default="")
    voters = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=30)
    organisation_and_equipment = models.BooleanField()
    organisation_and_equipment_remark = models.TextField(blank=True)
    financial_strength = models.BooleanField()
    financial_strength_remark = models.TextField(blank=True)
    conviction = models.BooleanField()
    conviction_remark = models.TextField(blank=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("site", "programme", "kind"),
                condition=Q(state__in=OPEN_STATES) & ~Q(kind=ApplicationKind.ADD_MENTOR),
                name="recognition_one_open_application",
                violation_error_message="Voor deze opleiding op deze vestiging loopt al een aanvraag.",
            ),
            models.CheckConstraint(
                condition=Q(kind=ApplicationKind.NEW) | Q(recognition_concerned__isnull=False),
                name="recognition_kind_names_its_recognition",
                violation_error_message="Een verlenging of een nieuwe mentor hoort bij een erkenning.",
            ),
            models.CheckConstraint(
                condition=Q(submitter_kind=SubmitterKind.SELF)
                | Q(mandate__isnull=False, declaration__isnull=False),
                name="recognition_on_behalf_with_papers",
                violation_error_message="Namens een onderneming vraagt u aan met machtiging en verklaring.",
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
            models.Index(
                fields=("received_on", "id"),
                condition=Q(state__in=CLOSED_STATES, erased_on__isnull=True),
                name="recognition_app_to_erase",
            ),
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
    reminded_on = models.DateField(null=True)
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


class FormDocument(models.Model):
    """A document that was uploaded on a request form and was not sent yet."""

    request_form = models.ForeignKey(RequestForm, on_delete=models.CASCADE, related_name="documents")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.document_id} bij formulier {self.request_form_id}"


class CaseDocument(models.Model):
    """A document that a partnership asks with a case (`stuk bij het dossier`), beside those about mentors.

    `requirement` is the code of the law book (`recognition.documents`) that it answers to.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    requirement = models.CharField(max_length=30)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    replaced_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "document"),
                name="recognition_document_once_per_case",
                violation_error_message="Dit document staat al bij dit dossier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} bij {self.application_id}"
