import ast

from tests.architecture.tree import parsed, place, python_files

CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("time", "time"),
}
MAY_ASK_FOR_TODAY = (
    "duaal/interfaces/",
    "duaal/foundation/kernel/today.py",
    "duaal/foundation/accounts/actors.py",  # the capacity of a request, so also once per request
)
MAY_ASK_FOR_NOW = (
    *MAY_ASK_FOR_TODAY,
    "duaal/foundation/audit/ledger.py",  # when an entry was written, beside the day it is about
    "duaal/synthetic/populate.py",  # when what was loaded is sealed
    "duaal/insight/statistics/tables.py",  # when a table was counted; no figure depends on it
)


def test_only_pages_and_commands_ask_what_day_it_is() -> None:
    found = [
        place(file, node)
        for file in python_files("duaal/")
        if not place(file).startswith(MAY_ASK_FOR_TODAY)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "today"
    ]

    assert found == []


def test_only_pages_commands_and_the_ledger_read_the_clock() -> None:
    found = [
        place(file, node)
        for file in python_files("duaal/")
        if not place(file).startswith(MAY_ASK_FOR_NOW)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]

    assert found == []
