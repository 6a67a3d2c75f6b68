"""States of an agreement (`agreements.md` 9) and its steps. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class AgreementState(StrEnum):
    """State of an agreement (`overeenkomst`)."""

    DRAFT = "DRAFT"
    TO_SIGN = "TO_SIGN"
    REFUSED = "REFUSED"
    SIGNED = "SIGNED"
    REGISTERED = "REGISTERED"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    NOTICE = "NOTICE"
    MEDIATION = "MEDIATION"
    ENDED = "ENDED"
    VOID = "VOID"


NEW = ""
ON_PAPER = frozenset({AgreementState.DRAFT, AgreementState.TO_SIGN, AgreementState.REFUSED})
"""States before everybody signed."""
WAITING = frozenset({AgreementState.SIGNED, AgreementState.REGISTERED})
"""Concluded, and not begun yet."""
RUNNING = frozenset(
    {
        AgreementState.ACTIVE,
        AgreementState.SUSPENDED,
        AgreementState.NOTICE,
        AgreementState.MEDIATION,
    }
)
AT_WORK = frozenset({AgreementState.ACTIVE, AgreementState.SUSPENDED})
CONCLUDED = WAITING | RUNNING

STAFF = frozenset({Role.COUNSELLOR})
SIDES = frozenset({Role.COMPANY, Role.LEARNER, Role.GUARDIAN})
SIGNERS = SIDES | STAFF | {Role.ANYONE}
"""Who signs: with the own login, or with nothing but the link that came by mail."""
BY_RULE = frozenset({Role.SYSTEM})

REASON_NEEDED = "reason_needed"
START_REACHED = "start_reached"
START_NOT_REACHED = "start_not_reached"
NOT_EVERYBODY_AGREES = "not_everybody_agrees"
SIGNED_ALREADY = "signed_already"
TEXT_CHANGED = "text_changed"
LINK_EXPIRED = "link_expired"
NOT_REPRESENTATIVE = "not_representative"
REPORTED_ALREADY = "reported_already"
MEDIATION_CLOSED = "mediation_closed"


@dataclass(frozen=True, slots=True)
class AgreementStanding:
    """What the guards look at, on the day of the step.

    `found` are the codes of every rule that stands in the way of this step; `starts_on` the first day;
    `reason_given` whether a step that needs words has them; `agreed` whether all parties agree.
    """

    found: tuple[str, ...] = ()
    starts_on: date | None = None
    reason_given: bool = True
    agreed: bool = True


def blockers_of_rules(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """What the rules of kind, timetable, duration, recognition and age find."""
    return standing.found


def blockers_to_sign(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The text changed since it was opened, the link is too old, or who signs does not represent any more."""
    return standing.found


