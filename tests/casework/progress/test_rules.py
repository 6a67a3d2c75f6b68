"""When a training plan is complete, what is missing, its hours, and its hash."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.progress.facts import BlockFacts, LineFacts, MentorOfLine, PlaceFacts, PlanFacts
from duaal.casework.progress.rules import check_plan, content_hash, open_of, plan_law
from duaal.casework.progress.rules.completeness import FLAGS, Option
from duaal.casework.progress.states import Venue
from duaal.casework.trajectories.facts import SpecialForm
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.lawbook.dated import Certainty, NotInForce

YEAR = Period(date(2025, 9, 1), date(2026, 6, 30))
LAW = plan_law(YEAR.first)
BAKERY = PlaceFacts(7, "De Korst", Period(date(2024, 1, 1), date(2028, 12, 31)))
OTHER = PlaceFacts(8, "Het Brood", Period(date(2024, 1, 1), date(2028, 12, 31)))
MENTOR = MentorOfLine(70, 7, Period(date(2024, 1, 1), None))
AT_WORK = LineFacts("C1", Venue.WORKPLACE, YEAR, 7, MENTOR)
AT_SCHOOL = LineFacts("C2", Venue.SCHOOL, YEAR)
WEEKS = BlockFacts(YEAR, 7, real_minutes=20 * 60, lessons=8)
COMPLETE = PlanFacts(
    programme="Q1",
    period=YEAR,
    competences=("C1", "C2"),
    lines=(AT_WORK, AT_SCHOOL),
    blocks=(WEEKS,),
    evaluations=tuple((day, "") for day in (date(2025, 12, 1), date(2026, 3, 2), date(2026, 6, 1))),
    texts={"contact_moments": "Elke maand.", "evaluation_form": "Gesprek."},
    places={7: BAKERY},
)


def codes(plan: PlanFacts) -> list[str]:
    return [finding.code for finding in check_plan(plan, LAW, SchoolCalendar()).findings]


def with_line(**changed: object) -> PlanFacts:
    return replace(COMPLETE, lines=(replace(AT_WORK, **changed), AT_SCHOOL))


def with_weeks(**changed: object) -> PlanFacts:
    return replace(COMPLETE, blocks=(replace(WEEKS, **changed),))


def test_nothing_is_missing_in_a_complete_plan():
    found = check_plan(COMPLETE, LAW, SchoolCalendar())

    assert found.findings == ()
    assert found.is_complete
    assert {version.key for version in found.because} >= {"agreements.min_total_hours"}


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        pytest.param(replace(COMPLETE, competences=("C1", "C2", "C3")), "competence_missing", id="missing"),
        pytest.param(replace(COMPLETE, lines=(AT_WORK, AT_WORK, AT_SCHOOL)), "competence_twice", id="twice"),
        pytest.param(replace(COMPLETE, competences=("C1",)), "competence_of_other_programme", id="foreign"),
        pytest.param(with_line(venue=None, place=None, mentor=None), "competence_unmarked", id="unmarked"),
        pytest.param(
            with_line(period=Period(YEAR.first, date(2026, 7, 1))), "line_outside_plan", id="a day too long"
        ),
        pytest.param(with_line(place=None, mentor=None), "line_without_place", id="no place"),
        pytest.param(
            replace(COMPLETE, places={7: replace(BAKERY, gaps=frozenset({"C1"}))}),
            "not_trainable_here",
            id="gap",
        ),
        pytest.param(
            replace(COMPLETE, places={7: replace(BAKERY, teaches=frozenset({"C9"}))}),
            "not_trainable_here",
            id="recognised for a part",
        ),
        pytest.param(with_line(mentor=None), "line_without_mentor", id="no mentor"),
        pytest.param(
            with_line(mentor=replace(MENTOR, works=Period(date(2024, 1, 1), date(2026, 6, 29)))),
            "mentor_not_there",
            id="mentor leaves a day early",
        ),
        pytest.param(
            with_line(mentor=replace(MENTOR, place=8)), "mentor_not_there", id="mentor of another place"
        ),
        pytest.param(replace(COMPLETE, blocks=()), "plan_without_hours", id="no hours"),
        pytest.param(
            with_weeks(period=Period(date(2025, 8, 31), YEAR.last)),
            "block_outside_plan",
            id="weeks too early",
        ),
        pytest.param(with_weeks(place=None), "block_without_place", id="weeks without a place"),
        pytest.param(with_weeks(lessons=7), "too_few_hours", id="27 hours"),
        pytest.param(replace(COMPLETE, evaluations=()), "no_evaluation_moment", id="no evaluation"),
        pytest.param(
            replace(COMPLETE, evaluations=(*COMPLETE.evaluations, (date(2026, 7, 1), ""))),
            "evaluation_outside_plan",
            id="evaluation a day late",
        ),
        pytest.param(
            replace(COMPLETE, texts={"contact_moments": "Elke maand."}), "no_evaluation_form", id="form"
        ),
        pytest.param(
            replace(COMPLETE, texts={"evaluation_form": "Gesprek."}), "no_contact_moments", id="contact"
        ),
    ],
)
def test_a_plan_is_not_complete_without(plan, missing):
    assert codes(plan) == [missing]
    assert not check_plan(plan, LAW, SchoolCalendar()).is_complete


@pytest.mark.parametrize("first_lost_day", [date(2026, 6, 30), date(2026, 1, 1)])
def test_a_place_is_recognised_during_the_whole_line_and_block(first_lost_day):
    short = replace(BAKERY, valid=Period(date(2024, 1, 1), first_lost_day - timedelta(days=1)))

    assert codes(replace(COMPLETE, places={7: short})) == [
        "line_outside_recognition",
        "block_outside_recognition",
    ]


def test_what_is_reached_asks_no_place_and_no_mentor_any_more():
    assert codes(with_line(place=None, mentor=None, is_reached=True)) == []


def test_a_gap_says_where_the_competence_could_go():
    lacking = replace(BAKERY, gaps=frozenset({"C1"}))
    also = replace(OTHER, number=9, gaps=frozenset({"C1"}))
    plan = replace(COMPLETE, places={7: lacking, 8: OTHER, 9: also})

    (finding,) = check_plan(plan, LAW, SchoolCalendar()).findings

    assert finding.options == (
        Option(Venue.WORKPLACE, 8),
        Option(Venue.SCHOOL),
        Option(Venue.CENTRE),
    )


@pytest.mark.parametrize(
    ("plan", "flag"),
    [
        pytest.param(with_weeks(real_minutes=14 * 60 - 1, lessons=20), "below_workplace_hours", id="13 h 59"),
        pytest.param(replace(COMPLETE, evaluations=COMPLETE.evaluations[:2]), "few_evaluations", id="two"),
        pytest.param(
            with_weeks(period=Period(date(2025, 9, 8), YEAR.last)), "weeks_without_hours", id="a week empty"
        ),
    ],
)
def test_a_flag_does_not_stop_a_plan(plan, flag):
    found = check_plan(plan, LAW, SchoolCalendar())

    assert [finding.code for finding in found.findings] == [flag]
    assert flag in FLAGS
    assert found.is_complete


def test_the_workplace_average_of_exactly_14_hours_is_enough():
    assert codes(with_weeks(real_minutes=14 * 60, lessons=14)) == []


def test_the_average_is_over_the_training_weeks_of_a_school_year():
    autumn = BlockFacts(Period(date(2025, 9, 1), date(2025, 12, 31)), 7, real_minutes=600, lessons=18)
    spring = BlockFacts(Period(date(2026, 1, 1), date(2026, 6, 30)), 7, real_minutes=1200, lessons=8)

    (year,) = check_plan(replace(COMPLETE, blocks=(autumn, spring)), LAW, SchoolCalendar()).hours

    assert year.school_year.label == "2025-2026"
    assert Fraction(10) < year.workplace < Fraction(20)
    assert year.total == 28


def test_a_single_week_below_the_average_is_no_mistake_of_the_average():
    first = BlockFacts(Period(date(2025, 9, 1), date(2025, 9, 7)), lessons=28)
    rest = BlockFacts(Period(date(2025, 9, 8), date(2026, 6, 30)), 7, real_minutes=1200, lessons=8)

    assert codes(replace(COMPLETE, blocks=(first, rest))) == []


def test_a_learner_in_ov3_needs_32_hours_where_others_need_28():
    law = plan_law(YEAR.first, special_form=SpecialForm.OV3)

    found = check_plan(COMPLETE, law, SchoolCalendar())

    assert found.missing == ("too_few_hours",)
    assert check_plan(with_weeks(lessons=12), law, SchoolCalendar()).is_complete
    assert plan_law(YEAR.first, special_form=SpecialForm.OV4) == LAW


def test_the_hours_of_the_codex_are_not_asked_of_an_adult():
    plan = replace(with_weeks(lessons=0, real_minutes=600), is_adult=True)

    found = check_plan(plan, LAW, SchoolCalendar())

    assert found.findings == ()
    assert [version.key for version in found.because] == ["progress.evaluations_per_year"]


def test_the_number_of_evaluations_is_only_assumed():
    assert LAW.evaluations_per_year.certainty == Certainty.ASSUMED
    assert LAW.min_total_hours.certainty == Certainty.CERTAIN


def test_the_law_of_plans_starts_on_1_september_2019():
    assert plan_law(date(2019, 9, 1)).min_total_hours.value == 28
    with pytest.raises(NotInForce):
        plan_law(date(2019, 8, 31))


def test_a_new_competence_counts_once_all_it_replaces_is_reached():
    older = {"N1": ("C1", "C2"), "N2": ("C3",)}

    assert open_of(("N1", "N2"), {"C1"}, older) == ("N1", "N2")
    assert open_of(("N1", "N2"), {"C1", "C2"}, older) == ("N2",)
    assert open_of(("N1", "N2"), {"N1", "N2"}, {}) == ()


DAYS = st.dates(date(2025, 9, 1), date(2026, 6, 30))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
LINES = st.builds(
    LineFacts,
    competence=st.sampled_from(["C1", "C2", "C3", "C4"]),
    venue=st.sampled_from([None, *Venue]),
    period=PERIODS,
    place=st.sampled_from([None, 7, 8]),
    mentor=st.sampled_from([None, MENTOR]),
)
BLOCKS = st.builds(
    BlockFacts,
    period=PERIODS,
    place=st.sampled_from([None, 7]),
    real_minutes=st.integers(0, 2400),
    simulated_minutes=st.integers(0, 600),
    lessons=st.integers(0, 40),
)
PLANS = st.builds(
    PlanFacts,
    programme=st.sampled_from(["Q1", "Q2"]),
    period=PERIODS,
    competences=st.just(("C1",)),
    lines=st.lists(LINES, max_size=5).map(tuple),
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    evaluations=st.lists(st.tuples(DAYS, st.text(max_size=5)), max_size=3).map(tuple),
    texts=st.dictionaries(st.sampled_from(["safety", "adjustments"]), st.text(max_size=10)),
)


@given(PLANS, st.randoms())
def test_the_same_content_in_another_order_has_the_same_hash(plan, chance):
    lines, blocks, moments = list(plan.lines), list(plan.blocks), list(plan.evaluations)
    for parts in (lines, blocks, moments):
        chance.shuffle(parts)
    other = replace(plan, lines=tuple(lines), blocks=tuple(blocks), evaluations=tuple(moments))

    assert content_hash(other) == content_hash(plan)


@given(PLANS, LINES, BLOCKS, DAYS)
def test_any_change_of_the_content_has_another_hash(plan, line, block, day):
    changed = [
        replace(plan, programme=f"{plan.programme}x"),
        replace(plan, period=Period(plan.period.first, plan.period.last + timedelta(days=1))),
        replace(plan, lines=(*plan.lines, line)),
        replace(plan, blocks=(*plan.blocks, block)),
        replace(plan, evaluations=(*plan.evaluations, (day, ""))),
        replace(plan, texts={**plan.texts, "contact_moments": "Elke week."}),
    ]
    for place, one in enumerate(plan.lines):
        others = (*plan.lines[:place], *plan.lines[place + 1 :])
        changed += [
            replace(plan, lines=others),
            replace(plan, lines=(*others, replace(one, competence=f"{one.competence}x"))),
            replace(plan, lines=(*others, replace(one, place=99))),
            replace(plan, lines=(*others, replace(one, mentor=replace(MENTOR, number=99)))),
            replace(plan, lines=(*others, replace(one, venue=None if one.venue else Venue.BOTH))),
        ]
    for place, block in enumerate(plan.blocks):
        others = (*plan.blocks[:place], *plan.blocks[place + 1 :])
        for name in ("real_minutes", "simulated_minutes", "lessons"):
            more = replace(block, **{name: getattr(block, name) + 1})
            changed.append(replace(plan, blocks=(*others, more)))

    assert content_hash(plan) not in {content_hash(one) for one in changed}


@given(PLANS)
def test_what_is_reached_and_where_a_place_lies_are_no_content(plan):
    reached = tuple(replace(line, is_reached=True) for line in plan.lines)

    assert content_hash(replace(plan, lines=reached, places={7: BAKERY}, competences=())) == content_hash(
        plan
    )
