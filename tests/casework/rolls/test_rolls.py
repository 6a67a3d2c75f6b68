"""Class lists: what each line comes to, what is enrolled, and that nothing is done twice or by half."""

from datetime import date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from duaal.casework.rolls import actions
from duaal.casework.rolls.actions import carry_out_rolls, check_roll, discard_roll, order_roll
from duaal.casework.rolls.models import Line, Outcome, Roll, RollState
from duaal.casework.trajectories.actions import advising, enrolment
from duaal.casework.trajectories.actions.enrolment import WhoIsIt
from duaal.casework.trajectories.models import Guardian, Learner, Trajectory
from duaal.casework.trajectories.models.advice import Adviser
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.verify import verify
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.models import Person
from tests.casework.rolls.papers import HEADINGS, csv_of
from tests.casework.trajectories.actors import COMPANY, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))
BORN = date(2009, 1, 5)
NUMBER = make_national_number(BORN, 7)
OTHER_NUMBER = make_national_number(BORN, 9)


@pytest.fixture
def school():
    return ProviderFactory(name="Atheneum De Brug")


@pytest.fixture
def baker():
    return ProgrammeFactory(name="Bakkerij duaal")


def line_of(programme, given="Lotte", family="Claes", number="", **changed) -> str:
    born, year, council = (changed.get(*pair) for pair in CHANGES)
    return f"{given};{family};{born};{number};{programme.code};{year};{council}"


CHANGES = (("born", "05/01/2009"), ("year", "5"), ("council", "gunstig"))


def checked(school, *lines: str, headings: str = HEADINGS, actor=None) -> Roll:
    return check_roll(
        csv_of(*lines, headings=headings),
        file_name="4A.csv",
        provider=school,
        actor=actor or staff_of(school),
        on=DAY,
        at=AT,
    )


def carried_out(roll: Roll) -> int:
    order_roll(roll.pk, actor=staff_of(roll.provider), on=DAY)
    return carry_out_rolls(now=lambda: AT)


def outcomes(roll: Roll) -> list[str]:
    return list(roll.lines.values_list("outcome", flat=True))


def test_a_check_enrols_nobody_and_registers_nobody(school, baker):
    roll = checked(school, line_of(baker, number=NUMBER))

    assert outcomes(roll) == [Outcome.NEW]
    assert not Person.objects.exists()
    assert not Trajectory.objects.exists()
    assert not Entry.objects.exists()


def test_a_list_enrols_its_learners_each_with_a_person_a_state_and_an_audit_entry(school, baker):
    roll = checked(school, line_of(baker, number=NUMBER), line_of(baker, "Bram", "Maes"))

    assert carried_out(roll) == 2

    roll.refresh_from_db()
    found = Trajectory.objects.select_related("learner__person").order_by("pk")
    assert [str(one.learner.person) for one in found] == ["Lotte Claes", "Bram Maes"]
    assert {one.state for one in found} == {TrajectoryState.SEARCHING}
    assert all(one.enrolled_on == DAY and one.admission["conditions"] for one in found)
    assert roll.state == RollState.DONE
    entries = Entry.objects.filter(file_kind="trajectory")
    assert [one.step for one in entries] == ["enrol_dual"] * 2
    assert {one.remark for one in entries} == {f"klaslijst {roll.pk}"}


def test_what_a_list_writes_is_what_the_form_writes(school, baker):
    entry = enrolment.Entry(year=5, council_decision="favourable")
    learner = enrolment.find_or_register_learner(WhoIsIt("Bram", "Maes", BORN))
    by_hand = enrolment.enrol(
        learner.pk, provider=school, programme=baker, entry=entry, actor=staff_of(school), on=DAY
    )

    carried_out(checked(school, line_of(baker)))

    by_list = Trajectory.objects.exclude(pk=by_hand.pk).get()
    by_hand.refresh_from_db()
    own = {"_state", "id", "learner_id"}
    assert {key: value for key, value in vars(by_list).items() if key not in own} == {
        key: value for key, value in vars(by_hand).items() if key not in own and "cache" not in key
    }
    one, other = (Entry.objects.get(file_kind="trajectory", file_id=pk) for pk in (by_hand.pk, by_list.pk))
    for name in ("step", "from_state", "to_state", "actor_role", "on", "reasons", "rule_versions"):
        assert getattr(one, name) == getattr(other, name), name


