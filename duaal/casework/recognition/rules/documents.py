"""Which documents a partnership asks of an undertaking with an application, and how long they serve.

Law: none; the partnerships ask them as proof of the financial strength (U2) and the organisation (U1),
`recognition.md` 6.2. The extract of a mentor is not here: every partnership asks it, of every mentor. That
the years count from the day on which a document came in is an assumption of this project.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.foundation.kernel.anniversary import add_years
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

OF_A_MENTOR = frozenset({"EXTRACT"})
INSTEAD: dict[str, tuple[str, ...]] = {"DEBT_CERTIFICATE": ("REGISTRATION_PROOF",)}
"""What serves in the place of a document: an undertaking without staff has no debt certificate (edge 8)."""

PROVES: dict[str, str] = {"DEBT_CERTIFICATE": "U2", "ACTIVITY_LIST": "U1"}
"""The condition that a document is a proof of."""


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A document that a partnership asks (`gevraagd stuk`), or only takes when it is not obligatory."""

    requirement: str
    obligatory: bool
    because: Version[Any]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document that answer to it: itself first, then what serves in its place."""
        return (self.requirement, *INSTEAD.get(self.requirement, ()))


def asked_of_undertaking(partnership: str, on: date) -> tuple[AskedDocument, ...]:
    """What the partnership asks of the undertaking with an application received that day."""
    found = []
    for name, obligatory in (("documents", True), ("optional_documents", False)):
        version = BOOK.value(f"recognition.{name}").for_partnership(partnership).on(on)
        found += [
            AskedDocument(requirement, obligatory, version)
            for requirement in version.value
            if requirement not in OF_A_MENTOR
        ]
    return tuple(found)


def asked_by(partnerships: Iterable[str], on: date) -> tuple[AskedDocument, ...]:
    """What any of the partnerships asks, each once; obligatory as soon as one of them obliges."""
    found: dict[str, AskedDocument] = {}
    for partnership in partnerships:
        for asked in asked_of_undertaking(partnership, on):
            known = found.get(asked.requirement)
            if known is None or (asked.obligatory and not known.obligatory):
                found[asked.requirement] = asked
    return tuple(found.values())


def still_serves(given_on: date, on: date, years: Version[int]) -> bool:
    """Whether a document of an undertaking that is recognised serves again, so long after it came in."""
    return on < add_years(given_on, years.value)
