"""Reading and lodging an appeal: done, each blocker, wrong state, wrong role, audit entry.

The refusal of the factories is of Tuesday 10 March 2026: received at the latest on Friday 13 March, so
the last day to appeal is Monday 23 March.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.assessing import term_of
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Application
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    company_of,
)
from tests.casework.recognition.appeals.cases import (
    DAY,
    DAY_AFTER,
    LAST_DAY,
    REFUSED_ON,
    WHY,
    refused_case,
    state_of,
    steps,
)
from tests.casework.recognition.factories import (
    AppealFactory,
    ApplicationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_company_appeals_and_the_refusal_waits_for_the_outcome():
    case = refused_case()

    appeal = actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=DAY, reasons=f"  {WHY} ")

    assert state_of(case) == "REFUSED_UNDER_APPEAL"
    assert (appeal.state, appeal.way, appeal.sent_on, appeal.reasons) == ("LODGED", "FORM", DAY, WHY)
    assert (appeal.decision_received_on, appeal.last_day_on) == (date(2026, 3, 13), LAST_DAY)
    assert appeal.acknowledge_by == DAY + timedelta(days=10)


def test_an_appeal_is_recorded_in_its_own_file_and_in_that_of_the_application():
    case = refused_case()

    appeal = actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=DAY, reasons=WHY)

    own = Entry.objects.get(file_kind="appeal")
    assert (own.file_id, own.step, own.to_state, own.remark) == (appeal.pk, "lodge_appeal", "LODGED", WHY)
    assert {version["key"] for version in own.rule_versions} == {
        "recognition.receipt_working_days",
        "recognition.appeal_days",
        "recognition.appeal_last_day_moves",
        "recognition.appeal_acknowledgement_days",
    }
    other = Entry.objects.get(file_kind="application")
    assert (other.step, other.from_state, other.to_state) == ("contest", "REFUSED", "REFUSED_UNDER_APPEAL")


@pytest.mark.parametrize(
    ("day", "in_time"),
    [
        pytest.param(LAST_DAY, True, id="last day"),
        pytest.param(DAY_AFTER, False, id="day after"),
    ],
)
def test_an_appeal_comes_in_time_until_the_last_day(day, in_time):
    case = refused_case()

    if in_time:
        actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=day, reasons=WHY)
    else:
        with pytest.raises(Refused) as refusal:
            actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=day, reasons=WHY)
        assert refusal.value.reasons == ("appeal_late",)

    assert (state_of(case) == "REFUSED_UNDER_APPEAL") == in_time


@pytest.mark.parametrize(
    ("read_on", "last_day"),
    [
        pytest.param(date(2026, 3, 11), date(2026, 3, 23), id="read: day 10 is a Saturday"),
        pytest.param(date(2026, 3, 10), date(2026, 3, 20), id="read on the day itself"),
        pytest.param(date(2026, 3, 18), LAST_DAY, id="read after it counted as received"),
        pytest.param(None, LAST_DAY, id="never read"),
    ],
)
def test_the_term_runs_from_the_first_reading_or_from_the_third_working_day(read_on, last_day):
    case = refused_case()
    if read_on is not None:
        actions.read_decision(case.pk, actor=company_of(case), on=read_on)

    found = term_of(Application.objects.get(pk=case.pk))

    assert found.last_day == last_day


def test_reading_is_kept_once_and_recorded():
    case = refused_case()
    actions.read_decision(case.pk, actor=company_of(case), on=REFUSED_ON)

    with pytest.raises(Refused) as refusal:
        actions.read_decision(case.pk, actor=company_of(case), on=DAY)

    case.refresh_from_db()
    assert refusal.value.reasons == ("decision_already_read",)
    assert (case.decision_read_on, case.state) == (REFUSED_ON, "REFUSED")
    assert steps("application", case.pk) == ["read_decision"]


@pytest.mark.parametrize("reasons", ["", "  \n "], ids=["empty", "only spaces"])
def test_an_appeal_without_reasons_is_wrong_input(reasons):
    case = refused_case()

    with pytest.raises(ValidationError) as error:
        actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=DAY, reasons=reasons)

    assert list(error.value.message_dict) == ["reasons"]
    assert state_of(case) == "REFUSED"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("actor", [OFFICER, FLEMISH, DEPARTMENT, OTHER_COMPANY], ids=lambda a: a.name)
def test_only_the_company_itself_lodges_an_appeal(actor):
    case = refused_case()

    with pytest.raises(PermissionDenied):
        actions.lodge("REFUSAL", case.pk, actor=actor, on=DAY, reasons=WHY)
    with pytest.raises(PermissionDenied):
        actions.read_decision(case.pk, actor=actor, on=DAY)

    assert state_of(case) == "REFUSED"
    assert not Appeal.objects.exists()


@pytest.mark.parametrize(
    "traits",
    [{}, {"waiting": True}, {"approved": True}, {"cancelled": True}, {"discontinued": True}],
    ids=["in review", "waiting", "approved", "cancelled", "discontinued"],
)
def test_there_is_no_appeal_without_a_refusal(traits):
    case = ApplicationFactory(**traits)

    with pytest.raises(Refused) as refusal:
        actions.lodge("REFUSAL", case.pk, actor=company_of(case), on=REFUSED_ON, reasons=WHY)
    with pytest.raises(Refused) as unread:
        actions.read_decision(case.pk, actor=company_of(case), on=REFUSED_ON)

    assert refusal.value.reasons == ("nothing_to_appeal",)
    assert unread.value.reasons == ("wrong_state",)


def test_a_second_appeal_waits_for_the_first():
    appeal = AppealFactory()

    with pytest.raises(Refused) as refusal:
        actions.lodge(
            "REFUSAL", appeal.application_id, actor=company_of(appeal.application), on=DAY, reasons=WHY
        )

    assert refusal.value.reasons == ("appeal_runs",)


def test_there_is_no_second_appeal_after_an_outcome_on_the_first():
    appeal = AppealFactory(state="REJECTED", application__state="REFUSED_FINAL")

    with pytest.raises(Refused) as refusal:
        actions.lodge(
            "REFUSAL", appeal.application_id, actor=company_of(appeal.application), on=DAY, reasons=WHY
        )

    assert refusal.value.reasons == ("appeal_answered",)


def test_a_letter_posted_on_the_last_day_opens_a_refusal_that_was_final_already():
    case = refused_case()
    recompute_clocks(on=DAY_AFTER)
    assert state_of(case) == "REFUSED_FINAL"

    appeal = actions.register(
        "REFUSAL",
        case.pk,
        actor=DEPARTMENT,
        on=date(2026, 3, 26),
        way="LETTER",
        sent_on=LAST_DAY,
        reasons=WHY,
    )

    assert (appeal.sent_on, appeal.received_on, appeal.is_late) == (LAST_DAY, date(2026, 3, 26), False)
    assert state_of(case) == "REFUSED_UNDER_APPEAL"
    assert steps("appeal", appeal.pk) == ["register_appeal"]


def test_a_late_letter_is_entered_and_leaves_the_refusal_alone():
    case = refused_case()

    appeal = actions.register(
        "REFUSAL", case.pk, actor=DEPARTMENT, on=date(2026, 3, 26), way="EMAIL", sent_on=DAY_AFTER
    )

    assert appeal.is_late
    assert state_of(case) == "REFUSED"


@pytest.mark.parametrize("actor", [OFFICER, FLEMISH, OTHER_COMPANY], ids=lambda a: a.name)
def test_only_the_department_enters_a_letter(actor):
    case = refused_case()

    with pytest.raises(PermissionDenied):
        actions.register("REFUSAL", case.pk, actor=actor, on=DAY, way="LETTER", sent_on=DAY)


@pytest.mark.parametrize(
    ("way", "sent_on", "field"),
    [
        pytest.param("FORM", DAY, "way", id="not by post"),
        pytest.param("LETTER", DAY + timedelta(days=1), "sent_on", id="posted tomorrow"),
        pytest.param("LETTER", REFUSED_ON - timedelta(days=1), "sent_on", id="posted before the refusal"),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_at_its_field(way, sent_on, field):
    case = refused_case()

    with pytest.raises(ValidationError) as error:
        actions.register("REFUSAL", case.pk, actor=DEPARTMENT, on=DAY, way=way, sent_on=sent_on)

    assert list(error.value.message_dict) == [field]
    assert not Appeal.objects.exists()
