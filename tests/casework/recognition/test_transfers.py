"""Transfers: asked once and answered by the other partnership, then ordered by the Flemish Partnership."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions import judging
from duaal.casework.recognition.models import Application, Transfer, TransferState
from duaal.casework.recognition.queries import case as case_for
from duaal.casework.recognition.queries import visible_to
from duaal.casework.recognition.transfers import actions
from duaal.casework.recognition.transfers.queries import transfers_visible_to
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from duaal.register.partnerships.models import Population
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
    company_of,
)
from tests.casework.recognition.factories import (
    DEADLINE,
    RECEIVED,
    ApplicationFactory,
    TransferFactory,
    recognising,
)
from tests.casework.recognition.looking import steps
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = pytest.mark.django_db

DAY = RECEIVED + timedelta(days=4)
WHY = "Het bedrijf maakt meubels."


@pytest.fixture(autouse=True)
def partnerships() -> None:
    PartnershipFactory(flemish=True)
    for code in ("bouw", "hout", "zorg"):
        recognising(code)


def ask(case: Application, to: str = "hout") -> Transfer:
    return actions.ask(case.pk, actor=OFFICER, on=DAY, to=to, reason=WHY)


def where(case: Application) -> str:
    return Application.objects.get(pk=case.pk).partnership_id


def test_a_case_goes_over_when_the_other_accepts_and_everything_else_stays():
    case = ApplicationFactory(judged=True)

    ask(case)
    actions.accept(case.pk, actor=OTHER_PARTNERSHIP, on=DAY + timedelta(days=1))

    case.refresh_from_db()
    transfer = case.transfers.get()
    assert case.partnership_id == "hout"
    assert (case.received_on, case.deadline_on, case.state) == (RECEIVED, DEADLINE, "IN_REVIEW")
    assert case.judgements.count() == 12
    assert (transfer.state, transfer.answered_by_name) == (TransferState.ACCEPTED, OTHER_PARTNERSHIP.name)
    assert steps(case) == ["ask_transfer", "accept_transfer"]
    last = Entry.objects.filter(file_id=case.pk).order_by("seq").last()
    assert last.remark == f"bouw -> hout: {WHY}"
    assert last.rule_versions[0]["key"] == "recognition.max_transfers"


def test_from_then_on_the_new_partnership_decides_and_the_old_one_sees_only_that_it_went():
    case = ApplicationFactory()
    met = [judging.Judgement("U1", "met")]
    ask(case)

    actions.accept(case.pk, actor=OTHER_PARTNERSHIP, on=DAY)

    judging.judge(case.pk, actor=OTHER_PARTNERSHIP, on=DAY, judgements=met)
    with pytest.raises(PermissionDenied):
        judging.judge(case.pk, actor=OFFICER, on=DAY, judgements=met)
    with pytest.raises(Application.DoesNotExist):
        case_for(OFFICER, case.reference)
    assert not visible_to(OFFICER).exists()
    assert transfers_visible_to(OFFICER).count() == 1


def test_who_is_asked_reads_the_case_but_has_no_other_right_on_it():
    case = ApplicationFactory()
    with pytest.raises(Application.DoesNotExist):
        case_for(OTHER_PARTNERSHIP, case.reference)

    ask(case)

    assert case_for(OTHER_PARTNERSHIP, case.reference) == case
    assert not visible_to(OTHER_PARTNERSHIP).exists()
    with pytest.raises(PermissionDenied):
        judging.judge(case.pk, actor=OTHER_PARTNERSHIP, on=DAY, judgements=[judging.Judgement("U1", "met")])


def test_a_case_that_is_declined_stays_and_the_other_reads_it_no_more():
    case = ApplicationFactory()
    ask(case)

    actions.decline(case.pk, actor=OTHER_PARTNERSHIP, on=DAY, reason=" Geen hout. ")

    transfer = case.transfers.get()
    assert where(case) == "bouw"
    assert (transfer.state, transfer.answer_reason) == (TransferState.DECLINED, "Geen hout.")
    with pytest.raises(Application.DoesNotExist):
        case_for(OTHER_PARTNERSHIP, case.reference)


def test_a_second_wish_is_for_the_flemish_partnership():
    case = ApplicationFactory()
    TransferFactory(application=case, declined=True)

    ask(case)

    for answer in (
        lambda: actions.accept(case.pk, actor=OTHER_PARTNERSHIP, on=DAY),
        lambda: actions.decline(case.pk, actor=OTHER_PARTNERSHIP, on=DAY, reason="Neen."),
    ):
        with pytest.raises(Refused) as refusal:
            answer()
        assert refusal.value.reasons == ("transfer_needs_order",)
    actions.order(case.pk, actor=FLEMISH, on=DAY, to="zorg", reason="Het is een zorgbedrijf.")
    assert where(case) == "zorg"
    assert case.transfers.last().state == TransferState.ORDERED


def test_a_case_that_went_once_goes_again_only_by_order():
    case = ApplicationFactory()
    ask(case)
    actions.accept(case.pk, actor=OTHER_PARTNERSHIP, on=DAY)

    actions.ask(case.pk, actor=OTHER_PARTNERSHIP, on=DAY, to="bouw", reason="Toch niet.")

    with pytest.raises(Refused, match="transfer_needs_order"):
        actions.accept(case.pk, actor=OFFICER, on=DAY)
    actions.keep(case.pk, actor=FLEMISH, on=DAY, reason="Het is hout.")
    assert where(case) == "hout"
    assert steps(case)[-1] == "keep_case"


def test_after_a_refusal_the_flemish_partnership_may_order_at_once():
    case = ApplicationFactory()
    TransferFactory(application=case, declined=True)

    actions.order(case.pk, actor=FLEMISH, on=DAY, to="hout", reason="Het is wel hout.")

    assert where(case) == "hout"
    assert [one.state for one in case.transfers.all()] == [TransferState.DECLINED, TransferState.ORDERED]


def test_the_flemish_partnership_orders_nothing_out_of_the_blue():
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        actions.order(case.pk, actor=FLEMISH, on=DAY, to="hout", reason="Zomaar.")
    ask(case)
    with pytest.raises(Refused):
        actions.keep(case.pk, actor=FLEMISH, on=DAY, reason="Zomaar.")

    assert refusal.value.reasons == ("nothing_to_order",)
    assert where(case) == "bouw"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        pytest.param("bouw", "transfer_to_itself", id="where it is"),
        pytest.param("zonder", "transfer_no_power", id="no power to recognise"),
        pytest.param("volwassenen", "transfer_no_power", id="power for adults only"),
    ],
)
def test_a_case_goes_only_to_another_partnership_that_may_recognise_for_its_learners(to, code):
    PartnershipFactory(code="zonder")
    recognising("volwassenen", population=Population.ADULT)
    case = ApplicationFactory()

    with pytest.raises(Refused) as refusal:
        ask(case, to=to)

    assert refusal.value.reasons == (code,)
    assert not Transfer.objects.exists()


def test_the_flemish_partnership_can_always_take_a_case_over():
    case = ApplicationFactory()
    ask(case, to="vlaams-partnerschap")

    actions.accept(case.pk, actor=FLEMISH, on=DAY)

    assert where(case) == "vlaams-partnerschap"


def test_a_power_that_ended_before_the_answer_blocks_the_answer():
    power = recognising("hout")
    case = ApplicationFactory()
    ask(case)
    power.valid_to = DAY
    power.save()

    with pytest.raises(Refused) as refusal:
        actions.accept(case.pk, actor=OTHER_PARTNERSHIP, on=DAY + timedelta(days=1))

    assert refusal.value.reasons == ("transfer_no_power",)


def test_one_wish_at_a_time_and_none_while_the_company_is_asked_something():
    case, waiting = ApplicationFactory(), ApplicationFactory(waiting=True)
    ask(case)

    with pytest.raises(Refused, match="transfer_asked"):
        ask(case, to="zorg")
    with pytest.raises(Refused, match="wrong_state"):
        ask(waiting)


def test_an_answer_without_a_wish_is_nobody_s_to_give():
    case = ApplicationFactory()

    with pytest.raises(PermissionDenied):
        actions.accept(case.pk, actor=OTHER_PARTNERSHIP, on=DAY)


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, OTHER_COMPANY])
def test_only_who_has_the_case_asks_for_a_transfer(actor):
    case = ApplicationFactory()

    with pytest.raises(PermissionDenied):
        actions.ask(case.pk, actor=actor, on=DAY, to="zorg", reason=WHY)


@pytest.mark.parametrize("actor", [OFFICER, FLEMISH, DEPARTMENT, OTHER_COMPANY])
def test_only_who_is_asked_answers(actor):
    case = ApplicationFactory()
    ask(case)

    with pytest.raises(PermissionDenied):
        actions.accept(case.pk, actor=actor, on=DAY)
    with pytest.raises(PermissionDenied):
        actions.decline(case.pk, actor=actor, on=DAY, reason="Neen.")


@pytest.mark.parametrize("actor", [OFFICER, OTHER_PARTNERSHIP, DEPARTMENT])
def test_only_the_flemish_partnership_orders(actor):
    case = ApplicationFactory()
    TransferFactory(application=case, declined=True)

    with pytest.raises(PermissionDenied):
        actions.order(case.pk, actor=actor, on=DAY, to="hout", reason=WHY)
    with pytest.raises(PermissionDenied):
        actions.keep(case.pk, actor=actor, on=DAY, reason=WHY)


def test_every_answer_but_yes_has_a_reason_and_a_partnership_exists():
    case = ApplicationFactory()

    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        actions.ask(case.pk, actor=OFFICER, on=DAY, to="hout", reason=" ")
    with pytest.raises(ValidationError, match="bestaat niet"):
        ask(case, to="nergens")
    ask(case)
    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        actions.decline(case.pk, actor=OTHER_PARTNERSHIP, on=DAY, reason=" ")


def test_a_company_sees_no_list_of_transfers():
    case = ApplicationFactory()
    ask(case)

    assert not transfers_visible_to(company_of(case)).exists()
    assert transfers_visible_to(OTHER_PARTNERSHIP).exists()
