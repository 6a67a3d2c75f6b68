"""A counsellor applies in the name of a company; the company takes over, and only it can appeal."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from duaal.foundation.kernel.identifiers import make_national_number
from tests.foundation.documents.files import pdf
from tests.journeys.pages import press
from tests.journeys.site import Site

COMPANY = "groot@duaal.example"
COUNSELLOR = "trajectbegeleider@duaal.example"
NATIONAL_NUMBER = make_national_number(date(1984, 3, 9), 991)


def paper(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf()}


def near_today(days_ago: int) -> str:
    return (date.today() - timedelta(days=days_ago)).isoformat()  # noqa: DTZ011  forms ask days near today


@pytest.fixture
def company(site: Site) -> str:
    """The enterprise number of the demo company."""
    ((number,),) = site.sql(
        "SELECT m.organisation FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id"
        " WHERE u.email = %s AND m.role = 'company'",
        COMPANY,
    )
    return str(number)


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_counsellor_applies_the_company_takes_over_and_only_it_can_appeal(
    page: Page,
    browser: Browser,
    site: Site,
    company: str,
    enter: Callable[[str], None],
    accessible: Callable[[Page], None],
) -> None:
    enter(COUNSELLOR)
    accessible(page)
    adds_the_mandate(page, company, accessible)
    reference = applies(page, company, accessible)

    context = browser.new_context(base_url=site.url)
    owner = context.new_page()
    owner.goto("/aanmelden/")
    press(owner.locator("li", has_text=COMPANY).get_by_role("button"))
    takes_over(owner, reference, accessible)

    page.goto(f"/dossiers/{reference}/")
    expect(page.get_by_text("De onderneming nam dit dossier over")).to_be_visible()
    accessible(page)
    site.sql(
        "UPDATE recognition_application SET state = 'REFUSED', decided_on = current_date"
        " WHERE reference = %s RETURNING 1",
        reference,
    )
    page.reload()
    expect(page.get_by_text("Alleen de onderneming zelf kan in beroep gaan.")).to_be_visible()
    accessible(page)
    refused = page.goto(f"/dossiers/{reference}/beroep/instellen/")
    assert refused is not None
    assert refused.status == 403
    owner.goto(f"/dossiers/{reference}/")
    expect(owner.get_by_role("link", name="Ga in beroep")).to_be_visible()

    owner.goto("/machtigingen/")
    accessible(owner)
    owner.get_by_text(re.compile("^Trek de machtiging van")).click()
    press(owner.get_by_role("button", name="Trek de machtiging in"))
    context.close()
    gone = page.goto(f"/dossiers/{reference}/")
    assert gone is not None
    assert gone.status == 404


def adds_the_mandate(page: Page, company: str, accessible: Callable[[Page], None]) -> None:
    page.goto("/machtigingen/")
    accessible(page)
    press(page.get_by_role("link", name="Voeg een machtiging toe"))
    accessible(page)
    press(page.get_by_role("button", name="Bewaar de machtiging"))
    expect(page.get_by_role("alert")).to_be_focused()
    accessible(page)
    page.get_by_label("Ondernemingsnummer op de machtiging").fill(company)
    page.get_by_label("Wie ondertekende namens de onderneming?").fill("Mieke Verzonnen")
    page.get_by_label("Op welke dag is ze ondertekend?").fill(near_today(1))
    page.get_by_label("Scan of foto van de ondertekende machtiging").set_input_files(paper("machtiging.pdf"))
    press(page.get_by_role("button", name="Bewaar de machtiging"))


def applies(page: Page, company: str, accessible: Callable[[Page], None]) -> str:
    """From the choice of the company to the receipt, with one case; gives its reference."""
    page.get_by_label("Naam of ondernemingsnummer").fill(company)
    press(page.get_by_role("button", name="Zoek"))
    accessible(page)
    begins = page.locator(f"form[action*='{company}']").get_by_role("button")
    press(begins.first)
    accessible(page)
    page.locator("input[name=sites]").first.check()
    page.get_by_text("Alle andere opleidingen").click()
    page.locator("input[name=programmes]").last.check()
    press(page.get_by_role("button", name="Bewaar en ga verder"))
    names_a_mentor(page)
    press(page.get_by_role("link", name="Ga verder"))
    accessible(page)
    for question in ("organisatie en uitrusting", "financieel sterk"):
        answers(page, question).get_by_label("Ja").check()
    answers(page, "veroordeeld").get_by_label("Nee").check()
    press(page.get_by_role("button", name="Bewaar en ga verder"))
    page.get_by_label("Naam").fill("Mieke Verzonnen")
    page.get_by_label("E-mailadres").fill("mieke@voorbeeld.example")
    page.get_by_label("Telefoonnummer").fill("09 123 45 67")
    press(page.get_by_role("button", name="Bewaar en ga verder"))
    expect(page.get_by_text("ontbreekt de verklaring op eer")).to_be_visible()
    accessible(page)
    page.get_by_label("Scan of foto van de verklaring op eer").set_input_files(paper("verklaring.pdf"))
    press(page.get_by_role("button", name=re.compile("Bewaar de verklaring")))
    expect(page.get_by_text("Verklaring op eer: verklaring.pdf")).to_be_visible()
    press(page.get_by_role("button", name="Vraag de erkenning aan"))
    accessible(page)
    return page.locator("tbody th a").first.inner_text()


def answers(page: Page, question: str) -> Locator:
    return page.get_by_role("group", name=re.compile(question))


def names_a_mentor(page: Page) -> None:
    press(page.get_by_role("link", name="Voeg een mentor toe"))
    page.get_by_label("Voornaam").fill("Mieke")
    page.get_by_label("Familienaam").fill("Verzonnen")
    page.get_by_label(re.compile("Rijksregisternummer")).fill(NATIONAL_NUMBER)
    page.get_by_label("eigenaar of zaakvoerder").check()
    page.get_by_label(re.compile("Sinds wanneer")).fill("2010-09-01")
    page.get_by_label("596.2").check()
    page.get_by_label(re.compile("Op welke dag")).fill(near_today(30))
    press(page.get_by_role("button", name="Bewaar de mentor"))


def takes_over(page: Page, reference: str, accessible: Callable[[Page], None]) -> None:
    page.goto("/aanvragen/")
    accessible(page)
    page.goto(f"/dossiers/{reference}/")
    expect(page.get_by_role("heading", name="Ingediend namens de onderneming")).to_be_visible()
    accessible(page)
    page.get_by_text("Neem dit dossier over").click()
    press(page.get_by_role("button", name="Neem het dossier over"))
    expect(page.get_by_text("Dit dossier is nu van u.")).to_be_visible()
    accessible(page)
