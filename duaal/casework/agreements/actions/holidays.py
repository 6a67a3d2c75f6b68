"""Writes of decisions on school holidays, by the partnership that took them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions.cooperation import may_keep_rules
from duaal.casework.agreements.models import HolidayDecision
from duaal.casework.agreements.states import AgreementStanding
from duaal.casework.agreements.states.holidays import (
    KEEP_HOLIDAY_DECISION,
    REVOKE_HOLIDAY_DECISION,
    HolidayDecisionState,
)
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.register.organisations.models import Company

HOLIDAY_DECISION_FILE = "holiday_decision"
DECIDED_ALREADY = "DECIDED_ALREADY"


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A decision as it is handed in; `school_year` is the year in which it begins."""

    enterprise_number: str
    kind: str
    school_year: int
    activity: str
    reference: str


@transaction.atomic
def keep_decision(*, decision: DecisionText, actor: Actor, on: date) -> HolidayDecision:
    """Keeps a decision of the own partnership for one company and school year."""
    if not may_keep_rules(actor):
        raise PermissionDenied(f"{actor.role} houdt geen beslissingen van een partnerschap bij")
    company = (
        Company.objects.select_for_update(no_key=True)
        .filter(enterprise_number=decision.enterprise_number)
        .first()
    )
    if company is None:
        sentence = _("We kennen geen onderneming met het nummer %(number)s. Kijk het nummer na.")
        raise ValidationError({"enterprise_number": sentence % {"number": decision.enterprise_number}})
    same = HolidayDecision.objects.filter(
        partnership_id=actor.organisation,
        company=company,
        kind=decision.kind,
        school_year=decision.school_year,
        state=HolidayDecisionState.KEPT,
    )
    found = (DECIDED_ALREADY,) if same.exists() else ()
    KEEP_HOLIDAY_DECISION.check("", AgreementStanding(found=found), on=on)
    row = HolidayDecision.objects.create(
        partnership_id=actor.organisation,
        company=company,
        kind=decision.kind,
        school_year=decision.school_year,
        state=HolidayDecisionState.KEPT,
        activity=decision.activity.strip(),
        reference=decision.reference.strip(),
        made_on=on,
        made_by_name=actor.name,
    )
    _record(row, KEEP_HOLIDAY_DECISION.name, "", actor=actor, on=on)
    return row


@transaction.atomic
def revoke_decision(decision_id: int, *, reason: str, actor: Actor, on: date) -> HolidayDecision:
    """Takes back a decision of the own partnership; what was signed on it goes on."""
    row = HolidayDecision.objects.select_for_update().get(pk=decision_id)
    if not may_keep_rules(actor) or row.partnership_id != actor.organisation:
        raise PermissionDenied(f"{actor.role} houdt deze beslissing niet bij")
    REVOKE_HOLIDAY_DECISION.check(row.state, AgreementStanding(), on=on)
    was, row.state = row.state, HolidayDecisionState.REVOKED
    row.save(update_fields=["state"])
    _record(row, REVOKE_HOLIDAY_DECISION.name, was, actor=actor, on=on, remark=reason.strip())
    return row


def _record(row: HolidayDecision, step: str, was: str, *, actor: Actor, on: date, remark: str = "") -> None:
    record(
        file_kind=HOLIDAY_DECISION_FILE,
        file_id=row.pk,
        step=step,
        from_state=was,
        to_state=row.state,
        actor=actor,
        on=on,
        remark=remark,
    )
