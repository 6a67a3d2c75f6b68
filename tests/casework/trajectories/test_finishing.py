"""The end of a trajectory, another place on the way, coming back, and who sits in the class council."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.agreements.actions import living
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.states import AgreementState
from duaal.casework.progress.models import Evaluation, Plan, WeekBlock
from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.actions.enrolment import Entry as Declared
from duaal.casework.trajectories.facts import CouncilDecision, Seat
from duaal.casework.trajectories.models import Search, Sitting, Trajectory
from duaal.casework.trajectories.rules.council import Matter, check_council
from duaal.casework.trajectories.states import Destination, TrajectoryState
from duaal.flows.processes import finishing
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import files
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.trajectories.actors import COMPANY, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import FIRST_LESSON, TrajectoryFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
COUNCIL = (Seat.CHAIR, Seat.TEACHERS, Seat.COUNSELLOR, Seat.MENTOR)


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory(trained=True)


def fixed_plan(trajectory, recognition=None, evaluated_on=date(2026, 3, 1)) -> Plan:
    plan = Plan.objects.create(
        trajectory=trajectory,
        version=1,
        starts_on=FIRST_LESSON,
        ends_on=date(2026, 6, 30),
        competences_on=FIRST_LESSON,
        made_on=FIRST_LESSON,
        made_by_name="Begeleider Smets",
    )
    Evaluation.objects.create(plan=plan, planned_on=evaluated_on)
    if recognition is not None:
        WeekBlock.objects.create(
            plan=plan, recognition=recognition, starts_on=date(2026, 3, 2), ends_on=date(2026, 6, 26)
        )
    Plan.objects.filter(pk=plan.pk).update(fixed_on=FIRST_LESSON, content_hash="a" * 64)
    return plan


def complete(trajectory, seats=COUNCIL, motivation="Alles behaald.", actor=None, on=DAY) -> Trajectory:
    return finishing.complete(
        trajectory.pk,
        seats=seats,
        motivation=motivation,
        actor=actor or staff_of(trajectory),
        on=on,
    )


def refused(do) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        do()
    return refusal.value.reasons


def test_the_class_council_completes_a_trajectory_and_who_sat_there_is_kept(trajectory):
    fixed_plan(trajectory)

    done = complete(trajectory)

    sitting = Sitting.objects.get()
    assert (done.state, done.ended_on, done.destination) == (TrajectoryState.COMPLETED, DAY, "")
    assert (sitting.matter, sitting.motivation) == (Matter.COMPLETION, "Alles behaald.")
    assert sitting.seats == [seat.value for seat in COUNCIL]
    assert Entry.objects.get(step="council_decides").to_state == "COMPLETED"


def test_a_search_stops_when_the_council_completes():
    trajectory = TrajectoryFactory()
    fixed_plan(trajectory)
    enrolment.start_lessons(trajectory.pk, first_lesson_on=DAY, actor=staff_of(trajectory), on=DAY)

    complete(trajectory)

    assert Search.objects.get().stopped_on == DAY


def test_an_evaluation_that_is_not_complete_keeps_the_council_from_deciding(trajectory):
    assert refused(lambda: complete(trajectory, seats=())) == ("nobody_sat", "no_fixed_plan")
    fixed_plan(trajectory, evaluated_on=DAY + timedelta(days=1))
    assert refused(lambda: complete(trajectory)) == ("evaluation_to_come",)
    assert complete(trajectory, on=DAY + timedelta(days=1)).state == TrajectoryState.COMPLETED


def test_an_empty_seat_is_seen_and_does_not_block(trajectory):
    fixed_plan(trajectory)

    complete(trajectory, seats=(Seat.CHAIR, Seat.TEACHERS))

    entry = Entry.objects.get(step="council_decides")
    assert entry.reasons == ["COUNSELLOR_NOT_IN_COUNCIL", "MENTOR_NOT_IN_COUNCIL"]


def test_a_decision_without_a_motivation_is_none(trajectory):
    fixed_plan(trajectory)

    with pytest.raises(ValidationError):
        complete(trajectory, motivation=" ")

    assert not Sitting.objects.exists()


@pytest.mark.parametrize("stranger", [OTHER_SCHOOL, COMPANY])
def test_nobody_else_completes(trajectory, stranger):
    with pytest.raises(PermissionDenied):
        complete(trajectory, actor=stranger)


def test_the_agreement_that_runs_ends_with_success_and_no_search_begins():
    agreement = files.begun()
    trajectory = agreement.trajectory
    fixed_plan(trajectory)
    on = files.START + timedelta(days=14)

    complete(trajectory, on=on)

    agreement.refresh_from_db()
    trajectory.refresh_from_db()
    assert (agreement.state, agreement.ended_as, agreement.ended_on) == (
        AgreementState.ENDED,
        "ENDED_SUCCESS",
        on,
    )
    assert trajectory.state == TrajectoryState.COMPLETED
    assert not Search.objects.filter(trajectory=trajectory, stopped_on__isnull=True).exists()


def test_an_agreement_that_has_to_begin_is_called_off_first():
    trajectory = files.registered().trajectory
    fixed_plan(trajectory)

    assert refused(lambda: complete(trajectory, on=files.MONDAY)) == ("agreement_to_begin",)


def test_the_suspension_of_an_agreement_suspends_the_trajectory_and_its_end_resumes_it():
    agreement = files.begun()
    trajectory, on = agreement.trajectory, files.START + timedelta(days=7)
    keep = {"actor": staff_of(trajectory), "on": on}

    living.suspend(agreement.pk, ground=Ground.SICKNESS, first_on=on, last_on=None, **keep)
    trajectory.refresh_from_db()
    assert trajectory.state == TrajectoryState.SUSPENDED

    back = on + timedelta(days=3)
    living.resume(agreement.pk, resumed_on=back, actor=staff_of(trajectory), on=back)
    trajectory.refresh_from_db()
    assert trajectory.state == TrajectoryState.IN_TRAINING
    assert [one.step for one in Entry.objects.filter(file_kind="trajectory").order_by("pk")][-2:] == [
        "suspend",
        "resume",
    ]


def test_a_learner_moves_to_another_place_of_the_plan(trajectory):
    place = RecognitionFactory()
    fixed_plan(trajectory, place)
    keep = {"actor": staff_of(trajectory), "on": DAY}

    moved = finishing.change_site(trajectory.pk, recognition_id=place.pk, since=DAY, **keep)

    assert (moved.site, moved.site_since) == (place.site, DAY)
    assert moved.state == TrajectoryState.IN_TRAINING
    assert Entry.objects.get(step="change_site").remark == place.site.name
    again = refused(lambda: finishing.change_site(trajectory.pk, recognition_id=place.pk, since=DAY, **keep))
    assert again == ("same_site",)


def test_a_place_outside_the_plan_is_refused(trajectory):
    planned, other = RecognitionFactory(), RecognitionFactory()
    fixed_plan(trajectory, planned)
    keep = {"actor": staff_of(trajectory), "on": DAY}
    before = date(2026, 3, 1)

    for place, since in ((other, DAY), (planned, before)):
        with pytest.raises(Refused) as refusal:
            finishing.change_site(trajectory.pk, recognition_id=place.pk, since=since, **keep)
        assert refusal.value.reasons == ("site_not_planned",)


def test_a_move_in_the_future_is_recorded_on_its_day(trajectory):
    place = RecognitionFactory()
    fixed_plan(trajectory, place)

    with pytest.raises(ValidationError):
        finishing.change_site(
            trajectory.pk,
            recognition_id=place.pk,
            since=DAY + timedelta(days=1),
            actor=staff_of(trajectory),
            on=DAY,
        )


def test_another_school_or_a_company_moves_nobody(trajectory):
    place = RecognitionFactory()
    for stranger in (OTHER_SCHOOL, COMPANY):
        with pytest.raises(PermissionDenied):
            finishing.change_site(trajectory.pk, recognition_id=place.pk, since=DAY, actor=stranger, on=DAY)


def test_only_a_learner_in_training_changes_place():
    trajectory, place = TrajectoryFactory(), RecognitionFactory()

    assert refused(
        lambda: finishing.change_site(
            trajectory.pk, recognition_id=place.pk, since=DAY, actor=staff_of(trajectory), on=DAY
        )
    ) == (WRONG_STATE,)


def test_a_mentor_never_sits_in_a_council_that_admits():
    assert check_council(Matter.ADMISSION, COUNCIL).refused == ("MENTOR_IN_ADMISSION",)
    assert check_council(Matter.ADMISSION, (Seat.CHAIR, Seat.COUNSELLOR)).refused == ()
    assert check_council(Matter.COMPLETION, COUNCIL) == check_council(Matter.COMPLETION, COUNCIL[::-1])


def test_coming_back_keeps_the_decision_on_admission_and_refuses_one_with_the_mentor():
    trajectory = TrajectoryFactory()
    keep = {"actor": staff_of(trajectory), "on": DAY}
    enrolment.leave(
        trajectory.pk, destination=Destination.WORK, reason="vond werk", runs_agreement=False, **keep
    )
    entry = Declared(year=5, council_decision=CouncilDecision.FAVOURABLE, council_seats=COUNCIL)

    assert refused(lambda: enrolment.re_enrol(trajectory.pk, entry=entry, **keep)) == ("MENTOR_IN_ADMISSION",)
    without = Declared(year=5, council_decision=CouncilDecision.FAVOURABLE, council_seats=COUNCIL[:3])
    back = enrolment.re_enrol(trajectory.pk, entry=without, **keep)

    assert (back.state, back.ended_on) == (TrajectoryState.SEARCHING, None)
    assert Sitting.objects.get().matter == Matter.ADMISSION
