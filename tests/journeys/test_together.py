"""Two programmes at two sites with two mentors, asked in one go; one decision on the four, and one mail."""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from duaal.foundation.kernel.identifiers import make_national_number
from tests.journeys.pages import press
from tests.journeys.site import Site

COMPANY, OFFICER, DEPARTMENT = "bakkerij@duaal.example", "voeding@duaal.example", "wewis@duaal.example"
MAIL_TO = "vier.dossiers@bakkerij.example"
MENTORS = (("Mieke", date(1985, 4, 12), 980), ("Joris", date(1979, 11, 3), 981))
MISSING = "Op deze vestiging staat geen oven om de opleiding te geven."
SECONDS_FOR_A_MAIL = 90


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_three_are_granted_and_one_refused_together_and_one_mail_says_so(
    page: Page,
    browser: Browser,
    site: Site,
    enter: Callable[[str], None],
    accessible: Callable[..., None],
) -> None:
    enter(COMPANY)
    references = applies(page, new_programmes(site))
    assert len(references) == 4

    context = browser.new_context(base_url=site.url)
    office = context.new_page()
    office.goto("/aanmelden/")
    press(office.locator("li", has_text=OFFICER).get_by_role("button"))
    for reference in references:
        judges(office, reference, fails=reference == references[3])
    decides_together(office, references, accessible)
    context.close()

    told = mail_about_decisions(site)
    assert told["Subject"] == "duaal: Er is beslist over een aanvraag (4)"
    opens_the_links(page, site, told, references, accessible)


def new_programmes(site: Site) -> list[str]:
    """The programmes for which the bakery is not recognised at any site, nor asks to be."""
    rows = site.sql(
        "SELECT code FROM programmes_programme p WHERE NOT EXISTS"
        " (SELECT FROM recognition_application a JOIN organisations_company c ON c.id = a.company_id"
        "   JOIN accounts_membership m ON m.organisation = c.enterprise_number"
        "   JOIN accounts_user u ON u.id = m.user_id AND u.email = %s WHERE a.programme_id = p.code)",
        COMPANY,
    )
    return [str(code) for (code,) in rows]


def applies(page: Page, programmes: list[str]) -> list[str]:
    """From the first page to the receipt, as somebody who never did it before; gives the references."""
    press(page.get_by_role("link", name="Vraag een erkenning aan").first)
    press(page.get_by_role("button", name="Begin de aanvraag"))
    for box in page.locator("input[name=sites]").all():
        box.check()
    page.get_by_text("Alle andere opleidingen").click()
    offered = page.locator("#id_programmes input[name=programmes]").all()
    fit = [box for box in offered if box.get_attribute("value") in programmes]
    for box in fit[:2]:
        box.check()
    press(page.get_by_role("button", name="Bewaar en ga verder"))
    for text in ("Voeg een mentor toe", "Voeg nog een mentor toe"):
        press(page.get_by_role("link", name=text))
        names_a_mentor(page, *MENTORS[text == "Voeg nog een mentor toe"])
    expect(page.locator("li strong")).to_have_text(["Mieke Verzonnen", "Joris Verzonnen"])
    press(page.get_by_role("link", name="Ga verder"))
    for question in ("organisatie en uitrusting", "financieel sterk"):
        page.get_by_role("group", name=re.compile(question)).get_by_label("Ja").check()
    page.get_by_role("group", name=re.compile("veroordeeld")).get_by_label("Nee").check()
    press(page.get_by_role("button", name="Bewaar en ga verder"))
    page.get_by_label("Naam").fill("Mieke Verzonnen")
    page.get_by_label("E-mailadres").fill(MAIL_TO)
    page.get_by_label("Telefoonnummer").fill("09 123 45 67")
    press(page.get_by_role("button", name="Bewaar en ga verder"))
    expect(page.get_by_role("heading", name="4 dossiers")).to_be_visible()
    press(page.get_by_role("button", name="Vraag de erkenning aan"))
    expect(page.get_by_role("heading", name="Uw aanvraag is ingediend")).to_be_visible()
    return page.locator("tbody th a").all_inner_texts()


