"""Suspension of a sanction while an appeal runs: ordered once, lifted by the outcome, by default never."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.states import AppealKind
from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.book import BOOK
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY
from tests.casework.recognition.appeals.cases import DAY, steps
from tests.casework.recognition.appeals.sanctions import (
    EFFECT_ON,
    LATER,
    MAKERS,
    barred,
    company_behind,
    exclusion,
    lodged,
    mentor_of,
    withdrawal,
)

pytestmark = pytest.mark.django_db

AFTER_EFFECT = date(2026, 3, 23)


def suspended(kind, sanction, on=DAY):
    appeal = lodged(kind, sanction)
    return actions.suspend_effect(appeal.pk, actor=DEPARTMENT, on=on, reason="De leerling is bijna klaar.")


@pytest.mark.parametrize("kind", MAKERS)
def test_the_committee_suspends_the_effect_once(kind):
    sanction = MAKERS[kind]()

    appeal = suspended(kind, sanction)

    sanction.refresh_from_db()
    assert (sanction.state, appeal.suspended_on) == ("SUSPENDED", DAY)
    assert steps("appeal", appeal.pk) == ["lodge_appeal", "suspend_effect"]
    with pytest.raises(Refused) as refusal:
        actions.suspend_effect(appeal.pk, actor=DEPARTMENT, on=DAY, reason="Nog eens.")
    assert refusal.value.reasons == ("already_suspended",)


@pytest.mark.parametrize("kind", MAKERS)
def test_nobody_but_the_department_suspends(kind):
    appeal = lodged(kind, MAKERS[kind]())

    for actor in (OFFICER, FLEMISH, OTHER_COMPANY):
        with pytest.raises(PermissionDenied):
            actions.suspend_effect(appeal.pk, actor=actor, on=DAY, reason="Zo.")


def test_a_suspended_withdrawal_goes_on_from_the_outcome_at_the_earliest():
    sanction = withdrawal(in_effect=False)
    appeal = suspended("WITHDRAWAL", sanction)
    actions.admit(appeal.pk, actor=DEPARTMENT, on=DAY)
    waiting = Recognition.objects.get().state

    actions.reject(appeal.pk, actor=DEPARTMENT, on=LATER, reason="De feiten staan vast.")

    sanction.refresh_from_db()
    assert waiting == "ACTIVE"
    assert (sanction.state, sanction.effect_on) == ("DECIDED", LATER)
    assert steps("sanction", sanction.decision_id) == ["suspend_withdrawal", "resume_withdrawal"]


def test_a_withdrawal_suspended_early_keeps_its_own_day():
    sanction = withdrawal(in_effect=False)
    appeal = suspended("WITHDRAWAL", sanction)

    actions.retract(appeal.pk, actor=company_behind(sanction), on=date(2026, 3, 18))

    sanction.refresh_from_db()
    assert (sanction.state, sanction.effect_on) == ("DECIDED", EFFECT_ON)


def test_a_withdrawal_in_effect_that_is_suspended_gives_the_recognition_back_for_the_time_being():
    sanction = withdrawal()
    suspended("WITHDRAWAL", sanction, on=AFTER_EFFECT)
    found = Recognition.objects.get()

    assert (found.state, found.ended_on, mentor_of(found).state) == ("ACTIVE", None, "ACTIVE")


def test_a_suspended_exclusion_goes_on_after_a_dismissal():
    sanction = exclusion()
    appeal = suspended("EXCLUSION", sanction)

    actions.dismiss(appeal.pk, actor=DEPARTMENT, on=DAY, ground="NO_REASONS", reason="Geen redenen.")

    sanction.refresh_from_db()
    assert sanction.state == "IN_FORCE"


def test_a_suspended_bar_lets_the_mentor_work_until_the_outcome():
    sanction = barred()
    appeal = suspended("BAR", sanction)
    meanwhile = mentor_of(Recognition.objects.get()).state
    actions.admit(appeal.pk, actor=DEPARTMENT, on=DAY)

    actions.reject(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Bewezen.")

    found = Recognition.objects.get()
    assert (meanwhile, mentor_of(found).state, mentor_of(found).ended_on) == ("ACTIVE", "BARRED", LATER)
    assert found.state == "INCOMPLETE"


@pytest.mark.parametrize("kind", MAKERS)
def test_a_suspension_followed_by_an_annulment_gives_everything_back(kind):
    sanction = MAKERS[kind]()
    appeal = suspended(kind, sanction)
    actions.admit(appeal.pk, actor=DEPARTMENT, on=DAY)

    actions.uphold(appeal.pk, actor=DEPARTMENT, on=LATER, reason="De feiten kloppen niet.")

    sanction.refresh_from_db()
    assert sanction.state == "ANNULLED"
    if kind != AppealKind.EXCLUSION:
        assert Recognition.objects.get().state == "ACTIVE"


@pytest.mark.parametrize("kind", MAKERS)
def test_an_appeal_suspends_by_itself_where_the_law_book_says_so(kind, monkeypatch):
    sanction = MAKERS[kind]()
    real = BOOK.value(f"recognition.appeal_suspends_{kind.lower()}")
    version = real.on(DAY)
    on = type(real)(real.key, (type(version)(**{**fields(version), "value": True}),), real.checked_on)
    asked = type(BOOK).value
    monkeypatch.setattr(type(BOOK), "value", lambda book, key: on if key == real.key else asked(book, key))

    appeal = lodged(kind, sanction)

    sanction.refresh_from_db()
    assert (sanction.state, appeal.suspended_on) == ("SUSPENDED", DAY)
    assert Entry.objects.get(file_kind="appeal", step="suspend_effect").actor_role == "system"


def fields(version):
    return {name: getattr(version, name) for name in version.__dataclass_fields__}
