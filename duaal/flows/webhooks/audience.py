"""Which organisations may know that something happened in a file; read per kind of file at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import Agreement
from duaal.casework.matching.actions.contacts import CONTACT_FILE
from duaal.casework.matching.actions.offers import OFFER_FILE
from duaal.casework.matching.models import Contact, Offer
from duaal.casework.matching.states import OfferState
from duaal.casework.progress.actions.steps import PLAN_FILE
from duaal.casework.progress.models import Line, WeekBlock
from duaal.casework.progress.states import PlanState
from duaal.casework.trajectories.actions.calendars import CALENDAR_FILE
from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.models import CalendarVersion, Trajectory
from duaal.flows.webhooks.kinds import Subject
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role


@dataclass(frozen=True, slots=True)
class Audience:
    """An organisation in a role; an empty organisation is everyone in that role."""

    role: Role
    organisation: str


Found = Iterator[tuple[Entry, Audience]]

SUBJECT: Mapping[str, Subject] = {
    TRAJECTORY_FILE: Subject.LEARNER,
    PLAN_FILE: Subject.PLAN,
    CALENDAR_FILE: Subject.CALENDAR,
    CONTACT_FILE: Subject.CONTACT,
    OFFER_FILE: Subject.OFFER,
    AGREEMENT_FILE: Subject.AGREEMENT,
}
"""The kinds of files that software hears of."""

EVERY_SCHOOL = Audience(Role.COUNSELLOR, "")


def audiences_of(entries: Iterable[Entry]) -> dict[int, tuple[Audience, ...]]:
    """Per entry who may know of it; a fixed number of queries per kind of file."""
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.file_kind in AUDIENCES:
            by_kind.setdefault(entry.file_kind, []).append(entry)
    found: dict[int, dict[Audience, None]] = {}
    for kind, of_kind in by_kind.items():
        for entry, audience in AUDIENCES[kind](of_kind):
            found.setdefault(entry.pk, {})[audience] = None
    return {pk: tuple(audiences) for pk, audiences in found.items()}


def _keys(entries: Sequence[Entry]) -> set[int]:
    return {entry.file_id for entry in entries}


def _schools(entries: Sequence[Entry], numbers: Mapping[int, str | None]) -> Found:
    for entry in entries:
        number = numbers.get(entry.file_id)
        if number:
            yield entry, Audience(Role.COUNSELLOR, number)


def _companies(entries: Sequence[Entry], numbers: Mapping[int, str | None]) -> Found:
    for entry in entries:
        number = numbers.get(entry.file_id)
        if number:
            yield entry, Audience(Role.COMPANY, number)


def _of_trajectories(entries: Sequence[Entry]) -> Found:
    rows = Trajectory.objects.filter(pk__in=_keys(entries))
    yield from _schools(entries, dict(rows.values_list("pk", "provider__number")))


def _of_plans(entries: Sequence[Entry]) -> Found:
    """A plan goes by the number of its trajectory. A company reads, and hears of, fixed versions only."""
    yield from _of_trajectories(entries)
    fixings = [entry for entry in entries if entry.to_state == PlanState.FIXED]
    places: dict[int, set[str]] = {}
    for model in (Line, WeekBlock) if fixings else ():
        rows = model.objects.filter(
            plan__trajectory__in=_keys(fixings), plan__fixed_on__isnull=False, recognition__isnull=False
        )
        for pk, number in rows.values_list(
            "plan__trajectory_id", "recognition__company__enterprise_number"
        ).distinct():
            places.setdefault(pk, set()).add(number)
    for entry in fixings:
        for number in sorted(places.get(entry.file_id, ())):
            yield entry, Audience(Role.COMPANY, number)


def _of_calendars(entries: Sequence[Entry]) -> Found:
    rows = CalendarVersion.objects.filter(pk__in=_keys(entries))
    yield from _schools(entries, dict(rows.values_list("pk", "provider__number")))


def _of_contacts(entries: Sequence[Entry]) -> Found:
    rows = list(
        Contact.objects.filter(pk__in=_keys(entries)).values_list(
            "pk", "trajectory__provider__number", "recognition__company__enterprise_number"
        )
    )
    yield from _schools(entries, {pk: school for pk, school, _company in rows})
    yield from _companies(entries, {pk: company for pk, _school, company in rows})


def _of_offers(entries: Sequence[Entry]) -> Found:
    """Its company; and every school when the place comes online or goes off."""
    rows = Offer.objects.filter(pk__in=_keys(entries))
    yield from _companies(entries, dict(rows.values_list("pk", "recognition__company__enterprise_number")))
    for entry in entries:
        if OfferState.PUBLISHED in (entry.from_state, entry.to_state):
            yield entry, EVERY_SCHOOL


def _of_agreements(entries: Sequence[Entry]) -> Found:
    """Its school; and its company once it was proposed."""
    rows = list(
        Agreement.objects.filter(pk__in=_keys(entries)).values_list(
            "pk", "provider__number", "company__enterprise_number", "proposed_on"
        )
    )
    yield from _schools(entries, {pk: school for pk, school, _company, _proposed in rows})
    yield from _companies(entries, {pk: company for pk, _school, company, proposed in rows if proposed})


AUDIENCES: Mapping[str, Callable[[Sequence[Entry]], Found]] = {
    TRAJECTORY_FILE: _of_trajectories,
    PLAN_FILE: _of_plans,
    CALENDAR_FILE: _of_calendars,
    CONTACT_FILE: _of_contacts,
    OFFER_FILE: _of_offers,
    AGREEMENT_FILE: _of_agreements,
}
"""How is found who may know of each kind of file."""
