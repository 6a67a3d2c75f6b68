"""Advice, enrolment, screening, the move to dual and leaving, as they stand in the files."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.trajectories.actions import advising, enrolment
from duaal.casework.trajectories.actions.enrolment import Entry, WhoIsIt
from duaal.casework.trajectories.facts import CouncilDecision, Origin, Route
from duaal.casework.trajectories.models import Advising, Guardian, Item, Learner, Screening, Trajectory
from duaal.casework.trajectories.models.advice import Adviser
from duaal.casework.trajectories.queries import learners_visible_to, trajectories_visible_to
from duaal.casework.trajectories.states import Destination, TrajectoryState
from duaal.foundation.audit.models import Entry as LedgerEntry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.register.organisations.models import ProviderKind
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import BORN, FIRST_LESSON, LearnerFactory, TrajectoryFactory
from tests.foundation.people.factories import PersonFactory
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

YEAR_5 = Entry(year=5)


@pytest.fixture
def school():
    return ProviderFactory()


def enrol(learner, school, entry=YEAR_5, *, programme=None, actor=None, on=FIRST_LESSON) -> Trajectory:
    return enrolment.enrol(
        learner.pk,
        provider=school,
        programme=programme or ProgrammeFactory(),
        entry=entry,
        actor=actor or staff_of(school),
        on=on,
    )


def test_an_enrolment_keeps_every_condition_with_the_law_it_stands_on(school):
    trajectory = enrol(LearnerFactory(), school)

    entry = LedgerEntry.objects.get(step="enrol_dual")
    codes = [one["code"] for one in trajectory.admission["conditions"]]
    assert trajectory.state == TrajectoryState.SEARCHING
    assert codes == ["COMPULSORY_SCHOOLING", "AGE_LIMIT", "ENTRY_WINDOW", "PRIOR_EDUCATION", "NOT_OFFERED"]
    assert trajectory.admission["notes"] == ["NO_ADVICE"]
    assert "trajectories.full_time_age" in {one["key"] for one in entry.rule_versions}
    assert (entry.from_state, entry.to_state) == ("", "SEARCHING")


def test_a_refused_enrolment_lists_every_condition_and_leaves_nothing(school):
    young = LearnerFactory(person=PersonFactory(birth_date=date(2011, 3, 2)))

    with pytest.raises(Refused) as refusal:
        enrol(young, school, Entry(year=6))

    assert refusal.value.reasons == (
        "COMPULSORY_SCHOOLING",
        "COUNCIL_DECISION_MISSING",
        "SERIOUS_REASON_MISSING",
        "PREVIOUS_COUNCIL_ADVICE_MISSING",
    )
    assert not Trajectory.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_second_active_enrolment_is_refused_at_any_school(school):
    learner = LearnerFactory()
    enrol(learner, school)
    other = ProviderFactory()

    with pytest.raises(Refused) as refusal:
        enrol(learner, other, actor=staff_of(other))

    assert refusal.value.reasons == ("enrolled_elsewhere",)
    assert Trajectory.objects.count() == 1


@pytest.mark.parametrize("actor", [OTHER_SCHOOL, DEPARTMENT, COMPANY])
def test_only_staff_of_the_school_enrols(school, actor):
    with pytest.raises(PermissionDenied):
        enrol(LearnerFactory(), school, actor=actor)

    assert not Trajectory.objects.exists()


def test_a_school_enrols_only_in_the_levels_that_it_teaches(school):
    with pytest.raises(ValidationError, match="geen opleidingen van dit niveau"):
        enrol(LearnerFactory(), school, programme=ProgrammeFactory(adult=True))


def test_an_adult_has_no_conditions_of_secondary_education():
    centre = ProviderFactory(kind=ProviderKind.CVO)
    adult = LearnerFactory(person=PersonFactory(birth_date=date(1980, 1, 1)))

    trajectory = enrol(adult, centre, Entry(), programme=ProgrammeFactory(adult=True), actor=staff_of(centre))

    assert trajectory.state == TrajectoryState.SEARCHING
    assert trajectory.population == "adult"


def test_a_year_has_to_be_chosen_in_secondary_education(school):
    with pytest.raises(ValidationError, match="Kies het jaar"):
        enrol(LearnerFactory(), school, Entry())


def test_the_same_national_number_is_the_same_learner_and_keeps_the_number():
    number = make_national_number(BORN, 1)
    first = enrolment.find_or_register_learner(WhoIsIt("Ann", "Peeters", BORN, number, "ann@voorbeeld.test"))

    again = enrolment.find_or_register_learner(WhoIsIt("Ann", "PEETERS", BORN, number))

    assert again.pk == first.pk
    assert Learner.objects.get().email == "ann@voorbeeld.test"
    assert number not in first.number


def test_who_represents_a_minor_is_named_once(school):
    parent = WhoIsIt("Els", "Maes", date(1975, 5, 5), make_national_number(date(1975, 5, 5), 2))
    learner = LearnerFactory()

    enrolment.name_guardians(learner, [parent], on=FIRST_LESSON)
    enrolment.name_guardians(learner, [parent], on=date(2025, 10, 1))

    assert Guardian.objects.get().valid_from == FIRST_LESSON


def test_a_negative_advice_informs_and_does_not_block(school):
    learner, programme = LearnerFactory(), ProgrammeFactory()
    advising.record_advice(
        learner.pk,
        provider=school,
        programme=programme,
        given_on=date(2025, 6, 20),
        given_by=Adviser.CLASS_COUNCIL,
        is_willing=True,
        is_ready=False,
        actor=staff_of(school),
        on=date(2025, 6, 20),
    )
    waiting = Trajectory.objects.get()
    assert waiting.state == TrajectoryState.ADVISED

    trajectory = enrol(learner, school, programme=programme)

    assert trajectory.pk == waiting.pk
    assert trajectory.admission["notes"] == ["NEGATIVE_ADVICE"]
    assert LedgerEntry.objects.get(step="enrol_dual").from_state == "ADVISED"


def test_an_advice_of_a_later_day_is_refused(school):
    with pytest.raises(ValidationError, match="nog niet voorbij"):
        advising.record_advice(
            LearnerFactory().pk,
            provider=school,
            programme=ProgrammeFactory(),
            given_on=date(2025, 9, 2),
            given_by=Adviser.CLASS_COUNCIL,
            is_willing=True,
            is_ready=True,
            actor=staff_of(school),
            on=FIRST_LESSON,
        )

    assert not Advising.objects.exists()


@pytest.fixture
def in_startup() -> Trajectory:
    """A learner in the start-up phase whose first lesson was on 1 September."""
    trajectory = TrajectoryFactory(startup=True)
    return enrolment.start_lessons(
        trajectory.pk, first_lesson_on=FIRST_LESSON, actor=staff_of(trajectory), on=FIRST_LESSON
    )


def screened(trajectory: Trajectory) -> Screening:
    return advising.screen(
        trajectory.pk,
        screened_on=date(2025, 9, 8),
        opinions={Item.MOTIVATION: "Wil graag leren lassen."},
        actor=staff_of(trajectory),
        on=date(2025, 9, 8),
    )


def test_in_the_start_up_phase_the_last_day_to_screen_is_kept_and_no_search_runs(in_startup):
    assert in_startup.screen_by == date(2025, 9, 15)
    assert not in_startup.searches.exists()


def test_a_screening_is_a_record_of_words_with_an_author(in_startup):
    screening = screened(in_startup)

    assert screening.author_name == "Begeleider Smets"
    assert [(one.item, one.finding) for one in screening.opinions.all()] == [
        ("motivation", "Wil graag leren lassen.")
    ]


def test_a_screening_without_a_word_is_refused(in_startup):
    with pytest.raises(ValidationError, match="minstens één onderdeel"):
        advising.screen(
            in_startup.pk,
            screened_on=FIRST_LESSON,
            opinions={Item.MOTIVATION: " "},
            actor=staff_of(in_startup),
            on=FIRST_LESSON,
        )

    assert not Screening.objects.exists()


def test_a_negative_decision_ends_the_start_up_phase_and_dual_stays_open(in_startup):
    screening, staff = screened(in_startup), staff_of(in_startup)

    advising.decide_on_screening(
        screening.pk,
        is_positive=False,
        destination=Destination.NON_DUAL,
        actor=staff,
        on=date(2025, 9, 8),
    )

    in_startup.refresh_from_db()
    again = enrol(in_startup.learner, in_startup.provider, actor=staff, on=date(2025, 9, 10))
    assert in_startup.state == TrajectoryState.DEREGISTERED
    assert again.state == TrajectoryState.SEARCHING


@pytest.mark.parametrize(
    ("given", "words"),
    [({"is_positive": True}, "aanloopcomponent"), ({"is_positive": False}, "waar de leerling naartoe")],
)
def test_a_decision_says_what_comes_next(in_startup, given, words):
    screening = screened(in_startup)

    with pytest.raises(ValidationError, match=words):
        advising.decide_on_screening(screening.pk, **given, actor=staff_of(in_startup), on=date(2025, 9, 8))

    in_startup.refresh_from_db()
    assert in_startup.state == TrajectoryState.STARTUP_SCREENING


def test_the_move_to_dual_starts_the_days_to_find_a_workplace(in_startup):
    screening, staff = screened(in_startup), staff_of(in_startup)
    advising.decide_on_screening(
        screening.pk, is_positive=True, startup_part="Lassen.", actor=staff, on=date(2025, 9, 8)
    )
    entry = Entry(year=5, origin=Origin.STARTUP_SAME_PROGRAMME)

    moved = enrolment.move_to_dual(in_startup.pk, entry=entry, actor=staff, on=date(2026, 3, 2))

    assert moved.state == TrajectoryState.SEARCHING
    assert moved.route == Route.DUAL
    assert moved.searches.get().last_day == date(2026, 3, 27)


def test_leaving_needs_a_destination_and_a_reason(school):
    trajectory = TrajectoryFactory()
    staff = staff_of(trajectory)
    with pytest.raises(Refused) as refusal:
        enrolment.leave(
            trajectory.pk, destination=None, reason="", runs_agreement=True, actor=staff, on=FIRST_LESSON
        )
    assert refusal.value.reasons == ("still_under_agreement", "no_destination")

    with pytest.raises(ValidationError, match="waarom de leerling stopt"):
        enrolment.leave(
            trajectory.pk,
            destination=Destination.WORK,
            reason=" ",
            runs_agreement=False,
            actor=staff,
            on=FIRST_LESSON,
        )

    enrolment.leave(
        trajectory.pk,
        destination=Destination.WORK,
        reason="Vond werk.",
        runs_agreement=False,
        actor=staff,
        on=FIRST_LESSON,
    )
    trajectory.refresh_from_db()
    assert (trajectory.state, trajectory.destination) == (TrajectoryState.DEREGISTERED, Destination.WORK)


def test_the_days_used_before_leaving_still_count_after_coming_back(school):
    trajectory = TrajectoryFactory()
    staff = staff_of(trajectory)
    enrolment.start_lessons(trajectory.pk, first_lesson_on=FIRST_LESSON, actor=staff, on=FIRST_LESSON)
    enrolment.leave(
        trajectory.pk,
        destination=Destination.WORK,
        reason="Vond werk.",
        runs_agreement=False,
        actor=staff,
        on=date(2025, 9, 5),
    )

    again = enrolment.re_enrol(trajectory.pk, entry=YEAR_5, actor=staff, on=date(2025, 10, 6))
    enrolment.start_lessons(again.pk, first_lesson_on=date(2025, 10, 6), actor=staff, on=date(2025, 10, 6))

    search = again.searches.get(stopped_on__isnull=True)
    assert search.days_used_before == 5
    assert search.last_day == date(2025, 10, 24)


def test_steps_in_the_wrong_state_are_refused_and_change_nothing():
    done = TrajectoryFactory(state=TrajectoryState.COMPLETED)
    staff = staff_of(done)
    steps = [
        lambda: enrolment.start_lessons(done.pk, first_lesson_on=FIRST_LESSON, actor=staff, on=FIRST_LESSON),
        lambda: enrolment.move_to_dual(done.pk, entry=YEAR_5, actor=staff, on=FIRST_LESSON),
        lambda: enrolment.re_enrol(done.pk, entry=YEAR_5, actor=staff, on=FIRST_LESSON),
        lambda: enrolment.leave(
            done.pk,
            destination=Destination.WORK,
            reason="Werk.",
            runs_agreement=False,
            actor=staff,
            on=FIRST_LESSON,
        ),
    ]

    for step in steps:
        with pytest.raises(Refused) as refusal:
            step()
        assert refusal.value.reasons == (WRONG_STATE,)
    assert not LedgerEntry.objects.exists()


def test_who_sees_a_learner():
    trajectory = TrajectoryFactory()
    learner = trajectory.learner
    parent = PersonFactory()
    Guardian.objects.create(
        learner=learner, person=parent, valid_from=date(2020, 9, 1), valid_to=date(2026, 6, 13)
    )
    myself = Actor(Role.LEARNER, learner.number, user_id=1, person_id=learner.person_id)
    mother = Actor(Role.GUARDIAN, learner.number, user_id=2, person_id=parent.pk)
    stranger = Actor(Role.LEARNER, learner.number, user_id=3, person_id=parent.pk)

    def sees(actor: Actor, on: date = FIRST_LESSON) -> bool:
        visible = trajectories_visible_to(actor, on=on).exists()
        assert visible == learners_visible_to(actor, on=on).exists()
        return visible

    assert sees(staff_of(trajectory))
    assert sees(myself)
    assert sees(mother)
    assert not sees(mother, on=date(2026, 6, 14))
    assert not any(sees(actor) for actor in (stranger, OTHER_SCHOOL, DEPARTMENT, COMPANY))


@pytest.mark.parametrize(("on", "sees"), [(date(2026, 6, 13), True), (date(2026, 6, 14), False)])
def test_a_parent_sees_nothing_any_more_from_the_day_the_learner_is_of_age(on, sees):
    trajectory, parent = TrajectoryFactory(), PersonFactory()
    Guardian.objects.create(learner=trajectory.learner, person=parent, valid_from=date(2020, 9, 1))
    mother = Actor(Role.GUARDIAN, trajectory.learner.number, user_id=2, person_id=parent.pk)

    assert trajectories_visible_to(mother, on=on).exists() is sees


def test_a_class_council_lets_a_learner_in_after_the_last_day(school):
    learner = LearnerFactory()
    late = date(2026, 1, 16)
    with pytest.raises(Refused):
        enrol(learner, school, on=late)

    trajectory = enrol(learner, school, Entry(year=5, council_decision=CouncilDecision.FAVOURABLE), on=late)

    assert trajectory.enrolled_on == late
