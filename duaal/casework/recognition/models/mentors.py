"""Rows of mentors: their assignments, documents and trainings."""

from enum import StrEnum

from django.db import models
from django.db.models import Case, F, Q, When

from duaal.casework.recognition.models.applications import Application
from duaal.casework.recognition.models.columns import choices
from duaal.casework.recognition.models.recognitions import Recognition
from duaal.casework.recognition.states import RUNNING, AssignmentState, EndReason
from duaal.foundation.documents.models import Document
from duaal.foundation.people.models import Person
from duaal.register.partnerships.models import Partnership


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


TRAINING_DUE = Case(
    When(state=AssignmentState.ACTIVE_UNTRAINED, then=F("training_deadline_on")),
    When(state=AssignmentState.LAPSED, then=F("training_deadline_on")),
    output_field=models.DateField(),
)
"""The last day of the training of a mentor, while it is still to follow or was missed."""


class MentorAssignment(models.Model):
    """Assignment of a mentor (`aanwijzing van een mentor`) to one application and later its recognition.

    `employer_number` is the enterprise number of another employer, for a mentor from outside the undertaking.
    `replaces` is the assignment that ends when this one is accepted. `training_plan_on` is the last day to
    plan the training, where the partnership asks that, and `training_reminded_on` the day of the reminder.
    """

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
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", db_index=False
    )
    training_deadline_on = models.DateField(null=True)
    training_plan_on = models.DateField(null=True)
    training_reminded_on = models.DateField(null=True)
    employer_number = models.CharField(max_length=10, blank=True, db_default="")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=choices(EndReason), blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "person"),
                name="recognition_mentor_once_per_application",
                violation_error_message="Deze mentor staat al bij deze aanvraag.",
            ),
            models.UniqueConstraint(
                fields=("recognition", "person"),
                condition=Q(state__in=sorted(RUNNING)),
                name="recognition_mentor_once",
                violation_error_message="Deze persoon is al mentor bij deze erkenning.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("training_deadline_on",),
                condition=Q(state=AssignmentState.ACTIVE_UNTRAINED),
                name="recognition_untrained",
            ),
            models.Index(
                fields=("training_plan_on",),
                condition=Q(training_plan_on__isnull=False, training_reminded_on__isnull=True),
                name="recognition_training_to_plan",
            ),
            models.Index(
                fields=("replaces",),
                condition=Q(replaces__isnull=False),
                name="recognition_mentor_replaces",
            ),
            models.Index(fields=("person",), name="recognition_assigned_person"),
            models.Index(
                TRAINING_DUE,
                "id",
                condition=Q(recognition__isnull=False),
                name="recognition_training_due",
            ),
        ]

    def __str__(self) -> str:
        return f"mentor {self.person_id} bij {self.application_id}"


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


class CertificateState(StrEnum):
    """State of a training certificate (`opleidingsattest`)."""

    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


class TrainingCertificate(models.Model):
    """A certificate of a mentor training (`attest van mentoropleiding`) that a company sent for a mentor.

    The partnership accepts it, and then the training stands with the person; or refuses it with a reason.
    """

    assignment = models.ForeignKey(
        MentorAssignment, on_delete=models.PROTECT, related_name="training_certificates"
    )
    state = models.CharField(max_length=10, choices=choices(CertificateState))
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    course = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    provider_registered = models.BooleanField()
    hours = models.PositiveSmallIntegerField()
    followed_on = models.DateField()
    sent_on = models.DateField()
    training = models.ForeignKey(MentorTraining, null=True, on_delete=models.PROTECT, related_name="+")
    judged_on = models.DateField(null=True)
    judged_by_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("assignment", "course", "followed_on"),
                condition=Q(state=CertificateState.SENT),
                name="recognition_certificate_once",
                violation_error_message="Dit attest is al verstuurd en wacht op een oordeel.",
            ),
        ]

    def __str__(self) -> str:
        return f"attest {self.course} bij {self.assignment_id}"


class ExemptionGround(models.TextChoices):
    """Why a mentor does not have to follow the training (`grond van vrijstelling`)."""

    PEDAGOGICAL = "PEDAGOGICAL", "pedagogisch attest of diploma"
    SPORT_DEGREE = "SPORT_DEGREE", "diploma lichamelijke opvoeding of kinesitherapie"
    EARLIER_TRAINING = "EARLIER_TRAINING", "eerdere opleiding"
    EXPERIENCE = "EXPERIENCE", "ervaring"


class TrainingExemption(models.Model):
    """Exemption (`vrijstelling`) of the mentor training that a partnership granted to a person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=ExemptionGround)
    reason = models.TextField()
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    granted_on = models.DateField()
    granted_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("person", "partnership"),
                name="recognition_one_exemption",
                violation_error_message="Deze mentor heeft bij dit partnerschap al een vrijstelling.",
            ),
        ]

    def __str__(self) -> str:
        return f"vrijstelling van {self.person_id}"
