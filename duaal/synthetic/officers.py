"""Who did the steps: the invented officers of every partnership, and the people of the companies."""

from random import Random

from duaal.foundation.kernel.actor import Actor, Role
from duaal.synthetic import names
from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP
from duaal.synthetic.world import Case, World

PER_PARTNERSHIP = 4
DEPARTMENT = "wewis"
OWN_ROLE = {FLEMISH_PARTNERSHIP: Role.FLEMISH_PARTNERSHIP, DEPARTMENT: Role.DEPARTMENT}


class Officers:
    """Gives each case the officer of its partnership who handles it; accounts of the demo are among them."""

    def __init__(self, world: World, seed: int) -> None:
        self._rng = Random(f"{seed} officers")
        self._officers: dict[str, list[Actor]] = {}
        for user in world.users:
            for role, organisation in user.capacities:
                if role in (Role.PARTNERSHIP, *OWN_ROLE.values()) and user.company is None:
                    person = user.person
                    actor = Actor(role, organisation, user.pk, person.pk, person.name)
                    self._officers.setdefault(organisation, []).append(actor)

    def of(self, case: Case) -> Actor:
        """The officer who handles the case."""
        return self._one_of(case.partnership, case.pk)

    def _one_of(self, organisation: str, number: int) -> Actor:
        officers = self._officers.setdefault(organisation, [])
        while len(officers) < PER_PARTNERSHIP:
            officers.append(self._invented(organisation))
        return officers[number % PER_PARTNERSHIP]

    def flemish(self, number: int) -> Actor:
        """Somebody of the Flemish Partnership."""
        return self._one_of(FLEMISH_PARTNERSHIP, number)

    def department(self, number: int) -> Actor:
        """Somebody of the office of the department that keeps the files of appeals."""
        return self._one_of(DEPARTMENT, number)

    def _invented(self, organisation: str) -> Actor:
        role = OWN_ROLE.get(organisation, Role.PARTNERSHIP)
        given = names.given_name(self._rng, is_woman=self._rng.random() < 0.5)
        return Actor(role, organisation, name=f"{given} {names.family_name(self._rng)}")


def submitter(case: Case) -> Actor:
    """Who acts for the company of a case."""
    person = case.company.representatives[0]
    return Actor(Role.COMPANY, case.company.number, case.submitted_by, person.pk, person.name)
