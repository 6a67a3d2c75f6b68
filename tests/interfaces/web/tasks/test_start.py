"""The first page after login: what waits for whom, most urgent first, and nothing of somebody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import AssignmentState
from duaal.interfaces.web.tasks.groups import More
from tests.casework.recognition.factories import (
    ApplicationFactory,
    InformationRequestFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
    RequestFormFactory,
)
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

TODAY = date(2026, 3, 10)


def received(days_ago: int, **more: object) -> Application:
    return ApplicationFactory(received_on=TODAY - timedelta(days=days_ago), **more)


def groups(client: Client) -> dict[str, list[str]]:
    """What each task is about, by the title of its group."""
    response = client.get("/taken/")
    assert response.status_code == 200
    return {str(group.title): [task.about for task in group.tasks] for group in response.context["groups"]}


def sentences(client: Client) -> list[str]:
    response = client.get("/taken/")
    return [task.sentence for group in response.context["groups"] for task in group.tasks]


def test_an_officer_sees_what_is_late_due_this_week_and_later():
    later, week, late, later_too = received(2), received(8), received(20), received(3)
    ApplicationFactory(approved=True)

    assert groups(officer()) == {
        "Te laat": [late.reference],
        "Deze week": [week.reference],
        "Later": [later_too.reference, later.reference],
    }


@pytest.mark.parametrize(
    ("days_ago", "title"),
    [
        pytest.param(15, "Te laat", id="yesterday was the last day"),
        pytest.param(14, "Deze week", id="today is the last day"),
        pytest.param(7, "Deze week", id="in seven days"),
        pytest.param(6, "Later", id="in eight days"),
    ],
)
def test_the_last_day_decides_the_group(days_ago, title):
    case = received(days_ago)

    assert groups(officer()) == {title: [case.reference]}


def test_an_answer_that_came_in_goes_before_other_later_work():
    other, answered = received(5), received(2)
    InformationRequestFactory(application=answered, answered=True)

    assert groups(officer()) == {"Later": [answered.reference, other.reference]}
    assert f"{answered.company.name} antwoordde op de vraag over" in sentences(officer())[0]


def test_a_case_that_waits_for_the_company_says_so():
    received(2, waiting=True)

    assert sentences(officer())[0].startswith("We wachten op antwoord van")


def test_an_officer_sees_nothing_of_another_partnership():
    received(20, partnership__code="hout")

    assert groups(officer()) == {}


def test_the_flemish_partnership_sees_its_own_cases_and_the_late_ones_of_all_others():
    own = received(2, partnership__code="vlaams-partnerschap")
    late = received(20)
    received(2)

    assert groups(flemish()) == {
        "Later": [own.reference],
        "Te laat bij andere partnerschappen": [late.reference],
    }


def test_the_department_sees_what_is_late_everywhere_and_counts_per_partnership():
    late = received(20)
    received(2)
    received(2, partnership__code="hout")
    client = department()

    assert groups(client) == {"Te laat, bij alle partnerschappen": [late.reference]}
    counts = client.get("/taken/").context["counts"]
    assert [(count.name, count.open, count.late) for count in counts] == [("Bouw", 2, 1), ("Hout", 1, 0)]
    assert counts[0].href == "/dossiers/?partnerschap=bouw"


def test_on_day_15_officer_flemish_partnership_department_and_company_all_see_it():
    case = received(15)

    assert groups(officer())["Te laat"] == [case.reference]
    assert groups(flemish())["Te laat bij andere partnerschappen"] == [case.reference]
    assert groups(department())["Te laat, bij alle partnerschappen"] == [case.reference]
    assert groups(company(case.company))["Te laat"] == [case.reference]
    assert "Er is niets stilzwijgend toegekend." in sentences(company(case.company))[0]


def test_a_company_answers_questions_finishes_drafts_and_trains_mentors():
    case = received(6, waiting=True)
    case.information_requests.update(due_on=TODAY + timedelta(days=3))
    shop = case.company
    draft = RequestFormFactory(company=shop)
    type(draft).objects.update(created_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    ending = RecognitionFactory(
        application__site__company=shop, valid_from=date(2021, 6, 1), valid_to=date(2026, 5, 31)
    )
    mentor = MentorAssignmentFactory(
        application=ending.application,
        recognition=ending,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 3, 1),
    )

    assert groups(company(shop)) == {
        "Te laat": [str(mentor.person)],
        "Deze week": [case.reference],
        "Later": [ending.programme.name, "met de aanvraag van 1 maart 2026"],
    }


@pytest.mark.parametrize(
    ("valid_to", "shown"),
    [
        pytest.param(date(2026, 3, 9), False, id="ended yesterday"),
        pytest.param(date(2026, 3, 10), True, id="ends today"),
        pytest.param(date(2026, 9, 10), True, id="in six months"),
        pytest.param(date(2026, 9, 11), False, id="in six months and a day"),
    ],
)
def test_a_company_is_told_of_a_recognition_that_ends_within_the_months_of_notice(valid_to, shown):
    ending = RecognitionFactory(valid_from=date(2021, 3, 1), valid_to=valid_to)

    assert bool(groups(company(ending.company))) is shown


def test_a_mentor_of_ten_recognitions_is_one_task():
    shop = CompanyFactory()
    first = RecognitionFactory(application__site__company=shop)
    mentor = MentorAssignmentFactory(
        application=first.application,
        recognition=first,
        state=AssignmentState.ACTIVE_UNTRAINED,
        training_deadline_on=date(2026, 9, 1),
    )
    for month in (6, 12):
        other = RecognitionFactory(application__site__company=shop)
        MentorAssignmentFactory(
            application=other.application,
            recognition=other,
            person=mentor.person,
            state=AssignmentState.ACTIVE_UNTRAINED,
            training_deadline_on=date(2026, month, 1),
        )

    tasks = company(shop).get("/taken/").context["groups"][0].tasks

    assert [task.day for task in tasks] == [date(2026, 6, 1)]


def test_a_company_sees_no_task_of_another_company():
    received(20)
    received(2, waiting=True)
    RequestFormFactory()
    RecognitionFactory(valid_from=date(2021, 6, 1), valid_to=date(2026, 5, 31))

    assert groups(company(CompanyFactory())) == {}


@pytest.mark.parametrize("reader", [officer, flemish, department], ids=lambda reader: reader.__name__)
def test_a_quiet_line_when_there_is_nothing(reader):
    assert "Er wacht nu niets op u." in text_of(reader().get("/taken/"))


def test_only_ten_of_a_kind_are_shown_with_the_way_to_the_rest():
    for _ in range(12):
        received(20)

    (group,) = officer().get("/taken/").context["groups"]

    assert len(group.tasks) == 10
    assert group.mores == (More("Bekijk nog 2 dossiers", "/dossiers/?termijn=laat"),)


def test_the_csv_holds_every_task_in_the_order_of_the_page():
    late, week = [received(20 + days) for days in range(12)], received(8)

    lines = text_of(officer().get("/taken.csv")).splitlines()

    assert lines[0].removeprefix("\ufeff").split(";")[:2] == ["Wanneer", "Laatste dag"]
    assert [line.split(";")[3] for line in lines[1:]] == [
        *(case.reference for case in reversed(late)),
        week.reference,
    ]
    assert lines[-1].startswith("Deze week;")


def test_the_csv_holds_nothing_of_another_partnership():
    received(20, partnership__code="hout")

    assert len(text_of(officer().get("/taken.csv")).splitlines()) == 1


@pytest.mark.parametrize("role", ["counsellor", "sector", "inspector"])
def test_who_helps_or_watches_has_a_task_list_too(role):
    client = Client()
    client.force_login(UserFactory(**{role: True}))

    page = client.get("/taken/")

    assert page.status_code == 200
    assert "Er wacht nu niets op u." in text_of(page)
    assert "/dossiers/" not in text_of(page)


def test_the_first_last_day_stands_first_whatever_the_kind_of_work():
    shop = CompanyFactory()
    late = received(20, site__company=shop)
    question = received(30, waiting=True, site__company=shop)
    question.information_requests.update(due_on=TODAY - timedelta(days=9))

    assert groups(company(shop)) == {"Te laat": [question.reference, question.reference, late.reference]}


@pytest.mark.parametrize("reader", [officer, flemish, department], ids=lambda reader: reader.__name__)
def test_many_cases_cost_as_many_queries_as_few(reader):
    client = reader()
    code = "vlaams-partnerschap" if reader is flemish else "bouw"
    for days in (1, 8, 20):
        received(days, partnership__code=code)
        received(days, partnership__code="hout")
    few = queries_of(client, "/taken/")
    for days in range(24):
        received(days, partnership__code=code, waiting=days % 3 == 0)

    assert queries_of(client, "/taken/") == few


def test_a_company_with_much_to_do_costs_as_many_queries_as_one_with_little():
    case = received(2, waiting=True)
    client = company(case.company)
    few = queries_of(client, "/taken/")
    for days in range(5):
        received(20 + days, site__company=case.company)
        received(days, site__company=case.company, waiting=True)
        RequestFormFactory(company=case.company)

    assert queries_of(client, "/taken/") == few


def test_who_has_no_capacity_is_asked_for_which_company_they_work():
    client = Client()
    client.force_login(UserFactory())

    assert client.get("/taken/")["Location"] == "/onderneming-koppelen/"


def test_who_is_not_logged_in_is_brought_to_the_login_page():
    assert Client().get("/taken/")["Location"] == "/aanmelden/?next=/taken/"


def test_the_page_is_well_formed():
    case = received(20)
    received(2, waiting=True, site__company=case.company)

    for client in (officer(), flemish(), department(), company(case.company)):
        assert outline(client.get("/taken/")).wrong == []
