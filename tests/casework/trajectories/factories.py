"""Learners and their trajectories, for tests."""

from datetime import date

import factory

from duaal.casework.trajectories.models import Learner, Trajectory
from duaal.casework.trajectories.states import TrajectoryState
from tests.foundation.people.factories import PersonFactory
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

FIRST_LESSON = date(2025, 9, 1)
"""A Monday; 20 training days later it is Friday 26 September 2025."""

BORN = date(2008, 6, 14)


class LearnerFactory(factory.django.DjangoModelFactory[Learner]):
    """A learner of 17."""

    class Meta:
        model = Learner

    person = factory.SubFactory(PersonFactory, birth_date=BORN)
    number = factory.Sequence(lambda n: f"LT{n:08}")


class TrajectoryFactory(factory.django.DjangoModelFactory[Trajectory]):
    """A trajectory that searches, enrolled on the first lesson day; `startup`, `adult`, `trained`."""

    class Meta:
        model = Trajectory

    class Params:
        startup = factory.Trait(state=TrajectoryState.STARTUP_SCREENING, route="startup", dual_from=None)
        trained = factory.Trait(state=TrajectoryState.IN_TRAINING)
        adult = factory.Trait(
            population="adult", year=None, programme=factory.SubFactory(ProgrammeFactory, adult=True)
        )

    learner = factory.SubFactory(LearnerFactory)
    provider = factory.SubFactory(ProviderFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    state = TrajectoryState.SEARCHING
    year = 5
    enrolled_on = FIRST_LESSON
    dual_from = FIRST_LESSON
    counsellor_name = "Begeleider Smets"
