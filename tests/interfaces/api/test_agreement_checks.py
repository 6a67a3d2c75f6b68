"""Around an agreement over the API: what is told, the status, student jobs, an appeal against the end."""

from datetime import date

import pytest
import time_machine

from duaal.casework.agreements.actions import ending, living
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import WeekBlock
from duaal.casework.agreements.models import Agreement, EndAppeal, StatusHold, StudentJob, Told
from duaal.casework.agreements.rules.suspension import Ground
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.period import Period
from tests.casework.agreements import files
from tests.casework.agreements.files import HOUR, LAST, START
from tests.interfaces.api.asking import post, software_of_a_person
from tests.interfaces.api.test_agreement_steps import ONE, codes, company, fields, school

pytestmark = pytest.mark.django_db

JOB = {
    "employer": "Frituur De Hoek",
    "first": "2026-04-25",
    "last": "2026-04-25",
    "weekdays": [5],
    "begins": "09:00",
    "ends": "13:00",
    "has_benefit": False,
    "paid_leave": False,
}
OF_ITSELF = {name: value for name, value in JOB.items() if name != "employer"}


@pytest.fixture(autouse=True)
def after_two_weeks():
    with time_machine.travel("2026-04-06T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def suspended() -> Agreement:
    """One that lies still since its first day, for too long by 6 April 2026."""
    agreement = files.begun()
    firm = files.company_of(agreement)
    living.suspend(agreement.pk, ground=Ground.SICKNESS, first_on=START, last_on=None, actor=firm, on=START)
    return agreement


@pytest.fixture
def stopped() -> Agreement:
    """One that the company stopped without waiting."""
    agreement, on = files.begun(), date(2026, 4, 3)
    ending.end_in_fact(agreement.pk, wish=Wish(on, words="Dicht."), actor=files.school_of(agreement), on=on)
    return agreement


def few_lessons() -> Agreement:
    blocks = (WeekBlock(Period(START, LAST), 36 * HOUR, 0, 2),)
    return files.drafted(blocks=blocks, timetable=tuple(files.day(number) for number in range(4)))


def other_school():
    return software_of_a_person(Role.COUNSELLOR, "099999")


def test_a_company_reads_what_it_has_to_tell_and_tells_it_once(suspended):
    client, address = company(suspended), f"{ONE}/{suspended.pk}/duties"
    (due,) = client.get(address).json()["items"]
    said = {"duty": "LONG_SUSPENSION", "about": "2026-03-23"}

    told = post(client, address, said, "sleutel-1")
    again = post(client, address, said, "sleutel-1")
    twice = post(client, address, said)

    assert (due["by"], due["last_day"], due["told_on"], due["can_be_told"]) == (
        "company",
        "2026-04-06",
        None,
        True,
    )
    assert (told.status_code, told.json()["told_on"], told.json()["can_be_told"]) == (
        200,
        "2026-04-06",
        False,
    )
    assert (again.json(), codes(twice)) == (told.json(), ["TOLD_ALREADY"])
    assert Told.objects.get().told_on == date(2026, 4, 6)


def test_a_school_says_when_it_was_told_and_a_company_does_not(suspended):
    address, said = f"{ONE}/{suspended.pk}/duties", {"duty": "LONG_SUSPENSION", "about": "2026-03-23"}

    silent = post(school(suspended), address, said)
    for_itself = post(company(suspended), address, {**said, "told_on": "2026-04-06"})
    too_late = post(school(suspended), address, {**said, "told_on": "2026-04-07"})
    told = post(school(suspended), address, {**said, "told_on": "2026-04-03"})

    assert [fields(one) for one in (silent, for_itself, too_late)] == [["told_on"]] * 3
    assert told.json()["told_on"] == "2026-04-03"


def test_what_there_is_not_to_tell_is_refused(suspended):
    address = f"{ONE}/{suspended.pk}/duties"
    early = {"duty": "EARLY_END", "about": "2026-03-23", "told_on": "2026-04-03"}

    assert codes(post(school(suspended), address, early)) == ["NOTHING_TO_TELL"]
    assert fields(post(school(suspended), address, {**early, "duty": "END_BY_COMPANY"})) == ["duty"]


def test_a_school_tells_the_early_end_and_the_company_does_not(stopped):
    address = f"{ONE}/{stopped.pk}/duties"
    (due,) = (one for one in school(stopped).get(address).json()["items"] if one["duty"] == "EARLY_END")
    said = {"duty": "EARLY_END", "about": due["about"]}

    by_company = post(company(stopped), address, said)
    by_school = post(school(stopped), address, {**said, "told_on": "2026-04-06"})

    assert (codes(by_company), by_school.status_code) == (["NOTHING_TO_TELL"], 200)


def test_a_school_asks_the_department_once_for_each_text():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        agreement = few_lessons()
        client, address = school(agreement), f"{ONE}/{agreement.pk}/status-holds"

        asked = post(client, address, {"remark": "Minder lessen."}, "sleutel-1")
        again = post(client, address, {"remark": "Minder lessen."}, "sleutel-1")
        twice = post(client, address, {})

    assert (asked.status_code, asked.json()["state"], again.json()) == (201, "HELD", asked.json())
    assert [one["code"] for one in asked.json()["findings"]] == StatusHold.objects.get().findings
    assert "HOLD_EXISTS" in codes(twice)
    assert client.get(address).json()["items"] == [asked.json()]


def test_where_the_status_holds_there_is_nothing_to_ask():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        agreement = files.drafted()

        answer = post(school(agreement), f"{ONE}/{agreement.pk}/status-holds", {})

    assert (answer.status_code, "STATUS_HOLDS" in codes(answer)) == (422, True)


def test_asking_about_a_student_job_keeps_nothing_and_noting_it_keeps_it_once():
    agreement = files.begun()
    client, address = school(agreement), f"{ONE}/{agreement.pk}/student-jobs"

    asked = post(client, f"{address}/check", JOB)
    before = StudentJob.objects.count()
    made = post(client, address, JOB, "sleutel-1")
    again = post(client, address, JOB, "sleutel-1")

    assert (asked.json()["may_be"], asked.json()["reasons"], before) == (True, [], 0)
    assert asked.json()["rules"]
    assert (made.status_code, made.json()["begins"], made.json()["ends"]) == (201, "09:00", "13:00")
    assert again.json() == made.json()
    assert client.get(address).json()["items"] == [made.json()]
    assert Entry.objects.filter(step="enter_student_job").count() == 1


def test_a_job_that_may_not_be_is_said_when_asked_and_refused_when_noted():
    agreement = files.begun()
    client, address = company(agreement), f"{ONE}/{agreement.pk}/student-jobs"

    asked = post(client, f"{address}/check", OF_ITSELF)
    made = post(client, address, OF_ITSELF)

    assert asked.status_code == 200
    assert [one["code"] for one in asked.json()["reasons"]] == codes(made)
    assert "SAME_EMPLOYER" in codes(made)
    assert not StudentJob.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"employer": " "}, "employer"),
        ({"employer_number": "12"}, "employer_number"),
        ({"last": "2026-04-24"}, "last"),
        ({"last": "2027-06-24"}, "last"),
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": [0]}, "weekdays"),
        ({"weekdays": [7]}, "weekdays.0"),
        ({"ends": "09:00"}, "ends"),
        ({"begins": "9 uur"}, "begins"),
        ({"pause": {"begins": "14:00", "ends": "14:30"}}, "pause"),
        ({"has_benefit": None}, "has_benefit"),
    ],
    ids=str,
)
def test_wrong_input_of_a_job_is_said_per_field(changed, field):
    agreement = files.begun()
    address = f"{ONE}/{agreement.pk}/student-jobs"

    for one in (address, f"{address}/check"):
        answer = post(school(agreement), one, {**JOB, **changed})
        assert (answer.status_code, field in fields(answer)) == (422, True), answer.content
    assert not StudentJob.objects.exists()


