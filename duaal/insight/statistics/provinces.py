"""In which province a municipality lies on a day, when municipalities merge across a province border."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duaal.foundation.geography.models import Province

PROVINCES = frozenset(Province.values)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality under one NIS code. `successor` is the code it went into, from its first day on."""

    province: str
    valid_from: date | None = None
    successor: str | None = None


def province_on(nis_code: str, places: Mapping[str, Place], *, on: date) -> str:
    """The province code on the day of a site that was registered under `nis_code`; empty outside the six.

    Follows the mergers that were in force on that day, so that Zwijndrecht counts in Antwerpen up to the end
    of 2024 and in Oost-Vlaanderen from then on. A site that is registered under the code of a later merger
    counts in the province of that code, also before: which of the old municipalities it lay in is not known.
    """
    followed = {nis_code}
    place = places[nis_code]
    while place.successor is not None:
        after = places[place.successor]
        if place.successor in followed or after.valid_from is None or on < after.valid_from:
            break
        followed.add(place.successor)
        place = after
    return place.province


def bits_per_province(places: Mapping[str, Place], days: Sequence[date]) -> dict[tuple[str, str], int]:
    """For each municipality and province: a number with one bit per day on which it lies there, first day
    lowest.

    Municipalities outside the six provinces of the official tables are not in it.
    """
    found: dict[tuple[str, str], int] = {}
    for nis_code in places:
        for bit, day in enumerate(days):
            province = province_on(nis_code, places, on=day)
            if province in PROVINCES:
                found[nis_code, province] = found.get((nis_code, province), 0) | 1 << bit
    return found