def blockers_to_refuse(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """No reason is given, or what would keep somebody from signing."""
    return standing.found if standing.reason_given else (REASON_NEEDED, *standing.found)


def blockers_to_register(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """A mandatory field is empty."""
    return standing.found


def blockers_to_cancel(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The start is reached, or not every party agrees."""
    found = (START_REACHED,) if standing.starts_on is not None and standing.starts_on <= on else ()
    return found if standing.agreed else (*found, NOT_EVERYBODY_AGREES)


def blockers_to_begin(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The start is not reached, or something that has to be ready before it is not."""
    waits = standing.starts_on is not None and on < standing.starts_on
    return (START_NOT_REACHED, *standing.found) if waits else standing.found


def blockers_to_suspend(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The ground is no ground for this kind, or the day lies outside the agreement."""
    return standing.found


def blockers_to_end(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The way to end does not hold: party, ground, window, mediation, reasons or day."""
    return standing.found


def blockers_to_report(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """This party reported the end already."""
    return standing.found


def blockers_to_agree(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """Not every party agrees."""
    return () if standing.agreed else (NOT_EVERYBODY_AGREES,)


S = AgreementState
DRAFT_IT: Step[AgreementStanding] = Step(
    name="draft_agreement",
    sources=frozenset({NEW}),
    target=S.DRAFT,
    roles=STAFF,
    blockers=blockers_of_rules,
)
REVISE: Step[AgreementStanding] = Step(
    name="revise_agreement", sources=ON_PAPER, target=S.DRAFT, roles=STAFF, blockers=blockers_of_rules
)
CORRECT_CONTACT: Step[AgreementStanding] = Step(
    name="correct_contact", sources=frozenset({S.TO_SIGN}), target=None, roles=STAFF
)
PROPOSE: Step[AgreementStanding] = Step(
    name="propose_agreement",
    sources=frozenset({S.DRAFT}),
    target=S.TO_SIGN,
    roles=STAFF,
    blockers=blockers_of_rules,
)
SIGN: Step[AgreementStanding] = Step(
    name="sign_agreement",
    sources=frozenset({S.TO_SIGN}),
    target=None,
    roles=SIGNERS,
    blockers=blockers_to_sign,
)
REFUSE_TO_SIGN: Step[AgreementStanding] = Step(
    name="refuse_to_sign",
    sources=frozenset({S.TO_SIGN}),
    target=S.REFUSED,
    roles=SIGNERS,
    blockers=blockers_to_refuse,
)
CONCLUDE: Step[AgreementStanding] = Step(
    name="conclude_agreement",
    sources=frozenset({S.TO_SIGN}),
    target=S.SIGNED,
    roles=BY_RULE,
    blockers=blockers_of_rules,
)
START_PASSES: Step[AgreementStanding] = Step(
    name="start_passes_unsigned", sources=frozenset({S.TO_SIGN}), target=S.DRAFT, roles=BY_RULE
)
DISCARD: Step[AgreementStanding] = Step(
    name="discard_agreement", sources=ON_PAPER, target=S.VOID, roles=STAFF
)
PREPARE: Step[AgreementStanding] = Step(
    name="prepare_start", sources=ON_PAPER | WAITING, target=None, roles=STAFF | {Role.COMPANY}
)
REGISTER: Step[AgreementStanding] = Step(
    name="register_agreement",
    sources=frozenset({S.SIGNED}),
    target=S.REGISTERED,
    roles=STAFF,
    blockers=blockers_to_register,
)
CANCEL: Step[AgreementStanding] = Step(
    name="cancel_before_start", sources=WAITING, target=S.VOID, roles=STAFF, blockers=blockers_to_cancel
)
NEVER_STARTED: Step[AgreementStanding] = Step(
    name="never_started", sources=WAITING, target=S.VOID, roles=STAFF, blockers=blockers_to_begin
)
BEGIN: Step[AgreementStanding] = Step(
    name="begin_agreement",
    sources=frozenset({S.REGISTERED}),
    target=S.ACTIVE,
    roles=BY_RULE,
    blockers=blockers_to_begin,
)
SUSPEND: Step[AgreementStanding] = Step(
    name="suspend_agreement",
    sources=frozenset({S.ACTIVE}),
    target=S.SUSPENDED,
    roles=STAFF | {Role.COMPANY, Role.SYSTEM},
    blockers=blockers_to_suspend,
)
RESUME: Step[AgreementStanding] = Step(
    name="resume_agreement",
    sources=frozenset({S.SUSPENDED}),
    target=S.ACTIVE,
    roles=STAFF | {Role.COMPANY, Role.SYSTEM},
)
GIVE_NOTICE: Step[AgreementStanding] = Step(
    name="give_notice", sources=AT_WORK, target=S.NOTICE, roles=SIDES | STAFF, blockers=blockers_to_end
)
TAKE_NOTICE_BACK: Step[AgreementStanding] = Step(
    name="take_notice_back",
    sources=frozenset({S.NOTICE}),
    target=S.ACTIVE,
    roles=STAFF,
    blockers=blockers_to_agree,
)
NOTICE_OVER: Step[AgreementStanding] = Step(
    name="notice_over", sources=frozenset({S.NOTICE}), target=S.ENDED, roles=BY_RULE
)
INVOKE_GROUND: Step[AgreementStanding] = Step(
    name="invoke_ground", sources=AT_WORK, target=S.MEDIATION, roles=SIDES | STAFF, blockers=blockers_to_end
)
RECONCILE: Step[AgreementStanding] = Step(
    name="reconcile",
    sources=frozenset({S.MEDIATION}),
    target=S.ACTIVE,
    roles=STAFF,
    blockers=blockers_to_end,
)
CLOSE_MEDIATION: Step[AgreementStanding] = Step(
    name="close_mediation",
    sources=frozenset({S.MEDIATION}),
    target=None,
    roles=STAFF,
    blockers=blockers_to_end,
)
DROP_GROUND: Step[AgreementStanding] = Step(
    name="drop_ground", sources=frozenset({S.MEDIATION}), target=S.ACTIVE, roles=STAFF
)
END_ON_GROUND: Step[AgreementStanding] = Step(
    name="end_on_ground",
    sources=frozenset({S.MEDIATION}),
    target=S.ENDED,
    roles=SIDES | STAFF,
    blockers=blockers_to_end,
)
END_IN_FACT: Step[AgreementStanding] = Step(
    name="end_in_fact",
    sources=AT_WORK | {S.MEDIATION},
    target=S.ENDED,
    roles=STAFF,
    blockers=blockers_to_end,
)
END_BY_PROVIDER: Step[AgreementStanding] = Step(
    name="end_by_provider",
    sources=AT_WORK | {S.MEDIATION},
    target=S.ENDED,
    roles=STAFF,
    blockers=blockers_to_end,
)
END_AT_ONCE: Step[AgreementStanding] = Step(
    name="end_at_once", sources=AT_WORK, target=S.ENDED, roles=STAFF, blockers=blockers_to_end
)
END_UNDER_LABOUR_LAW: Step[AgreementStanding] = Step(
    name="end_under_labour_law", sources=AT_WORK, target=S.ENDED, roles=STAFF, blockers=blockers_to_end
)
TERM_REACHED: Step[AgreementStanding] = Step(
    name="term_reached", sources=RUNNING, target=S.ENDED, roles=BY_RULE
)
END_BY_WITHDRAWAL: Step[AgreementStanding] = Step(
    name="end_by_withdrawal", sources=CONCLUDED, target=S.ENDED, roles=BY_RULE
)
END_BY_CLOSURE: Step[AgreementStanding] = Step(
    name="end_by_closure", sources=CONCLUDED, target=S.ENDED, roles=BY_RULE
)
REPORT_END: Step[AgreementStanding] = Step(
    name="report_end",
    sources=frozenset({S.ENDED}),
    target=None,
    roles=SIDES,
    blockers=blockers_to_report,
)

SEAL_PAPER: Step[AgreementStanding] = Step(
    # A text that everybody signed is sealed, also when its agreement was called off or over before it was.
    name="seal_paper",
    sources=CONCLUDED | {S.ENDED, S.VOID},
    target=None,
    roles=BY_RULE,
)

AGREEMENT_STEPS = (
    DRAFT_IT,
    REVISE,
    CORRECT_CONTACT,
    PROPOSE,
    SIGN,
    REFUSE_TO_SIGN,
    CONCLUDE,
    START_PASSES,
    DISCARD,
    PREPARE,
    REGISTER,
    CANCEL,
    NEVER_STARTED,
    BEGIN,
    SUSPEND,
    RESUME,
    GIVE_NOTICE,
    TAKE_NOTICE_BACK,
    NOTICE_OVER,
    INVOKE_GROUND,
    RECONCILE,
    CLOSE_MEDIATION,
    DROP_GROUND,
    END_ON_GROUND,
    END_IN_FACT,
    END_BY_PROVIDER,
    END_AT_ONCE,
    END_UNDER_LABOUR_LAW,
    TERM_REACHED,
    END_BY_WITHDRAWAL,
    END_BY_CLOSURE,
    REPORT_END,
    SEAL_PAPER,
)
