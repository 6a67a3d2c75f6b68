"""What can be read of learners and trajectories, always through the eyes of an actor."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet, Sum

from duaal.casework.trajectories.models import (
    CalendarVersion,
    Extension,
    Guardian,
    Learner,
    ReadingRight,
    Search,
    Trajectory,
)
from duaal.casework.trajectories.rules.law import majority_age, readable_after_end_months
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.anniversary import add_months, add_years
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.people.queries import find_by_national_number
from duaal.register.organisations.models import Provider, ProviderKind
from duaal.register.programmes.models import Level, Programme
from duaal.register.programmes.queries import offered_on

ENROLLED_STATES = sorted(ENROLLED)
TRAJECTORY_FILE = "trajectory"

LEVELS: dict[ProviderKind, frozenset[Level]] = {
    ProviderKind.SCHOOL: frozenset({Level.SECONDARY}),
    ProviderKind.SPECIAL_SCHOOL: frozenset({Level.SPECIAL}),
    ProviderKind.SYNTRA: frozenset({Level.SECONDARY}),
    ProviderKind.CVO: frozenset({Level.ADULT}),
}
"""The levels that each kind of provider teaches (`trajectory.md` 1)."""


def trajectories_visible_to(actor: Actor, *, on: date) -> QuerySet[Trajectory]:
    """Staff see the trajectories of their own provider, a learner and a representative that of the learner.

    A representative sees nothing any more from the day on which the representation ends, but for what a
    learner of age allows. At home a trajectory that is over stays readable for as long as the law book says.
    Nobody else sees a learner here: a company only meets one through a contact, and figures are counted
    without names.
    """
    if not actor.is_logged_in:
        return Trajectory.objects.none()
    match actor.role:
        case Role.COUNSELLOR:
            return Trajectory.objects.filter(provider__number=actor.organisation)
        case Role.LEARNER if actor.person_id is not None:
            mine = Learner.objects.filter(person_id=actor.person_id, number=actor.organisation)
            return still_readable(on).filter(learner__in=mine.values("pk"))
        case Role.GUARDIAN if actor.person_id is not None:
            of_learner = {"person_id": actor.person_id, "learner__number": actor.organisation}
            represents = Q(learner__in=guardians_on(on).filter(**of_learner).values("learner_id"))
            allowed = Q(learner__in=reading_rights_on(on).filter(**of_learner).values("learner_id"))
            return still_readable(on).filter(represents | allowed)
    return Trajectory.objects.none()


def still_readable(on: date) -> QuerySet[Trajectory]:
    """The trajectories that run, or ended so short ago that learner and parents still read them."""
    since = add_months(on, -readable_after_end_months(on).value)
    return Trajectory.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=since))


def reading_rights_on(on: date) -> QuerySet[ReadingRight]:
    """Whom a learner of age allows to read along on the day."""
    return ReadingRight.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


def majority_day(birth_date: date, *, on: date) -> date:
    """The first day on which nobody represents the learner any more, by the law of the day."""
    return add_years(birth_date, majority_age(on).value)


def learners_visible_to(actor: Actor, *, on: date) -> QuerySet[Learner]:
    """The learners of the trajectories that the actor may see."""
    visible = trajectories_visible_to(actor, on=on)
    return Learner.objects.filter(pk__in=visible.values("learner_id"))


def guardians_on(on: date) -> QuerySet[Guardian]:
    """Who represents a learner on the day; nobody represents one who is of age.

    Not covered: a protection that lasts after majority.
    """
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    of_age_if_born_by = add_years(on, -majority_age(on).value)
    return Guardian.objects.filter(
        still, valid_from__lte=on, learner__person__birth_date__gt=of_age_if_born_by
    )


def active_enrolment(learner_id: int, *, but: int | None = None) -> Trajectory | None:
    """The one active enrolment of a learner, at whatever provider, another trajectory left out."""
    found = Trajectory.objects.filter(learner_id=learner_id, state__in=ENROLLED_STATES)
    if but is not None:
        found = found.exclude(pk=but)
    return found.select_related("provider", "programme").first()


def trajectories_enrolled(learner_ids: Iterable[int]) -> QuerySet[Trajectory]:
    """The active enrolments of these learners, at whatever provider."""
    found = Trajectory.objects.filter(learner__in=list(learner_ids), state__in=ENROLLED_STATES)
    return found.select_related("provider", "programme")


def open_search(trajectory_id: int) -> Search | None:
    """The search that runs, or is over without a decision; None when there is none."""
    found = Search.objects.filter(trajectory_id=trajectory_id, stopped_on__isnull=True)
    return found.select_related("calendar").first()


def days_used_in(learner_id: int, school_year: SchoolYear) -> int:
    """How many days to find a workplace the learner used in the school year, in searches that stopped."""
    found = Search.objects.filter(learner_id=learner_id, school_year=school_year.start)
    total: int | None = found.aggregate(total=Sum("days_used"))["total"]
    return total or 0


def extensions_in(learner_id: int, school_year: SchoolYear) -> QuerySet[Extension]:
    """The extensions of the school year: they lengthen its budget, whichever search they were asked in."""
    return Extension.objects.filter(search__learner_id=learner_id, search__school_year=school_year.start)


def calendar_of(provider_id: int, school_year: SchoolYear) -> CalendarVersion | None:
    """The newest version of the calendar of a provider; None when it named no free days of its own."""
    found = CalendarVersion.objects.filter(provider_id=provider_id, school_year=school_year.start)
    return found.order_by("-number").first()


def taught_at(provider: Provider, *, on: date) -> QuerySet[Programme]:
    """The dual programmes of the levels that the provider teaches, on a day."""
    return offered_on(on).filter(level__in=sorted(LEVELS[ProviderKind(provider.kind)]))


def learner_with(national_number: str) -> Learner | None:
    """The learner with this national number, at whatever provider."""
    person = find_by_national_number(national_number)
    return None if person is None else Learner.objects.filter(person=person).first()
