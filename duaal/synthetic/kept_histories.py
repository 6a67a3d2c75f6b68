"""Which agreements are kept on the platform, and what happened to each of them, from draft to end.

A part of the schools keeps its agreements of this school year here, the school of the demo among them; the
others are in the register without a file, as most were before. How often what happens is assumed; the days
are those of the rules on suspension, notice and mediation.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.models import AgreementEnd, AgreementKind, SignerRole
from duaal.casework.agreements.rules.ending import notice_ends
from duaal.casework.agreements.rules.law import SuspensionLaw, law_on
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.states import BEGIN, RECONCILE, RESUME, SUSPEND, AgreementState
from duaal.casework.trajectories.states import CONCLUDE, TrajectoryState
from duaal.casework.trajectories.states import RESUME as GO_ON
from duaal.casework.trajectories.states import SUSPEND as LIE_STILL
from duaal.foundation.kernel.period import ONE_DAY
from duaal.synthetic.keeping import Kept, LyingStill
from duaal.synthetic.kept_ends import Ends
from duaal.synthetic.kept_on_paper import OnPaper
from duaal.synthetic.kept_steps import SCHOOL, Steps
from duaal.synthetic.measures import Measures
from duaal.synthetic.world import Contract, Pupil, World

SHARE_OF_SCHOOLS = 0.2
"""Schools that keep their agreements here; assumed."""

COMPANY = SignerRole.COMPANY
Fate = Callable[[Kept], bool]


class Histories:
    """Tells them; draws on its own numbers."""

    def __init__(self, world: World, seed: int, *, today: date) -> None:
        self.world = world
        self.today = today
        self._rng = Random(f"{seed} kept")
        self.steps = Steps(self._rng, today=today)
        self.ends = Ends(self.steps, self._rng)

    def tell(self) -> None:
        """Gives agreements their file, and adds those that are on paper or have to begin."""
        world = self.world
        demo = world.schools[0]
        keeps = {one.number for one in world.schools if self._rng.random() < SHARE_OF_SCHOOLS}
        keeps.add(demo.number)
        pupils = {one.learner: one for one in world.pupils}
        newest = {one.learner: one for one in world.contracts if one.starts_on is not None}
        of_demo = cycle(self._fates())
        for learner, contract in newest.items():
            pupil = pupils.get(learner)
            if pupil is None or contract.school is None or contract.school.number not in keeps:
                continue
            if not any(one.step == CONCLUDE.name and one.on == contract.concluded_on for one in pupil.turns):
                continue
            self._keep(contract, pupil, of_demo if contract.school is demo else None)
        OnPaper(world, self.steps, self._rng).tell()
        self._take_over(world.measures)

    def _reference(self, contract: Contract) -> str:
        """The decision that ended the agreement with its recognition."""
        papers = (one for one in self.world.measures.papers if one.about is contract)
        return next((one.remark for paper in papers for one in paper.deeds), "")

    def _take_over(self, measures: Measures) -> None:
        """The end by a withdrawal stands in the trail of the file, no more beside it."""
        measures.papers = [
            paper
            for paper in measures.papers
            if not (paper.kind == AGREEMENT_FILE and isinstance(paper.about, Contract) and paper.about.kept)
        ]

    def _keep(self, contract: Contract, pupil: Pupil, fates: Iterator[Fate] | None) -> None:
        starts_on = contract.starts_on
        assert starts_on is not None
        if contract.ended_on == self.today and contract.end_reason == AgreementEnd.NONE:
            contract.ended_on = None  # its last day is not over
        concluded_on = contract.concluded_on
        kept = self.steps.signed(contract, pupil, starts_on, concluded_on, since=pupil.enrolled_on)
        self.steps.register(kept, contract.concluded_on)
        kept.state = AgreementState.ACTIVE
        self.steps.act(kept, BEGIN, None, starts_on)
        contract.kept = kept
        if contract.end_reason == AgreementEnd.WITHDRAWAL:
            self.ends.withdrawn(kept, self._reference(contract))
        elif contract.ended_on is not None and contract.ended_on < self.today:
            self.ends.ended(kept)
        elif fates is not None:
            any(next(fates)(kept) for _try in range(3))
        else:
            self._rng.choices(self._fates(), (80, 5, 6, 2, 3, 2))[0](kept)

    def _fates(self) -> tuple[Fate, ...]:
        return (
            self._goes_on,
            self._lies_still,
            self._lay_still,
            self._in_mediation,
            self._under_notice,
            self._reconciled,
        )

    def _goes_on(self, _kept: Kept) -> bool:
        return True

    def _lies_still(self, kept: Kept) -> bool:
        first = self._some_day(kept.first + ONE_DAY, self.today - timedelta(days=20), self.today - ONE_DAY)
        if first is None or kept.contract.kind == AgreementKind.DAO:
            return False
        kept.still.append(LyingStill(Ground.SICKNESS, first, None, "Ziekteattest ontvangen."))
        kept.state = AgreementState.SUSPENDED
        self.steps.act(kept, SUSPEND, SCHOOL, first, reasons=(Ground.SICKNESS.value,))
        self.steps.turn(kept.pupil, LIE_STILL, first)
        kept.pupil.state = TrajectoryState.SUSPENDED
        return True

    def _lay_still(self, kept: Kept) -> bool:
        first = self._some_day(
            kept.first + ONE_DAY, self.today - timedelta(days=40), self.today - timedelta(days=9)
        )
        if first is None or kept.contract.kind == AgreementKind.DAO:
            return False
        resumed_on = first + timedelta(days=self._rng.randrange(3, 8))
        last_on = resumed_on - ONE_DAY
        kept.still.append(LyingStill(Ground.WORK_ACCIDENT, first, last_on, "Verstuikte pols."))
        self.steps.act(kept, SUSPEND, COMPANY, first, reasons=(Ground.WORK_ACCIDENT.value,))
        self.steps.act(kept, RESUME, COMPANY, resumed_on)
        self.steps.turn(kept.pupil, LIE_STILL, first)
        self.steps.turn(kept.pupil, GO_ON, resumed_on)
        return True

    def _under_notice(self, kept: Kept) -> bool:
        law = law_on(SuspensionLaw, kept.first)
        window = kept.first + timedelta(days=law.early_end_window_days.value - 1)
        days = law.early_end_notice_days.value
        on = self._some_day(kept.first, self.today - timedelta(days=days), min(self.today, window))
        if on is None or kept.contract.kind == AgreementKind.DAO:
            return False
        ends = notice_ends(on, law)
        kept.notice_ends_on, kept.state = min(ends.day, kept.last), AgreementState.NOTICE
        self.ends.notice(kept, on, ends.because)
        return True

    def _in_mediation(self, kept: Kept) -> bool:
        on = self._some_day(kept.first + ONE_DAY, self.today - timedelta(days=15), self.today - ONE_DAY)
        if on is None or kept.contract.kind == AgreementKind.DAO:
            return False
        kept.mediations.append(self.ends.invoke(kept, on))
        kept.state = AgreementState.MEDIATION
        return True

    def _reconciled(self, kept: Kept) -> bool:
        on = self._some_day(
            kept.first + ONE_DAY, self.today - timedelta(days=60), self.today - timedelta(days=12)
        )
        if on is None or kept.contract.kind == AgreementKind.DAO:
            return False
        closed_on = on + timedelta(days=8)
        kept.mediations.append(self.ends.invoke(kept, on, closed_on, is_reconciled=True))
        self.steps.act(kept, RECONCILE, SCHOOL, closed_on)
        return True

    def _some_day(self, *earliest_then_latest: date) -> date | None:
        """Some day from the latest of the first ones until the last one; None when there is none."""
        *firsts, last = earliest_then_latest
        room = (last - max(firsts)).days
        return None if room < 0 else max(firsts) + timedelta(days=self._rng.randrange(room + 1))
