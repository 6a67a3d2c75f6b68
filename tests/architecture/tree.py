"""The source of the project as the architecture tests read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "duaal/interfaces/web/templates"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the project: those git knows, and new ones it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(file for name in listed.split("\0") if name and (file := ROOT / name).is_file())


def python_files(*folders: str) -> Iterator[Path]:
    """Python files under these folders, without migrations."""
    for file in tracked_files():
        name = file.relative_to(ROOT).as_posix()
        if file.suffix == ".py" and name.startswith(folders) and "/migrations/" not in name:
            yield file


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def place(file: Path, node: ast.AST | None = None) -> str:
    """How a failure points at a line."""
    name = file.relative_to(ROOT).as_posix()
    return name if node is None else f"{name}:{getattr(node, 'lineno', 0)}"
