import ast
import re

import pytest

from duaal.foundation.lawbook.book import BOOK
from tests.architecture.tree import TEMPLATES, parsed, place, python_files, tracked_files

PARAMETERS = "duaal/foundation/lawbook/parameters/"
DECIDES = ("facts", "rules", "states", "actions", "policy", "queries", "standing", "assessing", "proposals")
SAYS_NOTHING_OF_THE_LAW = {0, 1, 2}
ABOUT_THE_MACHINE = re.compile(r"BATCH|CHUNK|lru_cache|\bPAGE|# of the machine")
UNITS = (
    "(?:werk|kalender|opleidings|school)?(?:dag|dagen|week|weken|maand|maanden|jaar|jaren|uur|euro|procent|%)"
)
LEGAL_AMOUNT = re.compile(rf"€ ?\d|\b\d[\d.,]*\s*{UNITS}\b", re.IGNORECASE)
TAG = re.compile(r"{[%{#].*?[#%}]}|<!--.*?-->|<[^>]*>", re.DOTALL)


def test_every_dated_value_says_since_when_from_where_how_sure_and_when_it_was_read() -> None:
    silent = [
        value.key
        for value in BOOK.rows()
        if not value.checked_on
        or any(not version.source or not version.certainty or not version.since for version in value.versions)
    ]

    assert silent == []


def test_every_file_of_parameters_is_read() -> None:
    files = [file for file in tracked_files() if place(file).startswith(PARAMETERS)]

    keys = {place(file).removeprefix(PARAMETERS).removesuffix(".yaml").replace("/", ".") for file in files}

    assert keys == set(BOOK.values)


def test_what_decides_holds_no_number_of_the_law() -> None:
    found = [
        f"{place(file, node)}: {node.value}"
        for file in python_files("duaal/casework/", "duaal/register/")
        if {file.stem, file.parent.name} & set(DECIDES)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and node.value not in SAYS_NOTHING_OF_THE_LAW
        and not ABOUT_THE_MACHINE.search(_line(file, node))
    ]

    assert found == []


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.stem)
def test_no_page_has_an_amount_or_a_term_written_out(file) -> None:
    text = TAG.sub(" ", file.read_text(encoding="utf-8"))

    assert LEGAL_AMOUNT.findall(text) == []


def test_no_sentence_in_python_has_an_amount_or_a_term_written_out() -> None:
    found = [
        f"{place(file, node)}: {node.value}"
        for file in python_files("duaal/casework/", "duaal/register/", "duaal/interfaces/web/")
        for node in _translated(parsed(file))
        if LEGAL_AMOUNT.search(str(node.value))
    ]

    assert found == []


def _translated(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "_",
            "gettext",
            "gettext_lazy",
            "ngettext",
        ):
            yield from (one for one in node.args if isinstance(one, ast.Constant))


def _line(file, node) -> str:
    return file.read_text(encoding="utf-8").splitlines()[node.lineno - 1]
