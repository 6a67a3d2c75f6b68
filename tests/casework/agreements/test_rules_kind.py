from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Form, Kind, Population, RecognisedPlace, WeekBlock
from duaal.casework.agreements.rules.hours import Average, Hours
from duaal.casework.agreements.rules.kind import check_declared, kind_of
from duaal.casework.agreements.rules.law import KindLaw, law_on
from duaal.casework.recognition.facts import LegalBasis, Region
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty, NotInForce
from tests.casework.agreements.rule_set import DAY, YEAR, block, kind_facts, rules

LAW = law_on(KindLaw, DAY)
ADULT = Population.ADULT


def decide(*blocks, law=LAW, **changed):
    return kind_of(kind_facts(*blocks, **changed), law)


@pytest.mark.parametrize(
    ("blocks", "changed", "kind"),
    [
        pytest.param((block(20),), {}, Kind.OAO, id="exactly at the threshold"),
        pytest.param((block(19.9, 16),), {}, Kind.SAO, id="just below"),
        pytest.param((block(simulated=28),), {}, Kind.SAO, id="only simulated"),
        pytest.param((block(16, simulated=16),), {}, Kind.SAO, id="simulated hours do not add up"),
        pytest.param((block(20, simulated=8),), {}, Kind.OAO, id="enough real hours beside simulated ones"),
        pytest.param(
            (block(16),), {"maribel_or_143": True, "part_time_asked": True}, Kind.DAO, id="maribel asked"
        ),
        pytest.param((block(16),), {"maribel_or_143": True}, Kind.SAO, id="maribel not asked"),
        pytest.param((block(24),), {"dual": False}, Kind.OAO, id="enough hours, not dual"),
        pytest.param((block(24),), {"region": Region.BRUSSELS}, Kind.OAO, id="Brussels is inside"),
        pytest.param(
            (block(24),), {"region": Region.ABROAD, "equivalent_recognition": True}, Kind.LOCAL, id="abroad"
        ),
        pytest.param((block(24),), {"population": ADULT}, Kind.ODOS, id="adult"),
        pytest.param((block(20),), {"population": ADULT}, Kind.ODOS, id="adult exactly at the threshold"),
        pytest.param((block(12),), {"population": ADULT}, Kind.ODO, id="adult with few hours"),
        pytest.param((block(30),), {"population": ADULT, "works_there": True}, Kind.ODOW, id="own employer"),
        pytest.param(
            (block(30),),
            {"population": ADULT, "maribel_or_143": True, "part_time_asked": True},
            Kind.DAO,
            id="adult maribel",
        ),
    ],
)
def test_the_kind_follows_from_the_facts(blocks, changed, kind):
    found = decide(*blocks, **changed)

    assert (found.kind, found.check.refusals) == (kind, ())
    assert set(found.why_not) == set(Kind) - {kind}
    assert all(found.why_not.values())


def test_every_other_kind_says_why_it_is_not_that_one_with_its_source():
    found = decide(block(20))

    codes = {kind: [one.code for one in why] for kind, why in found.why_not.items()}
    assert codes == {
        Kind.LOCAL: ["INSIDE_REGION"],
        Kind.SAO: ["AT_THRESHOLD"],
        Kind.DAO: ["NOT_MARIBEL", "PART_TIME_NOT_ASKED"],
        Kind.ODOW: ["NOT_ADULT", "NOT_EMPLOYED_THERE"],
        Kind.ODOS: ["NOT_ADULT"],
        Kind.ODO: ["NOT_ADULT", "AT_THRESHOLD"],
    }
    (why,) = found.why_not[Kind.SAO]
    assert [one.key for one in why.because] == [
        "agreements.kinds.dual_few_hours",
        "agreements.hours_threshold",
        "agreements.hours_average_period",
    ]
    assert why.because[0].source == "d16/art. 3, 2°, a"
    assert [(fact.name, str(fact.value)) for fact in why.facts][1] == ("threshold", "20")


def test_the_outcome_names_the_values_it_stands_on_and_is_as_certain_as_the_weakest():
    found = decide(block(24))

    assert [one.key for one in found.check.because] == [
        "recognition.agreements_need_recognition",
        "recognition.site_regions",
        "agreements.hours_threshold",
        "agreements.hours_average_period",
        "agreements.kinds.real_hours",
    ]
    assert found.check.certainty == Certainty.ASSUMED


def test_another_threshold_gives_another_kind():
    assert decide(block(24), law=rules(KindLaw, hours_threshold=25)).kind == Kind.SAO


def test_before_the_decree_there_are_no_agreements():
    with pytest.raises(NotInForce):
        law_on(KindLaw, date(2016, 8, 31))


