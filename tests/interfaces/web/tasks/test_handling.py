"""Transfers and visits on the start page of who decides."""

from datetime import date

import pytest

from tests.casework.recognition.factories import (
    ApplicationFactory,
    RecognitionFactory,
    TransferFactory,
    VisitFactory,
)
from tests.interfaces.web.readers import flemish, officer, queries_of, text_of
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def test_who_is_asked_to_take_a_case_over_finds_it_among_the_tasks():
    case = TransferFactory().application
    TransferFactory(declined=True)
    TransferFactory(application=ApplicationFactory(refused=True))

    page = text_of(officer("hout").get("/taken/"))

    assert page.count("vraagt of u het dossier van") == 1
    assert case.company.name in page
    assert "vraagt of u het dossier van" not in text_of(officer().get("/taken/"))


def test_visits_of_this_week_and_those_without_a_report_are_tasks_of_their_own_partnership():
    late = VisitFactory(planned_on=date(2026, 3, 9))
    VisitFactory(planned_on=date(2026, 3, 12), visitor_name="Jan Nabij")
    VisitFactory(planned_on=date(2026, 4, 12), visitor_name="Jan Ver")
    VisitFactory(held=True, visitor_name="Jan Klaar")
    VisitFactory(
        planned_on=date(2026, 3, 12),
        visitor_name="Elders",
        application=None,
        recognition=RecognitionFactory(application__partnership=PartnershipFactory(code="hout")),
    )

    page = text_of(officer().get("/taken/"))

    assert "heeft nog geen verslag." in page
    assert f"/bezoeken/{late.pk}/verslag/" in page
    assert "Jan Nabij bezoekt" in page
    assert "Jan Ver" not in page
    assert "Jan Klaar" not in page
    assert "Elders" not in page + text_of(flemish().get("/taken/"))


def test_the_start_page_costs_as_many_queries_for_many_visits_and_transfers_as_for_one():
    client = officer("hout")
    hout = PartnershipFactory(code="hout")

    def more() -> None:
        TransferFactory()
        VisitFactory(planned_on=date(2026, 3, 9), application__partnership=hout)

    more()
    one = queries_of(client, "/taken/")
    for _number in range(4):
        more()

    assert queries_of(client, "/taken/") == one
