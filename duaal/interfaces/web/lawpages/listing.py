"""The list of dated values: its columns and filters."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.lawpages.rows import ValueRow, subject_choices
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.words import CERTAINTY

DAY = "op"


def is_day(text: str) -> bool:
    """Whether the text is a date as a browser sends it, such as `2023-09-01`."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def day_asked(request: HttpRequest, otherwise: date) -> date:
    """The day in the URL, or the other one when there is none that can be read."""
    text = request.GET.get(DAY, "").strip()
    return date.fromisoformat(text) if is_day(text) else otherwise


def _with_words(rows: Sequence[ValueRow], typed: str) -> list[ValueRow]:
    words = sort_key(typed).split()
    return [row for row in rows if all(word in f"{row.label_sort} {row.key}" for word in words)]


VALUES: Listing[ValueRow] = Listing(
    columns=(
        Column("regel", _("Regel"), ("label_sort", "scope"), lambda row: row.label),
        Column("sleutel", _("Sleutel"), cell=lambda row: row.key, in_page=False),
        Column("voor", _("Alleen voor"), cell=lambda row: row.scope, in_page=False),
        Column("waarde", _("Waarde"), (), lambda row: row.value),
        Column("sinds", _("Sinds"), ("since",), lambda row: row.since),
        Column("zekerheid", _("Zekerheid"), ("certainty",), lambda row: CERTAINTY[row.certainty]),
        Column("bron", _("Bron"), (), lambda row: row.sources),
        Column("gelezen", _("Nagelezen op"), ("checked_on",), lambda row: row.checked_on),
    ),
    order=("label_sort", "scope"),
    unique="key",
    page_size=50,
    filters=(
        Filter("zoek", _("Zoek in de regels"), _with_words),
        Filter(
            "over",
            _("Over"),
            lambda rows, code: [row for row in rows if row.subject == code],
            choices=lambda: subject_choices(BOOK),
        ),
        Filter(
            "zekerheid",
            _("Zekerheid"),
            lambda rows, code: [row for row in rows if row.certainty == code],
            choices=tuple(CERTAINTY.items()),
        ),
        # The day decides which rows are made, before they are filtered.
        Filter(DAY, _("Op welke dag"), lambda rows, day: rows, kind="date", accepts=is_day),
    ),
)
