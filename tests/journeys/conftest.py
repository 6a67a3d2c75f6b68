"""A running site and a browser for the journeys. All journeys run in one process: they share the site."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.journeys.pages import press
from tests.journeys.site import Site, running_demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
)
WIDTHS = {"phone": (360, 740), "tablet": (768, 1024), "desk": (1280, 900)}
VIOLATIONS = """axe.run({resultTypes: ["violations"]}).then(({violations}) =>
    violations.map(({id, nodes}) => [id, nodes.map(node => node.target)]))"""
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def site(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with running_demo(os.environ["DATABASE_URL"], template_database, folder) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it the journeys are skipped, and fail where they are required (CI)."""
    if CHROMIUM is None:
        sentence = "Er is geen Chromium op deze machine: installeer het pakket chromium."
        if os.environ.get("DUAAL_BROWSER_REQUIRED") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *as_root])
        yield browser
        browser.close()


@pytest.fixture(params=["desk"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """A fresh visitor, at a desk unless the test is parametrized with another of `WIDTHS` (indirect).

    Fails when a page logged an error: a script that broke, a style or script that is not allowed.
    """
    width, height = WIDTHS[request.param]
    context = browser.new_context(
        base_url=site.url, viewport={"width": width, "height": height}, locale="nl-BE"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: _note(message, errors))
    yield page
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def accessible() -> Callable[..., None]:
    """Asserts that the page has no axe violation and does not scroll sideways.

    At the width the page has, or at each of the named `WIDTHS`: loaded once, it is looked at in each of them.
    """

    def check(page: Page, *widths: str) -> None:
        page.wait_for_load_state()
        page.wait_for_selector("main")
        page.evaluate(AXE_SCRIPT)
        as_it_was = page.viewport_size
        for width in widths or [""]:
            if width:
                page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
            assert page.evaluate(VIOLATIONS) == [], f"{page.url} {width}"
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
        if widths and as_it_was:
            page.set_viewport_size(as_it_was)

    return check


@pytest.fixture
def enter(page: Page) -> Callable[[str], None]:
    """Logs the visitor in as the demo account with this e-mail address."""

    def log_in(email: str) -> None:
        page.goto("/aanmelden/")
        press(page.locator("li", has_text=email).get_by_role("button"))
        page.wait_for_url("**/taken/")

    return log_in


def _note(message: ConsoleMessage, errors: list[str]) -> None:
    refused_page = "Failed to load resource: the server responded with a status of 4"
    if message.type == "error" and not message.text.startswith(refused_page):
        errors.append(message.text)
