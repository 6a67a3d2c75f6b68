"""Steps of guidance, hearing, precaution and sanctions (`recognition.md` 11, 14.2 and 14.4). Pure.

A step that gives a recognition back its rest has no fixed target: `resting` says in which state it comes.
"""

from dataclasses import replace

from duaal.casework.recognition.sanctions.standing import (
    DecisionStanding,
    SanctionStanding,
    blockers_to_complete_guidance,
    blockers_to_decide,
    blockers_to_drop,
    blockers_to_hear,
    blockers_to_lapse,
    blockers_to_propose,
    blockers_to_react,
    blockers_to_start_guidance,
)
from duaal.casework.recognition.sanctions.states import ExclusionState
from duaal.casework.recognition.states import DECIDERS, LIVE, RecognitionState
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

COMPANY = frozenset({Role.COMPANY})
SYSTEM = frozenset({Role.SYSTEM})
CALM = frozenset({RecognitionState.ACTIVE, RecognitionState.INCOMPLETE})
GUIDED = frozenset({RecognitionState.UNDER_GUIDANCE, RecognitionState.SUSPENDED})

START_GUIDANCE: Step[SanctionStanding] = Step(
    name="start_guidance",
    sources=CALM,
    target=RecognitionState.UNDER_GUIDANCE,
    roles=DECIDERS,
    blockers=blockers_to_start_guidance,
)
ADD_ACTION: Step[SanctionStanding] = Step(
    name="add_guidance_action", sources=GUIDED, target=None, roles=DECIDERS
)
REPORT_ACTION: Step[SanctionStanding] = Step(
    name="report_guidance_action", sources=GUIDED, target=None, roles=COMPANY
)
CLOSE_ACTION: Step[SanctionStanding] = Step(
    name="close_guidance_action", sources=GUIDED, target=None, roles=DECIDERS
)
FLAG_ACTION: Step[SanctionStanding] = Step(
    name="flag_guidance_action", sources=LIVE, target=None, roles=SYSTEM
)
COMPLETE_GUIDANCE: Step[SanctionStanding] = Step(
    name="complete_guidance",
    sources=frozenset({RecognitionState.UNDER_GUIDANCE}),
    target=RecognitionState.ACTIVE,
    roles=DECIDERS,
    blockers=blockers_to_complete_guidance,
)
PROPOSE_SANCTION: Step[SanctionStanding] = Step(
    name="propose_sanction",
    sources=CALM | {RecognitionState.UNDER_GUIDANCE},
    target=RecognitionState.SANCTION_PROPOSED,
    roles=DECIDERS,
    blockers=blockers_to_propose,
)
REACT: Step[SanctionStanding] = Step(
    name="react_to_hearing", sources=LIVE, target=None, roles=COMPANY, blockers=blockers_to_react
)
HEAR: Step[SanctionStanding] = Step(
    name="record_hearing", sources=LIVE, target=None, roles=DECIDERS, blockers=blockers_to_hear
)
DROP_SANCTION: Step[SanctionStanding] = Step(
    name="drop_sanction",
    sources=frozenset({RecognitionState.SANCTION_PROPOSED}),
    target=RecognitionState.ACTIVE,
    roles=DECIDERS,
    blockers=blockers_to_drop,
)
TAKE_PRECAUTION: Step[SanctionStanding] = Step(
    name="take_precaution",
    sources=LIVE - {RecognitionState.SUSPENDED},
    target=RecognitionState.SUSPENDED,
    roles=DECIDERS | {Role.DEPARTMENT},
)
RESOLVE_PRECAUTION: Step[SanctionStanding] = Step(
    name="resolve_precaution",
    sources=frozenset({RecognitionState.SUSPENDED}),
    target=RecognitionState.ACTIVE,
    roles=DECIDERS | {Role.DEPARTMENT},
)
LAPSE_PRECAUTION: Step[SanctionStanding] = Step(
    name="lapse_precaution",
    sources=frozenset({RecognitionState.SUSPENDED}),
    target=RecognitionState.ACTIVE,
    roles=SYSTEM,
    blockers=blockers_to_lapse,
)

DECIDE_SANCTION: Step[DecisionStanding] = Step(
    name="decide_sanction", sources=LIVE, target=None, roles=DECIDERS, blockers=blockers_to_decide
)
DECIDE_WITHDRAWAL: Step[None] = Step(name="decide_withdrawal", sources=LIVE, target=None, roles=DECIDERS)
CARRY_OUT_WITHDRAWAL: Step[None] = Step(
    name="carry_out_withdrawal", sources=LIVE, target=RecognitionState.WITHDRAWN, roles=SYSTEM
)
SETTLE_SANCTION: Step[None] = Step(
    name="settle_sanction", sources=LIVE, target=RecognitionState.ACTIVE, roles=DECIDERS
)
"""After a decision without a withdrawal the recognition goes on."""
BAR_MENTOR: Step[None] = Step(name="bar_mentor", sources=LIVE, target=None, roles=DECIDERS)
"""Stands in the file of every recognition where the mentor worked."""
READ_SANCTION: Step[None] = Step(name="read_sanction", sources=frozenset(), target=None, roles=COMPANY)
EXCLUDE: Step[None] = Step(
    name="exclude", sources=frozenset(), target=ExclusionState.IN_FORCE, roles=DECIDERS
)
END_EXCLUSION: Step[None] = Step(
    name="end_exclusion",
    sources=frozenset({ExclusionState.IN_FORCE}),
    target=ExclusionState.ENDED,
    roles=SYSTEM,
)
PROPOSE_EXCLUSION: Step[None] = Step(
    name="propose_exclusion", sources=LIVE, target=None, roles=frozenset({Role.PARTNERSHIP})
)
ANSWER_EXCLUSION: Step[None] = Step(
    name="answer_exclusion_proposal", sources=LIVE, target=None, roles=frozenset({Role.FLEMISH_PARTNERSHIP})
)

SANCTION_STEPS = (
    START_GUIDANCE,
    ADD_ACTION,
    REPORT_ACTION,
    CLOSE_ACTION,
    FLAG_ACTION,
    COMPLETE_GUIDANCE,
    PROPOSE_SANCTION,
    REACT,
    HEAR,
    DROP_SANCTION,
    TAKE_PRECAUTION,
    RESOLVE_PRECAUTION,
    LAPSE_PRECAUTION,
    DECIDE_SANCTION,
    DECIDE_WITHDRAWAL,
    CARRY_OUT_WITHDRAWAL,
    SETTLE_SANCTION,
    BAR_MENTOR,
    READ_SANCTION,
    EXCLUDE,
    END_EXCLUSION,
    PROPOSE_EXCLUSION,
    ANSWER_EXCLUSION,
)


def towards(step: Step[SanctionStanding], state: RecognitionState) -> Step[SanctionStanding]:
    """The same step with another state after it."""
    return replace(step, target=state)


def resting(*, hearing_open: bool, guidance_runs: bool, has_mentor: bool) -> RecognitionState:
    """The state in which a recognition comes to rest after a precaution, a guidance or a dropped sanction."""
    if hearing_open:
        return RecognitionState.SANCTION_PROPOSED
    if guidance_runs:
        return RecognitionState.UNDER_GUIDANCE
    return RecognitionState.ACTIVE if has_mentor else RecognitionState.INCOMPLETE
