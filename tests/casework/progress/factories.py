"""Competences, recognised places with a mentor, and training plans, for tests."""

from datetime import date

import factory

from duaal.casework.progress.actions import writing
from duaal.casework.progress.models import Gap, Line, Plan
from duaal.casework.progress.states import Venue
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.states import AssignmentState
from duaal.casework.trajectories.models import Trajectory
from duaal.register.programmes.models import Competence
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.register.programmes.factories import ProgrammeFactory

STARTS, ENDS = date(2025, 9, 1), date(2026, 6, 30)
ON = date(2025, 9, 8)


class CompetenceFactory(factory.django.DjangoModelFactory[Competence]):
    """A competence of the profession; `general=True` for one that is learned at school."""

    class Meta:
        model = Competence

    class Params:
        general = factory.Trait(is_vocational=False)

    programme = factory.SubFactory(ProgrammeFactory)
    position = factory.Sequence(int)
    code = factory.LazyAttribute(lambda one: f"C{one.position:03}")
    name = factory.LazyAttribute(lambda one: f"Verzonnen competentie {one.position}")
    valid_from = date(2019, 9, 1)
    certainty = "assumed"


class GapFactory(factory.django.DjangoModelFactory[Gap]):
    """A competence that cannot be learned at a place, since long."""

    class Meta:
        model = Gap

    recognition = factory.SubFactory(RecognitionFactory)
    competence = factory.SubFactory(
        CompetenceFactory, programme=factory.SelfAttribute("..recognition.programme")
    )
    since = date(2025, 9, 1)
    recorded_by_name = "Ann Peeters"


def learner_with(competences: int = 3, general: int = 1, **changed: object) -> Trajectory:
    """A learner in a programme with so many competences of the profession and so many general ones."""
    trajectory = TrajectoryFactory(**changed)
    CompetenceFactory.create_batch(competences, programme=trajectory.programme)
    CompetenceFactory.create_batch(general, programme=trajectory.programme, general=True)
    return trajectory


def place_for(trajectory: Trajectory, **changed: object) -> Recognition:
    """A place that is recognised for the programme during the whole plan, with a mentor."""
    values = {"valid_from": date(2024, 1, 1), "valid_to": date(2028, 12, 31), **changed}
    place = RecognitionFactory(application__programme=trajectory.programme, **values)
    mentor_at(place)
    return place


def mentor_at(place: Recognition, **changed: object) -> MentorAssignment:
    """A mentor who works at the place since it was recognised."""
    values = {"state": AssignmentState.ACTIVE, "named_on": date(2024, 1, 1), **changed}
    return MentorAssignmentFactory(application=place.application, recognition=place, **values)


def draft_for(trajectory: Trajectory, **changed: object) -> Plan:
    """A draft as it is begun from the programme."""
    values = {"starts_on": STARTS, "ends_on": ENDS, **changed}
    return writing.start(trajectory.pk, actor=staff_of(trajectory), on=ON, **values)


def complete_draft(trajectory: Trajectory, place: Recognition) -> Plan:
    """A draft in which nothing is missing: at work with a mentor, hours, evaluations and agreements."""
    plan, keep = draft_for(trajectory, place=place.pk), {"actor": staff_of(trajectory), "on": ON}
    mentor = MentorAssignment.objects.filter(recognition=place).order_by("pk").first()
    lines = Line.objects.filter(plan=plan, venue=Venue.WORKPLACE).values_list("pk", flat=True)
    writing.set_lines(plan.pk, list(lines), writing.Where(Venue.WORKPLACE, place.pk, mentor.pk), **keep)
    writing.add_weeks(plan.pk, writing.Weeks(STARTS, ENDS, place.pk, real_minutes=1200, lessons=10), **keep)
    for day in (date(2025, 12, 1), date(2026, 3, 2), date(2026, 6, 15)):
        writing.add_evaluation(plan.pk, planned_on=day, **keep)
    texts = {"contact_moments": "Elke maand.", "evaluation_form": "Gesprek met de mentor."}
    writing.set_agreements(plan.pk, starts_on=STARTS, ends_on=ENDS, texts=texts, **keep)
    plan.refresh_from_db()
    return plan