def test_a_job_over_midnight_has_its_break_in_the_next_morning():
    agreement = files.begun()
    night = {**JOB, "begins": "22:00", "ends": "04:00", "pause": {"begins": "23:45", "ends": "00:15"}}

    asked = post(school(agreement), f"{ONE}/{agreement.pk}/student-jobs/check", night)

    assert asked.status_code == 200


def test_a_company_names_no_other_employer_and_sees_only_its_own_jobs():
    agreement = files.begun()
    address = f"{ONE}/{agreement.pk}/student-jobs"
    made = post(school(agreement), address, JOB).json()
    client = company(agreement)

    named = post(client, f"{address}/check", {**JOB, "employer_number": "0123456749"})

    assert sorted(fields(named)) == ["employer", "employer_number"]
    assert client.get(address).json()["items"] == []
    assert post(client, f"{address}/{made['id']}/striking", {}).status_code == 404


def test_a_job_is_struck_out_once():
    agreement = files.begun()
    client, address = school(agreement), f"{ONE}/{agreement.pk}/student-jobs"
    made = post(client, address, JOB).json()

    struck = post(client, f"{address}/{made['id']}/striking", {})
    again = post(client, f"{address}/{made['id']}/striking", {})

    assert (struck.json()["state"], struck.json()["stopped_on"]) == ("STOPPED", "2026-04-06")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("factual-end", {}),
        ("provider-end", {"reason": "danger"}),
        ("end", {"end": "mutual", "by": "learner", "agreed": True}),
    ],
)
def test_an_end_before_the_first_day_is_wrong_input_and_changes_nothing(address, body):
    agreement = files.begun()
    said = {"received_on": "2026-03-20", "words": "Zo stond het in de brief.", **body}

    answer = post(school(agreement), f"{ONE}/{agreement.pk}/{address}", said)

    agreement.refresh_from_db()
    assert (answer.status_code, agreement.state) == (422, "ACTIVE")
    assert fields(answer) == (["received_on"] if address == "factual-end" else [""])


