"""Guidance, hearings and precautions as software reads them: what runs, until when, and what came of it."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema

from duaal.casework.recognition.labels import CONDITION
from duaal.casework.recognition.models import (
    ExclusionProposal,
    Guidance,
    GuidanceAction,
    Hearing,
    Precaution,
    Recognition,
)
from duaal.casework.recognition.sanctions.labels import DUTY, GUIDANCE_STATE
from duaal.casework.recognition.sanctions.queries import (
    guidances_visible_to,
    open_exclusion_proposals,
    recognitions_of,
)
from duaal.casework.recognition.sanctions.states import GuidanceState
from duaal.interfaces.api.authentication import READERS, Token, actor_of
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.recognitions import NOT_READ, Number

router = Router(tags=["begeleiding en sancties"])

STATE: Any = Query(None, description="alleen in deze toestand")


class ActionOut(Schema):
    """An action of a guidance; its `id` is asked to report on it or to close it."""

    id: int
    description: str
    responsible: str
    due_on: date
    visit_on: date | None
    report: str
    reported_on: date | None
    result: str
    result_remark: str
    closed_on: date | None


class GuidanceOut(Schema):
    id: int
    recognition: int
    state: str
    state_words: str
    shortcoming: str
    shortcoming_words: str
    description: str
    opened_on: date
    closed_on: date | None
    closing_remark: str
    actions: list[ActionOut]


class GuidancePage(Schema):
    items: list[GuidanceOut]
    next: str | None


class HearingOut(Schema):
    """An invitation to be heard: the last day to react, what was said, and when it was closed."""

    reason: str
    invited_on: date
    react_by: date
    reaction: str
    reacted_on: date | None
    heard_on: date | None
    report: str
    closed_on: date | None


class PrecautionOut(Schema):
    danger: str
    since: date
    until: date
    resolved_on: date | None
    resolution: str


class ExclusionProposalOut(Schema):
    """An exclusion that a sector partnership proposed and that waits for an answer."""

    partnership: str
    kind: str
    site: int | None
    until: date | None
    reason: str
    proposed_on: date


class FollowUpOut(Schema):
    """What was done about one recognition, the newest first; `exclusion_proposal` never for the company."""

    state: str
    guidances: list[GuidanceOut]
    hearings: list[HearingOut]
    precautions: list[PrecautionOut]
    exclusion_proposal: ExclusionProposalOut | None


@router.get(
    "/guidances", response={200: GuidancePage, **NOT_READ}, auth=Token(*READERS), summary="Begeleidingen"
)
def guidance_list(
    request: HttpRequest, state: GuidanceState | None = STATE, cursor: int | None = CURSOR
) -> GuidancePage:
    """De begeleidingen die u mag zien met hun acties, de jongste eerst; per bladzijde 50."""
    rows = _with_actions(guidances_visible_to(actor_of(request)))
    if state:
        rows = rows.filter(state=state)
    found, following = page_of(rows, cursor)
    return GuidancePage(items=[guidance_out(one) for one in found], next=following)


@router.get(
    "/recognitions/{recognition_id}/follow-up",
    response={200: FollowUpOut, **NOT_READ},
    auth=Token(*READERS),
    summary="Begeleiding, gesprek en voorzorg bij één erkenning",
)
def follow_up(request: HttpRequest, recognition_id: Number) -> FollowUpOut:
    """Wat er bij een erkenning gebeurt: de acties met hun nummer, de uitnodiging en de voorzorgsmaatregel."""
    actor = actor_of(request)
    found: Recognition = recognitions_of(actor).get(pk=recognition_id)
    guidances = _with_actions(found.guidances.order_by("-pk"))
    proposal = open_exclusion_proposals(actor).filter(recognition=found).first()
    return FollowUpOut(
        state=found.state,
        guidances=[guidance_out(one) for one in guidances],
        hearings=[hearing_out(one) for one in found.hearings.order_by("-pk")],
        precautions=[precaution_out(one) for one in found.precautions.order_by("-pk")],
        exclusion_proposal=proposal_out(proposal) if proposal else None,
    )


def _with_actions(guidances: QuerySet[Guidance]) -> QuerySet[Guidance]:
    actions = GuidanceAction.objects.select_related("follow_up").order_by("pk")
    return guidances.prefetch_related(Prefetch("actions", actions))


def guidance_out(one: Guidance) -> GuidanceOut:
    return GuidanceOut(
        id=one.pk,
        recognition=one.recognition_id,
        state=one.state,
        state_words=str(GUIDANCE_STATE[one.state]),
        shortcoming=one.shortcoming,
        shortcoming_words=str(DUTY.get(one.shortcoming) or CONDITION[one.shortcoming]),
        description=one.description,
        opened_on=one.opened_on,
        closed_on=one.closed_on,
        closing_remark=one.closing_remark,
        actions=[action_out(action) for action in one.actions.all()],
    )


def action_out(one: GuidanceAction) -> ActionOut:
    return ActionOut(
        id=one.pk,
        description=one.description,
        responsible=one.responsible,
        due_on=one.due_on,
        visit_on=one.follow_up.planned_on if one.follow_up else None,
        report=one.report,
        reported_on=one.reported_on,
        result=one.result,
        result_remark=one.result_remark,
        closed_on=one.closed_on,
    )


def hearing_out(one: Hearing) -> HearingOut:
    return HearingOut(
        reason=one.reason,
        invited_on=one.invited_on,
        react_by=one.react_by,
        reaction=one.reaction,
        reacted_on=one.reacted_on,
        heard_on=one.heard_on,
        report=one.report,
        closed_on=one.closed_on,
    )


def precaution_out(one: Precaution) -> PrecautionOut:
    return PrecautionOut(
        danger=one.danger,
        since=one.since,
        until=one.until,
        resolved_on=one.resolved_on,
        resolution=one.resolution,
    )


def proposal_out(one: ExclusionProposal) -> ExclusionProposalOut:
    return ExclusionProposalOut(
        partnership=one.partnership_id,
        kind=one.kind,
        site=one.site_id,
        until=one.until,
        reason=one.reason,
        proposed_on=one.proposed_on,
    )
