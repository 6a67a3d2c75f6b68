"""Rows of notices and mails, and of the entries of the ledger that were not read yet."""

from django.db import models
from django.db.models import Q

from duaal.flows.notifications.kinds import Kind
from duaal.foundation.accounts.models import User
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role


class Pending(models.Model):
    """An entry of the ledger that was not turned into notices yet.

    A trigger writes the row in the transaction of the entry, and `outbox.read_ledger` removes it in the
    transaction of the notices: hence each entry is read once, in whatever order transactions end.
    `transaction` tells which entries belong together. `tries` counts the readings that failed.
    """

    entry = models.OneToOneField(
        Entry, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    transaction = models.BigIntegerField()
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    problem = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=("transaction",), name="notifications_pending_together")]

    def __str__(self) -> str:
        return f"regel {self.entry_id}"


class Notice(models.Model):
    """Notice (`bericht`): one sentence about one entry, for one organisation or one user of it.

    `organisation` is empty when everyone in the role may read it; `user` is set when it is for one person.
    What one colleague read, is read: `read_by_name` says who.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    organisation = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    file_kind = models.CharField(max_length=40)
    file_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    subject = models.CharField(max_length=120)
    sentence = models.TextField()
    about = models.CharField(max_length=300)
    path = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("entry", "role", "organisation", "user"),
                name="notifications_one_per_reader",
                nulls_distinct=False,
                violation_error_message="Dit bericht is er al.",
            ),
        ]
        indexes = [
            models.Index(fields=("role", "organisation", "-made_at", "-id"), name="notifications_of_reader"),
            models.Index(
                fields=("role", "organisation"),
                condition=Q(read_at__isnull=True),
                name="notifications_unread",
            ),
            models.Index(fields=("file_kind", "file_id"), name="notifications_of_file"),
        ]

    def __str__(self) -> str:
        return self.subject


class MailState(models.TextChoices):
    """State of a mail."""

    WAITING = "WAITING", "wacht op verzending"
    SENT = "SENT", "verstuurd"
    BOUNCED = "BOUNCED", "geweigerd door de mailserver"
    FAILED = "FAILED", "niet gelukt na alle pogingen"
    KEPT = "KEPT", "niet verstuurd: er is geen mailserver ingesteld"


class Mail(models.Model):
    """Mail (`e-mail`) to one address: everything that one decision brought for it."""

    notices = models.ManyToManyField(Notice, related_name="mails")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    can_be_turned_off = models.BooleanField()
    state = models.CharField(max_length=10, choices=MailState)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False),
                name="notifications_sent_at_a_moment",
                violation_error_message="Een verstuurde mail heeft een tijdstip van verzending.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("next_try_at", "id"),
                condition=Q(state=MailState.WAITING),
                name="notifications_mail_to_send",
            ),
            models.Index(fields=("-made_at", "-id"), name="notifications_mail_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class NoMail(models.Model):
    """A kind of notice of which a user wants no mail; the notice itself stays."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("user", "kind"),
                name="notifications_no_mail_once",
                violation_error_message="Deze mails staan al uit.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.DECISION),
                name="notifications_decision_is_mailed",
                violation_error_message="Een beslissing krijgt u altijd per e-mail.",
            ),
        ]

    def __str__(self) -> str:
        return f"geen mail over {self.kind}"
