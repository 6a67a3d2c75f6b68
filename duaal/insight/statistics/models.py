from django.db import models


class Snapshot(models.Model):
    """Snapshot (`momentopname`) of the register: an immutable set of Parquet files made in one transaction.

    `as_of` is the extraction day; `digest` covers the files; `rows` is the number of rows per file.
    """

    code = models.CharField(max_length=40, primary_key=True)
    taken_at = models.DateTimeField()
    as_of = models.DateField()
    mapping_version = models.CharField(max_length=40)
    is_synthetic = models.BooleanField()
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=dict)

    class Meta:
        ordering = ("-as_of", "-taken_at")

    def __str__(self) -> str:
        return self.code


class CountedTable(models.Model):
    """A table (`tabel`) as it was counted on one snapshot under one version of its definition."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="tables")
    key = models.CharField(max_length=60)
    definition_version = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("snapshot", "key", "definition_version"), name="statistics_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} op {self.snapshot_id}"
