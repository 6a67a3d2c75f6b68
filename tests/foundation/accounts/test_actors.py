from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from duaal.foundation.accounts import actors, queries
from duaal.foundation.accounts.actors import actor_of, capacities_of, capacities_on
from duaal.foundation.accounts.middleware import ActorMiddleware
from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from tests.foundation.accounts.factories import ORGANISATIONS, MembershipFactory, UserFactory, actor_for

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 2)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(actors, "today", lambda: DAY)


def request_of(user, **session):
    request = RequestFactory().get("/")
    request.user, request.session = user, SessionStore()
    request.session.update(session)
    return request


def test_nobody_logged_in_is_anyone_without_a_query(django_assert_num_queries):
    request = request_of(AnonymousUser())

    with django_assert_num_queries(0):
        actor, capacities = actor_of(request), capacities_of(request)

    assert actor == ANYONE
    assert capacities == ()


@pytest.mark.parametrize(
    ("trait", "role"),
    [
        ("company", Role.COMPANY), ("partnership", Role.PARTNERSHIP), ("flemish", Role.FLEMISH_PARTNERSHIP),
        ("department", Role.DEPARTMENT),
    ],
)  # fmt: skip
def test_a_user_acts_in_its_only_capacity(trait, role):
    user = UserFactory(**{trait: True})

    actor = actor_of(request_of(user))

    assert actor == Actor(role, ORGANISATIONS[role], user.pk, user.person_id, str(user.person))


def test_of_the_person_nothing_but_the_name_is_read(django_assert_num_queries):
    user = UserFactory(company=True)

    with django_assert_num_queries(1) as read:
        capacities_on(user.pk, on=DAY)

    assert "given_name" in read[0]["sql"]
    for column in ("national_number", "birth_date", "password"):
        assert column not in read[0]["sql"]


def test_the_actor_takes_one_query_however_often_it_is_asked(django_assert_num_queries):
    request = request_of(UserFactory(company=True, department=True))

    with django_assert_num_queries(1):
        first, again = actor_of(request), actor_of(request)
        capacities = capacities_of(request)

    assert first == again
    assert len(capacities) == 2


def test_a_user_without_a_capacity_is_logged_in_as_anyone():
    user = UserFactory()

    actor = actor_of(request_of(user))

    assert actor == Actor(Role.ANYONE, "", user.pk, user.person_id, str(user.person))
    assert actor.is_logged_in


def test_a_login_without_a_person_goes_by_its_address():
    user = UserFactory(person=None, company=True)

    actor = actor_of(request_of(user))

    assert (actor.name, actor.person_id) == (user.email, None)


def test_a_user_with_two_capacities_acts_in_the_oldest_until_one_is_chosen():
    user = UserFactory()
    young = MembershipFactory(user=user, role=Role.DEPARTMENT, valid_from=date(2023, 1, 1))
    old = MembershipFactory(user=user, role=Role.PARTNERSHIP, valid_from=date(2022, 1, 1))

    roles = [actor_of(request_of(user, **chosen)).role for chosen in ({}, {"capacity": young.pk})]

    assert roles == [Role.PARTNERSHIP, Role.DEPARTMENT]
    assert [one.membership_id for one in capacities_on(user.pk, on=DAY)] == [old.pk, young.pk]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "counts"),
    [
        pytest.param(DAY - timedelta(9), DAY - timedelta(1), False, id="ended yesterday"),
        pytest.param(DAY - timedelta(9), DAY, True, id="last day today"),
        pytest.param(DAY, None, True, id="first day today"),
        pytest.param(DAY + timedelta(1), None, False, id="starts tomorrow"),
    ],
)
def test_a_capacity_counts_from_its_first_to_its_last_day(valid_from, valid_to, counts):
    membership = MembershipFactory(role=Role.DEPARTMENT, valid_from=valid_from, valid_to=valid_to)

    actor = actor_of(request_of(membership.user, capacity=membership.pk))

    assert (actor.role == Role.DEPARTMENT) is counts


def test_a_chosen_capacity_that_ended_is_left_for_one_that_is_valid():
    ended = MembershipFactory(role=Role.DEPARTMENT, valid_to=DAY - timedelta(1))
    MembershipFactory(user=ended.user, role=Role.PARTNERSHIP)

    actor = actor_of(request_of(ended.user, capacity=ended.pk))

    assert actor.role == Role.PARTNERSHIP


def test_the_capacity_of_somebody_else_cannot_be_chosen_in_a_session():
    user, other = UserFactory(company=True), MembershipFactory(role=Role.DEPARTMENT)

    actor = actor_of(request_of(user, capacity=other.pk))

    assert actor.role == Role.COMPANY


def test_the_middleware_finds_the_actor_only_when_asked(django_assert_num_queries):
    request = request_of(UserFactory(department=True))
    with django_assert_num_queries(0):
        ActorMiddleware(lambda _: HttpResponse())(request)

    with django_assert_num_queries(1):
        actor = request.actor
        role = actor.role

    assert role == Role.DEPARTMENT
    assert actor == actor_of(request)


def test_an_actor_for_a_test_has_a_user_and_a_person():
    actor = actor_for(Role.PARTNERSHIP, "bouw")

    assert (actor.role, actor.organisation) == (Role.PARTNERSHIP, "bouw")
    assert actor.is_logged_in
    assert actor.person_id


def test_demo_accounts_are_listed_in_a_demo_only(settings):
    listed = UserFactory(is_demo=True)
    UserFactory(is_demo=True, is_active=False)
    UserFactory()

    settings.DEMO = False
    outside = list(queries.demo_accounts())
    settings.DEMO = True
    inside = list(queries.demo_accounts())

    assert outside == []
    assert inside == [listed]
