"""A learner and a parent on the site: invited by mail; and every page around a learner at both widths."""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.pages import press
from tests.journeys.site import Site

COUNSELLOR, LEARNER, PARENT = (
    "trajectbegeleider@duaal.example",
    "leerling@duaal.example",
    "ouder@duaal.example",
)
COMPANY = "bakkerij@duaal.example"
INVITED = "lena.verzonnen@leerling.example"
PASSWORD = "zeven groene fietsen"
SECONDS_FOR_A_MAIL = 30
FILES = ("/papier/",)
AROUND = ("/leerlingen/", "/contacten/", "/overeenkomsten/", "/aanbod/", "/taken/", "/berichten/")
NUMBER = re.compile(r"\d+")
MOST_PAGES = 45


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_learner_is_invited_and_follows_the_own_trajectory(
    page: Page, browser: Browser, site: Site, enter: Callable[[str], None], accessible: Callable[..., None]
) -> None:
    today = date.today()  # noqa: DTZ011  the site runs on the day of today
    enter(COUNSELLOR)
    page.goto("/leerlingen/inschrijven/")
    page.get_by_label("Voornaam", exact=True).fill("Lena")
    page.get_by_label("Familienaam", exact=True).fill("Verzonnen")
    page.get_by_label("Geboortedatum", exact=True).fill((today - timedelta(days=17 * 365)).isoformat())
    page.get_by_label("Opleiding", exact=True).select_option(index=1)
    page.locator("#id_year").select_option("5")
    page.get_by_label("Beslissing van de toelatingsklassenraad").select_option(label="gunstig")
    press(page.get_by_role("button", name="Schrijf in"))

    press(page.get_by_role("link", name="Bekijk wie meeleest"))
    accessible(page, "phone", "desk")
    press(page.get_by_role("link", name="Nodig uit"))
    accessible(page, "phone", "desk")
    page.get_by_label("E-mailadres").fill(INVITED)
    press(page.get_by_role("button", name="Nodig de leerling uit"))
    expect(page.get_by_text(f"De uitnodiging is gestuurd naar {INVITED}.")).to_be_visible()

    at_home = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740}).new_page()
    at_home.goto(link_in(site))
    accessible(at_home, "phone", "desk")
    at_home.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    at_home.get_by_label("Typ het wachtwoord nog eens").fill(PASSWORD)
    press(at_home.get_by_role("button", name="Maak mijn login"))
    expect(at_home.get_by_text("U hebt toegang.")).to_be_visible()
    expect(at_home.get_by_role("heading", name="Lena Verzonnen")).to_be_visible()
    press(at_home.get_by_role("link", name="Bekijk wie uw traject meeleest"))
    accessible(at_home, "phone", "desk")
    at_home.context.close()

    page.reload()
    expect(page.get_by_text("heeft toegang")).to_be_visible()
    accessible(page, "phone", "desk")


@pytest.mark.parametrize("who", [COUNSELLOR, LEARNER, PARENT, COMPANY])
def test_every_page_around_a_learner_is_accessible_at_both_widths(
    page: Page, site: Site, enter: Callable[[str], None], accessible: Callable[..., None], who: str
) -> None:
    make_contacts(site)
    enter(who)
    seen: set[str] = set()
    waiting = ["/taken/", "/contacten/", "/leerlingen/?toestand=", "/berichten/", "/overeenkomsten/"]
    waiting += ["/aanbod/"] if who == COMPANY else []
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        shape = NUMBER.sub("N", address)
        if shape in seen:
            continue
        seen.add(shape)
        answer = page.goto(address)
        assert answer is not None
        if answer.status == 403 and who == COMPANY:
            continue
        assert answer.status == 200, address
        accessible(page, "phone", "desk")
        waiting += links_on(page)
    assert len(seen) > 5, seen


def links_on(page: Page) -> list[str]:
    """The addresses around a learner to which this page leads, without files."""
    read = "links => links.map(link => link.getAttribute('href'))"
    found: list[str] = page.eval_on_selector_all("main a[href]", read)
    bare = [one.split("#")[0].split("?")[0] for one in found]
    return [one for one in bare if one.startswith(AROUND) and one.endswith("/") and not one.endswith(FILES)]


def make_contacts(site: Site) -> None:
    """A contact in each open state between learners of the school and the bakery; once."""
    site.sql(
        "INSERT INTO matching_contact (trajectory_id, recognition_id, state, message, consented_on, sent_on,"
        " answer_by, intake_on, reason, cause, sent_by_name)"
        " SELECT t.id, r.id, s.state, '', current_date, current_date, current_date + 14,"
        "  CASE WHEN s.state IN ('INTAKE', 'PROPOSED') THEN current_date + 3 END, '', '', 'Begeleider'"
        " FROM (SELECT t.id, row_number() OVER (ORDER BY t.id) AS n FROM trajectories_trajectory t"
        "   JOIN organisations_provider p ON p.id = t.provider_id"
        "   JOIN accounts_membership m ON m.organisation = p.number"
        "   JOIN accounts_user u ON u.id = m.user_id AND u.email = %s"
        "   WHERE t.state IN ('SEARCHING', 'IN_MATCHING')) t"
        " JOIN unnest(ARRAY['SENT', 'INTERESTED', 'INTAKE', 'PROPOSED']) WITH ORDINALITY AS s(state, n)"
        "   ON s.n = t.n"
        " CROSS JOIN (SELECT r.id FROM recognition_recognition r"
        "   JOIN organisations_company c ON c.id = r.company_id"
        "   JOIN accounts_membership m ON m.organisation = c.enterprise_number"
        "   JOIN accounts_user u ON u.id = m.user_id AND u.email = %s"
        "   WHERE r.state = 'ACTIVE' ORDER BY r.id LIMIT 1) r"
        " WHERE NOT EXISTS (SELECT FROM matching_contact WHERE sent_by_name = 'Begeleider')",
        COUNSELLOR,
        COMPANY,
    )


def link_in(site: Site) -> str:
    """The address of the invitation in the mail that came, on this site."""
    until = time.monotonic() + SECONDS_FOR_A_MAIL
    while time.monotonic() < until:
        for message in site.post.messages:
            body = message.get_body()
            found = re.search(r"/leerlingen/uitnodiging/\S+", body.get_content() if body else "")
            if message["To"] == INVITED and found:
                return found[0]
        time.sleep(0.5)
    raise AssertionError("no invitation came")