def test_adults_have_no_agreement_before_their_decree():
    place = RecognisedPlace("x", "p", Period(date(2020, 9, 1), date(2025, 8, 31)), LegalBasis.D2022)
    facts = kind_facts(population=ADULT, concluded_on=date(2022, 8, 31), recognitions=(place,))

    found = kind_of(facts, law_on(KindLaw, date(2022, 8, 31)))

    assert found.check.refusals == ("NO_KIND",)
    assert [one.code for one in found.why_not[Kind.ODOS]] == ["KIND_NOT_IN_FORCE"]


def test_a_part_time_contract_that_is_asked_elsewhere_names_the_kind_it_would_be():
    found = decide(block(24), part_time_asked=True)

    assert (found.kind, found.proposed, found.check.refusals) == (None, Kind.OAO, ("NOT_MARIBEL",))


@pytest.mark.parametrize(
    ("recognition", "refused"),
    [
        pytest.param({"period": Period(date(2020, 9, 1), date(2025, 8, 31))}, "NO_RECOGNITION", id="expired"),
        pytest.param({"period": Period(date(2025, 9, 2), date(2030, 9, 1))}, "NO_RECOGNITION", id="later"),
        pytest.param({"legal_basis": LegalBasis.D2022}, "NO_RECOGNITION", id="other decree"),
        pytest.param({"establishment": "y"}, "NO_RECOGNITION_ESTABLISHMENT", id="other establishment"),
        pytest.param({"programme": "q"}, "NO_RECOGNITION_TRAINING", id="other training"),
    ],
)
def test_the_recognition_has_to_hold_on_the_day_of_conclusion(recognition, refused):
    (place,) = kind_facts().recognitions

    found = decide(recognitions=(replace(place, **recognition),))

    assert (found.kind, found.proposed, found.check.refusals) == (None, Kind.OAO, (refused,))


def test_a_recognition_elsewhere_and_another_training_here_are_told_apart():
    (place,) = kind_facts().recognitions
    here, there = replace(place, programme="q"), replace(place, establishment="y")

    assert decide(recognitions=(here, there)).check.refusals == ("NO_RECOGNITION_TRAINING",)
    assert decide(recognitions=(there,), programme="z").check.refusals == (
        "NO_RECOGNITION_ESTABLISHMENT",
        "NO_RECOGNITION_TRAINING",
    )


def test_a_school_workshop_is_no_workplace_also_beside_a_real_one():
    assert decide(block(24, simulated=4), simulated_in_school=True).check.refusals == ("SIMULATED_IN_SCHOOL",)


@pytest.mark.parametrize(
    ("blocks", "changed", "refusals", "warnings"),
    [
        pytest.param((block(14, 14),), {}, (), (), id="28 in total, 14 at work"),
        pytest.param((block(14, 13),), {}, ("TOTAL_BELOW_28",), (), id="27 in total"),
        pytest.param((block(14, 17),), {"form": Form.OV3}, ("TOTAL_BELOW_32",), (), id="OV3: 31"),
        pytest.param((block(14, 18),), {"form": Form.OV3}, (), (), id="OV3: 32"),
        pytest.param((block(14, 14),), {"form": Form.OV4}, (), (), id="OV4 as ordinary"),
        pytest.param((block(13.9, 16),), {}, (), ("BELOW_14H",), id="few hours at work"),
        pytest.param((block(12, 16),), {"lower_minimum": 720}, (), (), id="a lower minimum of its own"),
        pytest.param((block(11, 18),), {"lower_minimum": 720}, (), ("BELOW_14H",), id="below that too"),
        pytest.param((block(10, 3),), {"population": ADULT}, (), (), id="no minimum size for adults"),
        pytest.param((block(20, 16),), {"company_week": 2160}, (), (), id="the week of the company is full"),
        pytest.param((block(20, 17),), {"company_week": 2160}, ("WEEK_LIMIT",), (), id="one lesson more"),
    ],
)
def test_hours_keep_to_their_limits(blocks, changed, refusals, warnings):
    found = decide(*blocks, **changed)

    assert (found.check.refusals, found.check.warnings) == (refusals, warnings)


def test_a_week_that_is_not_planned_stands_in_the_way_and_names_its_first_day():
    found = decide(block(24, last=date(2026, 3, 31)))

    assert found.check.refusals == ("WEEKS_NOT_PLANNED",)
    assert found.check.findings[0].on == date(2026, 4, 1)


def test_a_week_in_a_school_holiday_is_left_out():
    holidays = ((date(2025, 10, 27), date(2025, 10, 31)), (date(2025, 12, 22), date(2026, 1, 2)))
    without = [block(20, first=date(2025, 9, 1), last=date(2025, 10, 26)), block(20, first=date(2025, 11, 3))]
    extra = [block(40, first=first, last=last) for first, last in holidays]

    assert decide(*without, *extra).averages == (Average("2025-2026", Fraction(20)),)


