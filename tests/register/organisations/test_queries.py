from datetime import date, timedelta

import pytest

from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from duaal.register.organisations import queries
from duaal.register.organisations.models import Company
from tests.register.organisations.factories import (
    END,
    START,
    CommitteeMembershipFactory,
    CompanyFactory,
    RepresentativeFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "role",
    [
        Role.PARTNERSHIP,
        Role.FLEMISH_PARTNERSHIP,
        Role.DEPARTMENT,
        Role.COUNSELLOR,
        Role.SECTOR,
        Role.SYSTEM,
    ],
)
def test_who_decides_supervises_or_applies_for_others_finds_all_companies(role):
    companies = CompanyFactory.create_batch(2)

    assert set(queries.visible_to(Actor(role, "bouw"))) == set(companies)


def test_company_sees_only_itself():
    own, _other = CompanyFactory.create_batch(2)

    assert list(queries.visible_to(Actor(Role.COMPANY, own.enterprise_number))) == [own]


@pytest.mark.parametrize(
    "actor", [ANYONE, Actor(Role.ANYONE, user_id=1), Actor(Role.COMPANY, ""), Actor(Role.COMPANY, "bouw")]
)
def test_anyone_else_sees_nothing(actor):
    CompanyFactory()

    assert not queries.visible_to(actor).exists()


def test_a_number_without_the_role_of_a_company_gives_nothing():
    own = CompanyFactory()

    assert not queries.visible_to(Actor(Role.ANYONE, own.enterprise_number, user_id=1)).exists()


def test_every_role_is_decided_on():
    CompanyFactory()

    sees = {role for role in Role if queries.visible_to(Actor(role, "x")).exists()}

    assert sees == set(Role) - {Role.ANYONE, Role.COMPANY, Role.INSPECTOR, Role.LEARNER, Role.GUARDIAN}


def test_company_is_found_by_its_number():
    company = CompanyFactory()

    assert queries.find_by_enterprise_number(company.enterprise_number) == company
    assert queries.find_by_enterprise_number("0000000000") is None


@pytest.mark.parametrize("typed", ["éclair", "ECLAIR", "éclair & z", "0123", "0123.4"])
def test_search_takes_the_front_of_a_name_or_number(typed):
    found = CompanyFactory(name="Éclair & Zoon", enterprise_number="0123456749")
    CompanyFactory(name="Bakkerij Eclair")

    assert list(queries.matching(Company.objects.all(), typed)) == [found]


def test_search_for_nothing_gives_all_in_alphabetical_order():
    for name in ("Zon", "’t Anker", "Éénhoorn", "Eend"):
        CompanyFactory(name=name)

    names = [company.name for company in queries.matching(Company.objects.all(), " ")]

    assert names == ["Eend", "Éénhoorn", "’t Anker", "Zon"]


def test_search_stays_inside_what_the_actor_may_see():
    own, other = CompanyFactory(name="Anker een"), CompanyFactory(name="Anker twee")
    visible = queries.visible_to(Actor(Role.COMPANY, own.enterprise_number))

    assert list(queries.matching(visible, "anker")) == [own]
    assert not queries.matching(visible, other.enterprise_number).exists()


@pytest.mark.parametrize(
    ("day", "expected"),
    [(START - DAY, False), (START, True), (END, True), (END + DAY, False)],
)
def test_first_and_last_day_of_a_company_count(day, expected):
    CompanyFactory(stopped=True)

    assert queries.active_on(Company.objects.all(), day).exists() is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(START - DAY, False), (START, True), (END, True), (END + DAY, False)],
)
def test_first_and_last_day_of_a_site_count(day, expected):
    site = SiteFactory(closed=True)

    assert queries.sites_open_on(site.company, on=day).exists() is expected


def test_sites_come_with_their_municipality_in_one_query(django_assert_num_queries):
    company = CompanyFactory()
    SiteFactory.create_batch(3, company=company)
    SiteFactory()

    with django_assert_num_queries(1):
        found = [str(site.municipality) for site in queries.sites_open_on(company, on=TODAY)]

    assert len(found) == 3


@pytest.mark.parametrize(
    ("day", "expected"),
    [(START - DAY, False), (START, True), (END, True), (END + DAY, False)],
)
def test_first_and_last_day_of_a_committee_count(day, expected):
    membership = CommitteeMembershipFactory(ended=True)

    assert queries.committees_on(membership.company, on=day).exists() is expected


def test_committees_come_by_code_in_one_query(django_assert_num_queries):
    company = CompanyFactory()
    for code in ("302", "112"):
        CommitteeMembershipFactory(company=company, joint_committee__code=code)

    with django_assert_num_queries(1):
        codes = [each.joint_committee.code for each in queries.committees_on(company, on=TODAY)]

    assert codes == ["112", "302"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(START - DAY, False), (START, True), (END, True), (END + DAY, False)],
)
def test_representative_counts_from_first_to_last_day(day, expected):
    row = RepresentativeFactory(former=True)

    assert queries.is_representative(row.company, row.person_id, on=day) is expected


def test_representative_of_one_company_is_not_that_of_another():
    row, other = RepresentativeFactory(), CompanyFactory()

    assert not queries.is_representative(other, row.person_id, on=TODAY)
