from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import ANYONE, SYSTEM, Actor, Role
from duaal.foundation.kernel.identifiers import format_enterprise_number
from duaal.foundation.kernel.reasons import Refused
from duaal.register.organisations import actions
from duaal.register.organisations.models import CommitteeMembership
from tests.foundation.people.factories import PersonFactory
from tests.register.organisations.factories import (
    END,
    START,
    CommitteeMembershipFactory,
    CompanyFactory,
    JointCommitteeFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
DEPARTMENT = Actor(Role.DEPARTMENT, "wewis", user_id=9)
OTHER_ROLES = sorted(set(Role) - {Role.DEPARTMENT})


def user_of(person) -> Actor:
    user = User.objects.create_user("zaakvoerder@voorbeeld.test", person=person)
    return Actor(Role.ANYONE, user_id=user.pk, person_id=person.pk, name=str(person))


@pytest.fixture
def representative():
    return RepresentativeFactory()


def test_representative_gets_the_capacity_and_the_trail_says_so(representative):
    company, actor = representative.company, user_of(representative.person)

    membership = actions.claim_company(company.enterprise_number, actor=actor, on=TODAY)

    assert (membership.role, membership.organisation) == (Role.COMPANY, company.enterprise_number)
    assert (membership.user_id, membership.valid_from, membership.valid_to) == (actor.user_id, TODAY, None)
    entry = Entry.objects.get()
    assert (entry.file_kind, entry.file_id, entry.step) == ("company", company.pk, "claim")
    assert (entry.actor_user_id, entry.on) == (actor.user_id, TODAY)


@pytest.mark.parametrize("write", [format_enterprise_number, lambda number: f" BE{number} "])
def test_number_may_be_typed_as_people_write_it(representative, write):
    company = representative.company

    membership = actions.claim_company(
        write(company.enterprise_number), actor=user_of(representative.person), on=TODAY
    )

    assert membership.organisation == company.enterprise_number


def test_claiming_twice_keeps_the_first_capacity_without_a_second_entry(representative):
    number, actor = representative.company.enterprise_number, user_of(representative.person)

    first = actions.claim_company(number, actor=actor, on=TODAY)
    second = actions.claim_company(number, actor=actor, on=TODAY + DAY)

    assert second == first
    assert Entry.objects.count() == 1


def test_capacity_that_ended_can_be_claimed_again(representative):
    number, actor = representative.company.enterprise_number, user_of(representative.person)
    first = actions.claim_company(number, actor=actor, on=TODAY)
    first.valid_to = TODAY
    first.save()

    second = actions.claim_company(number, actor=actor, on=TODAY + DAY)

    assert second != first
    assert second.valid_from == TODAY + DAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "enterprise_empty"),
        ("0123456748", "enterprise_wrong_check"),
        ("2123456791", "enterprise_is_site"),
        ("abc", "enterprise_not_digits"),
    ],
)
def test_number_that_cannot_exist_gets_one_dutch_sentence(representative, typed, code):
    with pytest.raises(ValidationError) as error:
        actions.claim_company(typed, actor=user_of(representative.person), on=TODAY)

    assert error.value.code == code
    assert error.value.messages[0].endswith(".")


def test_unknown_number_is_refused(representative):
    with pytest.raises(Refused) as refusal:
        actions.claim_company("0123456749", actor=user_of(representative.person), on=TODAY)

    assert refusal.value.reasons == ("unknown_number",)


@pytest.mark.parametrize(
    ("on", "reasons"),
    [
        pytest.param(START - DAY, ("company_not_started", "not_a_representative"), id="day before the start"),
        pytest.param(START, (), id="first day"),
        pytest.param(END, (), id="last day"),
        pytest.param(END + DAY, ("company_stopped",), id="day after the end"),
    ],
)
def test_company_must_be_active_on_the_day(on, reasons):
    row = RepresentativeFactory(company__stopped=True)
    actor = user_of(row.person)

    if not reasons:
        assert actions.claim_company(row.company.enterprise_number, actor=actor, on=on)
        return
    with pytest.raises(Refused) as refusal:
        actions.claim_company(row.company.enterprise_number, actor=actor, on=on)
    assert refusal.value.reasons == reasons


def test_refusal_lists_every_reason_and_changes_nothing():
    company, stranger = CompanyFactory(stopped=True), PersonFactory()

    with pytest.raises(Refused) as refusal:
        actions.claim_company(company.enterprise_number, actor=user_of(stranger), on=TODAY)

    assert refusal.value.reasons == ("company_stopped", "not_a_representative")
    assert not Membership.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("former", [True, False])
