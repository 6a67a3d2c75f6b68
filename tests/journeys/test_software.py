"""The pages for who links software: found, readable for everybody, at any width."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def test_the_pages_about_software_are_accessible(page: Page, accessible, enter) -> None:
    page.goto("/api/v1/docs")
    accessible(page)

    enter("wewis@duaal.example")
    page.goto("/koppelingen/")
    accessible(page)
