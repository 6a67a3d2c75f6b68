"""The pages that are measured, and who opens them."""

from dataclasses import dataclass

from django.db.models import Count

from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import OPEN
from duaal.foundation.accounts.models import User
from duaal.foundation.kernel.actor import Role
from duaal.register.organisations.models import Company


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `user` is None for a page that is open to all."""

    name: str
    path: str
    user: User | None


def subjects() -> tuple[Page, ...]:
    """The three pages of the figures, each with the most rows a visitor can meet, and the login form."""
    fullest = (
        Application.objects.filter(state__in=OPEN)
        .values("partnership")
        .annotate(n=Count("pk"))
        .order_by("-n")
    )
    officers = User.objects.filter(is_demo=True, memberships__role=Role.PARTNERSHIP)
    officer = next(
        user
        for row in fullest
        for user in officers.filter(memberships__organisation=row["partnership"]).order_by("pk")
    )
    company = Company.objects.get(
        pk=Application.objects.values("company")
        .annotate(n=Count("pk"))
        .order_by("-n", "company")[0]["company"]
    )
    department = User.objects.filter(is_demo=True, memberships__role=Role.DEPARTMENT).order_by("pk")[0]
    return (
        Page("queue", "/dossiers/", officer),
        Page("company", f"/ondernemingen/{company.enterprise_number}/", department),
        Page("tables", "/cijfers/T1a/", None),
        Page("login", "/aanmelden/", None),
    )
