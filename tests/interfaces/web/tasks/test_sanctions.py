"""The tasks of guidance and sanctions: who has them, and that they cost the same for one and for many."""

import pytest

from duaal.casework.recognition.sanctions import guidance, precaution, proposing
from duaal.casework.recognition.sanctions.guidance import ActionPlan
from duaal.flows.processes import sanction as process
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    agreement,
    exclusion,
    flemish_partnership,
    of_company,
    proposed,
    sanction,
    workplace,
)
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_4_may_2026")]


def guided(place):
    plan = ActionPlan("Plan een gesprek.", "Ann Peeters", MONDAY)
    file = guidance.start(
        place.pk, actor=OFFICER, on=MONDAY, shortcoming="D6", description="Opvolging.", actions=[plan]
    )
    return file.actions.get()


def tasks(client):
    return text_of(client.get("/taken/"))


def test_an_action_is_a_task_for_the_company_until_it_reports_and_for_the_officer_until_it_is_closed():
    place = workplace()
    action = guided(place)
    before = tasks(company(place.company))

    guidance.report_action(action.pk, actor=of_company(place), on=MONDAY, report="Gedaan.")

    assert "In begeleiding bij" in before
    assert "In begeleiding bij" not in tasks(company(place.company))
    assert "bericht over een actie" in tasks(officer())
    assert "Plan een gesprek." not in tasks(officer("hout"))
    guidance.close_action(action.pk, actor=OFFICER, on=MONDAY, result="POSITIVE")
    assert "loopt geen actie meer" in tasks(officer())


def test_a_proposed_sanction_asks_the_company_to_react_and_then_the_officer_to_decide():
    place = proposed(workplace(), on=MONDAY)
    ready = proposed(workplace())

    assert "overweegt een sanctie" in tasks(company(place.company))
    page = tasks(officer())
    assert "kan nog reageren" in page
    assert "U kunt beslissen over de sanctie" in page
    assert f"/erkenningen/{ready.pk}/sanctie/beslissen/" in page


def test_a_decision_waits_to_be_read_and_a_contract_to_be_ended():
    place = workplace()
    agreement(place, "DAO")
    process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place, in_danger=True))

    page = tasks(company(place.company))

    assert "nam een beslissing over uw onderneming" in page
    assert "Beëindig de deeltijdse arbeidsovereenkomst" in page


def test_a_precaution_is_a_task_for_the_partnership_and_the_department():
    place = workplace()
    precaution.take(place.pk, actor=OFFICER, on=MONDAY, danger="De zaag.", until=MONDAY)

    assert "loopt een voorzorgsmaatregel" in tasks(officer())
    assert "loopt een voorzorgsmaatregel" in tasks(department())
    assert "loopt een voorzorgsmaatregel" not in tasks(officer("hout"))


def test_a_proposed_exclusion_is_a_task_for_the_flemish_partnership_only():
    flemish_partnership()
    place = proposed(workplace())
    proposing.propose_exclusion(place.pk, actor=OFFICER, on=MONDAY, exclusion=exclusion())

    assert "uit te sluiten" in tasks(flemish())
    assert "uit te sluiten" not in tasks(officer())
    assert "uit te sluiten" not in tasks(company(place.company))


def test_the_start_page_costs_as_much_for_many_tasks_as_for_one():
    def more():
        guided(workplace())
        proposed(workplace())
        place = workplace()
        precaution.take(place.pk, actor=OFFICER, on=MONDAY, danger="De zaag.", until=MONDAY)

    more()
    client = officer()
    one = queries_of(client, "/taken/")
    for _ in range(3):
        more()

    assert queries_of(client, "/taken/") == one
