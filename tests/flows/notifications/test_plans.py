"""What is told of a training plan: to the learner and the parents, and of a gap to the other side."""

import pytest

from duaal.casework.progress.actions import gaps, versions
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from tests.casework.progress.factories import ENDS, ON, complete_draft, learner_with, place_for
from tests.casework.trajectories.actors import staff_of
from tests.flows.notifications.factories import AT, DAY

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str]]:
    read_ledger(on=DAY, at=AT)
    return [(one.role, one.organisation, one.path) for one in Notice.objects.order_by("pk")]


def test_a_fixed_plan_is_told_at_home_with_a_link_to_the_plan():
    learner = learner_with()
    versions.fix(complete_draft(learner, place_for(learner)).pk, actor=staff_of(learner), on=ON)

    number, page = learner.learner.number, f"/leerlingen/{learner.pk}/plan/"
    assert sorted(told()) == [(Role.GUARDIAN, number, page), (Role.LEARNER, number, page)]
    assert str(learner.learner.person) in Notice.objects.first().sentence


def test_a_plan_that_a_rule_moved_is_told_to_the_school():
    learner = learner_with()
    place = place_for(learner)
    versions.fix(complete_draft(learner, place).pk, actor=staff_of(learner), on=ON)
    told()
    Notice.objects.all().delete()

    versions.move(learner.pk, lost=place.pk, from_day=ENDS, actor=SYSTEM, on=ON)

    assert told() == [(Role.COUNSELLOR, learner.provider.number, f"/leerlingen/{learner.pk}/plan/")]


def test_a_gap_that_the_company_records_is_told_to_its_partnership_only():
    place = place_for(learner := learner_with())
    company = Actor(Role.COMPANY, place.company.enterprise_number, user_id=40, name="Ann Peeters")

    gaps.record_gap(place.pk, learner.programme.competences.first().pk, actor=company, on=ON)

    assert told() == [(Role.PARTNERSHIP, place.partnership_id, f"/erkenningen/{place.pk}/")]
