"""Writes of cooperating companies: the rules of a partnership, and what it is told of an agreement."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.agreements.models import Agreement, Cooperation, CooperationRule, Version
from duaal.casework.agreements.states import AgreementStanding
from duaal.casework.agreements.states.cooperation import (
    END_COOPERATION_RULE,
    INFORM_PARTNERSHIP,
    SET_COOPERATION_RULE,
    CooperationRuleState,
)
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.register.programmes.models import Competence

COOPERATION_RULE_FILE = "cooperation_rule"
COOPERATION_FILE = "cooperation"
PART_NOT_OF_PROGRAMME = "PART_NOT_OF_PROGRAMME"


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as it is handed in; `decision` says where the partnership wrote it down."""

    programme_id: str
    parts: tuple[str, ...]
    valid_from: date
    decision: str
    valid_to: date | None = None
    max_days: int | None = None


def may_keep_rules(actor: Actor) -> bool:
    """Whether the actor keeps the rules of a partnership: its own, and no other."""
    return actor.is_logged_in and actor.role in SET_COOPERATION_RULE.roles and bool(actor.organisation)


@transaction.atomic
def set_rule(*, rule: RuleText, actor: Actor, on: date) -> CooperationRule:
    """Keeps a rule of the own partnership; one that is past tells what held then and is kept too."""
    if not may_keep_rules(actor):
        raise PermissionDenied(f"{actor.role} houdt geen regels van een partnerschap bij")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        sentence = _("De laatste dag (%(day)s) ligt voor de eerste. Kies een latere dag, of geen.")
        raise ValidationError({"valid_to": sentence % {"day": f"{rule.valid_to:%d/%m/%Y}"}})
    known = Competence.objects.filter(programme_id=rule.programme_id, code__in=rule.parts)
    left = set(rule.parts) - set(known.values_list("code", flat=True))
    found = (PART_NOT_OF_PROGRAMME,) if left or not rule.parts else ()
    SET_COOPERATION_RULE.check("", AgreementStanding(found=found), on=on)
    row = CooperationRule.objects.create(
        partnership_id=actor.organisation,
        programme_id=rule.programme_id,
        state=CooperationRuleState.KEPT,
        parts=sorted(set(rule.parts)),
        max_days=rule.max_days,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        decision=rule.decision.strip(),
        made_on=on,
        made_by_name=actor.name,
    )
    record(
        file_kind=COOPERATION_RULE_FILE,
        file_id=row.pk,
        step=SET_COOPERATION_RULE.name,
        from_state="",
        to_state=row.state,
        actor=actor,
        on=on,
    )
    return row


@transaction.atomic
def end_rule(rule_id: int, *, last_on: date, reason: str, actor: Actor, on: date) -> CooperationRule:
    """Ends a rule of the own partnership; agreements that lean on it go on as they were signed."""
    row = CooperationRule.objects.select_for_update().get(pk=rule_id)
    if not may_keep_rules(actor) or row.partnership_id != actor.organisation:
        raise PermissionDenied(f"{actor.role} houdt deze regel niet bij")
    END_COOPERATION_RULE.check(row.state, AgreementStanding(), on=on)
    if last_on < max(row.valid_from, on) or (row.valid_to is not None and last_on > row.valid_to):
        sentence = _("%(day)s kan niet. Kies een dag vanaf vandaag, binnen de periode van de regel.")
        raise ValidationError({"last_on": sentence % {"day": f"{last_on:%d/%m/%Y}"}})
    was, row.state, row.valid_to = row.state, CooperationRuleState.ENDED, last_on
    row.save(update_fields=["state", "valid_to"])
    record(
        file_kind=COOPERATION_RULE_FILE,
        file_id=row.pk,
        step=END_COOPERATION_RULE.name,
        from_state=was,
        to_state=row.state,
        actor=actor,
        on=on,
        remark=reason.strip(),
    )
    return row


def keep_cooperation(agreement: Agreement, version: Version, *, on: date) -> None:
    """Everybody signed a text with a partner company: keeps its part, and the partnership is told.

    Law: the partnership is always informed (art. 6bis of the decree of 10 June 2016).
    """
    partners = version.terms.partners
    if not partners:
        return
    Cooperation.objects.bulk_create(
        Cooperation(
            agreement=agreement,
            version=version,
            recognition_id=one.recognition,
            first_on=one.first,
            last_on=one.last,
            parts=list(one.parts),
        )
        for one in partners
    )
    record(
        file_kind=COOPERATION_FILE,
        file_id=agreement.pk,
        step=INFORM_PARTNERSHIP.name,
        from_state=agreement.state,
        to_state=agreement.state,
        actor=SYSTEM,
        on=on,
        remark=version.content_hash,
    )
