import shutil
from datetime import date

import pytest
from django.db import connection

from duaal.foundation.geography import queries
from duaal.foundation.geography.loading import FOLDER, load_all
from duaal.foundation.geography.models import Municipality, Postcode, Province, Region
from duaal.foundation.geography.rules import municipality_on, province_on
from duaal.foundation.kernel.fact_file import WrongFile

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
BEFORE_MERGERS = date(2024, 12, 31)
MERGERS = {
    "73110": ("73006", "73032"),
    "73111": ("73083", "73009"),
    "71072": ("71022", "73040"),
    "71071": ("71069", "71057"),
    "23106": ("23023", "23024", "23032"),
    "37022": ("37015", "37007"),
    "37021": ("37018", "37012"),
    "44087": ("44034", "44073"),
    "46029": ("46014", "44045"),
    "44086": ("44048", "44012"),
    "44088": ("44043", "44040"),
    "46030": ("46003", "46013", "11056"),
    "11002": ("11007",),
}
OLD_TO_NEW = [pytest.param(old, new, id=f"{old}-{new}") for new, olds in MERGERS.items() for old in olds]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "reference")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_flanders_has_285_municipalities_and_brussels_19():
    load_all()

    of_today = queries.municipalities_on(TODAY)
    assert of_today.filter(region=Region.FLANDERS).count() == 285
    assert of_today.filter(region=Region.BRUSSELS).count() == 19
    assert of_today.filter(region=Region.WALLONIA).count() == 261


def test_flanders_had_300_municipalities_before_the_mergers():
    load_all()

    before = queries.municipalities_on(BEFORE_MERGERS)
    assert before.filter(region=Region.FLANDERS).count() == 300
    assert before.filter(region=Region.BRUSSELS).count() == 19


def test_every_municipality_and_postcode_has_a_point_in_belgium():
    load_all()

    rows = [*Municipality.objects.all(), *Postcode.objects.all()]
    assert all(49.4 < row.latitude < 51.6 and 2.5 < row.longitude < 6.5 for row in rows)


def test_every_flemish_municipality_lies_in_one_of_five_provinces():
    load_all()

    counts = {
        province: queries.municipalities_on(TODAY).filter(province=province).count()
        for province in Province.values
    }
    assert counts == {"bru": 19, "ant": 67, "lim": 38, "ovl": 55, "vbr": 63, "wvl": 62}


@pytest.mark.parametrize(("old", "new"), OLD_TO_NEW)
def test_old_code_leads_to_its_merged_municipality(old, new):
    load_all()
    known = queries.municipalities()

    assert municipality_on(old, BEFORE_MERGERS, known=known).nis_code == old
    assert municipality_on(old, TODAY, known=known).nis_code == new


def test_only_zwijndrecht_changed_province():
    load_all()
    known = queries.municipalities()

    moved = [
        facts.name
        for code, facts in known.items()
        if province_on(code, BEFORE_MERGERS, known=known) != province_on(code, TODAY, known=known)
    ]
    assert moved == ["Zwijndrecht"]


def test_second_load_changes_nothing_and_writes_nothing(django_assert_num_queries):
    load_all()

    with django_assert_num_queries(4):  # savepoint, two tables read, release
        again = load_all()

    assert all(table.changed_nothing for table in again)


def test_changed_fact_is_updated(folder):
    load_all()
    change(folder / "municipalities.csv", "11001,Aartselaar,", "11001,Aartselaer,")

    municipalities, postcodes = load_all(folder)

    assert (municipalities.new, municipalities.changed) == (0, 1)
    assert postcodes.changed_nothing
    assert Municipality.objects.get(pk="11001").sort_name == "aartselaer"


def test_row_that_the_file_leaves_out_stays(folder):
    load_all()
    change(folder / "postcodes.csv", "9992", "9998")

    load_all(folder)

    assert set(Postcode.objects.filter(pk__in=("9992", "9998")).values_list("pk", flat=True)) == {
        "9992",
        "9998",
    }


def test_postcode_without_a_point_has_that_of_its_municipality():
    load_all()

    brucargo = Postcode.objects.select_related("municipality").get(pk="1931")
    assert (brucargo.latitude, brucargo.longitude) == (
        brucargo.municipality.latitude,
        brucargo.municipality.longitude,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        pytest.param(
            "municipalities.csv", "11001,Aart", "1101,Aart", "nis_code is 1101", id="NIS of 4 digits"
        ),
        pytest.param(
            "municipalities.csv", "11002,", "11001,", "nis_code 11001 staat er twee keer", id="twice"
        ),
        pytest.param(
            "municipalities.csv", "2024-12-31", "31/12/2024", "31/12/2024. Dat is geen dag", id="day"
        ),
        pytest.param("municipalities.csv", "province", "provincie", "De kolommen zijn", id="wrong column"),
        pytest.param("municipalities.csv", "flanders,ant", "flanders,bru", "province is bru", id="Brussels"),
        pytest.param("municipalities.csv", "flanders,ant", "wallonia,ant", "province is ant", id="walloon"),
        pytest.param("municipalities.csv", "flanders", "vlaanderen", "region is vlaanderen", id="region"),
        pytest.param(
            "municipalities.csv", ",11002\n", ",99999\n", "successor is 99999", id="unknown successor"
        ),
        pytest.param("municipalities.csv", ",11002\n", ",11007\n", "successor is 11007", id="own successor"),
        pytest.param("municipalities.csv", "2024-12-31,11002", ",11002", "valid_to is leeg", id="no end"),
        pytest.param("municipalities.csv", ",2630,", ",9998,", "point_postcode is 9998", id="no such point"),
        pytest.param(
            "municipalities.csv",
            ",,2024-12-31",
            ",2025-01-01,2024-12-31",
            "eindigt op 2024-12-31",
            id="period",
        ),
        pytest.param(
            "postcodes.csv", "1000,Brussel", "100,Brussel", "code is 100.", id="postcode of 3 digits"
        ),
        pytest.param("postcodes.csv", "21004", "21999", "nis_code is 21999", id="unknown municipality"),
        pytest.param(
            "odbl/postcode_points.csv", "50.8465573", "5.08465573", "latitude is 5.0846", id="not here"
        ),
    ],
)
def test_corrupt_file_stops_the_load_with_file_and_line_and_nothing_is_saved(
    folder, file, old, new, sentence
):
    change(folder / file, old, new)

    with pytest.raises(WrongFile) as wrong:
        load_all(folder)

    assert sentence in wrong.value.sentence
    assert wrong.value.sentence.startswith(f"{file.split('/')[-1]}, regel ")
    assert not Municipality.objects.exists()
    assert not Postcode.objects.exists()


def test_key_column_is_compared_by_code_point():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns "
            "WHERE table_name = 'geography_municipality' AND column_name = 'sort_name'"
        )
        (collation,) = cursor.fetchone()

    assert collation == "C"
