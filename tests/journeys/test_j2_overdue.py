"""J2: day 15 passes without a decision. Everyone involved sees it; nothing is granted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.pages import press
from tests.journeys.site import Site

LATE = "Te laat"


@pytest.fixture
def overdue_case(site: Site) -> str:
    """A case of a demo company, received fifteen days ago; then the periodic job runs.

    It is a case of its own, because the other journeys decide the few that the demo companies have open.
    """
    ((reference,),) = site.sql(
        "INSERT INTO recognition_application OVERRIDING SYSTEM VALUE"
        " SELECT (jsonb_populate_record(a, jsonb_build_object("
        "   'id', (SELECT max(id) + 1 FROM recognition_application), 'reference', 'E2026-99999999',"
        "   'state', 'IN_REVIEW', 'flag', '', 'decided_on', NULL, 'decision_read_on', NULL,"
        "   'received_on', current_date - 15, 'deadline_on', current_date - 1))).*"
        " FROM recognition_application a JOIN organisations_company c ON c.id = a.company_id"
        " JOIN accounts_membership m ON m.organisation = c.enterprise_number AND m.role = 'company'"
        " JOIN accounts_user u ON u.id = m.user_id AND u.email = 'bakkerij@duaal.example'"
        " WHERE a.state = 'APPROVED' ORDER BY a.id LIMIT 1 RETURNING reference"
    )
    site.sql(
        "SELECT setval(pg_get_serial_sequence('recognition_application', 'id'), max(id))"
        " FROM recognition_application"
    )
    site.duaal("clocks", "--write")
    return str(reference)


def test_everyone_involved_sees_that_the_case_is_late_and_nothing_was_granted(
    page: Page, browser: Browser, site: Site, overdue_case: str, accessible: Callable[[Page], None]
) -> None:
    ((partnership, company_mail),) = site.sql(
        "SELECT a.partnership_id, u.email FROM recognition_application a"
        " JOIN organisations_company c ON c.id = a.company_id"
        " JOIN accounts_membership m ON m.organisation = c.enterprise_number AND m.role = 'company'"
        " JOIN accounts_user u ON u.id = m.user_id WHERE a.reference = %s LIMIT 1",
        overdue_case,
    )
    ((officer_mail,),) = site.sql(
        "SELECT u.email FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id"
        " WHERE m.role = 'partnership' AND m.organisation = %s ORDER BY u.id LIMIT 1",
        partnership,
    )

    for mail in (officer_mail, "vlaams@duaal.example", company_mail):
        context = browser.new_context(base_url=site.url)
        reader = context.new_page()
        reader.goto("/aanmelden/")
        press(reader.locator("li", has_text=str(mail)).get_by_role("button"))
        reader.wait_for_url("**/taken/")
        expect(reader.get_by_role("heading", name=LATE).first).to_be_visible()
        reader.goto(f"/dossiers/{overdue_case}/")
        expect(reader.locator(".clock", has_text=LATE).first).to_be_visible()
        expect(reader.get_by_text("niets stilzwijgend toegekend")).to_be_visible()
        accessible(reader)
        context.close()

    assert site.sql("SELECT state, flag FROM recognition_application WHERE reference = %s", overdue_case) == [
        ("IN_REVIEW", "OVERDUE")
    ]
    assert site.sql(
        "SELECT count(*) FROM recognition_recognition r JOIN recognition_application a"
        " ON a.id = r.application_id WHERE a.reference = %s",
        overdue_case,
    ) == [(0,)]
