"""Rows and trail of the invented Flanders: complete, consistent, and the same for the same seed."""

import hashlib
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from duaal.casework.agreements.states import END_BY_WITHDRAWAL
from duaal.casework.recognition.appeals.states import APPEAL_STEPS, EFFECT_STEPS
from duaal.casework.recognition.proposing.states import PROPOSAL_STEPS
from duaal.casework.recognition.sanctions.steps import DECIDE_SANCTION, SANCTION_STEPS
from duaal.casework.recognition.states import APPLICATION_STEPS, LIVE, RECOGNITION_STEPS
from duaal.casework.recognition.states.mentors import MENTOR_STEPS
from duaal.casework.recognition.states.upkeep import UPKEEP_STEPS
from duaal.foundation.audit.hashing import GENESIS
from duaal.foundation.audit.ledger import ENTRY_COLUMNS
from duaal.foundation.people.national_numbers import Protected
from duaal.synthetic.agreement_rows import KeptAgreements
from duaal.synthetic.case_rows import case_tables
from duaal.synthetic.inventing import invent
from duaal.synthetic.learner_rows import learner_tables
from duaal.synthetic.mandating import Mandating
from duaal.synthetic.matching_rows import matching_tables
from duaal.synthetic.officers import Officers
from duaal.synthetic.register_rows import register_tables
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.trail import Trail, trail_tables
from tests.synthetic.conftest import TODAY, silent

pytestmark = pytest.mark.django_db

RANDOM_BY_NATURE = {"accounts_user"}
"""A password hash has a random salt."""


STEPS = (
    *APPLICATION_STEPS,
    *RECOGNITION_STEPS,
    *UPKEEP_STEPS,
    *MENTOR_STEPS,
    *SANCTION_STEPS,
    *APPEAL_STEPS,
    *EFFECT_STEPS,
    *PROPOSAL_STEPS,
)
GIVES_REST = {"complete_guidance", "drop_sanction", "restore"}


def protect(number):
    return Protected(number.encode(), number[::-1].encode())


def tables_of(world, surroundings, seed=1):
    ruling, officers = Ruling(surroundings.competences), Officers(world, seed)
    return [
        *register_tables(world, today=TODAY, protect=protect),
        *case_tables(world, ruling, officers, today=TODAY),
        *learner_tables(world),
    ]


def digest(tables):
    found = hashlib.sha256()
    for table in tables:
        for row in table.rows:
            found.update(repr(row).encode() if table.name not in RANDOM_BY_NATURE else b"")
    return found.hexdigest()


def some_cases(world):
    """One in so many, and every one on which something unusual was done."""
    return [
        case
        for place, case in enumerate(world.cases)
        if place % 25 == 0 or case.request_deeds or any(one.who != "SYSTEM" for one in case.deeds)
    ]


def entries_of(world, trail):
    for case in some_cases(world):
        yield from trail.of(case)
    for paper in world.measures.papers:
        yield from trail.of_paper(paper)


def is_step(entry, step):
    makes_the_file = not step.sources or step is DECIDE_SANCTION
    starts = entry.from_state in step.sources or (makes_the_file and entry.from_state == "")
    rests = entry.step in GIVES_REST and entry.to_state in LIVE
    return (
        starts
        and (rests or entry.to_state == (step.target or entry.from_state))
        and entry.actor.role in step.roles
    )


@pytest.fixture(scope="module")
def trail(world, surroundings):
    ruling = Ruling(surroundings.competences)
    return Trail(ruling, Officers(world, 1), today=TODAY)


def test_every_column_of_every_table_is_filled(world, surroundings):
    officers, ruling = Officers(world, 1), Ruling(surroundings.competences)
    tables = tables_of(world, surroundings)
    kept = KeptAgreements(world, tuple(surroundings.trainings), today=TODAY)
    at = datetime(2026, 11, 21, tzinfo=UTC)
    mandates = Mandating(world, today=TODAY).tables(lambda _data: "")
    tables += [*matching_tables(world), *kept.tables(), *mandates]
    tables += trail_tables(world, ruling, officers, (), today=TODAY, sealed_at=at)

    assert {table.name: table.missing_columns() for table in tables} == {
        table.name: set() for table in tables
    }


def test_the_same_seed_gives_the_same_rows(world, surroundings):
    again = invent(surroundings, scale=1, seed=1, today=TODAY, report=silent)

    assert digest(tables_of(again, surroundings)) == digest(tables_of(world, surroundings))


def test_requests_are_numbered_in_the_order_in_which_they_came_in(world):
    received = [case.received_on for case in world.cases]

    assert received == sorted(received)
    assert [case.pk for case in world.cases] == list(range(1, len(world.cases) + 1))


def test_every_step_of_the_trail_is_one_that_the_platform_allows(world, trail):
    for entry in entries_of(world, trail):
        allowed = [step for step in STEPS if step.name == entry.step]
        assert any(is_step(entry, step) for step in allowed) or entry.step == END_BY_WITHDRAWAL.name, entry
        assert entry.actor.name


def test_the_trail_of_a_case_ends_in_its_state(world, trail):
    for case in some_cases(world):
        states = {entry.file_kind: entry.to_state for entry in trail.of(case)}
        assert states["application"] == case.state
        assert states.get("recognition") == case.outcome


def test_steps_follow_one_another_in_time_and_none_lies_ahead(world, trail):
    for case in some_cases(world):
        moments = defaultdict(list)
        for entry in trail.of(case):
            moments[entry.file_kind].append(entry.at)
            assert entry.at.date() == entry.on <= TODAY
        assert all(times == sorted(times) for times in moments.values())


def test_only_the_officer_of_the_deciding_partnership_handles_a_case(world, trail):
    for case in world.cases[::25]:
        deciders = {entry.actor.organisation for entry in trail.of(case) if "partnership" in entry.actor.role}
        renewed_by = {case.renewed_by.partnership} if case.renewed_by else set()
        assert deciders <= {case.partnership, *renewed_by}


def test_a_recent_grant_names_every_value_it_stands_on(world, trail):
    recent = (case for case in world.cases if case.is_recent and case.refused_on is None)
    case = next(case for case in recent if case.outcome is not None)

    granted = next(entry for entry in trail.of(case) if entry.step == "grant")

    keys = {version["key"] for version in granted.rule_versions}
    assert {"recognition.validity_years", "recognition.mentor_min_age", "recognition.conditions.u1"} <= keys


def test_entries_are_chained_and_the_seal_covers_every_head(world, surroundings):
    part = type(world)(world.companies, [], world.users, world.cases[-300:], world.persons)
    officers, ruling = Officers(part, 1), Ruling(surroundings.competences)
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)

    tables = trail_tables(part, ruling, officers, (), today=TODAY, sealed_at=at)

    entries, chains, seals, heads = [list(table.rows) for table in tables]

    previous = {}
    for row in entries:
        entry = dict(zip(ENTRY_COLUMNS, row, strict=True))
        file = (entry["file_kind"], entry["file_id"])
        assert entry["previous_hash"] == previous.get(file, GENESIS)
        previous[file] = entry["hash"]
    assert {(kind, pk): last for kind, pk, _seq, last, _sealed in chains} == previous
    assert all(seq == sealed for _kind, _pk, seq, _last, sealed in chains)
    assert [seal[2] for seal in seals] == [len(heads)] == [len(previous)]
