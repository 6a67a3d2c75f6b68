"""Rows and audit entries of the invented learners."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from psycopg.types.json import Jsonb

from duaal.casework.trajectories.actions.enrolment import Entry, judge_entry, kept_admission
from duaal.casework.trajectories.actions.records import OnRecord
from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.facts import (
    CouncilDecision,
    Ground,
    Origin,
    Population,
    Relation,
    Route,
    SpecialForm,
)
from duaal.casework.trajectories.models import Guardian, Learner, Search, Trajectory
from duaal.casework.trajectories.rules import Admission, admission_law
from duaal.foundation.audit.ledger import EntryFacts
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.school_calendar import VERSION
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.register.programmes.models import Level
from duaal.synthetic.happenings import Happening, written
from duaal.synthetic.rule_versions import Versions
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.world import Pupil, World

LEARNER = (
    *("id", "person_id", "number", "email", "phone", "street", "postcode"),
    *("two_years_followed", "is_synthetic", "town", "nationality"),
)
GUARDIAN = (
    *("learner_id", "person_id", "email", "phone", "valid_from", "valid_to"),
    *("relation", "ground", "recorded_on", "recorded_by_name"),
)
TRAJECTORY = (
    *("id", "learner_id", "provider_id", "programme_id", "state", "route", "population", "special_form"),
    *("year", "origin", "counsellor_id", "counsellor_name", "advised_on", "enrolled_on", "first_lesson_on"),
    *("screen_by", "dual_from", "admission", "ended_on", "end_reason", "destination"),
)
SEARCH = (
    *("trajectory_id", "learner_id", "school_year", "first_day", "days_used_before", "is_extended"),
    *("last_day", "calendar_source", "warn_on", "expired_on", "stopped_on", "days_used"),
)
NATIONALITY = "Belg"
COUNSELLOR = "Trajectbegeleider van de school"
EXPIRED = "Geen leerwerkplek gevonden."


def learner_tables(world: World) -> list[Table]:
    """Learners, who represents them, trajectories and searches. Providers have the number of their place."""
    schools = {school.number: place for place, school in enumerate(world.schools, start=1)}
    return [
        Table(Learner, LEARNER, map(_learner, world.pupils)),
        Table(Guardian, GUARDIAN, _guardians(world)),
        Table(Trajectory, TRAJECTORY, (_trajectory(one, schools) for one in world.pupils)),
        Table(Search, SEARCH, _searches(world)),
    ]


def entries_of(pupil: Pupil) -> Iterator[EntryFacts]:
    """The entries of the trajectory of a pupil, in order."""
    staff = Actor(Role.COUNSELLOR, pupil.school.number, name=COUNSELLOR)
    yield from written(
        TRAJECTORY_FILE,
        pupil.pk,
        [
            Happening(
                turn.step,
                turn.target,
                SYSTEM if turn.by_rule else staff,
                turn.on,
                rule_versions=_versions(*_door(pupil)) if place == 0 else (),
            )
            for place, turn in enumerate(pupil.turns)
        ],
    )


def _learner(pupil: Pupil) -> Row:
    home, town = (pupil.home.code, pupil.home.name) if pupil.home else ("", "")
    who = (pupil.pk, pupil.person.pk, pupil.number, pupil.email, "", pupil.street, home, True, True)
    return *who, town, nationality_of(pupil)


def nationality_of(pupil: Pupil) -> str:
    """Asked of adults only."""
    return NATIONALITY if pupil.programme.is_adult else ""


def _guardians(world: World) -> Iterator[Row]:
    for pupil in world.pupils:
        for parent in pupil.parents:
            day, ground = pupil.enrolled_on, Ground.PARENTAL_AUTHORITY.value
            yield pupil.pk, parent.pk, "", "", day, None, Relation.PARENT.value, ground, day, COUNSELLOR


def _trajectory(pupil: Pupil, schools: dict[str, int]) -> Row:
    return (
        pupil.pk,
        pupil.pk,
        schools[pupil.school.number],
        pupil.programme.code,
        str(pupil.state),
        str(pupil.route),
        (Population.ADULT if pupil.programme.is_adult else Population.SECONDARY).value,
        SpecialForm.OV3.value if pupil.programme.level == Level.SPECIAL else "",
        pupil.year,
        str(pupil.origin),
        None,
        COUNSELLOR,
        None,
        pupil.enrolled_on,
        pupil.first_lesson_on,
        pupil.screen_by,
        pupil.enrolled_on if pupil.route == Route.DUAL else None,
        _admission(*_door(pupil)),
        pupil.ended_on,
        EXPIRED if pupil.ended_on else "",
        pupil.destination,
    )


def _searches(world: World) -> Iterator[Row]:
    for pupil in world.pupils:
        for one in pupil.searches:
            yield (
                *(pupil.pk, pupil.pk, SchoolYear.of(one.first_day).start, one.first_day),
                *(one.days_used_before, False, one.last_day, VERSION),
                *(one.warn_on, one.expired_on, one.stopped_on, one.days_used),
            )


def _door(pupil: Pupil) -> tuple[Any, ...]:
    """What admission looks at, alike for many pupils: the age counts in years of birth."""
    special = pupil.programme.level == Level.SPECIAL
    born = date(pupil.person.birth_date.year, 12, 31)
    return pupil.year, str(pupil.route), special, str(pupil.origin), born, pupil.enrolled_on


def entry_of(year: int | None, route: str, special: bool, origin: str) -> Entry:
    """What the school declared."""
    return Entry(
        year=year,
        route=Route(route),
        special_form=SpecialForm.OV3 if special else None,
        origin=Origin(origin),
        council_decision=CouncilDecision.FAVOURABLE,
    )


@lru_cache(maxsize=4000)
def _found(
    year: int | None, route: str, special: bool, origin: str, born: date, on: date
) -> Admission | None:
    if year is None:
        return None
    entry = entry_of(year, route, special, origin)
    return judge_entry(entry, born, OnRecord(), admission_law(on), on=on)


@lru_cache(maxsize=4000)
def _versions(*door: Any) -> Versions:
    found = _found(*door)
    return as_rule_versions(found.because) if found is not None else ()


@lru_cache(maxsize=4000)
def _admission(*door: Any) -> Jsonb:
    return Jsonb(kept_admission(entry_of(*door[:4]), _found(*door)))
