"""Whether recognised places can take a learner: recognition and agreements together. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.db.models.functions import Coalesce

from duaal.casework.agreements.queries import learners_at
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import LIVE_STATES, recognitions_visible_to
from duaal.casework.recognition.rules.agreements import AgreementFacts
from duaal.casework.recognition.rules.availability import Availability, not_recognised
from duaal.casework.recognition.upkeep.availability import (
    agreements_on,
    availabilities,
    for_availability,
    law_of_day,
)
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import ONE_DAY
from duaal.register.organisations.models import Company


@dataclass(frozen=True, slots=True)
class Place:
    """One recognition that counts, and its answer."""

    recognition: Recognition
    answer: Availability


@dataclass(frozen=True, slots=True)
class CompanyAvailability:
    """The recognitions of a company that count, those that take nobody first; `none` when there are none."""

    places: tuple[Place, ...]
    none: Availability | None

    @property
    def taking(self) -> int:
        return sum(place.answer.takes_learner for place in self.places)


def availability_of(recognition: Recognition, *, on: date) -> Availability:
    """The answer for one recognition, read with its company, site, programme and assignments."""
    return answers_for([recognition], on=on)[recognition.pk]


def answers_for(recognitions: Sequence[Recognition], *, on: date) -> dict[int, Availability]:
    """The answer per recognition, in a fixed number of queries."""
    learners = learners_at([one.pk for one in recognitions], on=on)
    return availabilities(recognitions, learners=learners, on=on)


def company_availability(company: Company, *, actor: Actor, on: date) -> CompanyAvailability:
    """The answer for every recognition of the company that counts and that the actor may see."""
    visible = recognitions_visible_to(actor).filter(company=company)
    live = list(for_availability(visible.filter(state__in=LIVE_STATES)).order_by("valid_to", "id"))
    if not live:
        last = visible.aggregate(day=Max(Coalesce("ended_on", "valid_to")))["day"]
        since = last + ONE_DAY if last is not None and last < on else None
        return CompanyAvailability((), not_recognised(law_of_day(on, ""), since=since))
    answers = answers_for(live, on=on)
    places = [Place(one, answers[one.pk]) for one in live]
    return CompanyAvailability(tuple(sorted(places, key=lambda place: place.answer.takes_learner)), None)


def places_for(company: Company, asked: AgreementFacts, *, actor: Actor) -> tuple[Place, ...]:
    """The recognitions of the company that count and that the actor may see, each with whether this agreement
    may lean on it; those on which it may come first. With a fixed number of queries.
    """
    visible = recognitions_visible_to(actor).filter(company=company, state__in=LIVE_STATES)
    live = list(for_availability(visible).order_by("valid_to", "id"))
    learners = learners_at([one.pk for one in live], on=asked.concluded_on)
    answers = agreements_on(live, asked, learners=learners)
    places = [Place(one, answers[one.pk]) for one in live]
    return tuple(sorted(places, key=lambda place: not place.answer.takes_learner))
