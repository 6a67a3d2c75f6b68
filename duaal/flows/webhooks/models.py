"""Rows of events, of the addresses that get them, and of what was sent where."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duaal.flows.webhooks.kinds import DeliveryState, HookState, PauseReason, Problem, Subject
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role

ROLES = (Role.COUNSELLOR, Role.COMPANY)
"""The roles whose software gets events: staff of a school or centre, and a company."""
HOST_LENGTH = 500


class Waiting(models.Model):
    """An entry of the ledger of which no events were made yet.

    A trigger writes the row in the transaction of the entry; `feed.read_entries` removes it in that of the
    events.
    """

    entry = models.OneToOneField(
        Entry, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    def __str__(self) -> str:
        return f"regel {self.entry_id}"


class Event(models.Model):
    """Event (`gebeurtenis`): an entry of the ledger, for one organisation that may see its file.

    Events get their number from one reader, after the transaction of the entry ended. So who read up to a
    number has seen all before it: nothing with a lower number can still come. `organisation` is empty when it
    is for everyone in the role. Only numbers, codes and days stand here.
    """

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in ROLES])
    organisation = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Subject])
    file_id = models.BigIntegerField()
    step = models.CharField(max_length=60)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("entry", "role", "organisation"),
                name="webhooks_one_per_organisation",
                violation_error_message="Deze gebeurtenis is er al.",
            ),
        ]
        indexes = [
            models.Index(fields=("role", "organisation", "id"), name="webhooks_events_of"),
            models.Index(fields=("at",), name="webhooks_events_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.file_id} {self.step}"


class Hook(models.Model):
    """Address (`adres voor meldingen`) of the software of an organisation, with the subjects it wants.

    The secret itself stands nowhere: it follows from `nonce` and a key of the installation (`signing.py`).
    After a change the one of `old_nonce` signs along until `old_until`. `failing_since` is the first failed
    try after the last message that arrived.
    """

    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in ROLES])
    organisation = models.CharField(max_length=80)
    address = models.CharField(max_length=HOST_LENGTH)
    subjects = ArrayField(
        models.CharField(max_length=10, choices=[(one.value, one.value) for one in Subject])
    )
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in HookState], default=HookState.ACTIVE
    )
    paused_because = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in PauseReason]
    )
    paused_at = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=64)
    old_nonce = models.CharField(max_length=64, blank=True)
    old_until = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    made_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("role", "organisation", "address"),
                name="webhooks_address_once",
                violation_error_message="Dit adres staat al in uw lijst. Wijzig het daar.",
            ),
            models.CheckConstraint(
                condition=~Q(organisation=""),
                name="webhooks_of_somebody",
                violation_error_message="Een adres hoort bij een organisatie.",
            ),
            models.CheckConstraint(
                condition=~Q(subjects=[]),
                name="webhooks_wants_something",
                violation_error_message="Kies minstens één onderwerp.",
            ),
            models.CheckConstraint(
                condition=Q(state=HookState.ACTIVE, paused_because="", paused_at__isnull=True)
                | (Q(state=HookState.PAUSED, paused_at__isnull=False) & ~Q(paused_because="")),
                name="webhooks_paused_for_a_reason",
                violation_error_message="Een adres dat stilstaat, heeft een reden en een tijdstip.",
            ),
            models.CheckConstraint(
                condition=Q(old_nonce="", old_until__isnull=True)
                | (~Q(old_nonce="") & Q(old_until__isnull=False)),
                name="webhooks_old_secret_ends",
                violation_error_message="Een vorig geheim werkt tot een tijdstip.",
            ),
        ]

    def __str__(self) -> str:
        return f"adres {self.pk}"


class Delivery(models.Model):
    """Delivery (`levering`) of one event to one address; without event it is a test.

    Of an answer only the status is kept. `next_try_at` of one that is being sent lies in the future, so that
    no other sender takes it.
    """

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in DeliveryState],
        default=DeliveryState.WAITING,
    )
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    first_try_at = models.DateTimeField(null=True)
    last_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Problem])

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=("hook", "event"),
                name="webhooks_delivered_once",
                violation_error_message="Deze melding staat al klaar.",
            ),
        ]
        indexes = [
            models.Index(
                fields=("hook", "next_try_at", "id"),
                condition=Q(state=DeliveryState.WAITING),
                name="webhooks_to_send",
            ),
            models.Index(fields=("hook", "-id"), name="webhooks_log"),
            models.Index(fields=("made_at",), name="webhooks_deliveries_by_age"),
        ]

    def __str__(self) -> str:
        return f"levering {self.pk}"
