import errno
import json
import resource
import stat
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from duaal.insight.statistics import columns, parquet, snapshots
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.recounting import recount
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import MappingVersion
from tests.insight.statistics.builders import (
    CONSTRUCTION,
    EXTRACTION,
    GHENT,
    TAKEN_AT,
    Register,
    column,
)


def rows_of(snapshot: Snapshot, name: str) -> list[dict[str, object]]:
    return pyarrow.parquet.read_table(snapshots.path_of(snapshot) / f"{name}.parquet").to_pylist()


def test_a_snapshot_holds_every_documented_file_with_its_documented_columns(register: Register) -> None:
    register.agreement(register.recognised(GHENT, CONSTRUCTION))
    register.training("bouw")

    snapshot = register.snapshot()

    folder = snapshots.path_of(snapshot)
    assert {file.stem for file in folder.glob("*.parquet")} == {file.name for file in columns.FILES}
    for file in columns.FILES:
        assert pyarrow.parquet.read_schema(folder / f"{file.name}.parquet").equals(parquet.schema_of(file))
        assert (
            pyarrow.parquet.read_metadata(folder / f"{file.name}.parquet").num_rows
            == snapshot.rows[file.name]
        )
    assert snapshot.rows["recognitions"] == snapshot.rows["agreements"] == 1


def test_a_recognition_and_an_agreement_have_their_real_last_day(register: Register) -> None:
    recognition = register.recognised(
        first=date(2021, 9, 1), last=date(2026, 8, 31), ended_on=date(2022, 12, 31)
    )
    register.agreement(recognition, date(2021, 9, 1), date(2022, 6, 30), ended_on=date(2022, 1, 31))
    register.agreement(recognition, None, date(2022, 6, 30))

    snapshot = register.snapshot()

    [saved] = rows_of(snapshot, "recognitions")
    assert (saved["valid_from"], saved["valid_to"]) == (date(2021, 9, 1), date(2022, 12, 31))
    periods = [(row["starts_on"], row["ends_on"]) for row in rows_of(snapshot, "agreements")]
    assert periods == [(date(2021, 9, 1), date(2022, 1, 31)), (None, date(2022, 6, 30))]


def test_no_name_number_or_birth_date_of_anybody_is_in_the_files(register: Register) -> None:
    company = register.company(CONSTRUCTION)
    Company.objects.update(name="Geheime Zaak", trade_name="Geheim", enterprise_number="0999999999")
    agreement = register.agreement(register.recognition(register.site(company)))
    person = register.training("bouw")
    snapshot = register.snapshot()

    everything = json.dumps(
        [rows_of(snapshot, file.name) for file in columns.FILES], default=str, ensure_ascii=False
    )

    for secret in (
        "Geheime Zaak",
        "Geheim",
        "0999999999",
        "Bo",
        "Verzonnen",
        "1980-01-01",
        agreement.learner_number,
        "Straat 1",
    ):
        assert f'"{secret}"' not in everything
    assert [row["mentor_key"] for row in rows_of(snapshot, "mentor_trainings")] != [str(person.pk)]


@pytest.mark.parametrize("word", ["name", "birth", "national", "enterprise", "street", "person_id", "email"])
def test_the_files_about_companies_and_persons_have_no_identifying_column(word: str) -> None:
    reference = {"municipalities", "joint_committees", "programmes"}

    names = [f"{f.name}.{c.name}" for f in columns.FILES if f.name not in reference for c in f.columns]

    assert [name for name in names if word in name] == []


def test_a_person_has_one_key_in_a_snapshot_and_another_one_on_another_day(register: Register) -> None:
    person = register.training("bouw", date(2020, 1, 1))
    register.training("bouw", date(2021, 1, 1), person=person)
    register.training("bouw", date(2022, 1, 1))

    today, tomorrow = register.snapshot(date(2023, 6, 29)), register.snapshot(date(2023, 6, 30))

    def keys(snapshot: Snapshot) -> set[object]:
        return {row["mentor_key"] for row in rows_of(snapshot, "mentor_trainings")}

    assert len(keys(today)) == 2
    assert not keys(today) & keys(tomorrow)


