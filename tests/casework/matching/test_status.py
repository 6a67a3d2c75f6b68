"""How many places are free, and every reason why none: on facts alone."""

import pytest

from duaal.casework.matching.rules import PlaceFacts, free_places, place_status
from duaal.casework.matching.states import OfferState

LEFT_OUT = ("SUSPENDED", "UNDER_GUIDANCE")


def published(**changed) -> PlaceFacts:
    return PlaceFacts(**{"offer": OfferState.PUBLISHED, "places": 3, **changed})


@pytest.mark.parametrize(
    ("facts", "free"),
    [
        (published(), 3),
        (published(learners=1), 2),
        (published(learners=5), 0),
        (published(most=2), 2),
        (published(most=2, learners=1), 1),
        (published(most=0), 0),
        (published(most=9), 3),
    ],
)
def test_free_places_are_those_offered_and_guided_less_the_learners(facts, free):
    assert free_places(facts) == free


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (published(), ()),
        (published(learners=3), ("offer_full",)),
        (published(most=1, learners=1), ("offer_full",)),
        (published(most=0, obstacles=("no_mentor_at_work",)), ("no_mentor_at_work",)),
        (PlaceFacts(None), ("no_offer",)),
        (published(offer=OfferState.PAUSED), ("offer_paused",)),
        (published(offer=OfferState.STALE), ("offer_stale",)),
        (published(recognition_state="UNDER_GUIDANCE"), ("place_left_out",)),
        (
            published(obstacles=("expired",), offer=OfferState.STALE, learners=3),
            ("expired", "offer_stale", "offer_full"),
        ),
    ],
)
def test_every_reason_why_nobody_can_come_is_given(facts, reasons):
    status = place_status(facts, left_out=LEFT_OUT)

    assert status.reasons == reasons
    assert status.is_open is not bool(reasons)
    assert bool(status.free) is status.is_open
