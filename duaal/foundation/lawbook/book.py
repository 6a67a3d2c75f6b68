"""The lawbook of the project: every dated value with its source, read once from the files beside this module.

An installation can add later versions, a change of law from a date on, without another release: the
environment names their folder in `DUAAL_LAW`.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from duaal.foundation.lawbook.dated import Dated, Version
from duaal.foundation.lawbook.errors import WrongFile
from duaal.foundation.lawbook.loader import Source, load_parameters, load_sources

FOLDER = Path(__file__).parent
ADDED = "DUAAL_LAW"
"""The variable of the environment that names the folder with later versions."""


class UnknownValue(KeyError):
    """A key that no file of the lawbook has: a mistake in the code that asks."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the lawbook has no value {key}")


class Book:
    """A lawbook: sources and dated values (`gedateerde waarden`), read when first asked for.

    Its folder holds `sources.yaml` and `parameters/`; `added` is a folder of the same kind with later
    versions and their sources. Whatever asks first gets `WrongFile`, with file, line and key, when something
    in it is wrong.
    """

    def __init__(self, folder: Path, added: Path | None = None) -> None:
        self.folder = folder
        self.added = added

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        found = load_sources(self.folder / "sources.yaml")
        if self.added is None:
            return found
        if not self.added.is_dir():
            raise WrongFile(self.added, "", "is geen map; geef de map met de nieuwe versies van de waarden")
        own = self.added / "sources.yaml"
        return load_sources(own, found) if own.exists() else found

    @cached_property
    def values(self) -> Mapping[str, Dated[Any]]:
        sources = self.sources
        added = self.added / "parameters" if self.added else None
        return load_parameters(self.folder / "parameters", sources, added)

    def value(self, key: str) -> Dated[Any]:
        """The dated value with this key; raises `UnknownValue`."""
        try:
            return self.values[key]
        except KeyError:
            raise UnknownValue(key) from None

    def rows(self) -> Iterator[Dated[Any]]:
        """Every dated value by key, those of one partnership right after the general one."""
        for _key, dated in sorted(self.values.items()):
            yield dated
            yield from (own for _code, own in sorted(dated.per.items()))

    def added_versions(self) -> tuple[Version[Any], ...]:
        """The versions that come from the added folder, by key, oldest first."""
        known = {
            (version.key, version.since) for dated in Book(self.folder).rows() for version in dated.versions
        }
        every = (version for dated in self.rows() for version in dated.versions)
        return tuple(version for version in every if (version.key, version.since) not in known)


BOOK = Book(FOLDER, Path(os.environ[ADDED]) if os.environ.get(ADDED) else None)


def value(key: str) -> Dated[Any]:
    """The dated value of the project with this key; raises `UnknownValue`."""
    return BOOK.value(key)
