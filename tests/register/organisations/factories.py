"""Companies and what belongs to them, for tests. Names and numbers are invented."""

from datetime import date

import factory

from duaal.foundation.kernel.identifiers import make_enterprise_number, make_establishment_number
from duaal.foundation.kernel.sorting import sort_key
from duaal.register.organisations.models import (
    CommitteeMembership,
    Company,
    EmployerKind,
    JointCommittee,
    Provider,
    ProviderKind,
    Representative,
    Site,
)
from tests.foundation.geography.factories import MunicipalityFactory
from tests.foundation.people.factories import PersonFactory

START = date(2015, 1, 1)
END = date(2024, 6, 30)


class JointCommitteeFactory(factory.django.DjangoModelFactory[JointCommittee]):
    """A joint committee; asked twice for one code, it gives the same row."""

    class Meta:
        model = JointCommittee
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{400 + n % 500}")
    name = factory.LazyAttribute(lambda committee: f"Paritair comité {committee.code}")


class CompanyFactory(factory.django.DjangoModelFactory[Company]):
    """An active private company without staff, sites or committees.

    Traits: `stopped`, `natural_person`, `local_authority`.
    """

    class Meta:
        model = Company

    class Params:
        stopped = factory.Trait(ended_on=END)
        natural_person = factory.Trait(is_natural_person=True)
        local_authority = factory.Trait(employer_kind=EmployerKind.LOCAL_AUTHORITY)

    enterprise_number = factory.Sequence(lambda n: make_enterprise_number(1_000_000 + n))
    name = factory.Sequence(lambda n: f"Onderneming {n}")
    sort_name = factory.LazyAttribute(lambda company: sort_key(company.name))
    seat_municipality = factory.SubFactory(MunicipalityFactory)
    started_on = START


class SiteFactory(factory.django.DjangoModelFactory[Site]):
    """An open site in Flanders; `closed=True`, `brussels=True` or `walloon=True` for the others."""

    class Meta:
        model = Site

    class Params:
        closed = factory.Trait(closed_on=END)
        brussels = factory.Trait(municipality__brussels=True)
        walloon = factory.Trait(municipality__walloon=True)

    company = factory.SubFactory(CompanyFactory)
    establishment_number = factory.Sequence(lambda n: make_establishment_number(20_000_000 + n))
    name = factory.Sequence(lambda n: f"Vestiging {n}")
    street = factory.Sequence(lambda n: f"Straat {n}")
    postcode = "3000"
    municipality = factory.SubFactory(MunicipalityFactory)
    opened_on = START


class RepresentativeFactory(factory.django.DjangoModelFactory[Representative]):
    """A person who represents a company; `former=True` for one who no longer does."""

    class Meta:
        model = Representative

    class Params:
        former = factory.Trait(valid_to=END)

    company = factory.SubFactory(CompanyFactory)
    person = factory.SubFactory(PersonFactory)
    valid_from = START


class CommitteeMembershipFactory(factory.django.DjangoModelFactory[CommitteeMembership]):
    """A membership of a joint committee that lasts; `ended=True` for one that does not."""

    class Meta:
        model = CommitteeMembership

    class Params:
        ended = factory.Trait(valid_to=END)

    company = factory.SubFactory(CompanyFactory)
    joint_committee = factory.SubFactory(JointCommitteeFactory)
    valid_from = START


class ProviderFactory(factory.django.DjangoModelFactory[Provider]):
    """A secondary school that is open."""

    class Meta:
        model = Provider

    number = factory.Sequence(lambda n: f"{100_000 + n:06d}")
    name = factory.Sequence(lambda n: f"School {n}")
    sort_name = factory.LazyAttribute(lambda provider: sort_key(provider.name))
    kind = ProviderKind.SCHOOL
    street = "Schoolstraat 1"
    postcode = "3000"
    municipality = factory.SubFactory(MunicipalityFactory)
    opened_on = START
