"""Whether a recognised place can take a learner today, with every reason why not.

Law: art. 4, 2° (a recognition when the agreement is concluded), art. 7 § 1, 1° (a mentor) and § 6 (exclusion)
of the decree of 10 June 2016; `recognition.md` 14.2, last paragraph, says in which states. Not covered: what
is asked of the learner, and whether the competences of the place suffice (`rules/reform.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.recognition.rules.places import (
    MENTOR_NOT_WORKING,
    MORE_THAN_ADVISED,
    PlaceForLearner,
    PlacesLaw,
    place_at,
    places_law,
)
from duaal.casework.recognition.states.recognitions import LIVE, RecognitionState
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Certainty, Version, weakest

NOT_RECOGNISED = "not_recognised"
NOT_YET_VALID = "not_yet_valid"
EXPIRED = "expired"
EXCLUDED = "excluded"
SITE_CLOSED = "site_closed"
COMPANY_STOPPED = "company_stopped"
NO_MENTOR = "no_mentor_at_work"
NO_PLACE = "no_mentor_place"
PRECAUTION = "precaution"
SANCTION_PROPOSED = "sanction_proposed"
TRAINING_DUE = "training_due"
PROGRAMME_ENDED = "programme_ended"
BRIDGED = "bridged"

ENDED_AS: dict[str, str] = {
    RecognitionState.WITHDRAWN: "withdrawn",
    RecognitionState.SUPERSEDED: "superseded",
    RecognitionState.EXPIRED: EXPIRED,
    RecognitionState.ENDED_BY_UNDERTAKING: "given_up",
    RecognitionState.ENDED_CLOSED: "closed",
}
"""The code of each end; a recognition that ended takes nobody any more."""

OBSTACLES = (
    NOT_RECOGNISED,
    NOT_YET_VALID,
    *ENDED_AS.values(),
    COMPANY_STOPPED,
    SITE_CLOSED,
    EXCLUDED,
    NO_MENTOR,
    NO_PLACE,
    PRECAUTION,
)
WARNINGS = (PRECAUTION, SANCTION_PROPOSED, BRIDGED, TRAINING_DUE, PROGRAMME_ENDED, MORE_THAN_ADVISED)


@dataclass(frozen=True, slots=True)
class WorkplaceFacts:
    """What is known of one recognised place on a day.

    `learners` are the agreements that run on it; `awaits_renewal` says that a renewal sent before the end is
    not decided yet. Days are the first or last of what they name, None when there is none.
    """

    state: RecognitionState
    valid_from: date
    valid_to: date
    ended_on: date | None = None
    awaits_renewal: bool = False
    incomplete_since: date | None = None
    mentors_at_work: int = 1
    first_training_deadline: date | None = None
    learners: int = 0
    excluded_from: date | None = None
    excluded_until: date | None = None
    precaution_since: date | None = None
    site_closed_on: date | None = None
    company_ended_on: date | None = None
    programme_ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class AvailabilityLaw:
    """The dated values behind the answer, for one partnership on one day."""

    agreements_need_recognition: Version[bool]
    validity_years: Version[int]
    bridge_pending_renewal: Version[bool]
    mentor: Version[bool]
    exclusion: Version[bool]
    active: Version[bool]
    places: PlacesLaw
    precaution_blocks: Version[bool]
    training_months: Version[int]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason (`reden`): its code, since and until when, a number where it counts, and its law."""

    code: str
    because: tuple[Version[Any], ...]
    since: date | None = None
    until: date | None = None
    number: int | None = None

    @property
    def certainty(self) -> Certainty:
        return weakest(version.certainty for version in self.because)


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether the place is shown as recognised, whether it takes a learner, and every reason around that."""

    visible: bool
    takes_learner: bool
    obstacles: tuple[Obstacle, ...]
    warnings: tuple[Obstacle, ...]


def availability_law(day: date, partnership_code: str, committee: str = "") -> AvailabilityLaw:
    """The values in force on the day of the question, as that partnership or joint committee has them."""

    def at(name: str) -> Version[Any]:
        return BOOK.value(f"recognition.{name}").for_partnership(partnership_code, committee).on(day)

    return AvailabilityLaw(
        agreements_need_recognition=at("agreements_need_recognition"),
        validity_years=at("validity_years"),
        bridge_pending_renewal=at("bridge_pending_renewal"),
        mentor=at("conditions.u4"),
        exclusion=at("conditions.u6"),
        active=at("conditions.u7"),
        places=places_law(day, partnership_code, committee),
        precaution_blocks=at("precaution_blocks_agreements"),
        training_months=at("training_months"),
    )


def availability(facts: WorkplaceFacts, on: date, law: AvailabilityLaw) -> Availability:
    """The answer for one place on the day: every obstacle, not only the first; warnings never stand in the
    way.
    """
    gone = tuple(_ended(facts, on, law))
    outside = tuple(_outside(facts, on, law))
    inside = () if gone else tuple(_inside(facts, law))
    obstacles = (*gone, *outside, *inside)
    return Availability(
        visible=not gone and not outside,
        takes_learner=not obstacles,
        obstacles=obstacles,
        warnings=() if gone else tuple(_warnings(facts, on, law)),
    )


def not_recognised(law: AvailabilityLaw, *, since: date | None = None) -> Availability:
    """The answer for who has no recognition that counts; `since` is the day after the last one ended."""
    reason = Obstacle(NOT_RECOGNISED, (law.agreements_need_recognition,), since=since)
    return Availability(False, False, (reason,), ())


def is_bridged(facts: WorkplaceFacts, on: date, law: AvailabilityLaw) -> bool:
    """Whether an awaited renewal keeps a recognition alive after its last day."""
    return facts.valid_to < on and facts.awaits_renewal and law.bridge_pending_renewal.value


def _ended(facts: WorkplaceFacts, on: date, law: AvailabilityLaw) -> Iterator[Obstacle]:
    """Not yet, not any more: at most one of these."""
    needed = law.agreements_need_recognition
    last_day = facts.ended_on or facts.valid_to
    because: tuple[Version[Any], ...]
    if facts.state not in LIVE:
        because = (needed, law.validity_years) if facts.state == RecognitionState.EXPIRED else (needed,)
        yield Obstacle(ENDED_AS[facts.state], because, since=last_day + ONE_DAY)
    elif on < facts.valid_from:
        yield Obstacle(NOT_YET_VALID, (needed,), until=facts.valid_from)
    elif facts.valid_to < on and not is_bridged(facts, on, law):
        because = (needed, law.validity_years, law.bridge_pending_renewal)
        yield Obstacle(EXPIRED, because, since=facts.valid_to + ONE_DAY)


def _outside(facts: WorkplaceFacts, on: date, law: AvailabilityLaw) -> Iterator[Obstacle]:
    """What lies with the company or the site, whatever the recognition itself says."""
    if facts.company_ended_on is not None and facts.company_ended_on < on:
        yield Obstacle(COMPANY_STOPPED, (law.active,), since=facts.company_ended_on + ONE_DAY)
    if facts.site_closed_on is not None and facts.site_closed_on < on:
        yield Obstacle(SITE_CLOSED, (law.active,), since=facts.site_closed_on + ONE_DAY)
    if facts.excluded_until is not None and on <= facts.excluded_until:
        yield Obstacle(EXCLUDED, (law.exclusion,), since=facts.excluded_from, until=facts.excluded_until)


def _inside(facts: WorkplaceFacts, law: AvailabilityLaw) -> Iterator[Obstacle]:
    """What lies with the mentors and with measures on the recognition."""
    place = _place(facts, law)
    if MENTOR_NOT_WORKING in place.reasons:
        yield Obstacle(NO_MENTOR, (law.mentor,), since=facts.incomplete_since)
    elif not place.is_free:
        yield Obstacle(NO_PLACE, (law.places.most,), number=facts.learners)
    if facts.state == RecognitionState.SUSPENDED and law.precaution_blocks.value:
        yield Obstacle(PRECAUTION, (law.precaution_blocks,), since=facts.precaution_since)


def _place(facts: WorkplaceFacts, law: AvailabilityLaw) -> PlaceForLearner:
    """What the rule on one mentor makes of the mentors here; an incomplete recognition has none."""
    at_work = 0 if facts.state == RecognitionState.INCOMPLETE else facts.mentors_at_work
    return place_at(at_work, facts.learners, law.places)


def _warnings(facts: WorkplaceFacts, on: date, law: AvailabilityLaw) -> Iterator[Obstacle]:
    if facts.state == RecognitionState.SUSPENDED and not law.precaution_blocks.value:
        yield Obstacle(PRECAUTION, (law.precaution_blocks,), since=facts.precaution_since)
    if facts.state == RecognitionState.SANCTION_PROPOSED:
        yield Obstacle(SANCTION_PROPOSED, (law.agreements_need_recognition,))
    if is_bridged(facts, on, law):
        yield Obstacle(BRIDGED, (law.bridge_pending_renewal,), since=facts.valid_to + ONE_DAY)
    if facts.first_training_deadline is not None:
        yield Obstacle(TRAINING_DUE, (law.training_months,), until=facts.first_training_deadline)
    if facts.programme_ended_on is not None and facts.programme_ended_on < on:
        since = facts.programme_ended_on + ONE_DAY
        yield Obstacle(PROGRAMME_ENDED, (law.agreements_need_recognition,), since=since)
    if _place(facts, law).warnings:
        yield Obstacle(MORE_THAN_ADVISED, (law.places.advised,), number=facts.learners)
