"""Reading the audit trail."""

from django.db.models import QuerySet

from duaal.foundation.audit.models import Entry


def trail(file_kind: str, file_id: int) -> QuerySet[Entry]:
    """The entries of one file, first to last; who may see them is for the package of the file."""
    return Entry.objects.filter(file_kind=file_kind, file_id=file_id).order_by("seq")
