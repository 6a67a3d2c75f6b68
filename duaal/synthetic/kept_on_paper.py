"""Agreements that are not signed by everybody, or that still have to begin: they follow from a contact."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from random import Random

from duaal.casework.agreements.actions.drafting import DISCARDED
from duaal.casework.agreements.actions.signing import REFUSED_BY_PARTY
from duaal.casework.agreements.models import AgreementKind, SignerRole
from duaal.casework.agreements.states import DISCARD, DRAFT_IT, REFUSE_TO_SIGN, AgreementState
from duaal.casework.matching.states import Cause, ContactState
from duaal.casework.trajectories.states import CONCLUDE, TrajectoryState
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.synthetic.keeping import Kept, Text
from duaal.synthetic.kept_steps import SCHOOL, Steps
from duaal.synthetic.learning import used_until
from duaal.synthetic.meeting import Contacted
from duaal.synthetic.talking import Talking
from duaal.synthetic.world import Contract, World

CALENDAR = SchoolCalendar()
COMPANY = SignerRole.COMPANY
REFUSAL = "Het uurrooster klopt niet met wat we afspraken: woensdag is er les."
DISCARDED_WORDS = "De leerling begint later: we maken een nieuw ontwerp."


class OnPaper:
    """Tells how far the agreement of each proposed learner is."""

    def __init__(self, world: World, steps: Steps, rng: Random) -> None:
        self.world = world
        self.steps = steps
        self.today = steps.today
        self.talking = Talking(today=self.today)
        self._rng = rng

    def tell(self) -> None:
        """One fate for each contact in which company and school go on together, the demo school first.

        Who had an agreement here before would need a next version of its plan: none of those.
        """
        demo = self.world.schools[0]
        had = {id(one.kept.pupil) for one in self.world.contracts if one.kept is not None}
        proposed = [
            one
            for one in self.world.contacts
            if one.state == ContactState.PROPOSED and id(one.pupil) not in had
        ]
        proposed.sort(key=lambda one: one.pupil.school is not demo)
        for contact, fate in zip(proposed, cycle(self._fates()), strict=False):
            fate(contact)

    def _fates(self) -> tuple[Callable[[Contacted], object], ...]:
        return (
            self._to_sign,
            self._drafted,
            self._waits_for_start,
            self._refused,
            self._to_register,
            self._discarded,
        )

    def _draft(self, contact: Contacted, on: date) -> Kept:
        """A draft after the interview, from one of the next school days to the summer."""
        first = CALENDAR.training_day_from(self.today + timedelta(days=self._rng.randrange(4, 12)))
        last = min(date(SchoolYear.of(first).start + 1, 6, 30), contact.case.last_day)
        adult = contact.pupil.programme.is_adult
        kind = (AgreementKind.ODO if adult else AgreementKind.OAO).value
        contract = Contract(contact.case, kind, on, None, last, None, contact.pupil.learner)
        contract.school = contact.pupil.school
        kept = Kept(contract, contact.pupil, first, last, Text(on), AgreementState.DRAFT)
        contract.kept = kept
        self.world.contracts.append(contract)
        return kept

    def _drafted(self, contact: Contacted) -> None:
        self.steps.act(kept := self._draft(contact, self.today), DRAFT_IT, SCHOOL, kept.text.made_on)

    def _offered(self, contact: Contacted) -> Kept:
        kept = self._draft(contact, _proposed_on(contact))
        self.steps.act(kept, DRAFT_IT, SCHOOL, kept.text.made_on)
        self.steps.propose(kept, self.today)
        return kept

    def _to_sign(self, contact: Contacted) -> None:
        """Everybody signed but the school."""
        kept = self._offered(contact)
        for role in kept.signers(of_age=self.steps.of_age):
            if role != SCHOOL:
                self.steps.sign(kept, role, self.today)

    def _refused(self, contact: Contacted) -> None:
        kept = self._offered(contact)
        text = kept.text
        self.steps.sign(kept, SignerRole.LEARNER, self.today)
        text.refused = (COMPANY, self.today, REFUSAL)
        text.voided_on, text.voided_because = self.today, REFUSED_BY_PARTY
        kept.state = AgreementState.REFUSED
        self.steps.act(kept, REFUSE_TO_SIGN, COMPANY, self.today, remark=REFUSAL)

    def _discarded(self, contact: Contacted) -> None:
        kept = self._draft(contact, _proposed_on(contact))
        self.steps.act(kept, DRAFT_IT, SCHOOL, kept.text.made_on)
        kept.text.voided_on, kept.text.voided_because = self.today, DISCARDED
        kept.state = AgreementState.VOID
        self.steps.act(kept, DISCARD, SCHOOL, self.today, remark=DISCARDED_WORDS)

    def _to_register(self, contact: Contacted) -> Kept:
        """Everybody signed: the search stopped, and the contact with it."""
        on = self.today
        draft = self._draft(contact, _proposed_on(contact))
        contract = draft.contract
        kept = self.steps.signed(contract, contact.pupil, draft.first, on, since=_proposed_on(contact))
        contract.kept, contract.concluded_on, contract.starts_on = kept, on, kept.first
        self._found_place(contact, on)
        return kept

    def _waits_for_start(self, contact: Contacted) -> None:
        self.steps.register(self._to_register(contact), self.today)

    def _found_place(self, contact: Contacted, on: date) -> None:
        pupil = contact.pupil
        search = pupil.searches[-1]
        search.stopped_on, search.warn_on = on - ONE_DAY, None
        search.days_used = used_until(search.first_day, on - ONE_DAY)
        self.steps.turn(pupil, CONCLUDE, on)
        pupil.state = TrajectoryState.IN_TRAINING
        for one in self.world.contacts:
            if one.pupil is pupil and one.closed_on is None:
                self.talking.close(one, on, Cause.FOUND_PLACE)


def _proposed_on(contact: Contacted) -> date:
    """The day on which company and school said that they go on together."""
    return contact.deeds[-1].on
