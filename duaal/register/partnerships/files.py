"""The reference files of this package, read strictly and without a database."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duaal.foundation.kernel.fact_file import Row, WrongFile, read, refuse_overlap
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.organisations.facts import EmployerKind
from duaal.register.partnerships.facts import Competence, Competences, Population, Power, Rows

FOLDER = Path(__file__).parent / "reference"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_WORDS = "een code van kleine letters, cijfers en streepjes"
TAIL = ("valid_from", "valid_to", "certainty", "source")
YES_NO = {"yes": True, "no": False}

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartnershipFiles:
    """All rows of all files, each a dictionary with the names of the columns of its table."""

    partnerships: list[Cells]
    sectors: list[Cells]
    deciders: list[Cells]
    versions: list[Cells]
    allocations: list[Cells]
    employers: list[Cells]
    powers: list[Cells]


def read_files(folder: Path, *, committees: Collection[str]) -> PartnershipFiles:
    """Reads all files of a folder; `committees` are the codes of the joint committees that exist.

    Raises `WrongFile` with file and line on the first wrong row.
    """
    partnerships = _partnerships(folder / "partnerships.csv")
    codes = {row["code"] for row in partnerships}
    deciders = _deciders(folder / "sector_partnerships.csv", codes)
    sectors = _sectors(folder / "reporting_sectors.csv", deciders)
    labels = {row["code"] for row in sectors}
    _check_rest_sector(folder / "reporting_sectors.csv", partnerships, labels)
    versions = _versions(folder / "mapping_versions.csv")
    version_codes = {row["code"] for row in versions}
    return PartnershipFiles(
        partnerships=partnerships,
        sectors=sectors,
        deciders=deciders,
        versions=versions,
        allocations=_allocations(folder / "committee_allocations.csv", version_codes, labels, committees),
        employers=_employers(folder / "employer_allocations.csv", version_codes, labels),
        powers=_powers(folder / "partnership_powers.csv", codes),
    )


def competences_of(files: PartnershipFiles, *, version: str, committees: Collection[str]) -> Competences:
    """The division of competences of one mapping version, for the casebook. Raises `KeyError` for another."""
    flemish = next(row["code"] for row in files.partnerships if row["is_flemish"])
    mapping = {row["code"]: row for row in files.versions}[version]
    of_version = [row for row in files.allocations if row["mapping_version_id"] == version]
    employers = [row for row in files.employers if row["mapping_version_id"] == version]
    return Competences(
        version=version,
        published_on=mapping["published_on"],
        is_official=mapping["is_official"],
        flemish=flemish,
        committees=frozenset(committees),
        allocations=_by(of_version, ("joint_committee_id",), "reporting_sector_id"),
        employers=_by(employers, ("employer_kind",), "reporting_sector_id"),
        deciders=_by(files.deciders, ("reporting_sector_id",), "partnership_id"),
        powers=_by(files.powers, ("partnership_id", "power", "population"), "power"),
        source=mapping["source"],
    )


def _partnerships(path: Path) -> list[Cells]:
    rows = read(path, ("code", "name", "is_flemish", *TAIL), key=("code",))
    wanted: list[Cells] = [
        {
            "code": row.matching("code", SLUG, SLUG_WORDS),
            "name": row.text("name"),
            "is_flemish": YES_NO[row.choice("is_flemish", YES_NO)],
            **_tail(row),
        }
        for row in rows
    ]
    flemish = [row for row, values in zip(rows, wanted, strict=True) if values["is_flemish"]]
    if len(flemish) != 1:
        line = flemish[1].line if flemish else 0
        raise WrongFile(path, line, "file_not_one", column="is_flemish", value="yes")
    return wanted


def _deciders(path: Path, partnerships: Collection[str]) -> list[Cells]:
    rows = read(path, ("reporting_sector", "partnership", *TAIL), key=("reporting_sector", "valid_from"))
    refuse_overlap(rows, ("reporting_sector",))
    return [
        {
            "reporting_sector_id": row.text("reporting_sector"),
            "partnership_id": row.reference("partnership", partnerships, "partnerships.csv"),
            **_tail(row),
        }
        for row in rows
    ]


def _sectors(path: Path, deciders: Iterable[Cells]) -> list[Cells]:
    """Every sector with the partnership of its latest row; one without the other is refused."""
    latest = {
        row["reporting_sector_id"]: row["partnership_id"]
        for row in sorted(deciders, key=lambda row: row["valid_from"])
    }
    rows = read(path, ("code", "label"), key=("code",))
    known = {row.matching("code", SLUG, SLUG_WORDS) for row in rows}
    for code in latest:
        if code not in known:
            raise WrongFile(
                path.with_name("sector_partnerships.csv"),
                0,
                "row_refers_to_nothing",
                column="reporting_sector",
                value=code,
                expected=path.name,
            )
    return [
        {
            "code": row.text("code"),
            "label": row.text("label"),
            "partnership_id": latest[row.reference("code", latest, "sector_partnerships.csv")],
        }
        for row in rows
    ]


def _check_rest_sector(path: Path, partnerships: Iterable[Cells], sectors: Collection[str]) -> None:
    """The Flemish Partnership has a row of its own in the official tables, with its code."""
    flemish = next(row["code"] for row in partnerships if row["is_flemish"])
    if flemish not in sectors:
        raise WrongFile(path, 0, "file_not_one", column="code", value=flemish)


def _versions(path: Path) -> list[Cells]:
    return [
        {
            "code": row.matching("code", SLUG, SLUG_WORDS),
            "published_on": row.day("published_on"),
            "is_official": YES_NO[row.choice("is_official", YES_NO)],
            "source": row.text("source"),
        }
        for row in read(path, ("code", "published_on", "is_official", "source"), key=("code",))
    ]


def _allocations(
    path: Path, versions: Collection[str], sectors: Collection[str], committees: Collection[str]
) -> list[Cells]:
    key = ("mapping_version", "joint_committee")
    rows = read(path, (*key, "reporting_sector", *TAIL), key=(*key, "valid_from"))
    refuse_overlap(rows, key)
    return [
        {
            "mapping_version_id": row.reference("mapping_version", versions, "mapping_versions.csv"),
            "joint_committee_id": row.reference("joint_committee", committees, "joint_committees.csv"),
            "reporting_sector_id": row.reference("reporting_sector", sectors, "reporting_sectors.csv"),
            **_tail(row),
        }
        for row in rows
    ]


def _employers(path: Path, versions: Collection[str], sectors: Collection[str]) -> list[Cells]:
    key = ("mapping_version", "employer_kind")
    rows = read(path, (*key, "reporting_sector", *TAIL), key=(*key, "valid_from"))
    refuse_overlap(rows, key)
    return [
        {
            "mapping_version_id": row.reference("mapping_version", versions, "mapping_versions.csv"),
            "employer_kind": row.choice("employer_kind", list(EmployerKind)),
            "reporting_sector_id": row.reference("reporting_sector", sectors, "reporting_sectors.csv"),
            **_tail(row),
        }
        for row in rows
    ]


def _powers(path: Path, partnerships: Collection[str]) -> list[Cells]:
    key = ("partnership", "power", "population")
    rows = read(path, (*key, *TAIL), key=(*key, "valid_from"))
    refuse_overlap(rows, key)
    return [
        {
            "partnership_id": row.reference("partnership", partnerships, "partnerships.csv"),
            "power": row.choice("power", list(Power)),
            "population": row.choice("population", list(Population)),
            **_tail(row),
        }
        for row in rows
    ]


def _tail(row: Row) -> Cells:
    """The columns that every dated row ends with."""
    period = row.period()
    return {
        "valid_from": period.first,
        "valid_to": period.last,
        "certainty": row.choice("certainty", list(Certainty)),
        "source": row.text("source"),
    }


def _by(rows: Iterable[Cells], key: tuple[str, ...], value: str) -> dict[Any, Rows]:
    """Rows by key, as the rules want them; a key of one column is that cell itself."""
    found: dict[Any, list[Competence]] = {}
    for row in rows:
        cells = tuple(row[column] for column in key)
        found.setdefault(cells if len(cells) > 1 else cells[0], []).append(
            Competence(
                row[value],
                Period(row["valid_from"], row["valid_to"]),
                Certainty(row["certainty"]),
                row["source"],
            )
        )
    return {cells: tuple(competences) for cells, competences in found.items()}