def test_the_chain_of_a_file_that_a_list_began_goes_on_and_holds(school, baker):
    carried_out(checked(school, line_of(baker)))
    trajectory = Trajectory.objects.get()

    enrolment.start_lessons(trajectory.pk, first_lesson_on=DAY, actor=staff_of(school), on=DAY)

    assert verify().fault is None


def test_the_same_list_again_changes_nothing(school, baker):
    lines = (line_of(baker, number=NUMBER), line_of(baker, "Bram", "Maes"))
    carried_out(checked(school, *lines))
    before = list(Trajectory.objects.values()), Learner.objects.count(), Entry.objects.count()

    again = checked(school, *lines)

    assert outcomes(again) == [Outcome.PRESENT, Outcome.PRESENT]
    with pytest.raises(Refused, match="nothing_to_enrol"):
        order_roll(again.pk, actor=staff_of(school), on=DAY)
    assert (list(Trajectory.objects.values()), Learner.objects.count(), Entry.objects.count()) == before


def test_a_learner_who_stands_there_twice_is_enrolled_once(school, baker):
    roll = checked(school, line_of(baker), line_of(baker, "LOTTE", "Cláes"), line_of(baker, number=NUMBER))

    assert outcomes(roll)[:2] == [Outcome.NEW, Outcome.PRESENT]
    carried_out(roll)
    assert Learner.objects.filter(person__national_number_key__isnull=True).count() == 1


def test_a_learner_who_stands_there_twice_is_seen_however_far_apart(school, baker, monkeypatch):
    monkeypatch.setattr(actions, "AT_A_TIME", 2)
    others = [line_of(baker, f"Bo {place}") for place in "abc"]

    roll = checked(school, line_of(baker), *others, line_of(baker))

    assert outcomes(roll) == [*[Outcome.NEW] * 4, Outcome.PRESENT]


def test_two_learners_with_one_name_and_two_numbers_are_two(school, baker):
    roll = checked(school, line_of(baker, number=NUMBER), line_of(baker, number=OTHER_NUMBER))

    assert carried_out(roll) == 2
    assert outcomes(checked(school, line_of(baker, number=OTHER_NUMBER))) == [Outcome.PRESENT]


def test_who_is_enrolled_elsewhere_is_a_conflict_that_names_the_school(school, baker):
    other = ProviderFactory(name="Technisch Instituut Ver")
    carried_out(checked(other, line_of(baker, number=NUMBER)))

    roll = checked(school, line_of(baker, number=NUMBER))

    line = roll.lines.get()
    assert line.outcome == Outcome.CONFLICT
    assert "Technisch Instituut Ver" in " ".join(line.messages)
    assert line.trajectory is None


def test_without_a_number_nobody_of_another_school_is_found(school, baker):
    other = ProviderFactory()
    carried_out(checked(other, line_of(baker)))

    roll = checked(school, line_of(baker))

    assert outcomes(roll) == [Outcome.NEW]


def test_a_learner_of_this_school_in_another_programme_is_a_conflict(school, baker):
    carried_out(checked(school, line_of(ProgrammeFactory(name="Slagerij duaal"))))

    line = checked(school, line_of(baker)).lines.get()

    assert line.outcome == Outcome.CONFLICT
    assert "Slagerij duaal" in " ".join(line.messages)


def test_who_may_not_enter_is_told_every_reason(school, baker):
    roll = checked(school, line_of(baker, year="6", council=""), line_of(baker, born="05/01/2012"))

    first, second = roll.lines.all()
    assert (first.outcome, second.outcome) == (Outcome.BLOCKED, Outcome.BLOCKED)
    assert len(first.messages) == 3
    assert "voltijds leerplichtig" in second.messages[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Lotte;Claes;32/01/2009;;{code};5;", "“32/01/2009” kan niet bij geboortedatum"),
        ("Lotte;Claes;;;{code};5;", "Vul geboortedatum in"),
        (";Claes;05/01/2009;;{code};5;", "Vul de voornaam in"),
        ("Lotte;Claes;05/01/2009;;Bakerij;5;", "Bedoelt u “Bakkerij duaal”"),
        ("Lotte;Claes;05/01/2009;;Kunst;5;", "“Kunst” kan niet bij opleiding"),
        ("Lotte;Claes;05/01/2009;;{code};9;", "“9” kan niet bij jaar"),
        ("Lotte;Claes;05/01/2009;;{code};;", "Kies het jaar"),
        ("Lotte;Claes;05/01/2009;;{code};5;misschien", "“misschien” kan niet bij klassenraad"),
        ("Lotte;Claes;05/01/2009;12345;{code};5;", "rijksregisternummer"),
        ("Lotte;Claes;06/01/2009;{number};{code};5;", "niet die van het rijksregisternummer"),
    ],
)
def test_a_wrong_value_is_told_with_the_value_and_what_to_do(school, baker, line, words):
    roll = checked(school, line.format(code=baker.code, number=NUMBER))

    found = roll.lines.get()
    assert found.outcome == Outcome.WRONG
    assert words in " ".join(found.messages)


