from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Kind, Party, Population
from duaal.casework.agreements.rules.ending import (
    ENDED_AS,
    MAY,
    End,
    EndFacts,
    Mediation,
    Reason,
    end_agreement,
    mediation_ends,
    notice_ends,
)
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw, adult_mediation, law_on
from duaal.casework.agreements.rules.suspension import Ground, Suspension
from duaal.foundation.kernel.period import Period
from tests.casework.agreements.rule_set import DAY, rules

LAW, SUSPENSIONS = law_on(EndingLaw, DAY), law_on(SuspensionLaw, DAY)
ADULT_LAW = adult_mediation(LAW, DAY)
PERIOD = Period(DAY, date(2026, 6, 30))
ALL_THREE = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})
MEDIATION = Mediation(date(2025, 11, 3))
NOVEMBER = date(2025, 11, 25)


def end(way, by, on=NOVEMBER, law=LAW, kind=Kind.OAO, **changed):
    return end_agreement(EndFacts(kind, way, by, on, PERIOD, **changed), law, SUSPENSIONS)


def test_every_way_to_end_has_its_value_in_the_lawbook_and_its_name():
    assert set(LAW.grounds) == {*End, "provider_last_day"}
    assert set(ENDED_AS) == set(End)


@pytest.mark.parametrize(
    ("way", "by", "changed", "ended_as"),
    [
        (End.TERM, Party.COUNSELLOR, {"on": date(2026, 6, 30)}, "ENDED_TERM"),
        (End.SUCCESS, Party.PROVIDER, {}, "ENDED_SUCCESS"),
        (End.MENTOR, Party.COMPANY, {}, "ENDED_MENTOR"),
        (End.FORCE, Party.LEARNER, {}, "ENDED_FORCE"),
        (End.TAKEOVER, Party.LEARNER, {}, "ENDED_TAKEOVER"),
        (End.EXCLUSION, Party.PROVIDER, {}, "ENDED_TRAINING_STOPPED"),
        (End.STOPPED, Party.LEARNER, {}, "ENDED_TRAINING_STOPPED"),
        (End.WITHDRAWAL, Party.BODY, {}, "ENDED_RECOGNITION"),
        (End.ENROLMENT, Party.PROVIDER, {}, "ENDED_ENROLMENT"),
        (End.FIRST_PERIOD, Party.LEARNER, {"on": DAY}, "ENDED_FIRST30"),
        (End.GROUND, Party.COMPANY, {"reason": Reason.HINDERED, "mediation": MEDIATION}, "ENDED_GROUND"),
        (End.PROVIDER, Party.PROVIDER, {"reason": Reason.DANGER}, "ENDED_PROVIDER"),
        (End.MUTUAL, Party.LEARNER, {"agreed": ALL_THREE}, "ENDED_MUTUAL"),
        (End.VOID, Party.PROVIDER, {"on": DAY}, "VOID"),
        (
            End.SUSPENSION,
            Party.COMPANY,
            {"suspensions": (Suspension(Ground.SICKNESS, date(2025, 9, 20)),)},
            "ENDED_SUSPENSION",
        ),
    ],
)
def test_each_way_ends_the_agreement_when_its_conditions_hold(way, by, changed, ended_as):
    found = end(way, by, **changed)

    assert (found.check.refusals, found.ended_as, found.owes_month) == ((), ended_as, False)
    assert found.last_day is not None
    assert LAW.grounds[way] in found.check.because


@pytest.mark.parametrize("way", sorted(MAY))
def test_nobody_else_may_end_in_that_way(way):
    other = next(party for party in (Party.PARTNERSHIP, Party.PROVIDER) if party not in MAY[way])

    found = end(way, other, agreed=ALL_THREE, reason=Reason.BREACH, mediation=MEDIATION, on=DAY)

    assert "WRONG_PARTY" in found.check.refusals
    assert (found.ended_as, found.last_day, found.told) == (None, None, ())


@pytest.mark.parametrize("kind", [Kind.DAO, Kind.LOCAL])
@pytest.mark.parametrize("way", [way for way in End if way not in (End.TERM, End.VOID)])
def test_a_contract_under_labour_law_does_not_end_by_the_decrees(kind, way):
    assert end(way, Party.LEARNER, kind=kind).check.refusals == ("LABOUR_LAW",)


@pytest.mark.parametrize(
    ("received", "last_day", "refused"),
    [
        pytest.param(date(2025, 8, 31), None, ("BEFORE_START",), id="before the start"),
        pytest.param(DAY, date(2025, 9, 8), (), id="first day"),
        pytest.param(date(2025, 9, 30), date(2025, 10, 7), (), id="last day of the window"),
        pytest.param(date(2025, 10, 1), None, ("WINDOW_CLOSED",), id="a day late"),
    ],
)
def test_the_first_days_need_no_ground_but_a_notice(received, last_day, refused):
    found = end(End.FIRST_PERIOD, Party.COMPANY, received)

    assert (found.last_day, found.check.refusals) == (last_day, refused)
    if refused == ("WINDOW_CLOSED",):
        assert found.instead == (End.GROUND, End.MUTUAL)


