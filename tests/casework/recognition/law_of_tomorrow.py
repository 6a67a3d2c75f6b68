"""The lawbook of the project with a reform switched on from a day, read from files as in an installation."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from duaal.casework.recognition import assessing
from duaal.foundation.lawbook.book import BOOK, FOLDER, Book

FROM = date(2026, 9, 1)
SOURCE = """\
hervorming:
  kind: act
  title: Een verzonnen decreet
  address: Belgisch Staatsblad
  dated: "2026"
  passed_on: 2026-05-01
"""
VERSION = """\
checked_on: 2026-05-02
versions:
  {since}: {{value: {value}, source: hervorming/art. 3, certainty: certain}}
"""

SwitchOn = Callable[..., Book]


def write_law(folder: Path, since: date = FROM, **values: object) -> Path:
    """A folder that gives these values of recognition from the day on."""
    parameters = folder / "parameters" / "recognition"
    parameters.mkdir(parents=True)
    (folder / "sources.yaml").write_text(SOURCE)
    for name, value in values.items():
        written = str(value).lower() if isinstance(value, bool) else str(value)
        (parameters / f"{name}.yaml").write_text(VERSION.format(since=since, value=written))
    return folder


@pytest.fixture
def switch_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SwitchOn]:
    """Switches reforms on for one test: `switch_on("mentor_later")`, from 1 September 2026."""

    def switch(*names: str) -> Book:
        book = Book(FOLDER, write_law(tmp_path / "law", **dict.fromkeys(names, True)))
        monkeypatch.setitem(BOOK.__dict__, "sources", book.sources)
        monkeypatch.setitem(BOOK.__dict__, "values", book.values)
        assessing.law_for.cache_clear()
        return book

    yield switch
    assessing.law_for.cache_clear()
