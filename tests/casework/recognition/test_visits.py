"""Visits: planned, moved, cancelled and reported by who decides; seen by who may see the file."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.recognition.models import Visit
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.recognition.visits import actions
from duaal.casework.recognition.visits.actions import Appointment
from duaal.casework.recognition.visits.queries import visits_visible_to
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
    company_of,
)
from tests.casework.recognition.factories import (
    RECEIVED,
    ApplicationFactory,
    RecognitionFactory,
    VisitFactory,
)
from tests.casework.recognition.looking import steps

pytestmark = pytest.mark.django_db

DAY = RECEIVED + timedelta(days=4)
SOON = Appointment(DAY + timedelta(days=3), time(14, 30), " Jan Janssens ", "De werkplaats en de machines.")


def test_a_visit_for_a_case_is_kept_and_recorded_in_the_trail_of_the_case():
    case = ApplicationFactory()

    visit = actions.plan_for_case(case.pk, actor=OFFICER, on=DAY, appointment=SOON)

    visit.refresh_from_db()
    entry = Entry.objects.get(file_kind="application", file_id=case.pk)
    assert (visit.planned_on, visit.planned_at, visit.visitor_name) == (
        SOON.day,
        time(14, 30),
        "Jan Janssens",
    )
    assert visit.planned_by_id == OFFICER.user_id
    assert (entry.step, entry.to_state, entry.remark) == (
        "plan_visit",
        "IN_REVIEW",
        "09/03/2026 14:30, Jan Janssens",
    )


def test_a_visit_to_a_recognised_workplace_is_recorded_in_the_trail_of_the_recognition():
    recognition = RecognitionFactory()

    visit = actions.plan_for_recognition(recognition.pk, actor=OFFICER, on=DAY, appointment=SOON)
    actions.report_visit(visit.pk, actor=OFFICER, on=SOON.day, held_on=SOON.day, report="Alles in orde.")

    entries = Entry.objects.filter(file_kind="recognition", file_id=recognition.pk).order_by("seq")
    assert [entry.step for entry in entries] == ["plan_visit", "report_visit"]
    assert Visit.objects.get(pk=visit.pk).recognition == recognition


def test_a_visit_moves_takes_place_and_keeps_its_report():
    visit = VisitFactory()
    later = Appointment(SOON.day + timedelta(days=1), None, "An Maes")

    actions.move_visit(visit.pk, actor=OFFICER, on=DAY, appointment=later)
    actions.report_visit(visit.pk, actor=OFFICER, on=later.day, held_on=later.day, report=" De oven werkt. ")

    visit.refresh_from_db()
    assert (visit.planned_on, visit.planned_at, visit.visitor_name) == (later.day, None, "An Maes")
    assert (visit.held_on, visit.report, visit.reported_by_name) == (
        later.day,
        "De oven werkt.",
        OFFICER.name,
    )
    assert steps(visit.application) == ["move_visit", "report_visit"]


def test_a_visit_is_cancelled_with_a_reason():
    visit = VisitFactory()

    actions.cancel_visit(visit.pk, actor=OFFICER, on=DAY, reason=" De zaakvoerder is ziek. ")

    visit.refresh_from_db()
    assert (visit.cancelled_on, visit.cancelled_because) == (DAY, "De zaakvoerder is ziek.")


@pytest.mark.parametrize(
    ("traits", "code"),
    [
        pytest.param({"held": True}, "visit_held", id="held"),
        pytest.param({"cancelled": True}, "visit_cancelled", id="cancelled"),
    ],
)
def test_nothing_more_can_be_done_with_a_visit_that_is_over(traits, code):
    visit = VisitFactory(**traits)
    tries = (
        lambda: actions.move_visit(visit.pk, actor=OFFICER, on=DAY, appointment=SOON),
        lambda: actions.cancel_visit(visit.pk, actor=OFFICER, on=DAY, reason="Ziek."),
        lambda: actions.report_visit(visit.pk, actor=OFFICER, on=DAY, held_on=DAY, report="Goed."),
    )

    for attempt in tries:
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.reasons == (code,)

    assert not Entry.objects.exists()


def test_no_visit_is_planned_for_a_file_that_is_closed():
    case = ApplicationFactory(refused=True)
    recognition = RecognitionFactory(state=RecognitionState.WITHDRAWN)

    with pytest.raises(Refused, match="wrong_state"):
        actions.plan_for_case(case.pk, actor=OFFICER, on=DAY, appointment=SOON)
    with pytest.raises(Refused, match="wrong_state"):
        actions.plan_for_recognition(recognition.pk, actor=OFFICER, on=DAY, appointment=SOON)

    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("appointment", "words"),
    [
        pytest.param(
            Appointment(DAY - timedelta(days=1), None, "Jan"), "is voorbij", id="a day that is over"
        ),
        pytest.param(Appointment(DAY, None, "  "), "wie langskomt", id="nobody"),
    ],
)
def test_an_appointment_that_cannot_be_is_an_input_error(appointment, words):
    case = ApplicationFactory()

    with pytest.raises(ValidationError, match=words):
        actions.plan_for_case(case.pk, actor=OFFICER, on=DAY, appointment=appointment)

    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("held_on", "report", "words"),
    [
        pytest.param(DAY + timedelta(days=1), "Goed.", "komt nog", id="a day to come"),
        pytest.param(DAY, "  ", "het verslag leeg", id="an empty report"),
    ],
)
def test_a_report_has_words_and_a_day_that_came(held_on, report, words):
    visit = VisitFactory()

    with pytest.raises(ValidationError, match=words):
        actions.report_visit(visit.pk, actor=OFFICER, on=DAY, held_on=held_on, report=report)


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, OTHER_COMPANY])
def test_only_who_decides_the_file_plans_moves_cancels_and_reports(actor):
    visit = VisitFactory()

    with pytest.raises(PermissionDenied):
        actions.plan_for_case(visit.application_id, actor=actor, on=DAY, appointment=SOON)
    with pytest.raises(PermissionDenied):
        actions.move_visit(visit.pk, actor=actor, on=DAY, appointment=SOON)
    with pytest.raises(PermissionDenied):
        actions.cancel_visit(visit.pk, actor=actor, on=DAY, reason="Ziek.")
    with pytest.raises(PermissionDenied):
        actions.report_visit(visit.pk, actor=actor, on=DAY, held_on=DAY, report="Goed.")


def test_who_sees_which_visits():
    case, recognition = ApplicationFactory(), RecognitionFactory()
    VisitFactory(application=case)
    VisitFactory(application=None, recognition=recognition)

    seen = {
        actor: visits_visible_to(actor).count()
        for actor in (OFFICER, DEPARTMENT, FLEMISH, OTHER_PARTNERSHIP, OTHER_COMPANY, company_of(case))
    }

    assert seen == {
        OFFICER: 2,
        DEPARTMENT: 2,
        FLEMISH: 2,
        OTHER_PARTNERSHIP: 0,
        OTHER_COMPANY: 0,
        company_of(case): 1,
    }


def test_a_visit_belongs_to_one_file_and_a_held_one_has_a_report():
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(application=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(held_on=date(2026, 3, 9))
