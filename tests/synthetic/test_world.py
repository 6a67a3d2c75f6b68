"""What holds for every company, case and agreement of the invented Flanders."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from duaal.casework.recognition.facts import (
    CaseFacts,
    ExtractEntries,
    LegalBasis,
    MentorFacts,
    Question,
    UndertakingFacts,
)
from duaal.casework.recognition.models import MentorPosition
from duaal.casework.recognition.rules.grant import blockers_to_grant
from duaal.casework.recognition.rules.law import law_on
from duaal.casework.recognition.rules.terms import decision_deadline, overdue_flag
from duaal.casework.recognition.rules.validity import validity
from duaal.casework.recognition.states import ApplicationState, RecognitionState
from duaal.foundation.kernel.identifiers import enterprise_number, establishment_number, national_number
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_calendar import is_working_day
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.register.partnerships.facts import Population, RouteFacts
from duaal.register.partnerships.rules import route
from duaal.synthetic import troubles
from duaal.synthetic.founding import employer_kind
from duaal.synthetic.histories import QUESTION
from tests.synthetic.conftest import TODAY

pytestmark = pytest.mark.django_db

SOME = 400
GIVEN_UP = {RecognitionState.ENDED_BY_UNDERTAKING, RecognitionState.ENDED_CLOSED}

PASSING = {ApplicationState.SUBMITTED}
"""A case is routed in the step that sends it."""


def granted(world):
    return [case for case in world.cases if case.outcome is not None]


def test_numbers_are_valid_invented_and_unique(world):
    enterprises = [company.number for company in world.companies]
    sites = [site.number for company in world.companies for site in company.sites]
    numbered = [person for person in world.persons if person.national_number]
    persons = [person.national_number for person in numbered]

    for numbers in (enterprises, sites, persons):
        assert len(set(numbers)) == len(numbers)
    assert all(enterprise_number(number).number == number and number[:2] == "19" for number in enterprises)
    assert all(establishment_number(number).number == number and number[0] == "8" for number in sites)
    for person in numbered:
        assert national_number(person.national_number).birth_date == person.birth_date
        assert int(person.national_number[6:9]) >= 900


def test_a_site_lies_in_a_municipality_that_existed_when_it_opened(world):
    for company in world.companies:
        for site in company.sites:
            assert site.town.valid_from <= site.opened_on <= site.town.valid_to
            assert site.postal in site.town.postcodes
            assert site.opened_on >= company.started_on
        assert set(company.provinces) <= {site.town.province for site in company.sites}
        assert company.seat.successor is None


def test_everyone_represents_a_company_as_an_adult(world):
    for company in world.companies:
        assert company.representatives
        assert all(person.birth_date.year <= 2000 for person in company.representatives)


def test_no_site_is_recognised_twice_for_a_programme_on_one_day(world):
    periods = defaultdict(list)
    for case in granted(world):
        periods[case.site, case.programme].append(Period(case.decided_on, case.last_day))

    for of_pair in periods.values():
        of_pair.sort(key=lambda period: period.first)
        assert not any(one.overlaps(other) for one, other in zip(of_pair, of_pair[1:], strict=False))


def test_only_one_request_runs_for_a_site_and_programme_and_none_that_is_recognised(world):
    open_ones = [case for case in world.cases if case.closed_on is None]
    running = Counter((case.site, case.programme) for case in open_ones)
    valid = {(case.site, case.programme) for case in granted(world) if case.is_valid_on(TODAY)}

    assert set(running.values()) == {1}
    assert not valid & {(case.site, case.programme) for case in open_ones if case.follows is None}


def test_terms_validity_and_partnership_are_those_of_the_rules(world, surroundings):
    for case in world.cases[:: len(world.cases) // SOME]:
        law = law_on(case.received_on, case.partnership, LegalBasis(case.programme.legal_basis))
        questions = [Question(asked.asked_on, asked.answered_on) for asked in case.questions]
        closed_on = case.closed_on or TODAY
        deadline = decision_deadline(case.received_on, law, on=closed_on, questions=questions)
        assert case.deadline_on == deadline.last_day
        if case.closed_on is None:
            assert case.flag == (overdue_flag(deadline, on=TODAY, questions=questions) or "")
        if case.outcome is not None:
            assert case.follows is None or case.follows.last_day == case.decided_on - timedelta(days=1)
            assert case.valid_to == validity(case.decided_on, law).last_day
        facts = RouteFacts(
            surroundings.competences,
            committees=(case.committee,) if case.committee else (),
            chosen_committee=case.committee,
            employer_kind=employer_kind(case.company),
            population=Population.ADULT if case.programme.is_adult else Population.SECONDARY,
        )
        assert case.partnership == route(facts, on=case.received_on).partnership


def facts_of(case):
    """The facts of a case as an officer who found nothing wrong judged them."""
    trouble = case.trouble
    named_on = case.received_on
    mentors = tuple(
        MentorFacts(
            birth_date=guide.person.birth_date,
            named_on=named_on,
            experience_since=troubles.experience_since(trouble, guide.experience_since, named_on),
            prior_training_proof=bool(troubles.prior_training(trouble)),
            extract_model="596.2",
            extract_issued_on=troubles.extract_issued_on(trouble, named_on, case.pk),
            extract_entries=ExtractEntries.NONE,
            inside_undertaking=trouble != troubles.OUTSIDE.code and guide.position != MentorPosition.OUTSIDE,
        )
        for guide in case.guides
    )
    undertaking = UndertakingFacts(
        organisation_and_equipment=trouble != troubles.NOT_EQUIPPED.code,
        conviction=trouble == troubles.CONVICTION.code,
    )
    return CaseFacts(named_on, undertaking, mentors, legal_basis=LegalBasis(case.programme.legal_basis))


def test_what_was_granted_meets_every_condition(world):
    by_the_partnership = [case for case in granted(world) if case.refused_on is None]
    for case in by_the_partnership[:: len(by_the_partnership) // SOME]:
        law = law_on(case.received_on, case.partnership, LegalBasis(case.programme.legal_basis))
        assert blockers_to_grant(facts_of(case), case.decided_on, law) == ()


def test_a_trouble_is_what_the_rules_find(world):
    seen = set()
    for case in world.cases:
        if not case.trouble:
            continue
        trouble = troubles.BY_CODE[case.trouble]
        seen.add(trouble)
        law = law_on(case.received_on, case.partnership, LegalBasis(case.programme.legal_basis))
        assert trouble.condition in blockers_to_grant(facts_of(case), TODAY, law)
    assert seen == set(troubles.TROUBLES)


def test_decisions_fall_on_working_days_after_receipt(world):
    for case in granted(world):
        assert is_working_day(case.decided_on)
        assert date(2019, 9, 1) <= case.received_on <= case.decided_on <= TODAY
        assert case.site.opened_on <= case.received_on
        assert case.programme.valid_from <= case.received_on


def test_an_agreement_is_concluded_and_starts_at_a_recognised_site_within_a_school_year(world):
    for contract in world.contracts:
        case = contract.case
        assert case.is_valid_on(contract.concluded_on)
        if contract.starts_on is None:
            assert contract.ended_on is None
            continue
        assert case.is_valid_on(contract.starts_on)
        assert contract.concluded_on <= contract.starts_on
        last = contract.ended_on or contract.planned_end_on
        assert contract.starts_on <= last <= contract.planned_end_on
        assert SchoolYear.of(contract.starts_on) == SchoolYear.of(contract.planned_end_on)
        assert contract.ended_on is None or contract.ended_on <= TODAY
        assert contract.planned_end_on > TODAY or contract.ended_on is not None


def test_agreements_of_adults_rest_on_an_adult_recognition_since_september_2022(world):
    adult = [contract for contract in world.contracts if contract.kind in ("ODO", "ODOS", "ODOW")]

    assert adult
    assert min(contract.concluded_on for contract in adult) >= date(2022, 9, 1)
    assert all(contract.case.programme.is_adult for contract in adult)
    assert sum(contract.case.programme.is_adult for contract in world.contracts) == len(adult)


def test_nothing_of_the_last_official_year_begins_after_the_question(world):
    summer = [
        day for case in granted(world) for day in (case.decided_on,) if QUESTION < day < date(2023, 9, 1)
    ]
    starts = [
        contract.starts_on
        for contract in world.contracts
        if contract.starts_on and QUESTION < contract.starts_on < date(2023, 9, 1)
    ]

    assert summer == starts == []


def test_a_company_that_gave_up_had_no_learner_any_more(world):
    for contract in world.contracts:
        if contract.case.outcome in GIVEN_UP:
            last = contract.ended_on or contract.planned_end_on
            assert last <= contract.case.ended_on


def test_every_case_has_a_mentor_of_its_company(world):
    for case in world.cases:
        assert case.guides
        assert set(case.guides) <= set(case.company.guides)


def test_every_queue_has_cases_at_every_age_of_the_clock(world):
    queues = defaultdict(list)
    for case in world.cases:
        if case.closed_on is None:
            queues[case.partnership].append(case)

    assert len(queues) == 20
    assert 300 <= sum(map(len, queues.values())) <= 500
    for cases in queues.values():
        left = [(case.deadline_on - TODAY).days for case in cases]
        assert 10 <= len(cases) <= 75
        assert min(left) < 0 <= max(left)
    everywhere = [case for cases in queues.values() for case in cases]
    assert {(case.deadline_on - TODAY).days for case in everywhere} >= set(range(15)) | {-1, -6}
    assert {case.flag for case in everywhere} == {"", "OVERDUE", "OVERDUE_WAITING"}
    assert all(case.received_on <= TODAY for case in everywhere)


def test_every_state_occurs(world):
    states = Counter(case.state for case in world.cases)

    assert set(states) == set(ApplicationState) - PASSING
    assert set(Counter(case.outcome for case in granted(world))) == set(RecognitionState)
    waiting = [case for case in world.cases if case.state == ApplicationState.INFO_REQUESTED]
    assert all(case.questions[-1].due_on >= TODAY for case in waiting)
    answered = [
        case
        for case in world.cases
        if case.state == ApplicationState.IN_REVIEW and case.questions and case.questions[-1].answered_on
    ]
    assert answered


def test_some_companies_never_asked_anything(world):
    unclaimed = [company for company in world.companies if not company.cases]

    assert 500 <= len(unclaimed) <= 700
    assert all(company.sites and company.representatives for company in unclaimed)


def test_nothing_is_recognised_anew_before_the_end_of_the_one_before(world):
    chains = defaultdict(list)
    for case in granted(world):
        chains[case.site, case.programme].append(case)

    renewed = [sorted(chain, key=lambda case: case.decided_on) for chain in chains.values() if len(chain) > 1]
    assert renewed
    for chain in renewed:
        for earlier, later in zip(chain, chain[1:], strict=False):
            assert later.decided_on > earlier.last_day
            assert later.decided_on - earlier.last_day < timedelta(days=200)


class TestDemoAccounts:
    def test_the_bakery_has_two_recognised_sites_and_no_open_case(self, world):
        company = world.users[0].company

        assert company.trade_name.startswith("Bakkerij ")
        assert company.sectors == ("voedingsindustrie",)
        assert {case.site for case in company.cases if case.is_valid_on(TODAY)} == set(company.sites)
        assert len(company.sites) == 2
        assert all(case.closed_on is not None for case in company.cases)

    def test_the_large_company_has_more_than_forty_recognitions(self, world):
        company = world.users[1].company

        assert sum(case.is_valid_on(TODAY) for case in company.cases) >= 40

    def test_the_newcomer_represents_a_bakery_that_nobody_claimed(self, world):
        user = world.users[2]

        assert user.capacities == ()
        assert user.person in user.company.representatives
        assert user.company.trade_name.startswith("Bakkerij ")
        assert len(user.company.sites) == 2
        assert user.company.cases == []

    def test_one_account_has_two_capacities_and_an_open_case_of_its_own(self, world):
        user = next(user for user in world.users if user.email.startswith("twee-petten@"))

        assert [role.value for role, _organisation in user.capacities] == ["company", "partnership"]
        own = [case for case in user.company.cases if case.closed_on is None]
        assert [case.partnership for case in own] == ["bouw"]
        assert own[0].submitted_by == user.pk

    def test_one_company_has_a_sanction_and_an_appeal_to_look_at(self, world):
        company = next(user.company for user in world.users if user.email == "sanctie@duaal.example")

        outcomes = {case.outcome for case in company.cases}
        appeals = [one for one in world.measures.appeals if one.case.company is company]
        assert {"WITHDRAWN", "UNDER_GUIDANCE", "SANCTION_PROPOSED", "ACTIVE"} <= outcomes
        assert [one.state for one in appeals if one.against is not None] == ["ADMISSIBLE"]
        assert [case.state for case in company.cases].count(ApplicationState.REFUSED) == 1

    def test_the_school_of_the_counsellor_has_learners_and_proposals(self, world):
        school = world.schools[0]
        proposals = [one.state for one in world.measures.proposals if one.school is school]

        assert sum(contract.school is school for contract in world.contracts) > 20
        assert sorted(proposals) == ["DISMISSED", "OPEN", "TAKEN_UP"]

    def test_a_counsellor_and_a_sector_employee_belong_to_a_school_and_a_sector_that_are_there(self, world):
        capacities = dict(capacity for user in world.users for capacity in user.capacities)

        assert capacities["counsellor"] in {school.number for school in world.schools}
        assert capacities["sector"] == "voedingsindustrie"

    def test_accounts_have_different_addresses_that_nobody_has(self, world):
        addresses = [user.email for user in world.users]

        assert len(set(addresses)) == len(addresses)
        assert all(address.endswith("@duaal.example") for address in addresses)
