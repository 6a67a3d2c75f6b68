"""How a body took a decision: by a vote, under a standing mandate, or by a service that it entrusts.

Law: arts. 2bis § 1 and 2sexies of the decree of 10 June 2016 (`recognition.md` 2.1). That the officer of a
sectoral partnership may record a decision under a standing mandate of its internal rules is an assumption of
this project. Not covered: quorum and majority, which the decree leaves to those rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from duaal.casework.recognition.facts import Body, VoterGroup


class VoteWay(StrEnum):
    """Which way a vote went (`voor` or `tegen`): for or against the decision that was taken."""

    FOR = "for"
    AGAINST = "against"


class DecisionMode(StrEnum):
    """How the body decided (`wijze van beslissen`); only the Flemish Partnership may entrust a service."""

    BODY_VOTE = "BODY_VOTE"
    ENTRUSTED_SERVICE = "ENTRUSTED_SERVICE"


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes that members of one group (`geleding`) cast one way."""

    group: VoterGroup
    way: VoteWay
    number: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one decision was taken. Without votes: under the mandate that the members gave beforehand."""

    mode: DecisionMode = DecisionMode.BODY_VOTE
    votes: tuple[Votes, ...] = ()

    @property
    def voters(self) -> frozenset[VoterGroup]:
        """The groups of which somebody voted."""
        return frozenset(votes.group for votes in self.votes if votes.number)

    @property
    def has_votes_only_against(self) -> bool:
        """Whether votes were cast and none of them for the decision: a mistake in writing them down."""
        return bool(self.voters) and not any(
            votes.way == VoteWay.FOR and votes.number for votes in self.votes
        )

    @property
    def names_a_group_twice(self) -> bool:
        return len({(votes.group, votes.way) for votes in self.votes}) < len(self.votes)

    def as_rows(self) -> list[dict[str, Any]]:
        """The votes as the case keeps them."""
        return [
            {"group": votes.group.value, "way": votes.way.value, "number": votes.number}
            for votes in self.votes
            if votes.number
        ]

    def as_codes(self) -> list[str]:
        """How it was decided as the audit trail keeps it: nothing for the mandate, that is the rule."""
        entrusted = [self.mode.value] if self.mode == DecisionMode.ENTRUSTED_SERVICE else []
        return entrusted + [f"votes {v.group} {v.way} {v.number}" for v in self.votes if v.number]

    @classmethod
    def from_rows(cls, mode: str, rows: Iterable[Mapping[str, Any]]) -> Self:
        """How a decided case was decided; a mode left empty is that of the members."""
        votes = (Votes(VoterGroup(row["group"]), VoteWay(row["way"]), row["number"]) for row in rows)
        return cls(DecisionMode(mode or DecisionMode.BODY_VOTE), tuple(votes))


def is_entrusted_elsewhere(ballot: Ballot, body: Body) -> bool:
    """Whether a service decided for a body that may not entrust its tasks: any but the Flemish one."""
    return ballot.mode == DecisionMode.ENTRUSTED_SERVICE and body != Body.FLEMISH
