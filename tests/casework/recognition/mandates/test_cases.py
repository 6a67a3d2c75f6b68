"""A case that somebody sent in the name of a company: who acts, who reads, who takes over, who decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.opening import open_document
from duaal.casework.recognition.appeals import actions as appeals
from duaal.casework.recognition.mandates import cases as behalf
from duaal.casework.recognition.mandates.actions import revoke
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import recognitions_visible_to, visible_to
from duaal.casework.recognition.states import ANSWER, WITHDRAW, ApplicationState
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.bakery import Bakery, bakery
from tests.casework.recognition.factories import ApplicationFactory, judge_all
from tests.casework.recognition.mandates.holders import (
    COLLEAGUE,
    COUNSELLOR,
    DAY,
    ELSEWHERE,
    SECTOR,
    MandateFactory,
    sent_for,
)
from tests.foundation.documents.factories import stored

ONE = timedelta(days=1)
FOOD = Actor(Role.PARTNERSHIP, "voeding", user_id=20, name="Officier Voeding")


@pytest.fixture
def shop(db) -> Bakery:
    found = bakery()
    MandateFactory(company=found.company)
    return found


@pytest.fixture
def case(shop) -> Application:
    return sent_for(shop)[0]


def steps_of(case: Application) -> list[str]:
    entries = Entry.objects.filter(file_kind="application", file_id=case.pk).order_by("seq")
    return list(entries.values_list("step", flat=True))


def test_who_sent_it_and_the_company_both_see_it_and_nobody_else_of_their_kind(shop, case):
    assert visible_to(COUNSELLOR).count() == 4
    assert visible_to(shop.actor).count() == 4
    for stranger in (COLLEAGUE, ELSEWHERE, SECTOR, OTHER_COMPANY, OTHER_PARTNERSHIP):
        assert not visible_to(stranger).exists()


def test_a_holder_does_not_see_what_the_company_asked_itself(shop):
    ApplicationFactory(site=shop.sites[0])

    assert not visible_to(COUNSELLOR).exists()


def test_who_sent_it_answers_a_question(case):
    handling.ask(case.pk, actor=FOOD, on=DAY, items="Een recent uittreksel.")

    handling.answer(case.pk, actor=COUNSELLOR, on=DAY, text="Het zit hierbij.")

    case.refresh_from_db()
    assert case.state == ApplicationState.IN_REVIEW


def test_who_sent_it_withdraws_it(case):
    handling.withdraw(case.pk, actor=COUNSELLOR, on=DAY)

    case.refresh_from_db()
    assert case.state == ApplicationState.CANCELLED


@pytest.mark.parametrize("actor", [COLLEAGUE, ELSEWHERE, SECTOR])
def test_a_colleague_without_the_mandate_does_nothing(case, actor):
    with pytest.raises(PermissionDenied):
        handling.withdraw(case.pk, actor=actor, on=DAY)


def test_a_case_goes_on_when_its_mandate_is_revoked_and_its_holder_loses_access(shop, case):
    handling.ask(case.pk, actor=FOOD, on=DAY, items="Een recent uittreksel.")
    revoke(case.mandate_id, actor=shop.actor, on=DAY)

    with pytest.raises(PermissionDenied):
        handling.answer(case.pk, actor=COUNSELLOR, on=DAY, text="Het zit hierbij.")
    assert not visible_to(COUNSELLOR).exists()

    handling.answer(case.pk, actor=shop.actor, on=DAY, text="Het zit hierbij.")
    case.refresh_from_db()
    assert case.state == ApplicationState.IN_REVIEW


def test_a_new_mandate_gives_the_cases_back(shop, case):
    revoke(case.mandate_id, actor=shop.actor, on=DAY)
    MandateFactory(company=shop.company)
    case.refresh_from_db()

    assert visible_to(COUNSELLOR).count() == 4
    assert policy.may(COUNSELLOR, WITHDRAW, case)


@pytest.mark.django_db
def test_a_mandate_past_its_last_day_refuses_with_its_reason():
    shop = bakery()
    MandateFactory(company=shop.company, valid_to=DAY)
    case = sent_for(shop)[0]

    with pytest.raises(Refused) as refused:
        handling.withdraw(case.pk, actor=COUNSELLOR, on=DAY + ONE)

    assert refused.value.reasons == ("mandate_expired",)


def test_from_the_take_over_on_only_the_company_acts_and_who_sent_it_keeps_reading(shop, case):
    behalf.take_over(case.pk, actor=shop.actor, on=DAY)

    case.refresh_from_db()
    assert case.taken_over_on == DAY
    assert steps_of(case)[-1] == "take_over"
    assert not policy.may(COUNSELLOR, ANSWER, case)
    with pytest.raises(PermissionDenied):
        handling.withdraw(case.pk, actor=COUNSELLOR, on=DAY)
    assert case in visible_to(COUNSELLOR)
    handling.withdraw(case.pk, actor=shop.actor, on=DAY)


@pytest.mark.parametrize("actor", [COUNSELLOR, COLLEAGUE, SECTOR, OTHER_COMPANY, FOOD, DEPARTMENT])
def test_nobody_but_the_company_takes_over(case, actor):
    with pytest.raises(PermissionDenied):
        behalf.take_over(case.pk, actor=actor, on=DAY)


def test_a_case_is_taken_over_once_while_it_runs_and_only_when_somebody_else_sent_it(shop, case):
    own = ApplicationFactory(site=shop.sites[0])
    behalf.take_over(case.pk, actor=shop.actor, on=DAY)

    with pytest.raises(Refused) as twice:
        behalf.take_over(case.pk, actor=shop.actor, on=DAY)
    with pytest.raises(Refused) as its_own:
        behalf.take_over(own.pk, actor=shop.actor, on=DAY)
    own.state = ApplicationState.CANCELLED
    own.save()
    with pytest.raises(Refused) as closed:
        behalf.take_over(own.pk, actor=shop.actor, on=DAY)

    assert twice.value.reasons == ("already_taken_over",)
    assert its_own.value.reasons == ("not_on_behalf",)
    assert closed.value.reasons == ("wrong_state",)


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [COUNSELLOR, SECTOR])
def test_only_the_undertaking_itself_appeals_and_says_that_it_read_the_decision(actor):
    shop = bakery()
    MandateFactory(company=shop.company, sector=actor is SECTOR)
    case = sent_for(shop, actor=actor)[0]
    Application.objects.filter(pk=case.pk).update(state=ApplicationState.REFUSED, decided_on=DAY)

    with pytest.raises(PermissionDenied):
        appeals.lodge("REFUSAL", case.pk, actor=actor, on=DAY, reasons="Wij zijn het niet eens.")
    with pytest.raises(PermissionDenied):
        appeals.read_decision(case.pk, actor=actor, on=DAY)

    assert appeals.lodge("REFUSAL", case.pk, actor=shop.actor, on=DAY, reasons="Wij zijn het niet eens.")


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["grant", "refuse"])
def test_a_sector_employee_who_sent_it_does_not_decide_on_it_as_officer(step):
    shop = bakery()
    MandateFactory(company=shop.company, sector=True)
    case = sent_for(shop, actor=SECTOR)[0]
    judge_all(case, "met" if step == "grant" else "not_met")
    both = Actor(Role.PARTNERSHIP, "voeding", user_id=SECTOR.user_id, name=SECTOR.name)

    with pytest.raises(Refused) as refused:
        getattr(handling, step)(case.pk, actor=both, on=DAY)
    getattr(handling, step)(case.pk, actor=FOOD, on=DAY)

    assert "SUBMITTER" in refused.value.reasons


def test_who_sent_it_sees_no_recognition_file_and_no_judgement(shop, case):
    judge_all(case)
    handling.grant(case.pk, actor=FOOD, on=DAY)

    assert not recognitions_visible_to(COUNSELLOR).exists()
    assert not policy.may_see_judgements(COUNSELLOR)
    assert policy.may_see_judgements(shop.actor)


@pytest.mark.django_db(transaction=True)
def test_papers_are_opened_by_who_judges_the_company_and_the_holder_and_every_look_is_an_entry():
    shop = bakery()
    MandateFactory(company=shop.company)
    case = sent_for(shop)[0]
    declaration, mandate = case.declaration_id, case.mandate.document_id

    for actor in (FOOD, DEPARTMENT, shop.actor, COUNSELLOR):
        assert behalf.open_paper(case.pk, declaration, actor=actor, on=DAY).data
        assert behalf.open_paper(case.pk, mandate, actor=actor, on=DAY).data
    for actor in (COLLEAGUE, SECTOR, OTHER_COMPANY, OTHER_PARTNERSHIP, OFFICER):
        with pytest.raises(PermissionDenied):
            behalf.open_paper(case.pk, declaration, actor=actor, on=DAY)
    with pytest.raises(Document.DoesNotExist):
        behalf.open_paper(case.pk, stored().pk, actor=FOOD, on=DAY)

    assert steps_of(case).count("open_paper") == 8


@pytest.mark.django_db(transaction=True)
def test_an_extract_of_a_mentor_is_never_opened_by_who_sent_it():
    shop = bakery()
    MandateFactory(company=shop.company)
    case = sent_for(shop)[0]
    extract = stored()
    case.assignments.get().documents.create(document=extract)

    with pytest.raises(PermissionDenied):
        open_document(case.pk, extract.pk, actor=COUNSELLOR, on=DAY)
    with pytest.raises(Document.DoesNotExist):
        behalf.open_paper(case.pk, extract.pk, actor=COUNSELLOR, on=DAY)
