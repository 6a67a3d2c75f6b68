"""Schools that propose to withdraw the recognition of a company where they had a learner.

One of the demo has one that waits, one that was taken up and one that was not followed. Assumed numbers.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from duaal.casework.recognition.proposing.actions import PROPOSAL_FILE
from duaal.casework.recognition.proposing.states import (
    DISMISS_PROPOSAL,
    PROPOSE_WITHDRAWAL,
    TAKE_UP_PROPOSAL,
)
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.casework.recognition.states import LIVE, RecognitionState
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.synthetic import names
from duaal.synthetic.days import NoWorkingDay, WorkingDays
from duaal.synthetic.deeds import Who, deed
from duaal.synthetic.measures import Measures, Paper, Proposed
from duaal.synthetic.schooling import School
from duaal.synthetic.shortcomings import BREACHES, Shortcoming
from duaal.synthetic.unrest import Unrest
from duaal.synthetic.world import Contract

OPEN, TAKEN_UP, DISMISSED = 5, 4, 6
"""Proposals of other schools at scale 1."""

NOT_FOLLOWED = "We bezochten de werkplek en stelden dit niet vast. We volgen het verder op met de school."


class Proposing:
    """Makes proposals of schools about places where they have an agreement."""

    def __init__(self, unrest: Unrest, days: WorkingDays, seed: int, *, today: date) -> None:
        self.unrest = unrest
        self.measures: Measures = unrest.measures
        self.days = days
        self.today = today
        self._rng = Random(f"{seed} proposals")

    def propose(self, contracts: Iterable[Contract], demo: School, *, scale: int) -> None:
        """Those of the school of the demo first, then some of others."""
        calm = [one for one in contracts if self._is_calm(one)]
        of_demo = iter([one for one in calm if one.school is demo])
        others = iter(self._rng.sample(calm, min(len(calm), 40 * scale)))
        fates = (self._wait, self._take_up, self._dismiss)
        for found, wanted in ((of_demo, (1, 1, 1)), (others, (OPEN, TAKEN_UP, DISMISSED))):
            for fate, number in zip(fates, wanted, strict=True):
                for place in range(number * scale):
                    contract = self._next(found)
                    if contract is not None:
                        fate(contract, BREACHES[place % len(BREACHES)])

    def _is_calm(self, contract: Contract) -> bool:
        """A learner is there for some time, and nothing else runs on the recognition."""
        case = contract.case
        return (
            contract.starts_on is not None
            and contract.starts_on < self.today - timedelta(days=30)
            and contract.last_day >= self.today
            and case.outcome == RecognitionState.ACTIVE
            and case.last_day > self.today + timedelta(days=90)
            and case.vacancy is None
            and not case.deeds
        )

    def _next(self, found: Iterator[Contract]) -> Contract | None:
        """The next one at whose recognition nothing happened meanwhile."""
        return next(
            (one for one in found if one.case.outcome in LIVE and not one.case.deeds and self._is_calm(one)),
            None,
        )

    def _make(self, contract: Contract, on: date, found: Shortcoming) -> tuple[Proposed, Paper]:
        school = contract.school
        if school is None:
            raise ValueError("only a school proposes")
        days = BOOK.value("recognition.withdrawal_proposal_days").on(on)
        given = names.given_name(self._rng, is_woman=self._rng.random() < 0.5)
        proposal = Proposed(
            case=contract.case,
            contract=contract,
            school=school,
            by_name=f"{given} {names.family_name(self._rng)}",
            reasons=found.description,
            proposed_on=on,
            answer_by=on + timedelta(days=days.value),
        )
        versions = as_rule_versions([days])
        made = deed(PROPOSE_WITHDRAWAL, Who.SCHOOL, on, versions=versions, remark=found.description)
        paper = Paper(PROPOSAL_FILE, proposal, contract.case, [made])
        self.measures.proposals.append(proposal)
        self.measures.papers.append(paper)
        return proposal, paper

    def _day(self, first: int, last: int) -> date:
        """A working day between so many and so many days ago."""
        try:
            return self.days.draw(
                self.today - timedelta(days=first), self.today - timedelta(days=last), self._rng
            )
        except NoWorkingDay:
            return self.today - timedelta(days=first)

    def _wait(self, contract: Contract, found: Shortcoming) -> None:
        self._make(contract, self._day(10, 1), found)

    def _take_up(self, contract: Contract, found: Shortcoming) -> None:
        """The partnership begins guidance on it."""
        on = self._day(26, 12)
        proposal, paper = self._make(contract, on, found)
        answered_on = on + timedelta(days=6)
        self.unrest.guide(contract.case, answered_on, found)
        proposal.state, proposal.answered_on = ProposalState.TAKEN_UP, answered_on
        proposal.answer_reason = found.description
        paper.deeds.append(deed(TAKE_UP_PROPOSAL, Who.OFFICER, answered_on, remark=found.description))

    def _dismiss(self, contract: Contract, found: Shortcoming) -> None:
        on = self._day(29, 15)
        proposal, paper = self._make(contract, on, found)
        answered_on = on + timedelta(days=9)
        proposal.state, proposal.answered_on = ProposalState.DISMISSED, answered_on
        proposal.answer_reason = NOT_FOLLOWED
        paper.deeds.append(deed(DISMISS_PROPOSAL, Who.OFFICER, answered_on, remark=NOT_FOLLOWED))
