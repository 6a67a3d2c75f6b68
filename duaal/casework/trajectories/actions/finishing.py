"""Writes of a trajectory in training: another place of the plan, and the decision that completes it."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.trajectories.actions.searching import stop_search
from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.facts import Seat
from duaal.casework.trajectories.models import Sitting, Trajectory
from duaal.casework.trajectories.rules.council import Matter, check_council
from duaal.casework.trajectories.states import CHANGE_SITE, COMPLETE, TrajectoryStanding
from duaal.foundation.kernel.actor import Actor
from duaal.register.organisations.models import Site

NOBODY_SAT = "nobody_sat"


@transaction.atomic
def change_site(
    trajectory_id: int, *, site: Site, since: date, is_planned: bool, actor: Actor, on: date
) -> Trajectory:
    """Records that the learner goes on at another place, as the plan has it; the agreement does not change.

    Raises `ValidationError` for a day before the enrolment or after today.
    """
    trajectory = lock_trajectory(trajectory_id)
    standing = TrajectoryStanding(site_is_planned=is_planned, same_site=trajectory.site_id == site.pk)
    check(CHANGE_SITE, trajectory, standing, actor=actor, on=on)
    first = trajectory.site_since or trajectory.enrolled_on
    if since > on or (first is not None and since < first):
        sentence = _("%(day)s kan niet. Kies een dag vanaf %(first)s tot vandaag.")
        shown = {"day": date_format(since, "j F Y"), "first": date_format(first or on, "j F Y")}
        raise ValidationError({"since": sentence % shown})
    trajectory.site, trajectory.site_since = site, since
    return move(trajectory, CHANGE_SITE, actor=actor, on=on, changed={"site", "site_since"}, remark=site.name)


@transaction.atomic
def complete(
    trajectory_id: int,
    *,
    seats: Collection[Seat],
    motivation: str,
    evaluation: tuple[str, ...],
    actor: Actor,
    on: date,
) -> Trajectory:
    """The class council decided on the end of the training: the trajectory is completed, the search stops.

    `evaluation` is what the plan still has open. Which certificate the learner gets is not decided here.
    Raises `ValidationError` without a motivation.
    """
    trajectory = lock_trajectory(trajectory_id)
    found = evaluation if seats else (NOBODY_SAT, *evaluation)
    check(COMPLETE, trajectory, TrajectoryStanding(evaluation=found), actor=actor, on=on)
    if not motivation.strip():
        sentence = _("Schrijf kort waarop de klassenraad steunt. Nu is het veld leeg.")
        raise ValidationError({"motivation": sentence})
    Sitting.objects.create(
        trajectory=trajectory,
        matter=Matter.COMPLETION,
        decided_on=on,
        is_favourable=True,
        motivation=motivation.strip(),
        seats=[seat.value for seat in seats],
        recorded_by_name=actor.name,
    )
    stop_search(trajectory.pk, on=on)
    trajectory.ended_on, trajectory.end_reason = on, motivation.strip()
    return move(
        trajectory,
        COMPLETE,
        actor=actor,
        on=on,
        changed={"ended_on", "end_reason"},
        reasons=check_council(Matter.COMPLETION, seats).warnings,
        remark=motivation.strip(),
    )
