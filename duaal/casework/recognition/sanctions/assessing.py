"""How a recognition stands for guidance and sanctions, read from the rows."""

from datetime import date

from duaal.casework.recognition.models import Guidance, Hearing, Precaution, Recognition, SanctionDecision
from duaal.casework.recognition.sanctions.law import effect_law
from duaal.casework.recognition.sanctions.queries import IN_PLACE
from duaal.casework.recognition.sanctions.rules import Effect, effect_of_withdrawal
from duaal.casework.recognition.sanctions.standing import HearingStanding, SanctionStanding
from duaal.casework.recognition.sanctions.states import ActionResult, GuidanceState
from duaal.casework.recognition.sanctions.steps import resting
from duaal.casework.recognition.states import RecognitionState


def running_guidance(recognition: Recognition) -> Guidance | None:
    """The guidance file that runs, with its actions."""
    running = recognition.guidances.filter(state=GuidanceState.RUNNING)
    return running.prefetch_related("actions").first()


def open_hearing(recognition: Recognition) -> Hearing | None:
    """The invitation to be heard on which nothing is decided yet."""
    return recognition.hearings.filter(closed_on__isnull=True).first()


def running_precaution(recognition: Recognition) -> Precaution | None:
    """The precaution that runs."""
    return recognition.precautions.filter(resolved_on__isnull=True).first()


def hearing_standing(hearing: Hearing) -> HearingStanding:
    """The invitation for the guards; a report of a talk counts as a reaction."""
    return HearingStanding(
        hearing.react_by, is_answered=hearing.reacted_on is not None or hearing.heard_on is not None
    )


def standing_of(recognition: Recognition) -> SanctionStanding:
    """How the recognition stands, for the guards of the steps."""
    guidance, hearing = running_guidance(recognition), open_hearing(recognition)
    precaution = running_precaution(recognition)
    actions = list(guidance.actions.all()) if guidance else []
    return SanctionStanding(
        guidance_runs=guidance is not None,
        actions=len(actions),
        open_actions=sum(action.closed_on is None for action in actions),
        negative_actions=sum(action.result == ActionResult.NEGATIVE for action in actions),
        hearing=hearing_standing(hearing) if hearing else None,
        precaution_until=precaution.until if precaution else None,
        is_withdrawn=recognition.withdrawals.filter(state__in=IN_PLACE).exists(),
    )


def state_of_rest(recognition: Recognition) -> RecognitionState:
    """The state in which the recognition comes to rest now."""
    return resting(
        hearing_open=open_hearing(recognition) is not None,
        guidance_runs=running_guidance(recognition) is not None,
        has_mentor=recognition.incomplete_since is None,
    )


def effect_on(decision: SanctionDecision, recognition: Recognition) -> Effect:
    """When the withdrawal of the recognition in this decision takes effect."""
    return effect_of_withdrawal(
        decision.decided_on,
        decision.read_on,
        in_danger=decision.in_danger,
        last_day=recognition.valid_to,
        law=effect_law(decision.partnership_id, decision.decided_on),
    )


def latest_effect(recognition: Recognition, partnership: str, *, in_danger: bool, on: date) -> date:
    """The day on which a withdrawal decided on the day takes effect when the company does not open it."""
    effect = effect_of_withdrawal(
        on, None, in_danger=in_danger, last_day=recognition.valid_to, law=effect_law(partnership, on)
    )
    return effect.day
