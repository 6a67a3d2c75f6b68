"""What changes at a recognised company: reported in time, seen by every partnership that recognised it.

Law: art. 11, 15° of the decree of 10 June 2016 (activity or seat, to the counsellor, within the days of
`report_change_days`); for other changes, and to the partnership, the same days are assumed (section 9).
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.ending import close
from duaal.casework.recognition.mandates.holding import against_holder, mandates_of
from duaal.casework.recognition.models import Recognition, ReportedChange
from duaal.casework.recognition.states import LIVE
from duaal.casework.recognition.states.upkeep import REPORT_CHANGE, SEE_CHANGE, ChangeKind, ChangeState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.register.organisations.models import Company

CHANGE_FILE = "reported_change"
NOTHING_RECOGNISED = "nothing_recognised"


def visible_to(actor: Actor) -> QuerySet[ReportedChange]:
    """Changes the actor may see: those about a company, those a partnership has to see, or all.

    Who acts in the name of companies sees those that he reported, as long as the company lets him.
    """
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return ReportedChange.objects.all()
        case Role.PARTNERSHIP:
            return ReportedChange.objects.filter(partnership_id=actor.organisation)
        case Role.COMPANY:
            return ReportedChange.objects.filter(company__enterprise_number=actor.organisation)
        case Role.COUNSELLOR | Role.SECTOR:
            live = mandates_of(actor).filter(revoked_on__isnull=True)
            own = ReportedChange.objects.filter(company__in=live.values("company"))
            return own.filter(reported_by_id=actor.user_id)
    return ReportedChange.objects.none()


def may(actor: Actor, step: Step[Any], change: ReportedChange) -> bool:
    """Whether the actor may ever do the step on this change: only who it was reported to sees it off."""
    return actor.role in step.roles and actor.organisation == change.partnership_id


def recognitions_of(change: ReportedChange) -> QuerySet[Recognition]:
    """The recognitions that count, at this partnership, of the site or the whole company that changes."""
    rows = Recognition.objects.filter(
        company_id=change.company_id, partnership_id=change.partnership_id, state__in=sorted(LIVE)
    )
    return (rows.filter(site_id=change.site_id) if change.site_id else rows).order_by("id")


@transaction.atomic
def report(
    company_id: int,
    *,
    actor: Actor,
    on: date,
    kind: ChangeKind,
    happens_on: date,
    description: str,
    site_id: int | None = None,
    acquirer_number: str = "",
) -> tuple[ReportedChange, ...]:
    """The company, or who acts in its name, reports a change; every partnership that recognised it there gets
    its own task.

    Raises `ValidationError` for what is not right in the report, and `Refused` when no recognition counts
    there.
    """
    company = Company.objects.select_for_update(of=("self",)).get(pk=company_id)
    if actor.role not in REPORT_CHANGE.roles or not policy.may_apply_for(actor, company):
        raise PermissionDenied(f"{actor.role} mag geen wijziging melden voor {company.enterprise_number}")
    if reasons := against_holder(actor, company.pk, on=on):
        raise Refused(reasons)
    if not description.strip():
        raise ValidationError({"description": _("Schrijf op wat er verandert. Nu is het veld leeg.")})
    if site_id is not None and not company.sites.filter(pk=site_id).exists():
        raise ValidationError({"site": _("Deze vestiging is niet van uw onderneming. Kies ze opnieuw.")})
    acquirer = _acquirer(acquirer_number, company) if kind == ChangeKind.TAKEOVER else ""
    days = BOOK.value("recognition.report_change_days").on(on)
    live = Recognition.objects.filter(company=company, state__in=sorted(LIVE))
    concerned = live.filter(site_id=site_id) if site_id is not None else live
    partnerships = sorted(set(concerned.values_list("partnership_id", flat=True)))
    if not partnerships:
        raise Refused((NOTHING_RECOGNISED,))
    made = []
    for partnership in partnerships:
        change = ReportedChange.objects.create(
            company=company,
            site_id=site_id,
            partnership_id=partnership,
            kind=kind,
            state=ChangeState.REPORTED,
            happens_on=happens_on,
            description=description.strip(),
            acquirer_number=acquirer,
            reported_on=on,
            reported_by_id=actor.user_id,
            reported_by_name=actor.name,
            is_late=happens_on < on - timedelta(days=days.value),
        )
        record_change(change, REPORT_CHANGE, "", actor=actor, on=on, versions=as_rule_versions([days]))
        made.append(change)
    return tuple(made)


@transaction.atomic
def see(
    change_id: int, *, actor: Actor, on: date, outcome: str, stop_recognitions: bool = False
) -> ReportedChange:
    """The partnership has seen the change and writes down what it did with it.

    With `stop_recognitions` it confirms a closure: the recognitions of the site, or of the whole company, end
    on the day that was reported.
    """
    change = ReportedChange.objects.get(pk=change_id)
    if not may(actor, SEE_CHANGE, change):
        raise PermissionDenied(f"{actor.role} mag {change} niet afhandelen")
    closing = stop_recognitions and change.kind == ChangeKind.CLOSURE
    keys = list(recognitions_of(change).values_list("pk", flat=True)) if closing else []
    list(Recognition.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    change = ReportedChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    SEE_CHANGE.check(change.state, None, on=on)
    if not outcome.strip():
        raise ValidationError({"outcome": _("Schrijf op wat u met de wijziging deed. Nu is het veld leeg.")})
    for key in keys:
        close(key, actor=actor, on=on, confirmed_closed_on=change.happens_on, remark=f"wijziging {change.pk}")
    change.state, change.seen_on, change.seen_by_name = ChangeState.SEEN, on, actor.name
    change.outcome = outcome.strip()
    change.save(update_fields=["state", "seen_on", "seen_by_name", "outcome"])
    record_change(change, SEE_CHANGE, ChangeState.REPORTED, actor=actor, on=on)
    return change


def _acquirer(typed: str, company: Company) -> str:
    """The enterprise number of who takes over; another one than the company's own."""
    try:
        number = enterprise_number(typed).number
    except WrongIdentifier as wrong:
        words = _("%(typed)s is geen ondernemingsnummer. Vul de 10 cijfers in van wie overneemt.")
        raise ValidationError({"acquirer_number": words % {"typed": typed or "–"}}) from wrong
    if number == company.enterprise_number:
        raise ValidationError({"acquirer_number": _("Dit is uw eigen nummer. Vul het nieuwe nummer in.")})
    return number


def record_change(
    change: ReportedChange,
    step: Step[Any],
    before: str,
    *,
    actor: Actor,
    on: date,
    versions: tuple[dict[str, object], ...] = (),
    remark: str = "",
) -> None:
    """The entry of a step in the trail of the change."""
    record(
        file_kind=CHANGE_FILE,
        file_id=change.pk,
        step=step.name,
        from_state=before,
        to_state=change.state,
        actor=actor,
        on=on,
        reasons=[change.kind],
        rule_versions=versions,
        remark=remark,
    )
