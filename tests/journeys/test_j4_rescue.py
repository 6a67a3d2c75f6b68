"""J4, rescue: a recognition is withdrawn with a learner inside; the same day all see the clock, and one
press makes the draft at another place, which all sign by link.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.pages import press
from tests.journeys.site import Site, environment

SCHOOL, LEARNER, PARENT, DEPARTMENT = (
    "trajectbegeleider@duaal.example",
    "leerling@duaal.example",
    "ouder@duaal.example",
    "wewis@duaal.example",
)
CLOCK = "om een leerwerkplek te vinden"
LINK = re.compile(r"/ondertekenen/\S+/")


@pytest.fixture
def lost(site: Site) -> dict[str, Any]:
    """A learner of the demo school whose workplace was recognised until today."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.rescue_demo"],
        env=environment(site.database_url, site.folder),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def entered(browser: Browser, site: Site, email: str) -> Page:
    page = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, locale="nl-BE"
    ).new_page()
    page.goto("/aanmelden/")
    press(page.locator("li", has_text=email).get_by_role("button"))
    return page


def sign(page: Page) -> None:
    page.get_by_label("Ik heb de tekst gelezen en ik ga akkoord.").check()
    press(page.get_by_role("button", name="Ik teken deze overeenkomst"))


def test_a_withdrawn_recognition_leads_the_same_day_to_a_draft_that_all_sign(
    browser: Browser, site: Site, lost: dict[str, Any], accessible: Callable[..., None]
) -> None:
    learner = f"/leerlingen/{lost['trajectory']}/"
    for email, name in ((LEARNER, lost["name"]), (PARENT, lost["name"]), (DEPARTMENT, lost["number"])):
        reader = entered(browser, site, email)
        reader.goto("/taken/" if email != DEPARTMENT else "/leerlingen-zonder-werkplek/")
        expect(reader.get_by_text(name).first).to_be_attached()
        expect(reader.get_by_text(CLOCK).first).to_be_visible()
        accessible(reader, "phone", "desk")
        reader.context.close()

    school = entered(browser, site, SCHOOL)
    school.goto("/taken/")
    expect(school.get_by_text(f"{lost['name']} verloor de werkplek bij {lost['lost']}.")).to_be_visible()
    school.goto("/leerlingen-zonder-werkplek/")
    accessible(school, "phone", "desk")
    school.goto("/taken/")
    row = school.locator("li, tr", has_text=f"{lost['name']} verloor de werkplek").last
    press(row.get_by_role("link", name="Bekijk de werkplekken"))
    expect(school.get_by_role("heading", name="De werkplek viel weg")).to_be_visible()
    accessible(school, "phone", "desk")

    before = len(site.post.messages)
    line = school.locator("tr", has_text=lost["new"])
    press(line.locator("button", has_text="Maak het ontwerp"))
    expect(school.get_by_text("Het ontwerp is klaar")).to_be_visible()
    accessible(school, "phone", "desk")
    address = school.url
    school.goto(f"{learner}plan/")
    expect(school.get_by_text(lost["new"]).first).to_be_visible()
    accessible(school, "phone", "desk")

    school.goto(address)
    press(school.get_by_role("link", name="Leg voor om te ondertekenen"))
    press(school.locator("main form:has(.button) .button").last)
    expect(school.get_by_text("Een link is gestuurd naar")).to_be_visible()
    bodies = [one.get_body(("plain",)).get_content() for one in site.post.messages[before:]]
    links = {found.group() for body in bodies if (found := LINK.search(body))}
    assert len(links) == 3
    for link in sorted(links):
        signer = browser.new_context(base_url=site.url, locale="nl-BE").new_page()
        signer.goto(link)
        accessible(signer, "phone", "desk")
        sign(signer)
        expect(signer.get_by_text("U hebt getekend op")).to_be_visible()
        signer.context.close()
    school.goto(f"{address}ondertekenen/")
    sign(school)
    expect(school.get_by_text("ondertekend, nog te registreren").first).to_be_visible()

    school.goto(learner)
    expect(school.get_by_text(CLOCK)).to_have_count(0)
    accessible(school, "phone", "desk")
    school.goto("/taken/")
    expect(school.get_by_text(f"{lost['name']} verloor de werkplek")).to_have_count(0)
    school.context.close()
