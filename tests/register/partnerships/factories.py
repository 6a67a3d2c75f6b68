"""Partnerships and the division of competences, for tests. All but the Flemish Partnership are invented."""

from datetime import date

import factory

from duaal.register.partnerships.models import (
    Certainty,
    CommitteeAllocation,
    EmployerAllocation,
    MappingVersion,
    Partnership,
    PartnershipPower,
    Population,
    Power,
    ReportingSector,
    SectorPartnership,
)
from tests.register.organisations.factories import JointCommitteeFactory

START = date(2016, 9, 1)


class PartnershipFactory(factory.django.DjangoModelFactory[Partnership]):
    """A sector partnership, or the Flemish one (`flemish=True`); asked twice for one code, the same row."""

    class Meta:
        model = Partnership
        django_get_or_create = ("code",)

    class Params:
        flemish = factory.Trait(code="vlaams-partnerschap", name="Vlaams Partnerschap", is_flemish=True)

    code = factory.Sequence(lambda n: f"partnerschap-{n}")
    name = factory.LazyAttribute(lambda partnership: partnership.code.replace("-", " ").capitalize())
    valid_from = START
    certainty = Certainty.CERTAIN
    source = "bron"


class ReportingSectorFactory(factory.django.DjangoModelFactory[ReportingSector]):
    """A row of the official tables with a partnership of its own."""

    class Meta:
        model = ReportingSector
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"sector-{n}")
    label = factory.LazyAttribute(lambda sector: sector.code.replace("-", " ").capitalize())
    partnership = factory.SubFactory(PartnershipFactory)


class DatedFactory(factory.django.DjangoModelFactory):
    """What every dated row has: it starts with the decree and lasts."""

    class Meta:
        abstract = True

    valid_from = START
    certainty = Certainty.CERTAIN
    source = "bron"


class SectorPartnershipFactory(DatedFactory):
    class Meta:
        model = SectorPartnership

    reporting_sector = factory.SubFactory(ReportingSectorFactory)
    partnership = factory.SelfAttribute("reporting_sector.partnership")


class MappingVersionFactory(factory.django.DjangoModelFactory[MappingVersion]):
    class Meta:
        model = MappingVersion
        django_get_or_create = ("code",)

    code = "2023-06"
    published_on = date(2023, 6, 16)
    source = "bron"


class CommitteeAllocationFactory(DatedFactory):
    class Meta:
        model = CommitteeAllocation

    mapping_version = factory.SubFactory(MappingVersionFactory)
    joint_committee = factory.SubFactory(JointCommitteeFactory)
    reporting_sector = factory.SubFactory(ReportingSectorFactory)


class EmployerAllocationFactory(DatedFactory):
    class Meta:
        model = EmployerAllocation

    mapping_version = factory.SubFactory(MappingVersionFactory)
    employer_kind = "local_authority"
    reporting_sector = factory.SubFactory(ReportingSectorFactory)


class PartnershipPowerFactory(DatedFactory):
    class Meta:
        model = PartnershipPower

    partnership = factory.SubFactory(PartnershipFactory)
    power = Power.RECOGNISE
    population = Population.SECONDARY
