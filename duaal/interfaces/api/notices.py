"""The notices of an organisation, for software that shows them elsewhere."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from duaal.flows.notifications import actions
from duaal.flows.notifications.kinds import Kind
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.queries import visible_to
from duaal.interfaces.api.authentication import READERS, Token
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import CURSOR, NO, PAGE_SIZE

router = Router(tags=["berichten"])

UNREAD: Any = Query(False, description="`true`: alleen wat nog niet gelezen is")
KIND: Any = Query(None, description="alleen deze soort")


class NoticeOut(Schema):
    """A notice; `path` is the page it is about, `due_on` the last day that counts for the reader."""

    id: int
    kind: Kind
    subject: str
    sentence: str
    about: str
    path: str
    due_on: date | None
    made_at: datetime
    read_at: datetime | None


class NoticePage(Schema):
    """Notices, the newest first; `next` is the `cursor` of the following page."""

    items: list[NoticeOut]
    next: str | None


@router.get("/notices", response={200: NoticePage, **NO}, auth=Token(*READERS), summary="Berichten")
def notices(
    request: HttpRequest, unread: bool = UNREAD, kind: Kind | None = KIND, cursor: int | None = CURSOR
) -> NoticePage:
    """De berichten van uw organisatie, het jongste eerst; per bladzijde 50."""
    rows = visible_to(request.auth).order_by("-pk")  # type: ignore[attr-defined]
    if unread:
        rows = rows.filter(read_at__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    if cursor:
        rows = rows.filter(pk__lt=cursor)
    found = list(rows[: PAGE_SIZE + 1])
    is_more = len(found) > PAGE_SIZE
    return NoticePage(
        items=[_out(one) for one in found[:PAGE_SIZE]],
        next=str(found[PAGE_SIZE - 1].pk) if is_more else None,
    )


@router.post(
    "/notices/{int:notice_id}/read",
    response={200: NoticeOut, 400: Problem, **NO},
    auth=Token(*READERS),
    summary="Een bericht op gelezen zetten",
)
def read_notice(request: HttpRequest, notice_id: int) -> NoticeOut:
    """Zet een bericht op gelezen, voor iedereen van uw organisatie. Nog eens vragen verandert niets."""
    actor = request.auth  # type: ignore[attr-defined]
    return _out(actions.mark_read(notice_id, actor=actor, at=timezone.now()))


def _out(notice: Notice) -> NoticeOut:
    return NoticeOut(
        id=notice.pk,
        kind=Kind(notice.kind),
        subject=notice.subject,
        sentence=notice.sentence,
        about=notice.about,
        path=notice.path,
        due_on=notice.due_on,
        made_at=notice.made_at,
        read_at=notice.read_at,
    )
