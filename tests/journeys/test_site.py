from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WIDTHS

OPEN_TO_ALL = ("/", "/aanmelden/", "/bestaat-niet/")


@pytest.mark.parametrize("page", sorted(WIDTHS), indirect=True)
@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_a_page_for_everyone_is_accessible_at_every_width(
    path: str, page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto(path)

    accessible(page)
