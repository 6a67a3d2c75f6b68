from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from duaal.foundation.lawbook.dated import Certainty as LawCertainty
from duaal.register.organisations.loading import load_all as load_committees
from duaal.register.partnerships import facts, models, queries
from duaal.register.partnerships.facts import Population
from duaal.register.partnerships.files import FOLDER, competences_of, read_files
from duaal.register.partnerships.loading import load_all
from duaal.register.partnerships.models import MappingVersion, Partnership
from duaal.register.partnerships.rules import route
from tests.register.organisations.factories import CommitteeMembershipFactory, CompanyFactory
from tests.register.partnerships.factories import (
    CommitteeAllocationFactory,
    EmployerAllocationFactory,
    MappingVersionFactory,
    PartnershipFactory,
    PartnershipPowerFactory,
    ReportingSectorFactory,
    SectorPartnershipFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
START = date(2016, 9, 1)
HANDEL = date(2021, 10, 14)


@pytest.fixture
def flemish():
    return PartnershipFactory(flemish=True)


@pytest.fixture
def building(flemish):
    """Committee 124 belongs to a sector whose partnership recognises."""
    MappingVersionFactory()
    sector = ReportingSectorFactory(code="bouw", partnership__code="bouw")
    SectorPartnershipFactory(reporting_sector=sector)
    PartnershipPowerFactory(partnership=sector.partnership)
    return CommitteeAllocationFactory(joint_committee__code="124", reporting_sector=sector)


def test_file_of_a_company_is_routed_from_its_rows(building):
    company = CommitteeMembershipFactory(joint_committee__code="124").company

    found = route(queries.facts_for(company, population=Population.SECONDARY, on=TODAY), on=TODAY)

    assert (found.partnership, found.reporting_sector) == ("bouw", "bouw")


def test_only_committees_of_the_day_count(building):
    company = CommitteeMembershipFactory(joint_committee__code="124", ended=True).company

    found = queries.facts_for(company, population=Population.SECONDARY, on=TODAY)

    assert found.committees == ()


def test_local_authority_is_routed_by_its_kind(flemish):
    sector = ReportingSectorFactory(code="besturen", partnership__code="besturen")
    EmployerAllocationFactory(reporting_sector=sector)
    SectorPartnershipFactory(reporting_sector=sector)
    PartnershipPowerFactory(partnership=sector.partnership)
    company = CompanyFactory(local_authority=True)

    found = route(queries.facts_for(company, population=Population.SECONDARY, on=TODAY), on=TODAY)

    assert found.partnership == "besturen"


def test_division_of_competences_takes_as_many_queries_for_many_rows(building, django_assert_num_queries):
    with django_assert_num_queries(7):
        queries.competences(on=TODAY)
    CommitteeAllocationFactory.create_batch(5)
    PartnershipPowerFactory.create_batch(5)

    with django_assert_num_queries(7):
        queries.competences(on=TODAY)


def test_division_that_was_fetched_is_used_again(building, django_assert_num_queries):
    table = queries.competences(on=TODAY)
    company = CommitteeMembershipFactory(joint_committee__code="124").company

    with django_assert_num_queries(1):
        queries.facts_for(company, population=Population.SECONDARY, on=TODAY, table=table)


def test_latest_version_of_the_day_decides_and_before_the_first_that_one():
    first = MappingVersionFactory(code="a", published_on=date(2023, 6, 16))
    second = MappingVersionFactory(code="b", published_on=date(2026, 7, 1))

    assert queries.mapping_version_on(date(2019, 9, 1)) == first
    assert queries.mapping_version_on(date(2026, 6, 30)) == first
    assert queries.mapping_version_on(date(2026, 7, 1)) == second


def test_without_reference_files_there_is_no_version():
    with pytest.raises(MappingVersion.DoesNotExist):
        queries.mapping_version_on(TODAY)
    with pytest.raises(Partnership.DoesNotExist):
        queries.flemish_partnership()


def test_statistics_can_name_a_version_of_their_own(building):
    other = MappingVersionFactory(code="2026-07", published_on=date(2026, 7, 1))
    CommitteeAllocationFactory(
        mapping_version=other,
        joint_committee=building.joint_committee,
        reporting_sector=ReportingSectorFactory(code="infra"),
    )
    company = CommitteeMembershipFactory(joint_committee__code="124").company

    assert queries.reporting_sectors_on(company, on=TODAY) == ("bouw",)
    assert queries.reporting_sectors_on(company, on=TODAY, mapping_version="2026-07") == ("infra",)


def test_partnerships_and_sectors_of_a_day(flemish):
    old = PartnershipFactory(name="Aa", valid_to=HANDEL - DAY)
    new = PartnershipFactory(name="Bb", valid_from=HANDEL)
    sector = ReportingSectorFactory(partnership=new)
    SectorPartnershipFactory(reporting_sector=sector, partnership=old, valid_to=HANDEL - DAY)
    SectorPartnershipFactory(reporting_sector=sector, partnership=new, valid_from=HANDEL)

    assert list(queries.partnerships_on(HANDEL - DAY)) == [old, flemish]
    assert list(queries.partnerships_on(HANDEL)) == [new, flemish]
    assert list(queries.sectors_decided_by(new.code, on=HANDEL)) == [sector]
    assert not queries.sectors_decided_by(new.code, on=HANDEL - DAY).exists()


def test_names_of_sectors_and_partnerships_come_by_code(building):
    assert queries.names()["bouw"] == "Bouw"
    assert queries.names()["vlaams-partnerschap"] == "Vlaams Partnerschap"


def test_rows_and_reference_files_give_the_same_division():
    load_committees()
    load_all()

    table = queries.competences(on=TODAY)

    files = read_files(FOLDER, committees=table.committees)
    assert table == competences_of(files, version=table.version, committees=table.committees)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: PartnershipFactory(valid_to=START - DAY), id="partnership"),
        pytest.param(lambda: SectorPartnershipFactory(valid_to=START - DAY), id="decider"),
        pytest.param(lambda: CommitteeAllocationFactory(valid_to=START - DAY), id="allocation"),
        pytest.param(lambda: EmployerAllocationFactory(valid_to=START - DAY), id="employer"),
        pytest.param(lambda: PartnershipPowerFactory(valid_to=START - DAY), id="power"),
    ],
)
def test_database_refuses_an_end_before_the_start(make):
    with pytest.raises(IntegrityError, match="period"):
        make()


