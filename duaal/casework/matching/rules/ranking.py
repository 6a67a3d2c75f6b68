"""Which workplaces suit one learner, the best first, and why; which do not, and why not.

`trajectory.md` 4 names what counts; how much each point counts is a choice of this project, as dated values.
Not covered: travel by timetable. The travel time here is an estimate from the distance as the crow flies.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duaal.casework.matching.rules.law import RankingLaw
from duaal.casework.matching.rules.status import PlaceStatus
from duaal.foundation.geography.facts import Point
from duaal.foundation.geography.rules import distance_km

MINUTES_OF_AN_HOUR = timedelta(hours=1) // timedelta(minutes=1)
WRONG_LEGAL_BASIS = "wrong_legal_basis"
NOTHING_TO_LEARN = "nothing_to_learn_here"
NO_REASONS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeekerFacts:
    """The learner who looks for a workplace (`wie zoekt`).

    `open_competences` are those that still have to be learned at work; empty when the competences of the
    programme are not known, and then every place teaches all. `within_km` bounds the list.
    """

    legal_basis: str
    wanted_on: date
    within_km: int
    point: Point | None = None
    open_competences: frozenset[int] = frozenset()
    worked_at: frozenset[int] = frozenset()
    refused_at: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """One published workplace; `not_taught` are competences that cannot be learned there."""

    key: int
    recognition: int
    company: int
    legal_basis: str
    starts_from: date
    status: PlaceStatus
    point: Point | None = None
    not_taught: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One workplace with everything its place in the list stands on; fewer `points` is better.

    `km` and `minutes` are None when the distance is not known.
    """

    candidate: CandidateFacts
    points: float
    taught: int
    asked: int
    km: float | None
    minutes: float | None
    days_late: int
    worked_before: bool
    refused_before: bool

    @property
    def order(self) -> tuple[float, int, float, int, bool, bool, int]:
        """The points, then each criterion in turn, then the number of the offer: never by chance."""
        return (
            self.points,
            -self.taught,
            float("inf") if self.km is None else self.km,
            self.days_late,
            self.refused_before,
            not self.worked_before,
            self.candidate.key,
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One workplace that is not proposed, with every reason (`waarom niet`)."""

    candidate: CandidateFacts
    km: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list of one learner: the best workplace first, and those left out, the nearest first."""

    ranked: tuple[Ranked, ...]
    left_out: tuple[LeftOut, ...]


def rank(seeker: SeekerFacts, candidates: Iterable[CandidateFacts], law: RankingLaw) -> Ranking:
    """The order of the candidates, whatever the order in which they come; those too far away stay out."""
    ranked, left_out = [], []
    for one in candidates:
        km = distance_of(seeker, one)
        if km is not None and km > seeker.within_km:
            continue
        reasons = reasons_against(seeker, one)
        if reasons:
            left_out.append(LeftOut(one, km, reasons))
        else:
            ranked.append(_ranked(seeker, one, km, law))
    ranked.sort(key=lambda line: line.order)
    left_out.sort(key=lambda line: (float("inf") if line.km is None else line.km, line.candidate.key))
    return Ranking(tuple(ranked), tuple(left_out))


def reasons_against(seeker: SeekerFacts, candidate: CandidateFacts) -> tuple[str, ...]:
    """Every reason why the place is not proposed to this learner."""
    reasons = candidate.status.reasons
    if candidate.legal_basis != seeker.legal_basis:
        reasons = (*reasons, WRONG_LEGAL_BASIS)
    if seeker.open_competences and seeker.open_competences <= candidate.not_taught:
        reasons = (*reasons, NOTHING_TO_LEARN)
    return reasons


def distance_of(seeker: SeekerFacts, candidate: CandidateFacts) -> float | None:
    """As the crow flies; None when one of the two places is not known."""
    if seeker.point is None or candidate.point is None:
        return None
    return distance_km(seeker.point, candidate.point)


def travel_minutes(km: float, law: RankingLaw) -> float:
    """An estimate: a fixed part, and the distance at one speed."""
    return law.travel_overhead_minutes.value + km / law.speed_km_per_hour.value * MINUTES_OF_AN_HOUR


def _ranked(seeker: SeekerFacts, one: CandidateFacts, km: float | None, law: RankingLaw) -> Ranked:
    """The points of one place. Each criterion only ever adds, so that a better one never costs a place.

    A distance that is not known counts as the furthest that is asked.
    """
    asked = len(seeker.open_competences)
    taught = len(seeker.open_competences - one.not_taught) if one.not_taught else asked
    minutes = None if km is None else travel_minutes(km, law)
    counted = travel_minutes(seeker.within_km, law) if minutes is None else minutes
    days_late = max(0, (one.starts_from - seeker.wanted_on).days)
    worked, refused = one.company in seeker.worked_at, one.company in seeker.refused_at
    points = counted * law.travel_minute.value + days_late * law.day_late.value
    if asked:
        points += law.missing_competences.value * (asked - taught) / asked
    if refused:
        points += law.refused_before.value
    if worked:
        points -= law.worked_before.value
    return Ranked(one, points, taught, asked, km, minutes, days_late, worked, refused)
