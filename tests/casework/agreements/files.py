"""Agreements that are kept here, for tests: a learner, a recognised place, and everybody who signs."""

from dataclasses import replace
from datetime import UTC, date, datetime

from duaal.casework.agreements.actions import drafting, living, signing
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.drafting import CompanySigner, Paper
from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rules.timetable import Pattern, Place, Span
from duaal.casework.agreements.terms import PlanValue, Terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import AssignmentState
from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.people.factories import PersonFactory

FIRST_LESSON = date(2026, 3, 9)
MONDAY = date(2026, 3, 16)
START = date(2026, 3, 23)
LAST = date(2026, 6, 26)
PLAN = PlanValue(1, "a" * 64, "brood bakken: werkplek", date(2026, 3, 1), date(2026, 6, 30))
HOUR = 60
NOON = datetime(2026, 3, 16, 11, 0, tzinfo=UTC)


def searching(**changed) -> Trajectory:
    """A learner of 17 who searches since 9 March 2026, with a mother who represents."""
    trajectory = TrajectoryFactory(**changed)
    guardian = Guardian.objects.create(
        learner=trajectory.learner,
        person=PersonFactory(),
        email="ouder@voorbeeld.test",
        valid_from=date(2020, 9, 1),
    )
    assert guardian.pk
    trajectory.learner.email = "leerling@voorbeeld.test"
    trajectory.learner.save()
    enrolment.start_lessons(
        trajectory.pk, first_lesson_on=FIRST_LESSON, actor=staff_of(trajectory), on=FIRST_LESSON
    )
    trajectory.refresh_from_db()
    return trajectory


def place_for(trajectory: Trajectory, **changed) -> Recognition:
    """A recognised place for the programme of the learner, with a mentor at work."""
    recognition = RecognitionFactory(application__programme=trajectory.programme, **changed)
    MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state=AssignmentState.ACTIVE
    )
    return recognition


def day(weekday: int, place: Place = Place.WORKPLACE, first: date = START, last: date = LAST) -> Pattern:
    """A day of eight hours with half an hour off."""
    lessons = 8 if place == Place.LESSONS else 0
    breaks = ((12 * HOUR, 12 * HOUR + 30), (15 * HOUR, 15 * HOUR + 30))
    return Pattern(weekday, Span(8 * HOUR, 17 * HOUR), Period(first, last), breaks, place, lessons)


def terms_for(recognition: Recognition, **changed) -> Terms:
    """Three days of eight hours at work and twelve lessons a week, from 23 March to 26 June 2026."""
    first, last = changed.get("first", START), changed.get("last", LAST)
    good = {
        "kind": Kind.OAO,
        "first": first,
        "last": last,
        "mentors": tuple(recognition.assignments.values_list("pk", flat=True)),
        "blocks": (WeekBlock(Period(first, last), 24 * HOUR, 0, 12),),
        "timetable": tuple(day(weekday, first=first, last=last) for weekday in range(3)),
        "plan": PLAN,
    }
    return Terms(**{**good, **changed})


def paper_for(recognition: Recognition, **changed) -> Paper:
    signers = (CompanySigner("zaak@voorbeeld.test", "Ann Peeters"),)
    return Paper(recognition.pk, terms_for(recognition, **changed), signers)


def drafted(trajectory: Trajectory | None = None, **changed) -> Agreement:
    """A draft that nothing blocks."""
    trajectory = trajectory or searching()
    place = changed.pop("place", None) or place_for(trajectory)
    paper = paper_for(place, **changed)
    return drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=MONDAY)


def proposed(agreement: Agreement | None = None, *, on: date = MONDAY) -> tuple[Agreement, dict[str, str]]:
    """An agreement to sign, with the secret of each link by the party it is for."""
    agreement = agreement or drafted()
    links = signing.propose(agreement.pk, actor=school_of(agreement), on=on, at=NOON)
    agreement.refresh_from_db()
    return agreement, {link.signatory.role: link.secret for link in links}


def sign_all(agreement: Agreement, secrets: dict[str, str], *, on: date = MONDAY) -> Agreement:
    """Everybody signs: with the link, and the school with its login."""
    text = hash_of(agreement)
    for secret in secrets.values():
        signing.sign_with_link(secret, content_hash=text, on=on, at=NOON)
    for one in agreement.versions.get(number=agreement.version).signatories.filter(role="school"):
        signing.sign_as(one.pk, content_hash=text, actor=school_of(agreement), on=on, at=NOON)
    agreement.refresh_from_db()
    return agreement


def signed(agreement: Agreement | None = None, *, on: date = MONDAY) -> Agreement:
    return sign_all(*proposed(agreement, on=on), on=on)


READY = living.Ready(
    insurer="Verzekeraar",
    insurance_policy="P-1",
    health_assessed_on=MONDAY,
    dimona_type="ALT",
    dimona_on=MONDAY,
    dimona_reference="D-1",
)


def registered(agreement: Agreement | None = None, **ready) -> Agreement:
    agreement = signed(agreement)
    staff = school_of(agreement)
    living.prepare(agreement.pk, ready=replace(READY, **ready), actor=staff, on=MONDAY)
    living.register(agreement.pk, actor=staff, on=MONDAY)
    agreement.refresh_from_db()
    return agreement


def begun(agreement: Agreement | None = None, **ready) -> Agreement:
    """An agreement that runs since 23 March 2026."""
    agreement = registered(agreement, **ready)
    keep_agreements(on=START)
    agreement.refresh_from_db()
    return agreement


def hash_of(agreement: Agreement) -> str:
    return agreement.versions.get(number=agreement.version).content_hash


def school_of(agreement: Agreement) -> Actor:
    return Actor(Role.COUNSELLOR, agreement.provider.number, user_id=30, name="Begeleider Smets")


def company_of(agreement: Agreement) -> Actor:
    return Actor(Role.COMPANY, agreement.company.enterprise_number, user_id=41, name="Ann Peeters")


def learner_of(agreement: Agreement) -> Actor:
    person = agreement.trajectory.learner.person
    return Actor(Role.LEARNER, agreement.learner_number, user_id=42, person_id=person.pk, name=str(person))


def guardian_of(agreement: Agreement) -> Actor:
    guardian = agreement.trajectory.learner.guardians.first()
    return Actor(
        Role.GUARDIAN,
        agreement.learner_number,
        user_id=43,
        person_id=guardian.person_id,
        name=str(guardian.person),
    )
