"""Lists: filters from the URL, sorting on named columns, paging with a total, and the whole list as CSV.

One way for every list page. What is typed in a URL never reaches the database as a name: columns and filters
are looked up in the listing. Sorting always ends with a unique column, so that no row is shown twice or
skipped between two pages.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Row = TypeVar("Row")
Rows = QuerySet[Any] | Sequence[Any]
Words = str | Promise
Choices = Sequence[tuple[str, Words]]

SORT = "sorteer"
PAGE = "pagina"
CHUNK = 2000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a list. `sort` are the fields or attributes it sorts on, empty when it does not sort.

    `cell` gives the value for CSV; None keeps the column out of it. `in_page` False keeps it out of the page.
    """

    name: str
    label: Words
    sort: tuple[str, ...] = ()
    cell: Callable[[Row], object] | None = None
    numeric: bool = False
    in_page: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list. `apply` narrows the rows to the typed value.

    With `choices` (or a function that gives them) only those values count; else every text that
    `accepts` lets through.
    """

    name: str
    label: Words
    apply: Callable[[Any, str], Any]
    choices: Choices | Callable[[], Choices] = ()
    kind: str = "search"
    accepts: Callable[[str], bool] = bool
    empty: Words = gettext_lazy("alle")

    def current_choices(self) -> Choices:
        return self.choices() if callable(self.choices) else self.choices


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the table: its words, the address that sorts on it (empty if none), and the direction."""

    label: Words
    address: str
    direction: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter as the page shows it: with its choices and the value that is in force."""

    name: str
    label: Words
    kind: str
    choices: Choices
    value: str
    empty: Words


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """One page of a list, with everything the components around it need. `first` and `last` count from 1."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int
    first: int
    last: int
    heads: tuple[Head, ...]
    filters: tuple[ShownFilter, ...]
    sort: str
    is_filtered: bool
    problems: tuple[str, ...]
    previous_address: str
    next_address: str
    clear_address: str
    csv_address: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of one request: what is in force, and what could not be understood."""

    values: dict[str, str]
    shown: tuple[ShownFilter, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A list (`lijst`): its columns, filters, first order and page size.

    `order` is the order when nobody asked for one, as field names with an optional `-`; `unique` the column
    that ends every order. It takes the direction of the sort, so that one index serves both.
    `order_has_index` says that an index gives the rows in the first order: then the first page needs no
    search for its keys.
    """

    columns: tuple[Column[Row], ...]
    order: tuple[str, ...]
    unique: str = "pk"
    filters: tuple[Filter, ...] = ()
    page_size: int = 25
    order_has_index: bool = False
    _by_name: dict[str, Column[Row]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def page(
        self, request: HttpRequest, rows: Rows, *, csv_address: str = "", known_total: int | None = None
    ) -> ListPage[Row]:
        """The page that the URL asks for; the nearest one when it asks for a page that is not there.

        `known_total` is how many `rows` there are, for a page that counted them already: it saves the count
        as long as no filter is in force.
        """
        query = request.GET
        chosen = self._chosen(query)
        found = self._filtered(rows, chosen)
        if known_total is not None and not chosen.values:
            total = known_total
        else:
            total = found.count() if isinstance(found, QuerySet) else len(found)
        pages = max(1, -(-total // self.page_size))
        number = min(max(1, _whole(query.get(PAGE, ""))), pages)
        start = (number - 1) * self.page_size
        straight = self.order_has_index and not (start or chosen.values or self._sort_in_force(query))
        shown = self._window(found, query, start, straight=straight) if total else []
        return ListPage(
            rows=shown,
            total=total,
            number=number,
            pages=pages,
            first=start + 1 if total else 0,
            last=start + len(shown),
            heads=tuple(self._head(column, query, chosen) for column in self.columns if column.in_page),
            filters=chosen.shown,
            sort=self._sort_in_force(query),
            is_filtered=bool(chosen.values),
            problems=chosen.problems,
            previous_address=self._address(query, chosen, page=number - 1) if number > 1 else "",
            next_address=self._address(query, chosen, page=number + 1) if number < pages else "",
            clear_address=request.path,
            csv_address=csv_address + self._address(query, chosen) if csv_address else "",
        )

    def _window(self, found: Rows, query: QueryDict, start: int, *, straight: bool) -> list[Row]:
        """The rows of one page. Their keys are found first, unless they can be read `straight` from an index:
        a page far down a long list joins only its own rows.
        """
        window = slice(start, start + self.page_size)
        if straight or not isinstance(found, QuerySet):
            return list(self._sorted(found, query)[window])
        keys = self._sorted(found, query).values("pk")[window]
        return list(self._sorted(found.filter(pk__in=keys), query))

    def csv(self, request: HttpRequest, rows: Rows, *, filename: str) -> StreamingHttpResponse:
        """Every row that the filters of the URL leave, in the order of the URL, streamed."""
        found = self._sorted(self._filtered(rows, self._chosen(request.GET)), request.GET)
        columns = [column for column in self.columns if column.cell is not None]
        source = found.iterator(chunk_size=CHUNK) if isinstance(found, QuerySet) else found
        cells = ([column.cell(row) for column in columns if column.cell] for row in source)
        return csv_response([str(column.label) for column in columns], cells, filename=filename)

    def _chosen(self, query: QueryDict) -> Chosen:
        values: dict[str, str] = {}
        shown, problems = [], []
        for one in self.filters:
            value = query.get(one.name, "").strip().replace("\x00", "")
            choices = one.current_choices()
            known = {str(key) for key, _words in choices}
            if value and not (value in known if choices else one.accepts(value)):
                problems.append(
                    _("Het filter %(label)s kent de waarde “%(value)s” niet. We tonen alles.")
                    % {"label": one.label, "value": value[:40]}
                )
                value = ""
            if value:
                values[one.name] = value
            shown.append(ShownFilter(one.name, one.label, one.kind, choices, value, one.empty))
        return Chosen(values, tuple(shown), tuple(problems))

    def _filtered(self, rows: Rows, chosen: Chosen) -> Any:
        for one in self.filters:
            if one.name in chosen.values:
                rows = one.apply(rows, chosen.values[one.name])
        return rows

    def _sort_in_force(self, query: QueryDict) -> str:
        asked = query.get(SORT, "")
        column = self._by_name.get(asked.removeprefix("-"))
        return asked if column is not None and column.sort else ""

    def _sorted(self, rows: Any, query: QueryDict) -> Any:
        asked = self._sort_in_force(query)
        if asked:
            sign = "-" if asked.startswith("-") else ""
            names = tuple(sign + name for name in self._by_name[asked.removeprefix("-")].sort)
        else:
            names = self.order
        sign = "-" if names and names[0].startswith("-") else ""
        names = (*names, sign + self.unique)
        if isinstance(rows, QuerySet):
            return rows.order_by(*names)
        ordered = list(rows)
        for name in reversed(names):
            ordered.sort(key=attrgetter(name.removeprefix("-")), reverse=name.startswith("-"))
        return ordered

    def _head(self, column: Column[Row], query: QueryDict, chosen: Chosen) -> Head:
        if not column.sort:
            return Head(column.label, "", "", column.numeric)
        in_force = self._sort_in_force(query) or self._column_of_order()
        directions = {column.name: "ascending", f"-{column.name}": "descending"}
        direction = directions.get(in_force, "none")
        flipped = f"-{column.name}" if direction == "ascending" else column.name
        return Head(column.label, self._address(query, chosen, sort=flipped), direction, column.numeric)

    def _column_of_order(self) -> str:
        for column in self.columns:
            if self.order == column.sort:
                return column.name
            if self.order == tuple(f"-{name}" for name in column.sort) and column.sort:
                return f"-{column.name}"
        return ""

    def _address(self, query: QueryDict, chosen: Chosen, *, page: int = 1, sort: str = "") -> str:
        address = QueryDict(mutable=True)
        address.update(chosen.values)
        if sort or self._sort_in_force(query):
            address[SORT] = sort or self._sort_in_force(query)
        if page > 1:
            address[PAGE] = str(page)
        return "?" + address.urlencode()


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


class _Echo:
    """A file that hands back what is written to it, so that rows can be streamed."""

    def write(self, text: str) -> str:
        return text


def csv_response(
    heads: Sequence[str], rows: Iterable[Sequence[object]], *, filename: str
) -> StreamingHttpResponse:
    """A CSV file for people who open it in a spreadsheet: UTF-8 with a mark, separated by semicolons.

    Belgian spreadsheets read a comma as a decimal sign. Texts that a spreadsheet would run as a formula get
    an apostrophe in front.
    """
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")

    def lines() -> Iterator[str]:
        yield BYTE_ORDER_MARK + writer.writerow(heads)
        for row in rows:
            yield writer.writerow([harmless(cell) for cell in row])

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def harmless(cell: object) -> object:
    """The cell as it may stand in a CSV file: a text that starts like a formula gets an apostrophe in front.

    Numbers and dates stay what they are; nothing at all becomes an empty cell.
    """
    if cell is None:
        return ""
    if isinstance(cell, str | Promise):
        text = str(cell)
        return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text
    return cell
