"""Every address of the API and every reader: what a token of each role in each organisation meets.

The columns: no token; the company of the file; another company; the partnership of the file; another
partnership; the Flemish Partnership; the department. Steps are asked with a body that is right in form.
"""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.recognition.models import Application
from duaal.foundation.kernel.actor import Role
from duaal.insight.statistics.models import Snapshot
from tests.architecture.test_permission_matrix import addresses
from tests.casework.recognition.factories import (
    ApplicationFactory,
    RecognitionFactory,
    TransferFactory,
    VisitFactory,
)
from tests.flows.notifications.factories import NoticeFactory
from tests.interfaces.api.asking import post, software
from tests.interfaces.web.figures.builders import counted_snapshot
from tests.register.organisations.factories import CompanyFactory
from tests.register.partnerships.factories import PartnershipFactory

READERS = ("nobody", "company", "other company", "partnership", "other partnership", "flemish", "department")
MARKS = {"+": "in", "l": 401, "-": 403, "0": 404}

API_MATRIX = {
    # nobody, company, other company, partnership, other partnership, flemish, department
    "api:openapi": "+ + + + + + +",
    "api:docs": "+ + + + + + +",
    "api:unknown": "0 0 0 0 0 0 0",
    "api:values": "+ + + + + + +",
    "api:table_list": "+ + + + + + +",
    "api:table": "+ + + + + + +",
    "api:table_csv": "+ + + + + + +",
    "api:company": "l + + - - - -",
    "api:programmes": "l + + + + + +",
    "api:applications": "l + + + + + +",
    "api:application": "l + 0 + 0 + +",
    "api:history": "l + 0 + 0 + +",
    "api:recognitions": "l + + + + + +",
    "api:recognition": "l + 0 + 0 + +",
    "api:availability": "l + 0 + 0 + +",
    "api:of_company": "l + + - - - -",
    "api:notices": "l + + + + + +",
    "api:read_notice": "l + 0 0 0 0 0",
    "api:give_it_up": "l + 0 - - - -",
    "api:apply": "l + + - - - -",
    "api:answer": "l + 0 - - - -",
    "api:withdraw": "l + 0 - - - -",
    "api:ask": "l - - + 0 - -",
    "api:judge": "l - - + 0 - -",
    "api:grant": "l - - + 0 - -",
    "api:refuse": "l - - + 0 - -",
    "api:complete": "l - - + 0 - -",
    "api:visit_list": "l + + + + + +",
    "api:plan_visit": "l - - + 0 - -",
    "api:plan_visit_there": "l - - + 0 - -",
    "api:move_visit": "l - - + 0 - -",
    "api:cancel_visit": "l - - + 0 - -",
    "api:report_visit": "l - - + 0 - -",
    "api:ask_transfer": "l - - + 0 - -",
    "api:accept_transfer": "l - - - + - -",
    "api:decline_transfer": "l - - - + - -",
    "api:order_transfer": "l - - - - + -",
    "api:keep_case": "l - - - - + -",
}

ABOUT_ONE = {
    "api:application",
    "api:history",
    *(name for name, row in API_MATRIX.items() if row.count("0") == 1),
}

OF_A_RECOGNITION = {"api:recognition", "api:availability", "api:give_it_up"}