def test_a_notice_never_runs_past_the_agreement_itself():
    short = EndFacts(
        Kind.OAO, End.FIRST_PERIOD, Party.LEARNER, date(2025, 9, 10), Period(DAY, date(2025, 9, 12))
    )

    assert end_agreement(short, LAW, SUSPENSIONS).last_day == date(2025, 9, 12)


def test_the_notice_and_the_mediation_count_from_their_own_first_day():
    received = date(2025, 11, 3)

    assert notice_ends(received, SUSPENSIONS).day == date(2025, 11, 10)
    assert mediation_ends(received, LAW).day == date(2025, 11, 24)
    assert mediation_ends(received, ADULT_LAW).day == date(2025, 11, 23)
    assert mediation_ends(received, rules(EndingLaw, mediation_days=7)).day == date(2025, 11, 10)


@pytest.mark.parametrize(
    ("by", "reason", "population", "allowed"),
    [
        (Party.COMPANY, Reason.BREACH, Population.SECONDARY, True),
        (Party.COMPANY, Reason.CHANGE_TRAINING, Population.SECONDARY, False),
        (Party.COMPANY, Reason.DANGER, Population.SECONDARY, False),
        (Party.COMPANY, None, Population.SECONDARY, False),
        (Party.REPRESENTATIVE, Reason.CHANGE_TRAINING, Population.SECONDARY, True),
        (Party.LEARNER, Reason.CHANGE_WORKPLACE, Population.SECONDARY, False),
        (Party.LEARNER, Reason.CHANGE_WORKPLACE, Population.ADULT, True),
    ],
)
def test_each_side_has_grounds_of_its_own(by, reason, population, allowed):
    found = end(End.GROUND, by, reason=reason, population=population, mediation=MEDIATION)

    assert found.check.refusals == (() if allowed else ("GROUND_MISSING",))


@pytest.mark.parametrize(
    ("mediation", "on", "refused"),
    [
        pytest.param(None, NOVEMBER, ("GROUND_MISSING",), id="none"),
        pytest.param(MEDIATION, date(2025, 11, 24), ("MEDIATION_RUNNING",), id="on its last day"),
        pytest.param(MEDIATION, NOVEMBER, (), id="the day after"),
        pytest.param(replace(MEDIATION, closed_on=date(2025, 11, 10)), date(2025, 11, 10), (), id="closed"),
        pytest.param(
            replace(MEDIATION, closed_on=date(2025, 11, 10)),
            date(2025, 11, 9),
            ("MEDIATION_RUNNING",),
            id="before it was closed",
        ),
        pytest.param(
            replace(MEDIATION, closed_on=date(2025, 11, 10), reconciled=True),
            NOVEMBER,
            ("GROUND_MISSING",),
            id="reconciled",
        ),
    ],
)
def test_an_end_with_a_ground_waits_for_the_mediation(mediation, on, refused):
    found = end(End.GROUND, Party.LEARNER, on, reason=Reason.CHANGE_TRAINING, mediation=mediation)

    assert found.check.refusals == refused
    assert found.last_day == (None if refused else on)


@pytest.mark.parametrize(
    ("kind", "owes"),
    [(Kind.OAO, True), (Kind.ODO, True), (Kind.ODOS, True), (Kind.SAO, False), (Kind.ODOW, False)],
)
def test_a_company_that_does_not_wait_ends_against_the_decree(kind, owes):
    found = end(
        End.GROUND,
        Party.COMPANY,
        date(2025, 11, 10),
        kind=kind,
        reason=Reason.BREACH,
        mediation=MEDIATION,
        in_fact=True,
    )

    assert (found.ended_as, found.last_day) == ("ENDED_CONTRARY", date(2025, 11, 10))
    assert (found.owes_month, found.check.warnings) == (owes, ("MEDIATION_RUNNING",))


def test_a_company_that_stops_without_a_ground_ends_against_the_decree_too():
    found = end(End.FIRST_PERIOD, Party.COMPANY, NOVEMBER, in_fact=True)

    assert (found.ended_as, found.check.warnings) == ("ENDED_CONTRARY", ("WINDOW_CLOSED",))


def test_a_learner_never_ends_against_the_decree():
    found = end(End.FIRST_PERIOD, Party.LEARNER, NOVEMBER, in_fact=True)

    assert (found.ended_as, found.check.refusals) == (None, ("WINDOW_CLOSED",))


@pytest.mark.parametrize(
    ("reason", "reasons_given", "refused"),
    [
        (Reason.BREACH, True, ()),
        (Reason.CHANGE_TRAINING, True, ("GROUND_MISSING",)),
        (Reason.HINDERED, False, ("REASONS_MISSING",)),
        (None, False, ("GROUND_MISSING", "REASONS_MISSING")),
    ],
)
def test_a_provider_gives_one_of_its_grounds_and_reasons(reason, reasons_given, refused):
    found = end(End.PROVIDER, Party.PROVIDER, reason=reason, reasons_given=reasons_given)

    assert found.check.refusals == refused


