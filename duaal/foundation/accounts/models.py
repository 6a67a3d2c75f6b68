from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from duaal.foundation.kernel.actor import Role
from duaal.foundation.people.models import Person


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, person: Person | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), person=person)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A login (`gebruiker`) of one person; what it may do follows from its memberships."""

    email = models.EmailField(unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    demo_description = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """A capacity (`hoedanigheid`) of a user: a role in one organisation, from a day until a day.

    `organisation` is the key that an identity provider hands over as well: the enterprise number of a
    company, the number of a provider, the code of a partnership, of the department or of the inspection.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    organisation = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("user", "role", "organisation", "valid_from"),
                name="accounts_membership_once",
                violation_error_message="Deze gebruiker heeft deze rol al in deze organisatie.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_membership_period",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]
        indexes = [models.Index(fields=("role", "organisation"), name="accounts_by_organisation")]

    def __str__(self) -> str:
        return f"{self.role} {self.organisation}"


class Invitation(models.Model):
    """An invitation (`uitnodiging`) of one person to one capacity, by a link that works once.

    Only a hash of the secret is kept. `until` is the last day of the link; `valid_to` the last day of the
    capacity that it gives. `membership` is that capacity once the invitation was accepted.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    organisation = models.CharField(max_length=80)
    email = models.EmailField()
    valid_to = models.DateField(null=True)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    invited_on = models.DateField()
    invited_by_name = models.CharField(max_length=200)
    until = models.DateField()
    accepted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "role", "organisation"),
                condition=models.Q(accepted_on__isnull=True, withdrawn_on__isnull=True),
                name="accounts_one_open_invitation",
                violation_error_message="Voor deze persoon staat al een uitnodiging open.",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_on__isnull=True) | models.Q(withdrawn_on__isnull=True),
                name="accounts_invitation_used_or_withdrawn",
                violation_error_message="Een uitnodiging die gebruikt is, kan niet meer ingetrokken worden.",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("invited_on")),
                name="accounts_invitation_period",
                violation_error_message="De uitnodiging eindigt voor ze begint.",
            ),
        ]
        indexes = [models.Index(fields=("role", "organisation"), name="accounts_invited_to")]

    def __str__(self) -> str:
        return f"{self.role} {self.organisation}"


class ApiToken(models.Model):
    """A link (`koppeling`) of software of an organisation: acts with the rights of one role in it.

    Only a hash of the secret is kept. `created_by` is the user on whose account the steps stand.
    """

    name = models.CharField(max_length=100)
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    organisation = models.CharField(max_length=80)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    minute = models.DateTimeField(null=True)
    used_in_minute = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_token_period",
                violation_error_message="De koppeling eindigt voor ze begint.",
            ),
        ]
        indexes = [models.Index(fields=("role", "organisation"), name="accounts_token_of")]

    def __str__(self) -> str:
        return self.name


class KeptAnswer(models.Model):
    """The answer (`bewaard antwoord`) to a request with an idempotency key; given again to a repetition."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("token", "key"),
                name="accounts_key_once",
                violation_error_message="Deze sleutel is al gebruikt.",
            ),
        ]
        indexes = [models.Index(fields=("kept_at",), name="accounts_kept_at")]

    def __str__(self) -> str:
        return self.key
