"""An appeal against the end of an agreement: which ends, by whom, and the month that follows from it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from duaal.casework.agreements.actions import appeals, ending
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Kind, Party
from duaal.casework.agreements.models import Agreement, EndAppeal
from duaal.casework.agreements.rules.appeals import check_appeal, owes_month
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.law import AppealLaw, EndingLaw, law_on
from duaal.casework.agreements.states.checks import EndAppealState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import files
from tests.casework.agreements.files import START
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL

LATER = date(2026, 5, 4)
FLEMISH = Actor(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap", user_id=91, name="Secretaris Maes")
WORDS = "Er is niet bemiddeld."
ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


@pytest.mark.parametrize(
    ("ended_as", "day", "allowed"),
    [
        pytest.param("ENDED_GROUND", date(2025, 8, 31), True, id="ground, before the change"),
        pytest.param("ENDED_CONTRARY", date(2025, 8, 31), True, id="in fact, before the change"),
        pytest.param("ENDED_FIRST30", date(2025, 8, 31), False, id="first days, the day before the change"),
        pytest.param("ENDED_FIRST30", date(2025, 9, 1), True, id="first days, the day of the change"),
        pytest.param("ENDED_PROVIDER", date(2026, 1, 1), False, id="by the school"),
        pytest.param("ENDED_MUTUAL", date(2026, 1, 1), False, id="by consent"),
        pytest.param("ENDED_LABOUR_LAW", date(2026, 1, 1), False, id="part-time contract"),
    ],
)
def test_an_appeal_exists_against_some_ways_to_end_and_from_a_day(ended_as, day, allowed):
    assert check_appeal(ended_as, day, law_on(AppealLaw, day)).allowed == allowed


@pytest.mark.parametrize(
    ("kind", "by", "justified", "owed"),
    [
        (Kind.OAO, Party.COMPANY, False, True),
        (Kind.OAO, Party.COMPANY, True, False),
        (Kind.OAO, Party.LEARNER, False, False),
        (Kind.SAO, Party.COMPANY, False, False),
        (Kind.ODO, Party.COMPANY, False, True),
    ],
)
def test_only_a_company_without_justification_owes_a_month_of_a_paid_kind(kind, by, justified, owed):
    assert owes_month(kind, by, law_on(EndingLaw, LATER), justified=justified) == owed


def stopped() -> Agreement:
    """The company stopped in fact on 4 May 2026."""
    agreement = files.begun()
    wish = Wish(LATER, words="De deur is dicht.")
    ending.end_in_fact(agreement.pk, wish=wish, actor=files.school_of(agreement), on=LATER)
    return Agreement.objects.get(pk=agreement.pk)


def lodged(agreement: Agreement) -> EndAppeal:
    return appeals.lodge(agreement.pk, words=WORDS, actor=files.company_of(agreement), on=LATER)


@pytest.mark.django_db
def test_each_side_lodges_once_with_its_reasons_and_parent_and_learner_are_one():
    agreement = stopped()
    learner = files.learner_of(agreement)

    assert refusal(lambda: appeals.lodge(agreement.pk, words=" ", actor=learner, on=LATER)) == (
        "reason_needed",
    )
    appeals.lodge(agreement.pk, words=WORDS, actor=files.guardian_of(agreement), on=LATER)
    assert refusal(lambda: appeals.lodge(agreement.pk, words=WORDS, actor=learner, on=LATER)) == (
        "LODGED_ALREADY",
    )
    lodged(agreement)

    assert set(EndAppeal.objects.values_list("by", flat=True)) == {"learner", "company"}
    assert Entry.objects.filter(file_kind="end_appeal", step="lodge_end_appeal").count() == 2


@pytest.mark.django_db
def test_an_agreement_that_goes_on_or_ended_by_consent_has_no_appeal():
    running, agreed = files.begun(), files.begun()
    wish = Wish(START, words="Samen.", agreed=ALL)
    ending.end_at_once(agreed.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreed), on=START)

    assert refusal(lambda: lodged(running)) == (WRONG_STATE,)
    assert refusal(lambda: lodged(agreed)) == ("NO_APPEAL",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "owes"),
    [
        (EndAppealState.INADMISSIBLE, True),
        (EndAppealState.JUSTIFIED, False),
        (EndAppealState.NOT_JUSTIFIED, True),
    ],
)
def test_the_decision_says_whether_the_month_is_owed_and_an_inadmissible_appeal_changes_nothing(
    outcome, owes
):
    agreement = stopped()
    row = lodged(agreement)
    assert agreement.owes_month

    assert refusal(lambda: appeals.decide(row.pk, outcome=outcome, decision="", actor=FLEMISH, on=LATER)) == (
        "reason_needed",
    )
    appeals.decide(row.pk, outcome=outcome, decision="Zo beslist.", actor=FLEMISH, on=LATER)

    assert Agreement.objects.get(pk=agreement.pk).owes_month == owes
    again = replace(FLEMISH, name="Nog eens")
    assert refusal(
        lambda: appeals.decide(row.pk, outcome=outcome, decision="Toch.", actor=again, on=LATER)
    ) == (WRONG_STATE,)


@pytest.mark.django_db
def test_a_notice_of_the_learner_that_was_not_justified_costs_the_company_nothing():
    agreement = files.begun()
    ending.give_notice(agreement.pk, wish=Wish(START), actor=files.learner_of(agreement), on=START)
    keep_agreements(on=date(2026, 4, 1))
    agreement = Agreement.objects.get(pk=agreement.pk)
    row = lodged(agreement)

    appeals.decide(row.pk, outcome=EndAppealState.NOT_JUSTIFIED, decision="Te laat.", actor=FLEMISH, on=LATER)

    assert appeals.ended_by(agreement) == Party.LEARNER
    assert not Agreement.objects.get(pk=agreement.pk).owes_month


@pytest.mark.django_db
def test_who_invoked_the_ground_is_who_ended_it():
    agreement = files.begun()
    company = files.company_of(agreement)
    wish = Wish(START, reason=Reason.BREACH, words=WORDS)
    ending.invoke_ground(agreement.pk, wish=wish, actor=company, on=START)
    late = date(2026, 4, 20)
    ending.end_on_ground(agreement.pk, wish=Wish(late, words=WORDS), actor=company, on=late)

    assert appeals.ended_by(Agreement.objects.get(pk=agreement.pk)) == Party.COMPANY


@pytest.mark.django_db
def test_nobody_else_lodges_or_decides():
    agreement = stopped()
    row = lodged(agreement)

    for actor in (OTHER_SCHOOL, COMPANY, DEPARTMENT, files.school_of(agreement)):
        with pytest.raises(PermissionDenied):
            appeals.lodge(agreement.pk, words=WORDS, actor=actor, on=LATER)
    for actor in (files.school_of(agreement), files.company_of(agreement), DEPARTMENT):
        with pytest.raises(PermissionDenied):
            appeals.decide(row.pk, outcome=EndAppealState.JUSTIFIED, decision="Ja.", actor=actor, on=LATER)


@pytest.mark.django_db
def test_the_database_keeps_no_decision_without_reasons():
    row = lodged(stopped())
    row.state, row.decided_on = EndAppealState.JUSTIFIED, LATER

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
