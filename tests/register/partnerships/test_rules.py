from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import Certainty
from duaal.register.partnerships import labels, rules
from duaal.register.partnerships.facts import (
    Competence,
    Competences,
    Population,
    Power,
    RouteFacts,
)
from duaal.register.partnerships.rules import GroundKind, candidates, reporting_sectors, route

DAY = date(2026, 3, 3)
START = date(2016, 9, 1)
CHANGE = date(2021, 10, 14)
DAY_BEFORE_CHANGE = date(2021, 10, 13)
FLEMISH = "vlaams-partnerschap"


def row(value, *, first=START, last=None, certainty=Certainty.CERTAIN):
    return Competence(value, Period(first, last), certainty, "bron")


TABLE = Competences(
    version="2023-06",
    published_on=date(2023, 6, 16),
    is_official=True,
    flemish=FLEMISH,
    committees=frozenset(
        ["100", "124", "200", "149", "149.01", "149.02", "149.03", "125", "125.01", "125.02", "120", "120.01"]
        + ["145", "145.04", "201", "302"]
    ),
    allocations={
        "124": (row("bouw"),),
        "149.01": (row("elektriciens"),),
        "149.02": (row("auto"),),
        "125.01": (row("hout"),),
        "125.02": (row("hout", certainty=Certainty.DATED),),
        "120": (row("textiel"),),
        "145": (row("groen"),),
        "145.04": (row("parken"),),
        "201": (row("kleinhandel"),),
        "302": (row("horeca", certainty=Certainty.DATED),),
    },
    employers={"local_authority": (row("besturen"),)},
    deciders={
        **{
            sector: (row(sector),)
            for sector in (
                *("bouw", "elektriciens", "auto", "hout", "textiel", "groen", "parken", "horeca"),
                *("besturen", FLEMISH),
            )
        },
        "kleinhandel": (
            row(FLEMISH, last=DAY_BEFORE_CHANGE, certainty=Certainty.ASSUMED),
            row("handel", first=CHANGE),
        ),
    },
    powers={
        **{
            (partnership, "RECOGNISE", "SECONDARY"): (row("RECOGNISE"),)
            for partnership in (
                *("bouw", "elektriciens", "auto", "hout", "textiel", "groen", "parken", "horeca"),
                *("besturen", "handel"),
            )
        },
        ("bouw", "RECOGNISE", "ADULT"): (row("RECOGNISE", first=date(2022, 9, 1)),),
    },
)


def facts(*committees, **more):
    return RouteFacts(TABLE, committees, **more)


def kinds(found):
    return [ground.kind for ground in found.because]


def test_committee_leads_to_its_sector_and_partnership():
    found = route(facts("124"), on=DAY)

    assert (found.partnership, found.reporting_sector) == ("bouw", "bouw")
    assert kinds(found) == [GroundKind.COMMITTEE, GroundKind.DECIDER, GroundKind.POWER]
    assert found.certainty == Certainty.CERTAIN


def test_outcome_has_the_weakest_certainty_it_used():
    assert route(facts("302"), on=DAY).certainty == Certainty.DATED


def test_own_row_of_a_subcommittee_wins_over_that_of_its_parent():
    found = route(facts("145.04"), on=DAY)

    assert found.partnership == "parken"
    assert found.certainty == Certainty.ASSUMED


def test_subcommittee_without_a_row_follows_its_parent():
    found = route(facts("120.01"), on=DAY)

    assert found.partnership == "textiel"
    assert kinds(found)[0] == GroundKind.PARENT_COMMITTEE


@pytest.mark.parametrize(
    ("sectors", "reasons"),
    [
        pytest.param(("hout", "hout"), ("hout", "hout"), id="all the same"),
        pytest.param(("hout", "auto"), ("not_routable",), id="two sectors"),
        pytest.param(("hout", None), ("not_routable",), id="one is nobody's"),
        pytest.param((None, None), (FLEMISH, FLEMISH), id="all are nobody's"),
    ],
)
def test_committee_without_a_row_follows_its_subcommittees_only_when_all_agree(sectors, reasons):
    codes = ("800.01", "800.02")
    allotted = {code: (row(sector),) for code, sector in zip(codes, sectors, strict=True) if sector}
    table = replace(TABLE, committees=frozenset(("800", *codes)), allocations=allotted)

    assert outcome(RouteFacts(table, ("800",))) == reasons


def test_subcommittee_without_a_row_beside_others_goes_to_the_flemish_partnership():
    assert route(facts("149.03"), on=DAY).partnership == FLEMISH


def test_committee_whose_subcommittees_agree_follows_them():
    found = route(facts("125"), on=DAY)

    assert found.partnership == "hout"
    assert kinds(found)[0] == GroundKind.ALL_SUBCOMMITTEES
    assert found.certainty == Certainty.ASSUMED


def test_unknown_committee_is_refused():
    with pytest.raises(Refused) as refusal:
        route(facts("999"), on=DAY)

    assert refusal.value.reasons == ("unknown_committee",)


