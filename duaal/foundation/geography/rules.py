"""Which municipality and province a place lies in on a day, and how far two places lie apart.

Not covered: travel time, and parts of a municipality that moved to another without a merger.
"""

from dataclasses import dataclass
from datetime import date
from math import asin, cos, degrees, radians, sin, sqrt

from duaal.foundation.geography.facts import Municipalities, MunicipalityFacts, Point

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

LAST_PARALLEL = 89.0
"""Further north a box of degrees makes no sense."""


class UnknownMunicipality(ValueError):
    """A NIS code that no municipality has or had."""

    def __init__(self, nis_code: str) -> None:
        super().__init__(f"no municipality has or had NIS code {nis_code}")
        self.nis_code = nis_code


def municipality_on(nis_code: str, day: date, *, known: Municipalities) -> MunicipalityFacts:
    """The municipality in which a place lies on a day, given the code under which it was registered.

    An ended code is followed through its mergers to the one in force that day. A code that starts later
    stands for itself: a merged municipality does not tell which of the old ones the place was in. So does
    an ended code without a successor. Raises `UnknownMunicipality`.
    """
    found = _known(nis_code, known)
    passed = {nis_code}
    while found.valid_to is not None and found.valid_to < day and found.successor is not None:
        found = _known(found.successor, known)
        if found.nis_code in passed:
            raise ValueError(f"the mergers of NIS code {nis_code} never end")
        passed.add(found.nis_code)
    return found


def province_on(nis_code: str, day: date, *, known: Municipalities) -> str:
    """The province code of a place on a day; empty in Wallonia. Zwijndrecht moves with its merger."""
    return municipality_on(nis_code, day, known=known).province


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres (haversine on a sphere; within 0.6 % of the true one)."""
    north = sin(radians(other.latitude - one.latitude) / 2)
    east = sin(radians(other.longitude - one.longitude) / 2)
    square = north * north + cos(radians(one.latitude)) * cos(radians(other.latitude)) * east * east
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(square)))


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds of latitude and longitude, in degrees, around a place."""

    south: float
    north: float
    west: float
    east: float


def box_around(point: Point, km: float) -> Box:
    """A box that holds every place within so many kilometres; its corners lie further away."""
    up = degrees(km / EARTH_RADIUS_KM)
    aside = up / cos(radians(min(abs(point.latitude) + up, LAST_PARALLEL)))
    return Box(point.latitude - up, point.latitude + up, point.longitude - aside, point.longitude + aside)


def _known(nis_code: str, known: Municipalities) -> MunicipalityFacts:
    try:
        return known[nis_code]
    except KeyError:
        raise UnknownMunicipality(nis_code) from None
