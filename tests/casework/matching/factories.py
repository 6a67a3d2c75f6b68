"""Published workplaces and contacts, for tests."""

from datetime import date, timedelta

import factory

from duaal.casework.matching.models import Contact, Offer
from duaal.casework.matching.states import ContactState, OfferState
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.geography.factories import PostcodeFactory

DAY = date(2026, 3, 16)
"""A Monday on which the recognitions of the factories count and schools have lessons."""

STOPPED = Actor(Role.COMPANY, "0999999999", user_id=41, name="Bart Vreemd")


class OfferFactory(factory.django.DjangoModelFactory[Offer]):
    """A published offer of one place, with a mentor at work; `paused`, `stale`."""

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    class Params:
        paused = factory.Trait(state=OfferState.PAUSED)
        stale = factory.Trait(state=OfferState.STALE)

    recognition = factory.SubFactory(RecognitionFactory)
    programme = factory.SelfAttribute("recognition.programme")
    state = OfferState.PUBLISHED
    places = 1
    starts_from = DAY
    confirmed_on = DAY
    latitude = 50.9
    longitude = 5.3

    @factory.post_generation
    def mentors(self, create, extracted, **kwargs):
        for _number in range(1 if extracted is None else extracted):
            MentorAssignmentFactory(
                application=self.recognition.application, recognition=self.recognition, state="ACTIVE"
            )


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    """A contact that waits for its first answer, about a learner of the programme of the place."""

    class Meta:
        model = Contact

    class Params:
        at = factory.SubFactory(OfferFactory)
        interested = factory.Trait(state=ContactState.INTERESTED)
        intake = factory.Trait(state=ContactState.INTAKE, intake_on=DAY)

    recognition = factory.SelfAttribute("at.recognition")
    trajectory = factory.SubFactory(
        TrajectoryFactory, programme=factory.SelfAttribute("..recognition.programme")
    )
    state = ContactState.SENT
    message = "Lotte werkt graag met haar handen."
    consented_on = DAY
    sent_on = DAY
    answer_by = DAY + timedelta(days=7)
    remind_on = DAY + timedelta(days=4)
    sent_by_name = "Begeleider Smets"


def company_of(recognition: Recognition) -> Actor:
    """Somebody of the company of the place."""
    return Actor(Role.COMPANY, recognition.company.enterprise_number, user_id=42, name="Ann Peeters")


def seeker(recognition: Recognition, *, home: str = "3500", **changed: object):
    """A learner of the programme of the place, with a home of which the point is known."""
    PostcodeFactory(code=home, latitude=50.93, longitude=5.34)
    return TrajectoryFactory(programme=recognition.programme, learner__postcode=home, **changed)
