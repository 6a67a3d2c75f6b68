"""Writes of what a school knows of a learner besides the name: address, nationality, national number.

The agreement of an adult names them (art. 10, 4° of the decree of 25 March 2022). The audit entry says that
they were kept, never what they are.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.trajectories.actions.access import against_access
from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.facts import Population
from duaal.casework.trajectories.models import Learner, Trajectory
from duaal.casework.trajectories.states import KEEP_PERSONAL, TrajectoryStanding
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.people.actions import complete_number

POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]*[0-9A-Za-z]")
COLUMNS = ("street", "postcode", "town", "nationality")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What was given; a number only where none was known. What is left empty is not known."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    nationality: str = ""
    national_number: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.street, self.postcode, self.town, self.nationality, self.national_number))

    def over(self, learner: Learner) -> "PersonalData":
        """The same, with what is known already where nothing was given."""
        return replace(self, **{name: getattr(self, name) or getattr(learner, name) for name in COLUMNS})


@transaction.atomic
def keep_personal_data(trajectory_id: int, *, data: PersonalData, actor: Actor, on: date) -> Learner:
    """Keeps what the learner gave; the nationality only of an adult.

    Raises `PermissionDenied`, `ValidationError` on the field that is wrong, and `Refused` when another school
    has the learner now.
    """
    trajectory = lock_trajectory(trajectory_id)
    standing = TrajectoryStanding(access=against_access(trajectory))
    check(KEEP_PERSONAL, trajectory, standing, actor=actor, on=on)
    _require_nationality_of_adult(trajectory, data)
    learner = trajectory.learner
    for name in COLUMNS:
        setattr(learner, name, " ".join(getattr(data, name).split()))
    if learner.postcode and not POSTCODE.fullmatch(learner.postcode):
        sentence = _("“%(code)s” is geen postcode. Schrijf ze zoals op de identiteitskaart, zoals 9000.")
        raise ValidationError({"postcode": sentence % {"code": learner.postcode}})
    learner.clean_fields(exclude=[one.name for one in Learner._meta.fields if one.name not in COLUMNS])
    learner.save(update_fields=COLUMNS)
    if data.national_number.strip():
        complete_number(learner.person_id, national_number=data.national_number)
    move(trajectory, KEEP_PERSONAL, actor=actor, on=on)
    return learner


def _require_nationality_of_adult(trajectory: Trajectory, data: PersonalData) -> None:
    """Raises `ValidationError` for what no agreement of a pupil of secondary education needs."""
    known = trajectory.learner.nationality
    if data.nationality.strip() not in ("", known) and trajectory.population != Population.ADULT:
        sentence = _("De nationaliteit is enkel nodig van een cursist. Laat het veld leeg.")
        raise ValidationError({"nationality": sentence})
