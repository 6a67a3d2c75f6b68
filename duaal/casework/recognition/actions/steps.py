"""What every step on an application or a recognition shares: the locked row, the guard, the audit entry.

Rows are locked in this order everywhere: company, applications, recognitions, assignments, other files; those
of one table by number.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from duaal.casework.recognition import policy
from duaal.casework.recognition.assessing import UNDER_MANDATE, standing_of
from duaal.casework.recognition.models import Application, Recognition
from duaal.casework.recognition.rules.votes import Ballot
from duaal.casework.recognition.states import ApplicationState, RecognitionState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step

APPLICATION_FILE = "application"
RECOGNITION_FILE = "recognition"

Facts = TypeVar("Facts")


def lock_for(
    step: Step[Any], application_id: int, *, actor: Actor, on: date, ballot: Ballot = UNDER_MANDATE
) -> Application:
    """The application, locked, after the right and the guard of the step; `ballot` is that of a decision.

    Raises `Application.DoesNotExist`, `PermissionDenied`, or `Refused` with every reason.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "site__municipality", "partnership")
        .get(pk=application_id)
    )
    policy.require(actor, step, application)
    step.check(application.state, standing_of(application, actor=actor, on=on, ballot=ballot), on=on)
    return application


def move(
    application: Application,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: Iterable[str] = (),
    reasons: Iterable[str] = (),
    rule_versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
) -> Application:
    """Saves the changed columns and the new state of a locked application, and records the step."""
    before = application.state
    columns = set(changed)
    if step.target is not None:
        application.state = ApplicationState(step.target)
        columns.add("state")
    if columns:
        application.save(update_fields=sorted(columns))
    record(
        file_kind=APPLICATION_FILE,
        file_id=application.pk,
        step=step.name,
        from_state=before,
        to_state=application.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=rule_versions,
        remark=remark,
    )
    return application


def lock_recognition(recognition_id: int) -> Recognition:
    """The recognition, locked, with its company, site and partnership. Raises `Recognition.DoesNotExist`."""
    return (
        Recognition.objects.select_for_update(of=("self",))
        .select_related("company", "site__municipality", "partnership", "programme")
        .get(pk=recognition_id)
    )


def check_recognition(
    step: Step[Facts], recognition: Recognition, facts: Facts, *, actor: Actor, on: date
) -> None:
    """The right and the guard of a step on a locked recognition: `PermissionDenied`, or `Refused`."""
    policy.require(actor, step, recognition)
    step.check(recognition.state, facts, on=on)


def move_recognition(
    recognition: Recognition,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: Iterable[str] = (),
    reasons: Iterable[str] = (),
    rule_versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
) -> Recognition:
    """Saves the changed columns and the new state of a locked recognition, and records the step."""
    before = recognition.state
    columns = set(changed)
    if step.target is not None:
        recognition.state = RecognitionState(step.target)
        columns.add("state")
    if columns:
        recognition.save(update_fields=sorted(columns))
    record(
        file_kind=RECOGNITION_FILE,
        file_id=recognition.pk,
        step=step.name,
        from_state=before,
        to_state=recognition.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=rule_versions,
        remark=remark,
    )
    return recognition
