"""What can be read of companies, their sites and their joint committees."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import SEPARATORS
from duaal.foundation.kernel.sorting import sort_key
from duaal.register.organisations.models import (
    CommitteeMembership,
    Company,
    JointCommittee,
    Representative,
    Site,
)

Row = TypeVar("Row", bound=Model)

SEES_ALL = frozenset(
    {
        Role.PARTNERSHIP,
        Role.FLEMISH_PARTNERSHIP,
        Role.DEPARTMENT,
        Role.COUNSELLOR,
        Role.SECTOR,
        Role.SYSTEM,
    }
)


def visible_to(actor: Actor) -> QuerySet[Company]:
    """Companies whose register data the actor may see: its own, or all for who decides and supervises.

    Counsellors and sector employees look a company up to apply in its name; the register is public. Anyone
    else sees nothing. What is in the files of a company is for the package of those files.
    """
    if actor.role in SEES_ALL:
        return Company.objects.all()
    if actor.role == Role.COMPANY:
        return Company.objects.filter(enterprise_number=actor.organisation)
    return Company.objects.none()


def find_by_enterprise_number(number: str) -> Company | None:
    """The company with this number, as `identifiers.enterprise_number` gives it; None when unknown."""
    return Company.objects.filter(enterprise_number=number).first()


def matching(companies: QuerySet[Company], text: str) -> QuerySet[Company]:
    """Those of the companies whose name starts with the text, or whose number does; all when it is empty.

    In Dutch alphabetical order. The text may be typed with dots in the number, accents and capitals.
    """
    digits, key = SEPARATORS.sub("", text), sort_key(text)
    ordered = companies.order_by("sort_name", "id")
    if digits.isdecimal():
        return ordered.filter(Q(enterprise_number__startswith=digits) | Q(sort_name__startswith=key))
    return ordered.filter(sort_name__startswith=key) if key else ordered


def active_on(companies: QuerySet[Company], on: date) -> QuerySet[Company]:
    """Those of the companies that the business register has as active on a day."""
    return companies.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)


def sites_open_on(company: Company, *, on: date) -> QuerySet[Site]:
    """The sites of a company that are open on a day, first and last day included, with municipality."""
    return (
        Site.objects.filter(
            Q(closed_on__isnull=True) | Q(closed_on__gte=on), company=company, opened_on__lte=on
        )
        .select_related("municipality")
        .order_by("name", "establishment_number")
    )


def committees_on(company: Company, *, on: date) -> QuerySet[CommitteeMembership]:
    """The memberships of joint committees of a company on a day, by code, with the committee."""
    return (
        _on(CommitteeMembership.objects.filter(company=company), on)
        .select_related("joint_committee")
        .order_by("joint_committee_id")
    )


def is_representative(company: Company, person_id: int, *, on: date) -> bool:
    """Whether the business register has the person as legal representative of the company on a day."""
    return _on(Representative.objects.filter(company=company, person_id=person_id), on).exists()


def committee_exists(code: str) -> bool:
    """Whether a joint committee has this code."""
    return JointCommittee.objects.filter(code=code).exists()


def _on(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