def test_a_public_holiday_counts_as_worked():
    armistice = block(20, first=date(2025, 11, 10), last=date(2025, 11, 14))
    facts = kind_facts(armistice, period=armistice.period)

    assert len(Hours(facts, 60).by_day) == 5
    assert kind_of(facts, LAW).averages[0].hours == 20


def test_an_average_just_below_the_threshold_never_looks_like_it():
    average = Average("2025-2026", Fraction(19_999, 1_000))

    assert average.shown == "19.99"


def test_every_calendar_year_has_to_reach_the_threshold_under_the_other_reading():
    autumn, spring = block(16, last=date(2025, 12, 31)), block(24, first=date(2026, 1, 1))
    other = rules(KindLaw, hours_average_period="CALENDAR_YEAR")

    assert decide(autumn, spring).kind == Kind.OAO
    assert decide(autumn, spring, law=other).kind == Kind.SAO
    assert [one.year for one in decide(autumn, spring, law=other).averages] == ["2025", "2026"]


def test_an_agreement_of_two_school_years_has_an_average_for_each():
    period = Period(date(2025, 9, 1), date(2027, 6, 30))
    first = block(24, last=date(2026, 8, 31))
    second = block(16, first=date(2026, 9, 1), last=date(2027, 6, 30))

    found = kind_of(kind_facts(first, second, period=period), LAW)

    assert [(one.year, one.hours) for one in found.averages] == [("2025-2026", 24), ("2026-2027", 16)]
    assert found.kind == Kind.SAO


def test_another_kind_on_paper_is_refused_and_says_what_follows():
    found = decide(block(16))

    assert check_declared(Kind.SAO, found).allowed
    (differs,) = check_declared(Kind.OAO, found).findings
    assert (differs.code, [fact.value for fact in differs.facts]) == ("KIND_DIFFERS", [Kind.OAO, Kind.SAO])
    assert {"agreements.kinds.real_hours"} <= {one.key for one in differs.because}


def test_a_block_outside_the_agreement_is_a_mistake():
    with pytest.raises(ValueError, match="lies outside the agreement"):
        kind_facts(block(24, first=date(2025, 8, 31)))


def test_a_block_has_a_last_day_and_no_negative_hours():
    with pytest.raises(ValueError, match="needs a last day"):
        WeekBlock(Period(DAY))
    with pytest.raises(ValueError, match="fewer than no hours"):
        WeekBlock(YEAR, real=-1)


BLOCKS = st.lists(
    st.tuples(
        st.integers(0, 150), st.integers(0, 148), st.integers(0, 30), st.integers(0, 20), st.integers(0, 18)
    ),
    min_size=1,
    max_size=4,
)


def blocks_of(rows):
    return [
        WeekBlock(
            Period(YEAR.first + timedelta(days=start), YEAR.first + timedelta(days=start + length)),
            real * 60,
            simulated * 60,
            lessons,
        )
        for start, length, real, simulated, lessons in rows
    ]


@given(rows=BLOCKS, data=st.data())
def test_the_kind_never_depends_on_the_order_of_the_blocks(rows, data):
    blocks = blocks_of(rows)
    shuffled = data.draw(st.permutations(blocks))

    assert decide(*shuffled) == decide(*blocks)


@given(rows=BLOCKS, data=st.data())
def test_the_kind_never_depends_on_where_a_block_is_cut_in_two(rows, data):
    first, *rest = blocks_of(rows)
    cut = first.period.first + timedelta(days=data.draw(st.integers(0, first.period.days - 1)))
    halves = [replace(first, period=Period(first.period.first, cut))]
    if cut < first.period.last:
        halves.append(replace(first, period=Period(cut + timedelta(days=1), first.period.last)))

    assert decide(*halves, *rest) == decide(first, *rest)


@given(rows=BLOCKS)
def test_the_kind_never_changes_when_a_block_becomes_two_with_half_its_hours(rows):
    first, *rest = blocks_of(rows)
    first = replace(first, lessons=first.lessons * 2)
    half = replace(first, real=first.real // 2, simulated=first.simulated // 2, lessons=first.lessons // 2)

    assert decide(half, half, *rest) == decide(first, *rest)


@given(rows=BLOCKS)
def test_a_kind_is_given_exactly_when_nothing_refuses(rows):
    found = decide(*blocks_of(rows))

    assert (found.kind is None) == bool(found.check.refusals)
    assert (found.proposed is None) == ("NO_KIND" in found.check.refusals)
