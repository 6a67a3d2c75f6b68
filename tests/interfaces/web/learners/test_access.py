"""The pages of who reads along: inviting, the page behind the link, and the choice of a learner of age."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from duaal.casework.trajectories.models import Guardian, ReadingRight, Trajectory
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.accounts.models import Invitation, Membership, User
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import PASSWORD, UserFactory
from tests.foundation.people.factories import PersonFactory
from tests.interfaces.web.readers import queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import ProviderFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NEW = "zeven groene fietsen"


@pytest.fixture(autouse=True)
def on_a_school_day() -> Iterator[None]:
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory(provider=ProviderFactory(name="Atheneum De Brug"))


@pytest.fixture
def staff(trajectory) -> Client:
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=trajectory.provider.number))
    return client


@pytest.fixture
def mailing(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"


def page(name: str, *keys: object) -> str:
    return reverse(f"learners:{name}", args=keys)


def link_in_mail() -> str:
    found = re.search(r"/leerlingen/uitnodiging/\S+", mail.outbox[-1].body)
    assert found
    return found[0]


def named(staff, trajectory, **changed) -> Guardian:
    given = {
        "given_name": "An",
        "family_name": "Claes",
        "birth_date": "1980-05-02",
        "email": "an@voorbeeld.test",
        "relation": "parent",
        "ground": "parental_authority",
        "valid_from": "2026-03-01",
        **changed,
    }
    staff.post(page("guardian_new", trajectory.pk), given)
    return trajectory.learner.guardians.get()


def test_a_learner_is_invited_opens_the_link_and_reads_the_trajectory(staff, trajectory, mailing):
    answer = staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"}, follow=True)
    assert "gestuurd naar lotte@voorbeeld.test" in text_of(answer)
    assert mail.outbox[0].to == ["lotte@voorbeeld.test"]
    visitor, link = Client(), link_in_mail()

    opened = visitor.get(link)
    done = visitor.post(link, {"password": NEW, "again": NEW}, follow=True)

    assert "Maak mijn login" in text_of(opened)
    assert opened["Referrer-Policy"] == "same-origin"
    assert "U hebt toegang" in text_of(done)
    assert str(trajectory.learner.person) in text_of(done)
    assert User.objects.get(email="lotte@voorbeeld.test").check_password(NEW)


def test_a_scanner_that_opens_the_link_changes_nothing(staff, trajectory, mailing):
    staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"})
    before = Entry.objects.count()

    for _time in range(3):
        Client().get(link_in_mail())
        Client().head(link_in_mail())

    assert Entry.objects.count() == before
    assert not User.objects.filter(email="lotte@voorbeeld.test").exists()
    assert Invitation.objects.get().accepted_on is None


def test_a_link_that_was_used_says_so_and_makes_no_second_login(staff, trajectory, mailing):
    staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"})
    link = link_in_mail()
    Client().post(link, {"password": NEW, "again": NEW})

    again = Client().post(link, {"password": "een heel ander woord", "again": "een heel ander woord"})

    assert again.status_code == 409
    assert "Deze uitnodiging is al gebruikt" in text_of(again)
    assert User.objects.get(email="lotte@voorbeeld.test").check_password(NEW)


def test_two_passwords_that_differ_or_a_weak_one_come_back_with_a_sentence(staff, trajectory, mailing):
    staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"})
    link = link_in_mail()

    other = Client().post(link, {"password": NEW, "again": "iets anders"})
    weak = Client().post(link, {"password": "kort", "again": "kort"})

    assert (other.status_code, weak.status_code) == (422, 422)
    assert "niet hetzelfde wachtwoord" in text_of(other)
    assert "te kort" in text_of(weak)
    assert NEW not in text_of(other)


def test_who_has_a_login_already_logs_in_and_comes_back(staff, trajectory, mailing):
    guardian = named(staff, trajectory)
    known = UserFactory(email="an@voorbeeld.test", company=True, person=guardian.person)
    staff.post(page("invite_guardian", trajectory.pk, guardian.pk), {"email": "an@voorbeeld.test"})
    link, visitor = link_in_mail(), Client()

    opened = text_of(visitor.get(link))
    refused = visitor.post(link, {"password": NEW, "again": NEW})
    login = re.search(r'href="(/aanmelden/\?next=[^"]+)"', opened)
    assert login
    visitor.post(login[1], {"login": known.email, "password": PASSWORD})
    done = visitor.post(link, follow=True)

    assert "Er is al een login met an@voorbeeld.test" in opened
    assert refused.status_code == 409
    assert "U hebt toegang" in text_of(done)
    assert {one.role for one in known.memberships.all()} == {Role.COMPANY, Role.GUARDIAN}


def test_a_link_nobody_got_is_not_known():
    answer = Client().get(page("invitation", "verzonnen"))

    assert answer.status_code == 404
    assert "kennen we niet" in text_of(answer)


def test_without_a_mail_server_the_school_hears_that_nothing_left_and_never_sees_the_link(staff, trajectory):
    answer = staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"}, follow=True)

    assert "is niet vertrokken" in text_of(answer)
    assert "/leerlingen/uitnodiging/" not in text_of(answer)


def test_only_a_demo_shows_the_link_to_who_asked(staff, trajectory, settings):
    settings.DEMO = True

    answer = staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"}, follow=True)

    assert "Alleen in deze demo" in text_of(answer)


def test_the_page_of_access_says_who_what_until_when_and_offers_what_can_be_done(staff, trajectory, mailing):
    named(staff, trajectory)
    Guardian.objects.create(learner=trajectory.learner, person=PersonFactory(given_name="Jo"), valid_from=DAY)

    found = text_of(staff.get(page("access", trajectory.pk)))

    assert "ouder, ouderlijk gezag" in found
    assert "van 01/03/2026 tot en met 13/06/2026" in found
    assert "grond nog niet genoteerd" in found
    assert found.count("nog niet uitgenodigd") == 3
    assert outline(staff.get(page("access", trajectory.pk))).wrong == []


def test_access_shows_the_last_login_and_is_taken_away(staff, trajectory):
    learner = trajectory.learner
    user = UserFactory(learner=True, organisation=learner.number, person=learner.person)
    Client().post("/aanmelden/", {"login": user.email, "password": PASSWORD})
    assert "laatst aangemeld op 02/03/2026" in text_of(staff.get(page("access", trajectory.pk)))

    member = user.memberships.get()
    answer = staff.post(
        page("take_access", trajectory.pk, member.pk), {"reason": "verkeerd adres"}, follow=True
    )

    assert "De toegang is weg" in text_of(answer)
    client = Client()
    client.force_login(user)
    assert client.get(page("detail", trajectory.pk)).status_code == 403


def test_an_invitation_is_withdrawn_from_the_page(staff, trajectory, mailing):
    staff.post(page("invite", trajectory.pk), {"email": "lotte@voorbeeld.test"})
    link = link_in_mail()

    staff.post(page("withdraw_invitation", trajectory.pk, Invitation.objects.get().pk))

    assert "ingetrokken" in text_of(Client().get(link))


def test_the_address_is_corrected_and_a_representation_ends_from_the_page(staff, trajectory):
    guardian = named(staff, trajectory)

    staff.post(page("email", trajectory.pk), {"email": "beter@voorbeeld.test"})
    staff.post(
        page("guardian_end", trajectory.pk, guardian.pk), {"last_day": "2026-03-01", "reason": "vonnis"}
    )

    trajectory.learner.refresh_from_db()
    guardian.refresh_from_db()
    assert trajectory.learner.email == "beter@voorbeeld.test"
    assert guardian.valid_to == date(2026, 3, 1)


def test_a_school_that_has_the_learner_no_longer_reads_no_address_of_a_parent(trajectory):
    left = TrajectoryFactory(
        learner=trajectory.learner, state=TrajectoryState.DEREGISTERED, ended_on=date(2026, 1, 5)
    )
    Guardian.objects.create(
        learner=trajectory.learner, person=PersonFactory(), email="geheim@voorbeeld.test", valid_from=DAY
    )
    former = Client()
    former.force_login(UserFactory(counsellor=True, organisation=left.provider.number))

    found = text_of(former.get(page("access", left.pk)))

    assert "geheim@voorbeeld.test" not in found
    assert "Die school beheert nu wie meeleest" in found


def test_the_page_of_access_costs_the_same_for_one_and_for_many(staff, trajectory):
    address = page("access", trajectory.pk)
    one = queries_of(staff, address)
    for _number in range(4):
        Guardian.objects.create(learner=trajectory.learner, person=PersonFactory(), valid_from=DAY)
        UserFactory(guardian=True, organisation=trajectory.learner.number)

    assert queries_of(staff, address) == one


def test_a_learner_of_age_lets_a_parent_read_and_stops_it(trajectory, mailing):
    learner = trajectory.learner
    learner.person.birth_date = date(2008, 2, 1)
    learner.person.save()
    parent = UserFactory(guardian=True, organisation=learner.number)
    guardian = Guardian.objects.create(learner=learner, person=parent.person, valid_from=date(2020, 9, 1))
    myself, mother = Client(), Client()
    myself.force_login(UserFactory(learner=True, organisation=learner.number, person=learner.person))
    mother.force_login(parent)
    detail = page("detail", trajectory.pk)
    assert mother.get(detail).status_code == 404
    assert "Kan meelezen als u dat wilt" in text_of(myself.get(page("readers", trajectory.pk)))

    myself.post(page("allow_reading", trajectory.pk, guardian.pk))
    assert mother.get(detail).status_code == 200
    assert "mag meelezen sinds 02/03/2026" in text_of(myself.get(page("readers", trajectory.pk)))

    myself.post(page("stop_reading", trajectory.pk, ReadingRight.objects.get().pk))
    assert mother.get(detail).status_code == 403
    assert not Membership.objects.filter(user=parent, valid_to__isnull=True).exists()


def test_a_minor_reads_until_when_a_parent_reads_along(trajectory):
    learner = trajectory.learner
    Guardian.objects.create(learner=learner, person=PersonFactory(given_name="Jo"), valid_from=DAY)
    myself = Client()
    myself.force_login(UserFactory(learner=True, organisation=learner.number, person=learner.person))

    found = text_of(myself.get(page("readers", trajectory.pk)))

    assert "14 juni 2026" in found
    assert "Jo" in found
    assert "Laat meelezen" not in found
