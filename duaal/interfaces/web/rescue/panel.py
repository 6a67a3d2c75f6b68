"""What happened to the workplace of a learner, on the pages where a new one is looked for."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duaal.casework.agreements.labels import ENDED_AS
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rescue import Loss, hours_together, loss_of
from duaal.casework.agreements.states import ON_PAPER
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.rules import is_late_loss, late_loss
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.parts import spoken
from duaal.interfaces.web.plans.page import in_hours


@dataclass(frozen=True, slots=True)
class LossPanel:
    """The loss in words; `is_late` asks for an early decision of the class council.

    `draft` is the agreement on paper that is there already; `takes_over` whether this reader makes one from a
    line of the list.
    """

    loss: Loss
    sentence: str
    hours: str
    is_late: bool
    draft: int | None
    takes_over: bool


def loss_panel(trajectory: Trajectory, *, actor: Actor, on: date) -> LossPanel | None:
    """What is told of the loss to this reader; None for who lost nothing."""
    loss = loss_of(trajectory)
    if loss is None:
        return None
    is_staff = actor.role == Role.COUNSELLOR
    on_paper = Agreement.objects.filter(trajectory=trajectory, state__in=sorted(ON_PAPER))
    draft = on_paper.values_list("pk", flat=True).first() if is_staff else None
    hours = hours_together(trajectory, on=loss.last_day)
    words = _("Al gepland op de werkplek tot en met %(day)s, over alle overeenkomsten samen: %(hours)s uur.")
    return LossPanel(
        loss,
        _sentence(loss, on=on),
        words % {"day": spoken(loss.last_day, on=on), "hours": in_hours(hours.until)},
        is_staff and is_late_loss(loss.last_day, trajectory.year, *late_loss(loss.last_day)),
        draft,
        is_staff and draft is None and loss.is_kept,
    )


def _sentence(loss: Loss, *, on: date) -> str:
    names = {"company": loss.agreement.company.name, "day": spoken(loss.last_day, on=on)}
    if not loss.is_over:
        return _("De werkplek bij %(company)s stopt na %(day)s. U kunt nu al een andere zoeken.") % names
    names["why"] = str(ENDED_AS.get(loss.agreement.ended_as, ""))
    if names["why"]:
        return _("De werkplek bij %(company)s viel weg na %(day)s: %(why)s.") % names
    return _("De werkplek bij %(company)s viel weg na %(day)s.") % names
