"""What software reads of cases: filters, one case in a fixed number of queries, its history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.actions import handling
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.actors import OFFICER, company_of
from tests.casework.recognition.factories import (
    DEADLINE,
    ApplicationFactory,
    InformationRequestFactory,
    MentorAssignmentFactory,
    judge_all,
)
from tests.interfaces.api.asking import post, software

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"
TODAY = date(2026, 3, 10)


def officer():
    return software(Role.PARTNERSHIP, "bouw")


def references(client, query: str) -> list[str]:
    answer = client.get(f"{ROOT}applications?{query}")
    assert answer.status_code == 200, answer.content
    return [one["reference"] for one in answer.json()["items"]]


def test_the_queue_is_filtered_by_the_last_day_to_decide():
    first = ApplicationFactory(deadline_on=DEADLINE)
    ApplicationFactory(deadline_on=DEADLINE + timedelta(days=1))
    ApplicationFactory(deadline_on=DEADLINE, approved=True)

    found = references(officer(), f"deadline_before={DEADLINE + timedelta(days=1)}")

    assert found == [first.reference]


def test_the_queue_is_filtered_by_the_flag_of_the_term():
    late = ApplicationFactory(overdue=True)
    ApplicationFactory()
    ApplicationFactory(overdue=True, approved=True)

    assert references(officer(), "flag=OVERDUE") == [late.reference]
    assert references(officer(), "flag=OVERDUE_WAITING") == []


def test_the_department_filters_by_partnership_and_others_see_no_more_than_their_own():
    own, foreign = ApplicationFactory(), ApplicationFactory(partnership__code="horeca")

    assert references(software(Role.DEPARTMENT, "wewis"), "partnership=horeca") == [foreign.reference]
    assert references(officer(), "partnership=bouw") == [own.reference]
    assert references(officer(), "partnership=horeca") == []


@pytest.mark.parametrize(
    "query", ["deadline_before=gisteren", "flag=LATE", "partnership=Bouw%20en%20zo", "cursor=0"]
)
def test_a_filter_that_cannot_be_is_refused(query):
    assert officer().get(f"{ROOT}applications?{query}").status_code == 422


def test_filters_and_pages_go_together(monkeypatch):
    monkeypatch.setattr("duaal.interfaces.api.paging.PAGE_SIZE", 2)
    cases = [ApplicationFactory(overdue=True) for _ in range(3)]
    client = officer()

    first = client.get(f"{ROOT}applications?flag=OVERDUE").json()
    rest = references(client, f"flag=OVERDUE&cursor={first['next']}")

    assert [one["reference"] for one in first["items"]] == [cases[2].reference, cases[1].reference]
    assert rest == [cases[0].reference]


def queries_of(client, case) -> int:
    address = f"{ROOT}applications/{case.reference}"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_one_case_costs_as_many_queries_with_many_mentors_and_questions_as_with_one():
    small, large = ApplicationFactory(), ApplicationFactory()
    for number in range(4):
        MentorAssignmentFactory(application=large)
        InformationRequestFactory(
            application=large, answered=True, asked_on=TODAY - timedelta(days=5 + number)
        )
    InformationRequestFactory(application=small, answered=True)
    for case in (small, large):
        judge_all(case)
    client = officer()

    assert queries_of(client, large) == queries_of(client, small)


def test_the_history_tells_each_step_with_its_day_and_side_and_no_names():
    case = ApplicationFactory()
    handling.ask(case.pk, actor=OFFICER, on=TODAY, items="Een foto van de oven.")
    handling.answer(case.pk, actor=company_of(case), on=TODAY, text="Hierbij.")

    answer = officer().get(f"{ROOT}applications/{case.reference}/history")

    assert answer.json() == [
        {
            "on": "2026-03-10",
            "step": "ask",
            "words": "aanvulling gevraagd",
            "from_state": "IN_REVIEW",
            "to_state": "INFO_REQUESTED",
            "by": "partnership",
        },
        {
            "on": "2026-03-10",
            "step": "answer",
            "words": "aanvulling bezorgd",
            "from_state": "INFO_REQUESTED",
            "to_state": "IN_REVIEW",
            "by": "company",
        },
    ]
    assert "Janssens" not in answer.content.decode()


def test_a_company_does_not_see_what_officers_judge_on_the_way():
    case = ApplicationFactory()
    officer_client = officer()
    judgement = {"condition": "U1", "verdict": "not_met", "reason": "Geen oven."}
    address = f"{ROOT}applications/{case.reference}/history"
    post(
        officer_client,
        f"{ROOT}applications/{case.reference}/judgements",
        {"judgements": [judgement]},
    )

    seen = [one["step"] for one in officer_client.get(address).json()]
    own = software(Role.COMPANY, case.company.enterprise_number).get(address).json()

    assert (seen, own) == (["judge"], [])


@pytest.mark.parametrize(
    ("extract", "field"),
    [
        pytest.param({"model": "595", "issued_on": "2026-02-01"}, "extracts.0.model", id="wrong model"),
        pytest.param({"model": "596.2", "issued_on": "2026-03-11"}, "extracts.0.issued_on", id="tomorrow"),
        pytest.param({"model": "596.2", "issued_on": "2025-02-28"}, "extracts.0.issued_on", id="too old"),
    ],
)
def test_an_extract_that_nobody_can_accept_is_refused_before_anything_is_kept(extract, field):
    case = ApplicationFactory(waiting=True)
    client = software(Role.COMPANY, case.company.enterprise_number)
    mentor = case.assignments.get()

    answer = post(
        client,
        f"{ROOT}applications/{case.reference}/answer",
        {"text": "Hierbij.", "extracts": [{"mentor": mentor.pk, **extract}]},
    )

    assert (answer.status_code, [one["field"] for one in answer.json()["reasons"]]) == (422, [field])
    case.refresh_from_db()
    assert case.state == "INFO_REQUESTED"
    assert case.information_requests.get().answered_on is None
