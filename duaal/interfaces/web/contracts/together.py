"""The agreements of one learner together, as the page of the trajectory shows them."""

from dataclasses import dataclass
from datetime import date

from duaal.casework.agreements.contents import spoken_hours
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.together import Share, shares_of
from duaal.foundation.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One agreement with its hours as people write them."""

    share: Share
    hours: str


@dataclass(frozen=True, slots=True)
class Together:
    """Every agreement of a trajectory, and the one total of hours at a workplace."""

    lines: tuple[ShareLine, ...]
    hours: str


def agreements_together(trajectory_id: int, *, actor: Actor, on: date) -> Together | None:
    """What the reader sees of the agreements of a trajectory; None without any. One query."""
    shares = shares_of(agreements_visible_to(actor, on=on), trajectory_id)
    if not shares:
        return None
    return Together(
        tuple(ShareLine(one, spoken_hours(one.minutes)) for one in shares),
        spoken_hours(sum(one.minutes for one in shares)),
    )