def test_empty_text_and_no_value_stay_different(register: Register) -> None:
    snapshot = register.snapshot()

    programme = rows_of(snapshot, "programmes")[0]
    municipality = next(row for row in rows_of(snapshot, "municipalities") if row["nis_code"] == GHENT)
    assert programme["grade"] == ""
    assert (municipality["valid_from"], municipality["successor"]) == (None, None)


def test_long_files_come_in_groups_and_lose_no_row(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROWS_PER_GROUP", 4)
    monkeypatch.setattr(parquet, "BYTES_PER_BLOCK", 100)
    companies = [register.company().pk for _ in range(11)]

    snapshot = register.snapshot()

    file = pyarrow.parquet.ParquetFile(snapshots.path_of(snapshot) / "companies.parquet")
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [4, 4, 3]
    assert file.read(["company_id"]).column(0).to_pylist() == companies


def test_the_same_register_on_the_same_day_gives_the_same_snapshot(register: Register) -> None:
    register.recognised()

    first = register.snapshot()
    second = snapshots.take(as_of=EXTRACTION, taken_at=datetime(2026, 12, 1, tzinfo=UTC))

    assert second == first
    assert Snapshot.objects.get().taken_at == TAKEN_AT


def test_another_register_or_another_day_gives_another_snapshot(register: Register) -> None:
    first = register.snapshot()
    register.recognised()

    codes = {first.code, register.snapshot().code, register.snapshot(date(2023, 6, 30)).code}

    assert len(codes) == 3
    assert all(snapshot.code.startswith(f"{snapshot.as_of}-") for snapshot in Snapshot.objects.all())


def test_the_register_may_change_afterwards_and_the_snapshot_does_not(register: Register) -> None:
    recognition = register.recognised(GHENT, CONSTRUCTION)
    snapshot = register.snapshot()
    column(snapshot, "T1b")

    recognition.delete()
    register.recognised()

    assert column(snapshot, "T1a") == {"ovl": 1, "total": 1}
    assert column(snapshot, "T1b") == {"bouw": 1}
    assert recount(snapshot) == ()


def test_the_files_are_for_reading_only(register: Register) -> None:
    folder = snapshots.path_of(register.snapshot())

    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o444}


def test_the_manifest_tells_what_is_in_the_folder(register: Register) -> None:
    snapshot = register.snapshot()

    manifest = snapshots.read_manifest(snapshot)

    assert manifest["digest"] == snapshot.digest
    assert manifest["rows"] == snapshot.rows
    assert manifest["as_of"] == "2023-06-29"
    assert manifest["mapping_versions"] == {"2023-06": "2023-06-16"}


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_a_snapshot_knows_whether_the_register_is_synthetic(register: Register, is_synthetic: bool) -> None:
    register.company()
    register.company(is_synthetic=is_synthetic)

    assert register.snapshot().is_synthetic is is_synthetic


def test_a_day_after_today_is_refused_with_the_day(register: Register, snapshot_folder: Path) -> None:
    with pytest.raises(ValidationError, match="22/11/2026"):
        register.snapshot(date(2026, 11, 22))

    assert not snapshot_folder.exists()


def test_the_last_hour_of_the_day_in_brussels_is_that_day(register: Register) -> None:
    late = datetime(2026, 11, 21, 22, 59, tzinfo=UTC)
    next_day = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)

    with pytest.raises(ValidationError):
        snapshots.take(as_of=date(2026, 11, 22), taken_at=late)

    assert snapshots.take(as_of=date(2026, 11, 22), taken_at=next_day).as_of == date(2026, 11, 22)


def test_a_register_without_reference_data_is_refused(register: Register, snapshot_folder: Path) -> None:
    MappingVersion.objects.all().delete()

    with pytest.raises(ValidationError, match="bevoegdheidsverdeling"):
        register.snapshot()

    assert list(snapshot_folder.iterdir()) == []