@pytest.mark.parametrize(
    ("way", "by", "changed", "refused"),
    [
        pytest.param(End.TERM, Party.COUNSELLOR, {}, "NOT_REACHED", id="term not reached"),
        pytest.param(End.MUTUAL, Party.LEARNER, {"agreed": ALL_THREE - {Party.PROVIDER}}, "CONSENT_MISSING"),
        pytest.param(End.EXCLUSION, Party.PROVIDER, {"holds": False}, "GROUND_MISSING", id="appeal runs"),
        pytest.param(End.VOID, Party.PROVIDER, {"holds": False}, "ALREADY_STARTED", id="it did start"),
        pytest.param(End.STOPPED, Party.LEARNER, {"on": date(2025, 8, 31)}, "BEFORE_START", id="before"),
        pytest.param(End.STOPPED, Party.LEARNER, {"on": date(2026, 7, 1)}, "AFTER_TERM", id="after"),
        pytest.param(End.SUSPENSION, Party.LEARNER, {}, "SUSPENSION_60", id="no suspension"),
        pytest.param(
            End.SUSPENSION,
            Party.LEARNER,
            {"suspensions": (Suspension(Ground.SICKNESS, date(2025, 9, 2), date(2025, 11, 24)),)},
            "SUSPENSION_60",
            id="a suspension that is over",
        ),
    ],
)
def test_a_fact_that_is_not_there_ends_nothing(way, by, changed, refused):
    assert end(way, by, **changed).check.refusals == (refused,)


def test_an_adult_enrolment_is_no_ground():
    found = end(End.ENROLMENT, Party.PROVIDER, kind=Kind.ODO, population=Population.ADULT)

    assert found.check.refusals == ("GROUND_MISSING",)


def test_a_ground_that_a_later_decree_brought_does_not_exist_before():
    before = law_on(EndingLaw, date(2018, 8, 31))

    assert end(End.ENROLMENT, Party.PROVIDER, law=before).check.refusals == ("GROUND_MISSING",)


@pytest.mark.parametrize(
    ("way", "by", "changed", "told"),
    [
        (End.TERM, Party.COUNSELLOR, {"on": date(2026, 6, 30)}, []),
        (
            End.STOPPED,
            Party.LEARNER,
            {},
            [
                (Party.COMPANY, Party.COUNSELLOR, date(2025, 11, 26)),
                (Party.LEARNER, Party.COUNSELLOR, date(2025, 11, 26)),
                (Party.COUNSELLOR, Party.PARTNERSHIP, date(2025, 11, 30)),
            ],
        ),
    ],
)
def test_an_early_end_is_told_by_its_days(way, by, changed, told):
    assert [(one.by, one.to, one.due.day) for one in end(way, by, **changed).told] == told


def test_a_withdrawal_is_told_to_provider_and_learner_the_same_day():
    first, second, *_rest = end(End.WITHDRAWAL, Party.BODY).told

    assert [(one.to, one.due.day) for one in (first, second)] == [
        (Party.PROVIDER, NOVEMBER),
        (Party.LEARNER, NOVEMBER),
    ]


@pytest.mark.parametrize(
    ("way", "by", "population", "searches"),
    [
        (End.WITHDRAWAL, Party.BODY, Population.SECONDARY, True),
        (End.WITHDRAWAL, Party.BODY, Population.ADULT, False),
        (End.SUCCESS, Party.PROVIDER, Population.SECONDARY, False),
        (End.STOPPED, Party.LEARNER, Population.SECONDARY, False),
        (End.MENTOR, Party.COMPANY, Population.SECONDARY, True),
    ],
)
def test_only_a_secondary_learner_who_stays_searches_again(way, by, population, searches):
    assert end(way, by, population=population).searches_again == searches


@given(
    way=st.sampled_from(End),
    by=st.sampled_from(Party),
    kind=st.sampled_from(Kind),
    reason=st.none() | st.sampled_from(Reason),
    days=st.integers(-10, 400),
    in_fact=st.booleans(),
    holds=st.booleans(),
    population=st.sampled_from(Population),
)
def test_an_agreement_ends_exactly_when_nothing_refuses(
    way, by, kind, reason, days, in_fact, holds, population
):
    facts = EndFacts(
        kind,
        way,
        by,
        DAY + timedelta(days=days),
        PERIOD,
        population,
        reason,
        in_fact=in_fact,
        holds=holds,
        agreed=ALL_THREE,
        mediation=MEDIATION,
    )

    found = end_agreement(facts, LAW, SUSPENSIONS)

    assert (found.ended_as is None) == bool(found.check.refusals) == (found.last_day is None)
    assert found.check.certainty
    assert not (found.owes_month and found.ended_as != "ENDED_CONTRARY")
