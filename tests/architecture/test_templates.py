import re

from tests.architecture.tree import TEMPLATES, python_files

BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"}
NAMED = re.compile(r"""["']([\w/.-]+\.(?:html|txt|svg|xml))["']""")


def test_no_template_is_unused_and_none_that_is_named_is_missing() -> None:
    present = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")}
    sources = [*TEMPLATES.rglob("*.html"), *python_files("duaal/", "config/")]

    named = {name for file in sources for name in NAMED.findall(file.read_text(encoding="utf-8"))}

    assert present - named - BY_DJANGO == set()
    assert {name for name in named if name.endswith(".html")} - present == set()
