"""The answer for real recognitions: from mentors, agreements, exclusions and registers, at a fixed cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.models import Exclusion, SanctionDecision
from duaal.casework.recognition.queries import recognition_file
from duaal.casework.recognition.sanctions.states import ExclusionKind, ExclusionState
from duaal.casework.recognition.states import RecognitionState
from duaal.flows.processes.availability import availability_of, company_availability
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.actors import DEPARTMENT, OFFICER
from tests.casework.recognition.upkeep.places import DAY, holder, recognised
from tests.register.organisations.factories import CompanyFactory, SiteFactory

pytestmark = pytest.mark.django_db


def codes(recognition) -> list[str]:
    found = recognition_file(DEPARTMENT, recognition.pk)
    return [one.code for one in availability_of(found, on=DAY).obstacles]


def exclude(recognition, *, site=None, until=date(2026, 12, 31)) -> Exclusion:
    decision = SanctionDecision.objects.create(
        company=recognition.company,
        partnership=recognition.partnership,
        reference=f"S2026-{recognition.pk:08d}",
        reasons="Zware inbreuken.",
        decided_on=date(2026, 3, 1),
        decided_by_name="Officier",
    )
    return Exclusion.objects.create(
        decision=decision,
        company=recognition.company,
        site=site,
        kind=ExclusionKind.TEMPORARY if until else ExclusionKind.DEFINITIVE,
        state=ExclusionState.IN_FORCE,
        reason="Zware inbreuken.",
        from_day=date(2026, 3, 1),
        until=until,
    )


def test_a_bouw_mentor_with_a_learner_has_no_place_left():
    recognition = recognised()
    free = codes(recognition)
    AgreementFactory(recognition=recognition)

    assert (free, codes(recognition)) == ([], ["no_mentor_place"])


def test_where_a_joint_committee_advises_one_learner_a_second_one_may_come_with_a_warning():
    recognition = recognised(
        application__joint_committee__code="226", application__partnership__code="voeding"
    )
    AgreementFactory(recognition=recognition)

    found = availability_of(recognition_file(DEPARTMENT, recognition.pk), on=DAY)

    assert (found.takes_learner, [one.code for one in found.warnings]) == (True, ["more_than_advised"])


def test_an_excluded_company_takes_nobody_and_reads_until_when():
    recognition = recognised()
    exclude(recognition)

    (reason,) = availability_of(recognition_file(DEPARTMENT, recognition.pk), on=DAY).obstacles

    assert (reason.code, reason.until) == ("excluded", date(2026, 12, 31))


def test_the_exclusion_of_another_site_does_not_count():
    recognition = recognised()
    exclude(recognition, site=SiteFactory(company=recognition.company))

    assert codes(recognition) == []


def test_a_company_reads_about_every_recognition_that_counts_those_that_take_nobody_first():
    free = recognised()
    bare = recognised(
        application__site__company=free.company,
        state=RecognitionState.INCOMPLETE,
        incomplete_since=date(2026, 3, 1),
    )
    bare.assignments.update(state="ENDED", ended_on=date(2026, 3, 1))
    recognised(application__site__company=free.company, state=RecognitionState.EXPIRED)

    found = company_availability(free.company, actor=holder(free), on=DAY)

    assert [place.recognition.pk for place in found.places] == [bare.pk, free.pk]
    assert (found.taking, found.none) == (1, None)


def test_a_company_without_a_recognition_reads_so_with_the_day_of_the_last_end():
    gone = recognised(state=RecognitionState.EXPIRED, valid_to=date(2026, 1, 31))
    never = CompanyFactory()

    ended = company_availability(gone.company, actor=holder(gone), on=DAY)
    bare = company_availability(never, actor=DEPARTMENT, on=DAY)

    assert [(one.code, one.since) for one in ended.none.obstacles] == [("not_recognised", date(2026, 2, 1))]
    assert [(one.code, one.since) for one in bare.none.obstacles] == [("not_recognised", None)]


def test_a_partnership_counts_only_its_own_recognitions_of_the_company():
    ours = recognised()
    recognised(application__site__company=ours.company, application__partnership__code="hout")

    assert len(company_availability(ours.company, actor=OFFICER, on=DAY).places) == 1


def test_many_recognitions_cost_as_many_queries_as_one():
    one = recognised()
    with CaptureQueriesContext(connection) as few:
        company_availability(one.company, actor=DEPARTMENT, on=DAY)
    for _ in range(4):
        recognised(application__site__company=one.company)
    with CaptureQueriesContext(connection) as many:
        company_availability(one.company, actor=DEPARTMENT, on=DAY)

    assert len(many) == len(few)
