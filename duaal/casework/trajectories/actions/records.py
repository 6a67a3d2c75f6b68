"""What is on record of a learner when admission is decided: the newest advice of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from duaal.casework.trajectories.facts import Advice
from duaal.casework.trajectories.models import Advising
from duaal.casework.trajectories.models.advice import Adviser

KINDS_OF_ADVICE = {
    Adviser.CLASS_COUNCIL: "advice",
    Adviser.COUNSELLOR: "advice",
    Adviser.VDAB: "vdab",
    Adviser.OCMW: "vdab",
    Adviser.CLB: "clb",
}


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The newest advice on a learner of each kind that admission looks at."""

    advice: Advice | None = None
    vdab_advice: Advice | None = None
    has_clb_advice: bool = False


def on_record_of(learner_id: int | None) -> OnRecord:
    """What is on record of a learner; of one who is new, nothing."""
    given = Advising.objects.filter(learner_id=learner_id) if learner_id is not None else ()
    return on_record(given)


def on_record(given: Iterable[Advising]) -> OnRecord:
    """What counts of the advice on one learner, the oldest first."""
    newest: dict[str, Advice] = {}
    for one in given:
        kind = KINDS_OF_ADVICE[Adviser(one.given_by)]
        newest[kind] = Advice.POSITIVE if one.is_positive else Advice.NEGATIVE
    return OnRecord(newest.get("advice"), newest.get("vdab"), "clb" in newest)
