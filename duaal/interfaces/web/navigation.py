"""The main navigation: which links a role sees. One table, so that every page agrees."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.actor import Role

EVERYONE = frozenset(Role)
STAFF = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT})
FOR_OTHERS = frozenset({Role.COUNSELLOR, Role.SECTOR})
"""Who applies in the name of companies."""
AROUND_A_LEARNER = frozenset({Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN})
WITH_TASKS = EVERYONE - {Role.ANYONE, Role.SYSTEM}
ANY_KEY = "0-any-key-0"
"""Stands in an address where the key of a row comes; no address of ours holds it."""
PLAIN = f"{RFC3986_SUBDELIMS}~:@"
"""What `reverse` leaves as it is in an address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the navigation: its words, the name of its address, and the roles that see it."""

    text: Promise
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as one reader sees it; `current` on the pages under it."""

    text: Promise
    address: str
    current: bool


ENTRIES = (
    Entry(gettext_lazy("Taken"), "tasks:start", WITH_TASKS),
    Entry(gettext_lazy("Leerlingen"), "learners:list", frozenset({Role.COUNSELLOR})),
    Entry(gettext_lazy("Uw traject"), "learners:list", frozenset({Role.LEARNER})),
    Entry(gettext_lazy("Uw kind"), "learners:list", frozenset({Role.GUARDIAN})),
    Entry(gettext_lazy("Contacten"), "matching:contacts", AROUND_A_LEARNER | {Role.COMPANY}),
    Entry(gettext_lazy("Aanbod"), "matching:offers", frozenset({Role.COMPANY})),
    Entry(gettext_lazy("Overeenkomsten"), "contracts:list", AROUND_A_LEARNER | {Role.COMPANY}),
    Entry(gettext_lazy("Voorgelegd"), "checks:holds", frozenset({Role.DEPARTMENT})),
    Entry(
        gettext_lazy("Vroege einden"),
        "checks:early_ends",
        frozenset({Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}),
    ),
    Entry(
        gettext_lazy("Beroep tegen een einde"),
        "checks:end_appeals",
        frozenset({Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}),
    ),
    Entry(gettext_lazy("Dossiers"), "cases:list", STAFF),
    Entry(gettext_lazy("Erkenningen"), "recognitions:list", STAFF | {Role.COMPANY}),
    Entry(gettext_lazy("Begeleiding"), "sanctions:guidances", STAFF),
    Entry(gettext_lazy("Mentoren"), "mentors:list", STAFF | {Role.COMPANY}),
    Entry(gettext_lazy("Bezoeken"), "visits:list", STAFF),
    Entry(gettext_lazy("Beroepen"), "appeals:list", STAFF),
    Entry(gettext_lazy("Zonder werkplek"), "agreements:list", frozenset({Role.COUNSELLOR, Role.DEPARTMENT})),
    Entry(gettext_lazy("Voorstellen"), "proposals:list", STAFF | {Role.COUNSELLOR}),
    Entry(gettext_lazy("Controles"), "controls:list", frozenset({Role.INSPECTOR, Role.DEPARTMENT})),
    Entry(
        gettext_lazy("Samenwerking"),
        "contracts:cooperations",
        frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP}),
    ),
    Entry(
        gettext_lazy("Vakanties"),
        "contracts:holiday_decisions",
        frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP}),
    ),
    Entry(gettext_lazy("Ondernemingen"), "companies:list", STAFF),
    Entry(gettext_lazy("Uw aanvragen"), "requests:overview", FOR_OTHERS | {Role.COMPANY}),
    Entry(gettext_lazy("Machtigingen"), "mandates:overview", FOR_OTHERS | {Role.COMPANY}),
    Entry(
        gettext_lazy("Koppelingen"),
        "tokens:list",
        FOR_OTHERS | {Role.COMPANY, Role.INSPECTOR, Role.DEPARTMENT},
    ),
    Entry(gettext_lazy("Competenties"), "competences:list", STAFF | {Role.COUNSELLOR}),
    Entry(gettext_lazy("Cijfers"), "figures:list", EVERYONE),
    Entry(gettext_lazy("Regels"), "lawpages:list", EVERYONE),
)


@cache
def address_of(name: str) -> str:
    """The address of a named page; kept, because every page asks for it."""
    return reverse(name)


def address_about(name: str, key: str) -> str:
    """The address of a page about one thing; for lists, which need it for every row.

    Equal to `reverse(name, args=[key])`: what stands around the key is kept, the key never is.
    """
    before, after = _around_key(name)
    return f"{before}{quote(key, safe=PLAIN)}{after}"


@cache
def _around_key(name: str) -> tuple[str, str]:
    before, _key, after = reverse(name, args=[ANY_KEY]).partition(ANY_KEY)
    return before, after


def links_for(role: Role, path: str) -> tuple[Link, ...]:
    """The links that the role sees, in order; the one that `path` lies under is current."""
    here = frozenset(entry.name for entry in ENTRIES if path.startswith(address_of(entry.name)))
    return _links(role, here)


@cache
def _links(role: Role, here: frozenset[str]) -> tuple[Link, ...]:
    """The links by role and current page; kept, because that is all they depend on."""
    return tuple(
        Link(entry.text, address_of(entry.name), entry.name in here)
        for entry in ENTRIES
        if role in entry.roles
    )
