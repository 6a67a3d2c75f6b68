"""Loads municipalities, postcodes and their points from the reference files."""

import re
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from duaal.foundation.geography.aligning import Loaded, align_things
from duaal.foundation.geography.models import Municipality, Postcode, Province, Region
from duaal.foundation.kernel.fact_file import Row, WrongFile, read
from duaal.foundation.kernel.sorting import sort_key

FOLDER = Path(__file__).parent / "reference"
NIS_CODE = re.compile(r"[1-9][0-9]{4}")
POSTCODE = re.compile(r"[1-9][0-9]{3}")
FIVE_DIGITS, FOUR_DIGITS = "een code van 5 cijfers", "een code van 4 cijfers"
SOUTH, NORTH, WEST, EAST = 49.0, 52.0, 2.0, 7.0
MUNICIPALITY_COLUMNS = (
    "nis_code",
    "name",
    "region",
    "province",
    "point_postcode",
    "valid_from",
    "valid_to",
    "successor",
)

Point = tuple[float, float]
Rows = list[dict[str, object]]


@transaction.atomic
def load_all(folder: Path = FOLDER) -> tuple[Loaded, ...]:
    """Makes the tables of this package equal to the files; a second time it changes nothing.

    Raises `WrongFile` with file and line on the first wrong row; then nothing is changed.
    """
    points = _points(folder / "odbl" / "postcode_points.csv")
    municipalities = _municipalities(folder / "municipalities.csv", points)
    postcodes = _postcodes(folder / "postcodes.csv", points, municipalities)
    return align_things(Municipality, list(municipalities.values())), align_things(Postcode, postcodes)


def _points(path: Path) -> dict[str, Point]:
    return {
        row.matching("code", POSTCODE, FOUR_DIGITS): (
            row.number("latitude", SOUTH, NORTH),
            row.number("longitude", WEST, EAST),
        )
        for row in read(path, ("code", "latitude", "longitude"), key=("code",))
    }


def _municipalities(path: Path, points: Mapping[str, Point]) -> dict[str, dict[str, object]]:
    rows = read(path, MUNICIPALITY_COLUMNS, key=("nis_code",))
    known = {row.cells["nis_code"]: row for row in rows}
    return {code: _municipality(row, known, points) for code, row in known.items()}


def _municipality(row: Row, known: Mapping[str, Row], points: Mapping[str, Point]) -> dict[str, object]:
    region = row.choice("region", Region.values)
    latitude, longitude = points[row.reference("point_postcode", points, "odbl/postcode_points.csv")]
    ends = row.optional_day("valid_to")
    starts = row.optional_day("valid_from")
    if starts and ends and ends < starts:
        raise WrongFile(row.path, row.line, "row_ends_first", value=row.cells["valid_to"])
    return {
        "nis_code": row.matching("nis_code", NIS_CODE, FIVE_DIGITS),
        "name": row.text("name"),
        "sort_name": sort_key(row.text("name")),
        "region": region,
        "province": _province(row, region),
        "latitude": latitude,
        "longitude": longitude,
        "valid_from": starts,
        "valid_to": ends,
        "successor_id": _successor(row, known) if row.cells["successor"] else None,
    }


def _province(row: Row, region: str) -> str:
    """Wallonia has no province here; Brussels counts as one of its own."""
    if region == Region.WALLONIA:
        return row.choice("province", (), empty=True)
    if region == Region.BRUSSELS:
        return row.choice("province", (Province.BRUSSELS,))
    return row.choice("province", [code for code in Province.values if code != Province.BRUSSELS])


def _successor(row: Row, known: Mapping[str, Row]) -> str:
    """The municipality that an ended one went into; following successors must come to an end."""
    row.text("valid_to")
    first = row.reference("successor", known, row.path.name)
    code, passed = first, {row.cells["nis_code"]}
    while code:
        if code in passed or code not in known:
            raise WrongFile(
                row.path,
                row.line,
                "cell_wrong_form",
                column="successor",
                value=first,
                expected="een andere gemeente",
            )
        passed.add(code)
        code = known[code].cells["successor"]
    return first


def _postcodes(
    path: Path, points: Mapping[str, Point], municipalities: Mapping[str, Mapping[str, object]]
) -> Rows:
    """Postcodes without a point of their own get that of their municipality."""
    wanted: Rows = []
    for row in read(path, ("code", "place_name", "nis_code"), key=("code",)):
        code = row.matching("code", POSTCODE, FOUR_DIGITS)
        nis_code = row.reference("nis_code", municipalities, "municipalities.csv")
        municipality = municipalities[nis_code]
        point = points.get(code) or (municipality["latitude"], municipality["longitude"])
        wanted.append(
            {
                "code": code,
                "place_name": row.text("place_name"),
                "municipality_id": nis_code,
                "latitude": point[0],
                "longitude": point[1],
            }
        )
    return wanted
