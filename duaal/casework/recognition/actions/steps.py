"""What every step on an application shares: the locked row, the guard and the audit entry."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duaal.casework.recognition import policy
from duaal.casework.recognition.assessing import standing_of
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step

APPLICATION_FILE = "application"
RECOGNITION_FILE = "recognition"


def lock_for(step: Step[Any], application_id: int, *, actor: Actor, on: date) -> Application:
    """The application, locked, after the right and the guard of the step.

    Raises `Application.DoesNotExist`, `PermissionDenied`, or `Refused` with every reason.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "site__municipality", "partnership")
        .get(pk=application_id)
    )
    policy.require(actor, step, application)
    step.check(application.state, standing_of(application, actor=actor, on=on), on=on)
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
