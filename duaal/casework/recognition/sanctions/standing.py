"""How a recognition stands for guidance and sanctions on one day, and what blocks their steps. Pure.

Law: art. 7 §§ 4-6 of the decree of 10 June 2016 and art. 8 §§ 4-6 of that of 25 March 2022. The decree knows
withdrawal and exclusion only; guidance, hearing, precaution and the bar of a mentor are practice
(`recognition.md` 11).
"""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.sanctions.states import WithdrawalGround


@dataclass(frozen=True, slots=True)
class HearingStanding:
    """The open invitation to be heard: the last day to react, and whether there was a reaction or report."""

    react_by: date
    is_answered: bool = False

    def runs(self, on: date) -> bool:
        """Whether the undertaking can still react in time and did not do so yet."""
        return not self.is_answered and on <= self.react_by


@dataclass(frozen=True, slots=True)
class SanctionStanding:
    """One recognition on one day.

    `open_actions` and `negative_actions` count those of the running guidance file. `precaution_until` is the
    last day of the running precaution. `is_withdrawn` says that a withdrawal was decided, in effect or not.
    """

    guidance_runs: bool = False
    actions: int = 0
    open_actions: int = 0
    negative_actions: int = 0
    hearing: HearingStanding | None = None
    precaution_until: date | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalStanding:
    """One withdrawal in a decision: its ground, the site, and what stands in its way."""

    ground: WithdrawalGround
    site: int
    is_proposed: bool
    in_power: bool
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class DecisionStanding:
    """One decision before it is taken: what it holds, and the day's facts about who takes it.

    `excluded_site` is the site that an exclusion is limited to. `left_out` counts the recognitions that the
    exclusion concerns and that this body can withdraw, without a withdrawal in the decision. `hearings` are
    the open invitations of the recognitions in it.
    """

    withdrawals: tuple[WithdrawalStanding, ...] = ()
    bars: int = 0
    excludes: bool = False
    excluded_site: int | None = None
    may_exclude: bool = False
    left_out: int = 0
    in_danger: bool = False
    hearings: tuple[HearingStanding, ...] = ()
    voters_allowed: bool = True
    mode_allowed: bool = True


def blockers_to_start_guidance(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """A recognition of which the withdrawal is decided is not guided any more."""
    return ("withdrawal_decided",) if standing.is_withdrawn else ()


def blockers_to_complete_guidance(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """A guidance file ends well when every action is closed and none of them failed."""
    found = []
    if not standing.actions:
        found.append("guidance_without_actions")
    if standing.open_actions:
        found.append("guidance_actions_open")
    if standing.negative_actions:
        found.append("guidance_action_failed")
    return tuple(found)


def blockers_to_propose(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """After guidance a sanction is proposed only when an action failed, and the question is put once."""
    found = ["withdrawal_decided"] if standing.is_withdrawn else []
    if standing.guidance_runs and not standing.negative_actions:
        found.append("guidance_not_failed")
    if standing.hearing is not None:
        found.append("hearing_open")
    return tuple(found)


def blockers_to_react(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """The undertaking reacts once, as long as nothing is decided; a late reaction counts too."""
    if standing.hearing is None:
        return ("no_hearing",)
    return ("hearing_answered",) if standing.hearing.is_answered else ()


def blockers_to_hear(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """Who was never invited cannot be heard."""
    return ("no_hearing",) if standing.hearing is None else ()


def blockers_to_drop(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """A withdrawal that was decided is undone by the appeals committee only."""
    return ("withdrawal_decided",) if standing.is_withdrawn else ()


def blockers_to_lapse(standing: SanctionStanding, on: date) -> tuple[str, ...]:
    """A precaution runs out after its last day."""
    if standing.precaution_until is None or on <= standing.precaution_until:
        return ("precaution_runs",)
    return ()


def blockers_to_decide(standing: DecisionStanding, on: date) -> tuple[str, ...]:
    """Every reason why the decision cannot be taken now."""
    found = [] if standing.withdrawals or standing.bars else ["nothing_decided"]
    if any(one.is_withdrawn for one in standing.withdrawals):
        found.append("withdrawal_decided")
    if not all(one.in_power for one in standing.withdrawals):
        found.append("no_power_to_withdraw")
    if standing.excludes:
        found += _against_exclusion(standing)
    elif not standing.in_danger and not all(one.is_proposed for one in standing.withdrawals):
        found.append("sanction_not_proposed")
    if not standing.in_danger:
        found += _against_hearing(standing, on)
    found += [] if standing.voters_allowed else ["VOTERS"]
    found += [] if standing.mode_allowed else ["entrusted_elsewhere"]
    return tuple(found)


def _against_exclusion(standing: DecisionStanding) -> list[str]:
    """An exclusion needs the power, a withdrawal beside it on a breach of duty, and nothing left out."""
    concerned = [
        one
        for one in standing.withdrawals
        if standing.excluded_site is None or one.site == standing.excluded_site
    ]
    found = [] if standing.may_exclude else ["no_power_to_exclude"]
    if not concerned:
        found.append("exclusion_without_withdrawal")
    elif all(one.ground != WithdrawalGround.DUTY_BREACH for one in concerned):
        found.append("exclusion_without_breach")
    if standing.left_out:
        found.append("recognition_left_out")
    return found


def _against_hearing(standing: DecisionStanding, on: date) -> list[str]:
    """The undertaking was invited, and reacted, was heard, or let its term pass."""
    if not standing.hearings:
        return ["not_invited"]
    return ["hearing_term_runs"] if any(one.runs(on) for one in standing.hearings) else []
