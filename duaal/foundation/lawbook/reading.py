"""Strict reading of YAML: every mapping keeps the line of its keys, a key that stands twice is an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from duaal.foundation.lawbook.errors import WrongFile

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: how an error says where it is."""

    path: Path
    key: str = ""
    line: int | None = None

    def wrong(self, problem: str) -> WrongFile:
        return WrongFile(self.path, self.key, problem, self.line)

    def at(self, key: str, line: int | None = None) -> "Place":
        full = f"{self.key}.{key}" if self.key else key
        return Place(self.path, full, self.line if line is None else line)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping of a file: its entries with, for each, the place where it stands."""

    place: Place
    entries: dict[Any, tuple[Any, Place]]

    def check_keys(self, *, known: frozenset[str], needed: frozenset[str] = frozenset()) -> None:
        """Raises `WrongFile` for an unknown key, and for a needed key that is missing or empty."""
        for key, (_value, place) in self.entries.items():
            if key not in known:
                raise place.wrong(f"is hier niet bekend; kies uit {', '.join(sorted(known))}")
        for key in sorted(needed):
            if self.get(key) in (None, ""):
                raise self.place.at(key).wrong("ontbreekt")

    def get(self, key: Any, default: Any = None) -> Any:
        return self.entries[key][0] if key in self.entries else default

    def place_of(self, key: Any) -> Place:
        return self.entries[key][1] if key in self.entries else self.place.at(str(key))

    def table(self, key: Any) -> "Table":
        value = self.get(key)
        if not isinstance(value, Table):
            raise self.place_of(key).wrong("moet een tabel van sleutels en waarden zijn")
        return value

    def text(self, key: str) -> str:
        value = self.get(key, "")
        if not isinstance(value, str):
            raise self.place_of(key).wrong(f"moet een tekst zijn, niet {value!r}")
        return value

    def day(self, key: str) -> date:
        value = self.get(key)
        if not isinstance(value, date):
            raise self.place_of(key).wrong(f"moet een datum zijn zoals 2026-01-31, niet {value!r}")
        return value

    def __iter__(self) -> Iterator[tuple[Any, Any, Place]]:
        return ((key, value, place) for key, (value, place) in self.entries.items())

    def plain(self) -> dict[Any, Any]:
        """The table and everything in it as plain dictionaries and lists."""
        return {key: plain(value) for key, value, _place in self}


def plain(value: Any) -> Any:
    if isinstance(value, Table):
        return value.plain()
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def read_table(path: Path) -> Table:
    """The file as one table. Raises `WrongFile` when it cannot be read or is something else."""
    found = _read(path)
    if not isinstance(found, Table):
        raise WrongFile(path, "", "moet een tabel van sleutels en waarden zijn", 1)
    return found


def read_list(path: Path) -> list[Any]:
    """The file as one list. Raises `WrongFile` when it cannot be read or is something else."""
    found = _read(path)
    if not isinstance(found, list):
        raise WrongFile(path, "", "moet een lijst zijn", 1)
    return found


def _read(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise WrongFile(path, "", "bestaat niet; kijk de naam na") from None
    except UnicodeDecodeError:
        raise WrongFile(path, "", "is geen tekst in UTF-8") from None
    except OSError as error:
        raise WrongFile(path, "", f"kan niet geopend worden: {error.strerror}") from None
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        return None if node is None else _value(loader, node, Place(path))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise WrongFile(path, "", f"is geen YAML: {error.problem}", line) from None
    except yaml.YAMLError as error:
        raise WrongFile(path, "", f"is geen YAML: {error}") from None
    except RecursionError:
        raise WrongFile(path, "", "verwijst naar zichzelf") from None
    finally:
        loader.dispose()


def _value(loader: Any, node: yaml.Node, place: Place) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _table(loader, node, Place(place.path, place.key, line))
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, place.at(f"[{number}]")) for number, item in enumerate(node.value)]
    try:
        value = loader.construct_object(node)
    except ValueError:  # a day that does not exist: left as text, so that whoever reads the key says so
        return node.value
    return node.value if isinstance(value, datetime) else value


def _table(loader: Any, node: yaml.MappingNode, place: Place) -> Table:
    entries: dict[Any, tuple[Any, Place]] = {}
    for key_node, value_node in node.value:
        key = _value(loader, key_node, place)
        if isinstance(key, Table | list):
            raise place.wrong("een sleutel moet een woord of een datum zijn")
        here = place.at(str(key), key_node.start_mark.line + 1)
        if key in entries:
            raise here.wrong("staat hier twee keer")
        entries[key] = (_value(loader, value_node, here), here)
    return Table(place, entries)
