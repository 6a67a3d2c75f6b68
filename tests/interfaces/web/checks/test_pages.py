"""The pages of the checks around an agreement: what each party sees, asks, tells and decides."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.actions import ending, holding, living
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party, WeekBlock
from duaal.casework.agreements.models import Agreement, StatusHold, StudentJob, Told
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.rules.suspension import Ground
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.interfaces.web.tasks import checks as tasks
from tests.casework.agreements import files
from tests.casework.agreements.files import HOUR, LAST, MONDAY, START
from tests.casework.trajectories.actors import OTHER_SCHOOL
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import department, flemish, queries_of, text_of

pytestmark = pytest.mark.django_db

ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})
WEWIS = Actor(Role.DEPARTMENT, "wewis", user_id=90, name="Ambtenaar Claes")
SATURDAY = "2026-04-25"


@pytest.fixture(autouse=True)
def on_the_first_day() -> Iterator[None]:
    with time_machine.travel("2026-03-23T10:00:00+01:00", tick=False):
        yield


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


def school(agreement: Agreement) -> Client:
    return client_of(counsellor=True, organisation=agreement.provider.number)


def company(agreement: Agreement) -> Client:
    return client_of(company=True, organisation=agreement.company.enterprise_number)


def learner(agreement: Agreement) -> Client:
    one = agreement.trajectory.learner
    return client_of(learner=True, organisation=one.number, person=one.person)


def page(agreement: Agreement) -> str:
    return reverse("contracts:detail", args=[agreement.pk])


def of(agreement: Agreement, name: str, *more: object) -> str:
    return reverse(f"checks:{name}", args=[agreement.pk, *more])


def few_lessons() -> Agreement:
    blocks = (WeekBlock(Period(START, LAST), 36 * HOUR, 0, 2),)
    return files.drafted(blocks=blocks, timetable=tuple(files.day(number) for number in range(4)))


def job(**changed) -> dict[str, object]:
    given = {
        "employer": "Frituur De Hoek",
        "first": SATURDAY,
        "last": SATURDAY,
        "weekdays": ["5"],
        "start": "09:00",
        "end": "13:00",
        "has_benefit": "False",
        "paid_leave": "False",
    }
    return {**given, **changed}


def test_the_page_shows_the_six_criteria_with_their_facts_and_until_when_contributions_are_limited():
    agreement = files.drafted()

    text = text_of(school(agreement).get(page(agreement)))

    assert "genoeg uren les" in text
    assert "gemiddeld 24 uur per week" in text
    assert "beperkt tot en met 31/12/" in text
    assert "niet in orde" not in text


def test_from_a_draft_without_the_status_to_the_decision_of_the_department():
    agreement = few_lessons()
    staff = school(agreement)
    text = text_of(staff.get(page(agreement)))
    assert "niet in orde" in text
    assert of(agreement, "hold") in text

    staff.post(of(agreement, "hold"), {"remark": "De leerling is vrijgesteld."})
    hold = StatusHold.objects.get()
    officer = department()
    listed = text_of(officer.get(reverse("checks:holds")))
    shown = text_of(officer.get(reverse("checks:held", args=[hold.pk])))
    assert agreement.learner_number in listed
    assert str(agreement.trajectory.learner.person) not in listed + shown
    assert "Te weinig uren les" in shown
    empty = officer.post(reverse("checks:release", args=[hold.pk]), {"decision": ""})
    assert empty.status_code == 422
    officer.post(reverse("checks:release", args=[hold.pk]), {"decision": "Akkoord voor dit jaar."})

    text = text_of(staff.get(page(agreement)))
    assert "vrijgegeven (23/03/2026). Akkoord voor dit jaar." in text
    assert of(agreement, "hold") not in text
    assert agreement.learner_number not in text_of(officer.get(reverse("checks:holds")))
    every = text_of(officer.get(reverse("checks:holds"), {"toestand": "alle"}))
    assert agreement.learner_number in every


def test_a_question_about_a_text_that_changed_says_that_there_is_nothing_to_decide():
    agreement = few_lessons()
    hold = holding.hold(agreement.pk, remark="", actor=files.school_of(agreement), on=MONDAY)
    Agreement.objects.update(state="VOID")
    officer = department()

    text = text_of(officer.get(reverse("checks:held", args=[hold.pk])))
    late = officer.post(reverse("checks:release", args=[hold.pk]), {"decision": "Ja."})

    assert "Er is niets meer te beslissen" in text
    assert late.status_code == 422
    assert "De school veranderde de tekst intussen" in text_of(late)


def test_what_waits_for_the_department_is_its_task_and_nobody_elses():
    agreement = few_lessons()
    assert tasks.holds_to_decide(WEWIS, START, 10).tasks == ()

    holding.hold(agreement.pk, remark="", actor=files.school_of(agreement), on=MONDAY)

    found = tasks.holds_to_decide(WEWIS, START, 10).tasks
    assert [task.about for task in found] == [agreement.learner_number]


def test_a_draft_of_which_the_days_passed_says_that_the_premium_is_lost():
    agreement = files.drafted()

    with time_machine.travel("2026-06-22T10:00:00+02:00", tick=False):
        late = text_of(school(agreement).get(page(agreement)))
    with time_machine.travel("2026-06-23T10:00:00+02:00", tick=False):
        lost = text_of(school(agreement).get(page(agreement)))

    assert "wordt te laat geregistreerd" in late
    assert "geen premie meer" not in late
    assert "voorbij sinds 22/06/2026" in lost


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param("2026-03-23", ("<dd>op tijd", "Termijn voor de premie"), id="in time"),
        pytest.param("2026-03-24", ("te laat: het moest uiterlijk op 23/03/2026",), id="a day late"),
    ],
)
def test_once_registered_the_page_says_whether_it_was_in_time(day, words):
    agreement = files.signed()
    staff = files.school_of(agreement)
    living.prepare(agreement.pk, ready=files.READY, actor=staff, on=MONDAY)
    living.register(agreement.pk, actor=staff, on=date.fromisoformat(day))

    text = text_of(school(agreement).get(page(agreement)))

    for one in words:
        assert one in text


@pytest.mark.parametrize(
    ("ready", "words"),
    [
        pytest.param({"dimona_type": "STG"}, "hoort bij een andere soort", id="of an internship"),
        pytest.param({"dimona_type": "XYZ"}, "Dit type Dimona bestaat niet", id="unknown"),
        pytest.param({"dimona_type": "OTH"}, "Dit type Dimona is verouderd", id="the old one"),
        pytest.param({"dimona_on": date(2026, 3, 24)}, "De Dimona kwam na de start", id="too late"),
    ],
)
def test_a_dimona_that_is_wrong_old_or_late_is_named_on_the_page(ready, words):
    agreement = files.registered(**ready)

    assert words in text_of(school(agreement).get(page(agreement)))


def test_a_sole_trader_without_staff_confirms_the_prevention_service_before_the_start():
    agreement = files.signed()
    staff = school(agreement)
    given = {
        "insurer": "V",
        "insurance_policy": "P",
        "health_assessed_on": "2026-03-16",
        "without_staff": "on",
    }
    prepare, register = (
        reverse(f"contracts:{name}", args=[agreement.pk]) for name in ("prepare", "register")
    )
    staff.post(prepare, given)

    refused = staff.post(register)
    staff.post(prepare, {**given, "done": ["prevention_service"]})
    done = staff.post(register)

    assert "externe preventiedienst" in text_of(refused)
    assert (refused.status_code, done.status_code) == (422, 302)


def test_a_long_suspension_is_a_task_of_the_company_until_it_is_told():
    agreement = files.begun()
    firm = files.company_of(agreement)
    living.suspend(agreement.pk, ground=Ground.SICKNESS, first_on=START, last_on=None, actor=firm, on=START)
    assert tasks.suspensions_to_tell(firm, date(2026, 4, 5), 10).tasks == ()
    (task,) = tasks.suspensions_to_tell(firm, date(2026, 4, 6), 10).tasks
    assert (task.day, task.href) == (date(2026, 4, 6), of(agreement, "tell", "LONG_SUSPENSION", "2026-03-23"))

    with time_machine.travel("2026-04-06T10:00:00+02:00", tick=False):
        client = company(agreement)
        assert task.href in text_of(client.get(page(agreement)))
        assert client.post(task.href).status_code == 302
        text = text_of(client.get(page(agreement)))

    assert "gemeld op 06/04/2026" in text
    assert task.href not in text
    assert tasks.suspensions_to_tell(firm, date(2026, 4, 6), 10).tasks == ()


def test_an_early_end_is_told_by_the_school_and_read_by_the_flemish_partnership_without_a_name():
    agreement = files.begun()
    staff = files.school_of(agreement)
    wish = Wish(START, words="Samen beslist.", agreed=ALL)
    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=staff, on=START)
    (task,) = tasks.ends_to_tell(staff, START, 10).tasks
    assert task.day == date(2026, 3, 28)
    assert tasks.ends_to_tell(OTHER_SCHOOL, START, 10).tasks == ()

    client = school(agreement)
    wrong = client.post(task.href, {"told_on": "31/02/2026"})
    client.post(task.href, {"told_on": "23/03/2026"})

    assert "geen datum die bestaat" in text_of(wrong)
    assert Told.objects.get().told_on == START
    assert tasks.ends_to_tell(staff, START, 10).tasks == ()
    text = text_of(flemish().get(reverse("checks:early_ends")))
    assert agreement.learner_number in text
    assert "met akkoord van iedereen" in text
    assert str(agreement.trajectory.learner.person) not in text


@pytest.mark.parametrize("duty", ["ONZIN", "END_BY_COMPANY"])
def test_what_is_not_told_here_has_no_page(duty):
    agreement = files.begun()

    assert school(agreement).get(of(agreement, "tell", duty, "2026-03-23")).status_code == 404
    assert school(agreement).get(of(agreement, "tell", "EARLY_END", "gisteren")).status_code == 404


def test_a_learner_asks_hears_yes_and_has_it_noted():
    agreement = files.begun()
    client = learner(agreement)

    asked = client.post(of(agreement, "job"), {**job(), "kijk": "ja"})
    assert "Dit mag." in text_of(asked)
    assert "type STU" in text_of(asked)
    assert "4 uren van de 650" in text_of(asked)
    assert not StudentJob.objects.exists()
    client.post(of(agreement, "job"), job())

    assert "Frituur De Hoek" in text_of(client.get(page(agreement)))
    assert "Frituur De Hoek" not in text_of(company(agreement).get(page(agreement)))
    row = StudentJob.objects.get()
    client.post(of(agreement, "stop_job", row.pk))
    row.refresh_from_db()
    assert row.state == "STOPPED"


def test_a_job_that_may_not_be_is_refused_with_the_reason_and_keeps_what_was_typed():
    agreement = files.begun()

    answer = learner(agreement).post(
        of(agreement, "job"), job(first="2026-04-27", last="2026-04-27", weekdays=["0"])
    )

    assert answer.status_code == 422
    assert "moet dan op de werkplek of in de les zijn" in text_of(answer)
    assert "Frituur De Hoek" in text_of(answer)
    assert not StudentJob.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"first": "2026-02-30"}, "geen datum die bestaat"),
        ({"last": "2026-04-01"}, "ligt voor de eerste"),
        ({"last": "2030-04-01"}, "te ver na de eerste dag"),
        ({"weekdays": ["1"]}, "Geen van deze weekdagen"),
        ({"weekdays": []}, "Kies minstens één weekdag"),
        ({"start": "negen"}, "Dit is geen uur"),
        ({"end": "09:00"}, "hetzelfde uur"),
        ({"pause": "08:00", "pause_end": "08:30"}, "De pauze valt niet binnen de werkdag"),
        ({"pause": "10:00"}, "De pauze valt niet binnen de werkdag"),
        ({"employer": ""}, "Vul de naam van de werkgever in"),
        ({"employer_number": "12"}, "is geen ondernemingsnummer"),
        ({"has_benefit": ""}, "Kies ja of nee"),
    ],
)
def test_wrong_input_of_a_job_is_named_with_what_to_do(changed, words):
    agreement = files.begun()

    answer = learner(agreement).post(of(agreement, "job"), job(**changed))

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not StudentJob.objects.exists()


def test_a_company_asks_about_itself_without_typing_who_it_is():
    agreement = files.begun()
    client = company(agreement)

    shown = text_of(client.get(of(agreement, "job")))
    answer = client.post(of(agreement, "job"), job())

    assert "Bij welke werkgever" not in shown
    assert "mag een studentenjob enkel in juli en augustus" in text_of(answer)


@pytest.mark.parametrize("typed", [SATURDAY, "25/04/2026", "25-04-2026"])
def test_a_day_is_read_in_the_belgian_and_in_the_iso_form_and_shown_in_dutch(typed):
    agreement = files.begun()
    client = learner(agreement)

    client.post(of(agreement, "job"), job(first=typed, last=typed))

    assert StudentJob.objects.get().first_on == date(2026, 4, 25)
    assert "25/04/2026 tot en met 25/04/2026, op zaterdag, 9:00-13:00" in text_of(client.get(page(agreement)))


def test_the_same_job_is_not_noted_twice():
    agreement = files.begun()
    client = learner(agreement)
    client.post(of(agreement, "job"), job())

    again = client.post(of(agreement, "job"), job())

    assert "Op die uren is er al een studentenjob" in text_of(again)
    assert StudentJob.objects.count() == 1


def test_the_lists_take_as_many_queries_for_many_as_for_one():
    first = few_lessons()
    holding.hold(first.pk, remark="", actor=files.school_of(first), on=MONDAY)
    officer, list_of_holds = department(), reverse("checks:holds")
    start = reverse("tasks:start")
    one = queries_of(officer, list_of_holds), queries_of(officer, start)
    for _number in range(2):
        other = few_lessons()
        holding.hold(other.pk, remark="", actor=files.school_of(other), on=MONDAY)

    assert (queries_of(officer, list_of_holds), queries_of(officer, start)) == one


def test_the_csv_of_early_ends_and_of_holds_has_the_rows_of_the_page():
    agreement = few_lessons()
    holding.hold(agreement.pk, remark="", actor=files.school_of(agreement), on=MONDAY)
    Told.objects.create(
        agreement=agreement,
        duty="EARLY_END",
        about_on=START,
        by="counsellor",
        told_on=START,
        noted_at=files.NOON,
        noted_by_name="Begeleider Smets",
    )
    officer = department()

    for name in ("holds_csv", "early_ends_csv"):
        lines = b"".join(officer.get(reverse(f"checks:{name}"))).decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Nummer van de leerling")
        assert agreement.learner_number in lines[1]
