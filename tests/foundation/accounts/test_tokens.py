"""Tokens of software: who makes them, when they work, and that nobody can read the secret again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.foundation.accounts import tokens
from duaal.foundation.accounts.models import ApiToken
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import ANYONE, Role
from tests.foundation.accounts.factories import ORGANISATIONS, actor_for

DAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 9, 0, 5, tzinfo=UTC)
OWN = ORGANISATIONS[Role.COMPANY]

pytestmark = pytest.mark.django_db


def make(actor=None, **changed):
    values = {"name": "Loonpakket", "role": Role.COMPANY, "organisation": OWN, "valid_to": date(2026, 12, 31)}
    return tokens.create(**{**values, **changed}, actor=actor or actor_for(Role.COMPANY), on=DAY)


def test_a_company_makes_a_token_of_which_only_the_hash_is_kept_and_it_stands_in_the_trail():
    made = make()

    row = ApiToken.objects.get()
    assert made.secret.encode() not in bytes(row.secret_hash)
    assert tokens.token_of(made.secret, on=DAY) == row
    entry = Entry.objects.get(file_kind="api_token")
    assert entry.step == "create_token"
    assert made.secret not in entry.remark


def test_the_actor_of_a_token_has_its_role_and_organisation_and_the_account_of_its_maker():
    maker = actor_for(Role.COMPANY)

    actor = tokens.actor_with(make(maker).token)

    assert (actor.role, actor.organisation, actor.user_id) == (Role.COMPANY, OWN, maker.user_id)
    assert actor.is_logged_in


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(DAY - timedelta(days=1), False, id="the day before"),
        pytest.param(DAY, True, id="first day"),
        pytest.param(date(2026, 12, 31), True, id="last day"),
        pytest.param(date(2027, 1, 1), False, id="the day after"),
    ],
)
def test_a_token_works_from_its_first_day_to_its_last(day, works):
    made = make()

    assert (tokens.token_of(made.secret, on=day) is not None) == works


def test_a_revoked_token_works_no_more_and_revoking_twice_is_one_entry():
    made, actor = make(), actor_for(Role.COMPANY)

    tokens.revoke(made.token.pk, actor=actor, on=DAY)
    tokens.revoke(made.token.pk, actor=actor, on=DAY)

    assert tokens.token_of(made.secret, on=DAY) is None
    assert Entry.objects.filter(step="revoke_token").count() == 1


@pytest.mark.parametrize("secret", ["", "duaal_", "niet-van-ons", "\ud800"])
def test_what_is_no_secret_gives_no_token(secret):
    make()

    assert tokens.token_of(secret, on=DAY) is None


@pytest.mark.parametrize("role", [Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP])
def test_other_roles_make_no_token_of_a_company(role):
    with pytest.raises(PermissionDenied):
        make(actor_for(role))

    assert not ApiToken.objects.exists()


def test_nobody_makes_no_token():
    with pytest.raises(PermissionDenied):
        make(ANYONE)


def test_a_company_makes_no_token_of_another_company_or_with_another_role():
    actor = actor_for(Role.COMPANY)

    with pytest.raises(PermissionDenied):
        make(actor, organisation="0999999922")
    with pytest.raises(PermissionDenied):
        make(actor, role=Role.DEPARTMENT)


def test_another_company_does_not_see_or_revoke_the_token():
    made, other = make(), actor_for(Role.COMPANY, "0999999922")

    assert not tokens.tokens_visible_to(other).exists()
    with pytest.raises(PermissionDenied):
        tokens.revoke(made.token.pk, actor=other, on=DAY)


def test_the_department_makes_a_token_of_a_partnership():
    made = make(actor_for(Role.DEPARTMENT), role=Role.PARTNERSHIP, organisation="bouw")

    assert tokens.actor_with(made.token).role == Role.PARTNERSHIP


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"name": "  "}, "name", id="no name"),
        pytest.param({"valid_to": DAY - timedelta(days=1)}, "valid_to", id="an end in the past"),
        pytest.param({"valid_to": DAY + timedelta(days=366)}, "valid_to", id="more than a year"),
    ],
)
def test_wrong_input_is_refused_with_one_sentence(changed, field):
    with pytest.raises(ValidationError) as wrong:
        make(**changed)

    assert list(wrong.value.message_dict) == [field]


@pytest.mark.parametrize("role", [Role.ANYONE, Role.SYSTEM])
def test_no_token_has_the_role_of_anyone_or_of_the_system(role):
    with pytest.raises(ValidationError):
        make(actor_for(Role.DEPARTMENT), role=role)


def test_requests_are_counted_per_minute_and_the_day_of_the_last_is_kept():
    token = make().token

    counts = [tokens.use(token, on=DAY, at=AT + timedelta(seconds=s)) for s in (0, 10, 54, 55)]

    assert counts == [1, 2, 3, 1]
    token.refresh_from_db()
    assert token.last_used_on == DAY


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SECTOR])
def test_who_applies_for_others_makes_a_token_of_his_own_that_no_colleague_sees_or_revokes(role):
    maker, colleague = actor_for(role), actor_for(role)

    made = make(maker, role=role, organisation=maker.organisation)

    assert list(tokens.tokens_visible_to(maker)) == [made.token]
    assert not tokens.tokens_visible_to(colleague).exists()
    with pytest.raises(PermissionDenied):
        tokens.revoke(made.token.pk, actor=colleague, on=DAY)
    assert tokens.revoke(made.token.pk, actor=actor_for(Role.DEPARTMENT), on=DAY).revoked_on == DAY


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SECTOR])
def test_the_department_makes_no_personal_token(role):
    with pytest.raises(PermissionDenied):
        make(actor_for(Role.DEPARTMENT), role=role, organisation="045678")
