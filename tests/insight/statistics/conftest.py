from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from duaal.insight.statistics import snapshots
from tests.insight.statistics.builders import Register


@pytest.fixture
def snapshot_folder(tmp_path: Path, settings) -> Path:
    settings.SNAPSHOT_FOLDER = tmp_path / "snapshots"
    return settings.SNAPSHOT_FOLDER


@pytest.fixture
def register(db: None, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    """An empty register; snapshots of it are taken inside the transaction of the test, which is undone."""

    @contextmanager
    def in_this_transaction() -> Iterator[CursorWrapper]:
        with connection.cursor() as cursor:
            yield cursor

    monkeypatch.setattr(snapshots, "one_moment", in_this_transaction)
    return Register()
