"""Guidance and sanctions as the page of a recognition shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.labels import CONDITION
from duaal.casework.recognition.models import (
    ExclusionProposal,
    Guidance,
    GuidanceAction,
    Hearing,
    Precaution,
    Withdrawal,
)
from duaal.casework.recognition.sanctions import policy
from duaal.casework.recognition.sanctions.labels import (
    ACTION_RESULT,
    ACTION_TONE,
    DUTY,
    GUIDANCE_STATE,
    GUIDANCE_TONE,
    WITHDRAWAL_STATE,
    WITHDRAWAL_TONE,
)
from duaal.casework.recognition.sanctions.states import GuidanceState, ProposalState, WithdrawalState
from duaal.casework.recognition.sanctions.steps import ANSWER_EXCLUSION, CLOSE_ACTION, REPORT_ACTION
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.recognitions.sections import Reading, Section
from duaal.interfaces.web.sanctions.stepping import may_see


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action with its clock, and the step that this reader can set on it."""

    action: GuidanceAction
    word: Promise
    tone: str
    clock: Clock | None
    step: Promise | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceLine:
    """One guidance file with its shortcoming in words."""

    guidance: Guidance
    shortcoming: Promise
    word: Promise
    tone: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class WithdrawalLine:
    """A withdrawal of this recognition, with the way to the decision."""

    withdrawal: Withdrawal
    word: Promise
    tone: str


@dataclass(frozen=True, slots=True)
class SanctionSection:
    """What a reader sees of guidance and sanctions of one recognition."""

    guidances: tuple[GuidanceLine, ...]
    hearing: Hearing | None
    hearing_clock: Clock | None
    precaution: Precaution | None
    precaution_clock: Clock | None
    withdrawals: tuple[WithdrawalLine, ...]
    proposal: ExclusionProposal | None
    answer_href: str
    is_company: bool


def sanctions_section(reading: Reading) -> Section | None:
    """The section; None when nothing happened, or for a reader who has no business with it."""
    if not may_see(reading.actor):
        return None
    recognition, on = reading.recognition, reading.on
    guidances = list(
        recognition.guidances.select_related("finding", "proposal")
        .prefetch_related("actions__follow_up")
        .order_by("-opened_on", "-pk")
    )
    hearing = recognition.hearings.select_related("finding", "proposal").last()
    precaution = recognition.precautions.filter(resolved_on__isnull=True).first()
    withdrawals = list(recognition.withdrawals.select_related("decision").order_by("-pk"))
    proposal = _proposal(reading)
    if not (guidances or hearing or precaution or withdrawals or proposal):
        return None
    can_answer = proposal is not None and policy.may(reading.actor, ANSWER_EXCLUSION, recognition)
    content = SanctionSection(
        guidances=tuple(_guidance(one, reading) for one in guidances),
        hearing=hearing,
        hearing_clock=_hearing_clock(hearing, on=on),
        precaution=precaution,
        precaution_clock=_until(precaution.until, _("Dan stopt ze vanzelf."), on=on) if precaution else None,
        withdrawals=tuple(_withdrawal(one) for one in withdrawals),
        proposal=proposal,
        answer_href=reverse("sanctions:answer_exclusion", args=[recognition.pk]) if can_answer else "",
        is_company=reading.actor.role == Role.COMPANY,
    )
    return Section("begeleiding", gettext_lazy("Begeleiding en sancties"), "sanctions/section.html", content)


def shortcoming_words(code: str) -> Promise:
    """The duty or the condition of a code, in words."""
    return DUTY.get(code) or CONDITION[code]


def _guidance(guidance: Guidance, reading: Reading) -> GuidanceLine:
    runs = guidance.state == GuidanceState.RUNNING
    return GuidanceLine(
        guidance,
        shortcoming_words(guidance.shortcoming),
        GUIDANCE_STATE[guidance.state],
        GUIDANCE_TONE[guidance.state],
        tuple(_actions(guidance.actions.all(), reading, runs=runs)),
    )


def _actions(actions: Iterable[GuidanceAction], reading: Reading, *, runs: bool) -> Iterable[ActionLine]:
    recognition, actor = reading.recognition, reading.actor
    for action in actions:
        step, href = None, ""
        if runs and action.closed_on is None:
            address = [recognition.pk, action.pk]
            if policy.may(actor, REPORT_ACTION, recognition):
                step, href = gettext_lazy("Bericht hoe het gaat"), reverse("sanctions:report", args=address)
            elif policy.may(actor, CLOSE_ACTION, recognition):
                step, href = gettext_lazy("Sluit af"), reverse("sanctions:close", args=address)
        clock = _until(action.due_on, "", on=reading.on) if runs and action.closed_on is None else None
        yield ActionLine(action, ACTION_RESULT[action.result], ACTION_TONE[action.result], clock, step, href)


def _hearing_clock(hearing: Hearing | None, *, on: date) -> Clock | None:
    """The term to react, as long as there is no reaction and nothing is decided."""
    if hearing is None or hearing.closed_on or hearing.reacted_on or hearing.heard_on:
        return None
    return _until(hearing.react_by, _("Daarna kan het partnerschap beslissen."), on=on)


def _until(day: date, then: str, *, on: date) -> Clock:
    return Clock.until(day, on=on, warn_days=WEEK.days, then=then)


def _withdrawal(withdrawal: Withdrawal) -> WithdrawalLine:
    state = WithdrawalState(withdrawal.state)
    return WithdrawalLine(withdrawal, WITHDRAWAL_STATE[state], WITHDRAWAL_TONE[state])


def _proposal(reading: Reading) -> ExclusionProposal | None:
    """The proposal of an exclusion that waits; what is not decided yet is not for the company."""
    if reading.actor.role == Role.COMPANY:
        return None
    waiting = reading.recognition.exclusion_proposals.filter(state=ProposalState.OPEN)
    return waiting.select_related("partnership", "site").first()
