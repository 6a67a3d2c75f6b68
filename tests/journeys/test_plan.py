"""A counsellor writes a training plan on a phone: competences placed together, hours, what is missing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from duaal.foundation.kernel.school_year import SchoolYear
from tests.journeys.pages import press

COUNSELLOR = "trajectbegeleider@duaal.example"


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_counsellor_writes_a_plan_on_one_page(
    page: Page, enter: Callable[[str], None], accessible: Callable[[Page], None]
) -> None:
    today = date.today()  # noqa: DTZ011  the site runs on the day of today
    enter(COUNSELLOR)
    page.goto("/leerlingen/inschrijven/")
    page.get_by_label("Voornaam", exact=True).fill("Milan")
    page.get_by_label("Familienaam", exact=True).fill("Pauwels")
    page.get_by_label("Geboortedatum", exact=True).fill((today - timedelta(days=17 * 365)).isoformat())
    page.get_by_label("Opleiding", exact=True).select_option(index=1)
    page.locator("#id_year").select_option("5")
    page.get_by_label("Beslissing van de toelatingsklassenraad").select_option(label="gunstig")
    press(page.get_by_role("button", name="Schrijf in"))

    page.get_by_role("link", name="Begin het opleidingsplan").click()
    accessible(page)
    page.get_by_label("Laatste dag van het plan").fill(SchoolYear.of(today).last_day.isoformat())
    press(page.get_by_role("button", name="Begin het opleidingsplan"))
    expect(page.get_by_text("Kies op welke werkplek de leerling dit leert.").first).to_be_visible()
    accessible(page)

    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("op school", exact=True).check()
    press(page.get_by_role("button", name="Plaats wat aangevinkt is"))
    expect(page.get_by_text("De competenties zijn aangepast.")).to_be_visible()
    expect(page.get_by_text("Kies op welke werkplek de leerling dit leert.")).to_have_count(0)

    press(page.get_by_role("button", name="Plaats wat aangevinkt is"))
    expect(page.get_by_text("Vink minstens één competentie aan.").first).to_be_visible()
    accessible(page)

    page.get_by_label("Lessen per week").fill("28")
    press(page.get_by_role("button", name="Voeg deze weken toe"))
    expect(page.get_by_text("28 lessen")).to_be_visible()
    page.locator("a.crumb").click()
    expect(page.get_by_role("heading", name="Opleidingsplan van Milan Pauwels")).to_be_visible()
    accessible(page)
