"""The learners of the invented Flanders: what happened to them is what the platform allows."""

from collections import Counter
from datetime import date, timedelta

import pytest

from duaal.casework.trajectories.rules import days_used
from duaal.casework.trajectories.states import ENROLLED, LOOKING, TRAJECTORY_STEPS, TrajectoryState
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.register.organisations.models import ProviderKind
from duaal.synthetic.contracts import learner_number
from duaal.synthetic.founding import Founder
from duaal.synthetic.learner_rows import _door, _found, entries_of
from duaal.synthetic.learning import Learning, demo_users
from tests.synthetic.conftest import TODAY

pytestmark = pytest.mark.django_db

STEPS = {step.name: step for step in TRAJECTORY_STEPS}
CALENDAR = SchoolCalendar()


def test_everybody_with_an_agreement_of_this_school_year_is_a_learner_with_its_number(world):
    year = SchoolYear.of(TODAY)
    started = {
        learner_number(one.learner)
        for one in world.contracts
        if one.starts_on and year.contains(one.starts_on) and one.starts_on <= TODAY
    }

    found = [pupil.number for pupil in world.pupils]

    assert started
    assert started <= set(found)
    assert len(set(found)) == len(found)


def test_who_is_in_training_has_an_agreement_that_runs_or_has_to_begin(world):
    runs = {
        learner_number(one.learner)
        for one in world.contracts
        if one.starts_on and one.concluded_on <= TODAY and (one.ended_on is None or one.ended_on >= TODAY)
    }

    at_work = [pupil.number for pupil in world.pupils if pupil.state == TrajectoryState.IN_TRAINING]

    assert len(at_work) > 2_000
    assert set(at_work) <= runs


def test_every_step_is_one_that_the_platform_allows_in_its_order(world):
    for pupil in world.pupils:
        before = None
        for entry in entries_of(pupil):
            step = STEPS[entry.step]
            assert entry.from_state in step.sources
            assert entry.to_state == (step.target or entry.from_state)
            assert entry.actor.role in step.roles
            assert before is None or before <= entry.on <= TODAY
            before = entry.on
        assert entry.to_state == pupil.state


def test_everybody_met_the_conditions_of_admission_on_the_day_of_entry(world):
    refused = Counter(
        found.blockers for pupil in world.pupils if (found := _found(*_door(pupil))) and found.blockers
    )

    assert refused == {}


def test_a_search_is_counted_as_the_platform_counts_it(world):
    for pupil in world.pupils:
        runs = [one for one in pupil.searches if one.stopped_on is None]
        assert len(runs) <= 1
        assert (pupil.state in LOOKING) == bool(runs) or pupil.first_lesson_on is None
        for one in pupil.searches:
            assert one.last_day is None or CALENDAR.is_training_day(one.last_day)
            assert one.last_day is None or one.last_day >= one.first_day
            assert (one.stopped_on is None) == (one.days_used is None)
            if one.days_used:
                assert one.days_used == days_used(one.first_day, one.stopped_on, CALENDAR)
            assert one.warn_on is None or one.warn_on > TODAY
            if one.stopped_on is None and one.last_day is not None and one.last_day < TODAY:
                assert one.expired_on


def test_some_hundreds_look_for_a_workplace_near_today_and_the_demo_school_sees_every_kind(world):
    looking = [pupil for pupil in world.pupils if pupil.state in LOOKING]
    school = world.schools[0]
    of_demo = Counter(pupil.state for pupil in world.pupils if pupil.school is school)

    assert 200 < len(looking) < 1_000
    assert of_demo[TrajectoryState.SEARCHING] >= 10
    assert sum(of_demo.values()) >= 24
    assert any(pupil.searches and pupil.searches[-1].warn_on for pupil in looking)


def test_a_school_teaches_the_level_of_its_learners(world):
    for pupil in world.pupils:
        kinds = {
            "secondary": {ProviderKind.SCHOOL, ProviderKind.SYNTRA},
            "special": {ProviderKind.SPECIAL_SCHOOL},
            "adult": {ProviderKind.CVO},
        }[pupil.programme.level]
        assert pupil.school.kind in kinds
        assert (pupil.year is None) == pupil.programme.is_adult


def test_a_parent_belongs_to_a_minor(world):
    for pupil in world.pupils:
        if pupil.parents:
            assert pupil.person.birth_date + timedelta(days=18 * 366) > pupil.enrolled_on


def test_a_learner_and_a_parent_of_the_demo_look_at_the_same_search(world):
    learner, parent = world.users[-2:]
    pupil = next(one for one in world.pupils if one.person is learner.person)

    assert learner.capacities == ((Role.LEARNER, pupil.number),)
    assert parent.capacities == ((Role.GUARDIAN, pupil.number),)
    assert parent.person in pupil.parents
    assert pupil.state in ENROLLED


@pytest.mark.parametrize(
    "today", [date(2026, 8, 20), date(2026, 9, 1), date(2026, 11, 2), date(2027, 1, 3), date(2027, 6, 30)]
)
def test_learners_look_for_a_workplace_on_any_day_of_the_year(world, surroundings, today):
    found = Learning(world.schools, Founder(surroundings, 1), 1, today=today).pupils([], scale=1)

    assert all(pupil.enrolled_on <= today for pupil in found)
    assert all(pupil.searches[-1].last_day >= today for pupil in found if pupil.searches)
    assert len(demo_users(found)) == 2
