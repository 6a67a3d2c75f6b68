"""Programmes that took the place of others: who decides it, what cannot stand, and what counts on a day."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from duaal.register.programmes.models import Programme, ProgrammeReplacement
from duaal.register.programmes.replacing import add, end, in_force, reopen, strike, successors, visible_to
from duaal.register.programmes.states import (
    REPLACEMENT_STEPS,
    ReplacementFacts,
    blockers_to_stand,
)
from tests.register.partnerships.factories import PartnershipFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
SINCE = date(2025, 9, 1)
BOUW = Actor(Role.PARTNERSHIP, "bouw", 10, name="Officier Janssens")
HOUT = Actor(Role.PARTNERSHIP, "hout", 11, name="Officier Maes")
DEPARTMENT = Actor(Role.DEPARTMENT, "", 12, name="Departement")
FLEMISH = Actor(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap", 13, name="Officier Claes")
COMPANY = Actor(Role.COMPANY, "0123456749", 14, name="Ann Peeters")


@pytest.fixture(autouse=True)
def partnerships() -> None:
    for code in ("bouw", "hout"):
        PartnershipFactory(code=code)


@pytest.fixture
def programmes() -> list[Programme]:
    return [ProgrammeFactory(code=code) for code in ("P1", "P2", "P3")]


def replaced(old="P1", new="P2", *, since=SINCE, actor=BOUW, decision="Vergadering van 3 maart 2025."):
    return add(old, new, since=since, decision=decision, actor=actor, on=DAY)


def codes(on=DAY, partnership="bouw", old="P1") -> dict[str, date]:
    return dict(successors([partnership], on=on).get((partnership, old), {}))


def refused(call) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reasons


@pytest.mark.usefixtures("programmes")
def test_a_partnership_decides_that_a_programme_was_replaced_and_it_is_recorded():
    row = replaced()

    entry = Entry.objects.get()
    assert (row.partnership_id, row.old_id, row.new_id, row.since, row.until) == (
        "bouw",
        "P1",
        "P2",
        SINCE,
        None,
    )
    assert (row.decision, row.decided_on, row.decided_by_name) == (
        "Vergadering van 3 maart 2025.",
        DAY,
        "Officier Janssens",
    )
    assert (entry.file_kind, entry.step, entry.to_state) == (
        "programme_replacement",
        "add_replacement",
        "STANDS",
    )


@pytest.mark.usefixtures("programmes")
def test_it_counts_from_its_day_for_that_partnership_only_until_its_last_day():
    row = replaced()
    end(row.pk, last_day=date(2026, 8, 31), actor=BOUW, on=DAY)

    assert codes(date(2025, 8, 31)) == {}
    assert codes(SINCE) == codes(date(2026, 8, 31)) == {"P2": SINCE}
    assert codes(date(2026, 9, 1)) == {}
    assert codes(partnership="hout") == {}


@pytest.mark.usefixtures("programmes")
def test_an_end_is_undone_and_a_mistake_is_struck_out_as_if_it_never_was():
    row = replaced()
    end(row.pk, last_day=SINCE, actor=BOUW, on=DAY)
    reopen(row.pk, actor=BOUW, on=DAY)
    again = codes()
    strike(row.pk, reason="Verkeerde opleiding gekozen.", actor=BOUW, on=DAY)

    assert (again, codes()) == ({"P2": SINCE}, {})
    assert [entry.step for entry in Entry.objects.order_by("seq")] == [
        "add_replacement",
        "end_replacement",
        "reopen_replacement",
        "strike_replacement",
    ]
    assert replaced().pk != row.pk


@pytest.mark.usefixtures("programmes")
def test_a_programme_that_came_by_two_steps_counts_since_the_later_of_both():
    replaced("P1", "P2", since=date(2024, 9, 1))
    replaced("P2", "P3", since=date(2025, 9, 1))

    assert codes() == {"P2": date(2024, 9, 1), "P3": date(2025, 9, 1)}
    assert codes(old="P2") == {"P3": date(2025, 9, 1)}
    assert codes(old="P3") == {}


@pytest.mark.usefixtures("programmes")
def test_what_stands_already_or_goes_round_is_refused():
    first = replaced("P1", "P2")
    replaced("P2", "P3")

    assert refused(lambda: replaced("P1", "P2", since=date(2026, 1, 1))) == ("already_replaced",)
    assert refused(lambda: replaced("P3", "P1")) == ("goes_round",)
    end(first.pk, last_day=date(2025, 12, 31), actor=BOUW, on=DAY)
    assert replaced("P1", "P2", since=date(2026, 1, 1)).pk
    assert refused(lambda: reopen(first.pk, actor=BOUW, on=DAY)) == ("already_replaced",)


@pytest.mark.usefixtures("programmes")
def test_a_step_that_does_not_fit_its_state_is_refused():
    row = replaced()

    assert refused(lambda: reopen(row.pk, actor=BOUW, on=DAY)) == ("not_ended",)
    end(row.pk, last_day=DAY, actor=BOUW, on=DAY)
    assert refused(lambda: end(row.pk, last_day=DAY, actor=BOUW, on=DAY)) == ("ended_already",)
    strike(row.pk, reason="Fout.", actor=BOUW, on=DAY)
    assert refused(lambda: strike(row.pk, reason="Fout.", actor=BOUW, on=DAY)) == ("wrong_state",)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"old": "P9"}, "old", id="unknown old"),
        pytest.param({"new": "P9"}, "new", id="unknown new"),
        pytest.param({"new": "P1"}, "new", id="itself"),
        pytest.param({"new": "A1"}, "new", id="another decree"),
        pytest.param({"since": date(2016, 8, 31)}, "since", id="before the new one exists"),
        pytest.param({"decision": "  "}, "decision", id="no decision"),
    ],
)
@pytest.mark.usefixtures("programmes")
def test_what_cannot_be_is_said_at_its_field(changed, field):
    ProgrammeFactory(code="A1", adult=True)

    with pytest.raises(ValidationError) as wrong:
        replaced(**changed)

    assert set(wrong.value.message_dict) == {field}
    assert not ProgrammeReplacement.objects.exists()


@pytest.mark.usefixtures("programmes")
def test_an_end_before_the_begin_and_a_strike_without_a_reason_are_said():
    row = replaced()

    with pytest.raises(ValidationError, match="ligt voor het begin"):
        end(row.pk, last_day=date(2025, 8, 31), actor=BOUW, on=DAY)
    with pytest.raises(ValidationError, match="waarom"):
        strike(row.pk, reason=" ", actor=BOUW, on=DAY)


@pytest.mark.usefixtures("programmes")
def test_nobody_else_changes_the_table_of_a_partnership():
    row = replaced()
    steps = (
        lambda actor: end(row.pk, last_day=DAY, actor=actor, on=DAY),
        lambda actor: reopen(row.pk, actor=actor, on=DAY),
        lambda actor: strike(row.pk, reason="Fout.", actor=actor, on=DAY),
    )

    for actor in (HOUT, FLEMISH, DEPARTMENT, COMPANY):
        for step in steps:
            with pytest.raises(PermissionDenied):
                step(actor)
    for actor in (DEPARTMENT, COMPANY):
        with pytest.raises(PermissionDenied):
            replaced("P2", "P3", actor=actor)


@pytest.mark.usefixtures("programmes")
def test_a_partnership_sees_its_own_table_and_the_department_sees_all():
    replaced()
    replaced(actor=HOUT)

    seen = {actor.organisation: visible_to(actor).count() for actor in (BOUW, HOUT, FLEMISH, COMPANY)}

    assert seen == {"bouw": 1, "hout": 1, "vlaams-partnerschap": 2, "0123456749": 0}
    assert visible_to(DEPARTMENT).count() == 2


@pytest.mark.usefixtures("programmes")
def test_the_database_keeps_a_replacement_by_another_with_a_decision_and_once():
    row = replaced()
    columns = {
        "partnership_id": "bouw",
        "old_id": "P1",
        "new_id": "P3",
        "state": "STANDS",
        "since": SINCE,
        "decision": "Ja.",
        "decided_on": DAY,
        "decided_by_name": "Iemand",
    }
    for wrong in (
        {"new_id": "P1"},
        {"decision": ""},
        {"until": date(2025, 8, 31)},
        {"new_id": row.new_id, "since": date(2026, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgrammeReplacement.objects.create(**{**columns, **wrong})


@pytest.mark.usefixtures("programmes")
def test_many_replacements_are_read_with_one_query():
    replaced("P1", "P2")
    replaced("P2", "P3")

    with CaptureQueriesContext(connection) as asked:
        successors(["bouw", "hout"], on=DAY)

    assert len(asked) == 1
    assert in_force(on=DAY).count() == 2


def test_every_step_is_for_who_decides_only():
    assert {role for step in REPLACEMENT_STEPS for role in step.roles} == {
        Role.PARTNERSHIP,
        Role.FLEMISH_PARTNERSHIP,
    }


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
PERIODS = st.tuples(DAYS, st.none() | DAYS).map(
    lambda both: Period(both[0], both[1] if both[1] is None else max(both))
)


@given(period=PERIODS, others=st.lists(PERIODS, max_size=4))
def test_it_stands_exactly_where_no_day_is_shared(period, others):
    blocked = blockers_to_stand(ReplacementFacts(period, tuple(others)), DAY)

    assert bool(blocked) == any(period.overlaps(other) for other in others)