REMARK = {"remark": ""}
WHY = {"reason": "Daarom."}
APPOINTMENT = {"day": "2026-03-12", "visitor": "Jan Janssens"}
BODIES = {
    "api:apply": {
        "places": [{"site": "2000000000", "programme": "X1"}],
        "mentors": [
            {
                "given_name": "Mieke",
                "family_name": "Verzonnen",
                "national_number": "00000000000",
                "position": "owner",
                "experience_since": "2010-09-01",
                "extract_model": "596.2",
                "extract_issued_on": "2026-01-20",
            }
        ],
        "undertaking": {"organisation_and_equipment": True, "financial_strength": True, "conviction": False},
        "contact": {"name": "Mieke", "email": "mieke@voorbeeld.test", "phone": "09 123 45 67"},
    },
    "api:answer": {"text": "Hierbij."},
    "api:withdraw": REMARK,
    "api:ask": {"items": "Een foto."},
    "api:judge": {"judgements": [{"condition": "U1", "verdict": "not_met", "reason": "Geen oven."}]},
    "api:grant": REMARK,
    "api:refuse": REMARK,
    "api:complete": {},
    "api:plan_visit": APPOINTMENT,
    "api:plan_visit_there": APPOINTMENT,
    "api:move_visit": APPOINTMENT,
    "api:cancel_visit": WHY,
    "api:report_visit": {"held_on": "2026-03-09", "report": "In orde."},
    "api:ask_transfer": {"to": "bouw", **WHY},
    "api:accept_transfer": {},
    "api:decline_transfer": WHY,
    "api:order_transfer": {"to": "bouw", **WHY},
    "api:keep_case": WHY,
    "api:read_notice": {},
    "api:give_it_up": REMARK,
}


def test_every_address_of_the_api_has_a_row_in_the_matrix() -> None:
    assert {name for name, _pattern in addresses() if name.startswith("api:")} == set(API_MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(API_MATRIX))
def test_who_gets_in_and_who_does_not(name: str) -> None:
    expected = dict(zip(READERS, (MARKS[mark] for mark in API_MATRIX[name].split()), strict=True))

    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        found = {reader: met(name, reader) for reader in READERS}

    assert found == expected


def met(name: str, reader: str) -> object:
    """What the reader meets at the address, on a file of its own for each try."""
    partnership = PartnershipFactory(code="voeding")
    if not Snapshot.objects.exists():
        counted_snapshot()
    case = ApplicationFactory(partnership=partnership, waiting=True)
    organisations = {
        "company": (Role.COMPANY, case.company.enterprise_number),
        "other company": (Role.COMPANY, CompanyFactory().enterprise_number),
        "partnership": (Role.PARTNERSHIP, "voeding"),
        "other partnership": (Role.PARTNERSHIP, "bouw"),
        "flemish": (Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap"),
        "department": (Role.DEPARTMENT, "wewis"),
    }
    client = software(*organisations[reader]) if reader in organisations else Client()
    address = _address(name, case)
    body = BODIES.get(name)
    answer = client.get(address) if body is None else post(client, address, body)
    return (
        answer.status_code
        if answer.status_code in (401, 403, 404)
        else ("in" if answer.status_code < 500 else "broken")
    )


def _address(name: str, case: Application) -> str:
    if name == "api:unknown":
        return "/api/v1/bestaat/niet"
    if name == "api:read_notice":
        return reverse(name, args=[NoticeFactory(organisation=case.company.enterprise_number).pk])
    if name == "api:plan_visit_there":
        return reverse(name, args=[RecognitionFactory(partnership=case.partnership).pk])
    if name.endswith("_visit") and name != "api:plan_visit":
        return reverse(name, args=[VisitFactory(application=case).pk])
    if name in {"api:accept_transfer", "api:decline_transfer"}:
        TransferFactory(application=case, to_partnership=PartnershipFactory(code="bouw"))
    if name in OF_A_RECOGNITION:
        recognition = RecognitionFactory(
            application__site=case.site, application__partnership=case.partnership
        )
        return reverse(name, args=[recognition.pk])
    about_one = name in {
        "api:application",
        "api:history",
        "api:answer",
        "api:withdraw",
        "api:ask",
        "api:judge",
        "api:grant",
        "api:refuse",
        "api:complete",
        "api:plan_visit",
        "api:ask_transfer",
        "api:accept_transfer",
        "api:decline_transfer",
        "api:order_transfer",
        "api:keep_case",
    }
    if name in {"api:table", "api:table_csv"}:
        return reverse(name, args=["T1a"])
    return reverse(name, args=[case.reference] if about_one else [])
