from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return settings.DOCUMENT_FOLDER
