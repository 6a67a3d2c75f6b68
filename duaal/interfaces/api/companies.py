"""Companies, for who decides and supervises: found by number or name, and one with its sites."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.recognition.queries import companies_visible_to
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.files import OFFICE
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.reading import NO, company_out
from duaal.interfaces.api.schemas import CompanyOut
from duaal.register.organisations.queries import matching

router = Router(tags=["lezen"])

SEARCH: Any = Query(
    "", max_length=100, pattern=r"^[^\x00]*$", description="begin van de naam of van het ondernemingsnummer"
)
Number = Annotated[str, Field(pattern=r"^[01][0-9]{9}$", description="ondernemingsnummer, 10 cijfers")]


class CompanyRow(Schema):
    number: str
    name: str


class CompanyPage(Schema):
    items: list[CompanyRow]
    next: str | None


@router.get("/companies", response={200: CompanyPage, **NO}, auth=Token(*OFFICE), summary="Ondernemingen")
def company_list(request: HttpRequest, search: str = SEARCH, cursor: int | None = CURSOR) -> CompanyPage:
    """De ondernemingen die u mag zien; per bladzijde 50."""
    rows = companies_visible_to(actor_of(request))
    found, following = page_of(matching(rows, search), cursor)
    return CompanyPage(
        items=[CompanyRow(number=one.enterprise_number, name=one.name) for one in found], next=following
    )


@router.get(
    "/companies/{number}", response={200: CompanyOut, **NO}, auth=Token(*OFFICE), summary="Eén onderneming"
)
def one_company(request: HttpRequest, number: Number) -> CompanyOut:
    """Een onderneming met haar vestigingen en haar paritaire comités."""
    found = companies_visible_to(actor_of(request)).get(enterprise_number=number)
    return company_out(found, on=today())
