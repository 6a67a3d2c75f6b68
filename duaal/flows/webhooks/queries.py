"""What can be read of events, addresses and deliveries, always through the eyes of an actor."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.matching.queries import contacts_visible_to
from duaal.casework.progress.queries import plans_visible_to
from duaal.casework.trajectories.models import CalendarVersion
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.flows.webhooks import policy
from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.models import Delivery, Event, Hook
from duaal.foundation.kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Page:
    """Events in order. `next` is where to go on; `is_complete` when nothing was left out before `since`."""

    events: tuple[Event, ...]
    next: int
    has_more: bool
    is_complete: bool


def hooks_visible_to(actor: Actor) -> QuerySet[Hook]:
    """The addresses of the organisation of the actor."""
    if not policy.may_manage(actor):
        return Hook.objects.none()
    return Hook.objects.filter(role=actor.role, organisation=actor.organisation)


def deliveries_visible_to(actor: Actor) -> QuerySet[Delivery]:
    """What was sent to those addresses."""
    return Delivery.objects.filter(hook__in=hooks_visible_to(actor))


def events_after(since: int, *, actor: Actor, on: date, most: int, about: Subject | None = None) -> Page:
    """The next events after a number, of files that the actor may see today; the oldest first.

    `about` leaves one subject only.

    A fixed number of queries, however many events there are. What is left out because the actor may not see
    the file any more, still moves `next`.
    """
    if not policy.may_manage(actor):
        return Page((), since, has_more=False, is_complete=True)
    found: list[Event] = []
    for organisation in (actor.organisation, ""):  # apart, so that each is a walk along the index
        of_one = Event.objects.filter(role=actor.role, organisation=organisation, pk__gt=since)
        if about is not None:
            of_one = of_one.filter(subject=about)
        found += of_one.order_by("pk")[: most + 1]
    found.sort(key=lambda event: event.pk)
    page, has_more = found[:most], len(found) > most
    visible = _visible(page, actor, on)
    shown = tuple(event for event in page if event.file_id in visible[Subject(event.subject)])
    return Page(shown, page[-1].pk if page else since, has_more, _is_complete(since))


def _is_complete(since: int) -> bool:
    """Whether no event after this number was removed for its age. The newest is never removed."""
    oldest: int | None = Event.objects.aggregate(oldest=Min("pk"))["oldest"]
    return oldest is None or since == 0 or since >= oldest - 1


def _visible(events: Collection[Event], actor: Actor, on: date) -> Mapping[Subject, set[int]]:
    """Per subject the files of these events that the actor may see today; one query each."""
    found: dict[Subject, set[int]] = {subject: set() for subject in Subject}
    wanted: dict[Subject, set[int]] = {}
    for event in events:
        wanted.setdefault(Subject(event.subject), set()).add(event.file_id)
    for subject, keys in wanted.items():
        found[subject] = VISIBLE[subject](actor, keys, on)
    return found


def _learners(actor: Actor, keys: set[int], on: date) -> set[int]:
    return set(trajectories_visible_to(actor, on=on).filter(pk__in=keys).values_list("pk", flat=True))


def _plans(actor: Actor, keys: set[int], on: date) -> set[int]:
    """By the number of the trajectory; of a plan that was thrown away the trajectory is still there."""
    if actor.role == Role.COUNSELLOR:
        return _learners(actor, keys, on)
    rows = plans_visible_to(actor, on=on).filter(trajectory__in=keys)
    return set(rows.values_list("trajectory_id", flat=True))


def _calendars(actor: Actor, keys: set[int], on: date) -> set[int]:
    rows = CalendarVersion.objects.filter(pk__in=keys, provider__number=actor.organisation)
    return set(rows.values_list("pk", flat=True)) if actor.role == Role.COUNSELLOR else set()


def _contacts(actor: Actor, keys: set[int], on: date) -> set[int]:
    return set(contacts_visible_to(actor, on=on).filter(pk__in=keys).values_list("pk", flat=True))


def _offers(actor: Actor, keys: set[int], on: date) -> set[int]:
    """That a place came online or went off is no secret for a school: it saw the place."""
    return keys


def _agreements(actor: Actor, keys: set[int], on: date) -> set[int]:
    """Of its school also those that are not kept here: it looks for a new workplace when they end."""
    rows = agreements_visible_to(actor, on=on).filter(pk__in=keys)
    if actor.role == Role.COUNSELLOR:
        rows = Agreement.objects.filter(pk__in=keys, provider__number=actor.organisation)
    return set(rows.values_list("pk", flat=True))


VISIBLE: Mapping[Subject, Callable[[Actor, set[int], date], set[int]]] = {
    Subject.LEARNER: _learners,
    Subject.PLAN: _plans,
    Subject.CALENDAR: _calendars,
    Subject.CONTACT: _contacts,
    Subject.OFFER: _offers,
    Subject.AGREEMENT: _agreements,
}
"""Per subject which of these files the actor may see."""
