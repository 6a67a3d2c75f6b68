"""J3, from enrolment to the clock: a counsellor enrols a learner, the first lesson starts the days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from duaal.foundation.kernel.school_calendar import SchoolCalendar
from tests.journeys.pages import press

COUNSELLOR = "trajectbegeleider@duaal.example"


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_counsellor_enrols_a_learner_and_the_clock_runs_from_the_first_lesson(
    page: Page, enter: Callable[[str], None], accessible: Callable[[Page], None]
) -> None:
    today = date.today()  # noqa: DTZ011  the site runs on the day of today
    enter(COUNSELLOR)
    page.goto("/leerlingen/")
    accessible(page)
    page.get_by_role("link", name="Schrijf een leerling in").first.click()
    accessible(page)

    page.get_by_label("Voornaam", exact=True).fill("Lotte")
    page.get_by_label("Familienaam", exact=True).fill("Claes")
    page.get_by_label("Geboortedatum", exact=True).fill((today - timedelta(days=17 * 365)).isoformat())
    page.get_by_label("Opleiding", exact=True).select_option(index=1)
    page.locator("#id_year").select_option("6")
    press(page.get_by_role("button", name="Schrijf in"))
    expect(page.get_by_text("alleen instappen om een ernstige reden").first).to_be_visible()
    accessible(page)

    page.locator("#id_year").select_option("5")
    page.get_by_label("Beslissing van de toelatingsklassenraad").select_option(label="gunstig")
    press(page.get_by_role("button", name="Schrijf in"))
    expect(page.get_by_text("Lotte Claes is ingeschreven.")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Noteer de eerste les").click()
    accessible(page)
    page.get_by_label("Op welke dag volgde de leerling de eerste les?").fill(today.isoformat())
    press(page.get_by_role("button", name="Noteer de eerste les"))
    if not SchoolCalendar().is_training_day(today):
        expect(page.get_by_text("zijn er geen lessen").first).to_be_visible()
        accessible(page)
        return
    expect(page.get_by_text("opleidingsdagen om een leerwerkplek te vinden")).to_be_visible()
    accessible(page)
    page.goto("/taken/")
    expect(page.get_by_text("Lotte Claes heeft nog geen leerwerkplek.")).to_be_visible()


@pytest.mark.parametrize("page", ["phone", "desk"], indirect=True)
def test_the_free_days_of_a_school_are_kept(
    page: Page, enter: Callable[[str], None], accessible: Callable[[Page], None]
) -> None:
    enter(COUNSELLOR)
    page.goto("/leerlingen/kalender/")
    accessible(page)

    page.get_by_label("Vrije dagen van de school").fill("31/02/2026")
    press(page.get_by_role("button", name="Bewaar de vrije dagen"))

    expect(page.get_by_text("“31/02/2026” is geen dag die bestaat").first).to_be_visible()
    accessible(page)
