"""What every step of an appeal shares: the locked rows, the guard, the new state and the audit entry."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from duaal.casework.recognition.actions.steps import lock_recognition, move
from duaal.casework.recognition.appeals import policy
from duaal.casework.recognition.appeals.assessing import standing_of_appeal, term_of
from duaal.casework.recognition.appeals.contested import (
    MODEL,
    Contested,
    company_of,
    kind_of,
    partnership_of,
)
from duaal.casework.recognition.appeals.effects import recognitions_of, resume
from duaal.casework.recognition.appeals.models import KIND_COLUMN, Appeal, AppealWay
from duaal.casework.recognition.appeals.states import AppealKind, AppealStanding, AppealState
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import CONFIRM_REFUSAL, CONTEST, STOP_CONTESTING, ApplicationState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import as_rule_versions

APPEAL_FILE = "appeal"


def lock_application(application_id: int) -> Application:
    """The application, locked."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "site__municipality", "partnership")
        .get(pk=application_id)
    )


def lock_contested(kind: AppealKind, pk: int) -> Contested:
    """The decision, locked, after the recognitions that an outcome can change, in the order of every step."""
    if kind == AppealKind.REFUSAL:
        return lock_application(pk)
    table: Any = MODEL[kind]
    rows = table.objects.select_related("decision__company", "decision__partnership")
    for recognition_id in recognitions_of(rows.get(pk=pk)):
        lock_recognition(recognition_id)
    found: Contested = rows.select_for_update(of=("self",)).get(pk=pk)
    return found


def lock_appeal_for(
    step: Step[AppealStanding], appeal_id: int, *, actor: Actor, on: date
) -> tuple[Appeal, Contested]:
    """The decision and the appeal, locked in that order everywhere, after the right and the guard."""
    found = Appeal.objects.get(pk=appeal_id)
    contested = lock_contested(found.kind, getattr(found, f"{KIND_COLUMN[found.kind]}_id"))
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)
    policy.require(actor, step, contested)
    step.check(appeal.state, standing_of_appeal(appeal, contested, actor=actor, on=on), on=on)
    return appeal, contested


def open_appeal(
    contested: Contested,
    step: Step[AppealStanding],
    way: AppealWay,
    *,
    sent_on: date,
    reasons: str,
    actor: Actor,
    on: date,
) -> Appeal:
    """Makes the file of the appeal and, when it came in time, opens a refusal again."""
    term = term_of(contested)
    acknowledge = BOOK.value("recognition.appeal_acknowledgement_days").on(on)
    appeal = Appeal.objects.create(
        **{KIND_COLUMN[kind_of(contested)]: contested},
        company=company_of(contested),
        partnership=partnership_of(contested),
        state=AppealState.LODGED,
        way=way,
        sent_on=sent_on,
        received_on=on,
        reasons=reasons.strip(),
        decision_received_on=term.received_on,
        last_day_on=term.last_day,
        acknowledge_by=on + timedelta(days=acknowledge.value),
    )
    versions = as_rule_versions((*term.because, acknowledge))
    record(
        file_kind=APPEAL_FILE,
        file_id=appeal.pk,
        step=step.name,
        from_state="",
        to_state=AppealState.LODGED,
        actor=actor,
        on=on,
        rule_versions=versions,
        remark=reasons.strip(),
    )
    if isinstance(contested, Application) and not appeal.is_late:
        move(contested, CONTEST, actor=actor, on=on, rule_versions=versions)
    return appeal


def conclude(
    appeal: Appeal,
    step: Step[AppealStanding],
    *,
    actor: Actor,
    on: date,
    reason: str,
    reasons: Iterable[str] = (),
) -> None:
    """Keeps the reasons of the committee with its decision."""
    appeal.outcome_reason, appeal.decided_on = reason.strip(), on
    step_appeal(
        appeal,
        step,
        actor=actor,
        on=on,
        changed={"outcome_reason", "decided_on", "remaining_grounds"},
        reasons=reasons,
        remark=reason.strip(),
    )


def leave_decision(appeal: Appeal, contested: Contested, *, actor: Actor, on: date, reason: str = "") -> None:
    """The decision after an appeal that did not change it.

    A refusal is final, or open to appeal again while its term runs; a suspended sanction goes on.
    """
    if not isinstance(contested, Application):
        if appeal.suspended_on is not None:
            resume(contested, actor=actor, on=on, reason=reason)
        return
    if contested.state != ApplicationState.REFUSED_UNDER_APPEAL:
        return  # a late appeal never opened it
    over = term_of(contested).last_day < on
    move(contested, CONFIRM_REFUSAL if over else STOP_CONTESTING, actor=actor, on=on)


def step_appeal(
    appeal: Appeal,
    step: Step[AppealStanding],
    *,
    actor: Actor,
    on: date,
    changed: Collection[str],
    reasons: Iterable[str] = (),
    rule_versions: Iterable[Mapping[str, Any]] = (),
    remark: str = "",
) -> Appeal:
    """Saves the changed columns and the new state of a locked appeal, and records the step."""
    before = appeal.state
    columns = set(changed)
    if step.target is not None:
        appeal.state = AppealState(step.target)
        columns.add("state")
    appeal.save(update_fields=sorted(columns))
    record(
        file_kind=APPEAL_FILE,
        file_id=appeal.pk,
        step=step.name,
        from_state=before,
        to_state=appeal.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=rule_versions,
        remark=remark,
    )
    return appeal