@pytest.mark.parametrize(
    ("factory", "same"),
    [
        (SectorPartnershipFactory, ("reporting_sector",)),
        (CommitteeAllocationFactory, ("mapping_version", "joint_committee")),
        (EmployerAllocationFactory, ("mapping_version", "employer_kind")),
        (PartnershipPowerFactory, ("partnership", "power", "population")),
    ],
)
def test_database_refuses_two_answers_on_one_day(factory, same):
    row = factory(valid_to=HANDEL)

    with pytest.raises(IntegrityError, match="partnerships_"):
        factory(**{field: getattr(row, field) for field in same}, valid_from=HANDEL)


def test_there_is_one_flemish_partnership(flemish):
    with pytest.raises(IntegrityError, match="one_flemish"):
        PartnershipFactory(is_flemish=True)


def test_rows_and_rules_know_the_same_words():
    assert set(models.Power.values) == set(facts.Power)
    assert set(models.Population.values) == set(facts.Population)
    assert set(models.Certainty.values) == set(LawCertainty)


def test_rows_are_read_as_their_names(building):
    power = PartnershipPowerFactory(partnership__code="x")

    assert str(building) == "PC 124 -> bouw"
    assert str(power) == "x RECOGNISE SECONDARY"
    assert str(EmployerAllocationFactory(reporting_sector__code="y")) == "local_authority -> y"
    assert str(
        SectorPartnershipFactory(reporting_sector__code="z", reporting_sector__partnership=power.partnership)
    )
    assert [str(building.mapping_version), str(building.reporting_sector)] == ["2023-06", "Bouw"]
    assert str(building.reporting_sector.partnership) == "Bouw"