def test_a_notice_before_the_first_day_is_no_server_error():
    agreement = files.begun()
    said = {"by": "learner", "received_on": "2019-06-22"}

    assert post(school(agreement), f"{ONE}/{agreement.pk}/notice", said).status_code in (200, 422)


def test_a_company_appeals_against_the_end_once_and_the_school_reads_no_words(stopped):
    client, address = company(stopped), f"{ONE}/{stopped.pk}/end-appeals"

    made = post(client, address, {"words": "De reden klopt niet."}, "sleutel-1")
    again = post(client, address, {"words": "De reden klopt niet."}, "sleutel-1")
    twice = post(client, address, {"words": "Nog eens."})
    by_school = post(school(stopped), address, {"words": "Wij ook."})

    assert (made.status_code, made.json()["state"], made.json()["by"]) == (201, "LODGED", "company")
    assert (again.json(), codes(twice), by_school.status_code) == (made.json(), ["LODGED_ALREADY"], 403)
    (read,) = school(stopped).get(address).json()["items"]
    assert (read["id"], read["words"]) == (EndAppeal.objects.get().pk, "")
    assert client.get(address).json()["items"][0]["words"] == "De reden klopt niet."


def test_against_an_agreement_that_runs_nobody_appeals_and_silence_is_no_appeal(stopped):
    running = files.begun()

    early = post(company(running), f"{ONE}/{running.pk}/end-appeals", {"words": "Neen."})
    silent = post(company(stopped), f"{ONE}/{stopped.pk}/end-appeals", {"words": ""})

    assert (early.status_code, fields(silent)) == (409, ["words"])


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("duties", {"duty": "LONG_SUSPENSION", "about": "2026-03-23", "told_on": "2026-04-03"}),
        ("status-holds", {}),
        ("student-jobs", JOB),
        ("student-jobs/check", JOB),
    ],
)
def test_another_school_finds_nothing(suspended, address, body):
    assert post(other_school(), f"{ONE}/{suspended.pk}/{address}", body).status_code == 404
    if not address.endswith("check"):
        assert other_school().get(f"{ONE}/{suspended.pk}/{address}").status_code == 404
