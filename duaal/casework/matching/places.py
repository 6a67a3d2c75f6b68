"""The status of published workplaces, gathered for many at once: how many places are free, or why none.

Everything that shows or uses a free place asks here, so that a company and a school read the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Count, F, Func, Q, QuerySet, Value

from duaal.casework.agreements.queries import running
from duaal.casework.matching.models import Offer
from duaal.casework.matching.rules.law import version
from duaal.casework.matching.rules.status import PlaceFacts, PlaceStatus, place_status
from duaal.casework.matching.states import OfferState
from duaal.casework.recognition.actions.upkeep_clocks import awaited_renewal
from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.models import Exclusion, MentorAssignment, Recognition
from duaal.casework.recognition.rules.availability import WorkplaceFacts, availability
from duaal.casework.recognition.sanctions.states import ExclusionState
from duaal.casework.recognition.states import LIVE, WORKING, RecognitionState
from duaal.casework.recognition.upkeep.availability import law_of_day

COLUMNS = (
    *("pk", "company_id", "site_id", "partnership_id", "state", "valid_from", "valid_to", "ended_on"),
    *("incomplete_since", "site__closed_on", "company__ended_on"),
)
"""What the status looks at of a recognition, in the order of `Held`."""


class Held(NamedTuple):
    """One recognition as it stands, with what is published on it: None when nothing is."""

    recognition: int
    company: int
    site: int
    partnership: str
    state: str
    valid_from: date
    valid_to: date
    ended_on: date | None
    incomplete_since: date | None
    closed_on: date | None
    stopped_on: date | None
    offer: str | None = None
    places: int = 0


def held(recognitions: QuerySet[Recognition]) -> list[Held]:
    """These recognitions with their offers. Two queries."""
    rows = list(recognitions.values_list(*COLUMNS))
    published = Offer.objects.filter(any_of("recognition_id", [row[0] for row in rows]))
    offers = {pk: (state, places) for pk, state, places in published.values_list(*OFFERED)}
    return [Held(*row, *offers.get(row[0], ())) for row in rows]


OFFERED = ("recognition_id", "state", "places")
AT_WORK = Q(state__in=sorted(WORKING))


def status_of(recognition_id: int, *, on: date) -> PlaceStatus:
    """The status of one recognition."""
    return statuses(held(Recognition.objects.filter(pk=recognition_id)), on=on)[recognition_id]


def statuses(rows: Sequence[Held], *, on: date) -> dict[int, PlaceStatus]:
    """The status per recognition, in at most four queries, however many there are."""
    keys = [row.recognition for row in rows]
    learners = _counted(running(on=on).filter(any_of("recognition_id", keys)))
    mentors = _counted(MentorAssignment.objects.filter(AT_WORK, any_of("recognition_id", keys)))
    excluded = _exclusions({row.company for row in rows}, on=on)
    awaiting = set(_awaiting([row.recognition for row in rows if row.state in LIVE and row.valid_to < on]))
    left_out = version("states_left_out", on).value
    found = {}
    for row in rows:
        law = law_of_day(on, row.partnership)
        working, there = mentors.get(row.recognition, 0), learners.get(row.recognition, 0)
        until = next((day for site, day in excluded.get(row.company, ()) if site in (None, row.site)), None)
        answer = availability(
            WorkplaceFacts(
                state=RecognitionState(row.state),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                ended_on=row.ended_on,
                awaits_renewal=row.recognition in awaiting,
                incomplete_since=row.incomplete_since,
                mentors_at_work=working,
                learners=there,
                excluded_until=until,
                site_closed_on=row.closed_on,
                company_ended_on=row.stopped_on,
            ),
            on,
            law,
        )
        most = law.places.most.value
        facts = PlaceFacts(
            offer=OfferState(row.offer) if row.offer else None,
            places=row.places,
            learners=there,
            most=most * working if most else None,
            obstacles=tuple(one.code for one in answer.obstacles),
            recognition_state=row.state,
        )
        found[row.recognition] = place_status(facts, left_out=left_out)
    return found


def any_of(column: str, keys: Collection[int]) -> Func:
    """The condition that the column is one of these keys, as one parameter: a thousand cost much to write."""
    listed = Value(list(keys), output_field=ArrayField(BigIntegerField()))
    return Func(
        F(column),
        listed,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


def _counted(rows: QuerySet[Any]) -> Mapping[int, int]:
    """How many of these rows each recognition has."""
    counted = rows.values("recognition_id").annotate(n=Count("pk")).order_by()
    return dict(counted.values_list("recognition_id", "n"))


def _exclusions(companies: Collection[int], *, on: date) -> dict[int, list[tuple[int | None, date]]]:
    """Per company the exclusions in force: their site, None for the whole, and their last day."""
    rows = Exclusion.objects.filter(
        any_of("company_id", companies), state=ExclusionState.IN_FORCE, from_day__lte=on
    ).values_list("company_id", "site_id", "until")
    found: dict[int, list[tuple[int | None, date]]] = {}
    for company, site, until in rows:
        found.setdefault(company, []).append((site, until or FOREVER))
    return found


def _awaiting(keys: list[int]) -> Iterable[int]:
    """Those of these recognitions past their last day for which a renewal is awaited."""
    if not keys:
        return ()
    return Recognition.objects.filter(awaited_renewal(), pk__in=keys).values_list("pk", flat=True)