@pytest.mark.parametrize(
    ("is_official", "certainty"), [(True, Certainty.CERTAIN), (False, Certainty.ASSUMED)]
)
def test_unmapped_committee_goes_to_the_flemish_partnership(is_official, certainty):
    found = route(RouteFacts(replace(TABLE, is_official=is_official), ("100",)), on=DAY)

    assert (found.partnership, found.reporting_sector) == (FLEMISH, FLEMISH)
    assert kinds(found) == [GroundKind.NO_ALLOCATION, GroundKind.DECIDER]
    assert found.certainty == certainty


def test_company_without_a_committee_goes_to_the_flemish_partnership():
    found = route(facts(), on=DAY)

    assert (found.partnership, found.certainty) == (FLEMISH, Certainty.ASSUMED)
    assert kinds(found)[0] == GroundKind.NO_COMMITTEE


def test_local_authority_goes_by_its_kind_whatever_its_committees():
    found = route(facts("124", employer_kind="local_authority"), on=DAY)

    assert found.partnership == "besturen"
    assert kinds(found)[0] == GroundKind.EMPLOYER_KIND


@pytest.mark.parametrize(
    ("day", "partnership"),
    [
        pytest.param(DAY_BEFORE_CHANGE, FLEMISH, id="last day without partnership"),
        pytest.param(CHANGE, "handel", id="first day of the partnership"),
    ],
)
def test_partnership_of_the_day_decides_and_the_sector_stays(day, partnership):
    found = route(facts("201"), on=day)

    assert (found.partnership, found.reporting_sector) == (partnership, "kleinhandel")


def test_several_outcomes_need_a_choice():
    with pytest.raises(Refused) as refusal:
        route(facts("124", "302"), on=DAY)

    assert refusal.value.reasons == ("committee_not_chosen",)
    assert [each.route.partnership for each in candidates(facts("124", "302"), on=DAY)] == ["bouw", "horeca"]


def test_chosen_committee_decides_and_the_choice_is_an_assumption():
    found = route(facts("124", "302", chosen_committee="302"), on=DAY)

    assert found.partnership == "horeca"
    assert kinds(found)[0] == GroundKind.CHOICE
    assert found.certainty == Certainty.ASSUMED


def test_choice_that_changes_nothing_is_no_ground():
    found = route(facts("125.01", "125.02", chosen_committee="125.02"), on=DAY)

    assert kinds(found)[0] == GroundKind.COMMITTEE


def test_chosen_committee_must_be_the_companys():
    with pytest.raises(Refused) as refusal:
        route(facts("124", chosen_committee="302"), on=DAY)

    assert refusal.value.reasons == ("committee_not_of_company",)


def test_committee_that_is_nobodys_steps_back_for_one_that_is_somebodys():
    found = route(facts("200", "124"), on=DAY)

    assert found.partnership == "bouw"
    assert found.because[0] == rules.Ground(
        GroundKind.OTHERS_STEP_BACK, "200", "124", None, Certainty.ASSUMED, rules.OWN_ASSUMPTION
    )


def test_committee_that_is_nobodys_can_still_be_chosen():
    assert route(facts("200", "124", chosen_committee="200"), on=DAY).partnership == FLEMISH


def test_committee_that_cannot_be_routed_does_not_step_back():
    with pytest.raises(Refused, match="committee_not_chosen"):
        route(facts("149", "124"), on=DAY)


@pytest.mark.parametrize(
    ("population", "day", "partnership"),
    [
        pytest.param(Population.ADULT, date(2022, 8, 31), FLEMISH, id="day before the agreement"),
        pytest.param(Population.ADULT, date(2022, 9, 1), "bouw", id="first day of the agreement"),
        pytest.param(Population.SECONDARY, date(2022, 8, 31), "bouw", id="secondary"),
    ],
)
def test_adult_file_needs_an_agreement_that_covers_adults(population, day, partnership):
    found = route(facts("124", population=population), on=day)

    assert (found.partnership, found.reporting_sector) == (partnership, "bouw")


def test_task_that_is_not_handed_over_stays_with_the_flemish_partnership():
    found = route(facts("124", power=Power.EXCLUDE), on=DAY)

    assert found.partnership == FLEMISH
    assert kinds(found)[-1] == GroundKind.NO_POWER


def test_sector_without_a_partnership_that_day_goes_to_the_flemish_partnership():
    found = route(facts("124"), on=date(2016, 8, 31))

    assert found.partnership == FLEMISH


def test_sector_before_its_first_partnership_goes_to_the_flemish_partnership():
    later = replace(TABLE, deciders={"bouw": (row("bouw", first=CHANGE),)})

    found = route(RouteFacts(later, ("124",)), on=DAY_BEFORE_CHANGE)

    assert kinds(found) == [GroundKind.COMMITTEE, GroundKind.NO_DECIDER]
    assert (found.partnership, found.reporting_sector) == (FLEMISH, "bouw")


