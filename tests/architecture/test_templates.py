import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import TEMPLATES, python_files

BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"}
NAMED = re.compile(r"""["']([\w/.-]+\.html)["']""")
NAMED_IN_PART = re.compile(r"""f["']([\w/-]*)\{\w+\}\.html["']""")


def test_no_template_is_unused_and_none_that_is_named_is_missing() -> None:
    present = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")}
    sources = [*TEMPLATES.rglob("*.html"), *python_files("duaal/", "config/")]

    named = {name for file in sources for name in _names_in(file, present)}

    assert present - named - BY_DJANGO == set()
    assert named - present == set()


def _names_in(file: Path, present: set[str]) -> Iterator[str]:
    """Names written out, and of a name put together those whose last part stands in the same file."""
    text = file.read_text(encoding="utf-8")
    yield from NAMED.findall(text)
    for start in NAMED_IN_PART.findall(text):
        for name in present:
            if name.startswith(start) and f'"{name.removeprefix(start).removesuffix(".html")}"' in text:
                yield name
