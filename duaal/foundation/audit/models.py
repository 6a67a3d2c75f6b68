from django.db import models


class Chain(models.Model):
    """The head of the chain of entries of one file (`dossier`); locking it orders the writers of that file.

    `sealed_seq` is an entry that a seal covers: the sealing job marks it afterwards, so it may lag behind the
    newest sealed head, never run ahead of it. It only moves up, as does `last_seq` (a trigger sees to it).
    """

    file_kind = models.CharField(max_length=40)
    file_id = models.BigIntegerField()
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.BinaryField(max_length=32, default=b"")
    sealed_seq = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("file_kind", "file_id"), name="audit_one_chain_per_file"),
        ]
        indexes = [
            models.Index(
                fields=("id",),
                condition=models.Q(last_seq__gt=models.F("sealed_seq")),
                name="audit_chain_unsealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_kind} {self.file_id}"


class Entry(models.Model):
    """One line of the audit trail (`spoor`): who did what, from and to which state, why, under which rules.

    `on` is the day as of which the step was done, `at` the moment it was written. Entries are never changed
    or removed: a trigger refuses it, and the hash chain and the seals show it. When the personal data of its
    file are erased (`is_erased`, see `erasing.py`) the entry stays without person and remark.
    """

    file_kind = models.CharField(max_length=40)
    file_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=60)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    actor_role = models.CharField(max_length=30)
    actor_organisation = models.CharField(max_length=80, blank=True)
    actor_user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    reasons = models.JSONField(default=list)
    rule_versions = models.JSONField(default=list)
    remark = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    is_erased = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("file_kind", "file_id", "seq")
        constraints = [
            models.UniqueConstraint(fields=("file_kind", "file_id", "seq"), name="audit_one_entry_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.file_kind} {self.file_id} #{self.seq} {self.step}"


class Seal(models.Model):
    """A seal (`verzegeling`) over the heads of all files that changed since the previous seal."""

    at = models.DateTimeField()
    heads_count = models.PositiveIntegerField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"zegel {self.pk} van {self.at:%d/%m/%Y %H:%M}"


class SealedHead(models.Model):
    """The head of one file's chain as a seal saw it."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="heads")
    file_kind = models.CharField(max_length=40)
    file_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("file_kind", "file_id", "seq"), name="audit_one_sealed_head_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_kind} {self.file_id} #{self.seq}"
