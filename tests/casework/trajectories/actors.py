"""Who acts in the tests of trajectories."""

from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.kernel.actor import Actor, Role
from duaal.register.organisations.models import Provider

OTHER_SCHOOL = Actor(Role.COUNSELLOR, "999999", user_id=31, name="Begeleider Vreemd")
DEPARTMENT = Actor(Role.DEPARTMENT, "wewis", user_id=32, name="Ambtenaar De Smet")
COMPANY = Actor(Role.COMPANY, "0999999999", user_id=33, name="Bart Vreemd")


def staff_of(file: Trajectory | Provider) -> Actor:
    """A counsellor of the provider."""
    provider = file.provider if isinstance(file, Trajectory) else file
    return Actor(Role.COUNSELLOR, provider.number, user_id=30, name="Begeleider Smets")
