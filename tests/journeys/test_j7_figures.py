"""J7, the tables: anyone finds and downloads them; the register changes and they stay the same."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Site

OFFICIAL = Path(__file__).parents[2] / "duaal" / "synthetic" / "reference"
TABLES = ("T1a", "T1b", "T2a", "T2b", "T3")


def test_the_five_tables_come_out_of_the_data_exactly(site: Site) -> None:
    printed = site.duaal("tables", "--check", str(OFFICIAL))

    assert printed.strip().splitlines()[-1] == "250 of 250 cells equal"


@pytest.mark.parametrize("page", ["phone", "desk"], indirect=True)
def test_anyone_reads_every_table_with_its_footnotes_and_definition(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto("/cijfers/")
    accessible(page)
    addresses = [link.get_attribute("href") for link in page.locator("main li a, main td a, main h2 a").all()]
    shown = [address for address in addresses if address and re.fullmatch(r"/cijfers/[^/?]+/", address)]
    assert len(set(shown)) >= len(TABLES)

    for address in dict.fromkeys(shown):
        page.goto(address)
        accessible(page)
        expect(page.locator("main table").first).to_be_visible()
        expect(page.get_by_text("synthetisch").first).to_be_visible()


def test_a_table_counted_again_after_the_register_changed_is_the_same(page: Page, site: Site) -> None:
    page.goto("/cijfers/")
    before = site.duaal("tables")
    ((recognition,),) = site.sql(
        "SELECT min(id) FROM recognition_recognition WHERE valid_from < '2021-01-01'"
    )
    site.sql("UPDATE recognition_recognition SET ended_on = valid_from WHERE id = %s", recognition)

    after = site.duaal("tables")

    assert after == before


def test_the_download_holds_what_the_page_shows(page: Page) -> None:
    page.goto("/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("erkend|CSV")).first.click()

    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert len(rows) > 5
    assert "synthetic" in text or "synthetisch" in text.lower()
