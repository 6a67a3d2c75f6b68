"""Rows of persons, accounts, companies and schools."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from itertools import starmap

from django.conf import settings
from django.contrib.auth.hashers import make_password

from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import Protected
from duaal.register.organisations.models import CommitteeMembership, Company, Provider, Representative, Site
from duaal.synthetic.demo_accounts import PASSWORD, SINCE
from duaal.synthetic.founding import employer_kind
from duaal.synthetic.schooling import School
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.world import Undertaking, World

Protect = Callable[[str], Protected]


def register_tables(world: World, *, today: date, protect: Protect) -> list[Table]:
    """Persons, accounts, schools, companies and their sites, committees and representatives.

    `protect` makes of a national number what may be stored of it.
    """
    made_at = datetime.combine(today, time(), UTC)
    return [
        Table(Person, PERSON, _persons(world, made_at, protect)),
        Table(User, USER, _users(world, made_at)),
        Table(Membership, MEMBERSHIP, _memberships(world)),
        Table(Company, COMPANY, map(_company, world.companies)),
        Table(Representative, REPRESENTATIVE, _representatives(world)),
        Table(CommitteeMembership, BELONGING, _belongings(world)),
        Table(Site, SITE, _sites(world)),
        Table(Provider, PROVIDER, starmap(_provider, enumerate(world.schools, start=1))),
    ]


PERSON = (
    "id",
    "given_name",
    "family_name",
    "birth_date",
    "national_number_cipher",
    "national_number_key",
    "created_at",
)
USER = (
    "id",
    "password",
    "last_login",
    "email",
    "person_id",
    "is_active",
    "is_demo",
    "demo_description",
    "created_at",
)
MEMBERSHIP = ("user_id", "role", "organisation", "valid_from", "valid_to")
COMPANY = (
    "id",
    "enterprise_number",
    "name",
    "sort_name",
    "trade_name",
    "is_natural_person",
    "employer_kind",
    "seat_municipality_id",
    "started_on",
    "ended_on",
    "is_synthetic",
)
REPRESENTATIVE = ("company_id", "person_id", "valid_from", "valid_to")
BELONGING = ("company_id", "joint_committee_id", "valid_from", "valid_to")
SITE = (
    "id",
    "company_id",
    "establishment_number",
    "name",
    "street",
    "postcode",
    "municipality_id",
    "opened_on",
    "closed_on",
)


PROVIDER = (
    "id",
    "number",
    "name",
    "sort_name",
    "kind",
    "street",
    "postcode",
    "municipality_id",
    "opened_on",
    "closed_on",
    "is_synthetic",
)


def _persons(world: World, made_at: datetime, protect: Protect) -> Iterator[Row]:
    for person in world.persons:
        names = (person.given_name, person.family_name, person.birth_date)
        if not person.national_number:
            yield person.pk, *names, None, None, made_at
            continue
        number = protect(person.national_number)
        yield person.pk, *names, number.cipher, number.key, made_at


def _users(world: World, made_at: datetime) -> Iterator[Row]:
    """One password for all, and outside the demo none that opens: the accounts are no way in there."""
    password = make_password(PASSWORD if settings.DEMO else None)
    for user in world.users:
        yield user.pk, password, None, user.email, user.person.pk, True, True, user.description, made_at


def _memberships(world: World) -> Iterator[Row]:
    for user in world.users:
        for role, organisation in user.capacities:
            yield user.pk, role.value, organisation, SINCE, None


def _company(company: Undertaking) -> Row:
    seat = company.seat or company.sites[0].town
    return (
        company.pk,
        company.number,
        company.name,
        sort_key(company.name),
        company.trade_name,
        company.is_natural_person,
        employer_kind(company),
        seat.nis_code,
        company.started_on,
        company.ended_on,
        True,
    )


def _representatives(world: World) -> Iterator[Row]:
    for company in world.companies:
        for person in company.representatives:
            yield company.pk, person.pk, company.started_on, company.ended_on


def _belongings(world: World) -> Iterator[Row]:
    for company in world.companies:
        for belonging in company.belongings:
            yield company.pk, belonging.committee, belonging.valid_from, belonging.valid_to


def _sites(world: World) -> Iterator[Row]:
    for company in world.companies:
        for site in company.sites:
            place = (site.postal.code, site.town.nis_code, site.opened_on, site.closed_on)
            yield site.pk, company.pk, site.number, site.name, site.street, *place


def _provider(pk: int, school: School) -> Row:
    return (
        pk,
        school.number,
        school.name,
        sort_key(school.name),
        school.kind.value,
        school.street,
        school.postal.code,
        school.town.nis_code,
        school.opened_on,
        None,
        True,
    )
