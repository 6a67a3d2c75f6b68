"""The lawbook of the project: every dated value with its source, read once from the files beside this
module.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from duaal.foundation.lawbook.dated import Dated
from duaal.foundation.lawbook.loader import Source, load_parameters, load_sources

FOLDER = Path(__file__).parent


class UnknownValue(KeyError):
    """A key that no file of the lawbook has: a mistake in the code that asks."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the lawbook has no value {key}")


class Book:
    """A lawbook: sources and dated values (`gedateerde waarden`), read when first asked for.

    Its folder holds `sources.yaml` and `parameters/`. Whatever asks first gets `WrongFile`, with file, line
    and key, when something in it is wrong.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return load_sources(self.folder / "sources.yaml")

    @cached_property
    def values(self) -> Mapping[str, Dated[Any]]:
        return load_parameters(self.folder / "parameters", self.sources)

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


BOOK = Book(FOLDER)


def value(key: str) -> Dated[Any]:
    """The dated value of the project with this key; raises `UnknownValue`."""
    return BOOK.value(key)
