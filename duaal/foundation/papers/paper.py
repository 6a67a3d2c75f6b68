"""What stands on a paper: a title and sections of sentences, lists and tables; no file and no screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or more, as one paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `head` says what each column holds. Raises `ValueError` when a row has another width."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(f"{len(row)} cells under {len(self.head)} heads: {row}")


Part = Text | Items | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; `depth` 1 stands right under the title of the paper."""

    title: str
    parts: tuple[Part, ...] = ()
    depth: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the paper, for machines: what people read is on the pages."""

    name: str
    content_type: str
    words: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; `reference` stands at the foot of every page, `made_at` is the date of the document."""

    title: str
    reference: str
    made_at: datetime
    sections: tuple[Section, ...]
    attachments: tuple[Attachment, ...] = ()

    def words(self) -> Iterator[str]:
        """Everything that is read, in the order in which it is read; the foot of the pages is not in it."""
        yield self.title
        for section in self.sections:
            yield section.title
            for part in section.parts:
                yield from _words(part)


def _words(part: Part) -> Iterator[str]:
    match part:
        case Text(words):
            yield words
        case Items(lines):
            yield from lines
        case Table(head, rows):
            yield from head
            for row in rows:
                yield from row