def test_a_number_of_somebody_with_another_name_is_wrong(school, baker):
    carried_out(checked(school, line_of(baker, number=NUMBER)))

    line = checked(school, line_of(baker, family="Peeters", number=NUMBER)).lines.get()

    assert line.outcome == Outcome.WRONG
    assert "hoort niet bij de familienaam Peeters" in line.messages[0]


def test_wrong_lines_never_hold_up_the_right_ones_and_nothing_is_half_saved(school, baker):
    roll = checked(school, line_of(baker), "Bram;;05/01/2009;;x;12;nee", line_of(baker, "An", "Peeters"))

    assert carried_out(roll) == 2
    assert outcomes(roll) == [Outcome.DONE, Outcome.WRONG, Outcome.DONE]
    assert Person.objects.count() == 2


def test_a_national_number_is_never_kept_in_clear_and_goes_when_the_learner_is_enrolled(school, baker):
    roll = checked(school, line_of(baker, number=NUMBER))
    line = roll.lines.get()
    assert line.protected
    assert NUMBER not in str(line.cells)

    carried_out(roll)

    line.refresh_from_db()
    assert (line.protected, line.cells) == ("", {})
    assert Person.objects.get().national_number_key


def test_a_known_learner_who_left_is_enrolled_anew_and_gets_the_number(school, baker):
    carried_out(checked(school, line_of(baker)))
    Trajectory.objects.update(state=TrajectoryState.DEREGISTERED, ended_on=DAY)

    roll = checked(school, line_of(baker, number=NUMBER))

    assert outcomes(roll) == [Outcome.KNOWN]
    carried_out(roll)
    assert Learner.objects.count() == 1
    assert Person.objects.get().national_number_key
    assert Trajectory.objects.count() == 2


def test_who_waits_as_advised_goes_on_in_the_same_file(school, baker):
    learner = enrolment.find_or_register_learner(WhoIsIt("Lotte", "Claes", BORN))
    facts = {"provider": school, "programme": baker, "actor": staff_of(school), "on": DAY}
    advising.record_advice(
        learner.pk, given_on=DAY, given_by=Adviser.CLB, is_willing=True, is_ready=True, **facts
    )

    assert carried_out(checked(school, line_of(baker))) == 1

    assert Trajectory.objects.get().state == TrajectoryState.SEARCHING
    assert [one.step for one in Entry.objects.order_by("pk")] == ["record_advice", "enrol_dual"]


def test_a_parent_is_named_with_the_learner_and_only_once(school, baker):
    headings = HEADINGS + ";ouder voornaam;ouder familienaam;ouder geboortedatum;ouder e-mail"
    line = line_of(baker) + ";Els;Maes;17/08/1980;els@voorbeeld.test"
    carried_out(checked(school, line, headings=headings))
    Trajectory.objects.update(state=TrajectoryState.DEREGISTERED, ended_on=DAY)

    carried_out(checked(school, line, headings=headings))

    parent = Guardian.objects.get()
    assert (str(parent.person), parent.email) == ("Els Maes", "els@voorbeeld.test")
    half = checked(school, line_of(baker, "Bo") + ";Els;;;", headings=headings).lines.get()
    assert "Vul ook ouder familienaam, ouder geboortedatum in" in half.messages[0]


def test_a_startup_phase_begins_in_its_own_state(school, baker):
    headings = HEADINGS + ";traject;clb-advies"

    carried_out(checked(school, line_of(baker) + ";aanloopfase;ja", headings=headings))

    assert Trajectory.objects.get().state == TrajectoryState.STARTUP_SCREENING


