"""The lawbook of the project: every dated value with its source, read once from the files beside this
module.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duaal.foundation.lawbook.dated import Dated
from duaal.foundation.lawbook.loader import Source, load_parameters, load_sources

FOLDER = Path(__file__).parent


class UnknownValue(KeyError):
    """A key that no file of the lawbook has: a mistake in the code that asks."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the lawbook has no value {key}")


@dataclass(frozen=True, slots=True)
class Book:
    """A lawbook: sources and dated values (`gedateerde waarden`)."""

    sources: Mapping[str, Source]
    values: Mapping[str, Dated[Any]]

    @classmethod
    def read(cls, folder: Path) -> "Book":
        """Reads `sources.yaml` and `parameters/`; raises `WrongFile` with file, line and key."""
        sources = load_sources(folder / "sources.yaml")
        return cls(sources, load_parameters(folder / "parameters", sources))

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


BOOK = Book.read(FOLDER)


def value(key: str) -> Dated[Any]:
    """The dated value of the project with this key; raises `UnknownValue`."""
    return BOOK.value(key)
