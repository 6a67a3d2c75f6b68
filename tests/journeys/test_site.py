from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WIDTHS
from tests.journeys.site import Site

OPEN_TO_ALL = (
    *("/", "/aanmelden/", "/bestaat-niet/", "/over/", "/toegankelijkheid/", "/privacy/"),
    *("/cijfers/", "/regels/", "/regels/recognition.decision_days/", "/api/v1/docs"),
)
OF_A_CASE = (
    "",
    "beoordelen/",
    "aanvulling-vragen/",
    "toekennen/",
    "weigeren/",
    "spoor/",
    "intrekken/",
    "beantwoorden/",
    "bezoek/",
    "overdragen/",
)
OF_A_RECOGNITION = ("", "stopzetten/", "bezoek/")
OF_A_COMPANY = ("", "leerling/", "vestigingen/", "erkenningen/", "aanvragen/")
READERS = ("bouw@duaal.example", "vlaams@duaal.example", "wewis@duaal.example", "groot@duaal.example")
SHUT = {403, 404}


@pytest.mark.parametrize("page", sorted(WIDTHS), indirect=True)
@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_a_page_for_everyone_is_accessible_at_every_width(
    path: str, page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto(path)

    accessible(page)


@pytest.mark.parametrize("page", ["phone", "desk"], indirect=True)
@pytest.mark.parametrize("reader", READERS)
def test_every_page_behind_login_is_accessible(
    reader: str, page: Page, site: Site, enter: Callable[[str], None], accessible: Callable[[Page], None]
) -> None:
    case, number = _file_of(reader, site)
    enter(reader)
    addresses = [
        "/taken/",
        "/dossiers/",
        "/erkenningen/",
        "/erkenningen/opnieuw-aanvragen/",
        "/wijzigingen/",
        "/wijzigingen/melden/",
        "/ondernemingen/",
        "/bezoeken/",
        "/overdrachten/",
        "/aanvragen/",
        "/aanvragen/nieuw/",
        "/koppelingen/",
        "/berichten/",
        "/berichten/voorkeuren/",
        "/postvak/",
        f"/dossiers-samen/?dossier={case}",
    ]
    addresses += [f"/dossiers/{case}/{step}" for step in OF_A_CASE]
    addresses += [f"/ondernemingen/{number}/{part}" for part in OF_A_COMPANY]
    addresses += [f"/erkenningen/{_recognition_of(reader, site)}/{part}" for part in OF_A_RECOGNITION]

    seen = 0
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        seen += answer.status not in SHUT
        accessible(page)

    assert seen > len(OF_A_COMPANY)


def _file_of(reader: str, site: Site) -> tuple[str, str]:
    """A file that the reader may open: reference and enterprise number."""
    ((reference, number),) = site.sql(
        "SELECT a.reference, c.enterprise_number FROM recognition_application a"
        " JOIN organisations_company c ON c.id = a.company_id"
        " JOIN accounts_user u ON u.email = %s JOIN accounts_membership m ON m.user_id = u.id"
        " WHERE m.role IN ('department', 'flemish_partnership') OR m.organisation = a.partnership_id"
        "   OR m.organisation = c.enterprise_number"
        " ORDER BY a.state = 'IN_REVIEW' DESC, a.id DESC LIMIT 1",
        reader,
    )
    return str(reference), str(number)


def _recognition_of(reader: str, site: Site) -> int:
    """A recognition that the reader may open, a valid one first."""
    ((recognition,),) = site.sql(
        "SELECT r.id FROM recognition_recognition r"
        " JOIN organisations_company c ON c.id = r.company_id"
        " JOIN accounts_user u ON u.email = %s JOIN accounts_membership m ON m.user_id = u.id"
        " WHERE m.role IN ('department', 'flemish_partnership') OR m.organisation = r.partnership_id"
        "   OR m.organisation = c.enterprise_number"
        " ORDER BY r.state = 'ACTIVE' DESC, r.id DESC LIMIT 1",
        reader,
    )
    return int(recognition)
