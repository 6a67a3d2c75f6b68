"""A sanction: the company reports and reacts, the effect is seen first, and the committee suspends it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.pages import press
from tests.journeys.site import Site

OFFICER, COMPANY, DEPARTMENT = "voeding@duaal.example", "bakkerij@duaal.example", "wewis@duaal.example"
TEXT = "De leerling doet al weken alleen opruimwerk."


@pytest.fixture
def place(site: Site) -> int:
    """A valid recognition of the demo company that its partnership gave, with nothing running on it."""
    ((recognition,),) = site.sql(
        "SELECT r.id FROM recognition_recognition r JOIN organisations_company c ON c.id = r.company_id"
        " JOIN accounts_membership m ON m.organisation = c.enterprise_number"
        " JOIN accounts_user u ON u.id = m.user_id AND u.email = %s"
        " WHERE r.state = 'ACTIVE' AND r.valid_to > current_date + 30"
        " ORDER BY r.id LIMIT 1",
        COMPANY,
    )
    return int(str(recognition))


class Reader:
    """Somebody who is logged in; every page that is seen is checked at both widths."""

    def __init__(self, browser: Browser, site: Site, email: str, accessible: Callable[..., None]) -> None:
        self.accessible = accessible
        self.page = browser.new_context(base_url=site.url, locale="nl-BE").new_page()
        self.page.goto("/aanmelden/")
        press(self.page.locator("li", has_text=email).get_by_role("button"))

    def sees(self, address: str) -> Page:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        self.accessible(self.page, "phone", "desk")
        return self.page

    def fills(self, address: str, **typed: str) -> None:
        """Opens the page of a step, fills in its fields and sends it."""
        self.sees(address)
        for name, value in typed.items():
            field = self.page.locator(f"main [name={name}]")
            if field.first.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            elif field.first.get_attribute("type") == "radio":
                self.page.locator(f"main [name={name}][value='{value}']").check()
            else:
                field.fill(value)
        self.sends()

    def sends(self, name: str = "") -> None:
        """Presses the button of the form, or the one with this name, and looks at what comes."""
        button = self.page.get_by_role("button", name=name) if name else None
        press(button or self.page.locator("main form:has(.button) .button").last)
        expect(self.page.locator("main .error")).to_have_count(0)
        self.accessible(self.page, "phone", "desk")

    def leaves(self) -> None:
        self.page.context.close()


def test_a_sanction_is_seen_before_it_is_taken_and_the_committee_lets_it_wait(
    browser: Browser, site: Site, place: int, accessible: Callable[..., None]
) -> None:
    officer = Reader(browser, site, OFFICER, accessible)
    company = Reader(browser, site, COMPANY, accessible)
    file = f"/erkenningen/{place}/"
    soon = (date.today() + timedelta(days=10)).isoformat()  # noqa: DTZ011  the form asks for a day to come

    officer.fills(
        f"{file}begeleiding/starten/",
        shortcoming="D1",
        description=TEXT,
        description_of_action="Plan elke week een gesprek.",
        responsible="Ann Verzonnen",
        due_on=soon,
    )
    ((action,),) = site.sql(
        "SELECT max(a.id) FROM recognition_guidanceaction a"
        " JOIN recognition_guidance g ON g.id = a.guidance_id WHERE g.recognition_id = %s",
        place,
    )
    company.sees(file)
    company.fills(f"{file}begeleiding/acties/{action}/bericht/", report="Elke vrijdag is er een gesprek.")
    officer.fills(
        f"{file}begeleiding/acties/{action}/afsluiten/", result="NEGATIVE", remark="Er was geen gesprek."
    )
    officer.fills(f"{file}sanctie/voorstellen/", reason=TEXT)
    company.sees("/taken/")
    company.fills(f"{file}sanctie/reageren/", reaction="Dat is rechtgezet.")

    reference = decides(officer, f"{file}sanctie/beslissen/", place)
    company.sees(f"/sancties/{reference}/")
    company.sends("Ik las deze beslissing")
    company.fills(appeal_page(company.page), reasons="De leerling krijgt wel opleiding.")
    appeal = company.page.url.removeprefix(site.url)
    committee = Reader(browser, site, DEPARTMENT, accessible)
    committee.fills(f"{appeal}ontvankelijkheid/", answer="yes")
    committee.fills(f"{appeal}schorsen/", reason="De leerling verliest anders zijn plaats.")
    expect(committee.page.get_by_text("geen gevolg tot de uitspraak").first).to_be_visible()
    company.sees(f"/sancties/{reference}/")
    for reader in (officer, company, committee):
        reader.leaves()


def decides(officer: Reader, address: str, place: int) -> str:
    """Withdraws the recognition after a look at the effect; gives the reference of the decision."""
    page = officer.sees(address)
    page.locator("[name=reasons]").fill(TEXT)
    page.locator(f"[name=code_{place}]").select_option("D1")
    page.locator(f"[name=reason_{place}]").fill("De competenties worden niet aangeleerd.")
    page.locator("[name=how][value=mandate]").check()
    officer.sends("Bekijk de gevolgen")
    expect(page.get_by_role("heading", name="Dit gebeurt er als u beslist")).to_be_visible()
    officer.sends("Neem deze beslissing")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def appeal_page(page: Page) -> str:
    address = page.get_by_role("link", name="Ga in beroep tegen").first.get_attribute("href")
    assert address
    return address
