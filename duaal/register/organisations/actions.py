"""Steps on a company of the register: claiming it, and its joint committees."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from duaal.foundation.accounts.models import Membership
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from duaal.register.organisations import policy, queries
from duaal.register.organisations.facts import ClaimFacts, CommitteeFacts
from duaal.register.organisations.labels import wrong_number
from duaal.register.organisations.models import CommitteeMembership, Company
from duaal.register.organisations.policy import Claimant
from duaal.register.organisations.states import CLAIM, JOIN_COMMITTEE, LEAVE_COMMITTEE, UNKNOWN_NUMBER

FILE_KIND = "company"


@transaction.atomic
def claim_company(number: str, *, actor: Actor, on: date) -> Membership:
    """Gives a user the capacity of a company that its person represents in the business register.

    `number` as typed. A user that has the capacity already keeps it, without a new audit entry.

    Raises `ValidationError` for a number that cannot exist, `PermissionDenied` for who is not logged in as
    a known person, and `Refused` for an unknown number, a company that stopped or did not start yet, and a
    person who is not its representative (`recognition.md` 2: the first login is by the legal
    representative).
    """
    try:
        wanted = enterprise_number(number).number
    except WrongIdentifier as error:
        raise wrong_number(error) from None
    company = Company.objects.select_for_update(of=("self",)).filter(enterprise_number=wanted).first()
    claimant = policy.claimant(actor)
    if company is None:
        raise Refused((UNKNOWN_NUMBER,))
    held = _capacity(claimant, company, on)
    if held is not None:
        return held
    CLAIM.check("", _claim_facts(company, claimant, on), on=on)

    membership = Membership.objects.create(
        user_id=claimant.user_id, role=Role.COMPANY, organisation=company.enterprise_number, valid_from=on
    )
    _record(company, CLAIM.name, actor=actor, on=on)
    return membership


@transaction.atomic
def join_committee(
    company_id: int,
    committee: str,
    *,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    on: date,
    remark: str = "",
) -> CommitteeMembership:
    """Makes a company a member of a joint committee for a period; corrects what the register lacks.

    Raises `ValidationError` for a committee that does not exist or a period that ends before it starts,
    `PermissionDenied`, and `Refused` when the company belongs to the committee on a day of the period.
    """
    asked = _period(valid_from, valid_to)
    if not queries.committee_exists(committee):
        raise ValidationError(
            _("Paritair comité %(code)s bestaat niet. Kies een code uit de lijst, bijvoorbeeld 149.01."),
            code="unknown_committee",
            params={"code": committee},
        )
    company = Company.objects.select_for_update(of=("self",)).get(pk=company_id)
    policy.require(actor, JOIN_COMMITTEE)
    same = CommitteeMembership.objects.filter(company=company, joint_committee=committee)
    JOIN_COMMITTEE.check("", CommitteeFacts(asked, tuple(_period_of(row) for row in same)), on=on)

    membership = CommitteeMembership.objects.create(
        company=company, joint_committee_id=committee, valid_from=valid_from, valid_to=valid_to
    )
    _record(company, JOIN_COMMITTEE.name, actor=actor, on=on, remark=_told(membership, remark))
    return membership


@transaction.atomic
def leave_committee(
    membership_id: int, *, last_day: date, actor: Actor, on: date, remark: str = ""
) -> CommitteeMembership:
    """Ends a membership of a joint committee on its last day, or shortens it.

    Raises `ValidationError` when the last day lies before the first or after an end that is known already,
    and `PermissionDenied`.
    """
    membership = (
        CommitteeMembership.objects.select_for_update(of=("self", "company"))
        .select_related("company")
        .get(pk=membership_id)
    )
    policy.require(actor, LEAVE_COMMITTEE)
    asked = _period(membership.valid_from, last_day)
    if not _period_of(membership).covers(asked):
        raise ValidationError(
            _("Het lidmaatschap eindigt al op %(known)s. Kies die dag of een dag ervoor."),
            code="after_known_end",
            params={"known": f"{membership.valid_to:%d/%m/%Y}"},
        )
    LEAVE_COMMITTEE.check("", CommitteeFacts(asked), on=on)

    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    _record(membership.company, LEAVE_COMMITTEE.name, actor=actor, on=on, remark=_told(membership, remark))
    return membership


def _capacity(claimant: Claimant, company: Company, on: date) -> Membership | None:
    """The capacity for this company that the user already has on the day."""
    return Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        user_id=claimant.user_id,
        role=Role.COMPANY,
        organisation=company.enterprise_number,
        valid_from__lte=on,
    ).first()


def _claim_facts(company: Company, claimant: Claimant, on: date) -> ClaimFacts:
    represents = queries.is_representative(company, claimant.person_id, on=on)
    return ClaimFacts(Period(company.started_on, company.ended_on), represents)


def _period(first: date, last: date | None) -> Period:
    if last is not None and last < first:
        raise ValidationError(
            _("De laatste dag %(last)s ligt voor de eerste dag %(first)s. Verbeter een van de dagen."),
            code="ends_before_start",
            params={"last": f"{last:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"},
        )
    return Period(first, last)


def _period_of(membership: CommitteeMembership) -> Period:
    return Period(membership.valid_from, membership.valid_to)


def _told(membership: CommitteeMembership, remark: str) -> str:
    """What the trail must keep of a change: committee and period, then the remark."""
    last = membership.valid_to.isoformat() if membership.valid_to else ""
    said = f"PC {membership.joint_committee_id} {membership.valid_from.isoformat()}/{last}"
    return f"{said} {remark}".strip()


def _record(company: Company, step: str, *, actor: Actor, on: date, remark: str = "") -> None:
    record(
        file_kind=FILE_KIND,
        file_id=company.pk,
        step=step,
        from_state="",
        to_state=None,
        actor=actor,
        on=on,
        remark=remark,
    )
