"""How a journey goes from page to page."""

from playwright.sync_api import Locator


def press(target: Locator) -> None:
    """Presses a link or a button that leads to another page, and waits until that page is there."""
    with target.page.expect_navigation():
        target.click()
