"""What every step on an agreement shares: the locked rows, the right, the guard, the audit entry.

Rows are locked in this order everywhere: recognition, learner, trajectory, agreement.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from duaal.casework.agreements import parties
from duaal.casework.agreements.models import Agreement, Version
from duaal.casework.agreements.states import AgreementStanding, AgreementState
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import Version as DatedVersion
from duaal.foundation.lawbook.dated import as_rule_versions

AGREEMENT_FILE = "agreement"

AROUND = ("recognition", "company", "site", "programme", "provider", "trajectory__learner__person")


def lock_recognition(recognition_id: int) -> Recognition:
    """The recognition, locked so that it is not withdrawn halfway. Raises `Recognition.DoesNotExist`."""
    return (
        Recognition.objects.select_for_update(of=("self",), no_key=True)
        .select_related("company", "site", "programme")
        .get(pk=recognition_id)
    )


def lock_agreement(agreement_id: int, *, places: Collection[int] = ()) -> Agreement:
    """The agreement that is kept here, locked after everything above it. Raises `Agreement.DoesNotExist`.

    `places` are other recognitions that the step looks at; all are locked in the order of their keys.
    """
    kept = Agreement.objects.filter(trajectory__isnull=False)
    recognition_id, trajectory_id = kept.values_list("recognition_id", "trajectory_id").get(pk=agreement_id)
    for key in sorted({recognition_id, *places}):
        lock_recognition(key)
    lock_trajectory(trajectory_id)
    locked = Agreement.objects.select_for_update(of=("self",)).select_related(*AROUND)
    return locked.get(pk=agreement_id)


def newest(agreement: Agreement) -> Version:
    """The newest version of an agreement."""
    return agreement.versions.get(number=agreement.version)


def check(
    step: Step[AgreementStanding],
    agreement: Agreement,
    standing: AgreementStanding,
    *,
    actor: Actor,
    on: date,
) -> None:
    """The right and the guard of a step on a locked agreement: `PermissionDenied`, or `Refused`."""
    parties.require(actor, step, agreement, on=on)
    step.check(agreement.state, standing, on=on)


def move(
    agreement: Agreement,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: Iterable[str] = (),
    reasons: Iterable[str] = (),
    because: Iterable[DatedVersion[Any]] = (),
    remark: str = "",
    before: str | None = None,
) -> Agreement:
    """Saves the changed columns and the new state of a locked agreement, and records the step."""
    was = agreement.state if before is None else before
    columns = set(changed)
    if step.target is not None:
        agreement.state = AgreementState(step.target)
        columns.add("state")
    if columns:
        agreement.save(update_fields=sorted(columns))
    record(
        file_kind=AGREEMENT_FILE,
        file_id=agreement.pk,
        step=step.name,
        from_state=was,
        to_state=agreement.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=as_rule_versions(because),
        remark=remark,
    )
    return agreement
