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
OF_A_RECOGNITION = (
    "",
    "stopzetten/",
    "bezoek/",
    "begeleiding/starten/",
    "sanctie/voorstellen/",
    "sanctie/beslissen/",
    "voorzorg/nemen/",
)
OF_A_COMPANY = ("", "leerling/", "leerling/nakijken/", "vestigingen/", "erkenningen/", "aanvragen/")
FOR_OTHERS = ("trajectbegeleider@duaal.example", "sectorconsulent@duaal.example")
READERS = ("bouw@duaal.example", "vlaams@duaal.example", "wewis@duaal.example", "groot@duaal.example")
SHUT = {403, 404}
OF_A_COUNSELLOR = (
    *("/voorstellen/", "/leerlingen/", "/leerlingen/inschrijven/", "/leerlingen/kalender/"),
    *("/leerlingen/klaslijst/", "/contacten/", "/competenties/", "/leerlingen-zonder-werkplek/"),
)


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_a_page_for_everyone_is_accessible_at_every_width(
    path: str, page: Page, accessible: Callable[..., None]
) -> None:
    page.goto(path)

    accessible(page, *WIDTHS)


@pytest.mark.parametrize("reader", READERS)
def test_every_page_behind_login_is_accessible_on_a_phone_and_at_a_desk(
    reader: str, page: Page, site: Site, enter: Callable[[str], None], accessible: Callable[..., None]
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
        "/begeleiding/",
        "/sancties/",
        "/beroepen/",
        "/controles/",
        "/voorstellen/",
        "/vervangen-opleidingen/",
        "/vervangen-opleidingen/toevoegen/",
        "/ondernemingen/",
        "/bezoeken/",
        "/overdrachten/",
        "/aanvragen/",
        "/aanvragen/nieuw/",
        "/koppelingen/",
        "/machtigingen/",
        "/mentoren/",
        "/mentoren/nieuw/",
        "/mentoren/nieuw/iemand/",
        "/mentoren/attesten/",
        "/berichten/",
        "/berichten/voorkeuren/",
        "/postvak/",
        f"/dossiers-samen/?dossier={case}",
    ]
    addresses += [f"/dossiers/{case}/{step}" for step in OF_A_CASE]
    addresses += [f"/ondernemingen/{number}/{part}" for part in OF_A_COMPANY]
    recognition = _recognition_of(reader, site)
    addresses += [f"/erkenningen/{recognition}/{part}" for part in OF_A_RECOGNITION]
    addresses += _pages_of_a_mentor(recognition, site)

    seen = 0
    shut: set[int] = set()
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        if answer.status in SHUT:
            if answer.status in shut:
                continue  # but for one sentence the page that was looked at
            shut.add(answer.status)
        else:
            assert answer.status == 200, address
            seen += 1
        accessible(page, "phone", "desk")

    assert seen > len(OF_A_COMPANY)


@pytest.mark.parametrize("reader", FOR_OTHERS)
def test_every_page_for_who_applies_for_others_is_accessible(
    reader: str, page: Page, enter: Callable[[str], None], accessible: Callable[..., None]
) -> None:
    enter(reader)

    for address in (
        *(OF_A_COUNSELLOR if reader == FOR_OTHERS[0] else ()),
        "/taken/",
        "/wijzigingen/",
        "/aanvragen/",
        "/aanvragen/namens/?zoek=bakkerij",
        "/machtigingen/",
        "/machtigingen/nieuw/",
        "/koppelingen/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
        accessible(page, "phone", "desk")


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


def _pages_of_a_mentor(recognition: int, site: Site) -> list[str]:
    """The pages of one mentor of the recognition; none when it has no mentor."""
    mentors = site.sql(
        "SELECT id, person_id FROM recognition_mentorassignment WHERE recognition_id = %s LIMIT 1",
        recognition,
    )
    return [
        address
        for assignment, person in mentors
        for address in (
            f"/mentoren/{person}/",
            f"/mentoren/nieuw/{person}/",
            f"/mentoren/aanwijzing/{assignment}/attest/",
            f"/mentoren/aanwijzing/{assignment}/vrijstelling/",
            f"/erkenningen/{recognition}/mentoren/{assignment}/stopt/",
        )
    ]


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
