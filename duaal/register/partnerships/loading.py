"""Loads partnerships, reporting sectors and who is competent for whom from the reference files."""

from pathlib import Path

from django.db import transaction
from django.db.models import Q

from duaal.foundation.geography.aligning import Loaded, align_periods, align_things
from duaal.register.organisations.models import JointCommittee
from duaal.register.partnerships.files import FOLDER, read_files
from duaal.register.partnerships.models import (
    CommitteeAllocation,
    EmployerAllocation,
    MappingVersion,
    Partnership,
    PartnershipPower,
    ReportingSector,
    SectorPartnership,
)


@transaction.atomic
def load_all(folder: Path = FOLDER) -> tuple[Loaded, ...]:
    """Makes the tables of this package equal to the files; a second time it changes nothing.

    Joint committees are loaded first, by their own package. Mapping versions and partnerships that the files
    do not name keep their rows. Raises `WrongFile` with file and line on the first wrong row; then nothing is
    changed.
    """
    committees = set(JointCommittee.objects.values_list("code", flat=True))
    files = read_files(folder, committees=committees)
    of_versions = Q(mapping_version__in=[row["code"] for row in files.versions])
    of_sectors = Q(reporting_sector__in=[row["code"] for row in files.sectors])
    of_partnerships = Q(partnership__in=[row["code"] for row in files.partnerships])
    version, start = "mapping_version_id", "valid_from"
    return (
        align_things(Partnership, files.partnerships),
        align_things(ReportingSector, files.sectors),
        align_periods(SectorPartnership, ("reporting_sector_id", start), files.deciders, within=of_sectors),
        align_things(MappingVersion, files.versions),
        align_periods(
            CommitteeAllocation,
            (version, "joint_committee_id", start),
            files.allocations,
            within=of_versions,
        ),
        align_periods(
            EmployerAllocation, (version, "employer_kind", start), files.employers, within=of_versions
        ),
        align_periods(
            PartnershipPower,
            ("partnership_id", "power", "population", start),
            files.powers,
            within=of_partnerships,
        ),
    )
