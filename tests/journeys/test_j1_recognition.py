"""J1: a new bakery asks recognition for two programmes at two sites in one go; a partnership decides."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from duaal.foundation.kernel.identifiers import make_national_number
from tests.journeys.pages import press
from tests.journeys.site import Site

BORN = date(1985, 4, 12)
NATIONAL_NUMBER = make_national_number(BORN, 990)
FAILS_ON = "Het atelier is te klein om op deze vestiging banketbakkerij aan te leren."


class Bakery:
    """The person behind the bakery, on a phone."""

    def __init__(self, page: Page, accessible: Callable[[Page], None]) -> None:
        self.page, self.accessible = page, accessible

    def claims_the_company(self) -> None:
        page = self.page
        page.goto("/aanmelden/")
        account = page.locator("li", has_text="nieuw@duaal.example")
        number = re.search(r"\((\d{10})\)", account.inner_text())
        assert number
        press(account.get_by_role("button"))
        page.wait_for_url("**/onderneming-koppelen/")
        self.accessible(page)
        page.get_by_label("Ondernemingsnummer").fill(number[1])
        press(page.get_by_role("button", name="Zoek mijn onderneming"))
        expect(page.get_by_text("Paritair comité", exact=True)).to_be_visible()
        self.accessible(page)
        press(page.get_by_role("button", name="Werk voor deze onderneming"))

    def fills_in_the_form(self) -> None:
        page = self.page
        press(page.get_by_role("link", name="Vraag een erkenning aan"))
        self.accessible(page)
        press(page.get_by_role("button", name="Begin de aanvraag"))
        self.accessible(page)
        for box in page.locator("input[name=sites]").all():
            box.check()
        for programme in ("Bakkerij duaal", "Brood- en banketbakkerij duaal"):
            page.get_by_label(programme, exact=True).check()
        press(page.get_by_role("button", name="Bewaar en ga verder"))
        self.names_a_mentor()
        press(page.get_by_role("link", name="Ga verder"))
        self.accessible(page)
        for question in ("organisatie en uitrusting", "financieel sterk"):
            page.get_by_role("group", name=re.compile(question)).get_by_label("Ja").check()
        page.get_by_role("group", name=re.compile("veroordeeld")).get_by_label("Nee").check()
        press(page.get_by_role("button", name="Bewaar en ga verder"))
        self.accessible(page)
        page.get_by_label("Naam").fill("Mieke Verzonnen")
        page.get_by_label("E-mailadres").fill("mieke@bakkerij.example")
        page.get_by_label("Telefoonnummer").fill("09 123 45 67")
        press(page.get_by_role("button", name="Bewaar en ga verder"))

    def names_a_mentor(self) -> None:
        page = self.page
        self.accessible(page)
        press(page.get_by_role("link", name="Voeg een mentor toe"))
        press(page.get_by_role("button", name="Bewaar de mentor"))
        expect(page.get_by_role("alert")).to_be_focused()
        self.accessible(page)
        page.get_by_label("Voornaam").fill("Mieke")
        page.get_by_label("Familienaam").fill("Verzonnen")
        page.get_by_label(re.compile("Rijksregisternummer")).fill(NATIONAL_NUMBER)
        page.get_by_label("eigenaar of zaakvoerder").check()
        page.get_by_label(re.compile("Sinds wanneer")).fill("2010-09-01")
        page.get_by_label("596.2").check()
        issued = date.today() - timedelta(days=300)  # noqa: DTZ011  the form asks for a day near today
        page.get_by_label(re.compile("Op welke dag")).fill(issued.isoformat())
        press(page.get_by_role("button", name="Bewaar de mentor"))

    def sends_it(self) -> list[str]:
        page = self.page
        expect(page.get_by_role("heading", name="4 dossiers")).to_be_visible()
        self.accessible(page)
        press(page.get_by_role("button", name="Vraag de erkenning aan"))
        expect(page.get_by_role("heading", name="Uw aanvraag is ingediend")).to_be_visible()
        self.accessible(page)
        return page.locator("tbody th a").all_inner_texts()

    def answers(self, reference: str) -> None:
        page = self.page
        page.goto(f"/dossiers/{reference}/")
        expect(page.get_by_text("Bezorg een uittreksel van dit jaar.")).to_be_visible()
        self.accessible(page)
        page.goto(f"/dossiers/{reference}/beantwoorden/")
        self.accessible(page)
        page.get_by_label("Uw antwoord").fill("Hier is het nieuwe uittreksel.")
        page.get_by_label("Model van het nieuwe uittreksel").select_option("596.2")
        today = date.today()  # noqa: DTZ011
        page.get_by_label("Dag waarop het uittreksel is gemaakt").fill(today.isoformat())
        press(page.get_by_role("button", name="Verstuur het antwoord"))


class Officer:
    """The officer of the partnership, at a desk."""

    def __init__(self, page: Page, accessible: Callable[[Page], None]) -> None:
        self.page, self.accessible = page, accessible

    def finds_the_cases(self, references: list[str]) -> None:
        self.page.goto("/aanmelden/")
        press(self.page.locator("li", has_text="voeding@duaal.example").get_by_role("button"))
        self.accessible(self.page)
        for reference in references:
            self.page.goto(f"/dossiers/?zoek={reference}")
            expect(self.page.get_by_role("link", name=reference, exact=True)).to_be_visible()
        self.accessible(self.page)

    def asks(self, reference: str) -> None:
        self.page.goto(f"/dossiers/{reference}/")
        self.accessible(self.page)
        press(self.page.get_by_role("link", name="Vraag een aanvulling"))
        self.accessible(self.page)
        self.page.get_by_label("Wat ontbreekt er?").fill("Bezorg een uittreksel van dit jaar.")
        press(self.page.get_by_role("button", name="Stel de vraag"))

    def judges(self, reference: str, *, fails: str = "") -> None:
        page = self.page
        page.goto(f"/dossiers/{reference}/beoordelen/")
        self.accessible(page)
        page.get_by_role("group", name="Wat staat er op het uittreksel?").get_by_label("niets").check()
        for group in page.get_by_role("group", name=re.compile("Uw oordeel over")).all():
            group.get_by_label("voldaan", exact=True).check()
        if fails:
            page.get_by_role("group", name=f"Uw oordeel over {fails}").get_by_label("niet voldaan").check()
            page.get_by_label(f"Reden bij {fails}").fill(FAILS_ON)
        press(page.get_by_role("button", name="Bewaar uw oordeel"))

    def decides(self, reference: str, step: str, button: str) -> None:
        self.page.goto(f"/dossiers/{reference}/{step}/")
        self.accessible(self.page)
        press(self.page.get_by_role("button", name=button))
        self.page.wait_for_url(f"**/dossiers/{reference}/")
        self.accessible(self.page)


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_bakery_gets_three_recognitions_and_one_refusal_with_its_reason(
    page: Page, browser: Browser, site: Site, accessible: Callable[[Page], None]
) -> None:
    bakery = Bakery(page, accessible)
    officer = Officer(browser.new_context(base_url=site.url).new_page(), accessible)
    bakery.claims_the_company()
    bakery.fills_in_the_form()
    references = bakery.sends_it()
    assert len(references) == 4

    officer.finds_the_cases(references)
    officer.asks(references[0])
    bakery.answers(references[0])
    for reference in references[:3]:
        officer.judges(reference)
        officer.decides(reference, "toekennen", "Ken de erkenning toe")
    officer.judges(references[3], fails="U1")
    officer.decides(references[3], "weigeren", "Weiger de erkenning")

    page.goto("/aanvragen/")
    accessible(page)
    states = [page.locator("tr", has_text=reference).inner_text() for reference in references]
    assert ["erkend" in state for state in states] == [True, True, True, False]
    assert "geweigerd" in states[3]
    page.goto(f"/dossiers/{references[3]}/")
    expect(page.get_by_text(FAILS_ON).first).to_be_visible()
    accessible(page)
    granted = site.sql(
        "SELECT count(*) FROM recognition_recognition r"
        " JOIN recognition_application a ON a.id = application_id"
        " WHERE reference = ANY(%s) AND valid_to = valid_from + interval '5 years' - interval '1 day'",
        references,
    )
    assert granted == [(3,)]
    officer.page.context.close()
