"""What a school has to do about training plans: drafts, a mentor who left, what is not trainable any more."""

import pytest

from duaal.casework.progress.actions import reaching, versions
from duaal.casework.progress.models import Line
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.states import AssignmentState
from duaal.interfaces.web.tasks import plans
from tests.casework.progress.factories import (
    ON,
    GapFactory,
    complete_draft,
    draft_for,
    learner_with,
    place_for,
)
from tests.casework.trajectories.actors import COMPANY, OTHER_SCHOOL, staff_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return learner_with()


@pytest.fixture
def fixed(learner):
    plan = complete_draft(learner, place_for(learner))
    return versions.fix(plan.pk, actor=staff_of(learner), on=ON)


def sentences(source, actor) -> list[str]:
    return [task.sentence for task in source(actor, ON, 10).tasks]


def test_a_draft_is_a_task_until_it_is_fixed(learner):
    plan = complete_draft(learner, place_for(learner))
    assert sentences(plans.drafts, staff_of(learner)) == [
        f"Het opleidingsplan van {learner.learner.person} is nog niet vastgelegd."
    ]

    versions.fix(plan.pk, actor=staff_of(learner), on=ON)

    assert sentences(plans.drafts, staff_of(learner)) == []


def test_a_mentor_who_left_is_a_task_until_there_is_a_new_version(learner, fixed):
    assert sentences(plans.mentors_left, staff_of(learner)) == []

    MentorAssignment.objects.update(state=AssignmentState.ENDED, ended_on=ON)

    assert "werkt een mentor er niet meer" in sentences(plans.mentors_left, staff_of(learner))[0]
    versions.renew(learner.pk, actor=staff_of(learner), on=ON)
    assert sentences(plans.mentors_left, staff_of(learner)) == []
    assert len(sentences(plans.drafts, staff_of(learner))) == 1


def test_a_gap_in_a_fixed_plan_is_a_task_as_long_as_it_is_open(learner, fixed):
    line = Line.objects.filter(plan=fixed, recognition__isnull=False).first()
    GapFactory(recognition=line.recognition, competence=line.competence)

    assert "niet aan te leren" in sentences(plans.gaps_in_plans, staff_of(learner))[0]
    reaching.reach(learner.pk, line.competence_id, reached_on=ON, actor=staff_of(learner), on=ON)
    assert sentences(plans.gaps_in_plans, staff_of(learner)) == []


@pytest.mark.parametrize("stranger", [OTHER_SCHOOL, COMPANY])
def test_another_school_and_a_company_have_no_task_about_it(learner, stranger):
    draft_for(learner)

    for source in (plans.drafts, plans.mentors_left, plans.gaps_in_plans):
        assert source(stranger, ON, 10).tasks == ()


def test_many_tasks_take_as_many_queries_as_one(learner, django_assert_num_queries):
    provider = learner.provider
    for _number in range(3):
        draft_for(learner_with(provider=provider))
    with django_assert_num_queries(2):
        found = plans.drafts(staff_of(learner), ON, 2)

    assert len(found.tasks) == 2
    assert len(found.mores) == 1


def test_no_tasks_take_one_query(learner, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert plans.drafts(staff_of(learner), ON, 2).tasks == ()
