"""The learners of the invented Flanders: those at work under an agreement of this school year, those who lost
it, and some hundreds who still look for a workplace near today.

Which programmes a school teaches, and how long people look, is assumed. The days to find a workplace are
counted by the rules of the platform.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from random import Random

from duaal.casework.trajectories.facts import Origin, Population, Route, SearchFacts
from duaal.casework.trajectories.rules import (
    days_used,
    screening_deadline,
    search_law,
    search_term,
    warning_days,
)
from duaal.casework.trajectories.rules.law import majority_age
from duaal.casework.trajectories.states import (
    CONCLUDE,
    DEREGISTER_EXPIRED,
    ENROL_DUAL,
    ENROL_STARTUP,
    EXPIRE_SEARCH,
    LOSE_WORKPLACE,
    START_LESSONS,
    Destination,
    TrajectoryState,
)
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.anniversary import add_years
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.register.organisations.models import ProviderKind
from duaal.register.programmes.models import Grade, Level
from duaal.synthetic import names
from duaal.synthetic.contracts import learner_number
from duaal.synthetic.founding import Founder
from duaal.synthetic.schooling import School
from duaal.synthetic.surroundings import PostalPlace, Training
from duaal.synthetic.world import Contract, DemoUser, Looking, Pupil, Someone, Turn

SEARCHING, AT_DEMO_SCHOOL = 300, 36
"""Who looks for a workplace near today, at scale 1; so many of them at the school of the demo account."""
STARTUP, NO_LESSON_YET = 0.1, 0.06
"""Shares of those who look: in the start-up phase, not yet seen in a lesson."""
HOMES = 25
"""Learners live in one of so many postcodes around their school; assumed."""
FOUND_WITHIN = 15
"""Training days after the first lesson in which those at work found it, at most."""
WITH_PARENT = 0.9
"""Of minors who look for a place, how many have a representative on record; who is at work has one."""
YEARS: dict[str, tuple[int, ...]] = {
    Grade.GRADE_2: (3, 4),
    Grade.GRADE_3: (5, 6),
    Grade.GRADE_3_YEAR_7: (7,),
    Grade.SENSE: (7,),
}
DEGREE_EAST = 0.4
"""How much shorter a degree to the east is than one to the north in Flanders, squared."""
LAST_YEARS = frozenset({Grade.GRADE_3_YEAR_7, Grade.SENSE})
"""Who enters these comes from the years before; nobody begins there in the middle of a year."""
YOUNGEST_IN_YEAR = 13
"""Added to the year: the age reached before it starts, so that nobody is of full-time compulsory age."""
TEACHES = {
    Level.SECONDARY: (ProviderKind.SCHOOL, ProviderKind.SYNTRA),
    Level.SPECIAL: (ProviderKind.SPECIAL_SCHOOL,),
    Level.ADULT: (ProviderKind.CVO,),
}
CALENDAR = SchoolCalendar()


class Learning:
    """Invents pupils; draws on its own numbers, so that the companies are the same with them or without."""

    def __init__(self, schools: list[School], founder: Founder, seed: int, *, today: date) -> None:
        self.today, surroundings = today, founder.surroundings
        self._founder = founder
        self.demo_school = schools[0]
        self._seed = seed
        self._rng = Random(f"{seed} learning")
        self._near: dict[str, list[PostalPlace]] = {}
        self._postcodes = surroundings.towns.postcodes_on(today)
        self._trainings = [
            one
            for one in surroundings.trainings.values()
            if one.level == Level.SECONDARY and one.grade not in LAST_YEARS
        ]
        self._by_level: dict[str, list[School]] = defaultdict(list)
        self._by_province: dict[tuple[str, str], list[School]] = defaultdict(list)
        for school in schools:
            for level, kinds in TEACHES.items():
                if school.kind in kinds:
                    self._by_level[level].append(school)
                    self._by_province[level, school.town.province].append(school)

    def pupils(self, contracts: list[Contract], *, scale: int) -> list[Pupil]:
        """Each with a number of its own; that of an agreement where there is one."""
        found = list(self._at_work(contracts))
        number = max((one.learner for one in contracts), default=0)
        wanted = Counter(one.case.programme.code for one in contracts)
        weights = [1 + wanted[one.code] for one in self._trainings]
        for place in range(SEARCHING * scale):
            own = place < AT_DEMO_SCHOOL
            programme = self._rng.choices(self._trainings, weights)[0]
            pupil = self._looking(learner_number(number + 1 + place), programme, own=own)
            pupil.learner = number + 1 + place
            found.append(pupil)
        homes = Random(f"{self._seed} homes")
        for pupil in found:
            pupil.home, pupil.street = homes.choice(self._around(pupil.school)), names.street(homes)
        return found

    def _around(self, school: School) -> list[PostalPlace]:
        """The nearest postcodes, where the learners of the school live."""
        if school.number not in self._near:
            near = sorted(self._postcodes, key=lambda one: (far(one, school.postal), one.code))
            self._near[school.number] = near[:HOMES]
        return self._near[school.number]

    @cached_property
    def _lesson_days(self) -> list[date]:
        """The last training days until today, the newest first: a search that began then still runs."""
        found: list[date] = []
        day = self.today
        law = search_law(self.today)
        while len(found) < law.search_days.value - 1:
            if CALENDAR.is_training_day(day):
                found.append(day)
            day -= ONE_DAY
        return found

    def _at_work(self, contracts: list[Contract]) -> Iterator[Pupil]:
        """The last agreement of each learner that started in this school year."""
        year = SchoolYear.of(self.today)
        newest: dict[int, Contract] = {}
        for one in contracts:
            if one.starts_on is not None and year.contains(one.starts_on) and one.starts_on <= self.today:
                known = newest.get(one.learner)
                if known is None or _ends(known) <= _ends(one):
                    newest[one.learner] = one
        for learner, contract in newest.items():
            pupil = self._trained(learner_number(learner), contract, year)
            pupil.learner = learner
            yield pupil

    def _trained(self, number: str, contract: Contract, year: SchoolYear) -> Pupil:
        programme = contract.case.programme
        school = contract.school or self._school(programme.level, contract.case.site.town.province)
        first, stopped_on = self._first_lesson(contract.concluded_on, year)
        enrolled_on = min(first, contract.concluded_on)
        pupil = self._pupil(number, school, programme, enrolled_on, Origin.SAME_PROGRAMME_LOWER_YEAR)
        pupil.first_lesson_on = first
        pupil.turns += [
            Turn(ENROL_DUAL.name, ENROL_DUAL.target, enrolled_on),
            Turn(CONCLUDE.name, CONCLUDE.target, contract.concluded_on, by_rule=True),
        ]
        if first <= contract.concluded_on:
            pupil.turns.insert(1, Turn(START_LESSONS.name, None, first))
        if stopped_on is not None:
            pupil.searches.append(self._search(pupil, first, stopped_on=stopped_on))
        pupil.state = TrajectoryState.IN_TRAINING
        ended_on = contract.ended_on
        if ended_on is not None and ended_on < self.today:
            self._lose(pupil, ended_on)
        return pupil

    def _lose(self, pupil: Pupil, ended_on: date) -> None:
        """The agreement ended: the days run again on what is left, and may be over by now."""
        pupil.turns.append(Turn(LOSE_WORKPLACE.name, LOSE_WORKPLACE.target, ended_on + ONE_DAY, by_rule=True))
        pupil.state = TrajectoryState.SEARCHING
        search = self._search(pupil, ended_on + ONE_DAY)
        pupil.searches.append(search)
        if search.last_day is None or search.last_day >= self.today:
            return
        over = search.last_day + ONE_DAY
        search.expired_on, search.warn_on = over, None
        pupil.turns.append(Turn(EXPIRE_SEARCH.name, None, over, by_rule=True))
        left_on = over + timedelta(days=self._rng.randrange(1, 15))
        if left_on <= self.today:
            pupil.turns.append(Turn(DEREGISTER_EXPIRED.name, DEREGISTER_EXPIRED.target, left_on))
            pupil.state, pupil.ended_on = TrajectoryState.DEREGISTERED, left_on
            pupil.destination = self._rng.choice((Destination.NON_DUAL, Destination.WORK)).value
            search.stopped_on, search.days_used = left_on, used_until(search.first_day, left_on)

    def _looking(self, number: str, programme: Training, *, own: bool) -> Pupil:
        """Somebody who entered in the last weeks and has no workplace."""
        rng = self._rng
        school = self.demo_school if own else self._school(Level.SECONDARY)
        startup = rng.random() < STARTUP
        first = rng.choice(self._lesson_days)
        pupil = self._pupil(number, school, programme, first, Origin.FLEMISH_SECONDARY)
        step = ENROL_STARTUP if startup else ENROL_DUAL
        pupil.route, pupil.state = (Route.STARTUP if startup else Route.DUAL), str(step.target)
        pupil.turns.append(Turn(step.name, step.target, first))
        if rng.random() < NO_LESSON_YET:
            return pupil
        pupil.first_lesson_on = first
        pupil.turns.append(Turn(START_LESSONS.name, None, first))
        if startup:
            pupil.screen_by = screening_deadline(first, search_law(first), CALENDAR).last_day
            return pupil
        pupil.searches.append(self._search(pupil, first))
        return pupil

    def _search(self, pupil: Pupil, first: date, *, stopped_on: date | None = None) -> Looking:
        """The days as the rules count them from the first one; what earlier searches used is gone."""
        before = sum(one.days_used or 0 for one in pupil.searches)
        adult = pupil.programme.is_adult
        law = search_law(first)
        facts = SearchFacts(
            first_day=first,
            special_education=pupil.programme.level == Level.SPECIAL,
            days_used_before=before,
            population=Population.ADULT if adult else Population.SECONDARY,
        )
        term = search_term(facts, law)
        found = Looking(term.first_day or first, term.last_day, days_used_before=before)
        if stopped_on is not None:
            found.stopped_on, found.days_used = stopped_on, used_until(found.first_day, stopped_on)
            return found
        days = warning_days(term, CALENDAR, law).values()
        found.warn_on = min((day for day in days if day > self.today), default=None)
        return found

    def _first_lesson(self, concluded_on: date, year: SchoolYear) -> tuple[date, date | None]:
        """The first lesson, and the last day that counted as search when the agreement came after it."""
        first_of_year = _training_day_from(year.first_day)
        if concluded_on <= first_of_year:
            return first_of_year, None
        day = concluded_on - timedelta(days=self._rng.randrange(1, FOUND_WITHIN))
        first = _training_day_from(max(first_of_year, day))
        return (first, concluded_on - ONE_DAY) if first < concluded_on else (first, None)

    def _pupil(
        self, number: str, school: School, programme: Training, enrolled_on: date, origin: Origin
    ) -> Pupil:
        rng = self._rng
        year = None if programme.is_adult else rng.choice(YEARS.get(programme.grade, (5, 6)))
        if origin == Origin.FLEMISH_SECONDARY and year is not None and year > 5:
            year = 5
        person = self._person(year, enrolled_on)
        known = WITH_PARENT if origin == Origin.FLEMISH_SECONDARY else 1.0
        parents: tuple[Someone, ...] = ()
        if add_years(person.birth_date, _of_age(enrolled_on)) > enrolled_on and rng.random() < known:
            parents = (self._adult(person.family_name),)
        return Pupil(
            person, number, school, programme, year, Route.DUAL, "", enrolled_on, origin, parents=parents
        )

    def _person(self, year: int | None, on: date) -> Someone:
        rng = self._rng
        is_woman = rng.random() < 0.5
        given = names.given_name(rng, is_woman=is_woman)
        if year is None:
            born = on - timedelta(days=rng.randrange(21 * 366, 50 * 365))
            number = self._founder.number_of(born, is_woman=is_woman)
            return Someone(given, names.family_name(rng), born, number)
        oldest = SchoolYear.of(on).start - YOUNGEST_IN_YEAR - year
        born = date(oldest, 1, 1) + timedelta(days=rng.randrange(243))
        return Someone(given, names.family_name(rng), born, "")

    def _adult(self, family_name: str) -> Someone:
        rng = self._rng
        born = self.today - timedelta(days=rng.randrange(38 * 366, 60 * 365))
        return Someone(names.given_name(rng, is_woman=rng.random() < 0.5), family_name, born, "")

    def _school(self, level: str, province: str = "") -> School:
        near = self._by_province.get((level, province)) if province else None
        return self._rng.choice(near or self._by_level[level])


def demo_users(pupils: Iterable[Pupil]) -> list[DemoUser]:
    """The youngest learner who looks for a workplace, and a parent: one of age has none who may look."""
    looking = (
        one for one in pupils if one.state == TrajectoryState.SEARCHING and one.parents and one.searches
    )
    learner = max(looking, key=lambda one: one.person.birth_date)
    name = learner.person.name
    learner.email = "leerling@duaal.example"
    return [
        DemoUser(
            learner.email,
            f"Leerling die een leerwerkplek zoekt ({name})",
            learner.person,
            ((Role.LEARNER, learner.number),),
        ),
        DemoUser(
            "ouder@duaal.example",
            f"Ouder van {name}",
            learner.parents[0],
            ((Role.GUARDIAN, learner.number),),
        ),
    ]


def far(one: PostalPlace, other: PostalPlace) -> float:
    """How far two postcodes lie apart, as a number that grows with the distance."""
    north, east = one.latitude - other.latitude, one.longitude - other.longitude
    return north * north + east * east * DEGREE_EAST


def _ends(contract: Contract) -> date:
    return contract.ended_on or contract.planned_end_on


@lru_cache(maxsize=4000)
def _of_age(on: date) -> int:
    return majority_age(on).value


@lru_cache(maxsize=4000)
def _training_day_from(day: date) -> date:
    return CALENDAR.training_day_from(day)


@lru_cache(maxsize=40_000)
def used_until(first: date, until: date) -> int:
    return days_used(first, until, CALENDAR) if until >= first else 0
