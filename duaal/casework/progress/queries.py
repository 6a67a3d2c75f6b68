"""What can be read of training plans and gaps, always through the eyes of an actor."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, Q, QuerySet

from duaal.casework.progress.facts import BlockFacts, LineFacts, MentorOfLine, PlaceFacts, PlanFacts
from duaal.casework.progress.models import Evaluation, Gap, Line, Plan, Reached, WeekBlock
from duaal.casework.progress.rules import PlanCheck, check_plan, is_reached, plan_law
from duaal.casework.progress.states import Venue
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.states import TAKES_AGREEMENTS, WORKING
from duaal.casework.trajectories.facts import Population, SpecialForm
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.queries import calendar_of, trajectories_visible_to
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.register.programmes.models import Competence, Programme
from duaal.register.programmes.queries import competences_on


def plans_visible_to(actor: Actor, *, on: date) -> QuerySet[Plan]:
    """Staff, learner and representative see every version; a company the fixed ones it has a place in."""
    if actor.role == Role.COMPANY and actor.is_logged_in:
        at_its = {"recognition__company__enterprise_number": actor.organisation}
        lines, blocks = Line.objects.filter(**at_its), WeekBlock.objects.filter(**at_its)
        return Plan.objects.filter(
            Q(pk__in=lines.values("plan_id")) | Q(pk__in=blocks.values("plan_id")), fixed_on__isnull=False
        )
    return Plan.objects.filter(trajectory__in=trajectories_visible_to(actor, on=on))


def versions_of(actor: Actor, trajectory_id: int, *, on: date) -> QuerySet[Plan]:
    """The versions of one plan that the actor may read, the newest first."""
    found = plans_visible_to(actor, on=on).filter(trajectory_id=trajectory_id)
    return found.select_related("trajectory__learner__person", "trajectory__programme").order_by("-version")


def newest_of(trajectory_id: int) -> Plan | None:
    """The newest version of the plan of a trajectory, a draft included."""
    return Plan.objects.filter(trajectory_id=trajectory_id).order_by("-version").first()


def fixed_of(trajectory_id: int) -> Plan | None:
    """The newest fixed version: the one that an agreement binds."""
    return (
        Plan.objects.filter(trajectory_id=trajectory_id, fixed_on__isnull=False).order_by("-version").first()
    )


def newest_drafts(actor: Actor, *, on: date) -> QuerySet[Plan]:
    """The drafts that the actor may see."""
    return plans_visible_to(actor, on=on).filter(fixed_on__isnull=True)


def newest_fixed(actor: Actor, *, on: date) -> QuerySet[Plan]:
    """Of every trajectory the newest version, when it is fixed."""
    plans = plans_visible_to(actor, on=on)
    newest = plans.values("trajectory_id").annotate(newest=Max("id")).values("newest")
    return plans.filter(pk__in=newest, fixed_on__isnull=False)


def gaps_on(on: date) -> QuerySet[Gap]:
    """What cannot be learned somewhere, on a day or later."""
    return Gap.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def gaps_of(recognition_id: int, *, on: date) -> QuerySet[Gap]:
    """The gaps of one place that count on the day, in the order of the programme."""
    found = gaps_on(on).filter(recognition_id=recognition_id)
    return found.select_related("competence").order_by("competence__position", "pk")


def places_of(numbers: Collection[int], *, on: date) -> dict[int, PlaceFacts]:
    """The recognised places with these keys, and what cannot be learned there. Two queries."""
    gaps: dict[int, set[str]] = {}
    for gap in gaps_on(on).filter(recognition_id__in=numbers).select_related("competence"):
        gaps.setdefault(gap.recognition_id, set()).add(gap.competence.code)
    found = Recognition.objects.filter(pk__in=numbers).select_related("site", "company").order_by("pk")
    return {
        one.pk: PlaceFacts(
            one.pk,
            one.site.name or one.company.name,
            Period(one.valid_from, one.ended_on or one.valid_to),
            frozenset(gaps.get(one.pk, ())),
            frozenset(one.covered_competences) or None,
        )
        for one in found
    }


def places_to_choose(programme: Programme, text: str, *, on: date) -> QuerySet[Recognition]:
    """The recognised places for the programme on a day, with every word of the text in their names."""
    found = Recognition.objects.filter(
        programme=programme, state__in=sorted(TAKES_AGREEMENTS), valid_to__gte=on
    ).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    for word in text.split():
        found = found.filter(
            Q(site__name__icontains=word)
            | Q(company__name__icontains=word)
            | Q(company__enterprise_number=word)
            | Q(site__municipality__name__icontains=word)
        )
    return found.select_related("site__municipality", "company").order_by("site__name", "pk")


def mentors_at(recognition_ids: Iterable[int]) -> QuerySet[MentorAssignment]:
    """Who works as a mentor at these places now."""
    found = MentorAssignment.objects.filter(
        recognition_id__in=list(recognition_ids), state__in=sorted(WORKING)
    )
    return found.select_related("person").order_by("recognition_id", "pk")


def reached_by(trajectory_id: int) -> frozenset[str]:
    """The codes of the competences that the learner reached, of whichever document."""
    found = Reached.objects.filter(trajectory_id=trajectory_id)
    return frozenset(found.values_list("competence__code", flat=True))


def older_of(competences: Collection[Competence]) -> dict[str, tuple[str, ...]]:
    """Per code: the codes of the older document that it replaces. One query."""
    through = Competence.replaces.through.objects.filter(from_competence__in=[one.pk for one in competences])
    found: dict[str, list[str]] = {}
    for new, old in through.values_list("from_competence__code", "to_competence__code"):
        found.setdefault(new, []).append(old)
    return {code: tuple(sorted(older)) for code, older in found.items()}


def open_competences(trajectory: Trajectory, *, on: date) -> tuple[Competence, ...]:
    """The competences of the newest plan that are not reached yet; without a plan those of the programme."""
    plan = newest_of(trajectory.pk)
    day = on if plan is None else plan.competences_on
    asked = tuple(competences_on(trajectory.programme_id, day))
    reached, older = reached_by(trajectory.pk), older_of(asked)
    return tuple(one for one in asked if not is_reached(one.code, reached, older))


def facts_of(plan: Plan, *, on: date, more_places: Collection[int] = ()) -> PlanFacts:
    """Everything the plan says and stands on, in a fixed number of queries.

    `more_places` are places that are thought of, beside those that stand in the plan.
    """
    trajectory = plan.trajectory
    lines = list(Line.objects.filter(plan=plan).select_related("competence", "mentor"))
    blocks = list(WeekBlock.objects.filter(plan=plan))
    evaluations = Evaluation.objects.filter(plan=plan).values_list("planned_on", "form")
    stand = {line.recognition_id for line in lines} | {block.recognition_id for block in blocks}
    keys = {key for key in stand if key is not None} | set(more_places)
    asked = tuple(competences_on(trajectory.programme_id, plan.competences_on))
    reached, older = reached_by(trajectory.pk), older_of(asked)
    return PlanFacts(
        programme=trajectory.programme_id,
        period=Period(plan.starts_on, plan.ends_on),
        competences=tuple(one.code for one in asked),
        lines=tuple(_line(one, is_reached(one.competence.code, reached, older)) for one in lines),
        blocks=tuple(_block(one) for one in blocks),
        evaluations=tuple(evaluations),
        texts=plan.texts(),
        places=places_of(keys, on=on),
        is_adult=trajectory.population == Population.ADULT,
    )


def check_of(plan: Plan, facts: PlanFacts) -> PlanCheck:
    """What is missing in the plan, by the law of its first day and the calendar of the provider.

    Raises `NotInForce` for a plan that starts before the law does.
    """
    trajectory = plan.trajectory
    form = SpecialForm(trajectory.special_form) if trajectory.special_form else None
    years, year = [], SchoolYear.of(plan.starts_on)
    while year.first_day <= plan.ends_on:
        years.append(year)
        year = year.next()
    calendars = [calendar_of(trajectory.provider_id, one) for one in years]
    free = frozenset(day for one in calendars if one is not None for day in one.free_days)
    return check_plan(facts, plan_law(plan.starts_on, special_form=form), SchoolCalendar(free))


def _line(line: Line, reached: bool) -> LineFacts:
    venue = Venue(line.venue) if line.venue else None
    period = Period(line.starts_on, line.ends_on)
    return LineFacts(
        line.competence.code, venue, period, line.recognition_id, _mentor(line.mentor), is_reached=reached
    )


def _mentor(mentor: MentorAssignment | None) -> MentorOfLine | None:
    if mentor is None:
        return None
    last = None if mentor.state in WORKING else max(mentor.ended_on or mentor.named_on, mentor.named_on)
    return MentorOfLine(mentor.pk, mentor.recognition_id or 0, Period(mentor.named_on, last))


def _block(block: WeekBlock) -> BlockFacts:
    period = Period(block.starts_on, block.ends_on)
    return BlockFacts(
        period, block.recognition_id, block.real_minutes, block.simulated_minutes, block.lessons
    )
