"""What can be read of guidance and sanctions, through the eyes of an actor; and who is excluded or barred."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.models import (
    Exclusion,
    ExclusionProposal,
    Guidance,
    GuidanceAction,
    Hearing,
    MentorAssignment,
    MentorBar,
    Precaution,
    Recognition,
    SanctionDecision,
    Withdrawal,
)
from duaal.casework.recognition.sanctions.states import (
    BarState,
    ExclusionState,
    GuidanceState,
    ProposalState,
    WithdrawalState,
)
from duaal.casework.recognition.states import LIVE, RUNNING
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.people.models import Person

SUPERVISORS = frozenset({Role.DEPARTMENT, Role.FLEMISH_PARTNERSHIP})
RAN = (ExclusionState.IN_FORCE, ExclusionState.ENDED)
"""Exclusions that count by their period; one that was annulled or suspended does not."""

IN_PLACE = (WithdrawalState.DECIDED, WithdrawalState.IN_EFFECT, WithdrawalState.SUSPENDED)
"""Withdrawals that nobody annulled."""


def recognitions_of(actor: Actor) -> QuerySet[Recognition]:
    """Recognitions of which the actor may see guidance and sanctions: its own, those it decides, or all.

    Nobody else, also who sees the recognition itself by a mandate or for a control.
    """
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return Recognition.objects.all()
        case Role.PARTNERSHIP:
            return Recognition.objects.filter(partnership_id=actor.organisation)
        case Role.COMPANY:
            return Recognition.objects.filter(company__enterprise_number=actor.organisation)
    return Recognition.objects.none()


def guidances_visible_to(actor: Actor) -> QuerySet[Guidance]:
    """Guidance files of the recognitions of the actor."""
    return Guidance.objects.filter(recognition__in=recognitions_of(actor))


def actions_visible_to(actor: Actor) -> QuerySet[GuidanceAction]:
    """Guidance actions in the files of the actor."""
    return GuidanceAction.objects.filter(guidance__in=guidances_visible_to(actor))


def open_actions(actor: Actor) -> QuerySet[GuidanceAction]:
    """Actions of running guidance files without a result, the first due first, with what a task shows."""
    running = actions_visible_to(actor).filter(
        closed_on__isnull=True, guidance__state=GuidanceState.RUNNING, guidance__recognition__state__in=LIVE
    )
    parts = ("company", "site", "programme", "partnership")
    return running.select_related(*(f"guidance__recognition__{part}" for part in parts)).order_by(
        "due_on", "id"
    )


def guidances_to_end(actor: Actor) -> QuerySet[Guidance]:
    """Running guidance files of which every action has its result: somebody has to end them."""
    still_open = GuidanceAction.objects.filter(guidance=OuterRef("pk"), closed_on__isnull=True)
    running = guidances_visible_to(actor).filter(state=GuidanceState.RUNNING)
    return (
        running.filter(~Exists(still_open), recognition__state__in=LIVE)
        .select_related("recognition__company", "recognition__site", "recognition__programme")
        .order_by("opened_on", "id")
    )


def open_hearings(actor: Actor) -> QuerySet[Hearing]:
    """Invitations without an outcome, the first term first."""
    return (
        Hearing.objects.filter(closed_on__isnull=True, recognition__in=recognitions_of(actor))
        .select_related("recognition__company", "recognition__site", "recognition__programme")
        .order_by("react_by", "id")
    )


def running_precautions(actor: Actor) -> QuerySet[Precaution]:
    """Precautions that run, the first to end first."""
    return (
        Precaution.objects.filter(resolved_on__isnull=True, recognition__in=recognitions_of(actor))
        .select_related("recognition__company", "recognition__site", "recognition__programme")
        .order_by("until", "id")
    )


def decisions_visible_to(actor: Actor) -> QuerySet[SanctionDecision]:
    """Decisions the actor may see: on itself, its own, those on a recognition it granted, or all."""
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return SanctionDecision.objects.all()
        case Role.PARTNERSHIP:
            granted = Withdrawal.objects.filter(
                decision=OuterRef("pk"), recognition__partnership_id=actor.organisation
            )
            return SanctionDecision.objects.filter(Q(partnership_id=actor.organisation) | Exists(granted))
        case Role.COMPANY:
            return SanctionDecision.objects.filter(company__enterprise_number=actor.organisation)
    return SanctionDecision.objects.none()


def with_decision_parts(decisions: QuerySet[SanctionDecision]) -> QuerySet[SanctionDecision]:
    """Joins what a page or a row shows of a decision, in a fixed number of queries."""
    withdrawals = Withdrawal.objects.select_related(
        "recognition__site__municipality", "recognition__programme", "recognition__partnership"
    ).order_by("id")
    return decisions.select_related("company", "partnership").prefetch_related(
        Prefetch("withdrawals", withdrawals),
        Prefetch("exclusions", Exclusion.objects.select_related("site").order_by("id")),
        Prefetch("bars", MentorBar.objects.select_related("person").order_by("id")),
    )


def unread_decisions(actor: Actor) -> QuerySet[SanctionDecision]:
    """Decisions that the company did not say it read."""
    return with_decision_parts(decisions_visible_to(actor).filter(read_on__isnull=True)).order_by(
        "decided_on", "id"
    )


def open_exclusion_proposals(actor: Actor) -> QuerySet[ExclusionProposal]:
    """Proposals that wait for the Flemish Partnership; a sector partnership sees its own. No company."""
    found = ExclusionProposal.objects.filter(state=ProposalState.OPEN)
    if actor.role == Role.PARTNERSHIP:
        found = found.filter(partnership_id=actor.organisation)
    elif actor.role not in SUPERVISORS:
        return ExclusionProposal.objects.none()
    return found.select_related(
        "recognition__company", "recognition__site", "recognition__programme", "partnership", "site"
    )


def recognitions_of_company(company_id: int, *, site_id: int | None = None) -> QuerySet[Recognition]:
    """The recognitions that an exclusion of the company, or of one of its sites, concerns.

    They are live, and no withdrawal of them was decided yet.
    """
    withdrawn = Withdrawal.objects.filter(recognition=OuterRef("pk"), state__in=IN_PLACE)
    found = Recognition.objects.filter(~Exists(withdrawn), company_id=company_id, state__in=LIVE)
    if site_id is not None:
        found = found.filter(site_id=site_id)
    return found.select_related("site__municipality", "programme", "partnership", "company").order_by(
        "site__name", "site_id", "programme__sort_name", "pk"
    )


def excluded_until(
    company_id: int, site_ids: Iterable[int], *, received_on: date, on: date
) -> dict[int, date]:
    """Per site the last day of the longest exclusion that counts for a request received on a day; `FOREVER`
    for a definitive one. A site without one is not in it.

    `on` is the day of judging: an exclusion that began after the receipt counts from its first day on.
    """
    running = exclusions_running([company_id], on=on)
    found = {}
    for site in site_ids:
        last = longest(running, company=company_id, site=site, received_on=received_on)
        if last is not None:
            found[site] = last
    return found


def exclusions_running(company_ids: Iterable[int], *, on: date) -> list[Exclusion]:
    """The exclusions of these companies that began by the day, over or not. One query."""
    return list(Exclusion.objects.filter(company_id__in=company_ids, state__in=RAN, from_day__lte=on))


def longest(exclusions: Iterable[Exclusion], *, company: int, site: int, received_on: date) -> date | None:
    """The last day of the longest of these that counts for the site and a request of that day."""
    days = [
        one.until or FOREVER
        for one in exclusions
        if one.company_id == company
        and one.site_id in (None, site)
        and (one.until is None or one.until >= received_on)
    ]
    return max(days, default=None)


def company_excluded_until(company_id: int, *, on: date) -> date | None:
    """The last day of the exclusion of the whole undertaking that counts on the day, as above."""
    nowhere = 0
    return excluded_until(company_id, [nowhere], received_on=on, on=on).get(nowhere)


def bars_in_force(company_id: int) -> tuple[MentorBar, ...]:
    """The bars of mentors at the company that count now, with the partnership that decided each."""
    return bars_of([company_id])


def bars_of(company_ids: Iterable[int]) -> tuple[MentorBar, ...]:
    """As `bars_in_force`, of several companies in one query."""
    found = MentorBar.objects.filter(company_id__in=company_ids, state=BarState.IN_FORCE)
    return tuple(found.select_related("decision__partnership", "person"))


def is_barred(bars: Iterable[MentorBar], person_id: int, *, partnership: str, programme: str) -> bool:
    """Whether one of the bars keeps the person from being a mentor there.

    A bar counts for the programmes it names (all when it names none) in what the partnership that set it
    decides; a bar of the Flemish Partnership counts everywhere.
    """
    return any(
        bar.person_id == person_id
        and (not bar.programmes or programme in bar.programmes)
        and (bar.decision.partnership.is_flemish or bar.decision.partnership_id == partnership)
        for bar in bars
    )


def working_mentors(recognitions: Iterable[Recognition]) -> list[Person]:
    """The persons who are mentor of these recognitions now, by name; each once."""
    named = MentorAssignment.objects.filter(recognition__in=list(recognitions), state__in=RUNNING)
    return list(
        Person.objects.filter(pk__in=named.values("person")).order_by("family_name", "given_name", "pk")
    )
