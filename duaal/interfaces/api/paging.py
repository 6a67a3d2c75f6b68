"""A list in pages: the newest first, fifty at a time, and the cursor of what follows."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Query

PAGE_SIZE = 50
CURSOR: Any = Query(None, ge=1, le=2**53, description="`next` van de vorige bladzijde")
Row = TypeVar("Row", bound=Model)


def page_of(rows: QuerySet[Row], cursor: int | None) -> tuple[list[Row], str | None]:
    """The rows of one page, and the cursor of the next one; None on the last page."""
    rows = rows.order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=cursor)
    found = list(rows[: PAGE_SIZE + 1])
    is_more = len(found) > PAGE_SIZE
    return found[:PAGE_SIZE], str(found[PAGE_SIZE - 1].pk) if is_more else None