@contextmanager
def largest_file(size: int):
    """No file can grow beyond this size: what a disk without room does to a writer."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing_half_saved(register: Register, snapshot_folder: Path) -> None:
    register.recognised()

    with largest_file(2000), pytest.raises(snapshots.NotSaved, match="geen plaats meer") as stop:
        register.snapshot()

    assert str(snapshot_folder) in str(stop.value)
    assert list(snapshot_folder.iterdir()) == []
    assert not Snapshot.objects.exists()
    assert register.snapshot().rows["recognitions"] == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_at_the_last_file_leaves_nothing_either(
    register: Register, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(path: Path) -> None:
        raise OSError(number, "vol")

    monkeypatch.setattr(snapshots, "_to_disk", full)

    with pytest.raises(snapshots.NotSaved, match="geen plaats meer"):
        register.snapshot()

    assert list(snapshot_folder.iterdir()) == []
    assert not Snapshot.objects.exists()


def test_a_folder_that_cannot_be_made_is_named(register: Register, snapshot_folder: Path) -> None:
    snapshot_folder.parent.mkdir(exist_ok=True)
    snapshot_folder.write_text("a file where the folder should be")

    with pytest.raises(snapshots.NotSaved, match=str(snapshot_folder)):
        register.snapshot()


def test_files_left_by_a_stop_before_the_row_was_kept_are_taken_over(register: Register) -> None:
    first = register.snapshot()
    Snapshot.objects.all().delete()

    again = register.snapshot()

    assert again.code == first.code
    assert recount(again) == ()


def test_a_changed_file_is_found_and_named(register: Register) -> None:
    snapshot = register.snapshot()
    file = snapshots.path_of(snapshot) / "recognitions.parquet"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    with pytest.raises(snapshots.Damaged, match="recognitions.parquet"):
        snapshots.verify(snapshot)


@pytest.mark.parametrize("content", [None, "{", '{"digest": "other"}'])
def test_a_lost_or_foreign_manifest_is_a_damaged_snapshot(register: Register, content: str | None) -> None:
    snapshot = register.snapshot()
    file = snapshots.path_of(snapshot) / "manifest.json"
    file.unlink()
    if content is not None:
        file.write_text(content)

    with pytest.raises(snapshots.Damaged, match=snapshot.code):
        snapshots.read_manifest(snapshot)


def test_a_snapshot_of_a_newer_format_is_refused(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = register.snapshot()
    monkeypatch.setattr(columns, "FORMAT", 0)

    with pytest.raises(snapshots.Damaged, match="nieuwere versie"):
        snapshots.read_manifest(snapshot)


def test_before_the_first_mapping_version_the_first_one_counts() -> None:
    versions = {"b": "2023-06-16", "a": "2025-01-01"}

    assert snapshots.mapping_version_on(versions, date(2020, 1, 1)) == "b"
    assert snapshots.mapping_version_on(versions, date(2025, 1, 1)) == "a"


@pytest.mark.django_db(transaction=True)
def test_a_write_during_the_taking_is_in_no_file(snapshot_folder: Path) -> None:
    Register().company()
    written: list[str] = []

    def write_meanwhile(name: str, rows: int) -> None:
        if not written:
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO partnerships_mappingversion (code, published_on, is_official, source) "
                    "VALUES ('later', '2023-06-20', false, '')"
                )
            other.close()
        written.append(name)

    snapshot = snapshots.take(as_of=EXTRACTION, taken_at=TAKEN_AT, report=write_meanwhile)

    assert MappingVersion.objects.filter(code="later").exists()
    assert snapshot.rows["mapping_versions"] == 1
    assert snapshot.mapping_version == "2023-06"
    assert written == [file.name for file in columns.FILES]


@pytest.mark.django_db(transaction=True)
def test_the_transaction_of_a_snapshot_cannot_change_the_register(snapshot_folder: Path) -> None:
    with pytest.raises(Exception, match="read-only"), snapshots.one_moment() as cursor:
        cursor.execute("DELETE FROM organisations_company")


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_is_not_taken_inside_another_transaction(snapshot_folder: Path) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        snapshots.take(as_of=EXTRACTION, taken_at=TAKEN_AT)


@pytest.mark.django_db(transaction=True)
def test_the_number_of_rows_is_known_without_writing(snapshot_folder: Path) -> None:
    register = Register()
    register.recognised()

    counts = snapshots.row_counts()

    assert counts["recognitions"] == counts["companies"] == 1
    assert counts["reporting_sectors"] == 6
    assert not snapshot_folder.exists()
