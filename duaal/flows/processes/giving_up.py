"""A company gives a recognition up: recognition and the agreements that run on it, together.

Law: `recognition.md` 14.2, row "give up": no running agreement, or end dates agreed.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Max, Q

from duaal.casework.agreements.queries import running
from duaal.casework.recognition.actions import ending
from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states.upkeep import EndStanding
from duaal.foundation.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Effect:
    """What giving up touches: running agreements, how many have no agreed last day, and the last of those
    that do.
    """

    running: int
    without_end: int
    last_agreed_end: date | None

    @property
    def standing(self) -> EndStanding:
        return EndStanding(agreements_without_end=self.without_end)


def effect_of_giving_up(recognition: Recognition, *, on: date) -> Effect:
    """What would happen if the recognition were given up on the day. One query."""
    numbers = (
        running(on=on)
        .filter(recognition=recognition)
        .aggregate(
            running=Count("id"),
            without_end=Count("id", filter=Q(ended_on__isnull=True)),
            last_agreed_end=Max("ended_on"),
        )
    )
    return Effect(**numbers)


@transaction.atomic
def give_up(recognition_id: int, *, actor: Actor, on: date, remark: str = "") -> Recognition:
    """Gives the recognition up from the day on, when every running agreement has an agreed last day.

    Raises `Recognition.DoesNotExist`, `PermissionDenied`, or `Refused` with every reason. The agreements go
    on until the last day that was agreed.
    """
    recognition = lock_recognition(recognition_id)
    effect = effect_of_giving_up(recognition, on=on)
    return ending.give_up(
        recognition_id, actor=actor, on=on, agreements_without_end=effect.without_end, remark=remark
    )
