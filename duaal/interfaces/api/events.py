"""What happened in files that the token may see, for software that asks."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.messages import link_to
from duaal.flows.webhooks.models import Event
from duaal.flows.webhooks.queries import events_after
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, Token, actor_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.steps import NO

router = Router(tags=["gebeurtenissen"])

WITH_SOFTWARE = (*COMPANIES, Role.COUNSELLOR)
AT_A_TIME = 200
NOT_READ = {status: Problem for status in NO if status not in (400, 409)}
SINCE: Any = Query(0, ge=0, le=2**53, description="`next` van de vorige vraag; 0 of niets voor het begin")


class EventOut(Schema):
    """A step on a file: `id` is the number of the file, `link` where the API has more, `at` when it was set.

    Of a plan and of a learner `id` is the number of the trajectory. `to_state` is empty when the state stays.
    """

    cursor: int
    subject: Subject
    id: int
    step: str
    on: date
    at: datetime
    from_state: str
    to_state: str
    link: str | None


class EventPage(Schema):
    """Events in order. Without `is_complete` older ones were removed: read everything again first."""

    items: list[EventOut]
    next: int
    has_more: bool
    is_complete: bool


@router.get(
    "/events",
    response={200: EventPage, **NOT_READ},
    auth=Token(*WITH_SOFTWARE),
    summary="Wat er gebeurde sinds een vorige vraag",
)
def event_list(request: HttpRequest, since: int = SINCE) -> EventPage:
    """Elke stap op een dossier dat u mag zien, in volgorde, 200 per keer. Bewaar `next` voor de volgende."""
    page = events_after(since, actor=actor_of(request), on=today(), most=AT_A_TIME)
    return EventPage(
        items=[shown(one) for one in page.events],
        next=page.next,
        has_more=page.has_more,
        is_complete=page.is_complete,
    )


def shown(one: Event) -> EventOut:
    return EventOut(
        cursor=one.pk,
        subject=Subject(one.subject),
        id=one.file_id,
        step=one.step,
        on=one.on,
        at=one.at,
        from_state=one.from_state,
        to_state=one.to_state,
        link=link_to(one),
    )
