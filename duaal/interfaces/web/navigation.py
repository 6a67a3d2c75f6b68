"""The main navigation: which links a role sees. One table, so that every page agrees."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.actor import Role

EVERYONE = frozenset(Role)
STAFF = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT})
FOR_OTHERS = frozenset({Role.COUNSELLOR, Role.SECTOR})
"""Who applies in the name of companies."""
AROUND_A_LEARNER = frozenset({Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN})
WITH_TASKS = EVERYONE - {Role.ANYONE, Role.SYSTEM}


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
    Entry(gettext_lazy("Overeenkomsten"), "contracts:list", AROUND_A_LEARNER | {Role.COMPANY}),
    Entry(gettext_lazy("Dossiers"), "cases:list", STAFF),
    Entry(gettext_lazy("Erkenningen"), "recognitions:list", STAFF | {Role.COMPANY}),
    Entry(gettext_lazy("Begeleiding"), "sanctions:guidances", STAFF),
    Entry(gettext_lazy("Mentoren"), "mentors:list", STAFF | {Role.COMPANY}),
    Entry(gettext_lazy("Bezoeken"), "visits:list", STAFF),
    Entry(gettext_lazy("Beroepen"), "appeals:list", STAFF),
    Entry(gettext_lazy("Voorstellen"), "proposals:list", STAFF | {Role.COUNSELLOR}),
    Entry(gettext_lazy("Controles"), "controls:list", frozenset({Role.INSPECTOR, Role.DEPARTMENT})),
    Entry(gettext_lazy("Ondernemingen"), "companies:list", STAFF),
    Entry(gettext_lazy("Uw aanvragen"), "requests:overview", FOR_OTHERS | {Role.COMPANY}),
    Entry(gettext_lazy("Machtigingen"), "mandates:overview", FOR_OTHERS | {Role.COMPANY}),
    Entry(gettext_lazy("Koppelingen"), "tokens:list", FOR_OTHERS | {Role.COMPANY, Role.DEPARTMENT}),
    Entry(gettext_lazy("Cijfers"), "figures:list", EVERYONE),
    Entry(gettext_lazy("Regels"), "lawpages:list", EVERYONE),
)


@cache
def address_of(name: str) -> str:
    """The address of a named page; kept, because every page asks for it."""
    return reverse(name)


def links_for(role: Role, path: str) -> tuple[Link, ...]:
    """The links that the role sees, in order; the one that `path` lies under is current."""
    found = []
    for entry in ENTRIES:
        if role in entry.roles:
            address = address_of(entry.name)
            found.append(Link(entry.text, address, path.startswith(address)))
    return tuple(found)
