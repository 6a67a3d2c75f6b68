"""Everything the pages of a training plan show, gathered once for one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from django.db.models import QuerySet
from django.http import Http404
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from duaal.casework.progress import policy
from duaal.casework.progress.actions.steps import PLAN_FILE
from duaal.casework.progress.facts import PlaceFacts
from duaal.casework.progress.labels import STATE, STEP, TEXT, TONE, UNMARKED, VENUE, reason
from duaal.casework.progress.models import Evaluation, Line, Plan, Reached, WeekBlock
from duaal.casework.progress.queries import check_of, facts_of, versions_of
from duaal.casework.progress.rules import Finding, Option, PlanCheck
from duaal.casework.progress.rules.completeness import BELOW_WORKPLACE_HOURS, FEW_EVALUATIONS, MISSING
from duaal.casework.progress.states import EDIT_PLAN
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.parts import HistoryEntry, SummaryRow
from duaal.interfaces.web.words import ROLE

VERSION = "versie"
MINUTES = 60
CENT = Decimal("0.01")
YEARLY = frozenset({BELOW_WORKPLACE_HOURS, FEW_EVALUATIONS})
Places = Mapping[int, PlaceFacts]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is missing or draws attention, in words; `could_go` where a competence could be learned."""

    words: str
    could_go: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class LineRow:
    """One competence as the page shows it; `reached_on` None as long as it is open."""

    pk: int
    competence_id: int
    code: str
    name: str
    where: str
    place: str
    mentor: str
    starts_on: date
    ends_on: date
    reached_on: date | None
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class WeeksRow:
    """Weeks with the same hours, in hours a week."""

    pk: int
    starts_on: date
    ends_on: date
    place: str
    real: str
    simulated: str
    lessons: int
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class HoursRow:
    """The average hours a week in one school year."""

    year: str
    weeks: int
    workplace: str
    total: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One version of a plan as one reader sees it; `versions` are those that this reader may open."""

    plan: Plan
    trajectory: Trajectory
    name: str
    state: str
    tone: str
    lines: tuple[LineRow, ...]
    weeks: tuple[WeeksRow, ...]
    hours: tuple[HoursRow, ...]
    evaluations: tuple[Evaluation, ...]
    texts: tuple[SummaryRow, ...]
    troubles: tuple[Trouble, ...]
    rules: tuple[RuleLine, ...]
    versions: tuple[Plan, ...]
    history: tuple[HistoryEntry, ...]
    is_staff: bool
    is_newest: bool
    is_complete: bool

    @property
    def reached(self) -> int:
        return sum(1 for line in self.lines if line.reached_on is not None)

    @property
    def is_draft(self) -> bool:
        return self.plan.fixed_on is None


def learner_of_plan(actor: Actor, trajectory_id: int, *, on: date) -> tuple[Trajectory, tuple[Plan, ...]]:
    """The trajectory and the versions of its plan that this reader may open; page 404 for anybody else."""
    versions = tuple(versions_of(actor, trajectory_id, on=on).select_related("trajectory__provider"))
    if versions:
        return versions[0].trajectory, versions
    found = trajectories_visible_to(actor, on=on).select_related("learner__person", "programme", "provider")
    try:
        return found.get(pk=trajectory_id), ()
    except Trajectory.DoesNotExist:
        raise Http404 from None


def asked_version(versions: tuple[Plan, ...], asked: str) -> Plan:
    """The version that the address asks, else the newest; page 404 when there is no such version."""
    if not asked and versions:
        return versions[0]
    for plan in versions:
        if str(plan.version) == asked:
            return plan
    raise Http404


def plan_page(plan: Plan, versions: tuple[Plan, ...], *, actor: Actor, on: date) -> PlanPage:
    """The page of one version for this reader, in a fixed number of queries."""
    facts = facts_of(plan, on=on)
    found = check_of(plan, facts)
    is_staff = actor.role == Role.COUNSELLOR
    shown = found.findings if is_staff and versions[0] == plan else ()
    places = facts.places
    subjects = {line.competence for line in facts.lines}
    subjects |= {block.period.first.isoformat() for block in facts.blocks}
    hidden = policy.hidden_texts(actor, plan)
    return PlanPage(
        plan=plan,
        trajectory=plan.trajectory,
        name=str(plan.trajectory.learner.person),
        state=str(STATE[plan.state]),
        tone=TONE[plan.state],
        lines=tuple(line_rows(plan, shown, places)),
        weeks=tuple(_weeks(plan, shown, places)),
        hours=tuple(_hours(found)),
        evaluations=tuple(Evaluation.objects.filter(plan=plan)),
        texts=tuple(
            SummaryRow(TEXT[name], text) for name, text in plan.texts().items() if text and name not in hidden
        ),
        troubles=tuple(_trouble(one, places) for one in shown if one.subject not in subjects),
        rules=rule_lines(found.because),
        versions=versions,
        history=_history(plan.trajectory_id) if is_staff else (),
        is_staff=is_staff,
        is_newest=versions[0] == plan,
        is_complete=found.is_complete,
    )


def line_rows(plan: Plan, findings: Iterable[Finding], places: Places) -> Iterable[LineRow]:
    """The competences of a version with what is wrong with each, in the order of the programme."""
    reached = dict(
        Reached.objects.filter(trajectory_id=plan.trajectory_id).values_list("competence_id", "reached_on")
    )
    about = _by_subject(findings, places)
    for line in lines_of(plan):
        yield LineRow(
            line.pk,
            line.competence_id,
            line.competence.code,
            line.competence.name,
            str(VENUE.get(line.venue, UNMARKED)),
            place_name(line.recognition),
            str(line.mentor.person) if line.mentor else "",
            line.starts_on,
            line.ends_on,
            reached.get(line.competence_id),
            about.get(line.competence.code, ()),
        )


def lines_of(plan: Plan) -> QuerySet[Line]:
    """The lines of a version with what a row shows, in the order of the programme."""
    found = Line.objects.filter(plan=plan)
    parts = ("competence", "recognition__site", "recognition__company", "mentor__person")
    return found.select_related(*parts).order_by("competence__position", "pk")


def place_name(recognition: Recognition | None) -> str:
    """The name of a place; empty when there is none."""
    return "" if recognition is None else recognition.site.name or recognition.company.name


def _by_subject(findings: Iterable[Finding], places: Places) -> dict[str, tuple[Trouble, ...]]:
    about: dict[str, tuple[Trouble, ...]] = {}
    for one in findings:
        about[one.subject] = (*about.get(one.subject, ()), _trouble(one, places))
    return about


def _trouble(finding: Finding, places: Places) -> Trouble:
    words = str(reason(finding.code))
    options = ", ".join(_option(one, places) for one in finding.options)
    could_go = _("Kan wel: %(options)s.") % {"options": options} if options else ""
    if _is_day(finding.subject):
        day = date_format(date.fromisoformat(finding.subject), "j F Y")
        words = _("%(words)s (vanaf %(day)s)") % {"words": words, "day": day}
    elif finding.code in YEARLY:
        words = _("%(words)s (%(year)s)") % {"words": words, "year": finding.subject}
    elif finding.code == MISSING:
        words = f"{finding.subject}: {words}"
    return Trouble(words, could_go, finding.blocks)


def _is_day(subject: str) -> bool:
    try:
        date.fromisoformat(subject)
    except ValueError:
        return False
    return True


def _option(option: Option, places: Places) -> str:
    return str(VENUE[option.venue]) if option.place is None else places[option.place].name


def _weeks(plan: Plan, findings: Iterable[Finding], places: Places) -> Iterable[WeeksRow]:
    about = _by_subject(findings, places)
    found = WeekBlock.objects.filter(plan=plan).select_related("recognition__site", "recognition__company")
    for block in found:
        yield WeeksRow(
            block.pk,
            block.starts_on,
            block.ends_on,
            place_name(block.recognition),
            in_hours(Fraction(block.real_minutes, MINUTES)),
            in_hours(Fraction(block.simulated_minutes, MINUTES)),
            block.lessons,
            about.get(block.starts_on.isoformat(), ()),
        )


def _hours(found: PlanCheck) -> Iterable[HoursRow]:
    for year in found.hours:
        workplace, total = in_hours(year.workplace), in_hours(year.total)
        yield HoursRow(year.school_year.label, year.weeks, workplace, total)


def in_hours(hours: Fraction) -> str:
    """Hours with at most two decimals, rounded down so that a minimum never seems reached when it is not."""
    cut = Decimal(hours.numerator) / Decimal(hours.denominator)
    return str(number_format(cut.quantize(CENT, ROUND_DOWN).normalize(), use_l10n=True))


def _history(trajectory_id: int) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(
            str(STEP.get(entry.step, entry.step)).capitalize(),
            entry.on,
            who="" if entry.actor_role == Role.SYSTEM else str(ROLE[entry.actor_role]),
        )
        for entry in reversed(list(trail(PLAN_FILE, trajectory_id)))
        if entry.step != EDIT_PLAN.name
    )
