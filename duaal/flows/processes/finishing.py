"""A trajectory with its plan and its agreements: another place of the plan, and the decision at the end.

Law: arts. 357/14 and 357/18 of the Codex Secundair Onderwijs; the agreement of who succeeds ends with it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from duaal.casework.agreements.actions import ending
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rules.ending import End, Party
from duaal.casework.agreements.states import AT_WORK, RUNNING, WAITING
from duaal.casework.progress.models import Reached
from duaal.casework.progress.queries import fixed_of
from duaal.casework.recognition.actions.steps import lock_recognition
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.actions import finishing
from duaal.casework.trajectories.facts import Seat
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.kernel.actor import Actor

NO_FIXED_PLAN = "no_fixed_plan"
EVALUATION_TO_COME = "evaluation_to_come"
AGREEMENT_TO_BEGIN = "agreement_to_begin"
AGREEMENT_BEING_ENDED = "agreement_being_ended"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How far the evaluation of a learner is: what is open, and how many competences were reached."""

    found: tuple[str, ...]
    reached: int
    planned: int
    ends_agreements: int


def evaluated(trajectory_id: int, *, on: date) -> Evaluated:
    """What the class council finds on the day: the plan, its moments of evaluation, the agreements."""
    plan = fixed_of(trajectory_id)
    own = Agreement.objects.filter(trajectory_id=trajectory_id)
    found = [NO_FIXED_PLAN] if plan is None else []
    if plan is not None and plan.evaluations.filter(planned_on__gt=on).exists():
        found.append(EVALUATION_TO_COME)
    if own.filter(state__in=sorted(WAITING)).exists():
        found.append(AGREEMENT_TO_BEGIN)
    if own.filter(state__in=sorted(RUNNING - AT_WORK)).exists():
        found.append(AGREEMENT_BEING_ENDED)
    lines = plan.lines.values("competence_id") if plan is not None else ()
    reached = Reached.objects.filter(trajectory_id=trajectory_id, competence_id__in=lines) if lines else None
    return Evaluated(
        tuple(found),
        reached.count() if reached is not None else 0,
        len(lines),
        own.filter(state__in=sorted(AT_WORK)).count(),
    )


@transaction.atomic
def complete(
    trajectory_id: int, *, seats: Collection[Seat], motivation: str, actor: Actor, on: date
) -> Trajectory:
    """The council decides on the end: the trajectory is completed and its agreements end that day."""
    running = Agreement.objects.filter(trajectory_id=trajectory_id, state__in=sorted(AT_WORK)).order_by("pk")
    for recognition_id in sorted(set(running.values_list("recognition_id", flat=True))):
        lock_recognition(recognition_id)
    trajectory = finishing.complete(
        trajectory_id,
        seats=seats,
        motivation=motivation,
        evaluation=evaluated(trajectory_id, on=on).found,
        actor=actor,
        on=on,
    )
    wish = Wish(received_on=on, by=Party.PROVIDER, words=motivation)
    for pk in list(running.values_list("pk", flat=True)):
        ending.end_at_once(pk, end=End.SUCCESS, wish=wish, actor=actor, on=on)
    return trajectory


def planned_places(trajectory_id: int, *, on: date) -> dict[int, Recognition]:
    """The recognised places at which the fixed plan has work on the day, by key."""
    plan = fixed_of(trajectory_id)
    if plan is None:
        return {}
    on_the_day = Q(starts_on__lte=on, ends_on__gte=on, recognition__isnull=False)
    keys = {*plan.blocks.filter(on_the_day).values_list("recognition_id", flat=True)}
    keys |= {*plan.lines.filter(on_the_day).values_list("recognition_id", flat=True)}
    found = Recognition.objects.filter(pk__in=keys).select_related("site", "company")
    return {one.pk: one for one in found.order_by("pk")}


@transaction.atomic
def change_site(
    trajectory_id: int, *, recognition_id: int, since: date, actor: Actor, on: date
) -> Trajectory:
    """Records that the learner goes on at another recognised place, where the plan has work that day.

    Raises `Recognition.DoesNotExist` for a place that is none.
    """
    place = Recognition.objects.select_related("site").get(pk=recognition_id)
    planned = planned_places(trajectory_id, on=since)
    return finishing.change_site(
        trajectory_id,
        site=place.site,
        since=since,
        is_planned=place.pk in planned,
        actor=actor,
        on=on,
    )
