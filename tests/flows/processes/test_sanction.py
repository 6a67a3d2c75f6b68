"""A sanction with what it does: recognition, mentors and agreements on the day of effect, all or nothing."""

from datetime import date, timedelta

import pytest

from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import left_to_the_employer
from duaal.casework.recognition.models import Exclusion, Withdrawal
from duaal.casework.recognition.queries import pairs_recognised
from duaal.casework.recognition.sanctions import actions
from duaal.casework.recognition.sanctions.clocks import recompute_sanction_clocks
from duaal.casework.recognition.states import AssignmentState, RecognitionState
from duaal.flows.processes import sanction as process
from duaal.foundation.audit.models import Entry
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    agreement,
    exclusion,
    may_exclude,
    of_company,
    proposed,
    sanction,
    workplace,
)

pytestmark = pytest.mark.django_db

EFFECT = date(2026, 5, 11)


def received(place, **changed):
    """The decision of Monday 4 May, read by the company on that day."""
    decision = process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place, **changed))
    return actions.read_decision(decision.pk, actor=of_company(place), on=MONDAY)


def test_a_withdrawal_received_on_4_may_ends_the_agreements_on_11_may():
    place = proposed(workplace())
    paid, unpaid, contract = (agreement(place, kind) for kind in ("OAO", "SAO", "DAO"))
    received(place)

    before = process.carry_out_due(on=EFFECT - timedelta(days=1))
    done = process.carry_out_due(on=EFFECT)

    place.refresh_from_db()
    assert (before, done) == (0, 1)
    assert (place.state, place.ended_on) == (RecognitionState.WITHDRAWN, EFFECT)
    ends = dict(Agreement.objects.values_list("kind", "ended_on"))
    assert ends == {paid.kind: EFFECT, unpaid.kind: EFFECT, contract.kind: None}
    assert list(left_to_the_employer(place.company_id, on=EFFECT)) == [contract]
    assert place.assignments.get().state == AssignmentState.ENDED
    assert place.assignments.get().ended_on == EFFECT


@pytest.mark.parametrize("kind", ["OAO", "SAO", "ODO", "ODOS", "ODOW"])
def test_the_kinds_of_the_decrees_end_and_the_reason_stays(kind):
    place = proposed(workplace())
    agreement(place, kind)
    received(place)

    process.carry_out_due(on=EFFECT)

    ended = Agreement.objects.get()
    assert (ended.ended_on, ended.end_reason) == (EFFECT, "WITHDRAWAL")
    assert Entry.objects.get(file_kind="agreement").step == "end_by_withdrawal"


def test_an_agreement_that_had_to_start_never_starts():
    place = proposed(workplace())
    agreement(place, starts_on=date(2026, 9, 1))
    received(place)

    process.carry_out_due(on=EFFECT)

    ended = Agreement.objects.get()
    assert (ended.starts_on, ended.ended_on) == (None, EFFECT)


def test_an_agreement_that_ended_before_keeps_its_own_end():
    place = proposed(workplace())
    agreement(place, ended_on=date(2026, 4, 30))
    received(place)

    process.carry_out_due(on=EFFECT)

    ended = Agreement.objects.get()
    assert (ended.ended_on, ended.end_reason) == (date(2026, 4, 30), "")


def test_a_run_that_comes_late_ends_everything_on_the_day_of_effect_and_once():
    place = proposed(workplace())
    agreement(place)
    received(place)

    runs = [process.carry_out_due(on=EFFECT + timedelta(days=3)) for _ in range(2)]

    place.refresh_from_db()
    assert runs == [1, 0]
    assert place.ended_on == Agreement.objects.get().ended_on == EFFECT
    assert Entry.objects.filter(step="carry_out_withdrawal").count() == 1


def test_the_day_after_a_withdrawal_without_exclusion_the_place_can_be_asked_again():
    place = proposed(workplace())
    received(place)
    process.carry_out_due(on=EFFECT)

    pair = (place.site_id, place.programme_id)

    assert pair in pairs_recognised([place.site_id], on=EFFECT)
    assert pair not in pairs_recognised([place.site_id], on=EFFECT + timedelta(days=1))


def test_with_danger_everything_ends_with_the_decision_itself():
    place = workplace()
    agreement(place)

    process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place, in_danger=True))

    place.refresh_from_db()
    assert (place.state, place.ended_on) == (RecognitionState.WITHDRAWN, MONDAY)
    assert Agreement.objects.get().ended_on == MONDAY
    assert Withdrawal.objects.get().state == "IN_EFFECT"


def test_when_the_agreements_cannot_end_nothing_of_the_decision_stays(monkeypatch):
    place = workplace()
    agreement(place)

    def broken(*args, **kwargs):
        raise RuntimeError("the power went out")

    monkeypatch.setattr(process, "end_by_withdrawal", broken)
    with pytest.raises(RuntimeError):
        process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place, in_danger=True))

    place.refresh_from_db()
    assert place.state == RecognitionState.ACTIVE
    assert not Withdrawal.objects.exists()
    assert not Entry.objects.exists()


def test_a_recognition_that_ended_otherwise_meanwhile_stays_as_it_is():
    place = proposed(workplace())
    decision = received(place)
    place.state, place.ended_on = RecognitionState.ENDED_BY_UNDERTAKING, date(2026, 5, 6)
    place.save()

    process.carry_out(decision.pk, on=EFFECT)

    place.refresh_from_db()
    assert (place.state, place.ended_on) == (RecognitionState.ENDED_BY_UNDERTAKING, date(2026, 5, 6))
    assert Withdrawal.objects.get().state == "IN_EFFECT"


def test_the_effect_that_is_shown_is_the_effect_that_comes():
    place = proposed(workplace())
    for kind in ("OAO", "OAO", "SAO", "DAO"):
        agreement(place, kind)

    (effect,) = process.effect_of([place], on=EFFECT)
    received(place)
    process.carry_out_due(on=EFFECT)

    assert (effect.mentors, effect.learners) == (1, 3)
    assert (dict(effect.ending), dict(effect.staying)) == ({"OAO": 2, "SAO": 1}, {"DAO": 1})
    assert Agreement.objects.filter(ended_on=EFFECT).count() == effect.learners


def test_a_temporary_exclusion_ends_after_its_last_day_and_revives_nothing():
    may_exclude()
    place = proposed(workplace())
    received(place, exclusion=exclusion())
    process.carry_out_due(on=EFFECT)

    on_the_day = recompute_sanction_clocks(on=date(2026, 12, 31)).exclusions_ended
    after = recompute_sanction_clocks(on=date(2027, 1, 1)).exclusions_ended

    place.refresh_from_db()
    assert (on_the_day, after) == (0, 1)
    assert Exclusion.objects.get().state == "ENDED"
    assert place.state == RecognitionState.WITHDRAWN


def test_a_definitive_exclusion_never_ends():
    may_exclude()
    received(proposed(workplace()), exclusion=exclusion(kind="DEFINITIVE", until=None))

    run = recompute_sanction_clocks(on=date(2050, 1, 1))

    assert run.exclusions_ended == 0
    assert Exclusion.objects.get().state == "IN_FORCE"
