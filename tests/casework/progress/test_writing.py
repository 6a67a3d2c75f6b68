"""A training plan from its first draft: begun, edited, fixed, renewed, moved, and what is reached."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.progress.actions import gaps, reaching, versions, writing
from duaal.casework.progress.models import Evaluation, Gap, Line, Plan, Reached, WeekBlock
from duaal.casework.progress.queries import (
    facts_of,
    fixed_of,
    newest_of,
    open_competences,
    plans_visible_to,
)
from duaal.casework.progress.rules import content_hash
from duaal.casework.progress.states import Venue
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.states import AssignmentState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.progress.factories import (
    ENDS,
    ON,
    STARTS,
    CompetenceFactory,
    complete_draft,
    draft_for,
    learner_with,
    place_for,
)
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL, staff_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return learner_with()


@pytest.fixture
def place(learner):
    return place_for(learner)


@pytest.fixture
def keep(learner):
    return {"actor": staff_of(learner), "on": ON}


def company_of(place) -> Actor:
    return Actor(Role.COMPANY, place.company.enterprise_number, user_id=40, name="Ann Peeters")


def steps_of(learner) -> list[str]:
    found = Entry.objects.filter(file_kind="plan", file_id=learner.pk).order_by("seq")
    return list(found.values_list("step", flat=True))


def lines_of(plan) -> dict[str, tuple[str, int | None]]:
    found = Line.objects.filter(plan=plan).select_related("competence")
    return {one.competence.code: (one.venue, one.recognition_id) for one in found}


def test_a_plan_begins_with_every_competence_of_the_programme(learner, place):
    plan = draft_for(learner, place=place.pk)

    assert sorted(lines_of(plan).values(), key=str) == sorted(
        [(Venue.WORKPLACE, place.pk)] * 3 + [(Venue.SCHOOL, None)], key=str
    )
    assert steps_of(learner) == ["start_plan"]


def test_what_is_not_trainable_at_the_place_begins_at_school(learner, place):
    lacking = learner.programme.competences.order_by("position").first()
    gaps.record_gap(place.pk, lacking.pk, actor=company_of(place), on=ON)

    plan = draft_for(learner, place=place.pk)

    assert lines_of(plan)[lacking.code] == (Venue.SCHOOL, None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda one: draft_for(one), "plan_exists", id="a plan is there"),
        pytest.param(
            lambda one: one.programme.competences.all().delete(), "programme_without_competences", id="none"
        ),
    ],
)
def test_a_plan_is_not_begun(learner, change, reason):
    change(learner)

    with pytest.raises(Refused) as refused:
        draft_for(learner)

    assert refused.value.reasons == (reason,)


def test_a_learner_who_left_gets_no_plan(learner):
    learner.state = "DEREGISTERED"
    learner.save()

    with pytest.raises(Refused) as refused:
        draft_for(learner)

    assert refused.value.reasons == ("learner_not_enrolled",)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        pytest.param(date(2026, 6, 30), date(2025, 9, 1), "ends_on", id="ends first"),
        pytest.param(date(2019, 8, 31), date(2020, 6, 30), "starts_on", id="before the law"),
    ],
)
def test_a_period_that_cannot_be_is_told_with_its_days(learner, starts_on, ends_on, field):
    learner.programme.competences.update(valid_from=date(2010, 1, 1))

    with pytest.raises(ValidationError) as wrong:
        draft_for(learner, starts_on=starts_on, ends_on=ends_on)

    assert list(wrong.value.message_dict) == [field]


@pytest.mark.parametrize("stranger", [OTHER_SCHOOL, COMPANY, DEPARTMENT, SYSTEM])
def test_only_staff_of_the_school_writes_a_plan(learner, place, stranger):
    plan = complete_draft(learner, place)
    (line, *_rest) = Line.objects.filter(plan=plan)
    block, moment = WeekBlock.objects.get(plan=plan), Evaluation.objects.filter(plan=plan).first()
    keep, before = {"actor": stranger, "on": ON}, steps_of(learner)

    for write in (
        lambda: writing.start(learner.pk, starts_on=STARTS, ends_on=ENDS, **keep),
        lambda: writing.set_lines(plan.pk, [line.pk], writing.Where(Venue.SCHOOL), **keep),
        lambda: writing.set_agreements(plan.pk, starts_on=STARTS, ends_on=ENDS, texts={}, **keep),
        lambda: writing.add_weeks(plan.pk, writing.Weeks(STARTS, ENDS, lessons=28), **keep),
        lambda: writing.remove_weeks(plan.pk, block.pk, **keep),
        lambda: writing.add_evaluation(plan.pk, planned_on=STARTS, **keep),
        lambda: writing.remove_evaluation(plan.pk, moment.pk, **keep),
        lambda: versions.fix(plan.pk, **keep),
        lambda: versions.drop(plan.pk, **keep),
        lambda: reaching.reach(learner.pk, line.competence_id, reached_on=ON, **keep),
        lambda: reaching.take_back(learner.pk, line.competence_id, **keep),
    ):
        with pytest.raises(PermissionDenied):
            write()

    assert steps_of(learner) == before


def test_several_competences_are_placed_at_once(learner, place, keep):
    plan = draft_for(learner)
    mentor = MentorAssignment.objects.get(recognition=place)
    keys = list(Line.objects.filter(plan=plan).values_list("pk", flat=True))

    writing.set_lines(plan.pk, keys, writing.Where(Venue.BOTH, place.pk, mentor.pk), **keep)

    assert set(lines_of(plan).values()) == {(Venue.BOTH, place.pk)}
    assert set(Line.objects.values_list("mentor", flat=True)) == {mentor.pk}


def test_what_moves_to_school_loses_its_place_and_mentor(learner, place, keep):
    plan = complete_draft(learner, place)
    line = Line.objects.filter(plan=plan, recognition=place).first()

    writing.set_lines(plan.pk, [line.pk], writing.Where(Venue.SCHOOL, place.pk, line.mentor_id), **keep)

    line.refresh_from_db()
    assert (line.venue, line.recognition_id, line.mentor_id) == (Venue.SCHOOL, None, None)


def test_a_place_for_another_programme_or_a_mentor_of_another_place_is_refused(learner, place, keep):
    plan, elsewhere = draft_for(learner), place_for(learner)
    keys = list(Line.objects.filter(plan=plan).values_list("pk", flat=True))
    stranger = MentorAssignment.objects.get(recognition=elsewhere)
    wrong = {
        "place": writing.Where(Venue.WORKPLACE, RecognitionFactory().pk),
        "mentor": writing.Where(Venue.WORKPLACE, place.pk, stranger.pk),
        "ends_on": writing.Where(Venue.SCHOOL, starts_on=ENDS, ends_on=STARTS),
    }

    for field, where in wrong.items():
        with pytest.raises(ValidationError) as refused:
            writing.set_lines(plan.pk, keys, where, **keep)
        assert list(refused.value.message_dict) == [field]
    other = Line.objects.filter(plan=draft_for(learner_with())).first()
    for foreign in ([other.pk], [*keys, other.pk], []):
        with pytest.raises(ValidationError, match="minstens één competentie"):
            writing.set_lines(plan.pk, foreign, writing.Where(Venue.SCHOOL), **keep)


def test_weeks_and_moments_come_and_go(learner, place, keep):
    plan = complete_draft(learner, place)
    block, moment = WeekBlock.objects.get(plan=plan), Evaluation.objects.filter(plan=plan).first()

    writing.remove_weeks(plan.pk, block.pk, **keep)
    writing.remove_evaluation(plan.pk, moment.pk, **keep)

    assert not WeekBlock.objects.exists()
    assert Evaluation.objects.count() == 2
    with pytest.raises(ValidationError, match="uren op de werkplek of de lessen"):
        writing.add_weeks(plan.pk, writing.Weeks(STARTS, ENDS), **keep)
    with pytest.raises(ValidationError, match="Kies een latere laatste dag"):
        writing.add_weeks(plan.pk, writing.Weeks(ENDS, STARTS, lessons=28), **keep)
    with pytest.raises(ValidationError, match="valt buiten het plan"):
        writing.add_evaluation(plan.pk, planned_on=date(2026, 7, 1), **keep)


def test_a_line_over_the_whole_plan_moves_along_with_its_period(learner, place, keep):
    plan = complete_draft(learner, place)

    writing.set_agreements(plan.pk, starts_on=STARTS, ends_on=date(2026, 5, 29), texts={}, **keep)

    assert set(Line.objects.values_list("ends_on", flat=True)) == {date(2026, 5, 29)}


def test_a_draft_that_is_not_complete_is_not_fixed_and_says_everything(learner, keep):
    plan = draft_for(learner)

    with pytest.raises(Refused) as refused:
        versions.fix(plan.pk, **keep)

    assert set(refused.value.reasons) == {
        *("line_without_place", "plan_without_hours", "no_evaluation_moment"),
        *("no_evaluation_form", "no_contact_moments"),
    }
    assert steps_of(learner) == ["start_plan"]


def test_a_complete_draft_is_fixed_with_the_hash_of_its_content(learner, place, keep):
    plan = complete_draft(learner, place)

    versions.fix(plan.pk, **keep)

    plan.refresh_from_db()
    assert plan.fixed_on == ON
    assert plan.content_hash == content_hash(facts_of(plan, on=ON))
    entry = Entry.objects.filter(file_kind="plan", step="fix_plan").get()
    assert (entry.from_state, entry.to_state) == ("DRAFT", "FIXED")
    assert any(one["key"] == "agreements.min_total_hours" for one in entry.rule_versions)


def test_a_fixed_version_takes_no_step_any_more(learner, place, keep):
    plan = versions.fix(complete_draft(learner, place).pk, **keep)
    line = Line.objects.filter(plan=plan).first()

    for write in (
        lambda: writing.set_lines(plan.pk, [line.pk], writing.Where(Venue.SCHOOL), **keep),
        lambda: versions.fix(plan.pk, **keep),
        lambda: versions.drop(plan.pk, **keep),
    ):
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.reasons == (WRONG_STATE,)


def test_the_database_itself_refuses_every_change_of_a_fixed_version(learner, place, keep):
    plan = versions.fix(complete_draft(learner, place).pk, **keep)
    line, competence = Line.objects.filter(plan=plan).first(), CompetenceFactory()
    changes = (
        lambda: Plan.objects.filter(pk=plan.pk).update(safety="Helm."),
        lambda: Plan.objects.filter(pk=plan.pk).update(fixed_on=None, content_hash=""),
        lambda: Line.objects.filter(pk=line.pk).update(venue=Venue.SCHOOL, recognition=None, mentor=None),
        lambda: Line.objects.filter(pk=line.pk).delete(),
        lambda: Line.objects.create(
            plan=plan, competence=competence, venue="school", starts_on=STARTS, ends_on=ENDS
        ),
        lambda: WeekBlock.objects.filter(plan=plan).update(lessons=99),
        lambda: Evaluation.objects.filter(plan=plan).delete(),
        lambda: plan.delete(),
    )

    for change in changes:
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()


def test_a_later_version_copies_the_plan_and_needs_a_reason(learner, place, keep):
    first = versions.fix(complete_draft(learner, place).pk, **keep)

    second = versions.renew(learner.pk, **keep)

    assert (second.version, second.contact_moments) == (2, "Elke maand.")
    assert lines_of(second) == lines_of(first)
    with pytest.raises(Refused) as refused:
        versions.fix(second.pk, **keep)
    assert refused.value.reasons == ("plan_reason_missing",)
    versions.fix(second.pk, reason="Meer uren.", **keep)
    second.refresh_from_db()
    assert second.content_hash == first.content_hash
    assert (second.reason, fixed_of(learner.pk).pk) == ("Meer uren.", second.pk)


def test_a_version_is_renewed_once_and_only_when_one_is_fixed(learner, place, keep):
    with pytest.raises(Refused) as none:
        versions.renew(learner.pk, **keep)
    versions.fix(complete_draft(learner, place).pk, **keep)
    versions.renew(learner.pk, **keep)
    with pytest.raises(Refused) as twice:
        versions.renew(learner.pk, **keep)

    assert none.value.reasons == ("no_fixed_plan",)
    assert "plan_exists" in twice.value.reasons


def test_a_draft_is_thrown_away_and_the_fixed_version_stays(learner, place, keep):
    first = complete_draft(learner, place)
    with pytest.raises(Refused) as refused:
        versions.drop(first.pk, **keep)
    versions.fix(first.pk, **keep)
    versions.drop(versions.renew(learner.pk, **keep).pk, **keep)

    assert refused.value.reasons == ("first_plan_version",)
    assert newest_of(learner.pk).pk == first.pk
    assert steps_of(learner)[-1] == "drop_plan_draft"


def test_a_new_document_brings_its_competences_where_the_old_ones_were_learned(learner, place, keep):
    versions.fix(complete_draft(learner, place).pk, **keep)
    old, *_rest = learner.programme.competences.order_by("position")
    old.valid_to = date(2025, 12, 31)
    old.save()
    new = CompetenceFactory(programme=learner.programme, valid_from=date(2026, 1, 1))
    new.replaces.add(old)
    reaching.reach(learner.pk, old.pk, reached_on=ON, **keep)

    second = versions.renew(learner.pk, actor=staff_of(learner), on=date(2026, 1, 5))

    assert lines_of(second)[new.code] == (Venue.WORKPLACE, place.pk)
    assert old.code not in lines_of(second)
    assert new not in open_competences(learner, on=date(2026, 1, 5))


def test_a_plan_moves_to_another_place_and_what_is_reached_stays(learner, place, keep):
    versions.fix(complete_draft(learner, place).pk, **keep)
    reached, lacking, moving, *_rest = learner.programme.competences.order_by("position")
    reaching.reach(learner.pk, reached.pk, reached_on=ON, **keep)
    other = place_for(learner)
    gaps.record_gap(other.pk, lacking.pk, actor=company_of(other), on=ON)
    day = date(2026, 1, 12)

    plan = versions.move(learner.pk, lost=place.pk, to=other.pk, from_day=day, actor=SYSTEM, on=day)

    assert lines_of(plan)[reached.code] == (Venue.WORKPLACE, place.pk)
    assert lines_of(plan)[lacking.code] == (Venue.WORKPLACE, None)
    assert lines_of(plan)[moving.code] == (Venue.WORKPLACE, other.pk)
    blocks = list(WeekBlock.objects.filter(plan=plan).values_list("recognition", "starts_on", "ends_on"))
    assert blocks == [(place.pk, STARTS, date(2026, 1, 11)), (other.pk, day, ENDS)]
    assert steps_of(learner)[-2:] == ["renew_plan", "move_plan"]
    assert [one.code for one in open_competences(learner, on=day)][:2] == [lacking.code, moving.code]


def test_without_a_new_place_what_is_open_waits(learner, place, keep):
    plan = complete_draft(learner, place)

    versions.move(learner.pk, lost=place.pk, from_day=STARTS, **keep)

    assert (Venue.WORKPLACE, place.pk) not in lines_of(plan).values()
    assert list(WeekBlock.objects.values_list("recognition", "lessons")) == [(None, 10)]


def test_a_competence_is_reached_once_and_can_be_taken_back(learner, place, keep):
    versions.fix(complete_draft(learner, place).pk, **keep)
    one = learner.programme.competences.first()

    reaching.reach(learner.pk, one.pk, reached_on=ON, **keep)

    with pytest.raises(Refused) as twice:
        reaching.reach(learner.pk, one.pk, reached_on=ON, **keep)
    reaching.take_back(learner.pk, one.pk, **keep)
    with pytest.raises(Refused) as nothing:
        reaching.take_back(learner.pk, one.pk, **keep)
    assert twice.value.reasons == ("competence_reached",)
    assert nothing.value.reasons == ("competence_not_reached",)
    assert not Reached.objects.exists()
    assert steps_of(learner)[-2:] == ["reach_competence", "take_back_competence"]
    with pytest.raises(ValidationError, match="nog niet voorbij"):
        reaching.reach(learner.pk, one.pk, reached_on=date(2025, 9, 9), **keep)
    with pytest.raises(Line.DoesNotExist):
        reaching.reach(learner.pk, CompetenceFactory().pk, reached_on=ON, **keep)


def test_a_mentor_who_left_leaves_the_plan_incomplete(learner, place, keep):
    plan = complete_draft(learner, place)
    MentorAssignment.objects.update(state=AssignmentState.ENDED, ended_on=ON)

    with pytest.raises(Refused) as refused:
        versions.fix(plan.pk, **keep)

    assert refused.value.reasons == ("mentor_not_there",)


def test_a_company_reads_the_fixed_versions_it_has_a_place_in_and_no_draft(learner, place, keep):
    first, stranger = complete_draft(learner, place), place_for(learner)
    company = company_of(place)
    assert not plans_visible_to(company, on=ON).exists()

    versions.fix(first.pk, **keep)
    versions.renew(learner.pk, **keep)

    assert list(plans_visible_to(company, on=ON)) == [first]
    assert not plans_visible_to(company_of(stranger), on=ON).exists()
    assert plans_visible_to(staff_of(learner), on=ON).count() == 2
    for nobody in (OTHER_SCHOOL, DEPARTMENT, Actor(Role.COMPANY, place.company.enterprise_number)):
        assert not plans_visible_to(nobody, on=ON).exists()


def test_a_gap_is_recorded_once_and_ended(learner, place):
    competence, company = learner.programme.competences.first(), company_of(place)

    gap = gaps.record_gap(place.pk, competence.pk, reason="Geen oven.", actor=company, on=ON)

    with pytest.raises(ValidationError, match="staat al als niet aan te leren"):
        gaps.record_gap(place.pk, competence.pk, actor=company, on=ON)
    with pytest.raises(ValidationError, match="Kies een competentie van deze opleiding"):
        gaps.record_gap(place.pk, CompetenceFactory().pk, actor=company, on=ON)
    gaps.end_gap(gap.pk, actor=company, on=ON)
    with pytest.raises(Refused) as refused:
        gaps.end_gap(gap.pk, actor=company, on=ON)
    assert refused.value.reasons == ("gap_ended",)
    found = Entry.objects.filter(file_kind="recognition", file_id=place.pk).order_by("seq")
    assert [entry.step for entry in found] == ["record_gap", "end_gap"]


@pytest.mark.parametrize("stranger", [OTHER_SCHOOL, COMPANY, DEPARTMENT])
def test_only_the_company_and_its_partnership_say_what_cannot_be_learned(learner, place, stranger):
    competence = learner.programme.competences.first()
    officer = Actor(Role.PARTNERSHIP, place.partnership_id, user_id=41, name="Jan Maes")
    other = Actor(Role.PARTNERSHIP, "elders", user_id=42, name="Els Pas")

    for actor in (stranger, other):
        with pytest.raises(PermissionDenied):
            gaps.record_gap(place.pk, competence.pk, actor=actor, on=ON)
    gap = gaps.record_gap(place.pk, competence.pk, actor=officer, on=ON)
    with pytest.raises(PermissionDenied):
        gaps.end_gap(gap.pk, actor=stranger, on=ON)

    assert Gap.objects.get().recorded_by_name == "Jan Maes"