def names_a_mentor(page: Page, name: str, born: date, serial: int) -> None:
    page.get_by_label("Voornaam").fill(name)
    page.get_by_label("Familienaam").fill("Verzonnen")
    page.get_by_label(re.compile("Rijksregisternummer")).fill(make_national_number(born, serial))
    page.get_by_label("eigenaar of zaakvoerder").check()
    page.get_by_label(re.compile("Sinds wanneer")).fill("2010-09-01")
    page.get_by_label("596.2").check()
    issued = date.today() - timedelta(days=30)  # noqa: DTZ011  the form asks for a day near today
    page.get_by_label(re.compile("Op welke dag")).fill(issued.isoformat())
    press(page.get_by_role("button", name="Bewaar de mentor"))


def judges(office: Page, reference: str, *, fails: bool) -> None:
    office.goto(f"/dossiers/{reference}/beoordelen/")
    for group in office.get_by_role("group", name="Wat staat er op het uittreksel?").all():
        group.get_by_label("niets").check()
    for group in office.get_by_role("group", name=re.compile("Uw oordeel over")).all():
        group.get_by_label("voldaan", exact=True).check()
    if fails:
        office.get_by_role("group", name="Uw oordeel over U1").get_by_label("niet voldaan").check()
        office.get_by_label("Reden bij U1").fill(MISSING)
    press(office.get_by_role("button", name="Bewaar uw oordeel"))


def decides_together(office: Page, references: list[str], accessible: Callable[..., None]) -> None:
    office.goto("/dossiers-samen/?" + "&".join(f"dossier={reference}" for reference in references))
    expect(office.get_by_role("heading", name="4 dossiers samen behandelen")).to_be_visible()
    accessible(office, "phone", "desk")
    for reference in references[:3]:
        panel = office.get_by_role("region", name=reference)
        panel.get_by_label("Toekennen").check()
    panel = office.get_by_role("region", name=references[3])
    panel.get_by_label("Weigeren").check()
    press(office.get_by_role("button", name="Beslis over deze dossiers"))
    accessible(office)


def mail_about_decisions(site: Site) -> EmailMessage:
    """The one mail about the decisions that came over the line, within a minute and a half."""
    patience = time.monotonic() + SECONDS_FOR_A_MAIL
    while time.monotonic() < patience:
        found = [m for m in site.post.messages if MAIL_TO in m["To"] and "beslist" in m["Subject"]]
        if found:
            (told,) = found
            return told
        time.sleep(0.2)
    raise AssertionError(f"no mail about the decisions among {[m['Subject'] for m in site.post.messages]}")


def opens_the_links(
    page: Page, site: Site, told: EmailMessage, references: list[str], accessible: Callable[..., None]
) -> None:
    """Every link leads to the page of its own case, and opening it changes nothing."""
    body = told.get_body(("plain",))
    assert body is not None
    links = re.findall(rf"{site.url}(/dossiers/\S+)", body.get_content())
    assert sorted(links) == sorted(f"/dossiers/{reference}/" for reference in references)
    before = what_may_not_move(site, references)
    for reference, words in zip(references, ("erkend", "erkend", "erkend", "geweigerd"), strict=True):
        page.goto(f"/dossiers/{reference}/")
        expect(page.get_by_text(words).first).to_be_visible()
        accessible(page)
    expect(page.get_by_text(MISSING).first).to_be_visible()
    expect(page.get_by_role("button", name="Ik heb de beslissing gelezen")).to_be_visible()
    assert what_may_not_move(site, references) == before


def what_may_not_move(site: Site, references: list[str]) -> list[tuple[object, ...]]:
    return site.sql(
        "SELECT a.reference, a.state, a.decision_read_on, count(n.read_at) FROM recognition_application a"
        " LEFT JOIN notifications_notice n ON n.path = '/dossiers/' || a.reference || '/'"
        " WHERE a.reference = ANY(%s) GROUP BY a.id ORDER BY a.id",
        references,
    )
