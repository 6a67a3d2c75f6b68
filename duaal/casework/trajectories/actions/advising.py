"""Writes of advice and screenings: dated records with an author (arts. 357/9, 357/10 and 357/47)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.models import Advising, Item, Learner, Opinion, Screening, Trajectory
from duaal.casework.trajectories.models.advice import Adviser
from duaal.casework.trajectories.queries import active_enrolment
from duaal.casework.trajectories.states import (
    RECORD_ADVICE,
    SCREEN,
    SCREEN_NEGATIVE,
    SCREEN_POSITIVE,
    Destination,
    TrajectoryStanding,
    TrajectoryState,
)
from duaal.foundation.kernel.actor import Actor
from duaal.register.organisations.models import Provider
from duaal.register.programmes.models import Level, Programme


@transaction.atomic
def record_advice(
    learner_id: int,
    *,
    provider: Provider,
    programme: Programme,
    given_on: date,
    given_by: Adviser,
    is_willing: bool,
    is_ready: bool,
    remark: str = "",
    actor: Actor,
    on: date,
) -> Advising:
    """Records an advice on a learner; who is not enrolled yet waits as advised at the provider.

    It never blocks an enrolment. Raises `ValidationError` for an advice of a later day.
    """
    policy.require_enrol_at(actor, provider)
    learner = Learner.objects.select_for_update(of=("self",)).get(pk=learner_id)
    if given_on > on:
        sentence = _("%(day)s is nog niet voorbij. Noteer het advies wanneer het er is.")
        raise ValidationError({"given_on": sentence % {"day": date_format(given_on, "j F Y")}})
    advising = Advising.objects.create(
        learner=learner,
        given_on=given_on,
        given_by=given_by,
        is_willing=is_willing,
        is_ready=is_ready,
        remark=remark.strip(),
        author_name=actor.name,
    )
    own = Trajectory.objects.filter(learner=learner, provider=provider, programme=programme)
    if active_enrolment(learner.pk) is None and not own.exists():
        trajectory = Trajectory.objects.create(
            learner=learner,
            provider=provider,
            programme=programme,
            state=TrajectoryState.ADVISED,
            population="adult" if programme.level == Level.ADULT else "secondary",
            advised_on=given_on,
        )
        move(trajectory, RECORD_ADVICE, actor=actor, on=on, before="")
    return advising


@transaction.atomic
def screen(
    trajectory_id: int,
    *,
    screened_on: date,
    opinions: Mapping[Item, str],
    instrument: str = "",
    actor: Actor,
    on: date,
) -> Screening:
    """Records a screening: what was found on each item, in words.

    Raises `ValidationError` for a later day, or when nothing was found on any item.
    """
    trajectory = lock_trajectory(trajectory_id)
    check(SCREEN, trajectory, TrajectoryStanding(), actor=actor, on=on)
    if screened_on > on:
        sentence = _("%(day)s is nog niet voorbij. Noteer de screening wanneer ze gebeurd is.")
        raise ValidationError({"screened_on": sentence % {"day": date_format(screened_on, "j F Y")}})
    found = {item: text.strip() for item, text in opinions.items() if text.strip()}
    if not found:
        raise ValidationError(_("Schrijf bij minstens één onderdeel wat u vaststelde."))
    screening = Screening.objects.create(
        trajectory=trajectory, screened_on=screened_on, author_name=actor.name, instrument=instrument.strip()
    )
    Opinion.objects.bulk_create(
        Opinion(screening=screening, item=item, finding=text) for item, text in found.items()
    )
    move(trajectory, SCREEN, actor=actor, on=on)
    return screening


@transaction.atomic
def decide_on_screening(
    screening_id: int,
    *,
    is_positive: bool,
    startup_part: str = "",
    destination: Destination | None = None,
    actor: Actor,
    on: date,
) -> Trajectory:
    """The decision of the class council in the start-up phase; a negative one ends it (art. 357/47).

    Raises `ValidationError` without the start-up part of a positive decision, or without the destination of a
    negative one.
    """
    trajectory_id = Screening.objects.values_list("trajectory_id", flat=True).get(pk=screening_id)
    trajectory = lock_trajectory(trajectory_id)
    step = SCREEN_POSITIVE if is_positive else SCREEN_NEGATIVE
    check(step, trajectory, TrajectoryStanding(), actor=actor, on=on)
    if is_positive and not startup_part.strip():
        raise ValidationError({"startup_part": _("Schrijf wat de leerling in de aanloopcomponent doet.")})
    if not is_positive and destination is None:
        raise ValidationError({"destination": _("Kies waar de leerling naartoe gaat.")})
    screening = Screening.objects.get(pk=screening_id)
    screening.decision, screening.decided_on = is_positive, on
    screening.startup_part = startup_part.strip()
    screening.save(update_fields=["decision", "decided_on", "startup_part"])
    changed: set[str] = set()
    if destination is not None and not is_positive:
        trajectory.ended_on, trajectory.destination = on, destination
        changed = {"ended_on", "destination"}
    return move(trajectory, step, actor=actor, on=on, changed=changed)
