"""A site with a new address asks for a visit: planned at a recognition there, or waived with a reason."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.recognition.models import Recognition, ReportedChange, Visit
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.recognition.states.upkeep import ChangeKind
from duaal.casework.recognition.upkeep.changes import see
from duaal.casework.recognition.upkeep.visiting import visits_to_plan, waive_visit
from duaal.casework.recognition.visits.actions import Appointment, cancel_visit, plan_for_recognition
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_PARTNERSHIP
from tests.casework.recognition.upkeep.places import DAY, holder, recognised
from tests.casework.recognition.upkeep.test_changes import reported
from tests.register.organisations.factories import SiteFactory

pytestmark = pytest.mark.django_db


def moved(recognition: Recognition, *, seen: bool = True, **more: object) -> ReportedChange:
    """A new address of the site of the recognition, seen by its partnership."""
    given = {"kind": ChangeKind.ADDRESS, "site_id": recognition.site_id, **more}
    (change,) = reported(recognition, **given)
    return see(change.pk, actor=OFFICER, on=DAY, outcome="Gezien.") if seen else change


def planned(recognition: Recognition, day: date = DAY) -> Visit:
    return plan_for_recognition(
        recognition.pk, actor=OFFICER, on=DAY, appointment=Appointment(day, None, "Officier Janssens")
    )


def to_plan() -> list[int]:
    return list(visits_to_plan().values_list("pk", flat=True))


def test_a_new_address_asks_for_a_visit_once_the_partnership_has_seen_it():
    recognition = recognised()
    change = moved(recognition, seen=False)
    before = to_plan()
    see(change.pk, actor=OFFICER, on=DAY, outcome="Gezien.")

    assert (before, to_plan()) == ([], [change.pk])


@pytest.mark.parametrize("kind", [kind for kind in ChangeKind if kind != ChangeKind.ADDRESS])
def test_no_other_change_asks_for_one(kind):
    recognition = recognised()
    moved(recognition, kind=kind, acquirer_number="0403.170.701")

    assert to_plan() == []


@pytest.mark.parametrize("seen", [True, False])
def test_a_visit_planned_there_answers_it_also_before_the_report_is_closed(seen):
    recognition = recognised()
    change = moved(recognition, seen=seen)

    visit = planned(recognition)

    if not seen:
        see(change.pk, actor=OFFICER, on=DAY, outcome="Gezien.")
    change.refresh_from_db()
    steps = Entry.objects.filter(file_kind="reported_change", step="answer_with_visit")
    assert (change.visit, to_plan(), steps.count()) == (visit, [], 1)


def test_a_visit_that_is_cancelled_leaves_it_open_again():
    recognition = recognised()
    change = moved(recognition)
    visit = planned(recognition)

    cancel_visit(visit.pk, actor=OFFICER, on=DAY, reason="Ziek.")
    again = to_plan()
    planned(recognition, date(2026, 4, 1))

    assert (again, to_plan()) == ([change.pk], [])


def test_a_visit_before_the_move_or_to_another_site_answers_nothing():
    recognition = recognised()
    elsewhere = recognised(application__site=SiteFactory(company=recognition.company))
    change = moved(recognition, happens_on=date(2026, 4, 1))

    planned(recognition, date(2026, 3, 31))
    planned(elsewhere, date(2026, 4, 2))

    assert to_plan() == [change.pk]


def test_a_change_of_the_whole_company_is_answered_at_any_of_its_sites():
    recognition = recognised()
    moved(recognition, site_id=None)
    before = len(to_plan())

    planned(recognition)

    assert (before, to_plan()) == (1, [])


def test_where_no_recognition_counts_any_more_nobody_has_to_go():
    recognition = recognised()
    moved(recognition)
    Recognition.objects.update(state=RecognitionState.EXPIRED)

    assert to_plan() == []


def test_a_visit_is_waived_with_a_reason_once_and_that_is_recorded():
    recognition = recognised()
    change = moved(recognition)

    waive_visit(change.pk, actor=OFFICER, on=DAY, reason=" Alleen het huisnummer veranderde. ")

    change.refresh_from_db()
    entry = Entry.objects.get(step="waive_visit")
    assert (change.visit_waived_on, change.visit_waived_because, change.visit_waived_by_name) == (
        DAY,
        "Alleen het huisnummer veranderde.",
        "Officier Janssens",
    )
    assert (entry.file_kind, entry.file_id) == ("reported_change", change.pk)
    assert to_plan() == []
    with pytest.raises(Refused) as refusal:
        waive_visit(change.pk, actor=OFFICER, on=DAY, reason="Nog eens.")
    assert refusal.value.reasons == ("visit_waived_already",)


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        pytest.param(lambda one: moved(one, seen=False), "wrong_state", id="not seen yet"),
        pytest.param(lambda one: moved(one, kind=ChangeKind.OTHER), "no_visit_asked", id="not asked"),
        pytest.param(
            lambda one: (moved(one), planned(one))[0], "visit_planned_already", id="planned already"
        ),
    ],
)
def test_what_cannot_be_waived_says_why(prepare, reason):
    change = prepare(recognised())

    with pytest.raises(Refused) as refusal:
        waive_visit(change.pk, actor=OFFICER, on=DAY, reason="Niet nodig.")

    assert refusal.value.reasons == (reason,)


def test_a_waiver_without_a_reason_is_not_kept():
    change = moved(recognised())

    with pytest.raises(ValidationError, match="niet nodig"):
        waive_visit(change.pk, actor=OFFICER, on=DAY, reason="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportedChange.objects.filter(pk=change.pk).update(visit_waived_on=DAY)


def test_only_the_partnership_it_was_reported_to_waives():
    recognition = recognised()
    change = moved(recognition)

    for actor in (OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, holder(recognition)):
        with pytest.raises(PermissionDenied):
            waive_visit(change.pk, actor=actor, on=DAY, reason="Niet nodig.")
