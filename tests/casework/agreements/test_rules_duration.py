from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.facts import Form, Kind, Party, Population, RecognisedPlace
from duaal.casework.agreements.rules.companies import (
    CooperationFacts,
    PartAtAnother,
    PartnershipRule,
    check_cooperation,
)
from duaal.casework.agreements.rules.duration import (
    Clause,
    DurationFacts,
    OtherAgreement,
    SigningFacts,
    check_age,
    check_duration,
    check_registration,
    check_signing,
    premium_limit,
    registration_due,
)
from duaal.casework.agreements.rules.law import DurationLaw, law_on
from duaal.foundation.kernel.period import Period
from tests.casework.agreements.rule_set import DAY, YEAR, rules, version

LAW = law_on(DurationLaw, DAY)
GOOD = DurationFacts(YEAR, date(2008, 6, 14), training=Period(date(2025, 9, 1), date(2027, 6, 30)))
RULE = version("cooperation_rule", True)


@pytest.mark.parametrize(
    ("changed", "refused", "warned"),
    [
        pytest.param({}, (), (), id="within the training"),
        pytest.param({"period": Period(DAY, date(2027, 6, 30))}, (), (), id="until its last day"),
        pytest.param({"period": Period(DAY)}, ("NO_LAST_DAY",), (), id="no last day"),
        pytest.param(
            {"period": Period(date(2026, 9, 1), date(2027, 7, 1))},
            ("AFTER_TRAINING", "LONGER_THAN_TRAINING"),
            (),
            id="a day after the training",
        ),
        pytest.param(
            {"period": Period(date(2025, 8, 31), date(2026, 6, 30))}, ("BEFORE_TRAINING",), (), id="before it"
        ),
        pytest.param(
            {"others": (OtherAgreement(Period(date(2025, 3, 1), date(2025, 8, 31))),)},
            (),
            (),
            id="one before",
        ),
        pytest.param(
            {"others": (OtherAgreement(Period(date(2025, 3, 1), DAY)),)},
            ("OVERLAP",),
            (),
            id="one day shared",
        ),
        pytest.param(
            {"others": (OtherAgreement(Period(date(2025, 3, 1), DAY), linked=True),)}, (), (), id="linked"
        ),
        pytest.param(
            {"period": Period(DAY, date(2028, 8, 31)), "training": None}, (), (), id="three years exactly"
        ),
        pytest.param(
            {"period": Period(DAY, date(2028, 9, 1)), "training": None},
            (),
            ("OVER_ADVISED_YEARS",),
            id="a day more",
        ),
        pytest.param({"clauses": frozenset({Clause.TRIAL})}, ("CLAUSE_NOT_ALLOWED",), (), id="trial clause"),
    ],
)
def test_an_agreement_has_its_place_in_the_training_and_beside_others(changed, refused, warned):
    found = check_duration(replace(GOOD, **changed), LAW)

    assert (found.refusals, found.warnings) == (refused, warned)
    assert found.because


@pytest.mark.parametrize(
    ("place", "refused"),
    [
        pytest.param(RecognisedPlace("x", "p", Period(date(2022, 1, 1), date(2026, 5, 12))), (), id="valid"),
        pytest.param(
            RecognisedPlace("x", "p", Period(date(2022, 1, 1), date(2026, 5, 11))),
            ("NO_RECOGNITION",),
            id="expired the day before",
        ),
        pytest.param(
            RecognisedPlace("y", "p", Period(date(2022, 1, 1))), ("NO_RECOGNITION",), id="other place"
        ),
        pytest.param(
            RecognisedPlace("x", "q", Period(date(2022, 1, 1))), ("NO_RECOGNITION",), id="other training"
        ),
    ],
)
def test_an_extension_needs_a_recognition_on_the_day_it_is_signed(place, refused):
    one = replace(
        GOOD,
        extension_signed_on=date(2026, 5, 12),
        establishment="x",
        programme="p",
        recognitions=(place,),
    )

    assert check_duration(one, LAW).refusals == refused


@pytest.mark.parametrize(
    ("born", "changed", "refused"),
    [
        pytest.param(date(2010, 9, 1), {}, (), id="15 on the first day"),
        pytest.param(date(2010, 9, 2), {}, ("TOO_YOUNG",), id="15 the day after"),
        pytest.param(
            date(2010, 9, 1), {"two_years_secondary": False}, ("TOO_YOUNG",), id="15, one year only"
        ),
        pytest.param(date(2009, 9, 1), {"two_years_secondary": False}, (), id="16, one year only"),
        pytest.param(date(2000, 9, 1), {}, (), id="turns 25 in this school year"),
        pytest.param(date(2000, 8, 31), {}, ("TOO_OLD",), id="turned 25 in the last one"),
        pytest.param(date(1990, 1, 1), {"form": Form.SEVENTH_YEAR}, (), id="no limit in a seventh year"),
        pytest.param(date(1990, 1, 1), {"form": Form.OV3}, (), id="other limits in special education"),
        pytest.param(date(1970, 1, 1), {"population": Population.ADULT}, (), id="adult education"),
    ],
)
def test_the_age_holds_on_the_first_day(born, changed, refused):
    assert check_age(replace(GOOD, birth_date=born, **changed), LAW).refusals == refused