def test_former_representative_is_refused(former):
    row = RepresentativeFactory(former=former)
    actor = user_of(row.person)

    if former:
        with pytest.raises(Refused, match="not_a_representative"):
            actions.claim_company(row.company.enterprise_number, actor=actor, on=TODAY)
    else:
        assert actions.claim_company(row.company.enterprise_number, actor=actor, on=TODAY)


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param(ANYONE, id="not logged in"),
        pytest.param(SYSTEM, id="the system"),
        pytest.param(Actor(Role.ANYONE, user_id=1), id="user without a person"),
        pytest.param(Actor(Role.COMPANY, "0123456749", person_id=1), id="person without a user"),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_only_a_known_person_may_claim(actor, known, representative):
    number = representative.company.enterprise_number if known else "0123456749"

    with pytest.raises(PermissionDenied):
        actions.claim_company(number, actor=actor, on=TODAY)

    assert not Membership.objects.exists()


def test_department_adds_a_committee_for_a_period():
    company, committee = CompanyFactory(), JointCommitteeFactory(code="124")

    membership = actions.join_committee(
        company.pk, "124", valid_from=START, valid_to=END, actor=DEPARTMENT, on=TODAY, remark="Op vraag."
    )

    assert (membership.joint_committee, membership.valid_from, membership.valid_to) == (
        committee,
        START,
        END,
    )
    entry = Entry.objects.get()
    assert (entry.step, entry.remark) == ("join_committee", "PC 124 2015-01-01/2024-06-30 Op vraag.")


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [
        pytest.param(END, None, False, id="starts on the last day"),
        pytest.param(END + DAY, None, True, id="starts the day after"),
        pytest.param(START - DAY, START - DAY, True, id="ends the day before"),
        pytest.param(START - DAY, START, False, id="ends on the first day"),
    ],
)
def test_periods_of_one_committee_may_not_share_a_day(first, last, free):
    row = CommitteeMembershipFactory(ended=True)
    company, code = row.company, row.joint_committee.code

    if free:
        assert actions.join_committee(
            company.pk, code, valid_from=first, valid_to=last, actor=DEPARTMENT, on=TODAY
        )
        return
    with pytest.raises(Refused) as refusal:
        actions.join_committee(company.pk, code, valid_from=first, valid_to=last, actor=DEPARTMENT, on=TODAY)
    assert refusal.value.reasons == ("already_in_committee",)
    assert CommitteeMembership.objects.count() == 1


def test_two_committees_at_once_are_possible():
    row = CommitteeMembershipFactory()
    JointCommitteeFactory(code="302")

    actions.join_committee(row.company.pk, "302", valid_from=START, actor=DEPARTMENT, on=TODAY)

    assert row.company.committee_memberships.count() == 2


def test_committee_that_does_not_exist_is_named():
    company = CompanyFactory()

    with pytest.raises(ValidationError, match="999 bestaat niet"):
        actions.join_committee(company.pk, "999", valid_from=START, actor=DEPARTMENT, on=TODAY)


def test_period_that_ends_before_it_starts_is_named():
    company = CompanyFactory()

    with pytest.raises(ValidationError, match="01/01/2015"):
        actions.join_committee(
            company.pk, "124", valid_from=START, valid_to=START - DAY, actor=DEPARTMENT, on=TODAY
        )


def test_department_ends_a_membership():
    row = CommitteeMembershipFactory()

    actions.leave_committee(row.pk, last_day=TODAY, actor=DEPARTMENT, on=TODAY)

    row.refresh_from_db()
    assert row.valid_to == TODAY
    assert Entry.objects.get().step == "leave_committee"


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        pytest.param(START - DAY, "ligt voor de eerste dag", id="before the first day"),
        pytest.param(END + DAY, "eindigt al op 30/06/2024", id="after the known end"),
    ],
)
def test_wrong_last_day_is_named_and_changes_nothing(last_day, sentence):
    row = CommitteeMembershipFactory(ended=True)

    with pytest.raises(ValidationError) as error:
        actions.leave_committee(row.pk, last_day=last_day, actor=DEPARTMENT, on=TODAY)

    row.refresh_from_db()
    assert sentence in error.value.messages[0]
    assert row.valid_to == END
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_only_the_department_changes_committees(role):
    row = CommitteeMembershipFactory()
    JointCommitteeFactory(code="302")
    actor = Actor(role, row.company.enterprise_number, user_id=1, person_id=1)

    with pytest.raises(PermissionDenied):
        actions.join_committee(row.company.pk, "302", valid_from=START, actor=actor, on=TODAY)
    with pytest.raises(PermissionDenied):
        actions.leave_committee(row.pk, last_day=TODAY, actor=actor, on=TODAY)

    assert not Entry.objects.exists()
