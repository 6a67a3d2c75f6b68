from django.contrib.postgres.fields import ArrayField
from django.db import models


class Snapshot(models.Model):
    """Snapshot (`momentopname`) of the register: an immutable set of Parquet files made in one transaction.

    `as_of` is the extraction day; `digest` covers the files; `rows` is the number of rows per file.
    `mapping_versions` has the day of publication per version that is in it, `mapping_version` the one on
    `as_of`.
    """

    code = models.CharField(max_length=40, primary_key=True)
    taken_at = models.DateTimeField()
    as_of = models.DateField()
    mapping_version = models.CharField(max_length=40)
    mapping_versions = models.JSONField()
    is_synthetic = models.BooleanField()
    digest = models.CharField(max_length=64)
    rows = models.JSONField()

    class Meta:
        ordering = ("-as_of", "-taken_at")

    def __str__(self) -> str:
        return self.code


class CountedTable(models.Model):
    """A table (`tabel`) as it was counted on one snapshot, with everything that is needed to count it again.

    `cells` holds every row, also the empty ones; hiding rows or small groups is done when it is shown.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="tables")
    key = models.CharField(max_length=60)
    definition_version = models.PositiveSmallIntegerField()
    extraction_date = models.DateField()
    mapping_version = models.CharField(max_length=40)
    school_years = ArrayField(models.CharField(max_length=9))
    cells = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=(
                    "snapshot",
                    "key",
                    "definition_version",
                    "extraction_date",
                    "mapping_version",
                    "school_years",
                ),
                name="statistics_counted_once",
                violation_error_message="Deze tabel is al geteld op deze momentopname.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} op {self.snapshot_id}"
