import ast
import re
import tomllib

import pytest

from tests.architecture.tree import ROOT, parsed, place, python_files, tracked_files

LONGEST_FILE = 400
LONGEST_TEST_FILE = 500
LONGEST_FUNCTION = 60
FORBIDDEN_WORDS = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
NOT_OURS = re.compile(
    "|".join(
        (
            r"py" + r"pi\.org",
            r"python" + r"hosted",
            r"registry\." + r"npmjs",
            r"(?<![\w/.-])/(?:" + r"root|home|opt|mnt|work)/",
        )
    )
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".in",
    ".txt",
    ".yaml",
    ".yml",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".csv",
    ".json",
    "",
}


def test_no_file_is_too_long_to_read() -> None:
    long = {
        place(file): lines
        for file in python_files("duaal/", "config/", "tests/", "bench/")
        if (lines := len(file.read_text(encoding="utf-8").splitlines()))
        > (LONGEST_TEST_FILE if place(file).startswith("tests/") else LONGEST_FILE)
    }

    assert long == {}


def test_no_function_is_too_long_to_read() -> None:
    long = {
        place(file, node): lines
        for file in python_files("duaal/", "config/")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}


def test_nothing_is_left_for_later_in_the_source() -> None:
    found = [
        f"{place(file)}: {word}"
        for file in python_files("duaal/", "config/", "tests/", "bench/")
        for word in FORBIDDEN_WORDS
        if re.search(rf"\b{word}\b", file.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_file_names_a_place_that_only_one_machine_has() -> None:
    found = [
        f"{place(file)}: {match.group()}"
        for file in tracked_files()
        if file.suffix in TEXT
        for match in NOT_OURS.finditer(file.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_pinned_part_has_its_hashes(name: str) -> None:
    pins = re.findall(
        r"^\S+==.*(?:\n    --hash=.*)*", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
    )

    assert pins
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_part_we_ask_for_is_pinned() -> None:
    asked = re.findall(r"^([A-Za-z][\w-]*)", (ROOT / "requirements/base.in").read_text(), re.MULTILINE)

    pinned = {
        name.lower()
        for name in re.findall(
            r"^([\w.-]+)(?:\[\w+\])?==", (ROOT / "requirements/base.txt").read_text(), re.MULTILINE
        )
    }

    assert {name.lower() for name in asked} <= pinned


def test_every_floor_has_its_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    exhaustive = {
        box for contract in contracts if contract.get("exhaustive") for box in contract["containers"]
    }

    floors = {f"duaal.{path.name}" for path in (ROOT / "duaal").iterdir() if _holds_packages(path)}
    assert floors <= exhaustive


def _holds_packages(path) -> bool:
    return path.is_dir() and any((child / "apps.py").exists() for child in path.iterdir() if child.is_dir())
