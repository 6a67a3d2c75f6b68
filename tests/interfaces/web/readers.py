"""Who reads a page in a test: a client that is logged in, in one capacity."""

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duaal.register.organisations.models import Company
from tests.foundation.accounts.factories import UserFactory

BOUW, FLEMISH_CODE, WEWIS = "bouw", "vlaams-partnerschap", "wewis"


def _logged_in(**capacity: object) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


def officer(partnership: str = BOUW) -> Client:
    """An officer of a sector partnership."""
    return _logged_in(partnership=True, organisation=partnership)


def flemish() -> Client:
    """An officer of the Flemish Partnership."""
    return _logged_in(flemish=True, organisation=FLEMISH_CODE)


def department() -> Client:
    """An official of the department."""
    return _logged_in(department=True, organisation=WEWIS)


def company(company: Company) -> Client:
    """Somebody who acts for the company."""
    return _logged_in(company=True, organisation=company.enterprise_number)


def text_of(response: HttpResponse) -> str:
    """The page as text, streamed or not."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return body.decode()


def queries_of(client: Client, address: str) -> int:
    """How many queries the page costs, once what is kept in memory is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        text_of(client.get(address))
    return len(queries)
