"""What the text of an agreement names of an adult, from the rows of the learner."""

from datetime import date

from duaal.casework.agreements.contents import IDENTITY
from duaal.casework.agreements.facts import Kind, Population
from duaal.casework.agreements.models import Version
from duaal.casework.agreements.rules.identity import Identity, check_identity, is_named
from duaal.casework.agreements.rules.law import IdentityLaw, law_on
from duaal.casework.agreements.rules.outcomes import Check
from duaal.casework.trajectories.models import Trajectory


def identity_of(trajectory: Trajectory, kind: Kind, *, on: date) -> Identity | None:
    """What is known of the learner now; None where the text names no more than the name."""
    if trajectory.population != Population.ADULT or not is_named(kind, law_on(IdentityLaw, on)):
        return None
    learner = trajectory.learner
    parts = (learner.street, learner.postcode, learner.town)
    address = f"{learner.street}, {learner.postcode} {learner.town}" if all(parts) else ""
    return Identity(address, learner.nationality, learner.person.national_number_key is not None)


def identity_in(version: Version, trajectory: Trajectory | None, *, on: date) -> Check:
    """What keeps this text from being offered, of what it has to name of the learner."""
    assert trajectory is not None
    known = identity_of(trajectory, version.terms.kind, on=on)
    if known is None:
        return Check((), ())
    written = version.parties.get(IDENTITY)
    return check_identity(known, Identity(**written) if written else None, law_on(IdentityLaw, on))
