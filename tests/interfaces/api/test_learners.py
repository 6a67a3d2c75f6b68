"""The software of a school: everything its staff does around a learner, and what changed since it asked."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.models import Screening, Trajectory
from duaal.flows.webhooks.feed import read_entries
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.identifiers import make_national_number
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.casework.trajectories.test_finishing import fixed_plan
from tests.flows.webhooks.factories import step_on
from tests.interfaces.api.asking import DAY, post, software_of_a_person
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

BORN = date(2009, 1, 5)
NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
PATIENCE = 20
ENTRY = {
    "learner": {"given_name": "Lotte", "family_name": "Claes", "birth_date": "2009-01-05"},
    "year": 5,
    "council_decision": "favourable",
}


@pytest.fixture
def school():
    return ProviderFactory()


@pytest.fixture
def client(school) -> Client:
    return software_of_a_person(Role.COUNSELLOR, school.number)


def of(name: str, trajectory_id: int) -> str:
    return reverse(f"api:{name}", args=[trajectory_id])


def enrolled(client: Client, **changed):
    return post(
        client, reverse("api:enrol_learner"), {**ENTRY, "programme": ProgrammeFactory().code, **changed}
    )


def test_a_learner_is_enrolled_read_and_given_a_clock(client, school):
    answer = enrolled(client)
    number = answer.json()["id"]
    lesson = post(client, of("start_lessons", number), {"first_lesson_on": "2026-03-10"})
    clock = client.get(of("learner_clock", number)).json()

    assert answer.status_code == 201
    assert (lesson.status_code, lesson.json()["first_lesson_on"]) == (200, "2026-03-10")
    assert (clock["runs"], clock["days_left"], clock["last_day"]) == (True, 20, "2026-04-20")
    assert {rule["key"] for rule in clock["rules"]} >= {"trajectories.search_days"}
    assert client.get(of("learner", number)).json()["state"] == "SEARCHING"
    assert Trajectory.objects.get().provider == school


def test_a_national_number_goes_in_and_never_out(client):
    number = make_national_number(BORN, 7)
    answer = enrolled(client, learner={**ENTRY["learner"], "national_number": number})

    assert answer.status_code == 201
    assert number not in answer.content.decode()
    wrong = enrolled(client, learner={**ENTRY["learner"], "national_number": "00000000000"})
    assert wrong.status_code == 422
    assert "00000000000" not in wrong.content.decode()


def test_every_condition_that_fails_comes_back_with_its_words(client):
    answer = enrolled(client, year=6, council_decision=None)

    reasons = {one["code"]: one["words"] for one in answer.json()["reasons"]}
    assert answer.status_code == 422
    assert set(reasons) >= {"COUNCIL_DECISION_MISSING", "SERIOUS_REASON_MISSING"}
    assert all(words != code for code, words in reasons.items())
    assert not Trajectory.objects.exists()


def test_a_programme_that_the_school_does_not_teach_is_named(client):
    answer = enrolled(client, programme="X999")

    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (422, "programme")


def test_the_same_question_with_the_same_key_enrols_once(client):
    body = {**ENTRY, "programme": ProgrammeFactory().code}

    answers = [post(client, reverse("api:enrol_learner"), body, key="klas-5a-lotte") for _time in range(2)]

    assert answers[0].json() == answers[1].json()
    assert Trajectory.objects.count() == 1


def test_a_startup_phase_is_screened_and_decided_by_software(client):
    number = enrolled(client, route="startup", clb_advice=True).json()["id"]
    post(client, of("start_lessons", number), {"first_lesson_on": "2026-03-10"})
    opinions = [{"item": "motivation", "finding": "Wil leren."}]
    early = post(client, of("council_on_screening", number), {"is_positive": True, "startup_part": "Lassen."})
    post(client, of("screen_learner", number), {"screened_on": "2026-03-10", "opinions": opinions})

    answer = post(
        client, of("council_on_screening", number), {"is_positive": True, "startup_part": "Lassen."}
    )

    assert early.status_code == 422
    assert answer.json()["state"] == "STARTUP"
    assert Screening.objects.get().startup_part == "Lassen."


def test_an_extension_lengthens_the_days_once(client):
    number = enrolled(client).json()["id"]
    post(client, of("start_lessons", number), {"first_lesson_on": "2026-03-10"})

    first, second = (post(client, of("extend_search", number), {"ground": "Ziekte."}) for _time in range(2))

    assert first.status_code == 200
    assert [one["code"] for one in second.json()["reasons"]] == ["search_already_extended"]
    assert client.get(of("learner_clock", number)).json()["is_extended"]


def test_advice_and_leaving_are_written_by_software(client):
    number = enrolled(client).json()["id"]
    advice = {"given_on": "2026-03-10", "given_by": "clb", "is_willing": True, "is_ready": False}

    assert post(client, of("record_advice", number), advice).status_code == 200
    answer = post(client, of("leave_school", number), {"destination": "work", "reason": "Vond werk."})

    assert (answer.json()["state"], answer.json()["destination"]) == ("DEREGISTERED", "work")
    assert client.get(of("learner_clock", number)).json()["runs"] is False


def test_free_days_are_read_replaced_and_counted(client):
    number = enrolled(client).json()["id"]
    post(client, of("start_lessons", number), {"first_lesson_on": "2026-03-10"})
    assert client.get(reverse("api:free_days")).json()["version"] == 0

    body = {"school_year": 2025, "free_days": ["2026-03-13"]}
    answer = post(client, reverse("api:keep_free_days"), body)

    assert answer.json() == {"school_year": 2025, "version": 1, "free_days": ["2026-03-13"]}
    clock = client.get(of("learner_clock", number)).json()
    assert (clock["last_day"], clock["calendar_version"]) == ("2026-04-21", 1)


def test_the_list_is_paged_and_filtered_and_holds_the_own_school_only(client, school, monkeypatch):
    monkeypatch.setattr("duaal.interfaces.api.learners.PAGE_SIZE", 2)
    own = {TrajectoryFactory(provider=school).pk for _number in range(3)}
    TrajectoryFactory()

    first = client.get(reverse("api:learner_list")).json()
    second = client.get(reverse("api:learner_list"), {"cursor": first["next"]}).json()

    assert {one["id"] for one in (*first["items"], *second["items"])} == own
    assert second["next"] is None
    assert client.get(reverse("api:learner_list"), {"state": "COMPLETED"}).json()["items"] == []


def test_the_list_asks_as_many_queries_for_many_learners_as_for_one(
    client, school, django_assert_num_queries
):
    TrajectoryFactory(provider=school)
    with django_assert_num_queries(7):
        client.get(reverse("api:learner_list"))
    for _number in range(5):
        TrajectoryFactory(provider=school)
    with django_assert_num_queries(7):
        client.get(reverse("api:learner_list"))


@pytest.mark.django_db(transaction=True)
def test_changes_come_once_in_order_and_only_of_the_own_school(client, school, monkeypatch):
    monkeypatch.setattr("duaal.interfaces.api.learners.CHANGES_AT_A_TIME", 2)
    own, other = TrajectoryFactory(provider=school, enrolled_on=DAY), TrajectoryFactory(enrolled_on=DAY)
    for one in (own, other):
        enrolment.start_lessons(one.pk, first_lesson_on=DAY, actor=staff_of(one), on=DAY)
    post(client, of("extend_search", own.pk), {"ground": "Ziekte."})
    post(client, of("leave_school", own.pk), {"destination": "work", "reason": "Vond werk."})
    read_entries(at=NOON)

    first = client.get(reverse("api:learner_changes")).json()
    second = client.get(reverse("api:learner_changes"), {"since": first["next"]}).json()
    third = client.get(reverse("api:learner_changes"), {"since": second["next"]}).json()

    assert [one["step"] for one in first["items"]] == ["start_lessons", "extend_search"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert [(one["step"], one["to_state"]) for one in second["items"]] == [("leave", "DEREGISTERED")]
    assert third == {"items": [], "next": second["next"], "has_more": False}


@pytest.mark.django_db(transaction=True)
def test_a_change_of_a_transaction_that_ends_late_comes_after_what_was_told(client, school):
    """Its entry was numbered first: who goes on from the last number that was told, does not miss it."""
    late, early = (TrajectoryFactory(provider=school, enrolled_on=DAY) for _number in range(2))
    written, may_end = threading.Event(), threading.Event()

    def write_and_wait():
        try:
            with transaction.atomic():
                step_on(late.pk)
                written.set()
                may_end.wait(PATIENCE)
        finally:
            connection.close()

    slow = threading.Thread(target=write_and_wait)
    slow.start()
    assert written.wait(PATIENCE)
    enrolment.start_lessons(early.pk, first_lesson_on=DAY, actor=staff_of(early), on=DAY)
    read_entries(at=NOON)
    first = client.get(reverse("api:learner_changes")).json()
    may_end.set()
    slow.join(PATIENCE)
    read_entries(at=NOON)
    second = client.get(reverse("api:learner_changes"), {"since": first["next"]}).json()

    assert [one["id"] for one in first["items"]] == [early.pk]
    assert [one["id"] for one in second["items"]] == [late.pk]


def test_a_learner_who_left_comes_back_and_the_council_completes(client, school):
    trajectory = TrajectoryFactory(provider=school)
    post(client, of("leave_school", trajectory.pk), {"destination": "work", "reason": "Vond werk."})
    entry = {"year": 5, "council_decision": "favourable"}

    refused = post(client, of("re_enrol_learner", trajectory.pk), {**entry, "council_seats": ["mentor"]})
    back = post(client, of("re_enrol_learner", trajectory.pk), {**entry, "council_seats": ["chair"]})
    early = post(
        client, of("finish_trajectory", trajectory.pk), {"seats": ["chair"], "motivation": "Alles behaald."}
    )
    fixed_plan(trajectory)
    done = post(
        client, of("finish_trajectory", trajectory.pk), {"seats": ["chair"], "motivation": "Alles behaald."}
    )

    assert refused.status_code == 422
    assert "MENTOR_IN_ADMISSION" in refused.content.decode()
    assert (back.status_code, back.json()["state"]) == (200, "SEARCHING")
    assert early.status_code == 422
    assert (done.status_code, done.json()["state"]) == (200, "COMPLETED")


def test_a_place_of_the_plan_is_recorded_and_another_one_refused(client, school):
    trajectory = TrajectoryFactory(provider=school, trained=True)
    planned, other = RecognitionFactory(), RecognitionFactory()
    fixed_plan(trajectory, planned)

    refused = post(
        client, of("change_site_of_learner", trajectory.pk), {"recognition": other.pk, "since": "2026-03-09"}
    )
    done = post(
        client,
        of("change_site_of_learner", trajectory.pk),
        {"recognition": planned.pk, "since": "2026-03-09"},
    )

    assert refused.status_code == 422
    assert "site_not_planned" in refused.content.decode()
    assert done.status_code == 200
    trajectory.refresh_from_db()
    assert trajectory.site == planned.site
