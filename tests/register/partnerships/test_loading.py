import shutil

import pytest

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.register.organisations.loading import load_all as load_committees
from duaal.register.partnerships.loading import FOLDER, load_all
from duaal.register.partnerships.models import (
    CommitteeAllocation,
    MappingVersion,
    Partnership,
    PartnershipPower,
    ReportingSector,
    SectorPartnership,
)
from tests.register.partnerships.factories import CommitteeAllocationFactory

pytestmark = pytest.mark.django_db

OFFICIAL_LABELS = [
    "Autosector en aanverwante sectoren",
    "Binnenvaart",
    "Bouw",
    "Chemie, kunststoffen en life sciences",
    "Elektriciens: installatie en distributie",
    "Grafische sector en Papier- en kartonbewerkende sector",
    "Groene sectoren",
    "Haartooi - fitness - schoonheidszorgen",
    "Handel - Detailhandel",
    "Handel - Voedingshandel",
    "Handel - Zelfstandige kleinhandel",
    "Horeca",
    "Houtsectoren",
    "Kleding en Confectie",
    "Lokale besturen",
    "Social profit",
    "Technologische industrie",
    "Textiel",
    "Textielverzorging",
    "Transport, logistiek en grondafhandeling op luchthavens",
    "Vlaams Partnerschap",
    "Voedingsindustrie",
]
"""The rows of written question 757 of 16 June 2023, to the letter."""


@pytest.fixture(autouse=True)
def committees(db):
    load_committees()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "reference")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_reporting_sectors_are_the_rows_of_the_official_tables():
    load_all()

    assert sorted(ReportingSector.objects.values_list("label", flat=True)) == OFFICIAL_LABELS


def test_there_are_nineteen_sector_partnerships_and_the_flemish_one():
    load_all()

    assert Partnership.objects.filter(is_flemish=False).count() == 19
    assert Partnership.objects.get(is_flemish=True).code == "vlaams-partnerschap"


def test_three_rows_share_the_partnership_handel():
    load_all()

    sectors = ReportingSector.objects.filter(partnership="handel").values_list("label", flat=True)
    assert sorted(sectors) == OFFICIAL_LABELS[8:11]


def test_every_other_row_has_the_partnership_of_its_own_name():
    load_all()

    others = ReportingSector.objects.exclude(partnership="handel").select_related("partnership")
    assert all(sector.code == sector.partnership_id for sector in others)
    assert all(sector.label == sector.partnership.name for sector in others)


def test_second_load_changes_nothing():
    load_all()

    assert all(table.changed_nothing for table in load_all())


def test_changed_facts_are_updated_and_left_out_rows_of_the_version_go(folder):
    load_all()
    change(
        folder / "committee_allocations.csv",
        "2023-06,124,bouw,2016-09-01,,",
        "2023-06,124,horeca,2016-09-01,,",
    )
    change(folder / "committee_allocations.csv", "2023-06,302,", "2023-06,303,")

    loaded = {table.table: table for table in load_all(folder)}

    allocations = loaded["CommitteeAllocation"]
    assert (allocations.new, allocations.changed, allocations.gone) == (1, 1, 1)
    assert CommitteeAllocation.objects.get(joint_committee="124").reporting_sector_id == "horeca"
    assert loaded["Partnership"].changed_nothing


def test_period_can_be_split(folder):
    load_all()
    with (folder / "partnership_powers.csv").open("a", encoding="utf-8") as powers:
        powers.write("horeca,RECOGNISE,SECONDARY,2026-01-01,,assumed,bron\n")
    change(
        folder / "partnership_powers.csv",
        "horeca,RECOGNISE,SECONDARY,2016-09-01,,",
        "horeca,RECOGNISE,SECONDARY,2016-09-01,2025-12-31,",
    )

    load_all(folder)

    assert PartnershipPower.objects.filter(partnership="horeca", power="RECOGNISE").count() == 2


def test_rows_of_a_version_that_no_file_names_stay():
    load_all()
    own = CommitteeAllocationFactory(mapping_version__code="eigen", joint_committee__code="124")

    load_all()

    assert CommitteeAllocation.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        pytest.param("partnerships.csv", "certainty", "zekerheid", "De kolommen zijn", id="wrong column"),
        pytest.param("partnerships.csv", "Bouw,no,", "Bouw,yes,", "Precies één rij", id="two Flemish"),
        pytest.param("partnerships.csv", "schap,yes,", "schap,no,", "Precies één rij", id="no Flemish"),
        pytest.param("partnerships.csv", "bouw,Bouw", "BOUW,Bouw", "code is BOUW", id="capitals in a code"),
        pytest.param("partnerships.csv", "assumed", "zeker", "certainty is zeker", id="certainty"),
        pytest.param("reporting_sectors.csv", "bouw,", "bouw2,", "staat in geen rij", id="sector unknown"),
        pytest.param("reporting_sectors.csv", "Bouw", "", "label is leeg", id="no label"),
        pytest.param(
            "sector_partnerships.csv", ",handel,", ",handelaars,", "handelaars", id="partnership unknown"
        ),
        pytest.param("sector_partnerships.csv", "2021-10-13", "2021-10-14", "samenvallen", id="overlap"),
        pytest.param("mapping_versions.csv", "2023-06-16", "16/06/2023", "geen dag", id="wrong date"),
        pytest.param("mapping_versions.csv", ",no,", ",nee,", "is_official is nee", id="yes or no"),
        pytest.param("committee_allocations.csv", ",124,", ",999,", "joint_committee is 999", id="committee"),
        pytest.param("committee_allocations.csv", ",bouw,", ",weg,", "reporting_sector is weg", id="sector"),
        pytest.param(
            "committee_allocations.csv", "2023-06,", "2022,", "mapping_version is 2022", id="version"
        ),
        pytest.param("committee_allocations.csv", ",112,", ",110,", "staat er twee keer in", id="duplicate"),
        pytest.param(
            "employer_allocations.csv", "local_authority", "town", "employer_kind is town", id="kind"
        ),
        pytest.param("partnership_powers.csv", "RECOGNISE", "ERKEN", "power is ERKEN", id="power"),
        pytest.param("partnership_powers.csv", "SECONDARY", "BSO", "population is BSO", id="population"),
        pytest.param(
            "partnership_powers.csv", "2016-09-01,,", "2016-09-01,2016-08-31,", "eindigt op", id="period"
        ),
    ],
)
def test_corrupt_file_stops_the_load_with_file_and_nothing_saved(folder, file, old, new, sentence):
    change(folder / file, old, new)

    with pytest.raises(WrongFile) as wrong:
        load_all(folder)

    assert sentence in wrong.value.sentence
    assert wrong.value.sentence.startswith((file, "sector_partnerships.csv"))
    assert not Partnership.objects.exists()
    assert not SectorPartnership.objects.exists()
    assert not MappingVersion.objects.exists()


def test_flemish_partnership_needs_a_row_of_its_own_in_the_tables(folder):
    for file in ("reporting_sectors.csv", "sector_partnerships.csv"):
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("vlaams-partnerschap")]
        (folder / file).write_text("\n".join(kept), encoding="utf-8")

    with pytest.raises(WrongFile, match="vlaams-partnerschap"):
        load_all(folder)