@pytest.mark.parametrize(
    ("committees", "sectors"),
    [
        pytest.param((), (FLEMISH,), id="no committee"),
        pytest.param(("124",), ("bouw",), id="one"),
        pytest.param(("302", "124"), ("bouw", "horeca"), id="counts in both"),
        pytest.param(("125.01", "125.02"), ("hout",), id="counts once"),
        pytest.param(("200", "124"), ("bouw",), id="nobody's steps back"),
        pytest.param(("100", "200"), (FLEMISH,), id="only nobody's"),
        pytest.param(("149",), (FLEMISH,), id="not routable"),
        pytest.param(("999",), (FLEMISH,), id="unknown"),
    ],
)
def test_company_counts_once_in_each_sector_it_is_allotted_to(committees, sectors):
    assert reporting_sectors(facts(*committees), on=DAY) == sectors


def test_local_authority_counts_in_its_own_sector():
    assert reporting_sectors(facts(employer_kind="local_authority"), on=DAY) == ("besturen",)


def test_grounds_can_be_kept_in_the_audit_trail():
    ground = route(facts("124"), on=DAY).because[0]

    assert ground.as_rule_version() == {
        "key": "partnerships.committee.124",
        "since": START,
        "value": "bouw",
        "source": "bron",
        "certainty": "certain",
    }


committee_lists = st.lists(st.sampled_from([*sorted(TABLE.committees), "999"]), unique=True, max_size=4)


def outcome(route_facts, day=DAY):
    """Partnership and sector, or the reasons of a refusal."""
    try:
        found = route(route_facts, on=day)
    except Refused as refusal:
        return refusal.reasons
    return found.partnership, found.reporting_sector


def may_recognise(partnership, population, day):
    rows = TABLE.powers.get((partnership, "RECOGNISE", population), ())
    return partnership == FLEMISH or any(each.period.contains(day) for each in rows)


@given(committee_lists, st.dates(date(2010, 1, 1), date(2035, 1, 1)), st.sampled_from(Population))
def test_every_file_has_one_reason_or_a_decider_with_the_power(committees, day, population):
    found = outcome(facts(*committees, population=population), day)

    assert found[0] in rules.REASONS or may_recognise(found[0], population, day)


@given(committee_lists, st.randoms())
def test_order_of_the_committees_does_not_matter(committees, random):
    other_order = list(committees)
    random.shuffle(other_order)

    assert outcome(facts(*committees)) == outcome(facts(*other_order))
    assert reporting_sectors(facts(*committees), on=DAY) == reporting_sectors(facts(*other_order), on=DAY)


@given(committee_lists.filter(bool), st.data())
def test_choice_always_leads_to_the_outcome_of_that_committee(committees, data):
    chosen = data.draw(st.sampled_from(committees))

    assert outcome(facts(*committees, chosen_committee=chosen)) == outcome(facts(chosen))


def test_every_reason_and_ground_has_dutch_words():
    assert set(labels.REASON) == set(rules.REASONS)
    assert set(labels.GROUND) == set(GroundKind)
    assert set(labels.POWER) == set(Power)
    assert set(labels.POPULATION) == set(Population)
    assert set(labels.CERTAINTY) == set(Certainty)


@pytest.mark.parametrize(
    ("route_facts", "sentences"),
    [
        pytest.param(
            facts("124", population=Population.ADULT, power=Power.EXCLUDE),
            (
                "Paritair comité 124 hoort bij de sector Bouw.",
                "Voor de sector Bouw beslist Bouw.",
                "Bouw heeft daarvoor geen bevoegdheid. Vlaams Partnerschap behandelt het dossier.",
            ),
            id="not handed over",
        ),
        pytest.param(
            facts("200", "124"),
            (
                "Paritair comité 200 is aan geen sector toegewezen. Daarom telt paritair comité 124.",
                "Paritair comité 124 hoort bij de sector Bouw.",
                "Voor de sector Bouw beslist Bouw.",
                "Bouw heeft daarvoor de bevoegdheid.",
            ),
            id="another steps back",
        ),
        pytest.param(
            facts(employer_kind="local_authority"),
            (
                "De onderneming is een lokaal bestuur. Dat hoort bij de sector Besturen.",
                "Voor de sector Besturen beslist Besturen.",
                "Besturen heeft daarvoor de bevoegdheid.",
            ),
            id="local authority",
        ),
        pytest.param(
            facts("100", "302", chosen_committee="100"),
            (
                "De onderneming hoort bij 100, 302 en koos paritair comité 100.",
                "Paritair comité 100 is aan geen sector toegewezen. "
                "Vlaams Partnerschap behandelt het dossier.",
                "Voor de sector Vlaams Partnerschap beslist Vlaams Partnerschap.",
            ),
            id="choice",
        ),
    ],
)
def test_route_explains_itself_in_dutch(route_facts, sentences):
    names = {"bouw": "Bouw", "horeca": "Horeca", "besturen": "Besturen", FLEMISH: "Vlaams Partnerschap"}

    assert labels.explanation(route(route_facts, on=DAY), names) == sentences
