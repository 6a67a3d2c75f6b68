"""The workplaces of one learner: gathered in a fixed number of queries, and put in order by the rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.expressions import CombinedExpression

from duaal.casework.agreements.models import Agreement
from duaal.casework.matching.models import Contact, Offer
from duaal.casework.matching.places import COLUMNS, Held, any_of, statuses
from duaal.casework.matching.rules.law import RankingLaw, ranking_law, version
from duaal.casework.matching.rules.ranking import CandidateFacts, Ranking, SeekerFacts, rank
from duaal.casework.matching.states import ContactState, OfferState
from duaal.casework.progress.models import Line, Plan, Reached
from duaal.casework.progress.queries import gaps_on
from duaal.casework.progress.states import Venue
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.geography.facts import Point
from duaal.foundation.geography.models import Postcode
from duaal.foundation.geography.rules import box_around
from duaal.register.programmes.models import Competence

NOT_AT_WORK = (Venue.SCHOOL, Venue.CENTRE)
OF_OFFER = ("pk", "starts_from", "latitude", "longitude", "recognition__legal_basis")
OF_COVERED = ("recognition__covered_competences", "state", "places")
JOINED = tuple(f"recognition__{name}" for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader asks of the list: how far, from when, and whether to see what is left out."""

    within_km: int
    wanted_on: date
    with_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The list of one learner, what it stands on, and whether more places lay within the distance.

    `competences_known` is False when nobody brought in the competences of the programme; `from_school` says
    that the distance is that from the school, because the address of the learner is not known.
    """

    ranking: Ranking
    law: RankingLaw
    competences_known: bool
    open_competences: int
    has_point: bool
    from_school: bool
    compared: int
    is_cut: bool


def places_for(trajectory: Trajectory, wishes: Wishes, *, on: date) -> Found:
    """The ranked workplaces for a learner, read with learner, provider and programme."""
    law = ranking_law(on)
    known = dict(_competences(trajectory, on=on).values_list("pk", "code"))
    codes = _still_open(trajectory, known) if known else {}
    point, from_school = point_of_learner(trajectory)
    most = version("considered_places", on).value
    rows = _rows(trajectory, point, wishes, most=most + 1)
    is_cut, rows = len(rows) > most, rows[:most]
    at = len(OF_OFFER)
    standing = [Held(*row[at : at + len(JOINED)], *row[-2:]) for row in rows]
    status = statuses(standing, on=on)
    gaps = _gaps([place.recognition for place in standing], codes, on=on) if codes else {}
    seeker = SeekerFacts(
        legal_basis=trajectory.programme.legal_basis,
        wanted_on=wishes.wanted_on,
        within_km=wishes.within_km,
        point=point,
        open_competences=frozenset(codes),
        worked_at=_worked_at(trajectory, {place.company for place in standing}),
        refused_at=_refused_at(trajectory),
    )
    candidates = [
        CandidateFacts(
            key=row[0],
            recognition=place.recognition,
            company=place.company,
            legal_basis=row[4],
            starts_from=row[1],
            status=status[place.recognition],
            point=None if row[2] is None else Point(row[2], row[3]),
            not_taught=_not_taught(row[at + len(JOINED)], gaps.get(place.recognition, ()), codes),
        )
        for row, place in zip(rows, standing, strict=True)
    ]
    return Found(
        ranking=rank(seeker, candidates, law),
        law=law,
        competences_known=bool(known),
        open_competences=len(codes),
        has_point=point is not None,
        from_school=from_school,
        compared=len(rows),
        is_cut=is_cut,
    )


def point_of_learner(trajectory: Trajectory) -> tuple[Point | None, bool]:
    """Where the learner travels from: home, or else the school; and whether it is the school. One query."""
    home, school = trajectory.learner.postcode, trajectory.provider.postcode
    points = {one.code: Point(one.latitude, one.longitude) for one in _postcodes([home, school])}
    if home in points:
        return points[home], False
    if school in points:
        return points[school], True
    municipality = trajectory.provider.municipality
    if municipality.latitude is None or municipality.longitude is None:
        return None, True
    return Point(municipality.latitude, municipality.longitude), True


def _postcodes(codes: Sequence[str]) -> QuerySet[Postcode]:
    return Postcode.objects.filter(code__in=[code for code in codes if code])


def _rows(trajectory: Trajectory, point: Point | None, wishes: Wishes, *, most: int) -> list[Any]:
    """The offers of the programme within the box of the distance, the nearest first, so many at most.

    An offer without a point is taken along: nobody knows that it is too far.
    """
    found = Offer.objects.filter(programme_id=trajectory.programme_id)
    if not wishes.with_left_out:
        found = found.filter(state=OfferState.PUBLISHED)
    if point is not None:
        box = box_around(point, wishes.within_km)
        near = Q(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))
        found = found.filter(near | Q(latitude__isnull=True)).order_by(_far(point).asc(nulls_last=True), "pk")
    else:
        found = found.order_by("pk")
    nearest = found.values("pk")[:most]
    return list(
        Offer.objects.filter(pk__in=nearest)
        .values_list(*OF_OFFER, *JOINED, *OF_COVERED)
        .order_by(_far(point).asc(nulls_last=True) if point else "pk", "pk")
    )


def _far(point: Point) -> CombinedExpression:
    """How far an offer is, as a number that grows with the distance; exact enough to leave the last out."""
    north = F("latitude") - Value(point.latitude, output_field=FloatField())
    east = (F("longitude") - Value(point.longitude, output_field=FloatField())) * Value(
        cos(radians(point.latitude)), output_field=FloatField()
    )
    return north * north + east * east


def _still_open(trajectory: Trajectory, known: dict[int, str]) -> dict[int, str]:
    """The competences that still have to be learned at work, with their codes: those of the programme, less
    those that the plan has reached or has elsewhere.
    """
    found = dict(known)
    plan = Plan.objects.filter(trajectory=trajectory).order_by("-version").values("pk")[:1]
    elsewhere = Line.objects.filter(venue__in=NOT_AT_WORK, plan__in=plan).values("competence_id")
    reached = Reached.objects.filter(trajectory=trajectory).values("competence_id")
    for row in elsewhere.union(reached):
        found.pop(row["competence_id"], None)
    return found


def _competences(trajectory: Trajectory, *, on: date) -> QuerySet[Competence]:
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Competence.objects.filter(
        still, programme_id=trajectory.programme_id, is_vocational=True, valid_from__lte=on
    ).order_by()


def _gaps(keys: Sequence[int], codes: dict[int, str], *, on: date) -> dict[int, list[int]]:
    """Per recognition the open competences that cannot be learned there."""
    found: dict[int, list[int]] = {}
    rows = gaps_on(on).filter(any_of("recognition_id", keys), any_of("competence_id", list(codes)))
    for recognition, competence in rows.values_list("recognition_id", "competence_id"):
        found.setdefault(recognition, []).append(competence)
    return found


def _not_taught(covered: Sequence[str], gaps: Sequence[int], codes: dict[int, str]) -> frozenset[int]:
    """A recognition that names its competences teaches no others."""
    if not covered:
        return frozenset(gaps)
    return frozenset(gaps) | {pk for pk, code in codes.items() if code not in covered}


def _worked_at(trajectory: Trajectory, companies: set[int]) -> frozenset[int]:
    """Those of the companies where the learner had an agreement that began."""
    had = Agreement.objects.filter(
        any_of("company_id", companies),
        learner_number=trajectory.learner.number,
        starts_on__isnull=False,
    )
    return frozenset(had.values_list("company_id", flat=True))


def _refused_at(trajectory: Trajectory) -> frozenset[int]:
    """The companies that refused the learner."""
    declined = Contact.objects.filter(
        trajectory__learner_id=trajectory.learner_id, state=ContactState.DECLINED
    )
    return frozenset(declined.values_list("recognition__company_id", flat=True))
