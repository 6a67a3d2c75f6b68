"""A training plan by machine: the same steps as on the pages; to read, for a company in it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.progress.actions import versions
from duaal.casework.progress.models import Gap, Plan
from duaal.casework.recognition.models import MentorAssignment
from duaal.foundation.accounts.tokens import create
from duaal.foundation.kernel.actor import Role
from tests.casework.progress.factories import ON, CompetenceFactory, complete_draft, learner_with, place_for
from tests.casework.trajectories.actors import staff_of
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.api.asking import DAY, post, software

pytestmark = pytest.mark.django_db

PERIOD = {"starts_on": "2025-09-01", "ends_on": "2026-06-30"}


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def learner():
    return learner_with(2, 1)


@pytest.fixture
def place(learner):
    return place_for(learner)


@pytest.fixture
def school(learner) -> Client:
    return software_of_school(learner.provider.number)


def software_of_school(number: str) -> Client:
    """Software with a token that a counsellor of the school made."""
    actor = actor_for(Role.COUNSELLOR, number)
    keep = {"role": Role.COUNSELLOR, "organisation": number, "actor": actor, "on": DAY}
    secret = create(name="Schoolpakket", valid_to=date(2026, 12, 31), **keep).secret
    return Client(headers={"Authorization": f"Bearer {secret}"})


def address(name: str, learner, *more: int) -> str:
    return reverse(f"api:{name}", args=[learner.pk, *more])


def test_a_school_makes_a_whole_plan_by_machine(learner, place, school):
    mentor = MentorAssignment.objects.get(recognition=place)
    codes = [one.code for one in learner.programme.competences.filter(is_vocational=True)]
    where = {"competences": codes, "venue": "workplace", "place": place.pk, "mentor": mentor.pk}
    texts = {**PERIOD, "contact_moments": "Elke maand.", "evaluation_form": "Gesprek."}
    steps = (
        ("start_plan", PERIOD),
        ("set_plan_lines", where),
        ("add_plan_weeks", {**PERIOD, "place": place.pk, "real_minutes": 1200, "lessons": 8}),
        ("add_plan_evaluation", {"planned_on": "2026-04-01", "form": "Gesprek"}),
        ("set_plan_agreements", texts),
        ("fix_plan", {}),
    )

    for name, body in steps:
        answer = post(school, address(name, learner), body)
        assert answer.status_code == 200, (name, answer.json())

    told = school.get(address("learner_plan", learner)).json()
    assert told["complete"]
    assert told["content_hash"] == Plan.objects.get().content_hash == answer.json()["content_hash"]
    assert [one["venue"] for one in told["lines"]] == ["workplace", "workplace", "school"]
    assert told["rules"]


def test_a_plan_that_is_not_complete_answers_with_every_code_in_words(learner, school):
    post(school, address("start_plan", learner), PERIOD)

    answer = post(school, address("fix_plan", learner), {})

    assert answer.status_code == 422
    told = {one["code"]: one["words"] for one in answer.json()["reasons"]}
    assert "line_without_place" in told
    assert told["plan_without_hours"] == "Noteer de uren per week."


def test_the_rest_of_the_life_of_a_plan_by_machine(learner, place, school):
    plan, other = complete_draft(learner, place), place_for(learner)
    code = learner.programme.competences.first().code
    versions.fix(plan.pk, actor=staff_of(learner), on=ON)
    steps = (
        ("reach_competence", {"competence": code, "reached_on": "2026-03-09"}),
        ("take_back_competence", {"competence": code}),
        ("renew_plan", {}),
        ("drop_plan", {}),
        ("move_plan", {"lost": place.pk, "to": other.pk, "from_day": "2026-03-16"}),
    )

    for name, body in steps:
        answer = post(school, address(name, learner), body)
        assert answer.status_code == 200, (name, answer.json())

    draft = school.get(address("learner_plan", learner)).json()
    assert draft["version"] == 2
    for kind in ("weeks", "evaluations"):
        number = draft[kind][0]["number"]
        name = f"remove_plan_{kind.removesuffix('s') if kind == 'evaluations' else kind}"
        assert post(school, address(name, learner, number), {}).status_code == 200


def test_another_school_finds_nothing_and_a_company_only_what_is_fixed(learner, place):
    plan = complete_draft(learner, place)
    other = software_of_school("999999")
    company = software(Role.COMPANY, place.company.enterprise_number)

    assert other.get(address("learner_plan", learner)).status_code == 404
    assert post(other, address("fix_plan", learner), {}).status_code == 404
    assert company.get(address("learner_plan", learner)).status_code == 404
    versions.fix(plan.pk, actor=staff_of(learner), on=ON)

    told = company.get(address("learner_plan", learner)).json()
    assert told["findings"] == []
    assert "adjustments" not in told["texts"]
    assert "adjustments_at_work" in told["texts"]
    assert company.get(address("learner_plan", learner), {"version": 2}).status_code == 404


def test_a_company_says_by_machine_what_it_cannot_teach(learner, place):
    company = software(Role.COMPANY, place.company.enterprise_number)
    code = learner.programme.competences.first().code
    gap_list = reverse("api:gap_list", args=[place.pk])

    made = post(company, reverse("api:record_gap", args=[place.pk]), {"competence": code}).json()
    assert [one["competence"] for one in company.get(gap_list).json()] == [code]
    unknown = post(company, reverse("api:record_gap", args=[place.pk]), {"competence": "Z9"})
    assert unknown.status_code == 422
    ended = post(company, reverse("api:end_gap", args=[place.pk, made["number"]]), {})

    assert ended.status_code == 200
    assert Gap.objects.get().ended_on is not None
    assert company.get(gap_list).json() == []


def test_the_competences_of_a_programme_are_listed_in_order(learner, school):
    CompetenceFactory()

    told = school.get(reverse("api:competences", args=[learner.programme_id])).json()

    assert [one["vocational"] for one in told] == [True, True, False]
