"""Everything the page of one trajectory shows, gathered once for one reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements import parties
from duaal.casework.agreements import states as of_agreements
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.progress.queries import fixed_of
from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.searching import term_of
from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.labels import (
    ADVISER,
    DESTINATION,
    ITEM,
    ORIGIN,
    ROUTE,
    SEAT,
    SPECIAL_FORM,
    STATE,
    STEP,
    TONE,
    reason,
)
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.rules.council import Matter
from duaal.casework.trajectories.states import (
    AT_WORK,
    CHANGE_SITE,
    COMPLETE,
    DEREGISTER_EXPIRED,
    EXTEND_SEARCH,
    IN_STARTUP,
    LEAVE,
    LOOKING,
    MOVE_TO_DUAL,
    RE_ENROL,
    RECOUNT_SEARCH,
    SCREEN,
    SCREEN_POSITIVE,
    START_LESSONS,
    TrajectoryState,
)
from duaal.flows.processes.finishing import planned_places
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.learners.clocks import search_clock
from duaal.interfaces.web.parts import Clock, HistoryEntry, SummaryRow
from duaal.interfaces.web.words import ROLE
from duaal.register.programmes.replacing import in_force

OFFERED: tuple[tuple[Step[Any], Promise, str], ...] = (
    (START_LESSONS, gettext_lazy("Noteer de eerste les"), "learners:first_lesson"),
    (SCREEN_POSITIVE, gettext_lazy("Noteer de beslissing van de klassenraad"), "learners:council"),
    (MOVE_TO_DUAL, gettext_lazy("Laat overstappen naar de duale opleiding"), "learners:to_dual"),
    (DEREGISTER_EXPIRED, gettext_lazy("Bevestig het einde van de zoektijd"), "learners:expired"),
    (EXTEND_SEARCH, gettext_lazy("Verleng de zoektijd"), "learners:extend"),
    (RECOUNT_SEARCH, gettext_lazy("Noteer de terugkeer in de les"), "learners:back_in_lessons"),
    (CHANGE_SITE, gettext_lazy("Noteer een andere vestiging"), "learners:change_site"),
    (RE_ENROL, gettext_lazy("Schrijf opnieuw in"), "learners:re_enrol"),
    (SCREEN, gettext_lazy("Voeg een screening toe"), "learners:screening"),
    (COMPLETE, gettext_lazy("Noteer de eindbeslissing van de klassenraad"), "learners:finish"),
    (LEAVE, gettext_lazy("Schrijf uit"), "learners:leave"),
)


SUSPENSION: Mapping[bool, tuple[Step[Any], Promise, str]] = {
    False: (of_agreements.SUSPEND, gettext_lazy("Noteer een schorsing"), "contracts:suspend"),
    True: (of_agreements.RESUME, gettext_lazy("Noteer dat de leerling terug is"), "contracts:resume"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of the page that is a list of lines with words under them."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """One trajectory as one reader sees it. `searches` are those of this trajectory, the newest first."""

    trajectory: Trajectory
    name: str
    state: str
    tone: str
    clock: Clock | None
    rules: tuple[RuleLine, ...]
    steps: tuple[StepLink, ...]
    facts: tuple[SummaryRow, ...]
    conditions: tuple[str, ...]
    notes: tuple[str, ...]
    advice: tuple[Passage, ...]
    screenings: tuple[Passage, ...]
    searches: tuple[Search, ...]
    history: tuple[HistoryEntry, ...]
    councils: tuple[Passage, ...]
    new_name: str
    is_staff: bool
    is_learner: bool
    waits_for_lesson: bool

    @property
    def looks(self) -> bool:
        """Whether the learner looks for a workplace."""
        return self.trajectory.state in LOOKING


def trajectory_or_404(actor: Actor, trajectory_id: int, *, on: date) -> Trajectory:
    """The trajectory with its names; page 404 when there is none or it is not for this reader."""
    parts = ("learner__person", "programme", "provider", "site")
    found = trajectories_visible_to(actor, on=on).select_related(*parts)
    try:
        return found.get(pk=trajectory_id)
    except Trajectory.DoesNotExist:
        raise Http404 from None


def learner_page(trajectory: Trajectory, *, actor: Actor, on: date) -> LearnerPage:
    """The page of the trajectory for this reader on the day, in a fixed number of queries."""
    searches = tuple(trajectory.searches.select_related("calendar").order_by("-pk"))
    running = next((one for one in searches if one.stopped_on is None), None)
    is_staff = actor.role == Role.COUNSELLOR
    because = term_of(running, trajectory).because if running else ()
    return LearnerPage(
        trajectory=trajectory,
        name=str(trajectory.learner.person),
        state=str(STATE[trajectory.state]),
        tone=TONE.get(trajectory.state, "neutral"),
        clock=search_clock(running, trajectory, on=on),
        rules=rule_lines(because),
        steps=tuple(_steps(trajectory, running, actor=actor, on=on)),
        facts=tuple(_facts(trajectory, running)),
        conditions=_conditions(trajectory, is_met=True) if is_staff else (),
        notes=tuple(str(reason(code)) for code in trajectory.admission.get("notes", ())) if is_staff else (),
        advice=_advice(trajectory),
        screenings=_screenings(trajectory),
        searches=searches,
        history=_history(trail(TRAJECTORY_FILE, trajectory.pk)),
        councils=_councils(trajectory),
        new_name=new_name_of(trajectory, on=on),
        is_staff=is_staff,
        is_learner=actor.role == Role.LEARNER,
        waits_for_lesson=trajectory.first_lesson_on is None and trajectory.state in LOOKING | IN_STARTUP,
    )


def _steps(trajectory: Trajectory, running: Search | None, *, actor: Actor, on: date) -> list[StepLink]:
    """What this reader can do now; a step that makes no sense yet is not offered."""
    sensible: Mapping[str, Callable[[], bool]] = {
        START_LESSONS.name: lambda: trajectory.first_lesson_on is None,
        SCREEN_POSITIVE.name: trajectory.screenings.exists,
        EXTEND_SEARCH.name: lambda: (
            running is not None and running.last_day is not None and not _over(running, on)
        ),
        RECOUNT_SEARCH.name: lambda: running is not None and trajectory.searches.count() > 1,
        COMPLETE.name: lambda: fixed_of(trajectory.pk) is not None,
        CHANGE_SITE.name: lambda: bool(planned_places(trajectory.pk, on=on)),
        DEREGISTER_EXPIRED.name: lambda: running is not None and _over(running, on),
    }
    return [
        *_agreement_steps(trajectory, actor=actor, on=on),
        *(
            StepLink(words, reverse(name, args=[trajectory.pk]))
            for step, words, name in OFFERED
            if policy.may(actor, step, trajectory)
            and trajectory.state in step.sources
            and sensible.get(step.name, lambda: True)()
        ),
    ]


def _agreement_steps(trajectory: Trajectory, *, actor: Actor, on: date) -> list[StepLink]:
    """A trajectory lies still and goes on with its agreement, so these steps are those of the agreement."""
    if trajectory.state not in AT_WORK:
        return []
    still = trajectory.state == TrajectoryState.SUSPENDED
    step, words, name = SUSPENSION[still]
    found = agreements_visible_to(actor, on=on).filter(trajectory=trajectory, state__in=sorted(step.sources))
    return [
        StepLink(words, reverse(name, args=[one.pk]))
        for one in found.order_by("pk")
        if parties.may(actor, step, one, on=on)
    ]


def _over(search: Search, on: date) -> bool:
    return search.expired_on is not None or (search.last_day is not None and on > search.last_day)


def _facts(trajectory: Trajectory, running: Search | None) -> list[SummaryRow]:
    rows = [
        SummaryRow(_("Opleiding"), trajectory.programme.name),
        SummaryRow(_("Traject"), ROUTE[trajectory.route]),
        SummaryRow(_("School of centrum"), trajectory.provider.name),
        SummaryRow(_("Trajectbegeleider"), trajectory.counsellor_name or _("nog niemand")),
    ]
    if trajectory.year:
        rows.append(SummaryRow(_("Jaar"), str(trajectory.year)))
    if trajectory.special_form:
        rows.append(SummaryRow(_("Buitengewoon onderwijs"), SPECIAL_FORM[trajectory.special_form]))
    if trajectory.enrolled_on:
        rows.append(SummaryRow(_("Ingeschreven op"), f"{trajectory.enrolled_on:%d/%m/%Y}"))
        rows.append(SummaryRow(_("Komt van"), ORIGIN[trajectory.origin]))
    if trajectory.first_lesson_on:
        rows.append(SummaryRow(_("Eerste les"), f"{trajectory.first_lesson_on:%d/%m/%Y}"))
    if running is not None and running.school_hours is not None:
        rows.append(SummaryRow(_("Uren per week op school"), str(running.school_hours)))
    if trajectory.screen_by and trajectory.state == TrajectoryState.STARTUP_SCREENING:
        rows.append(SummaryRow(_("Screenen tot en met"), f"{trajectory.screen_by:%d/%m/%Y}"))
    if trajectory.site is not None and trajectory.site_since is not None:
        where = _("%(site)s, sinds %(day)s")
        shown = {"site": trajectory.site.name, "day": f"{trajectory.site_since:%d/%m/%Y}"}
        rows.append(SummaryRow(_("Werkt nu in"), where % shown))
    if trajectory.ended_on:
        completed = trajectory.state == TrajectoryState.COMPLETED
        term = _("Afgerond op") if completed else _("Uitgeschreven op")
        rows.append(SummaryRow(term, f"{trajectory.ended_on:%d/%m/%Y}"))
    if trajectory.destination:
        rows.append(SummaryRow(_("Gaat naar"), DESTINATION[trajectory.destination]))
    return rows


def _conditions(trajectory: Trajectory, *, is_met: bool) -> tuple[str, ...]:
    """The conditions of admission as they were judged on entry, in the words of what they would block."""
    found = trajectory.admission.get("conditions", ())
    return tuple(str(MET.get(one["code"], one["code"])) for one in found if one["met"] is is_met)


MET: Mapping[str, Promise] = {
    "COMPULSORY_SCHOOLING": gettext_lazy("voltijdse leerplicht voorbij"),
    "CLB_ADVICE_MISSING": gettext_lazy("advies van het CLB"),
    "PROGRAMME_AGE": gettext_lazy("oud genoeg voor de opleiding"),
    "AGE_LIMIT": gettext_lazy("niet te oud voor de opleiding"),
    "COUNCIL_DECISION_MISSING": gettext_lazy("gunstige beslissing van de klassenraad"),
    "ENTRY_WINDOW": gettext_lazy("op tijd ingestapt, of met de klassenraad"),
    "SERIOUS_REASON_MISSING": gettext_lazy("een ernstige reden om nog in te stappen"),
    "PREVIOUS_COUNCIL_ADVICE_MISSING": gettext_lazy("advies van de klassenraad van de vorige opleiding"),
    "MENTOR_IN_ADMISSION": gettext_lazy("klassenraad zonder mentor"),
    "PRIOR_EDUCATION": gettext_lazy("vooropleiding in orde"),
    "NOT_OFFERED": gettext_lazy("de opleiding wordt ingericht"),
}


def _advice(trajectory: Trajectory) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            _("%(who)s, %(day)s") % {"who": ADVISER[one.given_by], "day": f"{one.given_on:%d/%m/%Y}"},
            (
                _("wil op een werkplek leren") if one.is_willing else _("wil nu niet op een werkplek leren"),
                _("kan op een werkplek leren") if one.is_ready else _("is nog niet klaar voor een werkplek"),
                *((one.remark,) if one.remark else ()),
            ),
        )
        for one in trajectory.learner.advice.order_by("-given_on", "-pk")
    )


def _screenings(trajectory: Trajectory) -> tuple[Passage, ...]:
    found = trajectory.screenings.prefetch_related("opinions").order_by("-screened_on", "-pk")
    return tuple(
        Passage(
            _("%(day)s, door %(who)s") % {"day": f"{one.screened_on:%d/%m/%Y}", "who": one.author_name},
            tuple(f"{ITEM[opinion.item]}: {opinion.finding}" for opinion in one.opinions.all()),
        )
        for one in found
    )


def _councils(trajectory: Trajectory) -> tuple[Passage, ...]:
    """What the class council decided at the end; the decision on admission stands with the admission."""
    return tuple(
        Passage(
            _("Beslissing van %(day)s") % {"day": f"{one.decided_on:%d/%m/%Y}"},
            (
                _("in de klassenraad: %(who)s") % {"who": ", ".join(str(SEAT[seat]) for seat in one.seats)},
                one.motivation,
            ),
        )
        for one in trajectory.sittings.filter(matter=Matter.COMPLETION).order_by("-pk")
    )


def new_name_of(trajectory: Trajectory, *, on: date) -> str:
    """Under which name the programme goes on for who begins now; empty when nothing took its place."""
    rows = in_force(on=on).filter(old=trajectory.programme_id).order_by("new__sort_name", "pk")
    return ", ".join(dict.fromkeys(rows.values_list("new__name", flat=True)))


def _history(entries: Any) -> tuple[HistoryEntry, ...]:
    return tuple(reversed([_entry(entry) for entry in entries]))


def _entry(entry: Entry) -> HistoryEntry:
    words = str(STEP.get(entry.step, entry.step))
    side = "" if entry.actor_role == Role.SYSTEM else str(ROLE[entry.actor_role])
    return HistoryEntry(words[0].upper() + words[1:], entry.on, who=side)
