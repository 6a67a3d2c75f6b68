"""Decisions on school holidays: kept by the partnership alone, and what an agreement may do with them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.agreements.actions import drafting, holidays
from duaal.casework.agreements.actions.holidays import DecisionText
from duaal.casework.agreements.models import HolidayDecision, HolidayDecisionKind
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.holidays import HolidayDecisionState
from duaal.casework.agreements.terms import HolidayAnnex
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import files, seasonal
from tests.casework.agreements.files import MONDAY, START
from tests.casework.agreements.test_holidays import EASTER, RETURN, free_days_of, refusal
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, staff_of

pytestmark = pytest.mark.django_db

SEASON = HolidayAnnex(EASTER, RETURN, seasonal=True)
FEWER = HolidayAnnex(free_weeks=(date(2026, 4, 6),), reduced=True)


def drafted_with(annex: HolidayAnnex, *, year: int | None = None, **decision):
    """A draft with the annex, at a place for which the decision was taken; none without a kind."""
    trajectory = files.searching()
    if year is not None:
        trajectory.year = year
        trajectory.save()
    place = files.place_for(trajectory)
    if decision:
        seasonal.decision_for(place, **decision)
    paper = files.paper_for(place, holidays=annex)
    return drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=MONDAY)


def body_of(place) -> Actor:
    return Actor(Role.PARTNERSHIP, place.partnership_id, user_id=60, name="Partnerschap")


def text_for(place, **changed) -> DecisionText:
    given = DecisionText(place.company.enterprise_number, "seasonal", 2025, "Oogst.", "Lijst.")
    return replace(given, **changed)


def test_seasonal_work_on_the_list_can_be_agreed_without_more():
    agreement = drafted_with(SEASON, kind=HolidayDecisionKind.SEASONAL)

    assert files.proposed(agreement)[0].state == AgreementState.TO_SIGN


@pytest.mark.parametrize(
    "decision",
    [
        {},
        {"school_year": 2024},
        {"kind": HolidayDecisionKind.REDUCTION},
        {"state": HolidayDecisionState.REVOKED},
    ],
)
def test_seasonal_work_that_is_not_on_the_list_of_the_school_year_is_refused(decision):
    agreement = drafted_with(SEASON, **decision)

    assert "NOT_ON_THE_LIST" in refusal(lambda: files.proposed(agreement))


def test_days_of_seasonal_work_are_made_up_as_well():
    agreement = drafted_with(replace(SEASON, made_up=()), kind=HolidayDecisionKind.SEASONAL)

    assert "DAYS_NOT_MADE_UP" in refusal(lambda: files.proposed(agreement))


def test_after_a_decision_only_the_chosen_weeks_lie_still():
    agreement = drafted_with(FEWER, year=5, kind=HolidayDecisionKind.REDUCTION)
    agreement = files.begun(agreement)

    free = free_days_of(agreement)
    assert date(2026, 4, 7) in free
    assert date(2026, 4, 14) not in free


def test_fewer_weeks_of_holiday_without_a_decision_are_refused():
    agreement = drafted_with(FEWER, year=5)

    assert "REDUCTION_NOT_DECIDED" in refusal(lambda: files.proposed(agreement))


def test_fewer_weeks_of_holiday_are_for_some_years_only():
    agreement = drafted_with(FEWER, year=4, kind=HolidayDecisionKind.REDUCTION)

    assert "REDUCTION_NOT_FOR_TRAINING" in refusal(lambda: files.proposed(agreement))


def test_a_partnership_keeps_and_revokes_its_own_decisions():
    place = files.place_for(files.searching())
    row = holidays.keep_decision(decision=text_for(place), actor=body_of(place), on=START)
    assert (row.company, row.state) == (place.company, HolidayDecisionState.KEPT)

    with pytest.raises(Refused) as refused:
        holidays.keep_decision(decision=text_for(place), actor=body_of(place), on=START)
    assert refused.value.reasons == ("DECIDED_ALREADY",)
    holidays.revoke_decision(row.pk, reason="Vergissing.", actor=body_of(place), on=START)
    with pytest.raises(Refused) as refused:
        holidays.revoke_decision(row.pk, reason="", actor=body_of(place), on=START)
    assert refused.value.reasons == (WRONG_STATE,)
    assert holidays.keep_decision(decision=text_for(place), actor=body_of(place), on=START).pk
    steps = Entry.objects.filter(file_kind="holiday_decision", file_id=row.pk).order_by("seq")
    assert list(steps.values_list("step", flat=True)) == [
        "keep_holiday_decision",
        "revoke_holiday_decision",
    ]


def test_a_company_that_nobody_knows_is_named():
    place = files.place_for(files.searching())

    with pytest.raises(ValidationError, match="0000000097"):
        holidays.keep_decision(
            decision=text_for(place, enterprise_number="0000000097"), actor=body_of(place), on=START
        )


@pytest.mark.parametrize(
    "actor", [COMPANY, DEPARTMENT, Actor(Role.COUNSELLOR, "012345", user_id=1, name="School")]
)
def test_nobody_but_a_partnership_keeps_decisions(actor):
    place = files.place_for(files.searching())
    row = seasonal.decision_for(place)

    with pytest.raises(PermissionDenied):
        holidays.keep_decision(decision=text_for(place), actor=actor, on=START)
    with pytest.raises(PermissionDenied):
        holidays.revoke_decision(row.pk, reason="", actor=actor, on=START)


def test_a_partnership_revokes_no_decision_of_another():
    row = seasonal.decision_for(files.place_for(files.searching()))
    other = Actor(Role.PARTNERSHIP, "een-ander", user_id=61, name="Ander")

    with pytest.raises(PermissionDenied):
        holidays.revoke_decision(row.pk, reason="", actor=other, on=START)


def test_the_database_itself_refuses_the_same_decision_twice():
    place = files.place_for(files.searching())
    seasonal.decision_for(place)

    with pytest.raises(IntegrityError), transaction.atomic():
        seasonal.decision_for(place)
    assert HolidayDecision.objects.count() == 1
