from datetime import date

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.foundation.accounts import actions, policy
from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import ANYONE, SYSTEM, Actor, Role
from tests.foundation.accounts.factories import PASSWORD, MembershipFactory, UserFactory
from tests.foundation.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 2)
DEPARTMENT = Actor(Role.DEPARTMENT, "wewis", user_id=1, name="Ambtenaar")
OFFICER = Actor(Role.PARTNERSHIP, "bouw", user_id=2)
COMPANY = Actor(Role.COMPANY, "0123456749", user_id=3)


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (ANYONE, False), (COMPANY, False), (OFFICER, False), (Actor(Role.FLEMISH_PARTNERSHIP, "x", 4), False),
        (Actor(Role.DEPARTMENT, "wewis"), False), (DEPARTMENT, True), (SYSTEM, True),
    ],
)  # fmt: skip
def test_who_may_manage_users(actor, allowed):
    assert policy.may_manage_users(actor) is allowed


def test_a_new_user_is_stored_with_its_address_in_small_letters_and_written_down():
    person = PersonFactory()

    user = actions.create_user(
        " An.Peeters@Voorbeeld.TEST ", actor=DEPARTMENT, on=DAY, person=person, password=PASSWORD
    )

    stored = User.objects.get()
    assert (stored.email, stored.person, stored.is_active) == ("an.peeters@voorbeeld.test", person, True)
    assert stored.check_password(PASSWORD)
    assert PASSWORD not in stored.password
    assert trail("user", user.pk).get().step == "create_user"


def test_a_user_without_a_password_cannot_log_in_with_one():
    user = actions.create_user("an@voorbeeld.test", actor=SYSTEM, on=DAY)

    assert not user.has_usable_password()


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [
        pytest.param("an", PASSWORD, "an is geen e-mailadres", id="no address"),
        pytest.param("BEZET@voorbeeld.test", PASSWORD, "al een gebruiker met", id="in use"),
        pytest.param(
            "an@voorbeeld.test", "kort", "te kort. Kies er een van minstens 12 tekens", id="short password"
        ),
        pytest.param("an@voorbeeld.test", "password1234", "gebruiken veel mensen", id="common password"),
    ],
)
def test_a_user_that_cannot_be_made_is_refused_with_a_sentence(email, password, words):
    UserFactory(email="bezet@voorbeeld.test")

    with pytest.raises(ValidationError) as wrong:
        actions.create_user(email, actor=DEPARTMENT, on=DAY, password=password)

    assert words in " ".join(wrong.value.messages)
    assert User.objects.count() == 1
    assert not Entry.objects.exists()


def add(user, **changes):
    given = {
        "role": Role.PARTNERSHIP,
        "organisation": "bouw",
        "valid_from": DAY,
        "actor": DEPARTMENT,
        "on": DAY,
    }
    return actions.add_membership(user.pk, **(given | changes))


def test_a_capacity_is_given_and_written_down():
    user = UserFactory()

    membership = add(user, valid_to=date(2025, 5, 1))

    entry = trail("user", user.pk).get()
    assert Membership.objects.get() == membership
    assert (entry.step, entry.on, entry.actor_name) == ("add_membership", DAY, "Ambtenaar")
    assert entry.remark == "partnership bouw 2024-05-02/2025-05-01"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"role": Role.SYSTEM}, "Kies een hoedanigheid", id="system"),
        pytest.param({"role": Role.ANYONE}, "Kies een hoedanigheid", id="anyone"),
        pytest.param({"organisation": " "}, "Kies een hoedanigheid", id="no organisation"),
        pytest.param(
            {"valid_to": date(2024, 5, 1)}, "01/05/2024 ligt voor de begindatum 02/05/2024", id="period"
        ),
    ],
)
def test_a_capacity_that_cannot_be_is_refused(change, words):
    user = UserFactory()

    with pytest.raises(ValidationError) as wrong:
        add(user, **change)

    assert words in wrong.value.messages[0]
    assert not Membership.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "overlaps"),
    [
        (date(2024, 1, 1), date(2024, 5, 1), False),
        (date(2024, 1, 1), date(2024, 5, 2), True),
        (date(2024, 1, 1), None, True),
        (date(2024, 6, 30), None, True),
        (date(2024, 7, 1), None, False),
    ],
)
def test_the_same_capacity_is_not_given_twice_for_one_day(valid_from, valid_to, overlaps):
    user = UserFactory()
    add(user, valid_to=date(2024, 6, 30))

    try:
        add(user, valid_from=valid_from, valid_to=valid_to)
        refused = False
    except ValidationError:
        refused = True

    assert refused is overlaps


