"""The steps that every kept agreement has in common: drafted, offered, signed, registered."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from duaal.casework.agreements.models import SignerRole
from duaal.casework.agreements.states import (
    CONCLUDE,
    DRAFT_IT,
    PREPARE,
    PROPOSE,
    REGISTER,
    SIGN,
    AgreementState,
)
from duaal.casework.trajectories.rules.law import majority_age
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import Version, as_rule_versions
from duaal.synthetic.keeping import Act, Kept, Text
from duaal.synthetic.world import Contract, Pupil, Turn

SCHOOL = SignerRole.SCHOOL


class Steps:
    """Does the steps; what is called has to be allowed by the state of the agreement."""

    def __init__(self, rng: Random, *, today: date) -> None:
        self.today = today
        self.of_age = majority_age(today).value
        self._rng = rng

    def signed(self, contract: Contract, pupil: Pupil, first: date, on: date, *, since: date) -> Kept:
        """Drafted, offered and signed by everybody between two days."""
        drafted_on = max(since, on - timedelta(days=self._rng.randrange(3, 9)))
        text = Text(drafted_on)
        kept = Kept(contract, pupil, first, contract.planned_end_on, text, AgreementState.DRAFT)
        self.act(kept, DRAFT_IT, SCHOOL, drafted_on)
        self.propose(kept, min(drafted_on + ONE_DAY, on))
        signers = kept.signers(of_age=self.of_age)
        for place, role in enumerate(signers):
            last = place == len(signers) - 1
            self.sign(kept, role, on if last else min(drafted_on + timedelta(days=1 + place), on))
        text.concluded_on = on
        kept.state = AgreementState.SIGNED
        self.act(kept, CONCLUDE, None, on, names_text=True)
        return kept

    def propose(self, kept: Kept, on: date) -> None:
        kept.text.proposed_on = on
        kept.state = AgreementState.TO_SIGN
        self.act(kept, PROPOSE, SCHOOL, on, names_text=True)

    def sign(self, kept: Kept, role: SignerRole, on: date) -> None:
        kept.text.signed[role] = on
        self.act(kept, SIGN, role, on, names_text=True)

    def register(self, kept: Kept, on: date) -> None:
        kept.is_prepared, kept.registered_on = True, on
        kept.state = AgreementState.REGISTERED
        self.act(kept, PREPARE, SCHOOL, on)
        self.act(kept, REGISTER, SCHOOL, on)

    def act(
        self,
        kept: Kept,
        step: Step[Any],
        by: SignerRole | None,
        on: date,
        *,
        reasons: tuple[str, ...] = (),
        remark: str = "",
        names_text: bool = False,
        versions: Iterable[Version[Any]] = (),
    ) -> None:
        target = None if step.target is None else str(step.target)
        because = as_rule_versions(versions)
        kept.acts.append(Act(step.name, target, by, on, reasons, remark, names_text, because))

    def turn(self, pupil: Pupil, step: Step[Any], on: date) -> None:
        target = None if step.target is None else str(step.target)
        pupil.turns.append(Turn(step.name, target, on, by_rule=True))