def test_a_list_goes_on_where_it_was_stopped(school, baker, monkeypatch):
    monkeypatch.setattr(actions, "AT_A_TIME", 2)
    roll = checked(school, *(line_of(baker, f"Lotte {place}") for place in "abcde"))
    order_roll(roll.pk, actor=staff_of(school), on=DAY)
    assert actions._carry_out_set(roll.pk, lambda: AT) == 2

    assert carry_out_rolls(now=lambda: AT) == 3
    assert carry_out_rolls(now=lambda: AT) == 0
    assert set(outcomes(roll)) == {Outcome.DONE}


def test_a_set_that_meets_the_same_new_person_elsewhere_is_tried_again(school, baker, monkeypatch):
    roll = checked(school, line_of(baker, number=NUMBER))
    order_roll(roll.pk, actor=staff_of(school), on=DAY)
    real, tried = actions.enrol_all, []

    def once(*args, **kwargs):
        tried.append(1)
        if len(tried) == 1:
            raise IntegrityError("registered meanwhile")
        return real(*args, **kwargs)

    monkeypatch.setattr(actions, "enrol_all", once)

    assert carry_out_rolls(now=lambda: AT) == 1
    assert len(tried) == 2


def test_only_staff_of_the_school_bring_lists_in_order_them_and_throw_them_away(school, baker):
    for actor in (OTHER_SCHOOL, COMPANY):
        with pytest.raises(PermissionDenied):
            checked(school, line_of(baker), actor=actor)
    roll = checked(school, line_of(baker))
    for actor in (OTHER_SCHOOL, COMPANY):
        with pytest.raises(Roll.DoesNotExist):
            order_roll(roll.pk, actor=actor, on=DAY)
        with pytest.raises(Roll.DoesNotExist):
            discard_roll(roll.pk, actor=actor)


def test_a_list_is_ordered_once_and_not_thrown_away_meanwhile(school, baker):
    roll = checked(school, line_of(baker))
    order_roll(roll.pk, actor=staff_of(school), on=DAY)

    with pytest.raises(Refused, match="roll_ordered"):
        order_roll(roll.pk, actor=staff_of(school), on=DAY)
    with pytest.raises(Refused, match="roll_ordered"):
        discard_roll(roll.pk, actor=staff_of(school))
    carry_out_rolls(now=lambda: AT)
    discard_roll(roll.pk, actor=staff_of(school))
    assert Trajectory.objects.count() == 1
    assert not Line.objects.exists()


def test_a_new_list_replaces_the_one_that_was_only_checked(school, baker):
    first = checked(school, line_of(baker))
    other = checked(ProviderFactory(), line_of(baker))

    second = checked(school, line_of(baker))

    assert set(Roll.objects.all()) == {other, second}
    assert first.pk != second.pk


def test_a_list_without_learners_is_refused(school):
    with pytest.raises(ValidationError, match="geen enkele leerling"):
        checked(school)


def test_a_check_asks_as_many_queries_for_many_learners_as_for_one(
    school, baker, django_assert_max_num_queries
):
    carried_out(checked(school, *(line_of(baker, f"Lotte {place}") for place in "abc")))
    with django_assert_max_num_queries(22):
        checked(school, line_of(baker, number=NUMBER), line_of(baker, "Lotte a"))
    lines = [
        line_of(baker, f"Bo {place}", number=make_national_number(BORN, 20 + place)) for place in range(40)
    ]
    with django_assert_max_num_queries(22):
        roll = checked(school, *lines, line_of(baker, "Lotte a"))
    order_roll(roll.pk, actor=staff_of(school), on=DAY)
    with django_assert_max_num_queries(60):
        assert carry_out_rolls(now=lambda: AT) == 40


def test_an_enrolment_made_meanwhile_is_seen_when_the_list_is_carried_out(school, baker):
    roll = checked(school, line_of(baker))
    order_roll(roll.pk, actor=staff_of(school), on=DAY)
    TrajectoryFactory(
        learner=enrolment.find_or_register_learner(WhoIsIt("Lotte", "Claes", BORN)),
        provider=school,
        programme=baker,
    )

    assert carry_out_rolls(now=lambda: AT) == 0
    assert outcomes(roll) == [Outcome.PRESENT]
