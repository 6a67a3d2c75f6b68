"""The notices of an organisation, for software that shows them elsewhere."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from duaal.flows.notifications import actions
from duaal.flows.notifications.kinds import Kind
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.queries import visible_to
from duaal.interfaces.api.authentication import READERS, Token, actor_of
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import NO
from duaal.interfaces.api.schemas import Given

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


class UntilIn(Given):
    """Up to which moment the notices were seen, with its time zone."""

    until: datetime


class ReadOut(Schema):
    read: int


@router.get("/notices", response={200: NoticePage, **NO}, auth=Token(*READERS), summary="Berichten")
def notices(
    request: HttpRequest, unread: bool = UNREAD, kind: Kind | None = KIND, cursor: int | None = CURSOR
) -> NoticePage:
    """De berichten van uw organisatie, het jongste eerst; per bladzijde 50."""
    rows = visible_to(actor_of(request))
    if unread:
        rows = rows.filter(read_at__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    found, following = page_of(rows, cursor)
    return NoticePage(items=[_out(one) for one in found], next=following)


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


@router.post(
    "/notices/reading",
    response={200: ReadOut, 400: Problem, **NO},
    auth=Token(*READERS),
    summary="Alle berichten op gelezen zetten",
)
def read_notices(request: HttpRequest, payload: UntilIn) -> ReadOut:
    """Zet op gelezen wat er op het moment `until` stond. Nieuwere berichten blijven nieuw."""
    if timezone.is_naive(payload.until):
        words = _("Geef bij `until` ook de tijdzone, bijvoorbeeld 2026-03-10T10:00:00+01:00.")
        raise ValidationError({"until": words})
    try:
        until = payload.until.astimezone(UTC)  # an offset that the database does not know is legal ISO 8601
    except OverflowError as wrong:
        words = _("%(moment)s bestaat niet in onze kalender. Geef een moment dat voorbij is.")
        raise ValidationError({"until": words % {"moment": payload.until.isoformat()}}) from wrong
    read = actions.mark_all_read(actor=actor_of(request), until=until, at=timezone.now())
    return ReadOut(read=read)


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
