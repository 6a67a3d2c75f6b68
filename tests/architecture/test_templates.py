import re
from collections.abc import Iterator

from tests.architecture.tree import TEMPLATES, python_files

BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"}
NAMED = re.compile(r"""["']([\w/.-]+\.html)["']""")
NAMED_IN_PART = re.compile(r"""f["']([\w/-]*)\{\w+\}\.html["']""")


def test_no_template_is_unused_and_none_that_is_named_is_missing() -> None:
    present = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")}
    python = "\n".join(file.read_text(encoding="utf-8") for file in python_files("duaal/", "config/"))
    templates = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html"))

    named = {*NAMED.findall(python + templates), *_named_in_part(python, present)}

    assert present - named - BY_DJANGO == set()
    assert named - present == set()


def _named_in_part(python: str, present: set[str]) -> Iterator[str]:
    """Templates whose name is put together and whose last part is a word somewhere, as in `cases:grant`."""
    for start in NAMED_IN_PART.findall(python):
        for name in present:
            if name.startswith(start) and re.search(
                rf"""["':]{name[len(start) : -len(".html")]}["']""", python
            ):
                yield name