def test_another_organisation_is_another_capacity():
    user = UserFactory()

    add(user), add(user, organisation="hout"), add(user, role=Role.FLEMISH_PARTNERSHIP)

    assert user.memberships.count() == 3


def test_a_capacity_ends_on_its_last_day_and_that_is_written_down():
    membership = MembershipFactory(role=Role.DEPARTMENT, valid_from=date(2024, 1, 1))

    ended = actions.end_membership(membership.pk, last_day=DAY, actor=DEPARTMENT, on=DAY)

    entry = trail("user", membership.user_id).get()
    assert ended.valid_to == DAY
    assert (entry.step, entry.remark) == ("end_membership", "department wewis 2024-01-01/2024-05-02")


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        pytest.param(
            date(2023, 12, 31), "31/12/2023 ligt voor de eerste dag 01/01/2024", id="before the begin"
        ),
        pytest.param(date(2024, 7, 1), "eindigt al op 30/06/2024", id="after the known end"),
    ],
)
def test_a_capacity_cannot_end_outside_its_period(last_day, words):
    membership = MembershipFactory(valid_from=date(2024, 1, 1), valid_to=date(2024, 6, 30))

    with pytest.raises(ValidationError) as wrong:
        actions.end_membership(membership.pk, last_day=last_day, actor=DEPARTMENT, on=DAY)

    assert words in wrong.value.messages[0]
    assert Membership.objects.get().valid_to == date(2024, 6, 30)


def test_a_login_is_shut_and_opened_and_both_are_written_down_once():
    user = UserFactory()

    for active in (False, False, True):
        actions.set_active(user.pk, active=active, actor=DEPARTMENT, on=DAY)

    user.refresh_from_db()
    assert user.is_active
    assert [entry.step for entry in trail("user", user.pk)] == ["shut_login", "open_login"]


@pytest.mark.parametrize("actor", [ANYONE, COMPANY, OFFICER], ids=lambda actor: actor.role)
def test_who_may_not_manage_users_changes_nothing(actor):
    membership = MembershipFactory()
    attempts = (
        lambda: actions.create_user("an@voorbeeld.test", actor=actor, on=DAY),
        lambda: add(membership.user, actor=actor),
        lambda: actions.end_membership(membership.pk, last_day=DAY, actor=actor, on=DAY),
        lambda: actions.set_active(membership.user_id, active=False, actor=actor, on=DAY),
    )

    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()

    assert User.objects.get().is_active
    assert Membership.objects.get().valid_to is None
    assert not Entry.objects.exists()


def test_a_user_chooses_one_of_its_own_capacities():
    user, session = UserFactory(company=True, department=True), SessionStore()
    wanted = user.memberships.get(role=Role.DEPARTMENT)

    actor = actions.switch_capacity(session, wanted.pk, user_id=user.pk, on=DAY)

    assert session["capacity"] == wanted.pk
    assert (actor.role, actor.user_id) == (Role.DEPARTMENT, user.pk)


@pytest.mark.parametrize("case", ["of somebody else", "ended", "unknown"])
def test_a_capacity_that_the_user_does_not_have_cannot_be_chosen(case):
    user, session = UserFactory(company=True), SessionStore()
    wanted = {
        "of somebody else": MembershipFactory(role=Role.DEPARTMENT).pk,
        "ended": MembershipFactory(user=user, role=Role.DEPARTMENT, valid_to=date(2024, 5, 1)).pk,
        "unknown": 0,
    }[case]

    with pytest.raises(PermissionDenied):
        actions.switch_capacity(session, wanted, user_id=user.pk, on=DAY)

    assert "capacity" not in session
