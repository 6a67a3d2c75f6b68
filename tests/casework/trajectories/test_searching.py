"""The days to find a workplace in the files: started, extended, warned, over, begun anew."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.trajectories.actions import clocks, enrolment, searching
from duaal.casework.trajectories.actions.calendars import set_free_days
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.states import Destination, TrajectoryState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.school_year import SchoolYear
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import FIRST_LESSON, TrajectoryFactory

pytestmark = pytest.mark.django_db

LAST_DAY = date(2025, 9, 26)
GROUND = "De onderneming trok zich op het einde terug."


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory()


@pytest.fixture
def looking(trajectory) -> Trajectory:
    """A learner who was in the first lesson on 1 September."""
    enrolment.start_lessons(
        trajectory.pk, first_lesson_on=FIRST_LESSON, actor=staff_of(trajectory), on=FIRST_LESSON
    )
    return trajectory


def search_of(trajectory: Trajectory) -> Search:
    return Search.objects.filter(trajectory=trajectory).order_by("-pk").first()


def steps_of(trajectory: Trajectory) -> list[str]:
    found = Entry.objects.filter(file_kind="trajectory", file_id=trajectory.pk).order_by("seq")
    return list(found.values_list("step", flat=True))


def test_the_first_lesson_starts_the_days(looking):
    search = search_of(looking)

    assert (search.first_day, search.last_day) == (FIRST_LESSON, LAST_DAY)
    assert search.calendar_source.startswith("holidays ")
    assert steps_of(looking) == ["start_lessons"]


def test_the_first_lesson_is_recorded_once(looking):
    with pytest.raises(Refused) as refusal:
        enrolment.start_lessons(
            looking.pk, first_lesson_on=date(2025, 9, 2), actor=staff_of(looking), on=date(2025, 9, 3)
        )

    assert refusal.value.reasons == ("lessons_started",)
    assert Search.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 8, 29), "voor de inschrijving"),
        (date(2025, 9, 6), "geen lessen"),
        (date(2025, 9, 9), "nog niet voorbij"),
    ],
)
def test_a_first_lesson_on_a_day_that_cannot_be_is_refused_with_what_to_do(trajectory, day, words):
    with pytest.raises(ValidationError, match=words):
        enrolment.start_lessons(
            trajectory.pk, first_lesson_on=day, actor=staff_of(trajectory), on=date(2025, 9, 8)
        )

    assert not Search.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, DEPARTMENT, COMPANY])
def test_only_staff_of_the_own_provider_touches_a_search(looking, actor):
    before = Entry.objects.count()

    with pytest.raises(PermissionDenied):
        searching.extend_search(looking.pk, ground=GROUND, actor=actor, on=LAST_DAY)

    assert not search_of(looking).is_extended
    assert Entry.objects.count() == before


def test_an_extension_on_the_last_day_adds_twenty_training_days(looking):
    searching.extend_search(looking.pk, ground=GROUND, actor=staff_of(looking), on=LAST_DAY)

    search = search_of(looking)
    assert search.last_day == date(2025, 10, 24)
    assert search.extensions.get().ground == GROUND
    assert Entry.objects.get(step="extend_search").rule_versions[0]["key"] == "trajectories.extension_days"


def test_in_special_education_an_extension_adds_forty():
    trajectory = TrajectoryFactory(special_form="ov3")
    staff = staff_of(trajectory)
    enrolment.start_lessons(trajectory.pk, first_lesson_on=FIRST_LESSON, actor=staff, on=FIRST_LESSON)

    searching.extend_search(trajectory.pk, ground=GROUND, actor=staff, on=LAST_DAY)

    assert search_of(trajectory).last_day == date(2025, 12, 1)


def test_a_refused_extension_lists_every_reason_and_changes_nothing(looking):
    searching.extend_search(looking.pk, ground=GROUND, actor=staff_of(looking), on=LAST_DAY)

    with pytest.raises(Refused) as refusal:
        searching.extend_search(looking.pk, ground=" ", actor=staff_of(looking), on=date(2025, 10, 27))

    assert refusal.value.reasons == (
        "search_term_expired",
        "search_already_extended",
        "extension_without_ground",
    )
    assert search_of(looking).last_day == date(2025, 10, 24)


def test_an_agreement_concluded_on_the_last_day_stops_the_days(looking):
    searching.conclude(looking.pk, concluded_on=LAST_DAY, on=LAST_DAY)

    looking.refresh_from_db()
    search = search_of(looking)
    assert looking.state == TrajectoryState.IN_TRAINING
    assert search.days_used == 19


def test_an_agreement_concluded_a_day_later_is_refused(looking):
    late = date(2025, 9, 29)

    with pytest.raises(Refused) as refusal:
        searching.conclude(looking.pk, concluded_on=late, on=late)

    assert refusal.value.reasons == ("search_term_expired",)


def test_after_a_loss_the_days_run_on_what_is_left(looking):
    searching.conclude(looking.pk, concluded_on=date(2025, 9, 11), on=date(2025, 9, 11))

    searching.lose_workplace(looking.pk, ended_on=date(2025, 10, 15), on=date(2025, 10, 15), cause="ended")

    search = search_of(looking)
    looking.refresh_from_db()
    assert looking.state == TrajectoryState.SEARCHING
    assert search.days_used_before == 8
    assert (search.first_day, search.last_day) == (date(2025, 10, 16), date(2025, 11, 7))


def test_who_comes_back_to_lessons_later_has_the_later_day_as_day_one(looking):
    searching.conclude(looking.pk, concluded_on=FIRST_LESSON, on=FIRST_LESSON)
    searching.lose_workplace(looking.pk, ended_on=date(2025, 10, 15), on=date(2025, 10, 15), cause="ended")

    searching.record_return(
        looking.pk, first_lesson_on=date(2025, 10, 20), actor=staff_of(looking), on=date(2025, 10, 20)
    )

    assert search_of(looking).last_day == date(2025, 11, 24)


def test_when_no_day_is_left_after_a_loss_the_search_is_over_at_once(looking):
    searching.extend_search(looking.pk, ground=GROUND, actor=staff_of(looking), on=LAST_DAY)
    Search.objects.update(stopped_on=date(2025, 10, 24), days_used=40)
    Trajectory.objects.update(state=TrajectoryState.IN_TRAINING)

    searching.lose_workplace(looking.pk, ended_on=date(2025, 11, 14), on=date(2025, 11, 14), cause="ended")

    search = search_of(looking)
    assert (search.last_day, search.expired_on) == (None, date(2025, 11, 14))


def test_warnings_come_at_ten_five_and_two_days_and_only_once(looking):
    told = {}
    for number in range(1, 30):
        day = date(2025, 9, number)
        told[day] = clocks.keep_searches(on=day)["warned"]
        assert clocks.keep_searches(on=day)["warned"] == 0

    warned = [day for day, number in told.items() if number]
    remarks = Entry.objects.filter(step="warn_search").order_by("seq").values_list("remark", flat=True)
    assert warned == [date(2025, 9, 15), date(2025, 9, 22), date(2025, 9, 25)]
    assert list(remarks) == ["10", "5", "2"]


def test_the_day_after_the_last_the_search_is_over_and_nobody_is_deregistered_by_itself(looking):
    clocks.keep_searches(on=LAST_DAY)
    over = clocks.keep_searches(on=date(2025, 9, 27))

    looking.refresh_from_db()
    assert over["expired"] == 1
    assert search_of(looking).expired_on == date(2025, 9, 27)
    assert looking.state == TrajectoryState.SEARCHING
    assert clocks.keep_searches(on=date(2025, 9, 28))["expired"] == 0


def test_the_provider_confirms_the_end_with_a_destination(looking):
    with pytest.raises(Refused) as refusal:
        searching.deregister_expired(
            looking.pk, destination=None, reason="", actor=staff_of(looking), on=LAST_DAY
        )
    assert refusal.value.reasons == ("search_term_runs", "no_destination")

    searching.deregister_expired(
        looking.pk,
        destination=Destination.NON_DUAL,
        reason="Geen plek gevonden.",
        actor=staff_of(looking),
        on=date(2025, 9, 29),
    )

    looking.refresh_from_db()
    assert looking.state == TrajectoryState.DEREGISTERED
    assert looking.destination == Destination.NON_DUAL
    assert search_of(looking).days_used == 21


def test_a_free_day_of_the_school_moves_the_last_day_and_keeps_the_version(looking):
    version = set_free_days(
        looking.provider, SchoolYear(2025), [date(2025, 9, 19)], actor=staff_of(looking), on=date(2025, 9, 5)
    )

    search = search_of(looking)
    assert search.last_day == date(2025, 9, 29)
    assert search.calendar == version
    assert steps_of(looking) == ["start_lessons", "recount_search"]


def test_the_same_free_days_again_make_no_new_version(looking):
    days = [date(2025, 9, 19)]
    staff = staff_of(looking)
    set_free_days(looking.provider, SchoolYear(2025), days, actor=staff, on=date(2025, 9, 5))
    before = Entry.objects.count()

    again = set_free_days(looking.provider, SchoolYear(2025), days, actor=staff, on=date(2025, 9, 6))

    assert again.number == 1
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 9, 4), "valt niet in schooljaar"), (date(2025, 11, 11), "is al vrij")]
)
def test_a_free_day_that_cannot_be_is_refused(looking, day, words):
    with pytest.raises(ValidationError, match=words):
        set_free_days(looking.provider, SchoolYear(2025), [day], actor=staff_of(looking), on=FIRST_LESSON)

    assert search_of(looking).last_day == LAST_DAY


def test_on_the_first_of_september_a_running_search_has_the_days_of_the_new_year(trajectory):
    Trajectory.objects.update(enrolled_on=date(2026, 6, 1))
    staff = staff_of(trajectory)
    enrolment.start_lessons(
        trajectory.pk, first_lesson_on=date(2026, 6, 24), actor=staff, on=date(2026, 6, 24)
    )

    found = clocks.keep_searches(on=date(2026, 9, 1))

    old, new = Search.objects.filter(trajectory=trajectory).order_by("pk")
    assert found["rolled_over"] == 1
    assert old.days_used == 5
    assert (new.school_year, new.days_used_before, new.last_day) == (2026, 0, date(2026, 9, 28))
    assert clocks.keep_searches(on=date(2026, 9, 1))["rolled_over"] == 0


def test_an_adult_searches_without_an_end(trajectory):
    adult = TrajectoryFactory(adult=True)
    enrolment.start_lessons(adult.pk, first_lesson_on=FIRST_LESSON, actor=staff_of(adult), on=FIRST_LESSON)

    found = clocks.keep_searches(on=date(2026, 6, 1))

    assert search_of(adult).last_day is None
    assert found == {"rolled_over": 0, "warned": 0, "expired": 0}


def test_a_step_in_the_wrong_state_is_refused():
    done = TrajectoryFactory(state=TrajectoryState.COMPLETED)

    with pytest.raises(Refused) as refusal:
        searching.conclude(done.pk, concluded_on=FIRST_LESSON, on=FIRST_LESSON)

    assert refusal.value.reasons == (WRONG_STATE,)


def test_too_few_hours_at_school_without_an_agreement_say_how_many_are_needed():
    special = TrajectoryFactory(special_form="ov3")
    keep = {"first_lesson_on": FIRST_LESSON, "actor": staff_of(special), "on": FIRST_LESSON}

    with pytest.raises(ValidationError) as wrong:
        enrolment.start_lessons(special.pk, school_hours=30, **keep)
    assert "minstens 32" in wrong.value.message_dict["school_hours"][0]
    enrolment.start_lessons(special.pk, school_hours=32, **keep)

    assert Search.objects.get(trajectory=special).school_hours == 32
