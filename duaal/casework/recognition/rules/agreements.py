"""Which recognition an agreement may lean on (`op welke erkenning een overeenkomst steunt`).

Law: art. 4, 2° of the decree of 10 June 2016, and its twin in that of 25 March 2022: recognised for that
programme when the agreement is concluded. Each decree has its own recognition (art. 8 of the second one).
That it also counts on the day on which the agreement starts, and for a programme that took the place of the
recognised one, is assumed (`recognition.md` 8 and 15.2). Not covered: who the learner is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.rules.availability import (
    Availability,
    AvailabilityLaw,
    Obstacle,
    WorkplaceFacts,
    availability,
    availability_law,
)
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

OTHER_DECREE = "other_decree"
OTHER_PROGRAMME = "other_programme"
STARTS_BEFORE = "starts_before_recognition"
STARTS_AFTER = "starts_after_recognition"
PARENT_REFUSED = "mentor_is_parent_refused"
PARENT = "mentor_is_parent"
REPLACED = "programme_replaced"

AGREEMENT_OBSTACLES = (OTHER_DECREE, OTHER_PROGRAMME, STARTS_BEFORE, STARTS_AFTER, PARENT_REFUSED)
AGREEMENT_WARNINGS = (PARENT, REPLACED)


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement as it would be concluded: for which programme, under which decree, and when.

    `mentor_is_parent` says that the mentor is a parent of the learner.
    """

    programme: str
    legal_basis: LegalBasis
    concluded_on: date
    starts_on: date
    mentor_is_parent: bool = False


@dataclass(frozen=True, slots=True)
class RecognisedFor:
    """What a recognition is for. `replaced_by` are the programmes that took the place of its own on the day
    of the agreement, each with the day since when, as the table of the deciding partnership has them.
    """

    programme: str
    legal_basis: LegalBasis
    replaced_by: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class AgreementLaw:
    """The dated values behind the answer, on the day on which the agreement is concluded."""

    place: AvailabilityLaw
    per_decree: Version[bool]
    starts_within: Version[bool]
    replaced_counts: Version[bool]
    parent_allowed: Version[bool]


def agreement_law(concluded_on: date, partnership_code: str, committee: str = "") -> AgreementLaw:
    """The values in force on the day of the agreement, as that partnership or joint committee has them."""

    def at(name: str) -> Version[bool]:
        dated = BOOK.value(f"recognition.{name}").for_partnership(partnership_code, committee)
        version: Version[bool] = dated.on(concluded_on)
        return version

    return AgreementLaw(
        place=availability_law(concluded_on, partnership_code, committee),
        per_decree=at("recognition_per_decree"),
        starts_within=at("agreement_starts_within_recognition"),
        replaced_counts=at("replaced_programme_counts"),
        parent_allowed=at("parent_may_be_mentor"),
    )


def may_lean_on(
    asked: AgreementFacts, recognised: RecognisedFor, place: WorkplaceFacts, law: AgreementLaw
) -> Availability:
    """Whether this agreement may lean on this recognition, with every reason why not.

    What stands in the way at the place itself on the day of the agreement comes first; then what does not
    fit between the two.
    """
    here = availability(place, asked.concluded_on, law.place)
    obstacles = (*here.obstacles, *_misfits(asked, recognised, place, law))
    return Availability(
        visible=here.visible,
        takes_learner=not obstacles,
        obstacles=obstacles,
        warnings=(*here.warnings, *_flags(asked, recognised, law)),
    )


def _misfits(
    asked: AgreementFacts, recognised: RecognisedFor, place: WorkplaceFacts, law: AgreementLaw
) -> Iterator[Obstacle]:
    needed = law.place.agreements_need_recognition
    if asked.legal_basis != recognised.legal_basis and law.per_decree.value:
        yield Obstacle(OTHER_DECREE, (law.per_decree,))
    elif asked.programme != recognised.programme and _replaced_since(asked, recognised, law) is None:
        yield Obstacle(OTHER_PROGRAMME, (needed, law.replaced_counts))
    if law.starts_within.value and asked.starts_on < place.valid_from:
        yield Obstacle(STARTS_BEFORE, (needed, law.starts_within), until=place.valid_from - ONE_DAY)
    last_day = place.ended_on or place.valid_to
    if law.starts_within.value and asked.concluded_on <= last_day < asked.starts_on:
        yield Obstacle(STARTS_AFTER, (needed, law.starts_within), since=last_day + ONE_DAY)
    if asked.mentor_is_parent and not law.parent_allowed.value:
        yield Obstacle(PARENT_REFUSED, (law.parent_allowed,))


def _flags(asked: AgreementFacts, recognised: RecognisedFor, law: AgreementLaw) -> Iterator[Obstacle]:
    if asked.mentor_is_parent and law.parent_allowed.value:
        yield Obstacle(PARENT, (law.parent_allowed,))
    since = _replaced_since(asked, recognised, law)
    if since is not None:
        yield Obstacle(REPLACED, (law.replaced_counts,), since=since)


def _replaced_since(asked: AgreementFacts, recognised: RecognisedFor, law: AgreementLaw) -> date | None:
    """Since when the programme asked stands for the recognised one; None when it does not, or need not."""
    no_need = asked.programme == recognised.programme or asked.legal_basis != recognised.legal_basis
    if no_need or not law.replaced_counts.value:
        return None
    return recognised.replaced_by.get(asked.programme)
