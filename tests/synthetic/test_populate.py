"""The whole path once: an empty database, COPY, and then the platform itself on what was loaded."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.drafting import assessment_of
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.readiness import readiness_of
from duaal.casework.agreements.states import AgreementState
from duaal.casework.matching.actions.clocks import keep_contacts
from duaal.casework.matching.actions.offers import keep_offers
from duaal.casework.matching.finding import Wishes, places_for
from duaal.casework.matching.rules.law import version
from duaal.casework.progress.models import Plan
from duaal.casework.progress.queries import check_of, facts_of
from duaal.casework.progress.rules import content_hash
from duaal.casework.recognition.actions.clocks import ClockRun, recompute_clocks
from duaal.casework.recognition.actions.retention import erase_extracts, erase_unused
from duaal.casework.recognition.mandates.holding import mandates_of
from duaal.casework.recognition.mentors.clocks import end_vacancies, remind_trainings
from duaal.casework.recognition.models import Application, MentorAssignment, Recognition
from duaal.casework.recognition.proposing.actions import moot_all
from duaal.casework.recognition.proposing.queries import proposals_visible_to
from duaal.casework.recognition.queries import visible_to
from duaal.casework.recognition.sanctions.clocks import SanctionClockRun, recompute_sanction_clocks
from duaal.casework.recognition.states import WORKING, RecognitionState
from duaal.casework.trajectories.actions.clocks import keep_searches
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import TrajectoryState
from duaal.flows.processes import sanction
from duaal.flows.processes.end_alerts import alert_of_ends
from duaal.flows.processes.mentors import alert_vacancies
from duaal.flows.processes.proposals import places_of
from duaal.foundation.accounts.models import User
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.seal import seal
from duaal.foundation.audit.verify import verify
from duaal.foundation.documents.actions import check, read
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.people.models import Person
from duaal.insight.statistics import official_files, queries, snapshots, tables
from duaal.insight.statistics.publications import QUESTION_757
from duaal.register.organisations.models import Company
from duaal.synthetic import populate as subject
from duaal.synthetic.official import REFERENCE
from tests.synthetic.conftest import TODAY, silent

pytestmark = pytest.mark.django_db


def empty_everything():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall() if not name.startswith("django_")]
        cursor.execute(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    """The database of the tests and no other: it is emptied afterwards."""
    with django_db_blocker.unblock():
        assert connection.settings_dict["NAME"].startswith("test_")
        yield
        empty_everything()


@pytest.fixture(scope="module")
def loaded(database):
    found = subject.populate(scale=1, seed=1, today=TODAY, report=silent)
    return {each.table: each.rows for each in found}


@pytest.fixture(scope="module")
def snapshot(loaded, tmp_path_factory):
    with override_settings(SNAPSHOT_FOLDER=tmp_path_factory.mktemp("snapshots")):
        found = snapshots.take(as_of=TODAY, taken_at=timezone.now())
        tables.count_for_pages(found)
        yield found


def test_the_rows_are_there_and_marked_as_synthetic(loaded):
    assert loaded["organisations_company"] == Company.objects.filter(is_synthetic=True).count()
    assert loaded["organisations_company"] > 13_000
    assert loaded["recognition_application"] == Application.objects.count() > 60_000
    assert not Company.objects.filter(is_synthetic=False).exists()


def test_the_next_row_gets_the_next_number(loaded):
    person = Person.objects.create(given_name="Ann", family_name="Nieuw", birth_date=date(1990, 1, 1))

    number = person.pk
    person.delete()

    assert number == loaded["people_person"] + 1


def test_all_250_official_cells_are_equal_on_a_snapshot(snapshot):
    published = official_files.read_all(REFERENCE)

    found = official_files.compare(published, queries.tables_of(snapshot, publication=QUESTION_757))

    assert found.differences == ()
    assert (found.equal, found.cells) == (250, 250)


def test_the_trail_is_in_order_and_sealed(loaded):
    found = verify()

    assert found.fault is None
    assert found.seals == 1
    assert found.entries == loaded["audit_entry"]


def test_the_clocks_of_the_worker_have_nothing_left_to_do(loaded):
    before = Entry.objects.count()

    done = [
        sanction.carry_out_due(on=TODAY),
        moot_all(on=TODAY),
        alert_of_ends(on=TODAY),
        remind_trainings(on=TODAY),
        alert_vacancies(on=TODAY),
        end_vacancies(on=TODAY),
        erase_extracts(on=TODAY),
        erase_unused(on=TODAY),
    ]
    keeps = (keep_agreements, keep_searches, keep_contacts, keep_offers)
    counted = [keep(on=TODAY) for keep in keeps]

    assert {number for each in counted for number in each.values()} == {0}
    assert recompute_clocks(on=TODAY) == ClockRun(0, 0, 0, 0)
    assert recompute_sanction_clocks(on=TODAY) == SanctionClockRun(0, 0, 0)
    assert done == [0] * len(done)
    assert Entry.objects.count() == before


def test_a_recognition_in_order_has_somebody_who_works_there(loaded):
    works = MentorAssignment.objects.filter(recognition=OuterRef("pk"), state__in=WORKING)
    active = Recognition.objects.filter(state=RecognitionState.ACTIVE)

    assert not active.exclude(Exists(works)).exists()


def test_the_counsellor_of_the_demo_finds_places_and_proposals_of_the_school(loaded):
    user = User.objects.get(email="trajectbegeleider@duaal.example")
    actor = Actor(Role.COUNSELLOR, user.memberships.get().organisation, user.pk)

    assert places_of(actor).count() > 5
    assert proposals_visible_to(actor).count() == 3


def test_a_learner_in_search_of_the_demo_school_has_a_list_of_at_least_ten_places(loaded):
    user = User.objects.get(email="trajectbegeleider@duaal.example")
    actor = Actor(Role.COUNSELLOR, user.memberships.get().organisation, user.pk)
    searching = trajectories_visible_to(actor, on=TODAY).filter(state=TrajectoryState.SEARCHING)
    wishes = Wishes(version("max_distance_km", TODAY).value, TODAY)

    lists = [
        places_for(one, wishes, on=TODAY)
        for one in searching.select_related("learner", "provider__municipality", "programme")
    ]

    assert len(lists) >= 10
    assert not any(found.from_school for found in lists)
    assert sum(len(found.ranking.ranked) >= 10 for found in lists) >= 5


@pytest.mark.parametrize("email", ["trajectbegeleider@duaal.example", "sectorconsulent@duaal.example"])
def test_who_applies_for_others_holds_authorisations_of_every_kind_with_a_paper_that_opens(loaded, email):
    user = User.objects.get(email=email)
    membership = user.memberships.get()
    actor = Actor(Role(membership.role), membership.organisation, user.pk)

    found = list(mandates_of(actor).select_related("document"))

    assert sum(one.revoked_on is None for one in found) >= 2
    assert any(one.revoked_by_name for one in found)
    assert any(one.revoked_on and not one.revoked_by_name for one in found)
    assert any(one.revoked_on is None and one.valid_to for one in found)
    for one in found:
        assert check(read(one.document), on=TODAY) == one.document.content_type


def kept_in(*states):
    around = ("trajectory__learner__person", "trajectory__provider", "trajectory__programme")
    found = Agreement.objects.filter(state__in=states).order_by("pk")
    return found.select_related(*around, "recognition__site", "recognition__programme", "provider", "company")


def test_nothing_stands_in_the_way_of_an_agreement_that_is_being_signed(loaded):
    found = list(kept_in(AgreementState.DRAFT, AgreementState.TO_SIGN))

    assert found
    assert {code for one in found for code in assessment_of(one, on=TODAY).refusals} == set()


def test_an_agreement_that_begins_is_ready_for_it(loaded):
    found = list(kept_in(AgreementState.REGISTERED, AgreementState.ACTIVE)[:60])

    assert found
    for one in found:
        assert readiness_of(one, starts_on=one.starts_on, on=TODAY).against_start == ()


def test_the_plan_of_an_agreement_is_complete_and_has_the_hash_that_it_binds(loaded):
    for one in kept_in(AgreementState.DRAFT, AgreementState.TO_SIGN, AgreementState.ACTIVE)[:40]:
        plan = Plan.objects.select_related("trajectory").get(trajectory=one.trajectory)
        facts = facts_of(plan, on=TODAY)
        bound = one.versions.get(number=one.version).terms.plan

        assert content_hash(facts) == plan.content_hash == bound.hash
        assert check_of(plan, facts).missing == ()


def test_every_page_of_an_agreement_of_the_demo_school_opens(loaded, client):
    user = User.objects.get(email="trajectbegeleider@duaal.example")
    school = user.memberships.get().organisation
    client.force_login(user)
    kept = Agreement.objects.exclude(state="").filter(provider__number=school)
    of_each = {one.state: one for one in kept}

    assert len(of_each) >= 6
    assert client.get(reverse("contracts:list")).status_code == 200
    for one in of_each.values():
        assert client.get(reverse("contracts:detail", args=[one.pk])).status_code == 200


def test_a_filled_register_is_refused_and_nothing_changes(loaded):
    with pytest.raises(subject.NotEmpty):
        subject.populate(scale=1, seed=2, today=TODAY, report=silent)

    assert Company.objects.count() == loaded["organisations_company"]
    assert User.objects.count() == loaded["accounts_user"]


def test_demo_accounts_open_only_in_the_demo(loaded):
    assert not any(user.has_usable_password() for user in User.objects.filter(is_demo=True))


def test_every_assignment_belongs_to_the_recognition_of_its_case(loaded):
    of_another = ~Q(application__recognition=F("recognition"))

    assert not MentorAssignment.objects.filter(of_another, recognition__isnull=False).exists()


def test_a_demo_account_finds_its_own_cases_only(loaded):
    user = User.objects.get(email="bakkerij@duaal.example")
    number = user.memberships.get().organisation
    actor = Actor(Role.COMPANY, number, user.pk)

    cases = visible_to(actor)

    assert cases
    assert {case.company.enterprise_number for case in cases.select_related("company")} == {number}
    assert {case.submitted_by_id for case in cases} == {user.pk}


def test_the_seal_of_the_worker_finds_nothing_new(loaded):
    assert seal(at=timezone.now()) is None