def test_the_ages_are_those_of_the_lawbook():
    born_in_2008 = check_age(GOOD, rules(DurationLaw, min_age_two_years=18))

    assert born_in_2008.refusals == ("TOO_YOUNG",)


SIGNED = ((Party.LEARNER, date(2025, 8, 28)), (Party.COMPANY, DAY), (Party.PROVIDER, date(2025, 8, 29)))
ADULT_BORN = date(2005, 1, 1)


@pytest.mark.parametrize(
    ("kind", "born", "signed", "refused", "warned"),
    [
        pytest.param(Kind.OAO, ADULT_BORN, SIGNED, (), (), id="all three, in time"),
        pytest.param(Kind.OAO, ADULT_BORN, SIGNED[:2], ("SIGNATURE_MISSING",), (), id="no provider"),
        pytest.param(Kind.DAO, ADULT_BORN, SIGNED[:2], (), (), id="two parties of a part-time contract"),
        pytest.param(Kind.OAO, date(2008, 1, 1), SIGNED, ("REPRESENTATIVE_MISSING",), (), id="minor"),
        pytest.param(
            Kind.OAO,
            date(2008, 1, 1),
            (*SIGNED, (Party.REPRESENTATIVE, date(2025, 8, 28))),
            (),
            (),
            id="minor with a representative",
        ),
        pytest.param(
            Kind.OAO,
            ADULT_BORN,
            (*SIGNED[:2], (Party.PROVIDER, date(2025, 9, 2))),
            (),
            ("SIGNED_LATE",),
            id="a day late",
        ),
        pytest.param(Kind.OAO, date(2007, 8, 28), SIGNED, (), (), id="18 on the day of signing"),
    ],
)
def test_who_signs_and_when(kind, born, signed, refused, warned):
    found = check_signing(SigningFacts(kind, DAY, born, signed), LAW)

    assert (found.refusals, found.warnings) == (refused, warned)


def test_the_registration_is_due_on_the_day_of_the_start_and_the_premium_three_months_later():
    assert registration_due(DAY, LAW).day == DAY
    assert registration_due(DAY, rules(DurationLaw, registration_due_days=5)).day == date(2025, 9, 6)
    assert premium_limit(DAY, LAW).day == date(2025, 11, 30)


@pytest.mark.parametrize(
    ("registered_on", "on", "warned"),
    [
        (None, DAY, ()),
        (None, date(2025, 9, 2), ("REGISTRATION_OVERDUE",)),
        (DAY, date(2025, 12, 1), ()),
        (date(2025, 9, 2), date(2025, 12, 1), ("REGISTRATION_OVERDUE",)),
    ],
)
def test_a_late_registration_warns(registered_on, on, warned):
    one = SigningFacts(Kind.OAO, DAY, ADULT_BORN, SIGNED, registered_on)

    assert check_registration(one, LAW, on=on).warnings == warned


PART = PartAtAnother(frozenset({"a"}), Period(date(2025, 10, 1), date(2025, 12, 31)))
ALLOWED = PartnershipRule(frozenset({"a", "b"}), YEAR)
COOPERATION = CooperationFacts((PART,), (ALLOWED,), frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER}))


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        pytest.param({}, (), id="as the rule allows"),
        pytest.param({"rules": ()}, ("NO_6BIS_RULE",), id="no rule"),
        pytest.param({"rules": (replace(ALLOWED, parts=frozenset({"b"})),)}, ("NO_6BIS_RULE",), id="parts"),
        pytest.param({"rules": (replace(ALLOWED, max_days=91),)}, ("NO_6BIS_RULE",), id="92 days"),
        pytest.param({"rules": (replace(ALLOWED, max_days=92),)}, (), id="just long enough"),
        pytest.param(
            {"rules": (replace(ALLOWED, period=Period(date(2025, 10, 2))),)},
            ("NO_6BIS_RULE",),
            id="too early",
        ),
        pytest.param(
            {"agreed": frozenset({Party.LEARNER, Party.COMPANY})}, ("CONSENT_MISSING",), id="consent"
        ),
        pytest.param({"minor": True}, ("CONSENT_MISSING",), id="minor without representative"),
        pytest.param(
            {"others": (replace(PART, recognised=False),)}, ("PARTNER_NOT_RECOGNISED",), id="not recognised"
        ),
        pytest.param(
            {"plan": frozenset({"a", "c"}), "own_parts": frozenset({"d"})}, ("NOT_COVERED",), id="a part left"
        ),
        pytest.param({"plan": frozenset({"a", "c"}), "own_parts": frozenset({"c"})}, (), id="all covered"),
    ],
)
def test_a_part_elsewhere_needs_a_rule_and_the_consent_of_all(changed, refused):
    found = check_cooperation(replace(COOPERATION, **changed), RULE)

    assert found.refusals == refused
    assert found.because == (RULE,)


@given(rows=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 200)), max_size=5))
def test_agreements_that_are_accepted_never_overlap(rows):
    kept = []
    for start, length in rows:
        first = DAY + timedelta(days=start)
        one = replace(
            GOOD,
            training=None,
            period=Period(first, first + timedelta(days=length)),
            others=tuple(OtherAgreement(period) for period in kept),
        )
        if check_duration(one, LAW).allowed:
            kept.append(one.period)

    days = [period.first + timedelta(days=number) for period in kept for number in range(period.days)]
    assert len(days) == len(set(days))
