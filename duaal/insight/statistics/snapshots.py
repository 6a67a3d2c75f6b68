"""Taking a snapshot of the register, and checking that one is still what it was.

A snapshot is a folder of Parquet files (`columns.py`) with a manifest, named after its extraction day and the
digest of its contents. It is never changed: taking the same register for the same day again gives the same
snapshot.
"""

import errno
import hashlib
import hmac
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from duaal.foundation.kernel.today import BRUSSELS
from duaal.insight.statistics import columns, parquet
from duaal.insight.statistics.models import Snapshot
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import MappingVersion

MANIFEST = "manifest.json"
DIGEST_IN_CODE = 10
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

Report = Callable[[str, int], None]


class NotSaved(Exception):
    """The files could not be written; nothing of this snapshot is kept. Holds one Dutch sentence."""


class Damaged(Exception):
    """The files of a snapshot are gone or are no longer what they were. Holds one Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was written: rows and SHA-256 per file, and what the register said at that moment."""

    as_of: date
    mapping_versions: dict[str, str]
    is_synthetic: bool
    rows: dict[str, int]
    hashes: dict[str, str]

    @property
    def digest(self) -> str:
        lines = [f"format {columns.FORMAT}", f"as_of {self.as_of}"]
        lines += [f"{name} {self.hashes[name]}" for name in sorted(self.hashes)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def code(self) -> str:
        return f"{self.as_of:%Y-%m-%d}-{self.digest[:DIGEST_IN_CODE]}"

    def manifest(self) -> dict[str, Any]:
        return {
            "format": columns.FORMAT,
            "as_of": self.as_of.isoformat(),
            "mapping_versions": self.mapping_versions,
            "is_synthetic": self.is_synthetic,
            "digest": self.digest,
            "rows": self.rows,
            "sha256": self.hashes,
        }


def take(
    *,
    as_of: date,
    taken_at: datetime,
    folder: Path | None = None,
    report: Report | None = None,
) -> Snapshot:
    """Saves the whole register as it is at this moment, with `as_of` as its extraction day.

    All files come from one REPEATABLE READ transaction, so a write that happens meanwhile is in all of them
    or in none. `report` hears the name and the rows of each file that is done.

    Raises `ValidationError` for an extraction day after `taken_at` and for a register without an allocation
    of joint committees, and `NotSaved` when the files cannot be written. May not be called inside a
    transaction.
    Not covered: what the register was on an earlier day. Rows that start after `as_of` are in the files, and
    counting leaves them out; corrections made since then are in them too.
    """
    day = taken_at.astimezone(BRUSSELS).date()
    if as_of > day:
        raise ValidationError(
            _("De dag %(as_of)s ligt na de dag van vandaag. Kies een dag tot en met %(today)s."),
            code="as_of_in_future",
            params={"as_of": f"{as_of:%d/%m/%Y}", "today": f"{day:%d/%m/%Y}"},
        )
    root = folder or snapshot_folder()
    with _saved_or_nothing(root) as temporary:
        with one_moment() as cursor:
            contents = _write_files(cursor, temporary, as_of=as_of, report=report or _silent)
        (temporary / MANIFEST).write_text(json.dumps(contents.manifest(), indent=2) + "\n", encoding="utf-8")
        _keep(temporary, root / contents.code)
    snapshot, _created = Snapshot.objects.get_or_create(
        code=contents.code,
        defaults={
            "taken_at": taken_at,
            "as_of": as_of,
            "mapping_version": mapping_version_on(contents.mapping_versions, as_of),
            "mapping_versions": contents.mapping_versions,
            "is_synthetic": contents.is_synthetic,
            "digest": contents.digest,
            "rows": contents.rows,
        },
    )
    return snapshot


def verify(snapshot: Snapshot, *, folder: Path | None = None) -> Path:
    """The folder of the snapshot, after reading every byte again; raises `Damaged` and names the first wrong
    file.
    """
    place = path_of(snapshot, folder=folder)
    manifest = read_manifest(snapshot, folder=folder)
    hashes: dict[str, str] = manifest["sha256"]
    for name, expected in sorted(hashes.items()):
        file = place / f"{name}.parquet"
        if not file.exists() or _sha256(file) != expected:
            raise Damaged(
                _(
                    "Het bestand %(file)s van momentopname %(code)s ontbreekt of is gewijzigd. "
                    "Zet het terug uit de reservekopie."
                )
                % {"file": file.name, "code": snapshot.code}
            )
    return place


def read_manifest(snapshot: Snapshot, *, folder: Path | None = None) -> dict[str, Any]:
    """The manifest in the folder of the snapshot; raises `Damaged` when it is not there or another."""
    file = path_of(snapshot, folder=folder) / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        same = manifest["digest"] == snapshot.digest and set(manifest["sha256"]) == set(manifest["rows"])
    except (OSError, ValueError, KeyError, TypeError):
        same = False
    if not same:
        raise Damaged(
            _(
                "De bestanden van momentopname %(code)s staan niet in %(folder)s. "
                "Zet ze terug uit de reservekopie."
            )
            % {"code": snapshot.code, "folder": file.parent}
        )
    if manifest["format"] > columns.FORMAT:
        raise Damaged(
            _(
                "Momentopname %(code)s is gemaakt met een nieuwere versie. "
                "Werk deze installatie bij en probeer opnieuw."
            )
            % {"code": snapshot.code}
        )
    return manifest


def path_of(snapshot: Snapshot, *, folder: Path | None = None) -> Path:
    return (folder or snapshot_folder()) / snapshot.code


def snapshot_folder() -> Path:
    return Path(settings.SNAPSHOT_FOLDER)


@contextmanager
def one_moment() -> Iterator[CursorWrapper]:
    """A cursor in a transaction of its own that sees the database as it is now and cannot change it."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def row_counts() -> dict[str, int]:
    """How many rows a snapshot taken now would have, per file; nothing is written."""
    with one_moment() as cursor:
        counts = {}
        for file in columns.FILES:
            cursor.execute(f"SELECT count(*) FROM {file.tables}")
            counts[file.name] = cursor.fetchone()[0]
        return counts


def mapping_version_on(versions: dict[str, str], day: date) -> str:
    """The newest version that was published by that day; before the first one, the first."""
    newest_last = sorted(versions, key=lambda code: (versions[code], code))
    published = [code for code in newest_last if versions[code] <= day.isoformat()]
    return published[-1] if published else newest_last[0]


def _write_files(cursor: CursorWrapper, place: Path, *, as_of: date, report: Report) -> Contents:
    mapping_versions = _mapping_versions()
    salt = hmac.new(settings.SECRET_KEY.encode(), f"snapshot persons {as_of}".encode(), hashlib.sha256)
    cursor.execute("SELECT set_config(%s, %s, true)", [columns.PSEUDONYM_SETTING, salt.hexdigest()])
    cursor.execute("SET LOCAL datestyle = 'ISO, YMD'")
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    for file in columns.FILES:
        path = place / f"{file.name}.parquet"
        rows[file.name] = parquet.write(cursor, file, path)
        hashes[file.name] = _sha256(path)
        report(file.name, rows[file.name])
    return Contents(
        as_of=as_of,
        mapping_versions=mapping_versions,
        is_synthetic=Company.objects.filter(is_synthetic=True).exists(),
        rows=rows,
        hashes=hashes,
    )


def _mapping_versions() -> dict[str, str]:
    versions = MappingVersion.objects.order_by("published_on", "code").values_list("code", "published_on")
    found = {code: day.isoformat() for code, day in versions}
    if not found:
        raise ValidationError(
            _("Er is nog geen bevoegdheidsverdeling. Laad eerst de referentiegegevens."),
            code="no_mapping_version",
        )
    return found


@contextmanager
def _saved_or_nothing(root: Path) -> Iterator[Path]:
    """A temporary folder beside the final one; whatever happens, it is gone at the end."""
    temporary = None
    try:
        root.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".taking-", dir=root))
        yield temporary
    except OSError as error:
        if error.errno in NO_ROOM:
            text = _(
                "De momentopname is niet bewaard: er is geen plaats meer in %(folder)s. "
                "Maak plaats vrij en probeer opnieuw."
            )
        else:
            text = _(
                "De momentopname is niet bewaard: schrijven in %(folder)s lukt niet (%(reason)s). "
                "Kijk de map en de rechten na en probeer opnieuw."
            )
        raise NotSaved(text % {"folder": root, "reason": error.strerror or error}) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _keep(temporary: Path, final: Path) -> None:
    """Gives the finished folder its name, for reading only; one with that name has these contents."""
    for file in temporary.iterdir():
        file.chmod(0o444)
        _to_disk(file)
    temporary.chmod(0o755)
    try:
        temporary.rename(final)
    except OSError:
        if not final.is_dir():
            raise
    _to_disk(final.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _silent(name: str, rows: int) -> None:
    return
