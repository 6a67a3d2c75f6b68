"""What every step of an appeal shares: the locked rows, the guard, the new state and the audit entry."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from duaal.casework.recognition.actions.steps import move
from duaal.casework.recognition.appeals import policy
from duaal.casework.recognition.appeals.assessing import standing_of_appeal, term_of
from duaal.casework.recognition.appeals.models import Appeal, AppealWay
from duaal.casework.recognition.appeals.states import AppealStanding, AppealState
from duaal.casework.recognition.assessing import as_rule_versions
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import CONFIRM_REFUSAL, CONTEST, STOP_CONTESTING, ApplicationState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.book import BOOK

APPEAL_FILE = "appeal"


def lock_application(application_id: int) -> Application:
    """The application, locked."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "site__municipality", "partnership")
        .get(pk=application_id)
    )


def lock_appeal_for(step: Step[AppealStanding], appeal_id: int, *, actor: Actor, on: date) -> Appeal:
    """The appeal and its application, locked in that order everywhere, after the right and the guard."""
    application_id = Appeal.objects.values_list("application_id", flat=True).get(pk=appeal_id)
    application = lock_application(application_id)
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)
    appeal.application = application
    policy.require(actor, step, application)
    step.check(appeal.state, standing_of_appeal(appeal, actor=actor, on=on), on=on)
    return appeal


def open_appeal(
    application: Application,
    step: Step[AppealStanding],
    way: AppealWay,
    *,
    sent_on: date,
    reasons: str,
    actor: Actor,
    on: date,
) -> Appeal:
    """Makes the file of the appeal and, when it came in time, opens the refusal again."""
    term = term_of(application)
    acknowledge = BOOK.value("recognition.appeal_acknowledgement_days").on(on)
    appeal = Appeal.objects.create(
        application=application,
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
    if not appeal.is_late:
        move(application, CONTEST, actor=actor, on=on, rule_versions=versions)
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


def leave_refusal(appeal: Appeal, *, actor: Actor, on: date) -> None:
    """The refusal after an appeal without a decision on it: final, or open again while the term runs."""
    if appeal.application.state != ApplicationState.REFUSED_UNDER_APPEAL:
        return  # a late appeal never opened it
    over = term_of(appeal.application).last_day < on
    move(appeal.application, CONFIRM_REFUSAL if over else STOP_CONTESTING, actor=actor, on=on)


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
