from datetime import date

import pytest
from django.db import IntegrityError

from duaal.register.organisations import facts, labels, models, states
from tests.register.organisations.factories import (
    CommitteeMembershipFactory,
    CompanyFactory,
    JointCommitteeFactory,
    RepresentativeFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db

FIRST, BEFORE = date(2025, 1, 2), date(2025, 1, 1)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: CompanyFactory(started_on=FIRST, ended_on=BEFORE), "company_period"),
        (lambda: SiteFactory(opened_on=FIRST, closed_on=BEFORE), "site_period"),
        (lambda: RepresentativeFactory(valid_from=FIRST, valid_to=BEFORE), "representative_period"),
        (lambda: CommitteeMembershipFactory(valid_from=FIRST, valid_to=BEFORE), "committee_period"),
    ],
)
def test_database_refuses_an_end_before_the_start(make, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make()


def test_database_refuses_two_memberships_of_one_committee_on_a_day():
    row = CommitteeMembershipFactory()

    with pytest.raises(IntegrityError, match="committee_once_at_a_time"):
        CommitteeMembershipFactory(company=row.company, joint_committee=row.joint_committee)


def test_database_refuses_a_number_that_exists():
    company = CompanyFactory()

    with pytest.raises(IntegrityError, match="enterprise_number"):
        CompanyFactory(enterprise_number=company.enterprise_number)


def test_rows_are_read_as_their_names():
    assert str(CompanyFactory(name="Anker")) == "Anker"
    assert str(SiteFactory(name="Atelier")) == "Atelier"
    assert str(JointCommitteeFactory(code="124", name="Bouw")) == "PC 124 Bouw"
    assert "voor" in str(RepresentativeFactory())
    assert "PC 302" in str(CommitteeMembershipFactory(joint_committee__code="302"))


def test_every_kind_step_and_reason_has_dutch_words():
    assert set(labels.EMPLOYER_KIND) == set(facts.EmployerKind)
    assert set(labels.REASON) == set(states.REASONS)
    assert all(str(words) for words in labels.STEP.values())


def test_kinds_of_employer_are_the_same_in_rows_and_rules():
    assert set(models.EmployerKind.values) == set(facts.EmployerKind)
