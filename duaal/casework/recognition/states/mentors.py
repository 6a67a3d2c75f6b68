"""Steps about the mentors of a recognition (`recognition.md` 14.2 and 14.3); each is an entry of its file.

A recognition of which the last mentor goes is incomplete. When something else already runs on it (guidance, a
proposed sanction, a precaution) its state stays and only the vacancy is noted: hence two rows of one name.
"""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.states.applications import APPEAL_OFFICE, DECIDERS
from duaal.casework.recognition.states.recognitions import LIVE, RecognitionState
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

COMPANY, SYSTEM = frozenset({Role.COMPANY}), frozenset({Role.SYSTEM})

LAST_MENTOR = "last_mentor"
MENTOR_NOT_AT_WORK = "mentor_not_at_work"
TRAINED_ALREADY = "mentor_trained_already"


@dataclass(frozen=True, slots=True)
class MentorStanding:
    """One mentor of a recognition, for the guards: `is_last` when no other mentor works there.

    `works` says that the assignment still runs, `is_trained` that no training is due.
    """

    works: bool = True
    is_last: bool = False
    is_trained: bool = False
    agreements_run: bool = False


def blockers_to_end(standing: MentorStanding, on: date) -> tuple[str, ...]:
    """Only a mentor whose assignment runs can leave."""
    return () if standing.works else (MENTOR_NOT_AT_WORK,)


def blockers_to_remove(standing: MentorStanding, on: date) -> tuple[str, ...]:
    """The last mentor cannot be taken away while a learner is there; a replacement comes first."""
    last = (LAST_MENTOR,) if standing.is_last and standing.agreements_run else ()
    return (*blockers_to_end(standing, on), *last)


def blockers_to_train(standing: MentorStanding, on: date) -> tuple[str, ...]:
    """A certificate or an exemption is for a mentor of whom a training is asked."""
    trained = (TRAINED_ALREADY,) if standing.works and standing.is_trained else ()
    return (*blockers_to_end(standing, on), *trained)


def _step(
    name: str,
    roles: frozenset[Role],
    sources: frozenset[RecognitionState] = LIVE,
    target: RecognitionState | None = None,
) -> Step[None]:
    return Step(name=name, sources=sources, target=target, roles=roles)


LOSE_LAST_MENTOR = _step(
    "lose_last_mentor", SYSTEM, frozenset({RecognitionState.ACTIVE}), RecognitionState.INCOMPLETE
)
LOSE_LAST_MENTOR_MEANWHILE = _step("lose_last_mentor", SYSTEM, LIVE - {RecognitionState.ACTIVE})
REGAIN_MENTOR = _step(
    "regain_mentor", SYSTEM, frozenset({RecognitionState.INCOMPLETE}), RecognitionState.ACTIVE
)
REGAIN_MENTOR_MEANWHILE = _step("regain_mentor", SYSTEM, LIVE - {RecognitionState.INCOMPLETE})

ASSIGN_MENTOR = _step("assign_mentor", DECIDERS | APPEAL_OFFICE)
REPLACE_MENTOR = _step("replace_mentor", SYSTEM)
MENTOR_LEAVES: Step[MentorStanding] = Step(
    name="mentor_leaves", sources=LIVE, target=None, roles=COMPANY, blockers=blockers_to_end
)
MENTOR_DIES: Step[MentorStanding] = Step(
    name="mentor_dies", sources=LIVE, target=None, roles=COMPANY, blockers=blockers_to_end
)
REMOVE_MENTOR: Step[MentorStanding] = Step(
    name="remove_mentor", sources=LIVE, target=None, roles=COMPANY, blockers=blockers_to_remove
)

SEND_CERTIFICATE: Step[MentorStanding] = Step(
    name="send_certificate", sources=LIVE, target=None, roles=COMPANY, blockers=blockers_to_train
)
ACCEPT_CERTIFICATE = _step("accept_certificate", DECIDERS)
REFUSE_CERTIFICATE = _step("refuse_certificate", DECIDERS)
EXEMPT_MENTOR: Step[MentorStanding] = Step(
    name="exempt_mentor", sources=LIVE, target=None, roles=DECIDERS, blockers=blockers_to_train
)
MENTOR_TRAINED = _step("mentor_trained", SYSTEM)
REMIND_TRAINING = _step("remind_training", SYSTEM)

ALERT_VACANCY = _step("alert_vacancy", SYSTEM)
VACANCY_OVER = _step("vacancy_over", SYSTEM)

MENTOR_STEPS = (
    LOSE_LAST_MENTOR,
    REGAIN_MENTOR,
    ASSIGN_MENTOR,
    REPLACE_MENTOR,
    MENTOR_LEAVES,
    MENTOR_DIES,
    REMOVE_MENTOR,
    SEND_CERTIFICATE,
    ACCEPT_CERTIFICATE,
    REFUSE_CERTIFICATE,
    EXEMPT_MENTOR,
    MENTOR_TRAINED,
    REMIND_TRAINING,
    ALERT_VACANCY,
    VACANCY_OVER,
)
