"""Who may read along: a right on record, one invitation, a link that works once, access that ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from duaal.casework.trajectories.actions import access
from duaal.casework.trajectories.actions.access import Right
from duaal.casework.trajectories.actions.enrolment import WhoIsIt
from duaal.casework.trajectories.facts import Ground, Relation
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import TrajectoryState
from duaal.flows.processes import access as process
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.actors import actor_in
from duaal.foundation.accounts.models import Invitation, Membership, User
from duaal.foundation.accounts.queries import memberships_on
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.trajectories.actors import COMPANY, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import BORN, TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory
from tests.foundation.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
MAJORITY = date(2026, 6, 14)
PASSWORD = "zeven groene fietsen"
RIGHT = Right(Relation.PARENT, Ground.PARENTAL_AUTHORITY, "", date(2026, 3, 1))


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory()


@pytest.fixture
def guardian(trajectory) -> Guardian:
    return access.name_guardian(
        trajectory.pk,
        who=WhoIsIt("An", "Claes", date(1980, 5, 2), email="an@voorbeeld.test"),
        right=RIGHT,
        actor=staff_of(trajectory),
        on=DAY,
    )


def keep(trajectory, on=DAY) -> dict:
    return {"actor": staff_of(trajectory), "on": on}


def invited(trajectory, email="lotte@voorbeeld.test", **changed) -> str:
    return access.invite_learner(trajectory.pk, email=email, **{**keep(trajectory), **changed}).secret


def invited_parent(trajectory, guardian, email="an@voorbeeld.test", on=DAY) -> str:
    made = access.invite_guardian(trajectory.pk, guardian.pk, email=email, **keep(trajectory, on))
    return made.secret


def refused(do) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        do()
    return refusal.value.reasons


def test_a_right_is_on_record_with_who_wrote_it_down_and_on_what_ground(trajectory, guardian):
    assert (guardian.relation, guardian.ground) == ("parent", "parental_authority")
    assert (guardian.recorded_on, guardian.recorded_by_name) == (DAY, "Begeleider Smets")
    assert Entry.objects.get(step="name_guardian").reasons == ["parent", "parental_authority"]


def test_another_ground_than_parental_authority_names_the_paper(trajectory):
    right = Right(Relation.LEGAL_GUARDIAN, Ground.COURT, " ", DAY)
    who = WhoIsIt("Jo", "Claes", date(1980, 5, 2))

    with pytest.raises(ValidationError) as wrong:
        access.name_guardian(trajectory.pk, who=who, right=right, **keep(trajectory))

    assert "welk stuk" in wrong.value.message_dict["remark"][0]


def test_nobody_is_invited_as_a_parent_without_a_ground(trajectory):
    bare = Guardian.objects.create(learner=trajectory.learner, person=PersonFactory(), valid_from=DAY)

    assert refused(lambda: invited_parent(trajectory, bare)) == ("no_ground",)


def test_nobody_represents_a_learner_of_age(trajectory, guardian):
    who = WhoIsIt("Jo", "Claes", date(1980, 5, 2))

    reasons = refused(
        lambda: access.name_guardian(trajectory.pk, who=who, right=RIGHT, **keep(trajectory, MAJORITY))
    )

    assert reasons == ("learner_of_age",)
    assert refused(lambda: invited_parent(trajectory, guardian, on=MAJORITY)) == ("learner_of_age",)


def test_a_representation_that_does_not_run_invites_nobody(trajectory, guardian):
    Guardian.objects.filter(pk=guardian.pk).update(valid_to=date(2026, 3, 5))

    assert refused(lambda: invited_parent(trajectory, guardian)) == ("not_representing",)


def test_an_invitation_makes_a_login_at_the_address_of_the_link_and_nowhere_else(trajectory):
    secret = invited(trajectory)
    assert not User.objects.exists()

    membership = process.accept(secret, password=PASSWORD, on=DAY)

    user = membership.user
    actor = actor_in(membership)
    assert (user.email, user.person) == ("lotte@voorbeeld.test", trajectory.learner.person)
    assert user.check_password(PASSWORD)
    assert list(trajectories_visible_to(actor, on=DAY)) == [trajectory]
    assert Entry.objects.get(step="join").actor_role == Role.LEARNER


def test_only_a_hash_of_the_link_is_kept(trajectory):
    secret = invited(trajectory)

    row = Invitation.objects.get()

    assert secret.encode() not in bytes(row.secret_hash)
    assert secret not in str(list(Entry.objects.values()))
    assert "lotte@" not in str(list(Entry.objects.values()))


def test_a_link_works_once(trajectory):
    secret = invited(trajectory)
    process.accept(secret, password=PASSWORD, on=DAY)

    assert refused(lambda: process.accept(secret, password="een ander wachtwoord", on=DAY)) == (
        "invitation_used",
    )
    assert User.objects.count() == 1


def test_a_link_works_until_its_last_day(trajectory):
    secret = invited(trajectory)
    last = Invitation.objects.get().until

    assert refused(lambda: process.accept(secret, password=PASSWORD, on=last + timedelta(days=1))) == (
        "invitation_expired",
    )
    assert process.accept(secret, password=PASSWORD, on=last)


def test_a_new_invitation_takes_the_place_of_the_one_before(trajectory):
    old = invited(trajectory, email="fout@voorbeeld.test")
    new = invited(trajectory)

    assert refused(lambda: process.accept(old, password=PASSWORD, on=DAY)) == ("invitation_withdrawn",)
    assert process.accept(new, password=PASSWORD, on=DAY).user.email == "lotte@voorbeeld.test"


def test_an_invitation_that_is_withdrawn_works_no_more(trajectory):
    secret = invited(trajectory)
    pk = Invitation.objects.get().pk
    access.withdraw_invitation(trajectory.pk, pk, **keep(trajectory))

    assert refused(lambda: process.accept(secret, password=PASSWORD, on=DAY)) == ("invitation_withdrawn",)
    assert refused(lambda: access.withdraw_invitation(trajectory.pk, pk, **keep(trajectory))) == (
        "no_open_invitation",
    )


def test_a_weak_password_makes_nothing(trajectory):
    secret = invited(trajectory)

    with pytest.raises(ValidationError) as weak:
        process.accept(secret, password="kort", on=DAY)

    assert "te kort" in weak.value.message_dict["password"][0]
    assert not User.objects.exists()


def test_a_link_nobody_got_opens_nothing():
    with pytest.raises(Invitation.DoesNotExist):
        process.accept("verzonnen", password=PASSWORD, on=DAY)


def test_an_address_with_a_login_is_linked_by_that_login_only(trajectory, guardian):
    owner = UserFactory(email="an@voorbeeld.test", company=True, person=guardian.person)
    secret = invited_parent(trajectory, guardian)

    assert refused(lambda: process.accept(secret, password=PASSWORD, on=DAY)) == ("login_exists",)
    membership = process.accept(secret, user_id=owner.pk, on=DAY)

    assert membership.user == owner
    assert {one.role for one in memberships_on(owner.pk, on=DAY)} == {Role.COMPANY, Role.GUARDIAN}


def test_a_login_of_somebody_else_is_refused(trajectory):
    secret = invited(trajectory)
    mother = UserFactory(person__given_name="An")

    assert refused(lambda: process.accept(secret, user_id=mother.pk, on=DAY)) == ("other_person",)
    assert not Membership.objects.filter(role=Role.LEARNER).exists()


def test_a_parent_written_down_by_two_schools_keeps_one_login(trajectory, guardian):
    twin = PersonFactory(
        given_name="an", family_name="Claes", birth_date=date(1980, 5, 2), national_number_key=None,
        national_number_cipher=None,
    )  # fmt: skip
    login = UserFactory(person=twin)
    secret = invited_parent(trajectory, guardian)

    membership = process.accept(secret, user_id=login.pk, on=DAY)

    guardian.refresh_from_db()
    assert guardian.person == twin
    assert list(trajectories_visible_to(actor_in(membership), on=DAY)) == [trajectory]


def test_a_parent_reads_until_the_day_before_majority(trajectory, guardian):
    membership = process.accept(invited_parent(trajectory, guardian), password=PASSWORD, on=DAY)
    actor = actor_in(membership)

    assert membership.valid_to == MAJORITY - timedelta(days=1)
    assert list(trajectories_visible_to(actor, on=membership.valid_to)) == [trajectory]
    assert not trajectories_visible_to(actor, on=MAJORITY)
    assert not memberships_on(membership.user_id, on=MAJORITY)


def test_who_no_longer_represents_the_learner_cannot_use_the_link(trajectory, guardian):
    secret = invited_parent(trajectory, guardian)

    assert refused(lambda: process.accept(secret, password=PASSWORD, on=MAJORITY)) == ("not_representing",)


def test_access_that_is_taken_away_stops_at_once_and_can_be_given_again(trajectory, guardian):
    membership = process.accept(invited_parent(trajectory, guardian), password=PASSWORD, on=DAY)

    access.take_access(trajectory.pk, membership.pk, reason="verkeerde persoon", **keep(trajectory))

    assert not memberships_on(membership.user_id, on=DAY)
    assert Entry.objects.get(step="take_access").remark == "verkeerde persoon"
    again = process.accept(invited_parent(trajectory, guardian), user_id=membership.user_id, on=DAY)
    assert memberships_on(membership.user_id, on=DAY).get().pk == again.pk


def test_access_is_never_taken_away_without_a_reason(trajectory):
    membership = process.accept(invited(trajectory), password=PASSWORD, on=DAY)

    with pytest.raises(ValidationError):
        access.take_access(trajectory.pk, membership.pk, reason=" ", **keep(trajectory))

    assert memberships_on(membership.user_id, on=DAY)


def test_a_school_takes_away_nothing_that_is_not_about_its_learner(trajectory):
    stranger = UserFactory(company=True).memberships.get()

    with pytest.raises(Membership.DoesNotExist):
        access.take_access(trajectory.pk, stranger.pk, reason="nee", **keep(trajectory))


def test_the_end_of_a_representation_ends_access_and_invitation(trajectory, guardian):
    membership = process.accept(invited_parent(trajectory, guardian), password=PASSWORD, on=DAY)
    last = DAY - timedelta(days=1)

    access.end_guardian(trajectory.pk, guardian.pk, last_day=last, reason="vonnis", **keep(trajectory))

    assert not memberships_on(membership.user_id, on=DAY)
    assert refused(lambda: invited_parent(trajectory, guardian)) == ("not_representing",)
    assert Entry.objects.get(step="end_guardian").remark == "vonnis"


def test_a_representation_ends_neither_before_it_begins_nor_without_a_reason(trajectory, guardian):
    for last, reason in ((date(2026, 2, 1), "vonnis"), (DAY, "")):
        with pytest.raises(ValidationError):
            access.end_guardian(trajectory.pk, guardian.pk, last_day=last, reason=reason, **keep(trajectory))


def test_a_corrected_address_makes_the_old_link_useless_and_moves_no_login(trajectory):
    secret = invited(trajectory, email="fout@voorbeeld.test")

    learner = access.correct_email(trajectory.pk, email="Goed@voorbeeld.test", **keep(trajectory))

    assert learner.email == "goed@voorbeeld.test"
    assert refused(lambda: process.accept(secret, password=PASSWORD, on=DAY)) == ("invitation_withdrawn",)


def test_a_learner_and_a_parent_have_an_address_each(trajectory, guardian):
    with pytest.raises(ValidationError):
        invited(trajectory, email="AN@voorbeeld.test")
    invited(trajectory)
    with pytest.raises(ValidationError):
        invited_parent(trajectory, guardian, email="lotte@voorbeeld.test")


def test_who_has_access_is_not_invited_again(trajectory, guardian):
    process.accept(invited(trajectory), password=PASSWORD, on=DAY)
    process.accept(invited_parent(trajectory, guardian), password=PASSWORD, on=DAY)

    assert refused(lambda: invited(trajectory)) == ("has_access",)
    assert refused(lambda: invited_parent(trajectory, guardian)) == ("has_access",)


def test_a_school_that_has_the_learner_no_longer_has_no_say_over_access(trajectory):
    left = TrajectoryFactory(
        learner=trajectory.learner, state=TrajectoryState.DEREGISTERED, ended_on=date(2026, 1, 5)
    )
    membership = process.accept(invited(trajectory), password=PASSWORD, on=DAY)
    taken = {"reason": "nee", **keep(left)}

    assert refused(lambda: access.take_access(left.pk, membership.pk, **taken)) == ("enrolled_elsewhere",)
    assert refused(lambda: access.correct_email(left.pk, email="", **keep(left))) == ("enrolled_elsewhere",)


def test_nobody_is_invited_to_a_trajectory_that_is_over():
    over = TrajectoryFactory(state=TrajectoryState.DEREGISTERED, ended_on=date(2026, 1, 5))

    assert refused(lambda: invited(over)) == (WRONG_STATE,)


@pytest.mark.parametrize("stranger", [OTHER_SCHOOL, COMPANY, Actor(Role.LEARNER, "L1", user_id=3)])
def test_another_school_a_company_or_a_learner_invites_nobody(trajectory, guardian, stranger):
    steps = (
        lambda: access.invite_learner(trajectory.pk, email="x@voorbeeld.test", actor=stranger, on=DAY),
        lambda: access.invite_guardian(
            trajectory.pk, guardian.pk, email="x@voorbeeld.test", actor=stranger, on=DAY
        ),
        lambda: access.record_right(trajectory.pk, guardian.pk, right=RIGHT, actor=stranger, on=DAY),
        lambda: access.correct_email(trajectory.pk, email="x@voorbeeld.test", actor=stranger, on=DAY),
    )
    for step in steps:
        with pytest.raises(PermissionDenied):
            step()
    assert not Invitation.objects.exists()


def test_the_database_keeps_one_open_invitation_a_person_and_capacity(trajectory):
    invited(trajectory)
    row = Invitation.objects.get()
    row.pk, row.secret_hash = None, b"x" * 32

    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_invitations_are_forgotten_after_a_while(trajectory):
    invited(trajectory)
    until = Invitation.objects.get().until

    assert invitations.forget_invitations(before=until) == 0
    assert invitations.forget_invitations(before=until + timedelta(days=1)) == 1


def test_born_tells_when_majority_is():
    assert BORN.replace(year=2026) == MAJORITY
