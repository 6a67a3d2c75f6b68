"""The dated values as rows of a list and as sections of a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.lawbook.book import Book
from duaal.foundation.lawbook.dated import OF_COMMITTEE, Dated, NotInForce, Version
from duaal.interfaces.web.lawpages.words.sources import ShownSource, shown_sources
from duaal.interfaces.web.lawpages.words.values import SUBJECT, value_words

CODES = re.compile(r" \([A-Z_]+: [^)]*\)$")


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One dated value on one day, as the list shows it. `scope` is its partnership, empty for all."""

    key: str
    page_key: str
    subject: str
    label: str
    label_sort: str
    scope: str
    value: str
    since: date
    sources: str
    certainty: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version on the page of a value. `until` is its last day, None while it holds."""

    value: str
    since: date
    until: date | None
    in_force: bool
    sources: tuple[ShownSource, ...]
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """The versions for everybody (`scope` empty) or for one partnership, newest first."""

    scope: str
    code: str
    versions: tuple[ShownVersion, ...]


def label_of(dated: Dated[Any]) -> str:
    """What the value is about. Without the explanation of codes at its end: pages show codes in words."""
    return CODES.sub("", dated.label)


def general_key(key: str) -> str:
    """`recognition.training_months[bouw]` is a version of `recognition.training_months`."""
    return key.partition("[")[0]


def scope_code(key: str) -> str:
    """The code of the partnership of a key such as `recognition.training_months[bouw]`, else empty."""
    return key.partition("[")[2].removesuffix("]")


def scope_name(code: str, partnerships: Mapping[str, str]) -> str:
    """Whose value it is: a partnership by its name, a joint committee by its number."""
    if code.startswith(OF_COMMITTEE):
        return _("paritair comité %(number)s") % {"number": code.removeprefix(OF_COMMITTEE)}
    return partnerships.get(code, code)


def subject_choices(book: Book) -> list[tuple[str, str]]:
    """The subjects of the values, for the filter."""
    codes = sorted({key.partition(".")[0] for key in book.values})
    return [(code, str(SUBJECT.get(code, code))) for code in codes]


def rows_on(book: Book, day: date, partnerships: Mapping[str, str]) -> list[ValueRow]:
    """Every value as it holds on the day; values that do not hold that day say so."""
    return [_row(dated, day, book, partnerships) for dated in book.rows()]


def sections(
    book: Book, dated: Dated[Any], day: date, partnerships: Mapping[str, str]
) -> tuple[Section, ...]:
    """All versions of a value, first for everybody and then per partnership that has its own."""
    every = [dated, *(own for _code, own in sorted(dated.per.items()))]
    return tuple(
        Section(
            scope_name(scope_code(one.key), partnerships),
            scope_code(one.key),
            _versions(book, one, day),
        )
        for one in every
    )


def _row(dated: Dated[Any], day: date, book: Book, partnerships: Mapping[str, str]) -> ValueRow:
    version, words = _in_force(dated, day)
    label, code = label_of(dated), scope_code(dated.key)
    return ValueRow(
        key=dated.key,
        page_key=general_key(dated.key),
        subject=dated.key.partition(".")[0],
        label=label,
        label_sort=sort_key(label),
        scope=scope_name(code, partnerships),
        value=words,
        since=version.since,
        sources="; ".join(str(source) for source in shown_sources(version.source, book)),
        certainty=version.certainty.value,
        checked_on=dated.checked_on,
    )


def _in_force(dated: Dated[Any], day: date) -> tuple[Version[Any], str]:
    try:
        version = dated.on(day)
    except NotInForce as absent:
        if absent.stopped:
            return next(one for one in dated.versions if one.since == absent.since), _("geldt niet meer")
        return dated.versions[0], _("nog niet van kracht")
    return version, value_words(version.value, dated.unit)


def _versions(book: Book, dated: Dated[Any], day: date) -> tuple[ShownVersion, ...]:
    ends = [one.since - timedelta(days=1) for one in dated.versions[1:]] + [None]
    shown = [
        ShownVersion(
            value=value_words(one.value, dated.unit),
            since=one.since,
            until=end,
            in_force=one.since <= day and (end is None or day <= end),
            sources=shown_sources(one.source, book),
            certainty=one.certainty.value,
            note=one.note,
        )
        for one, end in zip(dated.versions, ends, strict=True)
    ]
    return tuple(reversed(shown))
