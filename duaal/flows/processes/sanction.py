"""A sanction and what it does: the recognition, its mentors and its agreements, all or nothing.

The effect is computed before the decision with the same queries that carry it out (`effect_of`). A withdrawal
that takes effect later is carried out by the periodic job on its day (`carry_out_due`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.models import ENDS_WITH_RECOGNITION, Agreement
from duaal.casework.agreements.queries import numbers_by_kind
from duaal.casework.recognition.models import MentorAssignment, Recognition, SanctionDecision, Withdrawal
from duaal.casework.recognition.sanctions import actions
from duaal.casework.recognition.sanctions.assessing import latest_effect
from duaal.casework.recognition.sanctions.decisions import Sanction
from duaal.casework.recognition.states import WORKING
from duaal.foundation.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class EffectOnRecognition:
    """What a withdrawal does to one recognition: numbers of mentors, and of agreements by kind.

    `ending` end on the day of effect and put their learners back in search; `staying` are part-time contracts
    that the employer has to end.
    """

    recognition: Recognition
    mentors: int
    ending: Mapping[str, int]
    staying: Mapping[str, int]
    day: date | None = None

    @property
    def learners(self) -> int:
        """Learners who lose their workplace on the day of effect."""
        return sum(self.ending.values())


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What one run brought into effect: withdrawals, and the agreements that ended with them."""

    withdrawals: tuple[Withdrawal, ...]
    agreements: tuple[Agreement, ...]


def effect_of(recognitions: Sequence[Recognition], *, on: date) -> tuple[EffectOnRecognition, ...]:
    """What the withdrawal of these recognitions would do on the day, in two queries."""
    numbers = [recognition.pk for recognition in recognitions]
    agreements = numbers_by_kind(numbers, on=on)
    working = MentorAssignment.objects.filter(recognition__in=numbers, state__in=WORKING)
    mentors = list(working.values_list("recognition_id", flat=True))
    return tuple(
        EffectOnRecognition(
            recognition=one,
            mentors=mentors.count(one.pk),
            ending=_of_kind(agreements.get(one.pk, {}), ends=True),
            staying=_of_kind(agreements.get(one.pk, {}), ends=False),
        )
        for one in recognitions
    )


def effect_of_decision(
    recognition_id: int, *, actor: Actor, on: date, sanction: Sanction
) -> tuple[EffectOnRecognition, ...]:
    """What the decision would do; raises as `decide` does, and changes nothing.

    The day of effect is the latest one: that of a decision that the company does not open.
    """
    withdrawn = actions.check(recognition_id, actor=actor, on=on, sanction=sanction)
    effects = []
    for one in withdrawn:
        day = latest_effect(one, actor.organisation, in_danger=sanction.in_danger, on=on)
        effects += [replace(effect, day=day) for effect in effect_of([one], on=day)]
    return tuple(effects)


@transaction.atomic
def decide(recognition_id: int, *, actor: Actor, on: date, sanction: Sanction) -> SanctionDecision:
    """Takes the decision and carries out at once what takes effect today; see `actions.decide`."""
    decision = actions.decide(recognition_id, actor=actor, on=on, sanction=sanction)
    carry_out(decision.pk, on=on)
    return decision


@transaction.atomic
def carry_out(decision_id: int, *, on: date) -> CarriedOut:
    """Brings the withdrawals of a decision that are due into effect, and ends the agreements on that day."""
    withdrawals = actions.carry_out(decision_id, on=on)
    ended: list[Agreement] = []
    for withdrawal in withdrawals:
        ended += end_by_withdrawal(
            [withdrawal.recognition_id],
            effect_on=withdrawal.effect_on,
            on=on,
            remark=withdrawal.decision.reference,
        )
    return CarriedOut(withdrawals, tuple(ended))


def carry_out_due(*, on: date) -> int:
    """Carries out every decision of which a withdrawal is due; a second run changes nothing.

    Each decision is a transaction of its own.
    """
    return sum(len(carry_out(pk, on=on).withdrawals) for pk in list(actions.withdrawals_due(on=on)))


def _of_kind(numbers: Mapping[str, int], *, ends: bool) -> Mapping[str, int]:
    return {kind: number for kind, number in numbers.items() if (kind in ENDS_WITH_RECOGNITION) is ends}
