"""What the rules of geography look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth (WGS 84), in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class MunicipalityFacts:
    """A municipality under one NIS code. `province` is empty in Wallonia; open days mean: no known one."""

    nis_code: str
    name: str
    region: str
    province: str
    point: Point | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None


Municipalities = Mapping[str, MunicipalityFacts]
"""Every municipality, ended ones included, by NIS code."""
