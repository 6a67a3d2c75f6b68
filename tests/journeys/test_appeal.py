"""A company appeals against a refusal; the committee follows it, and the recognition begins."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site


@pytest.fixture
def refused_case(site: Site) -> tuple[str, str]:
    """A case of a demo company, made to be refused yesterday; with the address of who acts for it."""
    ((reference, email),) = site.sql(
        "UPDATE recognition_application SET state = 'REFUSED', decided_on = current_date - 1,"
        " received_on = current_date - 9, deadline_on = current_date + 5, decision_read_on = NULL"
        " FROM organisations_company c JOIN accounts_membership m"
        " ON m.organisation = c.enterprise_number AND m.role = 'company'"
        " JOIN accounts_user u ON u.id = m.user_id"
        " WHERE c.id = recognition_application.company_id AND recognition_application.id ="
        " (SELECT a.id FROM recognition_application a"
        "   JOIN organisations_company d ON d.id = a.company_id"
        "   JOIN accounts_membership n ON n.organisation = d.enterprise_number AND n.role = 'company'"
        "   WHERE a.received_on >= '2022-09-01' AND NOT EXISTS"
        "     (SELECT FROM recognition_recognition r"
        "      WHERE r.site_id = a.site_id AND r.programme_id = a.programme_id)"
        "   ORDER BY a.state = 'IN_REVIEW', a.id DESC LIMIT 1)"
        " RETURNING reference, u.email"
    )
    return str(reference), str(email)


def test_a_company_appeals_and_is_recognised_after_all(
    page: Page,
    browser: Browser,
    site: Site,
    refused_case: tuple[str, str],
    enter: Callable[[str], None],
    accessible: Callable[[Page], None],
) -> None:
    reference, email = refused_case
    enter(email)
    page.goto(f"/dossiers/{reference}/")
    accessible(page)
    page.get_by_role("button", name="Ik heb de beslissing gelezen").click()
    page.get_by_role("link", name="Ga in beroep").click()
    accessible(page)
    page.get_by_label("Waarom bent u het niet eens").fill("Onze uitrusting is volledig.")
    page.get_by_role("button", name="Ga in beroep").click()
    expect(page.get_by_text("Uw beroep is ingesteld.")).to_be_visible()
    accessible(page)
    appeal = page.url
    page.goto(f"/dossiers/{reference}/")
    expect(page.get_by_text("geweigerd, in beroep").first).to_be_visible()
    accessible(page)
    page.goto(f"{appeal}intrekken/")
    accessible(page)
    page.goto("/beroepen/")
    accessible(page)

    context = browser.new_context(base_url=site.url)
    office = context.new_page()
    office.goto("/aanmelden/")
    office.locator("li", has_text="wewis@duaal.example").get_by_role("button").click()
    office.wait_for_url("**/taken/")
    accessible(office)
    for path in ("/beroepen/", f"{appeal}ontvankelijkheid/"):
        office.goto(path)
        accessible(office)
    office.get_by_label("Ja, de commissie onderzoekt het").check()
    office.get_by_role("button", name="Beoordeel de ontvankelijkheid").click()
    accessible(office)
    office.goto(f"{appeal}verlengen/")
    accessible(office)
    office.goto(appeal)
    office.get_by_role("link", name="Beslis over het beroep").click()
    accessible(office)
    office.get_by_label("Gegrond: de onderneming wordt vandaag erkend").check()
    office.get_by_label("Redenen van de commissie").fill("De uitrusting volstaat.")
    office.locator("input[name=mentors]").first.check()
    office.get_by_role("button", name="Beslis over het beroep").click()
    expect(office.get_by_text("De beslissing over het beroep is bewaard.")).to_be_visible()
    accessible(office)
    context.close()

    assert site.sql(
        "SELECT a.state, r.valid_from = current_date FROM recognition_application a"
        " JOIN recognition_recognition r ON r.application_id = a.id WHERE a.reference = %s",
        reference,
    ) == [("APPROVED", True)]
