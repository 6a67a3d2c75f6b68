"""How a body decided: kept and read back the same, and a service only where it may be entrusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import Body, VoterGroup
from duaal.casework.recognition.rules.votes import (
    Ballot,
    DecisionMode,
    Votes,
    VoteWay,
    is_entrusted_elsewhere,
)

SERVICE = Ballot(DecisionMode.ENTRUSTED_SERVICE)
VOTES = st.builds(
    Votes, st.sampled_from(list(VoterGroup)), st.sampled_from(list(VoteWay)), st.integers(1, 20)
)


@pytest.mark.parametrize(
    ("ballot", "body", "elsewhere"),
    [
        pytest.param(SERVICE, Body.FLEMISH, False, id="the Flemish Partnership may"),
        pytest.param(SERVICE, Body.SECTORAL, True, id="a sectoral partnership may not"),
        pytest.param(Ballot(), Body.SECTORAL, False, id="the members decided"),
    ],
)
def test_only_the_flemish_partnership_entrusts_a_service(ballot, body, elsewhere):
    assert is_entrusted_elsewhere(ballot, body) is elsewhere


def test_a_group_of_which_nobody_voted_is_no_voter():
    ballot = Ballot(
        votes=(
            Votes(VoterGroup.EMPLOYERS, VoteWay.FOR, 3),
            Votes(VoterGroup.VDAB, VoteWay.FOR, 0),
        )
    )

    assert ballot.voters == {VoterGroup.EMPLOYERS}
    assert ballot.as_rows() == [{"group": "employers", "way": "for", "number": 3}]


@given(st.lists(VOTES, max_size=6, unique_by=lambda votes: (votes.group, votes.way)))
def test_what_is_kept_of_a_ballot_is_read_back_the_same(votes):
    ballot = Ballot(votes=tuple(votes))

    assert Ballot.from_rows(ballot.mode, ballot.as_rows()) == ballot
    assert ballot.has_votes_only_against == (bool(votes) and all(one.way == VoteWay.AGAINST for one in votes))
