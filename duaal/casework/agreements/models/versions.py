"""Rows of the text of an agreement, of who signs it, and of every signature."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

from duaal.casework.agreements.models.agreements import Agreement
from duaal.casework.agreements.terms import Terms, from_json
from duaal.casework.trajectories.models.trajectories import choices
from duaal.foundation.people.models import Person


class SignerRole(StrEnum):
    """For which party somebody signs (`ondertekenaar`)."""

    LEARNER = "learner"
    GUARDIAN = "guardian"
    COMPANY = "company"
    PARTNER = "partner"
    SCHOOL = "school"


class Capacity(StrEnum):
    """In which capacity somebody signs for a company (`hoedanigheid`)."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    AUTHORISED = "authorised"


class Version(models.Model):
    """Version (`versie`) of an agreement: its content with the hash that every signature binds.

    A version is never changed. One that was replaced before everybody signed has a `voided_on`, and its
    signatures count no more. `proposed_at` is the moment it was offered for signing.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_on = models.DateField()
    made_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    voided_on = models.DateField(null=True)
    voided_because = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "number"),
                name="agreements_version_once",
                violation_error_message="Deze versie van de overeenkomst bestaat al.",
            ),
            models.CheckConstraint(
                condition=Q(voided_on__isnull=True) | Q(concluded_at__isnull=True),
                name="agreements_signed_text_stays",
                violation_error_message="Een tekst die iedereen tekende, vervalt niet.",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number} van {self.agreement_id}"

    @property
    def terms(self) -> Terms:
        return from_json(self.content["terms"])

    @property
    def parties(self) -> dict[str, Any]:
        """The names of the parties, the place and the programme, as they stand in the text."""
        found: dict[str, Any] = self.content["parties"]
        return found


class Signatory(models.Model):
    """Somebody who has to sign one version (`ondertekenaar`).

    The link that goes to `email` holds a secret of which only the hash is kept here, until `link_until`.
    `refused_at` and `refusal` say that this person does not sign, and why.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatories")
    role = models.CharField(max_length=10, choices=choices(SignerRole))
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=25, choices=choices(Capacity), blank=True)
    email = models.EmailField(blank=True)
    link_hash = models.BinaryField(max_length=32, null=True, unique=True)
    link_until = models.DateField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("version", "role", "name"),
                name="agreements_signatory_once",
                violation_error_message="Deze persoon tekent al voor deze partij.",
            ),
            models.CheckConstraint(
                condition=Q(link_hash__isnull=True) | Q(link_until__isnull=False),
                name="agreements_link_has_an_end",
                violation_error_message="Een link om te ondertekenen heeft een laatste dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} van {self.version_id}"


class Method(StrEnum):
    """How somebody signed: through the link in the mail, or with the own login."""

    LINK = "link"
    LOGIN = "login"


class Signature(models.Model):
    """Signature (`handtekening`) of one person under the text with this hash; never changed or removed."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    signed_at = models.DateTimeField()
    signed_on = models.DateField()
    method = models.CharField(max_length=10, choices=choices(Method))
    content_hash = models.CharField(max_length=64)
    user_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"handtekening van {self.signatory_id}"
