"""Loads partnerships, reporting sectors and who is competent for whom from the reference files."""

import re
from collections.abc import Collection
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from duaal.foundation.geography.aligning import Loaded, align_periods, align_things
from duaal.foundation.kernel.fact_file import Row, WrongFile, read, refuse_overlap
from duaal.register.organisations.models import EmployerKind, JointCommittee
from duaal.register.partnerships.models import (
    Certainty,
    CommitteeAllocation,
    EmployerAllocation,
    MappingVersion,
    Partnership,
    PartnershipPower,
    Population,
    Power,
    ReportingSector,
    SectorPartnership,
)

FOLDER = Path(__file__).parent / "reference"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_WORDS = "een code van kleine letters, cijfers en streepjes"
TAIL = ("valid_from", "valid_to", "certainty", "source")
YES_NO = {"yes": True, "no": False}

Rows = list[dict[str, object]]


@transaction.atomic
def load_all(folder: Path = FOLDER) -> tuple[Loaded, ...]:
    """Makes the tables of this package equal to the files; a second time it changes nothing.

    Joint committees are loaded first, by their own package.
    Mapping versions and partnerships that the files do not name keep their rows.
    Raises `WrongFile` with file and line on the first wrong row; then nothing is changed.
    """
    partnerships = _partnerships(folder / "partnerships.csv")
    codes = {str(row["code"]) for row in partnerships}
    labels = {
        row.matching("code", SLUG, SLUG_WORDS): row.text("label")
        for row in read(folder / "reporting_sectors.csv", ("code", "label"), key=("code",))
    }
    deciding = _deciding(folder / "sector_partnerships.csv", labels, codes)
    versions = _versions(folder / "mapping_versions.csv")
    version_codes = {str(row["code"]) for row in versions}
    within = Q(mapping_version__in=version_codes)
    return (
        align_things(Partnership, partnerships),
        align_things(ReportingSector, _sectors(folder / "reporting_sectors.csv", labels, deciding)),
        align_periods(
            SectorPartnership,
            ("reporting_sector_id", "valid_from"),
            deciding,
            within=Q(reporting_sector__in=labels),
        ),
        align_things(MappingVersion, versions),
        align_periods(
            CommitteeAllocation,
            ("mapping_version_id", "joint_committee_id", "valid_from"),
            _allocations(folder / "committee_allocations.csv", version_codes, labels),
            within=within,
        ),
        align_periods(
            EmployerAllocation,
            ("mapping_version_id", "employer_kind", "valid_from"),
            _employers(folder / "employer_allocations.csv", version_codes, labels),
            within=within,
        ),
        align_periods(
            PartnershipPower,
            ("partnership_id", "power", "population", "valid_from"),
            _powers(folder / "partnership_powers.csv", codes),
            within=Q(partnership__in=codes),
        ),
    )


def _partnerships(path: Path) -> Rows:
    rows = read(path, ("code", "name", "is_flemish", *TAIL), key=("code",))
    wanted: Rows = [
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


def _deciding(path: Path, sectors: Collection[str], partnerships: Collection[str]) -> Rows:
    rows = read(path, ("reporting_sector", "partnership", *TAIL), key=("reporting_sector", "valid_from"))
    refuse_overlap(rows, ("reporting_sector",))
    return [
        {
            "reporting_sector_id": row.reference("reporting_sector", sectors, "reporting_sectors.csv"),
            "partnership_id": row.reference("partnership", partnerships, "partnerships.csv"),
            **_tail(row),
        }
        for row in rows
    ]


def _sectors(path: Path, labels: dict[str, str], deciding: Rows) -> Rows:
    """Every sector with the partnership of its latest row."""
    latest = {
        str(row["reporting_sector_id"]): row["partnership_id"]
        for row in sorted(deciding, key=lambda row: str(row["valid_from"]))
    }
    for row in read(path, ("code", "label"), key=("code",)):
        row.reference("code", latest, "sector_partnerships.csv")
    return [{"code": code, "label": label, "partnership_id": latest[code]} for code, label in labels.items()]


def _versions(path: Path) -> Rows:
    return [
        {
            "code": row.matching("code", SLUG, SLUG_WORDS),
            "published_on": row.day("published_on"),
            "source": row.text("source"),
        }
        for row in read(path, ("code", "published_on", "source"), key=("code",))
    ]


def _allocations(path: Path, versions: Collection[str], sectors: Collection[str]) -> Rows:
    key = ("mapping_version", "joint_committee")
    rows = read(path, (*key, "reporting_sector", *TAIL), key=(*key, "valid_from"))
    refuse_overlap(rows, key)
    committees = set(JointCommittee.objects.values_list("code", flat=True))
    return [
        {
            "mapping_version_id": row.reference("mapping_version", versions, "mapping_versions.csv"),
            "joint_committee_id": row.reference("joint_committee", committees, "joint_committees.csv"),
            "reporting_sector_id": row.reference("reporting_sector", sectors, "reporting_sectors.csv"),
            **_tail(row),
        }
        for row in rows
    ]


def _employers(path: Path, versions: Collection[str], sectors: Collection[str]) -> Rows:
    key = ("mapping_version", "employer_kind")
    rows = read(path, (*key, "reporting_sector", *TAIL), key=(*key, "valid_from"))
    refuse_overlap(rows, key)
    return [
        {
            "mapping_version_id": row.reference("mapping_version", versions, "mapping_versions.csv"),
            "employer_kind": row.choice("employer_kind", EmployerKind.values),
            "reporting_sector_id": row.reference("reporting_sector", sectors, "reporting_sectors.csv"),
            **_tail(row),
        }
        for row in rows
    ]


def _powers(path: Path, partnerships: Collection[str]) -> Rows:
    key = ("partnership", "power", "population")
    rows = read(path, (*key, *TAIL), key=(*key, "valid_from"))
    refuse_overlap(rows, key)
    return [
        {
            "partnership_id": row.reference("partnership", partnerships, "partnerships.csv"),
            "power": row.choice("power", Power.values),
            "population": row.choice("population", Population.values),
            **_tail(row),
        }
        for row in rows
    ]


def _tail(row: Row) -> dict[str, object]:
    """The columns that every dated row ends with."""
    period = row.period()
    return {
        "valid_from": period.first,
        "valid_to": period.last,
        "certainty": row.choice("certainty", Certainty.values),
        "source": row.text("source"),
    }
